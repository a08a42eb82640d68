"""Weather in the air of a finished scene: rain, snow, fog, lightning; and the rainbow."""

from __future__ import annotations

import cv2
import numpy as np

from studio.painter.core.arrays import Array, blur, mix, smoothstep
from studio.painter.core.colours import colour, gradient
from studio.painter.core.noise import layered
from studio.painter.core.view import SKY, Painting, View


def add_weather(painting: Painting, *, falls: bool = True) -> None:
    """Add its view's weather to an outdoor picture; rain and snow themselves only if they are to hang in the air."""
    weather = painting.view.weather
    if weather == "fog":
        _add_fog(painting)
    elif weather == "rain":
        _add_veil(painting, 900, 0.5)
        if falls:
            _add_rain(painting, 1.0)
    elif weather == "storm":
        _add_veil(painting, 1_800, 0.4)
        _add_lightning(painting)
        if falls:
            _add_rain(painting, 0.7)
    elif weather == "snow":
        _add_veil(painting, 420, 0.7)
        if falls:
            _add_snowfall(painting)
    if "rainbow" in painting.view.setting.details:
        _add_rainbow(painting)


def _air(view: View) -> Array:
    """Return the colour of bright damp air."""
    result: Array = mix(view.light.horizon, view.light.ambient + 0.35 * view.light.sun, 0.5)
    return result


def _add_veil(painting: Painting, reach: float, most: float) -> None:
    view = painting.view
    share = (1 - np.exp(-np.minimum(painting.depth, 2e4) / reach)) * most
    share *= smoothstep(0.5, -0.05, (view.horizon - view.rows) / view.height)
    painting.pixels = mix(painting.pixels, _air(view), share[..., None])


def _add_fog(painting: Painting) -> None:
    """Draw fog that thickens with distance, in drifts, and hides the foot of the sky."""
    view = painting.view
    drift = layered(
        (view.columns - view.centre) / view.unit * 0.9, view.rows / view.unit * 3.4, 4, exponent=0.9, number=9
    )
    reach = 150 * np.exp(0.35 * drift)
    share = 1 - np.exp(-np.minimum(painting.depth, 5_000) / reach)
    above = (view.horizon - view.rows) / view.height
    share = np.where(painting.depth < SKY / 2, share, smoothstep(0.75, 0.0, above + 0.06 * drift))
    painting.pixels = mix(
        painting.pixels, _air(view) * (1 + 0.05 * drift)[..., None], np.clip(share, 0, 0.96)[..., None]
    )


def _add_rain(painting: Painting, strength: float) -> None:
    """Draw streaks of rain at three distances, all blown the same way."""
    view = painting.view
    random, unit = view.random, view.unit
    lean = 0.12 * view.side + random.uniform(-0.05, 0.05)
    total = np.zeros((view.height, view.width), np.float32)
    for count, length, wide, shade in ((1_500, 0.03, 1, 42), (620, 0.055, 1, 62), (150, 0.1, 2, 70)):
        sheet = np.zeros((view.height, view.width), np.uint8)
        number = int(count * view.width * view.height / unit**2 / 1.78)
        x, y = random.uniform(-0.1, 1.1, number) * view.width, random.uniform(-0.1, 1.0, number) * view.height
        tall = unit * length * random.uniform(0.6, 1.3, number)
        starts, ends = np.stack([x, y], -1), np.stack([x + lean * tall, y + tall], -1)
        lines = np.rint(np.stack([starts, ends], 1) * 16).astype(np.int32)
        cv2.polylines(sheet, list(lines), False, shade, max(1, round(wide * unit / 720)), cv2.LINE_AA, 4)
        total += blur(sheet.astype(np.float32) / 255, 0.5 * unit / 720)
    light = view.light.ambient * 1.1 + view.light.sun * 0.3
    painting.pixels = mix(
        painting.pixels, np.maximum(painting.pixels, light), np.clip(total * strength, 0, 0.5)[..., None]
    )


