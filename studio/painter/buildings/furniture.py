"""Furniture made of faces; each function returns the faces and the blocks that the piece occupies."""

from __future__ import annotations

import math

import numpy as np

from studio.painter.buildings.indoors import Block
from studio.painter.buildings.patterns import boards, book_rows
from studio.painter.buildings.solids import Face, Paint, box, plain, vector
from studio.painter.core.arrays import Array
from studio.painter.core.colours import colour

Piece = tuple[list[Face], list[Block]]


def joined(*pieces: Piece) -> Piece:
    return [face for faces, _ in pieces for face in faces], [
        block for _, blocks in pieces for block in blocks
    ]


def solid(
    right: float, bottom: float, away: float, width: float, height: float, depth: float, paint: Paint,
    top: Paint | None = None, angle: float = 0.0, cells: int = 3,
) -> Piece:  # fmt: skip
    """Return one box that also darkens what is near it."""
    reach_x = (abs(math.cos(angle)) * width + abs(math.sin(angle)) * depth) / 2
    reach_z = (abs(math.sin(angle)) * width + abs(math.cos(angle)) * depth) / 2
    block = Block(
        vector(right - reach_x, bottom, away - reach_z),
        vector(right + reach_x, bottom + height, away + reach_z),
    )
    return box(right, bottom, away, width, height, depth, paint, top, angle, cells), [block]


def table(
    right: float, away: float, width: float, depth: float, height: float, tone: Array, angle: float = 0.0
) -> Piece:
    """Return a table top on four legs."""
    wood = boards(tone, 0.16, 1.4, turned=True)
    pieces = [solid(right, height - 0.045, away, width, 0.045, depth, plain(tone * 0.85), wood, angle, 5)]
    cos, sin = math.cos(angle), math.sin(angle)
    for x in (-1, 1):
        for z in (-1, 1):
            u, v = x * (width / 2 - 0.06), z * (depth / 2 - 0.06)
            spot = right + u * cos - v * sin, away + u * sin + v * cos
            pieces.append(
                solid(spot[0], 0, spot[1], 0.06, height - 0.045, 0.06, plain(tone * 0.7), angle=angle)
            )
    shade = Block(
        vector(right - width / 2, height * 0.5, away - depth / 2),
        vector(right + width / 2, height, away + depth / 2),
    )
    faces, blocks = joined(*pieces)
    return faces, [*blocks, shade]


def chair(right: float, away: float, tone: Array, angle: float = 0.0) -> Piece:
    cos, sin = math.cos(angle), math.sin(angle)

    def at(u: float, v: float) -> tuple[float, float]:
        return right + u * cos - v * sin, away + u * sin + v * cos

    pieces = [solid(right, 0.43, away, 0.42, 0.04, 0.42, plain(tone), angle=angle)]
    for u in (-0.18, 0.18):
        for v in (-0.18, 0.18):
            x, z = at(u, v)
            pieces.append(solid(x, 0, z, 0.04, 0.43, 0.04, plain(tone * 0.7), angle=angle))
    x, z = at(0, 0.19)
    pieces.append(solid(x, 0.58, z, 0.42, 0.34, 0.03, plain(tone * 0.95), angle=angle))
    for u in (-0.19, 0.19):
        x, z = at(u, 0.19)
        pieces.append(solid(x, 0.43, z, 0.035, 0.49, 0.035, plain(tone * 0.7), angle=angle))
    return joined(*pieces)


def sofa(right: float, away: float, width: float, cloth: Array, angle: float = 0.0) -> Piece:
    """Return a sofa; at angle 0 its seat faces the camera."""
    cos, sin = math.cos(angle), math.sin(angle)

    def part(
        u: float, v: float, bottom: float, wide: float, tall: float, deep: float, tone: float = 1.0
    ) -> Piece:
        return solid(
            right + u * cos - v * sin,
            bottom,
            away + u * sin + v * cos,
            wide,
            tall,
            deep,
            plain(cloth * tone),
            plain(cloth * tone * 1.06),
            angle,
            4,
        )

    cushions = [
        part((number - 1) * (width - 0.4) / 3, -0.06, 0.36, (width - 0.4) / 3 - 0.02, 0.14, 0.66, 1.08)
        for number in range(3)
    ]
    backs = [
        part((number - 1) * (width - 0.4) / 3, 0.2, 0.5, (width - 0.4) / 3 - 0.02, 0.36, 0.16, 1.0)
        for number in range(3)
    ]
    arms = [part(side * (width / 2 - 0.1), 0.0, 0.08, 0.2, 0.52, 0.85, 0.94) for side in (-1, 1)]
    return joined(
        part(0, 0, 0.08, width, 0.28, 0.85, 0.85),
        part(0, 0.34, 0.08, width, 0.72, 0.18, 0.9),
        *backs,
        *cushions,
        *arms,
    )


