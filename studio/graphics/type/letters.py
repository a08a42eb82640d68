"""Letters as bitmaps of coverage: drawn once for each word and size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from studio.film.text.emoji import EMOJI, draw_emoji
from studio.film.text.fonts import is_shaped, load_font
from studio.film.text.runs import GlyphRun
from studio.graphics.type.measure import Face, cluster_places, run_width
from studio.text.lines.clusters import split_clusters

Mask = NDArray[np.uint8]
# Room around letters, in shares of their size, for what reaches beyond their advance.
_ROOM = 0.6


class Inked(NamedTuple):
    """Coverage of letters, cut to what has ink; `left` and `top` are its corner, from the word's start and base line.

    `colours` is the picture of emoji among them (height, width, 4), if there are any.
    """

    mask: Mask
    left: int
    top: int
    colours: Mask | None = None

    @property
    def right(self) -> int:
        """Its right edge, from the word's start."""
        return self.left + int(self.mask.shape[1])

    @property
    def bottom(self) -> int:
        """Its lower edge, from the base line."""
        return self.top + int(self.mask.shape[0])

    @property
    def pixels(self) -> Mask:
        """The coverage, or the letters in their own colours if there are emoji among them."""
        return self.mask if self.colours is None else self.colours


@lru_cache(maxsize=512)
def draw_pieces(
    pieces: tuple[tuple[float, GlyphRun], ...], size: int, face: Face, fraction: float = 0.0
) -> Inked:
    """Draw a word's pieces, each with its place from the word's start in pixels, in letters of `size` pixels.

    `fraction` is the part of a pixel by which the word stands to the right.
    """
    end = max((start + run_width(run.family, run.text, face) * size for start, run in pieces), default=0.0)
    room = math.ceil(_ROOM * size) + 2
    picture = Image.new("L", (math.ceil(end) + 2 * room, 2 * room + math.ceil(1.4 * size)))
    base = room + math.ceil(size)
    draw, emoji = ImageDraw.Draw(picture), list[tuple[float, str]]()
    for start, run in pieces:
        if run.family == EMOJI:
            emoji.append((start, run.text))
        else:
            _draw_run(draw, (room + start + fraction, base), run, size, face)
    colours = _with_emoji(picture, emoji, (room, base), size) if emoji else None
    seen = np.asarray(picture) if colours is None else np.maximum(np.asarray(picture), colours[..., 3])
    return _cut(np.asarray(picture), seen, colours, room, base)


def outlined(inked: Inked, thick: int) -> Inked:
    """Return the outline of letters, `thick` pixels wide: half of it lies outside."""
    outside, inside = (thick + 1) // 2, thick // 2
    around = cv2.copyMakeBorder(inked.mask, outside, outside, outside, outside, cv2.BORDER_CONSTANT, value=0)
    line = cv2.dilate(around, _spot(outside)) - cv2.erode(around, _spot(inside))
    return Inked(np.asarray(line, np.uint8), inked.left - outside, inked.top - outside)


def _spot(reach: int) -> Mask:
    side = 2 * reach + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)


def _draw_run(
    draw: ImageDraw.ImageDraw, place: tuple[float, int], run: GlyphRun, size: int, face: Face
) -> None:
    font = load_font(run.family, size, weight=face.weight, optical=face.optical)
    if not face.tracking:
        draw.text(
            place, run.shown, fill=255, font=font, anchor="ls", direction=run.direction,
            features=face.features if is_shaped() else None,
        )  # fmt: skip
        return
    starts = cluster_places(run.family, run.text, face)
    for start, cluster in zip(starts, split_clusters(run.text), strict=False):
        at = place[0] + start * size, place[1]
        draw.text(
            at, cluster, fill=255, font=font, anchor="ls", features=face.features if is_shaped() else None
        )


def _with_emoji(
    picture: Image.Image, emoji: Sequence[tuple[float, str]], corner: tuple[int, int], pixels: int
) -> Mask:
    colours = Image.new("RGBA", picture.size)
    for start, text in emoji:
        drawing = draw_emoji(text, pixels)
        top = round(corner[1] - 0.36 * pixels - drawing.height / 2)
        colours.alpha_composite(drawing, (round(corner[0] + start), max(0, top)))
    return np.asarray(colours)


def _cut(mask: Mask, seen: Mask, colours: Mask | None, room: int, base: int) -> Inked:
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    if not len(rows):
        return Inked(np.zeros((1, 1), np.uint8), 0, 0)
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    left, top = int(columns[0]) - room, int(rows[0]) - base
    return Inked(mask[box], left, top, None if colours is None else colours[box])
