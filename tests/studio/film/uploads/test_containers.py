"""What decoding a picture will take is known, and bounded, before it begins."""

from __future__ import annotations

import random
import struct
import time
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from studio.film.uploads.containers import av1, hevc, read_structure
from studio.film.uploads.pictures import PictureError, clean_picture, inspect_upload
from tests.studio.film.uploads.heif_files import Coded, box, coded, encode_heif, grid, single
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


def judge(data: bytes) -> None:
    inspect_upload(BytesIO(data), len(data))


def refused(data: bytes, tmp_path: Path) -> str:
    """Return why a picture is refused, by the form and by the worker alike."""
    with pytest.raises(PictureError) as at_form:
        judge(data)
    with pytest.raises(PictureError) as at_worker:
        clean_picture(BytesIO(data), tmp_path / "clean.jpg")
    assert str(at_form.value) == str(at_worker.value)
    return str(at_form.value)


def with_more_scans(data: bytes, count: int) -> bytes:
    """Repeat the last scan of a progressive JPEG."""
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * count + b"\xff\xd9"


def bits(*fields: tuple[int, int]) -> bytes:
    """Pack (value, count of bits) pairs, and many zeros behind them."""
    text = "".join(f"{value:0{count}b}" for value, count in fields if count)
    text += "0" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big") + bytes(40)


def golomb(value: int) -> tuple[int, int]:
    return value + 1, 2 * (value + 1).bit_length() - 1


def test_a_jpeg_of_a_thousand_scans_is_refused_before_it_costs_a_minute(tmp_path):
    large = encode(Image.new("L", (7_000, 7_000), 90), "JPEG", progressive=True, optimize=False)
    began = time.process_time()

    assert "takes too long to read" in refused(with_more_scans(large, 1_000), tmp_path)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_usual_progressive_jpegs_of_60_megapixels_are_far_from_the_bound(mode):
    data = encode(Image.new(mode, (640, 480)), "JPEG", progressive=True)
    structure = read_structure(BytesIO(data))
    assert structure is not None
    # Each component is passed over so often, whatever the size.
    assert 3 <= structure.effort / (640 * 480) <= 28


def test_small_jpegs_may_have_more_scans(tmp_path):
    data = with_more_scans(encode(draw_picture(), "JPEG", progressive=True), 40)
    assert clean(data, tmp_path).size == (160, 120)


@pytest.mark.parametrize("marker", [b"\xff\xc3", b"\xff\xc9", b"\xff\xca", b"\xff\xc5"])
def test_jpegs_that_no_camera_writes_are_refused_as_unusual(marker, tmp_path):
    data = encode(draw_picture()).replace(b"\xff\xc0", marker, 1)
    assert "unusual way" in refused(data, tmp_path)


def test_a_jpeg_of_12_bits_is_refused_as_unusual(tmp_path):
    data = encode(draw_picture()).replace(b"\xff\xc0\x00\x11\x08", b"\xff\xc0\x00\x11\x0c", 1)
    assert "unusual way" in refused(data, tmp_path)


@pytest.mark.parametrize("kind", ["AVIF", "HEIC"])
def test_a_container_that_tells_less_than_its_picture_holds_is_damaged(kind, tmp_path):
    lie = single(coded(Image.new("RGB", (1_200, 900), RED), kind), told=(200, 150))
    assert "damaged" in refused(lie, tmp_path)


@pytest.mark.parametrize("kind", ["AVIF", "HEIC"])
def test_a_picture_in_tiles_is_read_and_measured_by_its_tiles(kind, tmp_path):
    tile = coded(draw_picture(256, 192), kind)
    cleaned = clean(grid(tile, 3, 2), tmp_path)
    assert cleaned.size == (768, 384)
    assert_colours(corners(cleaned.crop((256, 192, 512, 384))), [RED, GREEN, BLUE, WHITE])


@pytest.mark.parametrize("kind", ["AVIF", "HEIC"])
def test_one_tile_that_is_there_thousands_of_times_is_refused(kind, tmp_path):
    tile = coded(Image.new("RGB", (1_024, 1_024), RED), kind)
    # Within the limit by what is told, and 163 megapixels by its tiles.
    assert refused(grid(tile, 13, 12, told=(1_024, 1_024)), tmp_path)
    assert "60 megapixels" in refused(grid(tile, 13, 12), tmp_path)


