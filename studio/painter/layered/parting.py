"""Parting of the land from the sky behind it."""

from __future__ import annotations

import cv2
import numpy as np

from studio.contracts import CutOut
from studio.painter.core.arrays import Array, blur, mix
from studio.painter.core.view import SKY, Painting
from studio.painter.finishing import Bytes
from studio.painter.layered.cutting import needed_cover
from studio.painter.layered.floor import Floor

# The least share of open sky above the skyline, of which it is worth to be parted.
LEAST_SKY = 0.25
# How far the land reaches below the row at which the floor begins, as a share of the height: it fades out there.
OVERLAP = 0.012
# Of the land's WebP: it fills half of the picture, and as a PNG would take more than all else together.
QUALITY = 95
# How far the sky is looked for from where it is hidden, in pixels, the nearest first.
SPREADS = (4, 16, 64, 256)


def open_sky(painting: Painting) -> Array:
    """Return 1 where nothing is before the sky and 0 elsewhere."""
    return (painting.depth >= SKY / 2).astype(np.float32)


def has_open_sky(painting: Painting) -> bool:
    rows = max(2, int(painting.view.horizon))
    return float(np.mean(open_sky(painting)[:rows])) > LEAST_SKY


def part_land(shown: Bytes, plate: Painting, floor: Floor, reach: int) -> tuple[Bytes, CutOut | None]:
    """Return the picture with a sky that goes on behind the land, and the land above the floor as a cut-out.

    `reach` is how far a style may draw the land's edge beside it, in pixels.
    """
    height = shown.shape[0]
    sky = open_sky(plate)
    low = round(floor.line * height) if floor.is_there else int(plate.view.horizon)
    if not (sky[:low] < 0.5).any():
        return shown, None
    # The sky is known away from the land only, of which a style draws some beside it, and which shines into it.
    known = np.asarray(cv2.erode(sky, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)), np.float32)
    behind = shown.copy()
    behind[:low] = _gone_on(shown[:low], known[:low])
    top = max(int(np.argmax((known < 1).any(1))) - 1, 0)
    edge = max(3, round(OVERLAP * height))
    rows = slice(top, min(height, low + edge))
    fade = np.clip((rows.stop - np.arange(rows.start, rows.stop)) / edge, 0, 1).astype(np.float32)[:, None]
    cover = (1 - blur(sky, 0.7))[rows] * fade
    below, there = (np.asarray(one[rows], np.float32) / 255 for one in (behind, shown))
    alpha = needed_cover(cover, below, there)
    colour = np.clip(below + (there - below) / np.maximum(alpha, 1e-3)[..., None], 0, 1)
    land = np.rint(np.dstack([colour[..., ::-1], alpha]) * 255).astype(np.uint8)
    land[land[..., 3] == 0] = 0
    _, data = cv2.imencode(".webp", np.ascontiguousarray(land), [cv2.IMWRITE_WEBP_QUALITY, QUALITY])
    return behind, CutOut(
        data=data.tobytes(),
        left=0.0, top=rows.start / height, right=1.0, bottom=rows.stop / height, depth=floor.depth, kind="land",
    )  # fmt: skip


def _gone_on(shown: Bytes, known: Array) -> Bytes:
    """Return a picture in which the sky goes on where it is not known, in the colours that are nearest."""
    # At half the size: what is hidden is out of focus.
    size = max(shown.shape[1] // 2, 1), max(shown.shape[0] // 2, 1)
    small = np.asarray(cv2.resize(shown, size, interpolation=cv2.INTER_AREA), np.float32)
    seen = np.asarray(cv2.resize(known, size, interpolation=cv2.INTER_AREA), np.float32)
    seen = np.where(seen > 0.99, seen, np.float32(0))
    guess, is_open = np.zeros_like(small), np.ones(seen.shape, bool)
    for spread in SPREADS:
        share = blur(seen, spread / 2)
        near = (
            blur(np.ascontiguousarray(small * seen[..., None]), spread / 2)
            / np.maximum(share, 1e-4)[..., None]
        )
        take = is_open & (share > 0.006)
        guess[take] = near[take]
        is_open &= ~take
    if is_open.any() and not is_open.all():
        guess[is_open] = guess[~is_open].mean(0)
    filled = cv2.resize(blur(guess, 2.0), (shown.shape[1], shown.shape[0]), interpolation=cv2.INTER_LINEAR)
    mixed = mix(np.asarray(filled, np.float32), np.asarray(shown, np.float32), known[..., None])
    return np.rint(np.clip(mixed, 0, 255)).astype(np.uint8)
