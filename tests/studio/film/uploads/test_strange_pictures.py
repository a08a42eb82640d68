"""Pictures of every mode, shape and format that honest programs write are cleaned."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

import cv2
import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms

from studio.film.picture.ground import lay_on_ground
from studio.film.uploads.pictures import clean_picture
from tests.studio.film.uploads.picture_files import png_chunk, wide_profile

pillow_heif.register_heif_opener(thumbnails=False)
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def pixels(width: int, height: int, channels: int) -> np.ndarray:
    return np.random.default_rng(width).integers(0, 256, (height, width, channels), dtype=np.uint8)


def packed(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def interlaced(samples: np.ndarray, colour: int, extra: bytes = b"") -> bytes:
    """A PNG in the seven passes of Adam7, of 8 or 16 bits."""
    rows = [
        b"\0" + row.astype(samples.dtype.newbyteorder(">")).tobytes()
        for left, top, across, down in PASSES
        for row in np.ascontiguousarray(samples[top::down, left::across])
    ]
    head = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], 8 * samples.itemsize, colour, 0, 0, 1)
    chunks = png_chunk(b"IHDR", head) + extra + png_chunk(b"IDAT", zlib.compress(b"".join(rows)))
    return b"\x89PNG\r\n\x1a\n" + chunks + png_chunk(b"IEND", b"")


def on_its_ground(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    return lay_on_ground(image.convert("RGBA"))


def pngs() -> Iterator[tuple[str, bytes, Image.Image | None]]:
    """Yield a name, a file, and how it has to look; None where that is not known to the level."""
    colour = Image.fromarray(pixels(97, 71, 3))
    grey = colour.convert("L")
    clear = Image.fromarray(pixels(97, 71, 4))
    first = colour.getpixel((0, 0))
    kinds: list[tuple[str, Image.Image, dict[str, object]]] = [
        ("bits", colour.convert("1"), {}),
        ("bits, one clear", colour.convert("1"), {"transparency": 1}),
        ("grey", grey, {}),
        ("grey, one clear", grey, {"transparency": grey.getpixel((0, 0))}),
        ("grey and alpha", clear.convert("LA"), {}),
        ("palette", colour.quantize(13), {}),
        ("palette, one clear", colour.quantize(13), {"transparency": 3}),
        ("palette, many clear", colour.quantize(13), {"transparency": bytes(range(0, 260, 20))}),
        ("colour, one clear", colour, {"transparency": first}),
        ("colour and alpha", clear, {}),
    ]
    for name, image, options in kinds:
        data = packed(image, "PNG", **options)
        with Image.open(BytesIO(data)) as opened:
            yield f"PNG {name}", data, on_its_ground(opened)
    deep = np.random.default_rng(2).integers(0, 65_536, (71, 97), dtype=np.uint16)
    shallow = np.repeat((deep >> 8).astype(np.uint8)[:, :, None], 3, 2)
    yield "PNG deep grey", packed(Image.fromarray(deep), "PNG"), Image.fromarray(shallow)
    shown = np.where(deep == deep[0, 0], 255, deep >> 8).astype(np.uint8)
    data = packed(Image.fromarray(deep), "PNG", transparency=int(deep[0, 0]))
    yield "PNG deep grey, one clear", data, Image.fromarray(np.repeat(shown[:, :, None], 3, 2))
    deep = np.asarray(clear).astype(np.uint16) * 257
    yield "PNG deep colour", cv2.imencode(".png", deep[:, :, 2::-1])[1].tobytes(), clear.convert("RGB")
    yield "PNG deep, interlaced", interlaced(deep, 6), on_its_ground(clear)
    yield "PNG interlaced", interlaced(np.asarray(colour), 2), colour
    table = png_chunk(b"PLTE", bytes(range(256)) * 3) + png_chunk(b"tRNS", bytes(range(99)))
    yield "PNG palette, interlaced", interlaced(np.asarray(grey)[:, :, None], 3, table), None


def jpegs() -> Iterator[tuple[str, bytes, Image.Image | None]]:
    colour = cv2.GaussianBlur(pixels(97, 71, 3), (0, 0), 3)
    image = Image.fromarray(colour)
    for sampling in (0x111111, 0x211111, 0x221111, 0x411111, 0x121111):
        for progressive in (0, 1):
            options = [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, sampling, cv2.IMWRITE_JPEG_PROGRESSIVE, progressive]
            options += [cv2.IMWRITE_JPEG_RST_INTERVAL, 3 * progressive]
            data = cv2.imencode(".jpg", colour[:, :, ::-1], options)[1].tobytes()
            yield f"JPEG {sampling:x} {progressive}", data, image
    yield "JPEG restarts", packed(image, "JPEG", restart_marker_blocks=1), image
    yield "JPEG grey", packed(image.convert("L"), "JPEG", progressive=True), image.convert("L").convert("RGB")
    ink = packed(Image.fromarray(pixels(97, 71, 4), "CMYK"), "JPEG")
    yield "JPEG CMYK", ink, None
    yield "JPEG YCCK", ink.replace(b"Adobe\0\x64\0\0\0\0\0", b"Adobe\0\x64\0\0\0\0\2"), None


def others() -> Iterator[tuple[str, bytes, Image.Image | None]]:
    clear = Image.fromarray(pixels(97, 71, 4))
    smooth = Image.fromarray(cv2.GaussianBlur(pixels(97, 71, 4), (0, 0), 4))
    yield "WebP lossless", packed(clear, "WEBP", lossless=True, exact=True), on_its_ground(clear)
    yield "WebP", packed(smooth.convert("RGB"), "WEBP", quality=95), smooth.convert("RGB")
    yield "WebP and alpha", packed(smooth, "WEBP", quality=95, exact=True), on_its_ground(smooth)
    for mode in ("RGB", "RGBA", "L", "LA"):
        for sampling in ("4:0:0", "4:2:0", "4:2:2", "4:4:4"):
            yield (
                f"AVIF {mode} {sampling}",
                packed(smooth.convert(mode), "AVIF", subsampling=sampling, speed=10),
                None,
            )
        for chroma in (420, 422, 444):
            yield f"HEIC {mode} {chroma}", packed(smooth.convert(mode), "HEIF", chroma=chroma), None
    deep = pillow_heif.from_bytes("RGB;16", (97, 71), (pixels(97, 71, 3).astype(np.uint16) * 257).tobytes())
    file = BytesIO()
    deep.save(file, chroma=444)
    yield "HEIC deep", file.getvalue(), None


def difference(one: Image.Image, other: Image.Image) -> float:
    """Compare two pictures of one size, a little from afar: a JPEG of noise keeps no single pixel."""
    seen = [cv2.blur(np.asarray(image, np.float32), (9, 9)) for image in (one, other)]
    return float(np.abs(seen[0] - seen[1]).mean())


@pytest.mark.parametrize("kinds", [pngs, jpegs, others])
def test_every_mode_that_programs_write_is_cleaned(kinds, tmp_path):
    for name, data, wanted in kinds():
        assert clean_picture(BytesIO(data), tmp_path / "clean.jpg") == (97, 71), name
        with Image.open(tmp_path / "clean.jpg") as cleaned:
            assert wanted is None or difference(cleaned, wanted) < 6, name


def test_every_shape_is_cleaned(tmp_path):
    chance = random.Random(2)
    for _ in range(12):
        short = chance.randrange(64, 400)
        size = [short, chance.randrange(short, min(8_000, 16 * short))]
        chance.shuffle(size)
        data = packed(Image.fromarray(pixels(*size, 3)), "PNG", compress_level=0)
        made = clean_picture(BytesIO(data), tmp_path / "clean.jpg")
        assert max(made) == min(2_560, max(size))
        assert made[0] / made[1] == pytest.approx(size[0] / size[1], rel=0.02)


def profiles() -> dict[str, bytes]:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return {
        "usual": srgb,
        "wide": wide_profile(),
        "of another kind": ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(),
        "of grey": srgb[:16] + b"GRAY" + srgb[20:],
        "cut off": wide_profile()[:200],
        "noise": random.Random(1).randbytes(3_000),
        "huge": srgb + bytes(5_000_000),
        "chained": srgb + b"mpet" + bytes(40),
    }


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_no_colour_profile_stops_a_picture(kind, tmp_path):
    for name, profile in profiles().items():
        for mode in ("RGB", "L", "RGBA", "CMYK"):
            if (mode == "CMYK" and kind != "JPEG") or (mode == "RGBA" and kind == "JPEG"):
                continue
            image = Image.new(mode, (80, 70), 90 if mode == "L" else (90,) * len(mode))
            data = packed(image, kind, icc_profile=profile)
            assert clean_picture(BytesIO(data), tmp_path / "clean.jpg") == (80, 70), name
