"""The light of a picture: sun or moon, sky, haze, by time of day and weather."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, replace

import numpy as np

from studio.painter.core.arrays import Array, mix
from studio.painter.core.colours import colour, saturate


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """The light of a scene. Colours are linear and include their strength; angles are in radians.

    `azimuth` is 0 in the direction of the camera, positive to the right; `elevation` is above the horizon.
    The sky's colours run from `zenith` over `middle` to the horizon, which is `glow` on the sun's side and
    `horizon` on the other. `haze` is the share of a thing's light that is lost over `sprites.HAZE_REACH`
    metres. `cover` is the share of the sky in clouds.
    """

    azimuth: float
    elevation: float
    sun: Array
    ambient: Array
    zenith: Array
    middle: Array
    horizon: Array
    glow: Array
    cloud: Array
    shade: Array
    haze: float
    cover: float
    disc: float
    stars: float
    moon: bool = False
    overcast: float = 0.0

    @property
    def direction(self) -> tuple[float, float, float]:
        """Return the unit vector towards the sun as right, up, forward."""
        return _direction(self.azimuth, self.elevation)

    @property
    def is_dark(self) -> bool:
        return self.stars > 0.3


@functools.lru_cache(maxsize=64)
def _direction(azimuth: float, elevation: float) -> tuple[float, float, float]:
    flat = math.cos(elevation)
    return flat * math.sin(azimuth), math.sin(elevation), flat * math.cos(azimuth)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hour:
    """One time of day; elevations in degrees."""

    elevations: tuple[float, float]
    zenith: str
    middle: str
    horizon: str
    glow: str
    sun: str
    strength: float
    ambient: str
    fill: float
    cloud: str
    shade: str
    haze: float
    disc: float = 1.0
    stars: float = 0.0
    moon: bool = False


HOURS = {
    "dawn": _Hour(
        elevations=(2, 4), zenith="#47689f", middle="#a2a3c2", horizon="#e6bfb4", glow="#ffd9a6", sun="#ffbe86",
        strength=1.5, ambient="#8b90b8", fill=0.62, cloud="#ffc9a6", shade="#8d7fa3", haze=0.55,
    ),
    "morning": _Hour(
        elevations=(14, 24), zenith="#3574bd", middle="#86b7e2", horizon="#d7e4ea", glow="#fdf0cf", sun="#ffe2b4",
        strength=2.0, ambient="#9db6d6", fill=0.62, cloud="#fff5e6", shade="#a9b3c6", haze=0.4,
    ),
    "day": _Hour(
        elevations=(34, 52), zenith="#1b5cb4", middle="#5a9ce0", horizon="#c3dff2", glow="#e6f1f6", sun="#fff4e0",
        strength=2.2, ambient="#8fb4e2", fill=0.66, cloud="#ffffff", shade="#93a6c0", haze=0.3,
    ),
    "golden": _Hour(
        elevations=(8, 13), zenith="#2f63a8", middle="#86aecd", horizon="#e6d3b4", glow="#ffd88c", sun="#ffc474",
        strength=2.1, ambient="#9a9db4", fill=0.56, cloud="#ffe3b4", shade="#948da0", haze=0.45,
    ),
    "sunset": _Hour(
        elevations=(2, 5), zenith="#27477f", middle="#7f7293", horizon="#d9958a", glow="#ffb257", sun="#ff9a50",
        strength=1.8, ambient="#7d6c98", fill=0.6, cloud="#ffb07c", shade="#565070", haze=0.5,
    ),
    "dusk": _Hour(
        elevations=(0.5, 1.5), zenith="#182a58", middle="#47548c", horizon="#7d769c", glow="#f2a070", sun="#c07a8c",
        strength=0.5, ambient="#5a5f98", fill=0.5, cloud="#b98590", shade="#343a60", haze=0.5, disc=0.0, stars=0.25,
    ),
    "night": _Hour(
        elevations=(14, 26), zenith="#0a1536", middle="#16305f", horizon="#2a4775", glow="#3f6192", sun="#a9c4ff",
        strength=0.5, ambient="#35558f", fill=0.44, cloud="#506a9c", shade="#16284f", haze=0.35, stars=1.0, moon=True,
    ),
}  # fmt: skip


def light_of(time: str, weather: str, azimuth: float, share: float, cover: float) -> Light:
    """Return the light at a time of day; `share` (0..1) chooses the height of the sun within the time's range."""
    hour = HOURS[time]
    low, high = hour.elevations
    clear = Light(
        azimuth=azimuth,
        elevation=math.radians(low + (high - low) * share),
        sun=colour(hour.sun) * hour.strength,
        ambient=colour(hour.ambient) * hour.fill,
        zenith=colour(hour.zenith),
        middle=colour(hour.middle),
        horizon=colour(hour.horizon),
        glow=colour(hour.glow),
        cloud=colour(hour.cloud),
        shade=colour(hour.shade),
        haze=hour.haze,
        cover=cover,
        disc=hour.disc,
        stars=hour.stars,
        moon=hour.moon,
    )
    return _under_weather(clear, weather)


