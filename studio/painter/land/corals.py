"""Corals and seagrass of a reef."""

from __future__ import annotations

import math

import numpy as np

from studio.painter.core.arrays import Array, mix
from studio.painter.core.colours import colour
from studio.painter.core.sprites import Sheet, Sprite
from studio.painter.core.view import View
from studio.painter.land.trees import lit

CORALS = ("#e0604a", "#f09a5a", "#c85a9a", "#8a5ac8", "#f0c860", "#e87a8a")


def coral(view: View, tone: Array, number: int) -> Sprite:
    """Return a branching coral, a fan, or a round one."""
    sheet, random = Sheet(220, 1.3), view.random
    if number % 3 == 2:
        for _ in range(260):
            angle, reach = random.uniform(0, math.pi), math.sqrt(random.random())
            x, y = math.cos(angle) * reach * 0.46, math.sin(angle) * reach * 0.6
            sheet.disc(
                x,
                y + 0.03,
                random.uniform(0.02, 0.045),
                lit(view.light, tone * random.uniform(0.7, 1.2), x, y, 1 - reach),
            )
        return sheet.finish()
    _branch(sheet, view, tone, (0.0, 0.0), math.pi / 2, 0.3, 5 if number % 3 else 4)
    return sheet.finish()


def _branch(
    sheet: Sheet, view: View, tone: Array, foot: tuple[float, float], angle: float, length: float, left: int
) -> None:
    """Draw a branch and those that grow from its end; `left` counts the forks still to come."""
    random, width = view.random, 0.17 * length
    x, y = foot[0] + math.cos(angle) * length, foot[1] + math.sin(angle) * length
    shade = lit(view.light, tone * (1.15 - 0.1 * left), 0.3 * math.cos(angle), 0.5, 0.6)
    sheet.line(np.array([foot, (x, y)], np.float32), width, shade)
    sheet.disc(x, y, width * 0.5, shade)
    if left == 0 or y > 0.9:
        pale = mix(tone, np.ones(3, np.float32), 0.4)
        sheet.disc(x, y, width * 0.75, lit(view.light, pale, 0.2, 0.8, 0.5))
        return
    side = int(random.choice([-1, 1]))
    for turn in random.uniform(0.25, 0.75, int(random.integers(2, 4))):
        _branch(
            sheet, view, tone, (x, y), angle + side * float(turn), length * random.uniform(0.6, 0.8), left - 1
        )
    _branch(sheet, view, tone, (x, y), angle - side * random.uniform(0.2, 0.6), length * 0.72, left - 1)


def weed(view: View) -> Sprite:
    """Return blades of swaying seagrass."""
    sheet, random = Sheet(240, 0.7), view.random
    share = np.linspace(0, 1, 18)
    for _ in range(13):
        start, sway, phase = random.uniform(-0.16, 0.16), random.uniform(0.02, 0.09), random.uniform(0, 6)
        tall = random.uniform(0.5, 0.98)
        spine = np.stack([start * (1 + share) + sway * np.sin(share * 6 + phase) * share, share * tall], -1)
        half = 0.012 * np.sin(np.pi * np.clip(share * 0.93 + 0.07, 0, 1))[:, None] * [[1, 0]]
        points = np.concatenate([spine - half, (spine + half)[::-1]]).astype(np.float32)
        sheet.polygon(points, lit(view.light, colour("#4f8a3a") * random.uniform(0.6, 1.3), 0.2, 0.5, 0.6))
    return sheet.finish()