def test_a_stream_of_many_pictures_in_one_item_is_refused(tmp_path):
    one = coded(Image.new("RGB", (768, 768), RED), "HEIC")
    many = Coded(one.kind, one.size, one.config, one.data * 300)
    assert "takes too long to read" in refused(single(many), tmp_path)


def test_bytes_that_are_used_again_and_again_are_damaged(tmp_path):
    picture = coded(Image.new("RGB", (256, 256), RED), "HEIC")
    assert "damaged" in refused(single(picture, times=400), tmp_path)


def test_a_second_size_within_a_stream_counts():
    picture = coded(draw_picture(256, 192), "HEIC")
    huge = bits((33 << 1, 8), (0, 1), (1, 7), (0, 4), (0, 3), (0, 97), golomb(0), golomb(3), (0, 1),
                golomb(16_000), golomb(15_000), (0, 1), golomb(2), golomb(0))  # fmt: skip
    stream = hevc.read_stream(picture.config, struct.pack(">I", len(huge)) + huge + picture.data)
    assert stream.frames == [(16_000, 15_000)]
    assert stream.depth == 6


def sequence_header(*, side: int = 1_000, side_bits: int = 16, is_deep: int = 0, has_grain: int = 0) -> bytes:
    """An AV1 sequence header of a still picture that is not reduced, 4:2:0."""
    return bits(
        (0, 3), (1, 1), (0, 1), (0, 1), (0, 1), (0, 5), (0, 12), (0, 5), (side_bits - 1, 4), (side_bits - 1, 4),
        (side - 1, side_bits), (side - 1, side_bits), (0, 1), (0, 3), (0, 4), (0, 1), (0, 1), (0, 1),
        (0, 3), (is_deep, 1), (0, 1), (0, 1), (0, 1), (0, 2), (0, 1), (has_grain, 1),
    )  # fmt: skip


def unit(kind: int, content: bytes) -> bytes:
    return bytes([kind << 3 | 2, len(content)]) + content


def test_a_frame_with_a_size_of_its_own_counts_with_the_largest_it_can_have():
    # Shown as a key frame, no error resilience to say, coding tools, and then the flag for a size of its own.
    usual, lying = (bits((0, 1), (0, 2), (1, 1), (0, 1), (flag, 1)) for flag in (0, 1))
    config = b"\x81\0\0\0" + unit(1, sequence_header())
    assert av1.read_stream(config, unit(6, usual)).frames == [(1_000, 1_000)]
    assert av1.read_stream(config, unit(6, lying)).frames == [(65_536, 65_536)]


def test_grain_and_depth_of_colour_count_as_memory():
    def memory(data: bytes) -> float:
        structure = read_structure(BytesIO(data))
        assert structure is not None
        return structure.memory / (structure.width * structure.height)

    plain = memory(encode_heif(draw_picture(), "AVIF", subsampling="4:2:0"))
    clear = draw_picture()
    clear.putalpha(90)
    full = memory(encode_heif(clear, "AVIF", subsampling="4:4:4"))
    assert full - plain == pytest.approx(2.5, abs=0.1)


def test_a_picture_that_would_fill_the_memory_is_refused():
    def of(**told: int) -> bytes:
        frame = unit(6, bits((0, 1), (0, 2), (1, 1)))
        header = unit(1, sequence_header(side=7_500, **told))
        return single(Coded("AVIF", (7_500, 7_500), b"\x81\0\0\0", header + frame))

    judge(of(is_deep=1))
    judge(of(has_grain=1))
    with pytest.raises(PictureError, match="too large for its kind"):
        judge(of(is_deep=1, has_grain=1))


