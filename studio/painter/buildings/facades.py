"""House fronts: rows of windows that reflect the sky by day and are lit here and there by night."""

from __future__ import annotations

import numpy as np

from studio.painter.buildings.patterns import chance, shown
from studio.painter.buildings.solids import Face, Paint, box, plain
from studio.painter.core.arrays import Array, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.light import Light

LAMPS = np.array([[1.0, 0.62, 0.26], [1.0, 0.74, 0.42], [0.85, 0.9, 1.0]], np.float32)


def windows_of(
    along: Array, up: Array, size: Array, wide: float, tall: float, glass: float, floor: float
) -> tuple[Array, Array, Array]:
    """Return the share of window in each pixel, and the column and row numbers of that window."""
    column, row = np.floor(along / wide), np.floor((up - floor) / tall)
    u, v = along / wide - column, (up - floor) / tall - row
    edge = np.minimum(0.5 * glass - np.abs(u - 0.5), 0.36 - np.abs(v - 0.5) * 1.0)
    soft = size / min(wide, tall)
    cover = smoothstep(-0.5, 0.5, edge / (soft + 0.01)) * (up > floor)
    mean = glass * 0.72 * (up > floor)
    clear = shown(wide * 0.9, size)
    return mix(mean, cover, clear), column, row


def front(
    light: Light,
    tone: Array,
    *,
    wide: float = 3.0,
    tall: float = 3.4,
    glass: float = 0.6,
    floor: float = 0.0,
    seed: float = 0.0,
) -> Paint:
    """Return the paint of a wall and its panes by daylight."""
    pane = mix(light.middle, light.horizon, 0.4) * 0.5 / np.maximum(light.ambient + light.sun * 0.3, 0.05)

    def paint(along: Array, up: Array, size: Array) -> Array:
        cover, column, row = windows_of(along, up, size, wide, tall, glass, floor)
        shine = 0.55 + 0.75 * chance(column, row, seed)
        wall = tone * (1 - 0.1 * (np.abs((up - floor) / tall % 1 - 0.02) < 0.03))[..., None]
        return np.asarray(mix(wall, np.minimum(pane, 0.8) * shine[..., None], cover[..., None]), np.float32)

    return paint


def lit_windows(
    light: Light,
    *,
    wide: float = 3.0,
    tall: float = 3.4,
    glass: float = 0.6,
    floor: float = 0.0,
    seed: float = 0.0,
    share: float = 0.4,
) -> Paint | None:
    """Return the paint of the light from windows in the dark; None by day."""
    strength = 0.9 if light.is_dark else 0.4 if light.elevation < 0.09 or light.overcast > 0.75 else 0.0
    if not strength:
        return None

    def glow(along: Array, up: Array, size: Array) -> Array:
        cover, column, row = windows_of(along, up, size, wide, tall, glass, floor)
        dice = chance(column, row, seed + 5)
        mean = share * 0.7
        on = mix(mean, (dice < share) * (0.5 + chance(row, column, seed)), shown(wide * 0.8, size))
        tint = LAMPS[(chance(column, row, seed + 9) * 2.99).astype(np.int32)]
        return np.asarray(tint * (cover * on * strength)[..., None], np.float32)

    return glow


def tower(
    light: Light,
    random: np.random.Generator,
    right: float,
    away: float,
    width: float,
    height: float,
    tone: Array,
) -> list[Face]:
    """Return the faces of a tall building, sometimes with a narrower top and a mast."""
    seed = float(random.random() * 50)
    glass, wide = float(random.choice([0.55, 0.7, 0.9])), float(random.choice([2.6, 3.2, 4.2]))
    wall = front(light, tone, wide=wide, glass=glass, seed=seed)
    glow = lit_windows(light, wide=wide, glass=glass, seed=seed, share=random.uniform(0.25, 0.6))
    steps = [(1.0, height)]
    if height > 60 and random.random() < 0.55:
        first = height * random.uniform(0.55, 0.8)
        steps = [(1.0, first), (random.uniform(0.55, 0.8), height - first)]
    faces: list[Face] = []
    bottom = 0.0
    for scale, tall in steps:
        part = box(
            right, bottom, away, width * scale, tall, 0.9 * width * scale, wall, plain(tone * 0.6), cells=2
        )
        for face in part[:4]:
            face.glow = glow
        faces += part
        bottom += tall
    if height > 80 and random.random() < 0.4:
        faces += box(right, bottom, away, 1.4, height * 0.16, 1.4, plain(tone * 0.4), cells=1)
    return faces


