"""When a photo was taken, as its camera noted it in the file (EXIF), read by structure without decoding anything."""

from __future__ import annotations

import re
import struct
from datetime import datetime
from typing import BinaryIO

# Where the notes begin in JPEG and HEIC, PNG and WebP, followed by the header of a TIFF file.
_BEGINNING = re.compile(rb"(?:Exif\x00\x00|eXIf|EXIF.{4})(II\*\x00|MM\x00\*)", re.DOTALL)
# Notes are some kilobytes long, and have a dozen entries each; what claims more is not followed.
_LONGEST, _MOST_ENTRIES = 65_536, 200
_FURTHER_NOTES, _TAKEN, _DIGITISED, _CHANGED = 0x8769, 0x9003, 0x9004, 0x0132
_ENTRY = 12
_WRITTEN = "%Y:%m:%d %H:%M:%S"


def taken_at(file: BinaryIO) -> datetime | None:
    """Return the local time at which a photo was taken, by the camera's clock; None if its file does not tell.

    The position ends at 0.
    """
    file.seek(0)
    data = file.read()
    file.seek(0)
    begins = _BEGINNING.search(data)
    if not begins:
        return None
    notes = data[begins.start(1) : begins.start(1) + _LONGEST]
    try:
        return _read(notes, "<" if notes[:2] == b"II" else ">")
    except (struct.error, ValueError):
        return None


def _read(notes: bytes, order: str) -> datetime | None:
    first = _entries(notes, order, struct.unpack_from(f"{order}I", notes, 4)[0])
    further = _entries(notes, order, first[_FURTHER_NOTES]) if _FURTHER_NOTES in first else {}
    for at in (further.get(_TAKEN), further.get(_DIGITISED), first.get(_CHANGED)):
        if at is not None and (time := _time(notes[at : at + 19])):
            return time
    return None


def _entries(notes: bytes, order: str, at: int) -> dict[int, int]:
    """Return the number or place that each entry of a table has, by its tag."""
    (count,) = struct.unpack_from(f"{order}H", notes, at)
    places = range(at + 2, at + 2 + _ENTRY * min(count, _MOST_ENTRIES), _ENTRY)
    found: dict[int, int] = {}
    for place in places:
        tag, _, _, value = struct.unpack_from(f"{order}HHII", notes, place)
        found.setdefault(tag, value)
    return found


def _time(written: bytes) -> datetime | None:
    try:
        return datetime.strptime(written.decode("ascii"), _WRITTEN)
    except ValueError:
        return None
