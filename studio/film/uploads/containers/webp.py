"""The structure of WebP files."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import BinaryIO

from studio.film.uploads.containers import orientation
from studio.film.uploads.containers.structure import (
    MOST_PARTS,
    Part,
    Structure,
    length_of,
    read_span,
    skip,
    take,
)

_ANIMATION, _ALPHA = 0x02, 0x10
# Bytes of the longest EXIF or XMP block that is read.
_LONGEST = 1_000_000


@dataclass(slots=True)
class _Picture:
    """The state of the parser: the sizes of canvas and frame, and the places of chunks with their headers."""

    canvas: tuple[int, int] | None = None
    frame: tuple[int, int] = (0, 0)
    is_animated: bool = False
    spans: dict[bytes, list[tuple[int, int]]] = field(default_factory=dict)


def read_webp(file: BinaryIO) -> Structure:
    """Parse the chunks inside RIFF (RFC 9649, section 2)."""
    (size,) = struct.unpack("<4xI4x", take(file, 12))
    end = length_of(file)
    picture = _Picture()
    _walk(file, min(size + 8, end), end, picture)
    images = picture.spans.get(b"VP8 ", []) + picture.spans.get(b"VP8L", [])
    # The larger of canvas and frame: a false canvas must not hide a huge frame.
    canvas = picture.canvas or (0, 0)
    width, height = max(canvas[0], picture.frame[0]), max(canvas[1], picture.frame[1])
    fits = picture.canvas in (None, picture.frame)
    is_whole = len(images) == 1 and width > 0 and height > 0 and fits and size + 8 <= end
    return Structure(
        "WebP", width, height, is_animated=picture.is_animated, is_whole=is_whole, effort=width * height,
        parts=_bare(picture, images[0]) if is_whole else (), profile=_content(picture, b"ICCP"),
        orientation=_orientation(file, picture),
    )  # fmt: skip


def _walk(file: BinaryIO, finish: int, end: int, picture: _Picture) -> None:
    for _ in range(MOST_PARTS):
        start = file.tell()
        if start + 8 > finish:
            break
        kind, length = struct.unpack("<4sI", take(file, 8))
        body = file.read(min(length, 10))
        if kind == b"VP8X" and len(body) == 10:
            picture.is_animated = picture.is_animated or bool(body[0] & _ANIMATION)
            width, height = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
            picture.canvas = (width, height)
        elif kind in (b"VP8 ", b"VP8L"):
            inner = _frame_size(kind, body)
            picture.frame = max(picture.frame[0], inner[0]), max(picture.frame[1], inner[1])
        picture.is_animated = picture.is_animated or kind == b"ANMF"
        skip(file, length - len(body), end)
        picture.spans.setdefault(kind, []).append((start, file.tell()))
        file.seek(length % 2, 1)


def _frame_size(kind: bytes, body: bytes) -> tuple[int, int]:
    if kind == b"VP8 " and len(body) == 10 and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and len(body) >= 5 and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return 0, 0


def _bare(picture: _Picture, image: tuple[int, int]) -> tuple[Part, ...]:
    """Return the parts of a file with only the coded picture and its transparency, if that is a separate chunk."""
    chunks: list[Part] = []
    for start, finish in (*picture.spans.get(b"ALPH", [])[:1], image):
        chunks += [(start, finish), bytes((finish - start) % 2)]
    if len(chunks) > 2:
        sides = b"".join((side - 1).to_bytes(3, "little") for side in picture.frame)
        chunks.insert(0, b"VP8X" + struct.pack("<IB3x", 10, _ALPHA) + sides)
    length = sum(len(part) if isinstance(part, bytes) else part[1] - part[0] for part in chunks)
    return (b"RIFF" + struct.pack("<I", 4 + length) + b"WEBP", *chunks)


def _content(picture: _Picture, kind: bytes) -> tuple[int, int] | None:
    found = picture.spans.get(kind)
    return (found[0][0] + 8, found[0][1]) if found else None


def _orientation(file: BinaryIO, picture: _Picture) -> int:
    for kind, read in ((b"EXIF", orientation.in_exif), (b"XMP ", orientation.in_xmp)):
        span = _content(picture, kind)
        if span and span[1] - span[0] <= _LONGEST and (found := read(read_span(file, span))):
            return found
    return 1
