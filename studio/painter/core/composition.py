"""Choice of camera and light for a picture: the film's key from its seed, the layout from the scene."""

from __future__ import annotations

import math

import numpy as np

from studio.painter.core.light import light_of
from studio.painter.core.view import Setting, View

# Times of day for a film that names none; its scenes move between neighbours.
KEYS = (
    ("morning", "day", "golden"),
    ("day", "morning", "golden"),
    ("golden", "day", "sunset"),
    ("day", "golden", "morning"),
)
DRAMATIC_KEYS = (("sunset", "golden", "dusk"), ("golden", "sunset", "dawn"))
# Time and weather that suit a mood, if the words name none.
MOOD_TIMES = {"romantic": "sunset", "dark": "dusk", "calm": "golden", "happy": "day", "dramatic": "sunset"}
MOOD_WEATHERS = {"sad": "overcast", "dark": "fog"}
# Direction of the sun from scene to scene: degrees from the middle of the picture.
AZIMUTHS = (20, 78, 34, 115, 12, 55)
HORIZONS = (0.53, 0.62, 0.45, 0.58, 0.49)
LENSES = (0.74, 0.98, 0.64, 0.84)
LOW_SUN = ("dawn", "golden", "sunset", "dusk")
# The fractional part of the golden ratio: its multiples are spread evenly and far from each other.
STEP = 0.6180339887


def compose(setting: Setting, style: str, width: int, height: int, seed: int, number: int) -> View:
    """Return the view of scene `number` of the film `seed`, in pixels `width` x `height`."""
    film = np.random.default_rng((seed & 0xFFFFFFFF, 17))
    random = np.random.default_rng((seed & 0xFFFFFFFF, number & 0xFFFFFFFF, 29))
    start, first_side = float(film.random()), int(film.integers(2)) * 2 - 1
    shift = int(film.integers(60))
    time = setting.time or _time(setting, style, film, number)
    weather = setting.weather or MOOD_WEATHERS.get(setting.mood, "clear")
    side = first_side * (1 if number % 2 == 0 else -1)
    azimuth = -side * math.radians(AZIMUTHS[(number + shift) % len(AZIMUTHS)] + random.uniform(-6, 6))
    if time in LOW_SUN and abs(azimuth) > 1.0:
        # A low sun is worth showing, or at least its side of the sky.
        azimuth *= 0.42
    elevation = float((start + 0.37 * number) % 1.0)
    cover = {"photorealistic": 0.5, "dramatic": 0.58}.get(style, 0.4) + random.uniform(-0.16, 0.12)
    lens = LENSES[(number + shift) % len(LENSES)] * (1.12 if style == "photorealistic" else 1.0)
    return View(
        setting=setting,
        light=light_of(time, weather, azimuth, elevation, cover),
        time=time,
        weather=weather,
        style=style,
        width=width,
        height=height,
        horizon=height * (HORIZONS[(number + shift) % len(HORIZONS)] + random.uniform(-0.02, 0.02)),
        focal=math.sqrt(width * height) * lens,
        side=side,
        turn=(start + STEP * number) % 1.0,
        number=number,
        random=random,
    )


def _time(setting: Setting, style: str, film: np.random.Generator, number: int) -> str:
    if setting.details & {"aurora", "stars"}:
        return "night"
    if setting.mood in MOOD_TIMES and number % 3 != 2:
        return MOOD_TIMES[setting.mood]
    keys = DRAMATIC_KEYS if style == "dramatic" else KEYS
    key = keys[int(film.integers(len(keys)))]
    return key[number % len(key)]
