"""Landmarks that a prompt may name: lighthouse, mill, house, sailing boat."""

from __future__ import annotations

import math

import numpy as np

from studio.painter.core.arrays import Array, mix
from studio.painter.core.colours import colour
from studio.painter.core.light import Light
from studio.painter.core.sprites import Sheet, Sprite
from studio.painter.core.turned import turned
from studio.painter.land.trees import lit

LAMP = np.array([1.0, 0.72, 0.34], np.float32)


def lighthouse(light: Light, random: np.random.Generator) -> Sprite:
    """Return a banded tower with gallery, lantern and cap."""
    band = colour(("#b3372b", "#2f4a6b", "#b3372b")[int(random.integers(3))])
    bands = int(random.integers(2, 4))

    def profile(height: Array) -> Array:
        tower = 0.115 - 0.05 * height / 0.74
        radius = np.where(height < 0.74, tower, 0.05)
        radius = np.where((height > 0.735) & (height < 0.765), 0.094, radius)
        radius = np.where((height > 0.765) & (height < 0.8), 0.05, radius)
        radius = np.where((height > 0.895) & (height < 0.91), 0.066, radius)
        cap = np.clip((0.985 - height) / 0.075, 0, 1) ** 0.6 * 0.056
        radius = np.where(height >= 0.91, np.maximum(cap, 0.006 * (height < 0.998)), radius)
        return radius.astype(np.float32)

    def paint(height: Array, place: Array) -> Array:
        share = np.floor(height / 0.735 * (2 * bands + 1)) % 2
        wall = mix(colour("#efe9dd"), band, (share > 0.5)[..., None])
        tone = np.where((height > 0.735)[..., None], colour("#3a3f47"), wall)
        glass = ((height > 0.8) & (height < 0.895))[..., None] & (np.abs(place * 3.2 % 1 - 0.5) < 0.42)[
            ..., None
        ]
        lamp = LAMP * (5.0 if light.elevation < 0.14 or light.is_dark else 1.2)
        tone = np.where(glass, lamp, tone)
        tone = np.where((height >= 0.895)[..., None], band * 0.9, tone)
        window = (
            (np.abs(height * 6 % 1 - 0.5) < 0.14)
            & (np.abs(place - 0.1) < 0.13)
            & (height < 0.68)
            & (height > 0.14)
        )
        door = (height < 0.1) & (np.abs(place + 0.12) < 0.2)
        return np.where(
            (window | door)[..., None], colour("#2c2f36"), np.broadcast_to(tone, (*place.shape, 3))
        ).astype(np.float32)

    return turned(light, profile, paint, 0.26, 520)


def windmill(light: Light, random: np.random.Generator) -> Sprite:
    """Return a tower mill with four lattice sails."""
    sheet = Sheet(420, 1.0)
    wall, roof = colour("#e6ddca"), colour("#6d4a33")
    for left, right, side in ((-0.115, -0.03, -0.8), (-0.03, 0.05, 0.0), (0.05, 0.115, 0.8)):
        points = np.array([[left, 0], [right, 0], [right * 0.62, 0.5], [left * 0.62, 0.5]], np.float32)
        sheet.polygon(points, lit(light, wall, side, 0.1, 1 - abs(side)))
    for x in (-0.5, 0.5):
        cap = np.array([[x * 0.17, 0.5], [0, 0.5], [0, 0.6], [x * 0.06, 0.585]], np.float32)
        sheet.polygon(cap, lit(light, roof, x * 1.4, 0.6, 0.4))
    sheet.polygon(
        np.array([[-0.022, 0], [0.022, 0], [0.022, 0.075], [-0.022, 0.075]], np.float32),
        colour("#3a2c22") * light.ambient,
    )
    start = random.uniform(0.2, 1.2)
    for number in range(4):
        _sail(sheet, light, start + number * math.pi / 2, np.array([0.0, 0.535], np.float32))
    return sheet.finish()


def _sail(sheet: Sheet, light: Light, angle: float, hub: Array) -> None:
    along = np.array([math.cos(angle), math.sin(angle)], np.float32)
    side = np.array([-along[1], along[0]], np.float32)
    wood, cloth = lit(light, colour("#5b4632"), 0, 0.4, 0.7), lit(light, colour("#efe6d2"), 0.2, 0.3, 0.8)
    corners = np.stack(
        [
            hub + along * 0.08,
            hub + along * 0.43,
            hub + along * 0.43 + side * 0.075,
            hub + along * 0.08 + side * 0.06,
        ]
    )
    sheet.polygon(corners, cloth)
    for share in np.linspace(0.08, 0.43, 8):
        sheet.line(np.stack([hub + along * share, hub + along * share + side * 0.075]), 0.004, wood)
    sheet.line(np.stack([hub, hub + along * 0.45]), 0.012, wood)


