"""The structure of a picture file as known before decoding, and helpers to read files step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

# No honest file has more parts than this; a hostile one could keep a parser busy with millions of empty ones.
MOST_PARTS = 20_000

# A range of the file, [first, end), or bytes to use in its place.
Part = tuple[int, int] | bytes


@dataclass(frozen=True, slots=True)
class Structure:
    """A picture as its container and headers describe it; sizes in pixels before any rotation.

    `effort` is the number of samples that a decoder processes for the picture, counting each pass; `memory` is the
    bytes that they fill at a time, if that varies among pictures of a format. `is_ended` is false if the file breaks off
    in the last part that the picture needs, so that only decoding tells whether all of it is there. `is_unusual` means a coding that neither
    cameras nor usual programs write. `parts` make up the file without its metadata, `profile` is the place of its
    colour profile if that is not in `parts`, and `orientation` is as in EXIF 2.3, tag 0x0112.
    """

    format: str
    width: int = 0
    height: int = 0
    is_animated: bool = False
    is_whole: bool = False
    is_ended: bool = True
    is_unusual: bool = False
    effort: int = 0
    memory: int = 0
    parts: tuple[Part, ...] = ()
    profile: tuple[int, int] | None = None
    orientation: int = 1


@dataclass(frozen=True, slots=True)
class Stream:
    """A coded stream as its headers describe it: the size of each picture in it, and the bytes per decoded pixel."""

    frames: list[tuple[int, int]]
    depth: float


class TruncatedError(Exception):
    """The file ends inside one of its parts, or a part is invalid."""


class UnusualError(Exception):
    """The picture is coded in a way that neither cameras nor usual programs use."""


def take(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) != count:
        raise TruncatedError
    return data


def skip(file: BinaryIO, count: int, end: int) -> None:
    if file.tell() + count > end:
        raise TruncatedError
    file.seek(count, 1)


def length_of(file: BinaryIO) -> int:
    position = file.tell()
    end = file.seek(0, 2)
    file.seek(position)
    return end


def read_span(file: BinaryIO, span: tuple[int, int]) -> bytes:
    file.seek(span[0])
    return take(file, span[1] - span[0])


def write_parts(file: BinaryIO, parts: tuple[Part, ...]) -> bytes:
    """Return the parts of a file, joined."""
    return b"".join(part if isinstance(part, bytes) else read_span(file, part) for part in parts)
