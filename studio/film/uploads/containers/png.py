"""The structure of PNG files, without their metadata."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from typing import BinaryIO

from studio.film.uploads.containers import orientation
from studio.film.uploads.containers.structure import (
    MOST_PARTS,
    Part,
    Structure,
    TruncatedError,
    length_of,
    read_span,
    skip,
    take,
)

_SIGNATURE = 8
# Chunks that define pixels and colours (PNG specification, section 11). The rest are texts and extras.
_NEEDED = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB"})
_TEXTS = frozenset({b"iTXt", b"zTXt", b"tEXt"})
# Bytes of the longest colour profile that is accepted and of the longest text that is read.
_LONGEST = 1_000_000
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# The passes of an interlaced picture: first column and row, and steps across and down (section 8.2).
_PASSES = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
)  # fmt: skip
# The most bytes of a picture without its end that are counted, which takes half a second; and how many are unpacked at
# a time.
_MOST_COUNTED, _BLOCK = 200_000_000, 1 << 20


@dataclass(slots=True)
class _Picture:
    """The state of the parser."""

    width: int = 0
    height: int = 0
    samples: int = 0
    bits: int = 0
    is_interlaced: bool = False
    frames: int = 0
    data: list[tuple[int, int]] = field(default_factory=list)
    exif: int = 0
    xmp: int = 0
    parts: list[Part] = field(default_factory=list)


def read_png(file: BinaryIO) -> Structure:
    """Parse the chunks up to IEND (PNG specification, section 5); acTL before the data means an animation.

    A file that ends earlier is whole if all lines of the picture are in it, as browsers show it.
    """
    end = length_of(file)
    picture = _Picture(parts=[take(file, _SIGNATURE)])
    try:
        is_whole = _walk(file, end, picture)
    except TruncatedError:
        if picture.frames > 1 or not _has_all_lines(file, picture):
            raise
        is_whole = True
        picture.parts.append(_chunk(b"IEND", b""))
    size = picture.width * picture.height
    return Structure(
        "PNG", picture.width, picture.height, is_animated=picture.frames > 1,
        is_whole=is_whole and bool(picture.data) and size > 0, effort=size * picture.samples,
        parts=tuple(picture.parts), orientation=picture.exif or picture.xmp or 1,
    )  # fmt: skip


def _walk(file: BinaryIO, end: int, picture: _Picture) -> bool:
    """Record every chunk; return False if the file is invalid."""
    for number in range(MOST_PARTS):
        start = file.tell()
        length, kind = struct.unpack(">I4s", take(file, 8))
        if (number == 0) != (kind == b"IHDR"):
            return False
        if kind == b"IDAT" and file.tell() + length + 4 > end:
            _keep_rest(file, min(length, end - file.tell()), picture)
        skip(file, length + 4, end)
        finish = file.tell()
        if kind in _NEEDED or _read_told(file, kind, start + 8, length, picture):
            picture.parts.append((start, finish))
        if kind == b"IEND":
            return True
        if kind == b"IHDR":
            file.seek(start + 8)
            _read_header(take(file, length) if length == 13 else b"", picture)
        elif kind == b"IDAT":
            picture.data.append((start + 8, finish - 4))
        file.seek(finish)
    return False


def _read_header(body: bytes, picture: _Picture) -> None:
    if body:
        picture.width, picture.height, depth, colour = struct.unpack(">IIBB", body[:10])
        picture.samples = _SAMPLES.get(colour, 4) * (2 if depth == 16 else 1)
        picture.bits, picture.is_interlaced = _SAMPLES.get(colour, 4) * depth, body[12] == 1


def _keep_rest(file: BinaryIO, length: int, picture: _Picture) -> None:
    """Record the last, cut chunk of data as a whole one of what there is."""
    start = file.tell()
    body = take(file, length)
    picture.parts.append(_chunk(b"IDAT", body))
    picture.data.append((start, start + length))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _has_all_lines(file: BinaryIO, picture: _Picture) -> bool:
    """Unpack the data, block by block, until there is as much of it as the picture has lines."""
    missing = sum(height * (1 + (width * picture.bits + 7) // 8) for width, height in _areas(picture))
    if not 0 < missing < _MOST_COUNTED:
        return False
    packed = zlib.decompressobj()
    try:
        for start, end in picture.data:
            for place in range(start, end, _BLOCK):
                rest, found = read_span(file, (place, min(place + _BLOCK, end))), _BLOCK
                while missing > 0 and (rest or found == _BLOCK):
                    found = len(packed.decompress(rest, _BLOCK))
                    missing, rest = missing - found, packed.unconsumed_tail
    except zlib.error:
        return False
    return missing <= 0


def _areas(picture: _Picture) -> list[tuple[int, int]]:
    """Return the (width, height) of each pass over the picture that has pixels."""
    if not picture.is_interlaced:
        return [(picture.width, picture.height)]
    areas = [
        (-(-(picture.width - left) // across), -(-(picture.height - top) // down))
        for left, top, across, down in _PASSES
    ]
    return [(width, height) for width, height in areas if width > 0 and height > 0]


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
