from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms, ImageDraw

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


def inspect(data: bytes):
    return inspect_upload(BytesIO(data), len(data))


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


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_of_zeros(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 + (width + 7) // 8) * height, 9)
    chunks = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


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


@pytest.mark.parametrize("name", ACCEPTED_FORMATS)
def test_cleaning_keeps_the_picture_and_drops_all_metadata(name, tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "CameraMaker"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {"exif": exif.tobytes(), "icc_profile": profile, "xmp": b"<x:xmpmeta>secret</x:xmpmeta>"}
    data = encode(draw_picture(), name, comment=b"private", **options)
    assert b"CameraMaker" in data

    cleaned = clean(data, tmp_path)

    assert_colours(corners(cleaned), [RED, GREEN, BLUE, WHITE])
    assert set(cleaned.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not cleaned.getexif()
    written = (tmp_path / "clean.jpg").read_bytes()
    for secret in (b"Exif", b"CameraMaker", b"ICC_PROFILE", b"xmpmeta", b"private"):
        assert secret not in written


def test_cleaning_drops_a_comment_where_no_profile_is(tmp_path):
    clean(encode(draw_picture(), "JPEG", comment=b"private"), tmp_path)

    assert b"private" not in (tmp_path / "clean.jpg").read_bytes()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_cleaning_turns_the_picture_upright(orientation, tmp_path):
    # How a camera that is held so stores what it sees: the inverse of what a viewer has to do (EXIF 2.3, tag 0x0112).
    stored = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    image = draw_picture()
    image = image.transpose(stored[orientation]) if orientation in stored else image
    exif = Image.Exif()
    exif[0x0112] = orientation

    cleaned = clean(encode(image, "JPEG", exif=exif), tmp_path)

    assert cleaned.size == (160, 120)
    assert_colours(corners(cleaned), [RED, GREEN, BLUE, WHITE])


@pytest.mark.parametrize("name", ["PNG", "WebP", "AVIF", "HEIC"])
def test_cleaning_turns_other_formats_upright_too(name, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encode(draw_picture().transpose(Image.Transpose.ROTATE_90), name, exif=exif.tobytes())

    cleaned = clean(data, tmp_path)

    assert cleaned.size == (160, 120)
    assert_colours(corners(cleaned), [RED, GREEN, BLUE, WHITE])


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_a_garbled_exif_block_does_not_stop_the_picture(tmp_path):
    data = encode(draw_picture(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01\x12\0\x09")

    assert_colours(corners(clean(data, tmp_path)), [RED, GREEN, BLUE, WHITE])


def test_cleaning_converts_a_wide_gamut_to_srgb(tmp_path):
    # sRGB red, green and orange as Display P3 numbers (gamma 2.2), by the matrices of both spaces.
    wide, plain = [(234, 51, 35), (117, 251, 76), (234, 154, 62)], [(255, 0, 0), (0, 255, 0), (255, 151, 34)]
    image = Image.new("RGB", (192, 64))
    for place, colour in enumerate(wide):
        image.paste(colour, (place * 64, 0, place * 64 + 64, 64))

    cleaned = clean(encode(image, "PNG", icc_profile=wide_profile()), tmp_path)

    found = [cleaned.getpixel((place * 64 + 32, 32)) for place in range(3)]
    assert_colours(found, plain, tolerance=16)


def test_a_broken_profile_leaves_the_numbers(tmp_path):
    data = encode(draw_picture(), "PNG", icc_profile=b"not a profile")

    assert_colours(corners(clean(data, tmp_path)), [RED, GREEN, BLUE, WHITE])


def test_cleaning_flattens_transparency_on_white(tmp_path):
    image = draw_picture().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 80, 60))

    for name in ("PNG", "WebP", "AVIF", "HEIC"):
        assert_colours(corners(clean(encode(image, name), tmp_path)), [(255, 255, 255), GREEN, BLUE, WHITE])


def test_cleaning_reads_a_palette_with_transparency(tmp_path):
    image = Image.new("P", (128, 128), 1)
    image.putpalette([0, 0, 0, *RED, *BLUE])
    image.paste(2, (64, 64, 128, 128))
    image.paste(0, (64, 0, 128, 64))

    cleaned = clean(encode(image, "PNG", transparency=0), tmp_path)

    assert_colours(corners(cleaned), [RED, (255, 255, 255), RED, BLUE])


def test_cleaning_reads_16_bits_of_grey(tmp_path):
    ramp = np.linspace(0, 65_535, 256, dtype=np.uint16)[None, :].repeat(64, axis=0)

    cleaned = clean(encode(Image.fromarray(ramp), "PNG"), tmp_path)

    greys = [cleaned.getpixel((x, 32))[0] for x in (0, 64, 128, 192, 255)]
    assert np.abs(np.array(greys) - [0, 64, 128, 192, 255]).max() <= 3


def test_cleaning_reads_one_bit_and_grey_with_alpha(tmp_path):
    stripes = Image.new("1", (128, 128))
    stripes.paste(1, (64, 0, 128, 128))
    grey = Image.new("LA", (128, 128), (90, 255))
    grey.paste((0, 0), (64, 0, 128, 128))

    black, light = (0, 0, 0), (255, 255, 255)
    assert_colours(corners(clean(encode(stripes, "PNG"), tmp_path)), [black, light, black, light])
    assert_colours(corners(clean(encode(grey, "PNG"), tmp_path)), [(90, 90, 90), light, (90, 90, 90), light])


def test_cleaning_reads_a_cmyk_jpeg(tmp_path):
    data = encode(draw_picture().convert("CMYK"), "JPEG", quality=95)

    assert_colours(corners(clean(data, tmp_path)), [RED, GREEN, BLUE, WHITE])


def test_cleaning_shrinks_to_the_longer_side(tmp_path):
    cleaned = clean(encode(draw_picture(1200, 900), "JPEG"), tmp_path, max_side=400)

    assert cleaned.size == (400, 300)
    assert_colours(corners(cleaned), [RED, GREEN, BLUE, WHITE])


def test_cleaning_shrinks_turns_and_converts_in_one_go(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.new("RGB", (600, 900), (234, 51, 35))
    data = encode(image, "JPEG", quality=95, exif=exif, icc_profile=wide_profile())

    cleaned = clean(data, tmp_path, max_side=300)

    assert cleaned.size == (300, 200)
    assert_colours([cleaned.getpixel((150, 100))], [(255, 0, 0)], tolerance=16)


def test_a_phones_photo_with_a_second_picture_inside_is_accepted(tmp_path):
    depth = Image.new("RGB", (80, 60), "grey")
    data = encode(draw_picture(), "MPO", save_all=True, append_images=[depth])

    cleaned = clean(data, tmp_path)

    assert cleaned.size == (160, 120)
    assert_colours(corners(cleaned), [RED, GREEN, BLUE, WHITE])


def test_cleaning_takes_a_path(tmp_path):
    (tmp_path / "photo.bin").write_bytes(encode(draw_picture(), "HEIC"))

    assert clean_picture(tmp_path / "photo.bin", tmp_path / "clean.jpg") == (160, 120)


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
