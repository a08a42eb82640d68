"""Boxes of ISO base media files (ISO/IEC 14496-12, 4.2)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from studio.film.uploads.containers.structure import MOST_PARTS, TruncatedError, take

Span = tuple[int, int]


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (type, content start, content end), offsets in bytes, for each box between two positions."""
    at = start
    for _ in range(MOST_PARTS):
        if at + 8 > end:
            return
        file.seek(at)
        length, kind = struct.unpack(">I4s", take(file, 8))
        # Some phones append a trailer that is not a box: the picture ends before it.
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
    """Return the span of a box's content, or None if there is none. Raises TruncatedError if there are two.

    Readers differ in whether they take the first or the last, so a file could show us one and the decoder another.
    """
    found = [(start, finish) for kind, start, finish in boxes(file, *outer) if kind == wanted]
    if len(found) > 1:
        raise TruncatedError
    return found[0] if found else None


class Numbers:
    """A reader of consecutive integers. Reading more than there are raises TruncatedError."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def take(self, width: int) -> int:
        if self.at + width > len(self._data):
            raise TruncatedError
        self.at += width
        return int.from_bytes(self._data[self.at - width : self.at], "big")
