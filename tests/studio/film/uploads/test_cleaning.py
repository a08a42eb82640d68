"""A cleaned picture shows what the stranger's showed, upright, in sRGB, and keeps nothing else of it."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageCms

from studio.film.uploads.pictures import ACCEPTED_FORMATS, clean_picture
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
    wide_profile,
)


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


def test_cleaning_lays_a_transparent_picture_of_dark_colours_on_white(tmp_path):
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
