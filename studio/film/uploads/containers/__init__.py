"""Parsers for the structure of picture files, in pure Python: no pixel is decoded and no decoder's C code runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO

from studio.film.uploads.containers.heif import read_heif
from studio.film.uploads.containers.jpeg import read_jpeg
from studio.film.uploads.containers.png import read_png
from studio.film.uploads.containers.structure import Structure, TruncatedError, read_span, write_parts
from studio.film.uploads.containers.webp import read_webp

__all__ = ["Structure", "read_span", "read_structure", "write_parts"]

# How each kind of file begins, its parser, and the name of its format.
_WALKS: tuple[tuple[re.Pattern[bytes], Callable[[BinaryIO], Structure], str], ...] = (
    (re.compile(rb"\xff\xd8\xff"), read_jpeg, "JPEG"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), read_png, "PNG"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), read_webp, "WebP"),
)


def read_structure(file: BinaryIO) -> Structure | None:
    """Recognise a JPEG, PNG, WebP, AVIF or HEIC file by its content; None for anything else.

    Reads from the start of the file and leaves the position anywhere. Bytes after the picture's own end are ignored.
    Raises nothing: a damaged file gives a structure that is not whole.
    """
    file.seek(0)
    head = file.read(256)
    for beginning, walk, name in _WALKS:
        if beginning.match(head):
            file.seek(0)
            try:
                return walk(file)
            except TruncatedError:
                return Structure(name)
    return read_heif(file, head)
