"""Walks the boxes of ISO base media files (ISO/IEC 14496-12, 4.2)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from studio.film.uploads.containers.structure import MOST_PARTS, TruncatedError, take

Span = tuple[int, int]


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (type, start of the content, end of the content) in bytes for each box between two positions."""
    at = start
    for _ in range(MOST_PARTS):
        if at + 8 > end:
            return
        file.seek(at)
        length, kind = struct.unpack(">I4s", take(file, 8))
        # Some phones append a trailer that is no box: the picture has ended before it.
        if not kind.isascii() or not kind.decode("ascii").isprintable():
            return
        header = 8
        if length == 1:
            (length,) = struct.unpack(">Q", take(file, 8))
            header = 16
        finish = end if length == 0 else at + length
        if finish > end or finish < at + header:
            raise TruncatedError
        yield kind, at + header, finish
        at = finish
    raise TruncatedError


def only_box(file: BinaryIO, outer: Span, wanted: bytes) -> Span | None:
    """Return where the content of a box lies that there may be once; None if it is not there.

    Of two, one reader takes the first and another the last: what one has judged the other would decode.
    """
    found = [(start, finish) for kind, start, finish in boxes(file, *outer) if kind == wanted]
    if len(found) > 1:
        raise TruncatedError
    return found[0] if found else None


class Numbers:
    """Whole numbers one behind the other. What asks for more than there are raises TruncatedError."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def take(self, width: int) -> int:
        if self.at + width > len(self._data):
            raise TruncatedError
        self.at += width
        return int.from_bytes(self._data[self.at - width : self.at], "big")
