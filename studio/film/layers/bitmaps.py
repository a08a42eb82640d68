"""Bitmaps with alpha, laid over a frame at any sub-pixel place, size and turn, on their own box only."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.film.layers.placing import Place, Weights
from studio.film.layers.sampling import FINENESS, Aim, StoredPlane, aim, aim_by
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame, Plane, planes_of_rgb

# Stored pixels per pixel of the frame: twice the golden ratio's fraction. Multiples of no other step are spread as evenly,
# so a few leading pixels reach any sub-pixel place of a layer that does not change its size.
DENSITY = math.sqrt(5) - 1
# Errors of place in stored pixels, by scale: with fewer leading pixels less is drawn, which counts where much is small,
# and 0.05 pixels of the frame are not seen (0.03 on average).
_TOLERANCES = {1: 0.06, 2: 0.05}
# Clear pixels around a bitmap: room for the leading ones.
_MARGIN = 48
# Below this share of its size a bitmap is drawn from a copy of half the size, or else fine detail would sparkle.
_SMALL, _LEAST = 0.55, 16
# Pixels within which a bitmap's edges are mixed with what lies beyond them, and the fewest rows that are worth a part of
# their own.
_BEYOND, _WORTH_COVERING = 4, 16
# What a stored remainder is where nothing is drawn.
_CLEAR = 255 * FINENESS
# What makes up for bilinear sampling, as in stills.
_EMPHASIS = 0.15
_TAPS = np.array([-_EMPHASIS, 1 + 2 * _EMPHASIS, -_EMPHASIS], np.float32)

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Patch:
    """What is laid over a part of one plane of a frame: levels that are added to what is left of it, if anything is."""

    plane: int
    rows: slice
    columns: slice
    ink: Plane
    remainder: Plane | None

    def blend_onto(self, frame: Frame) -> None:
        """Blend the patch over a frame; nothing outside its box is touched."""
        region = frame.planes[self.plane][self.rows, self.columns]
        if self.remainder is None:
            np.copyto(region, self.ink)
            return
        cv2.multiply(region, self.remainder, dst=region, scale=1 / 255)
        cv2.add(region, self.ink, dst=region)

    def copied(self) -> Patch:
        """Return the same in memory of its own."""
        remainder = None if self.remainder is None else self.remainder.copy()
        return Patch(self.plane, self.rows, self.columns, self.ink.copy(), remainder)


class Bitmap:
    """An RGBA picture in stored planes: the premultiplied ink of each, and what it leaves of the frame."""

    def __init__(self, pixels: NDArray[np.uint8], size: tuple[float, float]) -> None:
        """Take a picture (height, width, 4) that is to be shown (width, height) frame pixels large."""
        luma, chroma = (
            (max(4, round(size[0] * DENSITY / scale)), max(4, round(size[1] * DENSITY / scale)))
            for scale in (1, 2)
        )
        alpha = pixels[:, :, 3].astype(np.float32) / np.float32(255)
        inks = [ink * alpha for ink in planes_of_rgb(np.ascontiguousarray(pixels[:, :, :3]))]
        self._inks, self._remainders = list[StoredPlane](), list[StoredPlane]()
        for at, planes, emphasis in ((luma, inks[:1], True), (chroma, inks[1:], False)):
            cover = _resized(alpha, at, emphasis)
            # Enlarging and emphasis go beyond what there can be; ink is cut as its cover is.
            kept = np.where(cover > 1, 1 / np.maximum(cover, 1), (cover > 0).astype(np.float32))
            self._remainders.append(_bordered((1 - cover * kept) * 255, _CLEAR))
            self._inks += [_bordered(_resized(ink, at, emphasis) * kept, 0) for ink in planes]
        self._opaque = _opaque_share(self._remainders)
        self._smaller: Bitmap | None = None
        self._kept: tuple[tuple[Place, float], list[Patch]] | None = None
        self._last: tuple[Place, float] | None = None

    @classmethod
    def _of(cls, inks: list[StoredPlane], remainders: list[StoredPlane]) -> Bitmap:
        bitmap = cls.__new__(cls)
        bitmap._inks, bitmap._remainders, bitmap._opaque = inks, remainders, (0.0, 0.0)
        bitmap._smaller = bitmap._kept = bitmap._last = None
        return bitmap

    @property
    def may_hide(self) -> bool:
        """Whether anything behind it can be hidden across a whole frame."""
        return self._opaque[0] < self._opaque[1]

    @property
    def size(self) -> tuple[float, float]:
        """The width and height in frame pixels for which it is stored."""
        height, width = self._inks[0].shape
        return (width - 2 * _MARGIN) / DENSITY, (height - 2 * _MARGIN) / DENSITY

    def lay(self, frame: Frame, easel: Easel, place: Place, opacity: float = 1.0) -> None:
        """Lay the bitmap over a frame with this share of its opacity.

        What lies still for a while is sampled once; what moves is sampled in the painter's own memory.
        """
        wanted, kept = (place, opacity), self._kept
        if kept and kept[0] == wanted:
            for patch in kept[1]:
                patch.blend_onto(frame)
            return
        stays = self._last == wanted
        patches = []
        for patch in self.patches(frame.size, easel, place, opacity):
            patch.blend_onto(frame)
            if stays:
                patches.append(patch.copied())
        self._last, self._kept = wanted, (wanted, patches) if stays else None

    def patches(
        self, size: tuple[int, int], easel: Easel, place: Place, opacity: float = 1.0
    ) -> Iterator[Patch]:
        """Yield the patches of a place in a frame of (width, height) pixels, one after the other in the same memory."""
        if opacity <= 0 or place.is_hidden:
            return
        wide, high = self.size
        if max(place.width / wide, place.height / high) < _SMALL and min(wide, high) > _LEAST:
            yield from self._halved().patches(size, easel, place, opacity)
            return
        x, y, right, low = place.box(size)
        if x >= right or y >= low:
            return
        opaque = self.hidden_rows(size, place, opacity) if self.may_hide else (low, low)
        for top, foot, is_opaque in ((y, opaque[0], False), (*opaque, True), (opaque[1], low, False)):
            if top < foot:
                yield from self._band((x, top, right, foot), easel, place, opacity, is_opaque=is_opaque)

    def hidden_rows(self, size: tuple[int, int], place: Place, opacity: float = 1.0) -> tuple[int, int]:
        """Return the even rows [first, end) of a frame of (width, height) pixels of which nothing is seen behind it."""
        across = place.left < -_BEYOND and place.left + place.width > size[0] + _BEYOND
        y, low = place.box(size)[1::2]
        if not across or opacity < 1 or place.turn or not place.is_whole:
            return low, low
        first, end = (place.top + share * place.height for share in self._opaque)
        top = max(y, math.ceil((first + _BEYOND) / 2) * 2)
        foot = min(low, math.floor((end - _BEYOND) / 2) * 2)
        return (top, foot) if foot - top >= _WORTH_COVERING else (low, low)

    def _band(
        self,
        box: tuple[int, int, int, int],
        easel: Easel,
        place: Place,
        opacity: float,
        *,
        is_opaque: bool,
    ) -> Iterator[Patch]:
        """Yield the patches of a part (left, top, right, bottom) of a frame."""
        x, y, right, low = box
        for scale, planes in ((1, (0,)), (2, (1, 2))):
            rows, columns = slice(y // scale, low // scale), slice(x // scale, right // scale)
            shape = (rows.stop - rows.start, columns.stop - columns.start)
            stored = self._remainders[scale - 1]
            there = _aimed(stored.shape, place, (x, y), scale, shape)
            remainder, ink = (spare[: shape[0], : shape[1]] for spare in easel.spare)
            veil = None
            if not is_opaque:
                there.draw(stored, easel.scratch, remainder, opacity, 255 * (1 - opacity))
                veil = None if place.is_whole else _Veil.of(place, (x, y), scale, shape)
            if veil:
                cv2.bitwise_not(remainder, dst=remainder)
                veil.lay(remainder)
                cv2.bitwise_not(remainder, dst=remainder)
            for plane in planes:
                there.draw(self._inks[plane], easel.scratch, ink, opacity)
                if veil:
                    veil.lay(ink)
                yield Patch(plane, rows, columns, ink, None if is_opaque else remainder)

    def _halved(self) -> Bitmap:
        """Return the same in half the size."""
        if self._smaller is None:
            self._smaller = Bitmap._of(
                [_half(ink, 0) for ink in self._inks], [_half(left, _CLEAR) for left in self._remainders]
            )
        return self._smaller


def _resized(plane: Samples, size: tuple[int, int], emphasis: bool) -> Samples:
    method = cv2.INTER_CUBIC if size[0] >= plane.shape[1] else cv2.INTER_AREA
    drawn = cv2.resize(plane, size, interpolation=method)
    if emphasis:
        drawn = cv2.sepFilter2D(drawn, cv2.CV_32F, _TAPS, _TAPS, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(drawn, np.float32)


def _bordered(plane: Samples, border: int) -> StoredPlane:
    """Return levels of the frame as stored ones, within a border that leaves a frame as it is."""
    stored = np.rint(np.clip(plane, 0, 255) * FINENESS).astype(np.int16)
    return _with_margin(stored, border)


def _with_margin(plane: StoredPlane, value: int) -> StoredPlane:
    edges = (_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    return np.asarray(cv2.copyMakeBorder(plane, *edges, cv2.BORDER_CONSTANT, value=(float(value),)), np.int16)


def _opaque_share(remainders: list[StoredPlane]) -> tuple[float, float]:
    """Return the longest stretch of rows of which nothing behind is seen, as shares of the height."""
    shares = []
    for plane in (stored[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN] for stored in remainders):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], (plane.max(axis=1) <= 0).astype(np.int8), [0]])))
        first, end = max(edges.reshape(-1, 2).tolist(), key=lambda run: run[1] - run[0], default=(0, 0))
        shares.append((first / len(plane), end / len(plane)))
    both = max(shares[0][0], shares[1][0]), min(shares[0][1], shares[1][1])
    return both if both[0] < both[1] else (0.0, 0.0)


def _half(plane: StoredPlane, border: int) -> StoredPlane:
    inner = plane[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN]
    size = max(4, inner.shape[1] // 2), max(4, inner.shape[0] // 2)
    return _with_margin(np.asarray(cv2.resize(inner, size, interpolation=cv2.INTER_AREA), np.int16), border)


def _aimed(
    size: tuple[int, ...], place: Place, corner: tuple[int, int], scale: int, shape: tuple[int, int]
) -> Aim:
    """Aim at (height, width) pixels from a corner of the frame on; chroma lies in line with the left luma."""
    across = (size[1] - 2 * _MARGIN) / place.width
    down = (size[0] - 2 * _MARGIN) / place.height
    x, y = corner[0] - (0.5 if scale == 2 else 0.0), float(corner[1])
    if not place.turn:
        start = ((x - place.left) * across, (y - place.top) * down)
        steps = (scale * across, scale * down)
        return aim((size[0], size[1]), _MARGIN, shape, start, steps, _TOLERANCES[scale])
    cosine, sine = math.cos(place.turn), math.sin(place.turn)
    aside, above = place.pivot
    here = np.array([[scale, 0, x + scale / 2 - aside], [0, scale, y + scale / 2 - above], [0, 0, 1.0]])
    back = np.array([[cosine, sine, aside - place.left], [-sine, cosine, above - place.top], [0, 0, 1.0]])
    return aim_by(np.diag([across, down, 1.0]) @ back @ here, _MARGIN, shape)


@dataclass(frozen=True, slots=True)
class _Veil:
    """How much is seen of a part of a plane: the rows and columns that are not seen whole, or each of its pixels."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    shares: tuple[Weights, Weights]
    mask: Weights | None

    @classmethod
    def of(cls, place: Place, corner: tuple[int, int], scale: int, shape: tuple[int, int]) -> _Veil:
        rows, columns = place.strips(corner, scale, shape)
        hidden = np.flatnonzero(rows < 1), np.flatnonzero(columns < 1)
        shares = rows[hidden[0], None], columns[hidden[1]]
        return cls(*hidden, shares, place.mask(corner, scale, shape))

    def lay(self, drawn: Plane) -> None:
        """Scale the levels of what is drawn by how much of it is seen."""
        rows, columns = self.shares
        if self.rows.size:
            drawn[self.rows] = np.rint(drawn[self.rows] * rows)
        if self.columns.size:
            drawn[:, self.columns] = np.rint(drawn[:, self.columns] * columns)
        if self.mask is not None:
            cv2.multiply(drawn, self.mask, dst=drawn, dtype=cv2.CV_8U)
