"""Cutting of pieces out of developed pictures."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from studio.contracts import CutOut
from studio.painter.core.apart import Piece
from studio.painter.core.arrays import Array, blur
from studio.painter.finishing import Bytes
from studio.painter.layered.floor import Floor

# What is less than this off the picture without a piece is no part of it.
LEAST = 2.0 / 255
# Of a floating thing this share of its height more is there than is seen at rest, for when the waves lift it. The second
# is how much of its height its uneven lower edge takes, and the third how high above its foot the water is.
SPARE, HEM, WATERLINE = 0.06, 0.022, 0.006
# Where nothing is, as rows of a picture.
NOWHERE = (-1.0, 2.0)
PNG_EFFORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Knife:
    """How pieces are cut: `edge` is how far around them a style may change the picture, in pixels.

    A style that sees the picture as a whole (`is_whole`) makes all of it a little other with a piece than without.
    """

    floor: Floor
    edge: int
    is_whole: bool

    def cut(self, piece: Piece, before: Bytes, after: Bytes) -> CutOut | None:
        """Return what turns the picture before a piece was laid on it into the one after; None if that is nothing."""
        height, width = before.shape[:2]
        rows, columns = self._part(piece, height, width)
        cover = np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.float32)
        inner = _common(piece.rows, rows), _common(piece.columns, columns)
        cover[_from(inner[0], rows.start), _from(inner[1], columns.start)] = piece.values[
            _from(inner[0], piece.rows.start), _from(inner[1], piece.columns.start), 3
        ]
        below, with_it = (np.asarray(one[rows, columns], np.float32) / 255 for one in (before, after))
        alpha = self.widened(cover, 1) if self.is_whole else needed_cover(cover, below, with_it)
        alpha = alpha * _fade_out(alpha.shape, self.edge, (rows, columns), (height, width), piece)
        if self.is_whole:
            colour = with_it
        else:
            colour = np.clip(below + (with_it - below) / np.maximum(alpha, 1e-3)[..., None], 0, 1)
        packed = np.rint(np.dstack([colour[..., ::-1], alpha]) * 255).astype(np.uint8)
        packed[packed[..., 3] == 0] = 0
        between = None
        if piece.manner == "floats":
            packed, rows, between = _afloat(packed, rows, piece, height)
        return self._packed(piece, packed, (rows, columns), (height, width), between)

    def _part(self, piece: Piece, height: int, width: int) -> tuple[slice, slice]:
        """Return the rows and columns in which a piece may change the picture; not beyond the water where it floats."""
        top, low = piece.rows.start - self.edge, piece.rows.stop + self.edge
        if piece.manner == "floats" and piece.kind == "reflection":
            top = max(top, round(piece.foot))
        elif piece.manner == "floats":
            low = min(low, round(piece.foot) + 1)
        return (
            slice(max(top, 0), min(low, height)),
            slice(max(piece.columns.start - self.edge, 0), min(piece.columns.stop + self.edge, width)),
        )

    def widened(self, cover: Array, times: float) -> Array:
        """Return what a stroke or a cut takes along with a piece, or so many times as much."""
        size = 2 * max(1, int(times * self.edge / 2)) + 1
        wider = cv2.dilate(cover, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
        return np.clip(blur(np.asarray(wider, np.float32), 0.7), 0, 1)

    def _packed(
        self, piece: Piece, packed: Bytes, part: tuple[slice, slice], size: tuple[int, int], between: tuple[float, float] | None
    ) -> CutOut | None:  # fmt: skip
        left, top, wide, high = cv2.boundingRect((packed[..., 3] > 2).astype(np.uint8))
        if not wide:
            return None
        height, width = size
        first_row, first_column = part[0].start + top, part[1].start + left
        return CutOut(
            data=encode_cutout(np.ascontiguousarray(packed[top : top + high, left : left + wide])),
            left=first_column / width, top=first_row / height,
            right=(first_column + wide) / width, bottom=(first_row + high) / height,
            depth=self._depth(piece, height), kind=piece.kind, manner=piece.manner, name=piece.name, tall=piece.tall,
            between=between, is_hero=piece.is_hero,
        )  # fmt: skip

    def _depth(self, piece: Piece, height: int) -> float:
        if piece.is_in_front:
            return 1.0
        if piece.kind == "flock":
            return self.floor.depth
        depth = self.floor.depth_at(piece.foot / height)
        # What floats or flies touches nothing that it could slide on.
        return depth if piece.manner == "stands" else max(depth, 0.5 * (self.floor.depth + 1))


def encode_cutout(packed: Bytes) -> bytes:
    """Return blue, green, red and alpha in bytes as a PNG."""
    _, data = cv2.imencode(".png", packed, [cv2.IMWRITE_PNG_COMPRESSION, PNG_EFFORT])
    return data.tobytes()


def needed_cover(cover: Array, below: Array, with_it: Array) -> Array:
    """Return the coverage of a piece, and the least that explains the change where a style changed more, as a glow does."""
    change = with_it - below
    needed = np.where(change > 0, change / (1 - below + 1e-3), -change / (below + 1e-3)).max(-1)
    needed[np.abs(change).max(-1) < LEAST] = 0
    return np.clip(np.maximum(cover, needed), 0, 1)


def _afloat(
    packed: Bytes, rows: slice, piece: Piece, height: int
) -> tuple[Bytes, slice, tuple[float, float]]:
    """Give a floating thing, or its reflection, more than is seen at rest, and the rows between which it is seen.

    What follows beyond the water line is what is on its other side, mirrored.
    """
    tall = piece.foot - piece.rows.start if piece.kind != "reflection" else piece.rows.stop - piece.foot
    line = piece.foot - WATERLINE * tall if piece.kind != "reflection" else piece.foot
    spare = round(SPARE * tall)
    if piece.kind == "reflection":
        more = packed[:spare][::-1]
        packed = np.ascontiguousarray(np.concatenate([more, packed]))
        return packed, slice(rows.start - len(more), rows.stop), (line / height, NOWHERE[1])
    last = max(round(piece.foot - HEM * tall) - rows.start, 1)
    more = packed[max(last - spare - (len(packed) - last), 0) : last][::-1]
    packed = np.ascontiguousarray(np.concatenate([packed[:last], more]))
    return packed, slice(rows.start, rows.start + len(packed)), (NOWHERE[0], line / height)


def _fade_out(
    shape: tuple[int, ...], edge: int, part: tuple[slice, slice], size: tuple[int, int], piece: Piece
) -> Array:
    """Return 1 inside and 0 at those edges of a part that are not edges of the picture, or the water."""
    lines = []
    for axis, (count, reach, whole) in enumerate(zip(shape, part, size, strict=True)):
        away = np.arange(count, dtype=np.float32)
        line = np.ones(count, np.float32)
        is_floating = axis == 0 and piece.manner == "floats"
        if reach.start > 0 and not (is_floating and piece.kind == "reflection"):
            line = np.minimum(line, away / edge)
        if reach.stop < whole and not (is_floating and piece.kind != "reflection"):
            line = np.minimum(line, away[::-1] / edge)
        lines.append(line)
    return np.asarray(lines[0][:, None] * lines[1][None])


def _common(first: slice, second: slice) -> slice:
    start = max(first.start, second.start)
    return slice(start, max(min(first.stop, second.stop), start))


def _from(part: slice, start: int) -> slice:
    return slice(part.start - start, part.stop - start)