STUCCO = ("#d8bfa0", "#c9a58a", "#b98a72", "#e3d6bd", "#a8a89a", "#c2b49c", "#9c6f5c", "#d9cdb8", "#8f9aa3")


# Heights in metres of a storey, and of the shop below.
STOREY, SHOP = 3.2, 3.6


def town_front(
    light: Light, tone: Array, height: float, length: float, seed: float
) -> tuple[Paint, Paint | None]:
    """Return the wall paint and the night glow of a street front: shop below, framed windows above, cornices."""
    wide = length / max(2, round(length / 2.3))
    frame = mix(tone, np.ones(3, np.float32), 0.55)
    awning = colour(("#8f3f33", "#2f5a4a", "#34507a", "#b8863a")[int(seed * 7) % 4])
    glass = mix(light.middle, light.horizon, 0.5) * 0.35 / np.maximum(light.ambient + light.sun * 0.3, 0.05)

    def paint(along: Array, up: Array, size: Array) -> Array:
        wall = _storeys(along, up, size, wide, tone, frame, glass, seed)
        ledge = smoothstep(0.16 + size, 0.1, np.abs(up - SHOP))
        ledge += smoothstep(0.3 + size, 0.2, np.abs(up - height + 0.2))
        wall = mix(wall, frame * 0.95, np.clip(ledge, 0, 1)[..., None])
        wall = np.where(_shop_window(along, up, wide)[..., None], np.minimum(glass, 0.6) * 0.8, wall)
        stripes = np.where((along / 0.5 % 2 < 1)[..., None], awning, colour("#efe8da"))
        place = along / (2 * wide)
        over = (up > 2.6) & (up < 3.25) & (np.abs(place - np.floor(place) - 0.5) < 0.45)
        return np.asarray(np.where(over[..., None], stripes, wall), np.float32)

    upper = lit_windows(light, wide=wide, tall=STOREY, glass=0.42, floor=SHOP, seed=seed, share=0.45)
    if upper is None:
        return paint, None

    def glow(along: Array, up: Array, size: Array) -> Array:
        number = np.floor(along / (2 * wide))
        is_open = _shop_window(along, up, wide) & (chance(number, number * 0, seed) < 0.75)
        shop = LAMPS[1] * (is_open * _shelves(along, up))[..., None]
        return np.asarray(upper(along, up, size) + shop, np.float32)

    return paint, glow


def _storeys(
    along: Array, up: Array, size: Array, wide: float, tone: Array, frame: Array, glass: Array, seed: float
) -> Array:
    """Return the wall above the shops: framed windows with bars, and their sills."""
    cover, column, row = windows_of(along, up, size, wide, STOREY, 0.42, SHOP)
    halo, _, _ = windows_of(along, up, size, wide, STOREY, 0.56, SHOP)
    wall = mix(tone * np.ones((*along.shape, 1), np.float32), frame, (0.8 * halo)[..., None])
    u, v = along / wide - column, (up - SHOP) / STOREY - row
    pane = np.minimum(glass, 0.7) * (0.35 + 0.4 * chance(column, row, seed) + 0.5 * v)[..., None]
    bars = np.maximum(np.abs(u - 0.5) < 0.012, np.abs(v - 0.62) < 0.01) * np.clip(0.05 / size, 0, 1)
    wall = mix(wall, mix(pane, frame, bars[..., None]), cover[..., None])
    sill = smoothstep(0.05, 0.0, np.abs(v - 0.1) - 0.012) * (np.abs(u - 0.5) < 0.3) * (up > SHOP)
    return mix(wall, frame * 1.05, sill[..., None])


def _shop_window(along: Array, up: Array, wide: float) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    place = along / (2 * wide)
    inside: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = np.abs(place - np.floor(place) - 0.5) < 0.42
    return (up < 2.6) & (up > 0.5) & inside


def _shelves(along: Array, up: Array) -> Array:
    """Return goods in a lit shop window: darker shapes on two boards, brighter towards the ceiling."""
    column, row = np.floor(along / 0.34), np.floor(up / 0.8)
    tall = 0.25 + 0.5 * chance(column, row, 3)
    goods = ((up / 0.8 - row) < tall) & (np.abs(along / 0.34 - column - 0.5) < 0.4)
    return (0.35 + 0.3 * up / 2.6) * np.where(goods, 0.45 + 0.4 * chance(column, row, 8), 1.0)
