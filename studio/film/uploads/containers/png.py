"""The structure of PNG files, without their metadata."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from typing import BinaryIO

from studio.film.uploads.containers import orientation
from studio.film.uploads.containers.structure import MOST_PARTS, Part, Structure, length_of, skip, take

_SIGNATURE = 8
# Chunks that define pixels and colours (PNG specification, section 11). The rest are texts and extras.
_NEEDED = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB"})
_TEXTS = frozenset({b"iTXt", b"zTXt", b"tEXt"})
# Bytes of the longest colour profile that is accepted and of the longest text that is read.
_LONGEST = 1_000_000
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


@dataclass(slots=True)
class _Picture:
    """The state of the parser."""

    width: int = 0
    height: int = 0
    samples: int = 0
    frames: int = 0
    has_data: bool = False
    exif: int = 0
    xmp: int = 0
    parts: list[Part] = field(default_factory=list)


def read_png(file: BinaryIO) -> Structure:
    """Parse the chunks up to IEND (PNG specification, section 5); acTL before the data means an animation."""
    end = length_of(file)
    picture = _Picture(parts=[take(file, _SIGNATURE)])
    is_whole = _walk(file, end, picture)
    size = picture.width * picture.height
    return Structure(
        "PNG", picture.width, picture.height, is_animated=picture.frames > 1,
        is_whole=is_whole and picture.has_data and size > 0, effort=size * picture.samples,
        parts=tuple(picture.parts), orientation=picture.exif or picture.xmp or 1,
    )  # fmt: skip


def _walk(file: BinaryIO, end: int, picture: _Picture) -> bool:
    """Record every chunk; return False if the file is invalid."""
    for number in range(MOST_PARTS):
        start = file.tell()
        length, kind = struct.unpack(">I4s", take(file, 8))
        if (number == 0) != (kind == b"IHDR"):
            return False
        skip(file, length + 4, end)
        finish = file.tell()
        if kind in _NEEDED or _read_told(file, kind, start + 8, length, picture):
            picture.parts.append((start, finish))
        if kind == b"IEND":
            return True
        if kind == b"IHDR":
            file.seek(start + 8)
            _read_header(take(file, length) if length == 13 else b"", picture)
        picture.has_data = picture.has_data or kind == b"IDAT"
        file.seek(finish)
    return False


def _read_header(body: bytes, picture: _Picture) -> None:
    if body:
        picture.width, picture.height, depth, colour = struct.unpack(">IIBB", body[:10])
        picture.samples = _SAMPLES.get(colour, 4) * (2 if depth == 16 else 1)


def _read_told(file: BinaryIO, kind: bytes, at: int, length: int, picture: _Picture) -> bool:
    """Read orientation and colour profile from an optional chunk; return whether it must be kept."""
    if length > _LONGEST or kind not in {b"acTL", b"eXIf", b"iCCP", *_TEXTS}:
        return False
    file.seek(at)
    body = take(file, length)
    if kind == b"acTL" and length == 8:
        (picture.frames,) = struct.unpack(">I4x", body)
    elif kind == b"eXIf":
        picture.exif = picture.exif or orientation.in_exif(body)
    elif kind in _TEXTS:
        _read_text(kind, body, picture)
    elif kind == b"iCCP":
        return len(_unpacked(body.partition(b"\0")[2][1:])) in range(1, _LONGEST)
    return False


def _read_text(kind: bytes, body: bytes, picture: _Picture) -> None:
    keyword, _, text = body.partition(b"\0")
    if keyword == b"XML:com.adobe.xmp":
        picture.xmp = picture.xmp or orientation.in_xmp(text)
    elif keyword == b"Raw profile type exif":
        lines = (_unpacked(text[1:]) if kind == b"zTXt" else text).split(b"\n", 3)
        try:
            exif = bytes.fromhex(lines[-1].decode("ascii"))
        except ValueError:
            return
        picture.exif = picture.exif or orientation.in_exif(exif)


def _unpacked(packed: bytes) -> bytes:
    """Return decompressed bytes, up to the longest that is read; empty if they are damaged."""
    try:
        return zlib.decompressobj().decompress(packed, _LONGEST)
    except zlib.error:
        return b""
