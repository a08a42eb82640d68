"""Small copies of pictures, for lists of many."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from studio.film.uploads.decoding import decode
from studio.film.uploads.pictures import PictureError, decoding, judge_picture

# The longer side in pixels: a card of a list at twice its size on dense screens.
SIDE = 480
_QUALITY = 70
# What strangers offer as a thumbnail is small.
MOST_PIXELS = 6_000_000


def small_size(width: int, height: int) -> tuple[int, int]:
    """Return the size in pixels of the small copy of a picture; it is never larger than the picture."""
    scale = min(1.0, SIDE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def pack_miniature(picture: bytes) -> bytes:
    """Return a small WebP copy of one of our own JPEGs. Raises OSError if it cannot be read."""
    with Image.open(BytesIO(picture), formats=("JPEG",)) as opened:
        size = small_size(*opened.size)
        # JPEGs are decoded at an eighth, a quarter or half of their size in a fraction of the time.
        opened.draft("RGB", (2 * size[0], 2 * size[1]))
        small = opened.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    packed = BytesIO()
    small.save(packed, "WEBP", quality=_QUALITY, method=5)
    return packed.getvalue()


def write_miniature(source: Path, target: Path) -> None:
    """Write a small WebP copy of a stranger's thumbnail. Raises PictureError if it must not, or cannot, be decoded."""
    with source.open("rb") as file:
        structure = judge_picture(file, file.seek(0, 2))
        if structure.width * structure.height > MOST_PIXELS:
            raise PictureError("This is no thumbnail: it is too large.")
        with decoding():
            image = decode(file, structure, SIDE)
    image.save(target, "WEBP", quality=_QUALITY, method=4)
