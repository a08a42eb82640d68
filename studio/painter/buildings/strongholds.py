"""Castles and ruins of stone, as one sprite each."""

from __future__ import annotations

import cv2
import numpy as np

from studio.painter.buildings.patterns import chance
from studio.painter.core.arrays import Array, mix, smoothstep, tinted
from studio.painter.core.colours import colour
from studio.painter.core.light import Light
from studio.painter.core.noise import layered
from studio.painter.core.sprites import Sprite
from studio.painter.land.landmarks import LAMP

HEIGHT, WIDTH = 640, 1_000


def castle(light: Light, random: np.random.Generator) -> Sprite:
    """Return a castle of round towers with pointed roofs, between crenellated walls."""
    canvas = np.zeros((HEIGHT, WIDTH, 4), np.float32)
    stone = colour(str(random.choice(["#b5a68c", "#a39a8c", "#c2b08e"])))
    roof = colour(str(random.choice(["#6d3f34", "#3f4f66", "#4f5a4a"])))
    lamps = light.is_dark or light.elevation < 0.09
    _wall(canvas, light, stone, 0.1, 0.9, 0.3)
    spots = [
        (0.5, 0.085, 0.74),
        (0.37, 0.06, 0.6),
        (0.64, 0.055, 0.66),
        (0.25, 0.05, 0.44),
        (0.77, 0.055, 0.48),
    ]
    spots += [(0.1, 0.05, 0.36), (0.9, 0.05, 0.36)]
    order = [(x, half, tall * random.uniform(0.92, 1.06)) for x, half, tall in spots]
    for x, half, tall in sorted(order, key=lambda item: -item[2]):
        _tower(canvas, light, stone, roof, x, half, tall, lamps, float(random.random() * 40))
    _wall(canvas, light, stone * 1.05, 0.1, 0.9, 0.2)
    _gate(canvas, light, stone, lamps)
    return Sprite(canvas)


def ruin(light: Light, random: np.random.Generator) -> Sprite:
    """Return a row of columns under the remains of their beam."""
    canvas = np.zeros((HEIGHT, WIDTH, 4), np.float32)
    stone = colour("#cbb994")
    _slab(canvas, light, stone * 0.92, 0.06, 0.94, 0.0, 0.05)
    _slab(canvas, light, stone, 0.09, 0.91, 0.05, 0.09)
    count = 8
    broken = set(random.choice(np.arange(2, count), 2, replace=False).tolist())
    for number in range(count):
        x = 0.13 + 0.74 * number / (count - 1)
        tall = random.uniform(0.2, 0.45) if number in broken else 0.62
        _column(canvas, light, stone, x, tall)
    whole = [number for number in range(count) if number not in broken]
    first, last = whole[0], whole[0]
    while last + 1 in whole:
        last += 1
    left, right = 0.1 + 0.74 * first / (count - 1), 0.16 + 0.74 * last / (count - 1)
    if last > first:
        _slab(canvas, light, stone, left, right, 0.71, 0.8)
        _slab(canvas, light, stone * 1.05, left - 0.01, right + 0.01, 0.8, 0.83)
    return Sprite(canvas)


def _part(
    canvas: Array, left: float, right: float, low: float = 0.0, high: float = 1.0
) -> tuple[Array, Array, Array]:
    """Return a part of the canvas, and the positions across and up of its pixels."""
    first, last = max(int(left * WIDTH), 0), min(int(right * WIDTH) + 2, WIDTH)
    top, bottom = max(int((1 - high) * HEIGHT) - 1, 0), min(int((1 - low) * HEIGHT) + 2, HEIGHT)
    across = np.arange(first, last, dtype=np.float32)[None] / WIDTH
    up = 1 - np.arange(top, bottom, dtype=np.float32)[:, None] / HEIGHT
    return canvas[top:bottom, first:last], across, up


def _lay(canvas: Array, cover: Array, pixels: Array) -> None:
    sheet = np.dstack([pixels, np.ones(cover.shape, np.float32)]).astype(np.float32)
    share = np.clip(cover, 0, 1).astype(np.float32)
    canvas[:] = cv2.blendLinear(sheet, np.ascontiguousarray(canvas), share, 1 - share)


def _masonry(across: Array, up: Array, tone: Array, seed: float = 0.0) -> Array:
    row = np.floor(up * 46)
    place = across * 52 + 0.5 * (row % 2)
    shade = 0.86 + 0.26 * chance(np.floor(place), row, seed)
    weather = layered(across * 5 + seed, up * 5, 4, exponent=0.8, number=3)
    return tinted((shade * (1 + 0.1 * weather), tone))


def _round_light(light: Light, place: Array) -> Array:
    toward = np.sqrt(np.clip(1 - place * place, 0, 1))
    right, up, forward = light.direction
    facing = np.clip(place * right - toward * forward + 0.12 * up, 0, 1)
    return tinted((facing, light.sun), (0.45 + 0.3 * toward, light.ambient))


