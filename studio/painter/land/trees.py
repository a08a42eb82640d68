"""Trees, drawn leaf cluster by leaf cluster, each lit by its place in the crown."""

from __future__ import annotations

import math

import numpy as np

from studio.painter.core.arrays import Array, mix
from studio.painter.core.colours import colour
from studio.painter.core.light import Light
from studio.painter.core.sprites import Sheet, Sprite

BARK = "#54402f"
GREENS = ("#3f6427", "#4c7530", "#5c8034")
AUTUMN = ("#a8481c", "#c8791f", "#8e2f1c", "#d19a2b")
BLOSSOM = ("#e7b3c4", "#f0ced8", "#e39ab3")


def leaves_of(season: str, random: np.random.Generator) -> Array:
    """Return a leaf colour of the season."""
    codes = {"autumn": AUTUMN, "blossom": BLOSSOM}.get(season, GREENS)
    return colour(codes[int(random.integers(len(codes)))])


def lit(light: Light, albedo: Array, across: float, up: float, toward: float, open_sky: float = 1.0) -> Array:
    """Return the colour of a patch whose normal points right, up and towards the camera.

    Leaves let light through: with the sun behind them they glow, most at the rim.
    """
    right, height, forward = light.direction
    facing = across * right + up * height - toward * forward
    direct = max(facing, 0) + 0.28 * max(forward, 0) * (1 - min(max(toward, 0), 1))
    result: Array = albedo * (
        light.sun * (direct * open_sky)
        + light.ambient * (0.4 + 0.45 * max(up, -0.4) + 0.15) * (0.4 + 0.6 * open_sky)
    )
    return result


def lit_each(light: Light, albedo: Array, across: Array, up: Array, toward: Array, open_sky: Array) -> Array:
    """Do what `lit` does, for many patches: `albedo` is (count, 3), the others (count,)."""
    right, height, forward = light.direction
    facing = across * right + up * height - toward * forward
    direct = np.maximum(facing, 0) + 0.28 * max(forward, 0) * (1 - np.clip(toward, 0, 1))
    sky = (0.4 + 0.45 * np.maximum(up, -0.4) + 0.15) * (0.4 + 0.6 * open_sky)
    result: Array = albedo * ((direct * open_sky)[:, None] * light.sun + sky[:, None] * light.ambient)
    return result


def broadleaf(
    random: np.random.Generator,
    light: Light,
    leaf: Array,
    size: int = 260,
    spread: float = 0.9,
    crown: float = 0.66,
) -> Sprite:
    """Return a round tree; `spread` is its width and `crown` the part of its height that has leaves."""
    sheet = Sheet(size, spread * 1.15)
    bark = colour(BARK)
    middle = 0.97 - crown / 2
    _trunk(sheet, random, light, bark, middle + 0.1 * crown, 0.012 + 0.014 * spread)
    clusters = _clusters(random, spread, crown, size)
    x, y, radius, across, up, toward = np.array(clusters).T
    tones, sizes, outlines = _tufts(random, len(clusters), (0.7, 1.3), (0.1, 0.19))
    inside = (y + up * radius - middle) / (crown * 0.5)
    open_sky = 0.45 + 0.4 * np.clip(0.5 + 0.7 * inside, 0, 1) + 0.15 * np.maximum(toward, 0)
    lean, rise = 0.6 * across + x / spread, 0.65 * up + 0.5 * inside
    shades = lit_each(light, leaf * tones[:, None], lean, rise, 0.6 * toward, open_sky)
    sizes = sizes * radius * min(1.5, max(1.0, 150 / size))
    spots = np.stack([x + across * radius, y + up * radius], -1)[:, None]
    sheet.polygons(outlines * sizes[:, None, None] + spots, shades)
    return sheet.finish()


