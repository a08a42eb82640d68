"""Probe a finished MP4 and compare it with the plan: streams, formats, durations, pictures, sound."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer

from studio.errors import RenderError
from studio.film.check.flashes import find_flashes
from studio.film.check.lights import Lights, lights_of
from studio.film.check.witnesses import Witness, check_pictures
from studio.film.plan import FRAME_RATE, Flash
from studio.film.progress import Tick

# RMS level (full scale 1.0) below which a block of samples counts as silent.
_SILENT = 0.003
# ITU-T H.273: the code of BT.709 in all three colour descriptions; FFmpeg's code of the limited range.
_BT709, _LIMITED = 1, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """The contents of an MP4 file: sizes in pixels, durations in seconds, names as in FFmpeg.

    `is_bt709` is true if primaries, transfer and matrix are tagged BT.709 and the range is tagged limited.
    `frame_count` counts the packets in the file, not the number of frames that the header claims. `flashes` are only
    looked for by `check_film`.
    """

    video_streams: int
    audio_streams: int
    codec: str
    profile: str
    pixel_format: str
    is_bt709: bool
    frame_rate: float
    size: tuple[int, int]
    frame_count: int
    video_duration: float
    audio_codec: str
    sample_rate: int
    channels: int
    audio_duration: float
    is_index_first: bool
    metadata: dict[str, str]
    flashes: tuple[Flash, ...] = ()


def probe_film(path: Path) -> Probe:
    """Return the contents of an MP4 file. Raises RenderError if it is not one, or lacks pictures or sound."""
    try:
        with av.open(str(path)) as container:
            return _probed(path, container)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise RenderError("The finished film could not be read.") from error


def _probed(path: Path, container: InputContainer) -> Probe:
    if not container.streams.video or not container.streams.audio:
        raise RenderError("The finished film lacks its pictures or its sound.")
    video, audio = container.streams.video[0], container.streams.audio[0]
    context = video.codec_context
    colours = (context.color_primaries, context.color_trc, context.colorspace, context.color_range)
    packet_count = sum(1 for packet in container.demux(video) if packet.size)
    return Probe(
        video_streams=len(container.streams.video),
        audio_streams=len(container.streams.audio),
        codec=context.name,
        profile=str(context.profile),
        pixel_format=str(context.pix_fmt),
        is_bt709=colours == (_BT709, _BT709, _BT709, _LIMITED),
        frame_rate=float(video.average_rate or 0),
        size=(context.width, context.height),
        frame_count=packet_count,
        video_duration=float((video.duration or 0) * (video.time_base or 0)),
        audio_codec=audio.codec_context.name,
        sample_rate=audio.codec_context.sample_rate,
        channels=audio.codec_context.channels,
        audio_duration=float((audio.duration or 0) * (audio.time_base or 0)),
        is_index_first=_is_index_first(path),
        metadata=dict(container.metadata),
    )


def check_film(
    path: Path,
    *,
    size: tuple[int, int],
    frame_count: int,
    witnesses: Sequence[Witness] = (),
    spoken: Sequence[tuple[float, float]] = (),
    has_music: bool = True,
    lights: Iterable[Lights] | None = None,
    tick: Tick = lambda: None,
) -> Probe:
    """Compare a finished film with its plan: `frame_count` frames of `size` pixels that match the witnesses.

    `spoken` has the (start, end) in seconds of each narration; a film with neither narration nor music may be
    silent. Raises RenderError with one plain sentence about the first fault: streams, formats, durations (pictures
    and sound may differ by one frame), pictures that are black or frozen but should not be, silent sound. `tick` is
    called now and then. Flashes are no fault, but told: they are found in the `lights` of the frames as they were drawn,
    which the witnesses stand for, or without these in the file, at the cost of decoding all of it.
    """
    probe = probe_film(path)
    _check_streams(probe, size)
    duration = frame_count / FRAME_RATE
    if probe.frame_count != frame_count or abs(probe.video_duration - duration) > 1 / FRAME_RATE:
        raise RenderError("The finished film is not as long as planned.")
    if abs(probe.audio_duration - probe.video_duration) > 1 / FRAME_RATE:
        raise RenderError("The pictures and the sound of the finished film are not equally long.")
    try:
        check_pictures(path, witnesses, tick)
        if spoken or has_music:
            _check_sound(path, spoken, tick)
        flashes = find_flashes([lights_of(path)] if lights is None else lights, size)
    except (av.FFmpegError, OSError) as error:
        raise RenderError("The finished film could not be played.") from error
    return replace(probe, flashes=flashes)


def _check_streams(probe: Probe, size: tuple[int, int]) -> None:
    if (probe.video_streams, probe.audio_streams) != (1, 1):
        raise RenderError("The finished film does not have one picture track and one sound track.")
    if (probe.codec, probe.profile, probe.pixel_format) != ("h264", "High", "yuv420p") or not probe.is_bt709:
        raise RenderError("The pictures of the finished film have the wrong format.")
    if probe.size != size or abs(probe.frame_rate - FRAME_RATE) > 0.01:
        raise RenderError("The finished film has the wrong size or frame rate.")
    if (probe.audio_codec, probe.sample_rate, probe.channels) != ("aac", 48000, 2):
        raise RenderError("The sound of the finished film has the wrong format.")
    if not probe.is_index_first:
        raise RenderError("The finished film could not be played while it loads.")


def _check_sound(path: Path, spoken: Sequence[tuple[float, float]], tick: Tick) -> None:
    with av.open(str(path)) as container:
        if not _is_heard(container, 0.0, math.inf, tick):
            raise RenderError("The finished film has no sound.")
        if not all(_is_heard(container, start, end, tick) for start, end in spoken):
            raise RenderError("A narration cannot be heard in the finished film.")


def _is_heard(container: InputContainer, start: float, end: float, tick: Tick) -> bool:
    """Return whether there is sound between two times in seconds; decoding stops at the first block that is heard."""
    stream = container.streams.audio[0]
    container.seek(math.floor(start / (stream.time_base or 1)), stream=stream)
    for frame in container.decode(stream):
        tick()
        if frame.time is None or frame.time < start:
            continue
        if frame.time >= end:
            return False
        if float(np.sqrt(np.mean(np.square(frame.to_ndarray())))) >= _SILENT:
            return True
    return False


def _is_index_first(path: Path) -> bool:
    """Return whether the moov box comes before the mdat box (ISO 14496-12, section 4.2: boxes of size and type)."""
    with path.open("rb") as file:
        while len(header := file.read(16)) >= 8:
            length, kind = struct.unpack(">I4s", header[:8])
            if kind in (b"moov", b"mdat"):
                return bool(kind == b"moov")
            if length == 1 and len(header) == 16:
                length = struct.unpack(">Q", header[8:])[0]
            if length < 8:
                return False
            file.seek(length - len(header), 1)
    return False
