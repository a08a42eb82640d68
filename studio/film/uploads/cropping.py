"""Cutting a stranger's picture as its document shows it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from studio.film.uploads.jpegs import pack_jpeg
from studio.film.uploads.pictures import clean_picture

# Pixels of the longer side that are kept before anything is cut off.
_MOST = 4096


def crop_picture(source: Path, target: Path, crop: tuple[float, float, float, float]) -> None:
    """Decode a picture, cut shares off its left, top, right and bottom, and write the rest as a JPEG. Raises PictureError."""
    width, height = clean_picture(source, target, _MOST, tick=None)
    left, top, right, bottom = crop
    box = (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
    with Image.open(target, formats=("JPEG",)) as opened:
        cut = opened.crop(box)
    target.write_bytes(pack_jpeg(cut, 92, subsampling=0))
