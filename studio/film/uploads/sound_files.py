"""Checking of uploaded sound files by their first bytes, without decoding."""

from __future__ import annotations

import re
from typing import BinaryIO

from studio.errors import RenderError

ACCEPTED_SOUNDS = ("MP3", "WAV", "OGG", "M4A")
MAX_MUSIC_BYTES = 20 * 1024 * 1024

_NO_SOUND_FILE = "This file is not a sound file we can play. Please use an MP3, WAV, OGG or M4A file."

# ID3 (id3.org, 2.4, section 3.1) or the head of an MPEG layer III frame (ISO 11172-3, 2.4.1.3); RIFF; RFC 3533;
# ISO 14496-12.
_MARKS = {
    "MP3": re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"),
    "WAV": re.compile(rb"RIFF....WAVE", re.DOTALL),
    "OGG": re.compile(rb"OggS\x00"),
    "M4A": re.compile(rb"....ftyp", re.DOTALL),
}


class MusicError(RenderError):
    """An uploaded sound file cannot be used; the message tells its owner why, in one sentence."""


def inspect_music(file: BinaryIO, size: int) -> str:
    """Return the kind (one of ACCEPTED_SOUNDS) of an uploaded file of `size` bytes; the position ends at 0.

    Raises MusicError for anything that should not be given to a decoder.
    """
    if not size:
        raise MusicError("This file is empty. Please choose a sound file.")
    if size > MAX_MUSIC_BYTES:
        raise MusicError("This sound file is larger than 20 MB. Please use a smaller one.")
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    kind = next((kind for kind, mark in _MARKS.items() if mark.match(head)), "")
    if not kind:
        raise MusicError(_NO_SOUND_FILE)
    return kind
