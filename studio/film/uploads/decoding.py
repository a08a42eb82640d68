"""Decoding of pictures at a limited size, upright and in sRGB, in little memory."""

from __future__ import annotations

import functools
import math
from io import BytesIO
from typing import BinaryIO

import cv2
import numpy as np
import pillow_heif
from PIL import Image, ImageCms, ImageOps

from studio.film.picture.ground import lay_on_ground
from studio.film.uploads.containers import Structure, read_span, write_parts

# Pillow's names of the accepted formats; a file is opened only as the format that its content showed.
_DECODERS = {"JPEG": "JPEG", "PNG": "PNG", "AVIF": "AVIF", "HEIC": "HEIF"}
# Modes that can be resized as they are; others are converted to one of these first.
_PLAIN_MODES = ("L", "LA", "RGB", "RGBA", "CMYK")
# Modes with transparency, even without any transparency information.
_MULTIPLIED = ("La", "RGBa", "PA")
# Bytes of the longest colour profile that is accepted. Profiles of processing elements (ICC.1, 10.16) are refused too:
# they can be chained so that converting a picture takes minutes.
_LONGEST_PROFILE = 4_000_000
_CHAINED = b"mpet"
# Transposition that makes a picture upright, by its EXIF orientation.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def decode(file: BinaryIO, structure: Structure, max_side: int) -> Image.Image:
    """Return an uploaded picture upright, in RGB, with sides of at most `max_side` pixels.

    Below what is transparent lies a ground that contrasts with the picture. The decoders get the picture without its
    metadata: some follow a few kilobytes of EXIF wherever it points until they fill the memory. Raises errors of many
    kinds.
    """
    image, profile = _upright_picture(file, structure, max_side)
    return _to_plain_rgb(image, profile)


def decode_with_alpha(file: BinaryIO, structure: Structure, max_side: int) -> Image.Image:
    """Return an uploaded picture as `decode` does, in RGBA: what is transparent stays so."""
    image, profile = _upright_picture(file, structure, max_side)
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    if alpha is not None:
        image = image.convert("RGB" if image.mode == "RGBA" else "L")
    plain = _to_plain_rgb(image, profile)
    plain.putalpha(alpha or Image.new("L", plain.size, 255))
    return plain


def _upright_picture(file: BinaryIO, structure: Structure, max_side: int) -> tuple[Image.Image, bytes]:
    """Return an uploaded picture upright as it is stored, and its colour profile."""
    bare = write_parts(file, structure.parts)
    if structure.format == "WebP":
        span = structure.profile
        profile = read_span(file, span) if span and span[1] - span[0] <= _LONGEST_PROFILE else b""
        image = _shrink_to(_read_webp(bare), max_side)
    else:
        with Image.open(BytesIO(bare), formats=_decoder(structure.format)) as opened:
            if opened.width * opened.height > structure.width * structure.height:
                raise ValueError("The decoder sees more than the headers told.")
            del bare
            profile = opened.info.get("icc_profile") or b""
            image = shrink(opened, max_side)
    turn = _TURNS.get(structure.orientation)
    return image if turn is None else image.transpose(turn), profile


def shrink(image: Image.Image, max_side: int) -> Image.Image:
    """Return the picture upright, with sides of at most `max_side` pixels, with as few full-size copies as possible."""
    scale = max_side / max(image.size)
    if scale < 1:
        # Lets the JPEG decoder decode at a fraction, at least twice the wanted size.
        image.draft(None, (math.ceil(2 * scale * image.width), math.ceil(2 * scale * image.height)))
    image.load()
    exif = image.info.get("exif")
    plain = _to_plain_mode(image)
    if plain is not image:
        # Free its pixels now: the caller still holds the object.
        image.close()
    shrunk = _shrink_to(plain, max_side)
    shrunk.info = {"exif": exif} if exif else {}
    return _upright(shrunk)


def _read_webp(data: bytes) -> Image.Image:
    """Decode WebP with OpenCV: Pillow's decoder, made for animations, holds a picture four times at once."""
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.dtype != np.uint8 or pixels.ndim != 3:
        raise ValueError("This is no WebP picture.")
    height, width, channels = pixels.shape
    if channels == 4:
        cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGBA, dst=pixels)
        return Image.frombuffer("RGBA", (width, height), pixels, "raw", "RGBA", 0, 1)
    return Image.frombuffer("RGB", (width, height), pixels, "raw", "BGR", 0, 1)


@functools.cache
def _register_heif() -> None:
    pillow_heif.register_heif_opener(thumbnails=False)


def _decoder(name: str) -> tuple[str]:
    if name == "HEIC":
        _register_heif()
    return (_DECODERS[name],)


def _to_plain_mode(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        return _to_8_bits(image)
    if image.mode in _PLAIN_MODES and (image.mode in ("LA", "RGBA") or not image.has_transparency_data):
        return image
    is_transparent = image.mode in _MULTIPLIED or image.has_transparency_data
    return image.convert("RGBA" if is_transparent else "RGB")


def _to_8_bits(image: Image.Image) -> Image.Image:
    deep = np.asarray(image)
    grey = Image.fromarray((deep >> 8).astype(np.uint8))
    clear = image.info.get("transparency")
    if not isinstance(clear, int):
        return grey
    return Image.merge("LA", (grey, Image.fromarray(np.where(deep == clear, 0, 255).astype(np.uint8))))


def _shrink_to(image: Image.Image, max_side: int) -> Image.Image:
    scale = max_side / max(image.size)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    # A broken EXIF block raises errors of many kinds and does not affect the pixels: keep them as they are stored.
    except Exception:
        return image


def _to_plain_rgb(image: Image.Image, profile: bytes) -> Image.Image:
    if image.mode in ("RGBA", "LA"):
        image = lay_on_ground(image)
    image = _to_srgb(image, profile) if profile else image.convert("RGB")
    image.info = {}
    return image


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    if len(profile) > _LONGEST_PROFILE or _CHAINED in profile:
        return image.convert("RGB")
    try:
        embedded = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(
            image, embedded, ImageCms.createProfile("sRGB"), outputMode="RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )  # fmt: skip
    # A broken profile, or one for another colour space, raises errors of many kinds: the values as they are
    # the best guess.
    except Exception:
        return image.convert("RGB")
    return converted or image.convert("RGB")
