"""Checking and cleaning of uploaded pictures, and checking of pictures from providers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image

from studio.errors import RenderError
from studio.film.progress import Tick
from studio.film.uploads.containers import Structure, read_structure
from studio.film.uploads.decoding import decode, shrink
from studio.film.uploads.jpegs import pack_jpeg
from studio.film.uploads.turns import turn
from studio.film.uploads.unended import has_all_lines

ACCEPTED_FORMATS = ("JPEG", "PNG", "WebP", "AVIF", "HEIC")
MAX_UPLOAD_BYTES = 25 * 1024 * 1024
MAX_UPLOAD_PIXELS = 60_000_000
MIN_UPLOAD_SIDE = 64
# Largest ratio of the sides: a longer strip would shrink to a line of a few pixels.
MAX_UPLOAD_ASPECT = 16

# Marks by which other programs recognise a file near its start (PDF within 1,024 bytes, HTML within 1,445) or at its
# end (the directory of a ZIP archive). A picture that is also one of these was made to deceive.
_FOREIGN_MARKS = (b"%pdf-", b"<html", b"<script", b"<svg", b"<!doctype", b"<?php")
_FRONT_BYTES = 1445
_ZIP_DIRECTORY = b"PK\x05\x06"
_ZIP_TAIL_BYTES = 65_557

# Samples that a decoder may process. The scans of a usual progressive JPEG pass four to seven times over each of its
# one to four components; a HEIF file has a picture, its transparency and, if it is progressive, a smaller one.
_MOST_EFFORT = {
    "JPEG": 50 * MAX_UPLOAD_PIXELS,
    "PNG": 8 * MAX_UPLOAD_PIXELS,
    "WebP": MAX_UPLOAD_PIXELS,
    "AVIF": 5 * MAX_UPLOAD_PIXELS // 2,
    "HEIC": 5 * MAX_UPLOAD_PIXELS // 2,
}
# Bytes that a decoder may fill. A worker process with such a picture stays below a gigabyte.
_MOST_MEMORY = 860_000_000

_NO_PICTURE = "This file is not a picture we can read. Please use a JPEG, PNG, WebP, AVIF or HEIC picture."
_DAMAGED = "This picture is damaged or incomplete. Please try another copy of it."
_UNUSUAL = (
    "This picture is saved in an unusual way that we cannot read. Please save it again as an ordinary JPEG."
)
_TOO_SLOW = "This picture is saved in an unusual way that takes too long to read. Please save it again as an ordinary JPEG."
_TOO_DEEP = "This picture is too large for its kind. Please make it smaller, or save it as an ordinary JPEG."
_TOO_MANY_PIXELS = "This picture has more than 60 megapixels. Please use a smaller one."


class PictureError(RenderError):
    """An uploaded picture cannot be used; the message tells its owner why, in one sentence."""


@dataclass(frozen=True, slots=True)
class UploadFacts:
    """An upload's format by content (one of ACCEPTED_FORMATS), and its stored size in pixels before any rotation."""

    format: str
    width: int
    height: int


def inspect_upload(file: BinaryIO, size: int) -> UploadFacts:
    """Check an uploaded file of `size` bytes by its structure; the position ends at 0.

    Nothing is decoded, except a JPEG that lacks its end mark, of which only that tells whether it lacks more.
    Raises PictureError for anything that `clean_picture` should not decode.
    """
    try:
        structure = judge_picture(file, size)
        _check_end(file, structure)
    finally:
        file.seek(0)
    return UploadFacts(structure.format, structure.width, structure.height)


def clean_picture(
    source: Path | BinaryIO, target: Path, max_side: int = 2560, tick: Tick | None = lambda: None
) -> tuple[int, int]:
    """Decode an untrusted picture and write it anew as a plain JPEG; return its (width, height) in pixels.

    The result is upright, sRGB, on a contrasting ground if it was transparent, at most `max_side` pixels long, of
    quality 92, and has no metadata of the original. The largest picture allowed needs 0.9 GB of memory, a phone's photo a fifth of
    that; large ones wait for each other, and the tick is called meanwhile. With `tick=None` there is no wait: the
    caller must hold the `turn` for `count_pixels` of this picture. Raises PictureError, and what the tick raises.
    """
    with _opened(source) as file:
        structure = judge_picture(file, file.seek(0, 2))
        waits = turn(structure.width * structure.height, tick) if tick else nullcontext()
        with waits, decoding():
            _check_end(file, structure)
            image = decode(file, structure, max_side)
    target.write_bytes(pack_jpeg(image, 92, subsampling=0))
    return image.size


def count_pixels(source: Path) -> int:
    """Return the number of pixels of an untrusted picture by its structure. Raises PictureError if it is damaged."""
    with _opened(source) as file:
        structure = judge_picture(file, file.seek(0, 2))
    return structure.width * structure.height