def _clusters(
    random: np.random.Generator, spread: float, crown: float, size: int
) -> list[tuple[float, float, float, float, float, float]]:
    """Return clusters of leaves, the far ones first: lobe's centre and radius, and the position on the lobe."""
    middle = 0.97 - crown / 2
    count = max(20, min(90, size * 90 // 220))
    lobes = [(-1.0, 0.0, middle, min(spread, crown) * 0.36)]
    for _ in range(13):
        angle, reach = random.uniform(0, 2 * math.pi), math.sqrt(random.random()) * 0.62
        x, y = math.cos(angle) * reach * spread * 0.5, middle + math.sin(angle) * reach * crown * 0.46
        lobes.append((random.uniform(-1, 1), x, y, random.uniform(0.28, 0.42) * min(spread, crown) * 0.6))
    clusters = []
    for near, x, y, radius in lobes:
        for _ in range(count):
            across, up, toward = _on_ball(random)
            clusters.append((near * 0.5 + toward * radius * 3, x, y, radius, across, up, toward))
    return [cluster[1:] for cluster in sorted(clusters)]


def pine(
    random: np.random.Generator, light: Light, leaf: Array, size: int = 260, snow: float = 0.0
) -> Sprite:
    """Return a fir or spruce: tiers of drooping branches; `snow` is how much lies on them."""
    spread = random.uniform(0.34, 0.46)
    sheet = Sheet(size, spread * 1.25)
    bark = colour(BARK) * 0.8
    _trunk(sheet, random, light, bark, 0.9, 0.02)
    tiers = int(random.integers(17, 23))
    for tier in range(tiers):
        share = tier / (tiers - 1)
        y = 0.1 + 0.86 * share**0.94
        reach = spread * 0.5 * (1 - share) ** 0.82 + 0.012
        count = max(3, round((16 * (1 - share) + 4) * min(1.0, 0.3 + size / 300)))
        for toward in np.sort(random.uniform(-1, 1, count)):
            across = float(random.choice([-1, 1])) * math.sqrt(max(1 - toward * toward, 0))
            across *= random.uniform(0.55, 1.06)
            _branch(sheet, random, light, leaf, y, reach, across, float(toward), snow)
    return sheet.finish()


def _branch(
    sheet: Sheet,
    random: np.random.Generator,
    light: Light,
    leaf: Array,
    y: float,
    reach: float,
    across: float,
    toward: float,
    snow: float,
) -> None:
    tip = across * reach
    droop = reach * random.uniform(0.28, 0.5) + 0.01
    thick = 0.012 + reach * 0.16
    points = np.array(
        [
            [0.0, y + thick * 0.7], [tip * 0.5, y - droop * 0.25 + thick * 0.4], [tip, y - droop],
            [tip * 0.82, y - droop - thick * 0.55], [tip * 0.62, y - droop * 0.72 - thick * 0.15],
            [tip * 0.45, y - droop * 0.75 - thick * 0.8], [tip * 0.25, y - droop * 0.4 - thick * 0.3], [0.0, y - thick * 1.1],
        ],
        np.float32,
    )  # fmt: skip
    open_sky = 0.45 + 0.35 * (toward * 0.5 + 0.5) + 0.2 * abs(across)
    tone = leaf * random.uniform(0.6, 0.95)
    sheet.polygon(points, lit(light, tone * 0.62, across * 0.6, 0.0, 0.5 * toward, open_sky * 0.8))
    upper = points[[0, 1, 2, 4, 6]].copy()
    upper[3:, 1] += thick * 0.35
    sheet.polygon(upper, lit(light, tone * 1.15, across * 0.75, 0.5, 0.5 * toward, open_sky))
    if snow > random.random():
        cap = points[[0, 1, 2, 4]].copy()
        cap[3, 1] += thick * 0.7
        sheet.polygon(cap, lit(light, colour("#eef4fb"), across * 0.5, 0.8, 0.4 * toward, 0.9))


def bush(random: np.random.Generator, light: Light, leaf: Array, size: int = 120) -> Sprite:
    """Return a low round shrub."""
    sheet = Sheet(size, 1.7)
    clusters = []
    for _ in range(520):
        across, up, toward = _on_ball(random)
        clusters.append((toward + 0.1 * random.random(), across, up, toward))
    clusters.sort()
    _, across, up, toward = np.array(clusters).T
    tones, sizes, outlines = _tufts(random, len(clusters), (0.75, 1.25), (0.04, 0.075))
    y = np.maximum(0.05 + 0.42 * (up + 1) * (0.85 + 0.15 * np.cos(6 * across + 1)), 0.03)
    shades = lit_each(light, leaf * tones[:, None], across, 0.3 + 0.7 * up, toward, 0.55 + 0.4 * y)
    spots = np.stack([across * 0.7, y], -1)[:, None]
    sheet.polygons(outlines * sizes[:, None, None] + spots, shades)
    return sheet.finish()


def _trunk(
    sheet: Sheet, random: np.random.Generator, light: Light, bark: Array, top: float, width: float
) -> None:
    lean = random.uniform(-0.02, 0.02)
    for side, share in ((-1.0, 0.55), (-0.2, 0.9), (0.55, 0.75)):
        left, right = side * width, min(side + 0.85, 1.0) * width
        points = np.array(
            [[left * 1.5, 0.0], [right * 1.5, 0.0], [lean + right * 0.4, top], [lean + left * 0.4, top]],
            np.float32,
        )
        sheet.polygon(points, lit(light, bark * share, side + 0.3, 0.2, 0.6, 0.7))


def _tufts(
    random: np.random.Generator, count: int, tones: tuple[float, float], sizes: tuple[float, float]
) -> tuple[Array, Array, Array]:
    """Return brightness, size and outline (count, corners, 2) of ragged spots of leaves."""
    drawn = [
        (random.uniform(*tones), random.uniform(*sizes), random.integers(len(_OUTLINES)))
        for _ in range(count)
    ]
    tone, size, outline = np.array(drawn).T
    return tone, size, _OUTLINES[outline.astype(np.intp)]


def _outlines(count: int, corners: int) -> Array:
    random = np.random.default_rng(3_511)
    angle = np.linspace(0, 2 * math.pi, corners, endpoint=False) + random.uniform(0, 1, (count, 1))
    reach = random.uniform(0.55, 1.25, (count, corners))
    return np.stack([np.cos(angle) * reach, np.sin(angle) * reach * 0.9], -1).astype(np.float32)


# Computing them for each of some thousand tufts would take longer than the rest of a tree.
_OUTLINES = _outlines(64, 7)


def _on_ball(random: np.random.Generator) -> tuple[float, float, float]:
    across, up, toward = random.normal(0, 1, 3)
    length = math.sqrt(across * across + up * up + toward * toward) + 1e-6
    return float(across / length), float(up / length), float(toward / length)


def snowed(sprite: Sprite, light: Light, amount: float) -> Sprite:
    """Return a sprite with its upper parts whitened, as if snow had settled."""
    values = sprite.values.copy()
    white = colour("#eef4fb") * (light.ambient + light.sun * 0.5)
    upper = np.clip(np.gradient(values[..., 3], axis=0) * 3, 0, 1)[..., None] * values[..., 3:]
    values[..., :3] = mix(values[..., :3], white * values[..., 3:], np.clip(upper * 2 + 0.25, 0, 1) * amount)
    return Sprite(values)