def bookcase(
    right: float, away: float, width: float, height: float, angle: float = 0.0, seed: float = 0.0
) -> Piece:
    """Return a full bookcase, 30 cm deep; at angle 0 it is open towards the camera."""
    wood = colour("#6b472c")
    faces, blocks = solid(right, 0, away, width, height, 0.3, plain(wood), angle=angle, cells=5)
    faces[0].paint = book_rows(seed=seed)
    return faces, blocks


def cabinet(
    right: float,
    bottom: float,
    away: float,
    width: float,
    height: float,
    depth: float,
    tone: Array,
    top: Array,
) -> Piece:
    """Return a row of cupboards with doors and handles, 60 cm each."""

    def front(along: Array, up: Array, size: Array) -> Array:
        place = along / 0.6
        inside = np.abs(place - np.floor(place) - 0.5)
        gap = np.clip(1 - np.abs(inside - 0.5) * 0.6 / (0.004 + size), 0, 1)
        panel = (np.abs(inside - 0.4) < 0.012) | (
            (np.abs(np.abs(up / height - 0.5) - 0.38) < 0.01) & (inside < 0.4)
        )
        handle = (np.abs(inside - 0.36) < 0.012) & (np.abs(up - height * 0.72) < 0.07)
        shade = np.where(panel, 0.9, 1.0) * (1 - 0.6 * gap)
        return np.asarray(np.where(handle[..., None], colour("#3b3b3d"), tone * shade[..., None]), np.float32)

    faces, blocks = solid(right, bottom, away, width, height, depth, plain(tone), plain(top), cells=6)
    faces[0].paint = front
    return faces, blocks


def picture_frame(
    corner: Array, along: Array, up: Array, inward: Array, first: Array, second: Array, seed: float
) -> list[Face]:
    """Return a framed abstract picture on a wall."""
    wide, tall = float(np.linalg.norm(along)), float(np.linalg.norm(up))

    def paint(x: Array, y: Array, size: Array) -> Array:
        edge = np.minimum(np.minimum(x, wide - x), np.minimum(y, tall - y))
        wave = y / tall + 0.12 * np.sin(x / wide * 5 + seed * 6) + 0.06 * np.sin(x / wide * 13 + seed)
        art = np.where(
            (wave > 0.55)[..., None], first, np.where((wave > 0.3)[..., None], (first + second) / 2, second)
        )
        disc = np.hypot(x - wide * (0.3 + 0.4 * (seed % 1)), y - tall * 0.72) < 0.12 * tall
        art = np.where(disc[..., None], colour("#f3dfae"), art)
        mat = np.where((edge < 0.07)[..., None], colour("#f2eee6"), art)
        return np.asarray(np.where((edge < 0.025)[..., None], colour("#3a2d22"), mat), np.float32)

    return [Face(corner + inward * 0.02, along, up, paint)]


def screen(right: float, bottom: float, away: float, width: float, angle: float, light: Array) -> Piece:
    """Return a monitor on a foot; its screen shows bars of text."""
    tall = width * 0.58
    faces, blocks = solid(right, bottom + 0.1, away, width, tall, 0.03, plain(colour("#1a1c20")), angle=angle)

    def glow(along: Array, up: Array, size: Array) -> Array:
        edge = (along > 0.015) & (along < width - 0.015) & (up > 0.02) & (up < tall - 0.015)
        line = np.floor(up / 0.026)
        length = 0.3 + 0.55 * (np.sin(line * 12.99) * 0.5 + 0.5)
        text = (np.abs(up / 0.026 - line - 0.5) < 0.22) & (along / width < length) & (along > 0.04)
        return np.asarray(
            np.where(edge[..., None], light * np.where(text, 1.0, 0.28)[..., None], 0.0), np.float32
        )

    faces[0].glow = glow
    foot = solid(right, bottom, away + 0.02, width * 0.3, 0.012, 0.16, plain(colour("#2a2c30")), angle=angle)
    stem = solid(right, bottom, away + 0.03, 0.04, 0.14, 0.03, plain(colour("#2a2c30")), angle=angle)
    return joined((faces, blocks), foot, stem)


def bed(right: float, away: float, cloth: Array, angle: float = 0.0) -> Piece:
    """Return a bed; at angle 0 its head is away from the camera."""
    wood = colour("#7a5638")
    return joined(
        solid(right, 0.0, away, 1.7, 0.3, 2.1, plain(wood), angle=angle),
        solid(right, 0.3, away, 1.64, 0.22, 2.04, plain(colour("#f2efe8")), angle=angle, cells=5),
        solid(right, 0.33, away - 0.35, 1.7, 0.22, 1.4, plain(cloth), angle=angle, cells=5),
        solid(right - 0.42, 0.52, away + 0.78, 0.64, 0.13, 0.4, plain(colour("#faf7f0"))),
        solid(right + 0.42, 0.52, away + 0.78, 0.64, 0.13, 0.4, plain(colour("#faf7f0"))),
        solid(right, 0.0, away + 1.08, 1.8, 1.05, 0.08, plain(wood), angle=angle),
    )
