"""Small plants near the camera: flowers on their stems, blades, ears of grain."""

from __future__ import annotations

import math

import cv2
import numpy as np

from studio.painter.core.arrays import Array, mix
from studio.painter.core.behind import drawn_behind
from studio.painter.core.colours import colour
from studio.painter.core.sprites import Sheet, Sprite
from studio.painter.core.view import View
from studio.painter.land.groves import scatter
from studio.painter.land.landscapes import Land
from studio.painter.land.trees import lit

PETALS = ("#d8402f", "#f2c230", "#f4f0e6", "#8a5fc8", "#e87aa0", "#4f7ad0", "#f08a3c")


def flower(view: View, tone: Array) -> Sprite:
    """Return a flower head on a stem with leaves."""
    sheet, random = Sheet(90, 0.7), view.random
    lean = random.uniform(-0.1, 0.1)
    share = np.linspace(0, 1, 8)
    stem = np.stack([lean * share**2, share * 0.78], -1).astype(np.float32)
    green = lit(view.light, colour("#4f7d33"), 0.2, 0.5, 0.6)
    sheet.line(stem, 0.022, green)
    for side in (-1, 1):
        leaf = np.array([[0, 0.12], [side * 0.12, 0.3], [side * 0.2, 0.5], [side * 0.05, 0.28]], np.float32)
        sheet.polygon(leaf, green * random.uniform(0.8, 1.1))
    x, y = lean, 0.82
    for number in range(7):
        angle = number * 2 * math.pi / 7 + random.uniform(0, 0.4)
        sheet.disc(
            x + math.cos(angle) * 0.085,
            y + math.sin(angle) * 0.06,
            0.06,
            lit(view.light, tone, math.cos(angle) * 0.5, 0.5 + 0.4 * math.sin(angle), 0.5),
        )
    sheet.disc(
        x, y, 0.045, lit(view.light, colour("#e0b23c") if tone[0] < 0.9 else colour("#a8702c"), 0, 0.6, 0.6)
    )
    return sheet.finish()


def add_flowers(view: View, land: Land, count: int, near: float, far: float, clear: float = 0.0) -> None:
    """Add beds of flowers, each of its own colour."""
    chosen = view.random.permutation(len(PETALS))[:4]
    for code in chosen:
        kinds = [flower(view, colour(PETALS[int(code)])) for _ in range(2)]
        land.plant(
            scatter(view, kinds, count // 4, near, far, (0.22, 0.42), clump=0.15, patch=4.5, clear=clear),
            shadow=0,
        )


@drawn_behind
def add_blades(view: View, pixels: Array, depth: Array, tone: Array, ears: bool = False) -> None:
    """Draw a fringe of blades along the lower border, slightly out of focus."""
    random, unit = view.random, view.unit
    sheet = np.zeros((view.height, view.width, 4), np.uint8)
    shades = [
        np.clip(lit(view.light, tone * random.uniform(0.6, 1.3), 0.2, 0.5, 0.6), 0, 1.6) / 1.6
        for _ in range(6)
    ]
    for _ in range(int(520 * view.width / unit / 1.33)):
        x, tall = random.uniform(-0.02, 1.02) * view.width, unit * random.uniform(0.06, 0.2)
        lean, base = random.normal(0, 0.3) * tall, view.height + unit * 0.02
        share = np.linspace(0, 1, 7)
        spine = np.stack([x + lean * share**2, base - tall * share], -1)
        half = unit * 0.0022 * (1 - share)[:, None] * [[1, 0]]
        points = np.rint(np.concatenate([spine - half, (spine + half)[::-1]]) * 16).astype(np.int32)
        shade = tuple(float(v) for v in shades[int(random.integers(6))] * 255)
        cv2.fillPoly(sheet, [points], (*shade, 255.0), cv2.LINE_AA, 4)
        if ears:
            tip = (round(x + lean), round(base - tall))
            angle = math.degrees(math.atan2(-tall, 2 * lean))
            cv2.ellipse(
                sheet,
                tip,
                (round(unit * 0.014), max(1, round(unit * 0.0035))),
                angle,
                0,
                360,
                (*shade, 255.0),
                -1,
                cv2.LINE_AA,
            )
    cover = sheet[..., 3:].astype(np.float32) / 255
    pixels[:] = mix(pixels, sheet[..., :3].astype(np.float32) / 255 * 1.6, cover)
    depth[cover[..., 0] > 0.5] = 1.5
