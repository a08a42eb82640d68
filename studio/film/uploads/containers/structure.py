"""What is known of a picture file before anything is decoded, and how files are read step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

# No honest file has more parts than this; a hostile one could keep a walk busy with millions of empty ones.
MOST_PARTS = 20_000

# A stretch of the file, from its first byte to the one behind its last, or bytes that stand there instead.
Part = tuple[int, int] | bytes


@dataclass(frozen=True, slots=True)
class Structure:
    """What the container and the headers of a coded picture say; pixels before any rotation.

    `effort` is how many samples a decoder goes through until it has the picture, each time that it does so counted;
    `memory` is how many bytes they fill at once, where that is more for some pictures of a format than for others.
    `is_unusual` tells that the coding is none that cameras or usual programs write. `parts` make up the picture without
    what is told about it, `profile` is where its colour profile lies if that is not among them, and `orientation` is
    how it has to be turned (EXIF 2.3, tag 0x0112).
    """

    format: str
    width: int = 0
    height: int = 0
    is_animated: bool = False
    is_whole: bool = False
    is_unusual: bool = False
    effort: int = 0
    memory: int = 0
    parts: tuple[Part, ...] = ()
    profile: tuple[int, int] | None = None
    orientation: int = 1


@dataclass(frozen=True, slots=True)
class Stream:
    """What the headers of a coded stream say: the size of each picture in it, and how many bytes a pixel fills."""

    frames: list[tuple[int, int]]
    depth: float


class TruncatedError(Exception):
    """The file ends inside one of its parts, or a part says what cannot be."""


class UnusualError(Exception):
    """The picture is coded as cameras and usual programs do not."""


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
    """Return the parts of a file, one behind the other."""
    return b"".join(part if isinstance(part, bytes) else read_span(file, part) for part in parts)