def test_a_canvas_that_is_not_its_frame_is_damaged(tmp_path):
    data = bytearray(encode(draw_picture().convert("RGBA"), "WebP", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"))
    at = data.index(b"VP8X") + 12
    data[at : at + 3] = (2_000).to_bytes(3, "little")
    assert "damaged" in refused(bytes(data), tmp_path)


def exif_that_leads_to_gigabytes() -> bytes:
    """A directory of 5,000 entries, each of which is the same 60,000 bytes."""
    entries = b"".join(struct.pack("<HHII", 0xC000 + n, 7, 60_000, 8) for n in range(5_000))
    turned = struct.pack("<HHIHH", 0x0112, 3, 1, 3, 0)
    return b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 5_001) + turned + entries + bytes(4)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WebP"])
def test_what_is_told_about_a_picture_is_not_followed_but_turns_it(name, tmp_path, peak_memory):
    data = encode(draw_picture(), name, exif=exif_that_leads_to_gigabytes())
    with peak_memory(50_000_000):
        cleaned = clean(data, tmp_path)
    assert_colours(corners(cleaned), [WHITE, BLUE, GREEN, RED])


@pytest.mark.parametrize("name", ["AVIF", "HEIC"])
def test_what_is_told_about_a_heif_picture_is_not_followed(name, tmp_path, peak_memory):
    data = encode(draw_picture(), name)
    # Put in by hand: encoders would follow it too.
    usual = encode(draw_picture(), name, exif=b"Exif\0\0II*\0\x08\0\0\0\x01\0" + bytes(120_000))
    bomb = exif_that_leads_to_gigabytes().removeprefix(b"Exif\0\0")
    at = usual.index(b"II*\0\x08\0\0\0\x01\0")
    data = usual[:at] + bomb + usual[at + len(bomb) :]
    with peak_memory(50_000_000):
        cleaned = clean(data, tmp_path)
    assert cleaned.size == (160, 120)


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"tEXt", b"iCCP"])
def test_long_texts_in_a_png_are_no_reason_to_refuse_it(kind, tmp_path):
    packed = zlib.compress(bytes(40_000_000), 9)
    head = {b"zTXt": b"a\0\0", b"iTXt": b"XML:com.adobe.xmp\0\1\0\0\0", b"tEXt": b"a\0", b"iCCP": b"a\0\0"}[
        kind
    ]
    body = b"workflow " * 200_000 if kind == b"tEXt" else packed
    data = encode(draw_picture(), "PNG")
    times = 1 if kind == b"iCCP" else 90
    data = data[:33] + png_chunk(kind, head + body) * (times if kind != b"tEXt" else 2) + data[33:]
    assert_colours(corners(clean(data, tmp_path)), [RED, GREEN, BLUE, WHITE])


def test_a_picture_that_names_its_orientation_elsewhere_is_turned_too(tmp_path):
    xmp = b'<x:xmpmeta><rdf:Description tiff:Orientation="3"/></x:xmpmeta>'
    raw = (
        b"\nexif\n      32\n"
        + (b"Exif\0\0II*\0\x08\0\0\0\x01\0" + struct.pack("<HHIHH", 0x0112, 3, 1, 3, 0)).hex().encode()
    )
    png = encode(draw_picture(), "PNG")
    for data in (
        encode(draw_picture(), "JPEG", xmp=xmp),
        encode(draw_picture(), "WebP", xmp=xmp),
        png[:33] + png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp) + png[33:],
        png[:33] + png_chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(raw)) + png[33:],
    ):
        assert_colours(corners(clean(data, tmp_path)), [WHITE, BLUE, GREEN, RED])


def test_no_damage_to_a_header_raises_anything_but_a_picture_error(tmp_path):
    chance = random.Random(7)
    wide = Image.fromarray(np.random.default_rng(1).integers(0, 256, (96, 128, 4), dtype=np.uint8))
    files = [grid(coded(draw_picture(128, 96), kind), 2, 1) for kind in ("AVIF", "HEIC")]
    files += [
        encode(wide, "WebP", lossless=True),
        encode(wide, "PNG"),
        encode(wide.convert("RGB"), "JPEG", progressive=True),
    ]
    deep = cv2.imencode(".png", np.asarray(wide).astype(np.uint16) * 257)[1].tobytes()
    for good in (*files, deep):
        for _ in range(60):
            data = bytearray(good)
            for _ in range(chance.randint(1, 4)):
                data[chance.randrange(min(len(data), 700))] = chance.randrange(256)
            with suppress(PictureError):
                clean_picture(BytesIO(bytes(data)), tmp_path / "clean.jpg")


def test_boxes_without_end_are_damaged(tmp_path):
    data = box(b"ftyp", b"avif\0\0\0\0avifmif1") + box(b"free", b"") * 30_000
    assert "damaged" in refused(data, tmp_path)
