"""Things in the air: birds, balloons, the glow of lamps."""

from __future__ import annotations

import math

import cv2
import numpy as np

from studio.painter.core.apart import Laid
from studio.painter.core.arrays import Array, mix, smoothstep
from studio.painter.core.behind import drawn_behind
from studio.painter.core.colours import colour
from studio.painter.core.light import Light
from studio.painter.core.sprites import Spot, Sprite, place
from studio.painter.core.turned import turned
from studio.painter.core.view import View

# The distance of a flock in metres.
FLOCK = 2_000.0
# A lamp's glow ends at this many radii, where it is a thousandth of that in its middle.
GLOW_REACH = 2.3


def add_birds(view: View, pixels: Array, count: int = 7) -> None:
    """Draw a loose flock in the free sky, far enough that birds are strokes: two bent wings each."""
    random = view.random
    mask = np.zeros((view.height, view.width), np.uint8)
    x0 = view.width * (0.3 if view.side > 0 else 0.68) + random.uniform(-0.06, 0.06) * view.width
    y0 = max(view.horizon - random.uniform(0.26, 0.36) * view.height, 0.1 * view.height)
    share = np.linspace(0, 1, 9)
    for _ in range(count):
        x, y = x0 + random.normal(0, 0.06) * view.width, y0 + random.normal(0, 0.035) * view.height
        span, lift, lean = (
            view.unit * random.uniform(0.007, 0.013),
            random.uniform(0.25, 0.6),
            random.normal(0, 0.12),
        )
        for wing in (-1, 1):
            across = wing * span * share
            rise = span * (lift * np.sin(share * 1.9) - 0.25 * share**3) + across * lean
            thick = span * 0.13 * (1 - share) ** 0.7
            upper = np.stack([x + across, y - rise - thick], -1)
            lower = np.stack([x + across, y - rise + thick * 0.6], -1)[::-1]
            cv2.fillPoly(
                mask, [np.rint(np.concatenate([upper, lower]) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4
            )
    share_of = mask.astype(np.float32)[..., None] / 255 * 0.8
    if view.apart is not None and mask.any():
        left, top, wide, high = cv2.boundingRect(mask)
        rows, columns = slice(top, top + high), slice(left, left + wide)
        view.apart.begin(pixels)
        view.apart.add(Laid(rows, columns, share_of[rows, columns, 0]), FLOCK, "flock")
    pixels[:] = mix(pixels, pixels * 0.14 + view.light.ambient * 0.03, share_of)


@drawn_behind
def glow_at(view: View, pixels: Array, x: float, y: float, radius: float, tint: Array) -> None:
    """Add the soft glow of a lamp."""
    rows, columns = (
        slice(max(int(middle - GLOW_REACH * radius), 0), max(int(middle + GLOW_REACH * radius) + 2, 0))
        for middle in (y, x)
    )
    distance = np.hypot(view.columns[:, columns] - x, view.rows[rows] - y) / np.float32(radius)
    halo = np.maximum(np.exp(-3 * distance) - math.exp(-3 * GLOW_REACH), 0)
    pixels[rows, columns] += (halo + 0.6 * smoothstep(0.16, 0.0, distance))[..., None] * tint


def balloon(light: Light, random: np.random.Generator) -> Sprite:
    """Return a hot-air balloon with striped gores and its basket."""
    tones = [
        colour(str(code))
        for code in random.choice(
            ["#c8402f", "#e8b13c", "#2f5f9f", "#f2ead8", "#3f8f6a", "#8f3f7a"], 2, replace=False
        )
    ]

    def profile(height: Array) -> Array:
        share = np.clip((height - 0.2) / 0.8, 0, 1)
        bag = (
            0.4
            * np.sqrt(np.clip(1 - (np.clip(share - 0.58, 0, 1) / 0.42) ** 2, 0, 1))
            * smoothstep(-0.25, 0.62, share)
        )
        basket = np.where(height < 0.085, 0.042, 0.0)
        ropes = np.where((height >= 0.085) & (height < 0.22), 0.03 + 0.25 * (height - 0.085), 0)
        return np.where(height >= 0.2, bag, np.maximum(basket, ropes)).astype(np.float32)

    def paint(height: Array, place: Array) -> Array:
        angle = np.arcsin(np.clip(place, -1, 1))
        stripe = (np.floor(angle * 3.2 + 20) % 2)[..., None]
        bag = mix(tones[0], tones[1], stripe)
        bag = np.where((np.abs(height - 0.62) < 0.045)[..., None], tones[1] * 0.9, bag)
        rope = np.where((height < 0.085)[..., None], colour("#7a5230"), colour("#b5a184"))
        return np.where((height >= 0.2)[..., None], bag, np.broadcast_to(rope, (*place.shape, 3))).astype(
            np.float32
        )

    return turned(light, profile, paint, 0.86, 300)


def add_balloons(view: View, pixels: Array, depth: Array) -> None:
    """Draw three balloons in the sky, one near and two far."""
    fade = pixels[int(np.clip(view.horizon - 0.03 * view.height, 0, view.height - 1))][None].copy()
    for x, y, tall, away in ((0.3, 0.3, 0.3, 300.0), (0.62, 0.22, 0.13, 800.0), (0.82, 0.42, 0.075, 1_500.0)):
        across = x if view.side > 0 else 1 - x
        row = view.horizon * y + tall * view.unit
        spot = Spot(across * view.width, row, tall * view.unit, away)
        place(view, pixels, depth, balloon(view.light, view.random), spot, fade, "balloon")
