"""Checking of recordings by their first bytes, without decoding."""

from __future__ import annotations

import re
from typing import BinaryIO, Final

from studio.errors import RenderError

ACCEPTED: Final = ("MP3", "WAV", "OGG", "M4A", "WebM", "FLAC", "AAC")
# Bytes of a recording of one scene, and of one of all scenes; half an hour of a WAV in stereo has 330 MB.
MAX_BYTES: Final = 60 * 1024**2
MAX_WHOLE_BYTES: Final = 400 * 1024**2
# Seconds of a recording of one scene, and of one of all scenes: the longest text takes less to be read slowly.
MAX_SECONDS: Final = 240.0
MAX_WHOLE_SECONDS: Final = 2700.0
MIN_SECONDS: Final = 0.3

DAMAGED: Final = (
    "This recording is damaged or holds no sound. Please try another copy of it, or record it again."
)
_EMPTY = "This file is empty. Please choose a recording."
_NO_SOUND_FILE = (
    "This file is not a recording we can read. Please use an MP3, M4A, WAV, OGG, FLAC or WebM file."
)

# As of music (see sound_files), and Matroska's head (RFC 9559), FLAC (RFC 9639), ADTS (ISO 13818-7).
_MARKS = {
    "AAC": re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"),
    "MP3": re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"),
    "WAV": re.compile(rb"RIFF....WAVE", re.DOTALL),
    "OGG": re.compile(rb"OggS\x00"),
    "M4A": re.compile(rb"....(ftyp|moov|mdat|free|wide|skip)", re.DOTALL),
    "WebM": re.compile(rb"\x1a\x45\xdf\xa3"),
    "FLAC": re.compile(rb"fLaC"),
}


class RecordingError(RenderError):
    """A recording cannot be used; the message tells its owner why, in one sentence."""


def inspect_recording(file: BinaryIO, size: int, most: int = MAX_BYTES) -> str:
    """Return the kind (one of ACCEPTED) of an uploaded file of `size` bytes; the position ends at 0.

    Raises RecordingError for anything that should not be given to a decoder.
    """
    if not size:
        raise RecordingError(_EMPTY)
    if size > most:
        raise RecordingError(
            f"This recording is larger than {most // 1024**2} MB. Please use a shorter one, or one in MP3 or M4A."
        )
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    kind = next((kind for kind, mark in _MARKS.items() if mark.match(head)), "")
    if not kind:
        raise RecordingError(_NO_SOUND_FILE)
    return kind