def _tower(
    canvas: Array,
    light: Light,
    stone: Array,
    roof: Array,
    x: float,
    half: float,
    tall: float,
    lamps: bool,
    seed: float,
) -> None:
    half *= 0.72
    left, right, crown, peak = x - half * 1.3, x + half * 1.3, half * 1.16, half * 3.6
    part, across, up = _part(canvas, left, right, 0, tall)
    place = (across - x) / half
    wall = smoothstep(1.02, 0.98, np.abs(place)) * (up < tall)
    _lay(part, wall, _masonry(across, up, stone, seed) * _round_light(light, np.clip(place, -1, 1)))
    part, across, up = _part(canvas, left, right, tall - 0.03, tall + 0.035)
    top = (across - x) / crown
    teeth = np.where((np.arcsin(np.clip(top, -1, 1)) * 3.4 + 50) % 1 < 0.55, 0.035, 0.018)
    ring = smoothstep(1.02, 0.98, np.abs(top)) * (up > tall - 0.03) * (up < tall + teeth)
    _lay(part, ring, _masonry(across, up, stone * 0.95, seed) * _round_light(light, np.clip(top, -1, 1)))
    part, across, up = _part(canvas, left, right, tall + 0.018, tall + 0.02 + peak)
    cone = (across - x) / np.maximum(crown * 0.9 * (1 - (up - tall - 0.02) / peak), 1e-4)
    cover = smoothstep(1.03, 0.97, np.abs(cone)) * (up > tall + 0.018) * (up < tall + 0.02 + peak)
    tiles = roof * (0.9 + 0.2 * (up * 120 % 1))[..., None]
    _lay(part, cover, tiles * _round_light(light, np.clip(cone, -1, 1)))
    for height in (0.42, 0.66, 0.85):
        part, across, up = _part(canvas, left, right, tall * height - 0.02, tall * height + 0.02)
        place = (across - x) / half
        spot = (np.abs(place - 0.1) < 0.16) & (np.abs(up - tall * height) < 0.018)
        tone = (
            LAMP * 1.8
            if lamps and chance(np.array(seed), np.array(height)) > 0.35
            else colour("#2a2622") * (light.ambient + 0.1)
        )
        _lay(part, spot.astype(np.float32), np.broadcast_to(tone, (*spot.shape, 3)))


def _wall(canvas: Array, light: Light, stone: Array, left: float, right: float, tall: float) -> None:
    canvas, across, up = _part(canvas, left, right, 0, tall + 0.03)
    teeth = np.where((across * 34) % 1 < 0.55, 0.03, 0.012)
    cover = ((across > left) & (across < right) & (up < tall + teeth)).astype(np.float32)
    facing = max(-light.direction[2] * 0.9 + 0.25 * light.direction[1], 0.0)
    _lay(canvas, cover, _masonry(across, up, stone, 3) * (light.sun * facing + light.ambient * 0.62))


def _gate(canvas: Array, light: Light, stone: Array, lamps: bool) -> None:
    canvas, across, up = _part(canvas, 0.44, 0.56)
    off = np.abs(across - 0.5)
    for grow, tone in (
        (0.012, stone * 0.7 * (light.ambient + 0.3 * light.sun)),
        (0.0, LAMP * 0.5 if lamps else colour("#1e1a17") * (light.ambient + 0.05)),
    ):
        half = 0.033 + grow
        arch = (off < half) & (up < 0.07 + np.sqrt(np.clip(half * half - off * off, 0, 1)) * WIDTH / HEIGHT)
        _lay(canvas, arch.astype(np.float32), np.broadcast_to(tone, (HEIGHT, across.shape[1], 3)))


def _column(canvas: Array, light: Light, stone: Array, x: float, tall: float) -> None:
    strip, across, up = _part(canvas, x - 0.04, x + 0.04)
    half = 0.024 - 0.004 * (up - 0.09) / 0.6
    place = (across - x) / half
    jag = tall + 0.012 * layered(across * 40, np.zeros_like(across), 2, number=1) * (tall < 0.6)
    flutes = 0.88 + 0.12 * np.cos(np.arcsin(np.clip(place, -1, 1)) * 12)
    body = smoothstep(1.04, 0.96, np.abs(place)) * (up > 0.09) * (up < 0.06 + jag)
    _lay(
        strip,
        body,
        _masonry(across * 0.3, up, stone, x * 9)
        * flutes[..., None]
        * _round_light(light, np.clip(place, -1, 1)),
    )
    if tall > 0.6:
        _slab(canvas, light, stone * 1.02, x - 0.034, x + 0.034, 0.675, 0.71)
    _slab(canvas, light, stone * 0.96, x - 0.032, x + 0.032, 0.088, 0.105)


def _slab(
    canvas: Array, light: Light, stone: Array, left: float, right: float, low: float, high: float
) -> None:
    canvas, across, up = _part(canvas, left, right, low, high)
    cover = ((across > left) & (across < right) & (up >= low) & (up < high)).astype(np.float32)
    facing = max(-light.direction[2] * 0.9 + 0.3 * light.direction[1], 0.0)
    shade = mix(0.85, 1.1, smoothstep(low, high, up))
    _lay(
        canvas,
        cover,
        _masonry(across, up, stone, low * 50)
        * (light.sun * facing + light.ambient * 0.66)
        * shade[..., None],
    )
