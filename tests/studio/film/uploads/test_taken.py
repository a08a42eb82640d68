"""When a photo was taken is read of its notes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pillow_heif
import pytest
from PIL import Image

from studio.film.uploads.taken import taken_at

pillow_heif.register_heif_opener()
TAKEN = datetime(2021, 5, 4, 3, 2, 1)


def noted(kind: str, written: str = "2021:05:04 03:02:01", tag: int = 0x9003) -> bytes:
    exif = Image.Exif()
    exif[0x0132] = "2025:01:01 00:00:00"
    exif.get_ifd(0x8769)[tag] = written
    data = BytesIO()
    Image.effect_noise((96, 80), 40).convert("RGB").save(data, kind, exif=exif)
    return data.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_in_every_kind_of_picture(kind: str):
    assert taken_at(BytesIO(noted(kind))) == TAKEN


def test_what_is_no_time_gives_way_to_the_next():
    assert taken_at(BytesIO(noted("JPEG", "0000:00:00 00:00:00"))) == datetime(2025, 1, 1)


@pytest.mark.parametrize(
    "data",
    [b"", b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*" + b"\0\0\0\x08" + b"\xff" * 40],
)
def test_what_is_broken_tells_nothing(data: bytes):
    assert taken_at(BytesIO(data)) is None


def test_cut_anywhere_it_does_not_fail():
    whole = noted("JPEG")
    for end in range(0, 400):
        taken_at(BytesIO(whole[:end]))
