"""Chooses camera and light for a picture: the film's key from its seed, the layout from the scene."""

from __future__ import annotations

import math

import numpy as np

from generator.providers.embedded.illustrator.light import light_of
from generator.providers.embedded.illustrator.view import Setting, View

# Times that a film without a named time may have; the scenes of one film move between neighbours.
KEYS = (
    ("morning", "day", "golden"),
    ("day", "morning", "golden"),
    ("golden", "day", "sunset"),
    ("day", "golden", "morning"),
)
DRAMATIC_KEYS = (("sunset", "golden", "dusk"), ("golden", "sunset", "dawn"))
# The fractional part of the golden ratio: its multiples fall far from each other.
STEP = 0.6180339887


def compose(setting: Setting, style: str, width: int, height: int, seed: int, number: int) -> View:
    """Return the view of scene `number` of the film `seed`."""
    film = np.random.default_rng((seed & 0xFFFFFFFF, 17))
    random = np.random.default_rng((seed & 0xFFFFFFFF, number, 29))
    start, first_side = film.random(), int(film.integers(2)) * 2 - 1
    turn = (start + STEP * number) % 1.0
    keys = DRAMATIC_KEYS if style == "dramatic" else KEYS
    key = keys[int(film.integers(len(keys)))]
    time = setting.time or key[number % len(key)]
    weather = setting.weather or "clear"
    side = first_side * (1 if number % 2 == 0 else -1)
    azimuth = -side * math.radians(
        (18, 40, 75, 28, 120)[(number + int(start * 5)) % 5] + random.uniform(-8, 8)
    )
    if time in ("dawn", "sunset", "dusk", "golden") and abs(azimuth) > 0.8:
        azimuth *= 0.35
    horizon = (0.52, 0.62, 0.44, 0.57, 0.48)[number % 5] + random.uniform(-0.02, 0.02)
    light = light_of(time, weather, azimuth, random.random(), 0.25 + 0.4 * random.random())
    focal = math.sqrt(width * height) * (0.72, 0.95, 0.62, 0.82)[number % 4]
    return View(
        setting=setting, light=light, time=time, weather=weather, style=style, width=width, height=height,
        horizon=horizon * height, focal=focal, side=side, turn=turn, number=number, random=random,
    )  # fmt: skip
