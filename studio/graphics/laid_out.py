"""What a graphic becomes: files and values that the film's engine shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio.film.layers.values import Counter, Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A graphic scene, ready to be drawn: its ground as a still picture and what moves over it.

    `move` is one of MOVES and says how the ground moves. `layers` follow it, `over` lies on the screen, the lowest first.
    `words_shown` are the numbers of the narration's words that can be read in the scene.
    """

    picture: Path
    move: str = "breathe"
    layers: tuple[Layer, ...] = ()
    over: tuple[Layer | Counter, ...] = ()
    words_shown: tuple[int, ...] = ()
