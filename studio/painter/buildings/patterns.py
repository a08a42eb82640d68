"""Patterns for faces: boards, tiles, bricks, plaster, cloth, books; all fade to their mean before they alias."""

from __future__ import annotations

import numpy as np

from studio.painter.buildings.solids import Paint
from studio.painter.core.arrays import Array, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.noise import layered


def chance(first: Array, second: Array, number: float = 0.0) -> Array:
    """Return a pseudo-random value in [0, 1) for each pair of whole numbers."""
    mixed = np.sin(first * 127.1 + second * 311.7 + number * 74.7) * 43_758.5
    result: Array = mixed - np.floor(mixed)
    return result


def shown(feature: float, size: Array) -> Array:
    """Return how visible (0..1) a feature of so many metres is if a pixel is `size` metres."""
    result: Array = np.clip(feature / (size + 1e-6) * 0.5 - 0.25, 0, 1)
    return result


def seam(place: Array, width: float, size: Array) -> Array:
    """Return 1 on the seams at whole numbers of `place`, softened to the size of a pixel."""
    off = np.abs(place - np.round(place))
    result: Array = smoothstep(1.0, 0.0, off / (width + 1.2 * size)) * np.clip(width / (width + size), 0, 1)
    return result


def boards(tone: Array, wide: float = 0.14, long: float = 1.6, turned: bool = False) -> Paint:
    """Return floor boards or wooden planks with grain."""

    def paint(along: Array, up: Array, size: Array) -> Array:
        across, run = (up, along) if turned else (along, up)
        number = np.floor(across / wide)
        shift = chance(number, number * 0, 1) * long
        piece = np.floor((run + shift) / long)
        shade = 0.8 + 0.4 * chance(number, piece)
        grain = layered(
            across * 14 + 37 * chance(number, piece, 2), run * 0.9 + piece * 3.1, 4, exponent=0.7, number=3
        )
        joints = np.maximum(
            seam(across / wide, 0.012, size / wide), seam((run + shift) / long, 0.002, size / long)
        )
        value = shade * (1 + 0.13 * grain * shown(0.02, size)) * (1 - 0.55 * joints)
        return np.asarray(tone * value[..., None], np.float32)

    return paint


def tiles(tone: Array, other: Array, side: float = 0.3, chequered: bool = True) -> Paint:
    """Return square tiles, alternating in colour if `chequered`."""

    def paint(along: Array, up: Array, size: Array) -> Array:
        column, row = np.floor(along / side), np.floor(up / side)
        share = ((column + row) % 2) if chequered else chance(column, row) * 0.4
        clear = shown(side * 2, size)
        share = 0.5 + (share - 0.5) * clear
        joints = np.maximum(seam(along / side, 0.012, size / side), seam(up / side, 0.012, size / side))
        return np.asarray(mix(tone, other, share[..., None]) * (1 - 0.35 * joints)[..., None], np.float32)

    return paint


def bricks(tone: Array, mortar: Array, wide: float = 0.24, tall: float = 0.08) -> Paint:
    def paint(along: Array, up: Array, size: Array) -> Array:
        row = np.floor(up / tall)
        place = along / wide + 0.5 * (row % 2)
        shade = 0.78 + 0.44 * (0.5 + (chance(np.floor(place), row) - 0.5) * shown(0.3, size))
        joints = np.maximum(seam(place, 0.035, size / wide), seam(up / tall, 0.1, size / tall))
        return np.asarray(mix(tone * shade[..., None], mortar, (0.75 * joints)[..., None]), np.float32)

    return paint


def plaster(tone: Array, rough: float = 0.03) -> Paint:
    def paint(along: Array, up: Array, size: Array) -> Array:
        stain = layered(along / 1.4, up / 1.4, 4, exponent=0.8, number=5)
        return np.asarray(tone * (1 + rough * stain)[..., None], np.float32)

    return paint


def panelled(tone: Array, upper: Array, at: float = 1.0) -> Paint:
    """Return a wall with wooden panels up to `at` metres and plaster above."""
    wall = plaster(upper)

    def paint(along: Array, up: Array, size: Array) -> Array:
        place = along / 0.6
        frame = smoothstep(
            0.32, 0.36, np.abs(place - np.floor(place) - 0.5) + 0.2 * (np.abs(up / at - 0.5) > 0.36)
        )
        panel = tone * (1 - 0.12 * frame - 0.3 * seam(place, 0.012, size / 0.6))[..., None]
        rail = smoothstep(0.05, 0.03, np.abs(up - at))[..., None]
        return np.asarray(
            mix(
                mix(panel, wall(along, up, size), smoothstep(at - 0.01, at + 0.01, up)[..., None]),
                tone * 1.15,
                rail,
            ),
            np.float32,
        )

    return paint


BOOKS = ("#7a2e2a", "#2f4a6b", "#3f5d3a", "#b08a4a", "#5a3a5e", "#c9b79b", "#26323e", "#94512f")


def book_rows(shelf: float = 0.36, board: float = 0.03, wood: str = "#6b472c", seed: float = 0.0) -> Paint:
    """Return the front of a full bookcase."""
    tones = np.stack([colour(code) for code in BOOKS])
    plank = colour(wood)

    def paint(along: Array, up: Array, size: Array) -> Array:
        row = np.floor(up / shelf)
        inside = (up - row * shelf) / shelf
        place = along / 0.045 + 17 * chance(row, row * 0, seed)
        number = np.floor(place)
        pick = (chance(number, row, seed) * len(tones)).astype(np.int32) % len(tones)
        tall = 0.62 + 0.26 * chance(number, row, seed + 1)
        tone = tones[pick] * (0.7 + 0.5 * chance(number, row, seed + 2))[..., None]
        band = (np.abs(inside / tall - 0.78) < 0.03) & (chance(number, row, seed + 3) > 0.55)
        tone = np.where(band[..., None], colour("#cdb06a"), tone)
        tone = tone * (1 - 0.5 * seam(place, 0.1, size / 0.045))[..., None]
        gap = (inside > tall) | (chance(np.floor(place / 7), row, seed + 4) > 0.9)
        tone = np.where(gap[..., None], plank * 0.16, tone)
        mean = tones.mean(0) * 0.72
        tone = mix(mean, tone, shown(0.09, size)[..., None])
        edge = (inside * shelf < board) | (inside * shelf > shelf - 0.002)
        return np.asarray(np.where(edge[..., None], plank, tone), np.float32)

    return paint
