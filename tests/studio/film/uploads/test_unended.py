"""A picture that lacks only its end mark is taken, as browsers show it; one that lacks lines is damaged."""

from __future__ import annotations

import random
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from studio.film.uploads import unended
from studio.film.uploads.pictures import PictureError, clean_picture, inspect_upload
from tests.studio.film.uploads.picture_files import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    assert_colours,
    clean,
    corners,
    draw_picture,
    encode,
    png_chunk,
)
from tests.studio.film.uploads.test_strange_pictures import interlaced

JPEGS = {
    "plain": {},
    "fine": {"quality": 97, "subsampling": 0},
    "restarts": {"restart_marker_rows": 1},
    "many restarts": {"restart_marker_blocks": 3},
    "progressive": {"progressive": True},
}
SIZES = ((160, 120), (97, 71), (603, 401))


def noise(width: int = 160, height: int = 120) -> Image.Image:
    """Return a picture with detail in every block."""
    pixels = np.frombuffer(random.Random(3).randbytes(width * height * 3), np.uint8).reshape(height, width, 3)
    return Image.blend(Image.fromarray(pixels), draw_picture(width, height), 0.6)


def inspect(data: bytes) -> tuple[str, int, int]:
    facts = inspect_upload(BytesIO(data), len(data))
    return facts.format, facts.width, facts.height


def refused(data: bytes, tmp_path) -> None:
    with pytest.raises(PictureError, match=r"^This picture is damaged or incomplete\."):
        inspect(data)
    with pytest.raises(PictureError, match=r"^This picture is damaged or incomplete\."):
        clean_picture(BytesIO(data), tmp_path / "clean.jpg")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", JPEGS)
@pytest.mark.parametrize("grey", [False, True])
def test_a_jpeg_without_its_end_mark_is_taken(kind, size, grey, tmp_path):
    image = noise(*size).convert("L") if grey else noise(*size)
    data = encode(image, "JPEG", **JPEGS[kind])

    for lacking in (1, 2):
        assert inspect(data[:-lacking]) == ("JPEG", *size)
        whole, cut = (clean(file, tmp_path) for file in (data, data[:-lacking]))
        assert np.array_equal(np.asarray(whole), np.asarray(cut))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", JPEGS)
def test_a_jpeg_that_lacks_lines_is_damaged(kind, size, tmp_path):
    data = encode(noise(*size), "JPEG", **JPEGS[kind])

    for share in (0.5, 0.8, 0.97):
        refused(data[: int(len(data) * share)], tmp_path)
    refused(data[:-40], tmp_path)


def test_a_jpeg_that_ends_at_a_restart_or_between_two_scans_is_damaged(tmp_path):
    rows = encode(noise(), "JPEG", restart_marker_rows=1)
    refused(rows[: rows.rindex(b"\xff\xd5")], tmp_path)

    scans = encode(noise(), "JPEG", progressive=True)
    last = scans.rindex(b"\xff\xda")
    refused(scans[: scans.rindex(b"\xff\xc4", 0, last)], tmp_path)


def test_a_huge_jpeg_without_its_end_mark_is_not_decoded_to_find_out(tmp_path):
    data = encode(Image.new("L", (6_000, 5_000)), "JPEG")

    refused(data[:-2], tmp_path)


def test_a_jpeg_of_many_scans_without_its_end_mark_is_not_decoded_to_find_out(monkeypatch):
    data = encode(noise(1_200, 900), "JPEG", progressive=True)[:-2]
    monkeypatch.setattr(unended, "_sum_of", lambda jpeg: "the same")
    assert inspect(data)[0] == "JPEG"

    scan = data[data.rindex(b"\xff\xda") :][:10] + b"\x11\x11"
    with pytest.raises(PictureError, match="damaged"):
        inspect(data + scan * 300)


PNGS = {
    "colour": noise(),
    "grey": noise().convert("L"),
    "bits": noise(97, 71).convert("1"),
    "palette": noise().quantize(13),
    "colour and alpha": noise().convert("RGBA"),
}


@pytest.mark.parametrize("kind", PNGS)
def test_a_png_without_its_end_is_taken(kind, tmp_path):
    data = encode(PNGS[kind], "PNG")
    whole = clean(data, tmp_path)

    # Without the end, without half of it, and without the checksums of the last data and their chunk.
    for lacking in (12, 5, 16, 18, 20):
        assert inspect(data[:-lacking])[0] == "PNG"
        assert np.array_equal(np.asarray(whole), np.asarray(clean(data[:-lacking], tmp_path)))


def test_an_interlaced_png_without_its_end_is_taken(tmp_path):
    data = interlaced(np.asarray(draw_picture()), 2)

    assert_colours(corners(clean(data[:-12], tmp_path)), [RED, GREEN, BLUE, WHITE])
    refused(data[:-80], tmp_path)


@pytest.mark.parametrize("kind", PNGS)
def test_a_png_that_lacks_lines_is_damaged(kind, tmp_path):
    data = encode(PNGS[kind], "PNG")

    for share in (0.5, 0.8, 0.97):
        refused(data[: int(len(data) * share)], tmp_path)
    refused(data[:-60], tmp_path)


def test_a_png_without_end_that_unpacks_to_far_more_than_it_tells_costs_nothing(tmp_path, peak_memory):
    header = b"\0\0\0\x60\0\0\0\x60\x08\x02\0\0\0"
    bomb = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(bytes(100_000_000)))

    with peak_memory(20_000_000):
        assert inspect(b"\x89PNG\r\n\x1a\n" + bomb) == ("PNG", 96, 96)