def shrink_jpeg(source: Path, max_side: int) -> bytes:
    """Return one of our own pictures (JPEG or PNG) as a JPEG whose longer side has at most `max_side` pixels.

    Raises RenderError if it cannot be read.
    """
    with (
        decoding(RenderError, "A picture of this video could not be read."),
        Image.open(source, formats=("JPEG", "PNG")) as opened,
    ):
        image = shrink(opened, max_side).convert("RGB")
    return pack_jpeg(image, 85)


def check_picture(data: bytes, width: int, height: int) -> None:
    """Check a provider's picture (JPEG or PNG) by decoding it: of the exact size in pixels, not black, not flat.

    Raises RenderError if it fails.
    """
    with (
        decoding(RenderError, "The picture that came back is damaged."),
        Image.open(BytesIO(data), formats=("JPEG", "PNG")) as opened,
    ):
        if opened.size != (width, height):
            raise RenderError("The picture that came back has the wrong size.")
        histogram = np.array(opened.convert("RGB").histogram(), dtype=float).reshape(3, 256)
    shares = histogram.cumsum(axis=1) / histogram.sum(axis=1, keepdims=True)
    # Some image services answer with a black picture if they refuse a prompt; stray pixels are ignored.
    lowest, highest = (shares > 0.001).argmax(axis=1), (shares >= 0.999).argmax(axis=1)
    if highest.max() < 24:
        raise RenderError("The picture that came back is black.")
    if (highest - lowest).max() < 6:
        raise RenderError("The picture that came back is one flat colour.")


@dataclass(frozen=True, slots=True)
class Sides:
    """What is asked of a picture's sides in pixels, and what is said of one with other sides."""

    least: int = MIN_UPLOAD_SIDE
    aspect: float = MAX_UPLOAD_ASPECT
    too_small: str = "This picture is too small. Each side needs at least 64 pixels."
    too_long: str = "This picture is too long and narrow to fill a film. Please crop it first."


_OF_A_FILM = Sides()


def judge_picture(file: BinaryIO, size: int, sides: Sides = _OF_A_FILM) -> Structure:
    """Return the structure of an untrusted picture of `size` bytes; raises PictureError if it must not be decoded."""
    if not size:
        raise PictureError("This file is empty. Please choose a picture.")
    if size > MAX_UPLOAD_BYTES:
        raise PictureError("This picture is larger than 25 MB. Please use a smaller one.")
    structure = read_structure(file)
    if structure is None or _is_also_something_else(file, size):
        raise PictureError(_NO_PICTURE)
    if structure.is_animated:
        raise PictureError("This picture is animated. Please use a still picture.")
    if structure.is_unusual:
        raise PictureError(_UNUSUAL)
    if structure.width * structure.height > MAX_UPLOAD_PIXELS:
        raise PictureError(_TOO_MANY_PIXELS)
    if not structure.is_whole:
        raise PictureError(_DAMAGED)
    _check_size(structure.width, structure.height, sides)
    if structure.memory > _MOST_MEMORY:
        raise PictureError(_TOO_DEEP)
    if structure.effort > _MOST_EFFORT[structure.format]:
        raise PictureError(_TOO_SLOW)
    return structure


def _check_end(file: BinaryIO, structure: Structure) -> None:
    if not structure.is_ended:
        with decoding():
            is_complete = has_all_lines(file, structure)
        if not is_complete:
            raise PictureError(_DAMAGED)


def _check_size(width: int, height: int, sides: Sides) -> None:
    if width * height > MAX_UPLOAD_PIXELS:
        raise PictureError(_TOO_MANY_PIXELS)
    if min(width, height) < sides.least:
        raise PictureError(sides.too_small)
    if max(width, height) > sides.aspect * min(width, height):
        raise PictureError(sides.too_long)


def _is_also_something_else(file: BinaryIO, size: int) -> bool:
    file.seek(0)
    front = file.read(_FRONT_BYTES).lower()
    file.seek(max(0, size - _ZIP_TAIL_BYTES))
    return any(mark in front for mark in _FOREIGN_MARKS) or _ZIP_DIRECTORY in file.read()


@contextmanager
def _opened(source: Path | BinaryIO) -> Iterator[BinaryIO]:
    if isinstance(source, Path):
        with source.open("rb") as file:
            yield file
    else:
        yield source


@contextmanager
def decoding(error: type[RenderError] = PictureError, message: str = _DAMAGED) -> Iterator[None]:
    """Turn any exception of a decoder into `error` with one plain sentence."""
    try:
        yield
    except RenderError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as too_large:
        raise error(_TOO_MANY_PIXELS) from too_large
    # Decoders raise many kinds of errors for hostile bytes, and all mean the same to the picture's owner.
    except Exception as reason:
        raise error(message) from reason
