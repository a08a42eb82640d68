"""Small pictures of a film's key frames: made while the frames are painted, and kept for the next render."""

from __future__ import annotations

import math

import cv2
from PIL import Image

from studio.film.picture.planes import Frame
from studio.film.uploads.jpegs import pack_jpeg

# Area of a small picture in pixels, whatever its shape: 160 x 90 in landscape.
_AREA = 160 * 90
# JPEG quality: high, because they are encoded once more in the sheet.
_QUALITY = 92


def small_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return the even width and height of a small picture of frames of (width, height) pixels."""
    scale = math.sqrt(_AREA / (size[0] * size[1]))
    return max(2, round(size[0] * scale / 2) * 2), max(2, round(size[1] * scale / 2) * 2)


def thumbnail_of(frame: Frame) -> bytes:
    """Return a frame as a small JPEG."""
    small = Frame.blank(small_size(frame.size))
    for plane, target in zip(frame.planes, small.planes, strict=True):
        cv2.resize(plane, target.shape[::-1], dst=target, interpolation=cv2.INTER_AREA)
    return encode_thumbnail(Image.fromarray(small.to_rgb()))


def encode_thumbnail(picture: Image.Image) -> bytes:
    return pack_jpeg(picture, _QUALITY)