def house(light: Light, random: np.random.Generator, lamps: bool = False) -> Sprite:
    """Return a small house seen at an angle: gable front, long side, roof, chimney, windows."""
    sheet = Sheet(260, 1.7)
    wall = colour(str(random.choice(["#e9dcc3", "#dcc3a1", "#efe7db", "#c9b79b", "#d8a48c"])))
    roof = colour(str(random.choice(["#9a4b35", "#7d4533", "#5f5a58", "#8a5a3c"])))
    gable = [[-0.49, 0], [-0.13, 0], [-0.13, 0.46], [-0.31, 0.92], [-0.49, 0.46]]
    sheet.polygon(np.array(gable, np.float32), lit(light, wall, -0.55, 0.05, 0.8))
    long = [[-0.13, 0.0], [0.49, 0.03], [0.49, 0.46], [-0.13, 0.46]]
    sheet.polygon(np.array(long, np.float32), lit(light, wall, 0.75, 0.05, 0.6))
    for x, lean in ((0.075, -0.5), (0.11, 0.8)):
        _pane(sheet, x, 0.8, 0.035, 0.2, lit(light, colour("#8a5b49"), lean, 0.1, 0.5))
    slope = [[-0.31, 0.935], [0.31, 0.91], [0.52, 0.41], [-0.118, 0.4]]
    sheet.polygon(np.array(slope, np.float32), lit(light, roof, 0.55, 0.65, 0.4))
    edge = [[-0.52, 0.41], [-0.31, 0.935], [-0.31, 0.87], [-0.5, 0.38]]
    sheet.polygon(np.array(edge, np.float32), lit(light, roof * 0.8, -0.5, 0.4, 0.6))
    glow = LAMP * 1.1 if lamps else colour("#33414f") * (light.ambient + 0.25 * light.sun)
    frame = lit(light, colour("#f4efe6"), 0.4, 0.1, 0.6)
    spots = [
        (-0.345, 0.5, 0.07, 0.13),
        (-0.043, 0.17, 0.075, 0.16),
        (0.143, 0.17, 0.075, 0.16),
        (0.329, 0.17, 0.075, 0.16),
    ]
    for x, y, width, tall in spots:
        _pane(sheet, x - 0.012, y - 0.012, width + 0.024, tall + 0.024, frame)
        _pane(sheet, x, y, width, tall, glow)
    _pane(sheet, -0.35, 0, 0.085, 0.26, lit(light, colour("#5b3a28"), -0.4, 0, 0.8))
    return sheet.finish()


def _pane(sheet: Sheet, x: float, y: float, width: float, tall: float, tone: Array) -> None:
    corners = [[x, y], [x + width, y], [x + width, y + tall], [x, y + tall]]
    sheet.polygon(np.array(corners, np.float32), tone)


def sailing_boat(light: Light, random: np.random.Generator) -> Sprite:
    """Return a small yacht under main and jib, with sunlit sails."""
    sheet = Sheet(360, 0.95)
    hull = colour(str(random.choice(["#f1ede4", "#7c3128", "#27405c", "#e8e2d2"])))
    share = np.linspace(0, 1, 12, dtype=np.float32)
    deck = np.stack([-0.3 + 0.66 * share, 0.1 + 0.02 * share**2], -1)
    keel = np.stack([0.36 - 0.66 * share, 0.12 * (1 - share) ** 3 * 0.9 + 0.012 * np.sin(share * 3)], -1)
    sheet.polygon(np.concatenate([deck, keel]).astype(np.float32), lit(light, hull * 0.9, 0.2, -0.1, 0.8))
    sheet.polygon(
        np.concatenate([deck, deck[::-1] - [0, 0.025]]).astype(np.float32), lit(light, hull, 0.2, 0.4, 0.8)
    )
    sheet.line(
        np.array([[0.02, 0.11], [0.02, 0.98]], np.float32),
        0.011,
        lit(light, colour("#7b6248"), 0.3, 0.2, 0.7),
    )
    cloth = colour(str(random.choice(["#fbf6ea", "#fbf6ea", "#d9704f"])))
    bend = 0.05 * np.sin(share * math.pi)
    main = np.concatenate(
        [[[0.0, 0.95], [0.0, 0.17]], np.stack([-0.25 + 0.25 * share - bend, 0.17 + 0.78 * share], -1)]
    )
    sheet.polygon(main.astype(np.float32), lit(light, cloth, -0.4, 0.2, 0.75))
    jib = np.concatenate(
        [
            [[0.04, 0.9]],
            np.stack([0.04 + 0.3 * share, 0.9 - 0.76 * share], -1),
            np.stack([0.34 - 0.28 * share, 0.15 + bend * 0.6], -1),
        ]
    )
    sheet.polygon(jib.astype(np.float32), lit(light, cloth * 0.96, 0.5, 0.25, 0.65))
    return sheet.finish()
