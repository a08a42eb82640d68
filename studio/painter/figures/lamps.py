"""The light that falls on a subject: outdoors the sky's, else that of windows, lamps and backdrops."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from studio.painter.core.arrays import Array, mix
from studio.painter.core.colours import colour, luminance
from studio.painter.core.light import Light
from studio.painter.core.place import Place
from studio.painter.core.view import Painting
from studio.painter.figures.stature import has_trait

# The least light, in the dark, on drawings that shine by themselves.
OWN_LIGHT = 1.1


def own_light(drawing: str, light: Light) -> float:
    """Return the least light on a drawing; none by day, when even lamps show no light of their own."""
    dim = light.is_dark or float(luminance(light.sun)) < 0.5
    return OWN_LIGHT if dim and has_trait(drawing, "shines") else 0.0


def light_on_subject(painting: Painting, place: Place) -> Light:
    """Return the light on a subject, on the painting's scale; its direction is that of the strongest source."""
    view = painting.view
    if place.is_indoors:
        return _inside(painting, place)
    if place.is_weightless:
        return replace(view.light, ambient=colour("#8f9cc8") * 0.42, sun=view.light.sun * 0.85)
    if place.name == "underwater":
        return replace(
            view.light,
            sun=mix(view.light.sun, np.ones(3, np.float32) * view.light.sun.max(), 0.5) * 1.35,
            ambient=mix(view.light.ambient, np.ones(3, np.float32) * view.light.ambient.max(), 0.45),
        )
    if view.light.is_dark:
        # A moonlit subject has to be recognised: as in films, it gets more light than the moon gives.
        return replace(view.light, ambient=view.light.ambient * 1.35, sun=view.light.sun * 1.5)
    return view.light


def _inside(painting: Painting, place: Place) -> Light:
    view = painting.view
    dark = view.light.is_dark or view.time == "dusk"
    tone = np.median(painting.pixels[::6, ::6].reshape(-1, 3), 0).astype(np.float32)
    level = float(luminance(tone))
    white = mix(np.full(3, level, np.float32), tone, 0.55) / max(level, 1e-3)
    bright = float(np.clip(level / 0.36, 0.34 if dark else 0.5, 1.0))
    key = colour("#ffcf94") if dark and place.kind == "room" else _warmth(view.light)
    azimuth, elevation, strength = view.side * 1.9, 0.6, 1.0
    if place.name == "table":
        azimuth, elevation, strength, key = view.side * 0.8, 0.55, 1.1, colour("#ffd9a0")
    if place.name == "stage":
        azimuth, elevation, strength, key = view.side * 2.2, 1.1, 1.5, colour("#fff0d6")
    if place.name == "technology":
        bright, strength = 0.62, 1.0
        white = mix(np.ones(3, np.float32), white, 0.6)
    return replace(
        view.light,
        azimuth=math.remainder(azimuth, 2 * math.pi),
        elevation=elevation,
        sun=(key * bright * strength).astype(np.float32),
        ambient=(white * bright * 0.55).astype(np.float32),
        overcast=0.35,
        haze=0.0,
    )


def _warmth(light: Light) -> Array:
    """Return the sun's tint at unit strength, with reduced saturation."""
    tint = light.sun / max(float(light.sun.max()), 1e-3)
    return mix(np.ones(3, np.float32), tint, 0.6)
