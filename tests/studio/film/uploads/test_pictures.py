"""Which pictures are taken from strangers and believed of services, and how a small one is made of a large."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from studio.errors import RenderError
from studio.film.uploads.pictures import (
    ACCEPTED_FORMATS,
    MAX_UPLOAD_BYTES,
    PictureError,
    check_picture,
    clean_picture,
    inspect_upload,
    shrink_jpeg,
)
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


def inspect(data: bytes):
    return inspect_upload(BytesIO(data), len(data))


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def png_of_zeros(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 + (width + 7) // 8) * height, 9)
    chunks = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize("name", ACCEPTED_FORMATS)
def test_it_recognises_every_accepted_format_by_content(name):
    data = encode(draw_picture(), name)
    file = BytesIO(data)
    file.seek(7)

    facts = inspect_upload(file, len(data))

    assert (facts.format, facts.width, facts.height) == (name, 160, 120)
    assert file.tell() == 0


@pytest.mark.parametrize("options", [{"lossless": True}, {"exif": Image.Exif()}, {"quality": 40}])
def test_it_reads_all_kinds_of_webp(options):
    facts = inspect(encode(draw_picture().convert("RGBA"), "WebP", **options))

    assert (facts.format, facts.width, facts.height) == ("WebP", 160, 120)


@pytest.mark.parametrize(
    "options", [{"progressive": True}, {"restart_marker_rows": 1}, {"comment": b"\xff\xd9 not the end"}]
)
def test_it_reads_all_kinds_of_jpeg(options):
    assert inspect(encode(draw_picture(), "JPEG", **options)).width == 160


def test_a_jpeg_with_a_phones_trailer_is_accepted(tmp_path):
    data = encode(draw_picture()) + b"SEFT trailer of a motion photo" * 40

    assert inspect(data).format == "JPEG"
    assert_colours(corners(clean(data, tmp_path)), [RED, GREEN, BLUE, WHITE])


@pytest.mark.parametrize(
    "data",
    [
        b"A text that is longer than the head of any picture. " * 9,
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><rect width="99" height="99"/></svg>',
        b"<!doctype html><html><script>alert(1)</script></html>",
        b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF",
        encode(draw_picture(), "GIF"),
        encode(draw_picture(), "BMP"),
        encode(draw_picture(), "TIFF"),
        encode(draw_picture(), "EPS"),
        b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + box(b"mdat", bytes(200)),
        b"\xff\xd8",
        b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(24),
    ],
    ids=["text", "svg", "html", "pdf", "gif", "bmp", "tiff", "eps", "mp4", "two bytes", "wav"],
)
def test_it_refuses_what_is_no_picture(data):
    with pytest.raises(PictureError, match="not a picture"):
        inspect(data)


@pytest.mark.parametrize(
    "data",
    [
        encode(draw_picture(), "JPEG", comment=b"<html><script>alert(1)</script></html>"),
        encode(draw_picture(), "JPEG", comment=b"%PDF-1.4 1 0 obj"),
        encode(draw_picture(), "PNG") + b"PK\x03\x04 evil.jar " + b"PK\x05\x06" + bytes(18),
    ],
    ids=["jpeg and html", "jpeg and pdf", "png and zip"],
)
def test_it_refuses_a_picture_that_is_also_something_else(data):
    with pytest.raises(PictureError, match="not a picture"):
        inspect(data)


def test_it_refuses_an_empty_file():
    with pytest.raises(PictureError, match="empty"):
        inspect(b"")


@pytest.mark.parametrize("name", ["PNG", "WebP", "AVIF"])
def test_it_refuses_an_animated_picture(name):
    more = [draw_picture().rotate(90), draw_picture().rotate(180)]
    data = encode(draw_picture(), name, save_all=True, append_images=more, duration=100)

    with pytest.raises(PictureError, match="animated"):
        inspect(data)


def test_it_refuses_a_heic_sequence():
    data = box(b"ftyp", b"hevc\0\0\0\0msf1hevc") + box(b"moov", bytes(64)) + box(b"mdat", bytes(64))

    with pytest.raises(PictureError, match="animated"):
        inspect(data)


@pytest.mark.parametrize("name", ACCEPTED_FORMATS)
@pytest.mark.parametrize("share", [0.3, 0.75, 0.995])
def test_it_refuses_a_truncated_picture(name, share, tmp_path):
    noise = Image.frombytes("RGB", (96, 96), random.Random(1).randbytes(96 * 96 * 3))
    data = encode(noise, name)
    data = data[: int(len(data) * share)]

    with pytest.raises(PictureError, match="damaged"):
        inspect(data)
    with pytest.raises(PictureError, match="damaged"):
        clean_picture(BytesIO(data), tmp_path / "clean.jpg")
    assert not (tmp_path / "clean.jpg").exists()


@pytest.mark.parametrize("name", ACCEPTED_FORMATS)
def test_damaged_bytes_never_raise_anything_but_a_picture_error(name, tmp_path):
    chance = random.Random(name)
    good = encode(draw_picture(96, 96), name)
    refused = 0
    for _ in range(60):
        data = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(min(len(data), 400))] = chance.randrange(256)
        try:
            clean_picture(BytesIO(bytes(data)), tmp_path / "clean.jpg")
        except PictureError:
            refused += 1
    assert refused


def test_it_refuses_more_than_25_megabytes_without_reading():
    class Unread(BytesIO):
        def read(self, *_):
            raise AssertionError("The file was read.")

    with pytest.raises(PictureError, match="25 MB"):
        inspect_upload(Unread(b"x"), MAX_UPLOAD_BYTES + 1)


@pytest.mark.parametrize("side", [7_800, 60_000])
def test_it_refuses_a_bomb_before_decoding(side, tmp_path):
    data = png_of_zeros(side, 8_000)
    assert len(data) < 100_000

    with pytest.raises(PictureError, match="60 megapixels"):
        inspect(data)
    with pytest.raises(PictureError, match="60 megapixels"):
        clean_picture(BytesIO(data), tmp_path / "clean.jpg")


def test_a_webp_canvas_cannot_hide_a_huge_frame():
    frame = b"VP8L" + struct.pack("<IBI", 5, 0x2F, 8_999 | 8_999 << 14) + b"\0"
    canvas = b"VP8X" + struct.pack("<I", 10) + bytes(4) + (99).to_bytes(3, "little") * 2
    data = b"RIFF" + struct.pack("<I", 4 + len(canvas + frame)) + b"WEBP" + canvas + frame

    with pytest.raises(PictureError, match="60 megapixels"):
        inspect(data)


@pytest.mark.parametrize(("size", "words"), [((200, 63), "too small"), ((2_000, 100), "narrow")])
def test_it_refuses_a_size_that_cannot_fill_a_film(size, words):
    with pytest.raises(PictureError, match=words):
        inspect(encode(Image.new("RGB", size, RED), "PNG"))


def test_shrinking_gives_a_small_jpeg(tmp_path):
    draw_picture(1600, 800).save(tmp_path / "scene.png")

    small = Image.open(BytesIO(shrink_jpeg(tmp_path / "scene.png", 320)))

    assert (small.format, small.mode, small.size) == ("JPEG", "RGB", (320, 160))
    assert_colours(corners(small), [RED, GREEN, BLUE, WHITE])


def test_shrinking_never_enlarges(tmp_path):
    draw_picture().save(tmp_path / "scene.jpg")

    assert Image.open(BytesIO(shrink_jpeg(tmp_path / "scene.jpg", 4_000))).size == (160, 120)


def test_shrinking_an_unreadable_file_is_a_render_error(tmp_path):
    (tmp_path / "scene.jpg").write_bytes(b"no picture")

    with pytest.raises(RenderError, match="could not be read") as caught:
        shrink_jpeg(tmp_path / "scene.jpg", 320)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize("name", ["JPEG", "PNG"])
def test_a_good_picture_passes_the_check(name):
    check_picture(encode(draw_picture(), name), 160, 120)


def test_a_night_with_a_few_lights_passes_the_check():
    night = Image.new("RGB", (320, 180), (2, 3, 9))
    ImageDraw.Draw(night).ellipse((200, 40, 222, 62), fill=(240, 235, 210))

    check_picture(encode(night), 320, 180)


def one_white_pixel_on_black() -> Image.Image:
    image = Image.new("RGB", (160, 120))
    image.putpixel((80, 60), (255, 255, 255))
    return image


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (encode(draw_picture(), "PNG")[:-40], "damaged"),
        (encode(draw_picture())[:900], "damaged"),
        (b'{"error": "overloaded"}', "damaged"),
        (encode(draw_picture(), "GIF"), "damaged"),
        (encode(draw_picture(162, 120)), "wrong size"),
        (encode(Image.new("RGB", (160, 120), (3, 3, 3))), "black"),
        (encode(one_white_pixel_on_black(), "PNG"), "black"),
        (encode(Image.new("RGB", (160, 120), RED)), "flat"),
    ],
    ids=["cut png", "cut jpeg", "json", "gif", "size", "dark", "one pixel", "flat"],
)
def test_a_made_picture_is_not_believed(data, words):
    with pytest.raises(RenderError, match=words):
        check_picture(data, 160, 120)
