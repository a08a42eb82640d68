"""JPEG encoding."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image


def pack_jpeg(image: Image.Image, quality: int, **options: Any) -> bytes:
    """Return an RGB picture as a JPEG.

    It is neither progressive nor optimised: for these Pillow estimates the file's length, and writing fails for grainy
    pictures, which exceed it.
    """
    packed = BytesIO()
    image.save(packed, "JPEG", quality=quality, **options)
    return packed.getvalue()
