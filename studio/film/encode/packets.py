"""The file format of encoded segments: the encoder's packets, their time stamps and the decoder parameters."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# Reading such a file needs no probing or decoding. With any common container format, most of the time for joining
# a film would be spent on probing its segments.
_KIND = "H.264 packets 1"


@dataclass(frozen=True, slots=True)
class CodedFrame:
    """One encoded frame: its bytes, and its presentation and decoding times in frames from the segment's start."""

    shown: int
    decoded: int
    is_key: bool
    data: bytes


def write_packets(file: Path, parameters: bytes, frames: Sequence[CodedFrame]) -> None:
    """Write frames in decoding order; `parameters` are the parameter sets that a decoder needs before the first."""
    table = [(frame.shown, frame.decoded, frame.is_key, len(frame.data)) for frame in frames]
    head = json.dumps({"kind": _KIND, "parameters": parameters.hex(), "frames": table})
    with file.open("wb") as out:
        out.write(head.encode() + b"\n")
        out.writelines(frame.data for frame in frames)


def read_packets(file: Path) -> Iterator[CodedFrame]:
    """Yield the frames of a file that `is_whole_segment`."""
    with file.open("rb") as source:
        for shown, decoded, is_key, length in json.loads(source.readline())["frames"]:
            yield CodedFrame(shown, decoded, is_key, source.read(length))


def is_whole_segment(file: Path, frame_count: int, parameters: bytes) -> bool:
    """Return whether a file holds all of `frame_count` frames, the first a key frame, with these parameter sets."""
    try:
        with file.open("rb") as source:
            head = json.loads(source.readline())
            if (head["kind"], head["parameters"]) != (_KIND, parameters.hex()):
                return False
            is_complete = source.tell() + sum(length for *_, length in head["frames"]) == file.stat().st_size
        return is_complete and len(head["frames"]) == frame_count and bool(head["frames"][0][2])
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return False
