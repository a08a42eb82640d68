"""The kinds of falls, and what draws each."""

from __future__ import annotations

from studio.film.layers.falls.glows import FIREFLIES, STARS, Glows
from studio.film.layers.falls.leaves import Leaves
from studio.film.layers.falls.particles import BANDS, Particles
from studio.film.layers.layers import Drawn
from studio.film.layers.values import Fall

_GLOWING = {"fireflies": FIREFLIES, "stars": STARS}
KINDS = (*BANDS, *_GLOWING, "leaves")


def prepare_fall(fall: Fall, size: tuple[int, int]) -> Drawn:
    """Prepare a fall for frames of (width, height) pixels; takes up to 0.2 s. Raises KeyError for another kind."""
    if fall.kind == "leaves":
        return Leaves(fall, size)
    if fall.kind in _GLOWING:
        return Glows(_GLOWING[fall.kind], fall, size)
    return Particles(fall, size)
