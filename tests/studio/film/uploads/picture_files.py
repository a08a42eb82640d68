"""Pictures as strangers send them, in every format that is accepted, and what a cleaned one shows."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image, ImageDraw

from studio.film.uploads.pictures import clean_picture

pillow_heif.register_heif_opener(thumbnails=False)

ENCODERS = {"JPEG": "JPEG", "PNG": "PNG", "WebP": "WEBP", "AVIF": "AVIF", "HEIC": "HEIF"}
RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 170, 60), (30, 60, 200), (250, 250, 250)


def draw_picture(width: int = 160, height: int = 120) -> Image.Image:
    """Four quarters: red and green above, blue and white below."""
    image = Image.new("RGB", (width, height), RED)
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 2, 0, width, height // 2), fill=GREEN)
    draw.rectangle((0, height // 2, width // 2, height), fill=BLUE)
    draw.rectangle((width // 2, height // 2, width, height), fill=WHITE)
    return image


def encode(image: Image.Image, name: str = "JPEG", **options: object) -> bytes:
    packed = BytesIO()
    image.save(packed, ENCODERS.get(name, name), **options)
    return packed.getvalue()


def clean(data: bytes, tmp_path: Path, **options: int) -> Image.Image:
    size = clean_picture(BytesIO(data), tmp_path / "clean.jpg", **options)
    cleaned = Image.open(tmp_path / "clean.jpg")
    cleaned.load()
    assert (cleaned.format, cleaned.mode, cleaned.size) == ("JPEG", "RGB", size)
    return cleaned


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    width, height = image.size
    places = [(width // 4, height // 4), (width * 3 // 4, height // 4)]
    places += [(width // 4, height * 3 // 4), (width * 3 // 4, height * 3 // 4)]
    return [image.getpixel(place) for place in places]


def assert_colours(found: list[tuple[int, ...]], wanted: list[tuple[int, ...]], tolerance: int = 14) -> None:
    assert np.abs(np.array(found, dtype=int) - np.array(wanted)).max() <= tolerance, found


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def wide_profile() -> bytes:
    """An ICC v2 matrix profile with the primaries of Display P3 (adapted to D50) and gamma 2.2."""

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    text = b"Wide\0"
    about = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(80)
    tags = {
        b"desc": about, b"cprt": b"text\0\0\0\0none\0", b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.5151, 0.2412, -0.0011), b"gXYZ": xyz(0.2920, 0.6922, 0.0419),
        b"bXYZ": xyz(0.1571, 0.0666, 0.7841), b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    table, body, start = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        content += bytes(-len(content) % 4)
        table += struct.pack(">4sII", name, start + len(body), len(content))
        body += content
    header = struct.pack(">I4sI4s4s4s", start + len(body), b"\0\0\0\0", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    header += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061) + bytes(48)
    return header + table + body
