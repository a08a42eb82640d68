"""Reads the structure of picture files byte by byte, without decoding a pixel and without a decoder's C code."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

# No honest file has more parts than this; a hostile one could keep a walk busy with millions of empty ones.
_MOST_PARTS = 20_000
_BLOCK = 1 << 20

# A marker that ends the entropy-coded bytes of a JPEG scan: not a stuffed zero, not a fill byte, not a restart.
_SCAN_END = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])", re.DOTALL)
# Start-of-frame markers; C4, C8 and CC of the same row mean something else (ITU T.81, table B.1).
_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_SEQUENCE_BRANDS = frozenset({b"avis", b"hevc", b"hevx", b"msf1"})


@dataclass(frozen=True, slots=True)
class Structure:
    """What the container of a picture says: pixels before any rotation, and whether all its parts are there."""

    format: str
    width: int = 0
    height: int = 0
    is_animated: bool = False
    is_whole: bool = False


class _TruncatedError(Exception):
    """The file ends inside one of its parts."""


def read_structure(file: BinaryIO) -> Structure | None:
    """Recognise a JPEG, PNG, WebP, AVIF or HEIC file by its content; None for anything else.

    Reads from the start of the file and leaves the position anywhere. Bytes after the picture's own end are not
    looked at. Raises nothing: a damaged file is a structure that is not whole.
    """
    file.seek(0)
    head = file.read(256)
    for beginning, walk, name in _WALKS:
        if beginning.match(head):
            file.seek(0)
            try:
                return walk(file)
            except _TruncatedError:
                return Structure(name)
    return _read_heif(file, head)


def _take(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) != count:
        raise _TruncatedError
    return data


def _skip(file: BinaryIO, count: int, end: int) -> None:
    if file.tell() + count > end:
        raise _TruncatedError
    file.seek(count, 1)


def _length(file: BinaryIO) -> int:
    position = file.tell()
    end = file.seek(0, 2)
    file.seek(position)
    return end


def _read_jpeg(file: BinaryIO) -> Structure:
    """Walk the segments and scans up to the end-of-image marker (ITU T.81, annex B)."""
    end = _length(file)
    width = height = 0
    _take(file, 2)
    marker = _next_marker(file)
    for _ in range(_MOST_PARTS):
        if marker == 0xD9:
            return Structure("JPEG", width, height, is_whole=width > 0 and height > 0)
        (length,) = struct.unpack(">H", _take(file, 2))
        if length < 2:
            break
        if marker in _FRAME_MARKERS and length >= 7 and not width:
            _, height, width = struct.unpack(">BHH", _take(file, 5))
            length -= 5
        _skip(file, length - 2, end)
        marker = _next_marker(file) if marker != 0xDA else _scan_end(file)
    return Structure("JPEG", width, height)


def _next_marker(file: BinaryIO) -> int:
    if _take(file, 1) != b"\xff":
        raise _TruncatedError
    marker = 0xFF
    while marker == 0xFF:
        marker = _take(file, 1)[0]
    return marker


def _scan_end(file: BinaryIO) -> int:
    carried = b""
    while block := file.read(_BLOCK):
        data = carried + block
        found = _SCAN_END.search(data)
        if found:
            file.seek(found.end() - len(data), 1)
            return found[1][0]
        carried = data[-1:]
    raise _TruncatedError


def _read_png(file: BinaryIO) -> Structure:
    """Walk the chunks up to IEND (PNG specification, section 5); acTL before the data makes it an animation."""
    end = _length(file)
    _take(file, 8)
    width = height = frames = 0
    has_data = False
    for part in range(_MOST_PARTS):
        length, kind = struct.unpack(">I4s", _take(file, 8))
        if (part == 0) != (kind == b"IHDR"):
            break
        if kind == b"IEND":
            is_whole = has_data and width > 0 and height > 0
            return Structure("PNG", width, height, is_animated=frames > 1, is_whole=is_whole)
        body = _take(file, min(length, 8))
        if kind == b"IHDR" and length == 13:
            width, height = struct.unpack(">II", body)
        elif kind == b"acTL" and length == 8:
            (frames,) = struct.unpack(">I4x", body)
        has_data = has_data or kind == b"IDAT"
        _skip(file, length - len(body) + 4, end)
    return Structure("PNG", width, height, is_animated=frames > 1)


def _read_webp(file: BinaryIO) -> Structure:
    """Walk the chunks inside RIFF (RFC 9649, section 2)."""
    (size,) = struct.unpack("<4xI4x", _take(file, 12))
    end = _length(file)
    width = height = 0
    is_animated = has_data = False
    finish = min(size + 8, end)
    for _ in range(_MOST_PARTS):
        if file.tell() + 8 > finish:
            break
        kind, length = struct.unpack("<4sI", _take(file, 8))
        body = file.read(min(length, 10))
        if kind == b"VP8X" and len(body) == 10:
            is_animated = bool(body[0] & 0x02)
            width = int.from_bytes(body[4:7], "little") + 1
            height = int.from_bytes(body[7:10], "little") + 1
        elif kind in (b"VP8 ", b"VP8L") and not has_data:
            has_data = True
            inner = _webp_frame_size(kind, body)
            # The larger of canvas and frame: a false canvas must not hide a huge frame.
            width, height = max(width, inner[0]), max(height, inner[1])
        is_animated = is_animated or kind == b"ANMF"
        _skip(file, length - len(body), end)
        file.seek(length % 2, 1)
    is_whole = has_data and width > 0 and height > 0 and size + 8 <= end
    return Structure("WebP", width, height, is_animated=is_animated, is_whole=is_whole)


def _webp_frame_size(kind: bytes, body: bytes) -> tuple[int, int]:
    if kind == b"VP8 " and len(body) == 10 and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and len(body) >= 5 and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return 0, 0


def _read_heif(file: BinaryIO, head: bytes) -> Structure | None:
    """Walk the top-level boxes of an ISO base media file (ISO/IEC 14496-12) that carries a picture brand."""
    if head[4:8] != b"ftyp":
        return None
    (length,) = struct.unpack(">I", head[:4])
    major = head[8:12]
    brands = {major} | {head[at : at + 4] for at in range(16, min(length, len(head)), 4)}
    if not brands & (_AVIF_BRANDS | _HEIC_BRANDS):
        return None
    name = "AVIF" if brands & _AVIF_BRANDS else "HEIC"
    try:
        boxes = {kind: (start, finish) for kind, start, finish in _boxes(file, 0, _length(file))}
        start, finish = boxes.get(b"meta", (0, 4))
        meta = (start + 4, finish)
        width, height = _largest_extent(file, meta)
        has_data = b"mdat" in boxes or bool(_spans(file, meta, b"idat"))
    except _TruncatedError:
        return Structure(name)
    is_animated = major in _SEQUENCE_BRANDS or b"moov" in boxes
    is_whole = has_data and width > 0 and height > 0
    return Structure(name, width, height, is_animated=is_animated, is_whole=is_whole)


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (type, start of the content, end of the content) in bytes for each box between two positions."""
    at = start
    for _ in range(_MOST_PARTS):
        if at + 8 > end:
            return
        file.seek(at)
        length, kind = struct.unpack(">I4s", _take(file, 8))
        # Some phones append a trailer that is no box: the picture has ended before it.
        if not kind.isascii() or not kind.decode("ascii").isprintable():
            return
        header = 8
        if length == 1:
            (length,) = struct.unpack(">Q", _take(file, 8))
            header = 16
        finish = end if length == 0 else at + length
        if finish > end or finish < at + header:
            raise _TruncatedError
        yield kind, at + header, finish
        at = finish


def _spans(file: BinaryIO, outer: tuple[int, int], wanted: bytes) -> list[tuple[int, int]]:
    return [(start, finish) for kind, start, finish in _boxes(file, *outer) if kind == wanted]


def _largest_extent(file: BinaryIO, meta: tuple[int, int]) -> tuple[int, int]:
    """Return width and height of the largest picture that a meta box tells of.

    The largest, because a picture in tiles has one size for the whole and one for a tile (ISO/IEC 23008-12, 6.5.3).
    """
    spans = [meta]
    for kind in (b"iprp", b"ipco", b"ispe"):
        spans = _spans(file, spans[0], kind) if spans else []
    sizes = [(0, 0)]
    for start, _ in spans:
        file.seek(start + 4)
        sizes.append(struct.unpack(">II", _take(file, 8)))
    return max(sizes, key=lambda size: size[0] * size[1])


# How each kind of file begins, and who walks it.
_WALKS: tuple[tuple[re.Pattern[bytes], Callable[[BinaryIO], Structure], str], ...] = (
    (re.compile(rb"\xff\xd8\xff"), _read_jpeg, "JPEG"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), _read_png, "PNG"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), _read_webp, "WebP"),
)
