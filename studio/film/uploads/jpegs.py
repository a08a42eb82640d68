"""Writes JPEGs."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image


def pack_jpeg(image: Image.Image, quality: int, **options: Any) -> bytes:
    """Return an RGB picture as a JPEG.

    It is neither progressive nor are its codes chosen for it: for these Pillow guesses how long the file can become,
    and an honest grainy picture, which becomes longer, could not be written.
    """
    packed = BytesIO()
    image.save(packed, "JPEG", quality=quality, **options)
    return packed.getvalue()
