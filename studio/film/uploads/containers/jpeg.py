"""The structure of JPEG files: segments, frames, and how often the scans pass over the picture."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import BinaryIO

from studio.film.uploads.containers import orientation
from studio.film.uploads.containers.structure import (
    MOST_PARTS,
    Part,
    Structure,
    TruncatedError,
    UnusualError,
    length_of,
    skip,
    take,
)

_BLOCK = 1 << 20
# A marker that ends the entropy-coded bytes of a scan: no stuffed zero, fill byte or restart marker.
_SCAN_END = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])", re.DOTALL)
# Start-of-frame markers; C4, C8 and CC of the same row mean something else (ITU T.81, table B.1).
_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Baseline, extended and progressive, with Huffman codes: cameras write no others, and those are slow to decode.
_USUAL_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_END, _SCAN, _ARITHMETIC, _PROGRESSIVE = 0xD9, 0xDA, 0xCC, 0xC2
_COEFFICIENTS = 64
# Metadata: application segments and comments, except APP0 and Adobe's APP14, which say how colours are stored.
_TOLD = frozenset({*range(0xE0, 0xF0), 0xFE}) - {0xE0, 0xEE}
_EXIF, _XMP, _PROFILE = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"ICC_PROFILE\0"


@dataclass(slots=True)
class _Picture:
    """The state of the parser. `samples` has the number of samples of each component, by its number.

    `missing` has each component and coefficient of which no scan has brought the last bit.
    """

    width: int = 0
    height: int = 0
    samples: dict[int, int] = field(default_factory=dict)
    effort: int = 0
    missing: set[tuple[int, int]] = field(default_factory=set)
    is_progressive: bool = False
    is_ended: bool = True
    exif: int = 0
    xmp: int = 0
    parts: list[Part] = field(default_factory=list)


def read_jpeg(file: BinaryIO) -> Structure:
    """Parse the segments and scans up to the end-of-image marker (ITU T.81, annex B).

    A file that ends in a scan, none of the others missing, is whole but not ended.
    """
    end = length_of(file)
    picture = _Picture(parts=[take(file, 2)])
    try:
        is_whole = _walk(file, end, picture)
    except UnusualError:
        return Structure("JPEG", picture.width, picture.height, is_whole=True, is_unusual=True)
    return Structure(
        "JPEG", picture.width, picture.height, is_whole=is_whole and picture.width > 0 and picture.height > 0,
        is_ended=picture.is_ended, effort=picture.effort, parts=tuple(picture.parts), orientation=picture.exif or picture.xmp or 1,
    )  # fmt: skip


def _walk(file: BinaryIO, end: int, picture: _Picture) -> bool:
    """Record every segment; return False if the file is invalid."""
    start = file.tell()
    marker = _next_marker(file)
    for _ in range(MOST_PARTS):
        if marker == _END:
            picture.parts.append(b"\xff\xd9")
            return True
        (length,) = struct.unpack(">H", take(file, 2))
        if length < 2:
            return False
        body = file.tell()
        is_told = marker in _TOLD and not _read_told(file, marker, length - 2, picture)
        if marker in _FRAME_MARKERS or marker == _ARITHMETIC:
            _read_frame(take(file, length - 2), marker, picture)
        elif marker == _SCAN:
            _read_scan(take(file, length - 2), picture)
        file.seek(body)
        skip(file, length - 2, end)
        follows = _scan_end(file, picture) if marker == _SCAN else None
        finish = file.tell() - (2 if follows is not None and picture.is_ended else 0)
        if not is_told:
            picture.parts.append((start, finish))
        start = finish
        marker = follows if follows is not None else _next_marker(file)
    return False


def _read_frame(body: bytes, marker: int, picture: _Picture) -> None:
    if marker not in _USUAL_FRAMES or body[:1] != b"\x08":
        raise UnusualError
    if picture.samples or len(body) < 6 or len(body) != 6 + 3 * body[5]:
        raise TruncatedError
    _, height, width = struct.unpack(">BHH", body[:5])
    factors = {body[at]: (body[at + 1] >> 4, body[at + 1] & 15) for at in range(6, len(body), 3)}
    most = max((across * down for across, down in factors.values()), default=0)
    if not most:
        raise TruncatedError
    picture.width, picture.height = width, height
    picture.samples = {
        number: width * height * across * down // most for number, (across, down) in factors.items()
    }
    picture.is_progressive = marker == _PROGRESSIVE
    picture.missing = {(number, place) for number in factors for place in range(_COEFFICIENTS)}


def _read_scan(body: bytes, picture: _Picture) -> None:
    if not body or len(body) < 4 + 2 * body[0]:
        raise TruncatedError
    numbers = body[1 : 1 + 2 * body[0] : 2]
    picture.effort += sum(picture.samples.get(number, 0) for number in numbers)
    first, last, bits = body[1 + 2 * body[0] :][:3] if picture.is_progressive else (0, _COEFFICIENTS - 1, 0)
    # The lower half says down to which bit the scan is exact.
    if bits & 15 == 0:
        picture.missing -= {(number, place) for number in numbers for place in range(first, last + 1)}


def _read_told(file: BinaryIO, marker: int, length: int, picture: _Picture) -> bool:
    """Read orientation and colour profile from a metadata segment; return whether it must be kept."""
    body = take(file, length)
    if marker == 0xE1 and body.startswith(_EXIF):
        picture.exif = picture.exif or orientation.in_exif(body)
    elif marker == 0xE1 and body.startswith(_XMP):
        picture.xmp = picture.xmp or orientation.in_xmp(body)
    return marker == 0xE2 and body.startswith(_PROFILE)


def _next_marker(file: BinaryIO) -> int:
    if take(file, 1) != b"\xff":
        raise TruncatedError
    marker = 0xFF
    while marker == 0xFF:
        marker = take(file, 1)[0]
    return marker


def _scan_end(file: BinaryIO, picture: _Picture) -> int:
    """Move to after the marker that ends the scan, and return that marker.

    If the file ends first, and all other scans are there, the end is where an end-of-image marker would be.
    """
    carried = b""
    while block := file.read(_BLOCK):
        data = carried + block
        found = _SCAN_END.search(data)
        if found:
            file.seek(found.end() - len(data), 1)
            return found[1][0]
        carried = data[-1:]
    if picture.missing:
        raise TruncatedError
    # Half of a marker.
    file.seek(-(carried == b"\xff"), 1)
    picture.is_ended = False
    return _END