def _under_weather(clear: Light, weather: str) -> Light:
    if weather == "cloudy":
        return replace(clear, cover=max(clear.cover, 0.62), sun=clear.sun * 0.85)
    if weather == "fog":
        return replace(_veiled(clear, 0.6, 1.0), haze=0.96, cover=0.2, disc=clear.disc * 0.5)
    if weather == "snow":
        return replace(_veiled(clear, 0.88, 1.06), haze=0.8, cover=0.5)
    if weather == "overcast":
        return replace(_veiled(clear, 0.9, 1.0), haze=0.6, cover=0.85)
    if weather == "rain":
        return replace(_veiled(clear, 0.92, 0.72), haze=0.8, cover=0.9)
    if weather == "storm":
        dark = _veiled(clear, 0.9, 0.46)
        return replace(dark, haze=0.62, cover=0.8, shade=dark.shade * 0.42, zenith=dark.zenith * 0.6)
    return clear


def _veiled(clear: Light, veil: float, brightness: float) -> Light:
    """Return the light under a veil of cloud: greyer colours, no disc of the sun, more light from the sky."""
    cool = np.array([0.97, 1.0, 1.05], np.float32)

    def greyed(value: Array, lift: float = 1.0) -> Array:
        flat = saturate(value, 0.22) * cool
        return mix(value, flat * lift, veil) * brightness

    return replace(
        clear,
        zenith=greyed(mix(clear.horizon, clear.zenith, 0.45)) * 0.75,
        middle=greyed(mix(clear.horizon, clear.middle, 0.5)) * 0.9,
        horizon=greyed(clear.horizon),
        glow=greyed(clear.glow, 0.85),
        cloud=greyed(clear.cloud, 0.72),
        shade=greyed(clear.shade, 0.8),
        sun=greyed(clear.sun) * (1 - 0.75 * veil),
        ambient=greyed(clear.ambient, 1.35),
        disc=clear.disc * max(0.0, 1 - 1.3 * veil),
        stars=clear.stars * (1 - veil),
        overcast=veil,
    )


MARS = Light(
    azimuth=0.5, elevation=0.3, sun=colour("#ffe6c8") * 1.9, ambient=colour("#b98465") * 0.5,
    zenith=colour("#8a5a42"), middle=colour("#c98f68"), horizon=colour("#e6bd92"), glow=colour("#f6dcb8"),
    cloud=colour("#eac6a0"), shade=colour("#b5805c"), haze=0.5, cover=0.15, disc=0.8, stars=0.0,
)  # fmt: skip
MOON = Light(
    azimuth=0.9, elevation=0.3, sun=colour("#fffaf0") * 2.4, ambient=colour("#3b4356") * 0.28,
    zenith=colour("#04060d"), middle=colour("#05070f"), horizon=colour("#070a14"), glow=colour("#0a0e1a"),
    cloud=colour("#000000"), shade=colour("#000000"), haze=0.0, cover=0.0, disc=0.0, stars=1.0,
)  # fmt: skip
