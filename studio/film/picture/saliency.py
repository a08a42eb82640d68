"""Saliency: the part of an unknown picture that attracts the eye."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.film.plan import Area

# Longer side in pixels of the small copy that is analysed.
_SIDE = 64
# Frequency-tuned saliency (Achanta et al. 2009) is the distance of a place's smoothed colour from the mean colour. The
# amount of detail at a place is added with this weight: an even wall is never the subject of a picture.
_DETAIL = 0.6
# The eye starts in the middle: standard deviation of this centre bias, as a share of each side.
_MIDDLE = 0.36
# Salient pixels have at least this share of the strongest value; if they fill more than this share of the picture,
# there is no subject.
_STRONG = 0.6
_LARGEST = 0.45
# CIE XYZ under D65 from linear sRGB, each row divided by the white point (IEC 61966-2-1; CIE 15, 8.2.1).
_TO_XYZ = np.array(
    [
        [0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505],
        [0.2126, 0.7152, 0.0722],
        [0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089],
    ],
    np.float32,
)


def find_salient(pixels: NDArray[np.uint8]) -> Area | None:
    """Return the salient area of a (height, width, 3) RGB picture, or None if nothing stands out.

    Deterministic; takes a few milliseconds.
    """
    stands_out = _measure(pixels)
    if stands_out is None:
        return None
    strong = (stands_out >= _STRONG * stands_out.max()).astype(np.uint8)
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(strong, connectivity=8)
    weights = np.bincount(labels.ravel(), weights=(stands_out * strong).ravel())
    weights[0] = 0
    left, top, width, height, _ = (int(value) for value in boxes[int(weights.argmax())])
    rows, columns = stands_out.shape
    if width * height > _LARGEST * rows * columns:
        return None
    return Area(
        left=left / columns, top=top / rows, right=(left + width) / columns, bottom=(top + height) / rows
    )


def _measure(pixels: NDArray[np.uint8]) -> NDArray[np.float32] | None:
    height, width, _ = pixels.shape
    scale = _SIDE / max(height, width)
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    lab = _to_lab(np.asarray(small, np.float32))
    soft = cv2.GaussianBlur(lab, (0, 0), 1.5)
    colour = np.linalg.norm(soft - lab.mean((0, 1)), axis=2)
    fine = cv2.GaussianBlur(np.abs(lab[:, :, 0] - cv2.GaussianBlur(lab[:, :, 0], (0, 0), 3)), (0, 0), 2.5)
    if colour.max() < 4:
        return None
    across = (np.arange(size[0]) + 0.5) / size[0] - 0.5
    down = (np.arange(size[1]) + 0.5) / size[1] - 0.5
    middle = np.exp(-(across[None] ** 2 + down[:, None] ** 2) / (2 * _MIDDLE**2))
    mixed = colour / colour.max() + _DETAIL * fine / max(float(fine.max()), 1e-6)
    return np.asarray(mixed * middle, np.float32)


def _to_lab(rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return sRGB colours of 0..1 as CIE L*a*b*; OpenCV would first build tables that suit whole pictures."""
    linear = np.where(rgb > 0.04045, ((rgb + 0.055) / 1.055) ** 2.4, rgb / 12.92).astype(np.float32)
    xyz = np.asarray(cv2.transform(linear, _TO_XYZ), np.float32)
    x, y, z = np.moveaxis(np.where(xyz > 216 / 24389, np.cbrt(xyz), xyz * (841 / 108) + 4 / 29), 2, 0)
    return np.asarray(np.dstack([116 * y - 16, 500 * (x - y), 200 * (y - z)]), np.float32)
