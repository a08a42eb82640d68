"""The files of encoded segments: packets of the encoder, and what a film's file must know of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# Nothing needs to be probed or decoded to read such a file, unlike one of any common format: with those, most of the
# time in which a film is joined would be spent on looking at its pieces.
_KIND = "H.264 packets 1"


@dataclass(frozen=True, slots=True)
class CodedFrame:
    """One encoded frame: when it is shown and decoded, in frames from the start of its segment, and its bytes."""

    shown: int
    decoded: int
    is_key: bool
    data: bytes


def write_packets(file: Path, parameters: bytes, frames: Sequence[CodedFrame]) -> None:
    """Write frames in the order of decoding; `parameters` is what a decoder must be told before the first."""
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
    """Tell if a file holds all of so many frames, the first a key frame, for a decoder with these parameters."""
    try:
        with file.open("rb") as source:
            head = json.loads(source.readline())
            if (head["kind"], head["parameters"]) != (_KIND, parameters.hex()):
                return False
            is_complete = source.tell() + sum(length for *_, length in head["frames"]) == file.stat().st_size
        return is_complete and len(head["frames"]) == frame_count and bool(head["frames"][0][2])
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return False
