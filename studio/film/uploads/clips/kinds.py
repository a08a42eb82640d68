"""Telling of uploaded clips by their first bytes, without decoding."""

from __future__ import annotations

import re
from typing import BinaryIO

from studio.errors import RenderError

ACCEPTED_CLIPS = ("MP4", "MOV", "WebM", "MKV")
# Bytes that tell what a file is.
_HEAD = 64
# The first box of a QuickTime file or its descendants (ISO 14496-12, 4.2), and the head of EBML (RFC 8794, 8.1).
_BOXES = re.compile(rb"[\x00-\xff]{4}(ftyp|moov|mdat|wide|free|skip|pnot)")
_EBML = b"\x1a\x45\xdf\xa3"
# Brands of pictures and of sound alone in the same boxes (ISO 23008-12, 10; the register of mp4ra.org).
_OTHER_BRANDS = (
    b"heic",
    b"heix",
    b"heim",
    b"heis",
    b"hevc",
    b"mif1",
    b"msf1",
    b"avif",
    b"avis",
    b"M4A ",
    b"M4B ",
)
# What else people know as a video; told apart only to say so.
_OTHER_VIDEOS = re.compile(rb"RIFF....AVI |\x30\x26\xb2\x75|FLV\x01|\x00\x00\x01[\xb3\xba]", re.DOTALL)

NO_CLIP = "This file is not a clip that we can read. Please use an MP4, MOV, WebM or MKV file."


class ClipError(RenderError):
    """An uploaded clip cannot be used; the message tells its owner why, in one sentence."""


def clip_demuxer(head: bytes) -> str:
    """Return FFmpeg's name of the format that a file's first bytes show, "" if that is none of a clip's.

    A file is opened as nothing else: one that FFmpeg took for a playlist could make it open other files.
    """
    if head.startswith(_EBML):
        return "matroska"
    found = _BOXES.match(head)
    if not found or (found[1] == b"ftyp" and head[8:12] in _OTHER_BRANDS):
        return ""
    return "mov"


def is_clip(file: BinaryIO) -> bool:
    """Return whether a file should be judged as a clip and not as a picture; the position ends at 0."""
    head = _head(file)
    return bool(clip_demuxer(head) or _OTHER_VIDEOS.match(head))


def inspect_clip(file: BinaryIO, size: int, most: int) -> str:
    """Return FFmpeg's name of the format of an uploaded clip of `size` bytes; the position ends at 0.

    Raises ClipError for a file of more than `most` bytes and for anything that should not be given to a decoder.
    """
    if not size:
        raise ClipError("This file is empty. Please choose a picture or a clip.")
    if size > most:
        raise ClipError(
            f"This clip is larger than {most // 1024**2} MB. Please use a smaller or a shorter one."
        )
    demuxer = clip_demuxer(_head(file))
    if not demuxer:
        raise ClipError(NO_CLIP)
    return demuxer


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    return head
