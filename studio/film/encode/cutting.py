"""Cut segments out of a finished film, just as they were before they were joined."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
from av.packet import Packet

from studio.errors import RenderError
from studio.film.encode.packets import CodedFrame, write_packets
from studio.film.plan import FRAME_RATE

# Frames by which a frame may be decoded before it is shown, with a margin.
_BEFORE = 8
_START_CODE = b"\x00\x00\x00\x01"


def cut_segment(film: Path, first: int, frame_count: int, target: Path) -> None:
    """Write the frames [first, first + frame_count) of a film to a file, without decoding them.

    Raises RenderError if the film cannot be read, or if these frames are not one segment of it.
    """
    try:
        with av.open(str(film)) as container:
            stream = container.streams.video[0]
            ticks = round(1 / (FRAME_RATE * (stream.time_base or 1)))
            container.seek(max(0, first - _BEFORE) * ticks, stream=stream)
            parameters = _parameters(bytes(stream.codec_context.extradata or b""))
            frames = []
            for packet in container.demux(stream):
                frame = _coded(packet, ticks, first)
                if frame is not None and 0 <= frame.shown < frame_count:
                    frames.append(frame)
                if len(frames) == frame_count:
                    break
    except (av.FFmpegError, OSError, IndexError) as error:
        raise RenderError("A film that was made before could not be read.") from error
    if len(frames) != frame_count or not frames[0].is_key:
        raise RenderError("A film that was made before has other pieces.")
    write_packets(target, parameters, frames)


def _coded(packet: Packet[Any], ticks: int, first: int) -> CodedFrame | None:
    # The demuxer ends with an empty packet, which is only for decoders.
    if packet.pts is None or packet.dts is None:
        return None
    shown, decoded = packet.pts // ticks - first, packet.dts // ticks - first
    return CodedFrame(shown, decoded, packet.is_keyframe, _with_start_codes(bytes(packet)))


def _with_start_codes(data: bytes) -> bytes:
    """Return units in the encoder's format, with start codes (ITU-T H.264, annex B).

    In MP4 each unit is preceded by its length instead (ISO 14496-15).
    """
    units, place = [], 0
    while place < len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        units += [_START_CODE, data[place + 4 : place + 4 + length]]
        place += 4 + length
    return b"".join(units)


def _parameters(record: bytes) -> bytes:
    """Return the one sequence and the one picture parameter set of a decoder record (ISO 14496-15, 5.3.3.1)."""
    sets, place = [], 5
    for _ in range(2):
        length = int.from_bytes(record[place + 1 : place + 3], "big")
        sets += [_START_CODE, record[place + 3 : place + 3 + length]]
        place += 3 + length
    return b"".join(sets)