def _add_snowfall(painting: Painting) -> None:
    """Draw flakes: many small and sharp ones far away, a few large and soft ones near."""
    view = painting.view
    random, unit = view.random, view.unit
    light = view.light.ambient * 1.25 + view.light.sun * 0.5
    for count, size, soft, strength in (
        (2_200, 0.0011, 0.4, 0.55),
        (620, 0.0022, 0.8, 0.75),
        (80, 0.006, 3.2, 0.8),
    ):
        sheet = np.zeros((view.height, view.width), np.uint8)
        number = int(count * view.width * view.height / unit**2 / 1.78)
        for x, y, scale in random.uniform(0, 1, (number, 3)):
            centre = (round(x * view.width * 16), round(y * view.height * 16))
            cv2.circle(sheet, centre, round(unit * size * (0.6 + 0.8 * scale) * 16), 255, -1, cv2.LINE_AA, 4)
        cover = blur(sheet.astype(np.float32) / 255, soft * unit / 720) * strength
        painting.pixels = mix(painting.pixels, light, cover[..., None])


def _add_lightning(painting: Painting) -> None:
    """Draw one forked bolt behind the land, and the cloud that it lights."""
    view = painting.view
    random, unit = view.random, view.unit
    sheet = np.zeros((view.height, view.width), np.uint8)
    x = view.centre - view.side * random.uniform(0.12, 0.34) * view.width
    top, foot = 0.02 * view.height, view.horizon + 2
    _fork(
        sheet, random, (x, top), (x + random.uniform(-0.08, 0.08) * view.width, foot), 2, max(2.0, unit / 300)
    )
    bolt = sheet.astype(np.float32) / 255
    bolt *= painting.depth > 2_500
    tint = colour("#cfd8ff")
    near = np.exp(-np.hypot(view.columns - x, (view.rows - top) * 1.2) / (0.34 * unit)) * (
        painting.depth > 2_500
    )
    glow = blur(bolt, unit / 130) * 1.4 + blur(bolt, unit / 28) * 2.2
    painting.pixels = painting.pixels + (bolt * 2.0 + glow + near * 0.22)[..., None] * tint


def _fork(
    sheet: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], random: np.random.Generator,
    start: tuple[float, float], end: tuple[float, float], branches: int, width: float,
) -> None:  # fmt: skip
    points = np.array([start, end], np.float64)
    reach = float(np.hypot(*(points[1] - points[0]))) * 0.09
    for _ in range(6):
        middles = (points[:-1] + points[1:]) / 2 + random.normal(0, 1, (len(points) - 1, 2)) * [
            reach,
            reach * 0.3,
        ]
        points = np.insert(points, np.arange(1, len(points)), middles, axis=0)
        reach *= 0.55
    cv2.polylines(
        sheet, [np.rint(points * 16).astype(np.int32)], False, 255, max(1, round(width)), cv2.LINE_AA, 4
    )
    if branches:
        for share in random.uniform(0.2, 0.75, 3):
            base = points[int(share * (len(points) - 1))]
            far = (end[1] - base[1]) * random.uniform(0.3, 0.6)
            tip = (
                float(base[0] + random.choice([-1, 1]) * far * random.uniform(0.4, 0.9)),
                float(base[1] + far),
            )
            _fork(sheet, random, (float(base[0]), float(base[1])), tip, branches - 1, width * 0.55)


def _add_rainbow(painting: Painting) -> None:
    """Draw a rainbow in a place that suits the picture, not exactly opposite the sun."""
    view = painting.view
    x = view.centre - view.side * 0.1 * view.width
    radius = 0.62 * view.unit
    distance = np.hypot(view.columns - x, view.rows - view.horizon - 0.12 * view.unit)
    share = (distance - radius) / (0.07 * view.unit)
    tones = gradient(
        [
            (0, colour("#7a4fd0")),
            (0.25, colour("#3f8fe0")),
            (0.5, colour("#58c860")),
            (0.75, colour("#f0d040")),
            (1, colour("#e8503a")),
        ],
        np.clip(share, 0, 1),
    )
    band = (
        smoothstep(-0.15, 0.15, share)
        * smoothstep(1.15, 0.85, share)
        * (view.rows < view.horizon + 0.05 * view.height)
    )
    band *= (
        0.3
        * np.where(painting.depth > 1_200, 1.0, 0.25)
        * smoothstep(0.02, 0.4, (view.horizon + 0.1 * view.unit - view.rows) / view.unit)
    )
    painting.pixels = painting.pixels + band[..., None] * tones * (view.light.sun.mean() * 0.5 + 0.3)
    inside = smoothstep(0.0, -4.0, share) * (painting.depth > 1_200) * 0.06
    painting.pixels = painting.pixels * (1 + inside[..., None])
