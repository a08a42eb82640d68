"""Opening of clips that nobody knows: as what their first bytes show, with few decoders, and with limits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from studio.film.uploads.clips.kinds import NO_CLIP, ClipError, clip_demuxer

# Sides in pixels: as large as cameras and phones record (4K), and no smaller than pictures may be.
SMALLEST, LARGEST, MOST_PIXELS = 64, 4096, 4096 * 2304
# A clip needs at least two pictures, and this many seconds, to move.
SHORTEST = 0.3
# Phones write up to eight streams: picture, sounds, positions, depth.
_MOST_STREAMS = 24
# Packets of a file that does not tell its length: ten minutes of pictures at 240 a second and of sound.
_MOST_PACKETS = 400_000
# Decoders that may run, by FFmpeg's names: those of cameras, phones, browsers and cutting programs.
_PICTURES = "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,mpeg4,prores,mjpeg"
_SOUNDS = "aac,mp3,mp3float,opus,libopus,vorbis,libvorbis,flac,alac,ac3,eac3,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_f32le,pcm_s32le"
_OPTIONS = {
    "codec_whitelist": f"{_PICTURES},{_SOUNDS}",
    "max_streams": "64",
    # Bytes and microseconds that may be read before anything is known of a file.
    "probesize": "8000000",
    "analyzeduration": "5000000",
    "max_pixels": str(2 * MOST_PIXELS),
}
# Widest pixels: beyond that, a file only claims a shape.
_WIDEST = 4.0
# ITU-T H.273, table 3: the curves of HDR (PQ, HLG).
HDR_CURVES = (16, 18)

DAMAGED = "This clip is damaged or incomplete. Please try another copy of it."
_NO_PICTURES = "This file has no moving pictures. Please use a clip that shows something."
_OTHER_CODEC = "This clip is coded in a way that we cannot read. Please save it again as MP4 with H.264."
_TOO_LARGE = "This clip is larger than 4096 by 2304 pixels. Please save it again in a smaller size."
_TOO_SMALL = "This clip is too small. Each side needs at least 64 pixels."
_TOO_MANY = "This clip has more parts than a clip should have. Please save it again as an ordinary MP4."
_TOO_SHORT = "This clip is too short. Please use one of at least half a second."
TOO_WIDE = "This clip is too long and narrow to fill a film. Please crop it first."


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipFacts:
    """What a clip is: its upright size in square pixels, its length in seconds, and what is odd about it.

    `rotation` is by how many degrees its frames are turned anticlockwise to be upright.
    """

    width: int
    height: int
    seconds: float
    rotation: int
    is_hdr: bool
    has_sound: bool


@contextmanager
def opened_clip(source: Path) -> Iterator[InputContainer]:
    """Open a clip as what its first bytes show. All errors of FFmpeg within become a ClipError.

    A stream must not be touched after the container is closed: that would end the process.
    """
    with source.open("rb") as file:
        demuxer = clip_demuxer(file.read(64))
        file.seek(0)
        if not demuxer:
            raise ClipError(NO_CLIP)
        try:
            # From an open file, FFmpeg has no name beside which to look for others.
            with av.open(file, "r", format=demuxer, options=_OPTIONS) as container:
                yield container
        except ClipError:
            raise
        except MemoryError as error:
            raise ClipError(
                "This clip takes too much memory to read. Please save it again in a smaller size."
            ) from error
        # Decoders raise many kinds of errors for hostile bytes, and all mean the same to the file's owner.
        except (av.FFmpegError, ValueError, EOFError, IndexError, OverflowError, ZeroDivisionError) as error:
            raise ClipError(DAMAGED) from error


def picture_stream(container: InputContainer) -> VideoStream:
    """Return the stream of moving pictures, to be decoded in one thread. Raises ClipError if there is none."""
    if len(container.streams) > _MOST_STREAMS:
        raise ClipError(_TOO_MANY)
    streams = [stream for stream in container.streams.video if not _is_cover(stream)]
    if not streams:
        raise ClipError(_NO_PICTURES)
    stream = streams[0]
    context = stream.codec_context
    if context is None or context.name not in _PICTURES.split(","):
        raise ClipError(_OTHER_CODEC)
    _check_size(context.width, context.height)
    context.thread_count = 1
    context.options = {"max_pixels": str(2 * MOST_PIXELS)}
    return stream


def read_facts(source: Path, longest: float) -> ClipFacts:
    """Judge a clip by its headers and its first frame. Raises ClipError for what cannot be shown.

    `longest` is how many seconds it may last.
    """
    with opened_clip(source) as container:
        stream = picture_stream(container)
        first = next((frame for frame in islice(container.decode(stream), 8) if frame.pts is not None), None)
        if first is None:
            raise ClipError(DAMAGED)
        _check_size(first.width, first.height)
        width, height = upright_size(stream, first)
        seconds = _seconds(container, stream)
        facts = ClipFacts(
            width=width,
            height=height,
            seconds=seconds,
            rotation=rotation_of(first),
            is_hdr=int(first.color_trc or 0) in HDR_CURVES,
            has_sound=bool(container.streams.audio),
        )
    if seconds > longest:
        raise ClipError(f"This clip is longer than {_in_words(longest)}. Please cut it first.")
    if seconds < SHORTEST:
        raise ClipError(_TOO_SHORT)
    return facts


def _in_words(seconds: float) -> str:
    number, unit = (round(seconds / 60), "minute") if seconds >= 60 else (round(seconds), "second")
    return f"{number} {unit}{'' if number == 1 else 's'}"


def rotation_of(frame: VideoFrame) -> int:
    """Return by how many degrees a frame is turned anticlockwise to be upright: 0, 90, 180 or 270."""
    return round(frame.rotation / 90) * 90 % 360


def upright_size(stream: VideoStream, frame: VideoFrame) -> tuple[int, int]:
    """Return the (width, height) of a frame when it is upright and its pixels are square. Raises ClipError."""
    shape = float(stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio or 1)
    if not 1 / _WIDEST <= shape <= _WIDEST:
        shape = 1.0
    # No line is lost: narrow pixels make the picture higher.
    width, height = (frame.width * shape, frame.height) if shape >= 1 else (frame.width, frame.height / shape)
    if max(width, height) > 8 * min(width, height):
        raise ClipError(TOO_WIDE)
    if rotation_of(frame) in (90, 270):
        width, height = height, width
    return round(width), round(height)


def check_frame(frame: VideoFrame) -> None:
    """Raise ClipError for a frame that is larger than the clip may be: it can change on its way."""
    _check_size(frame.width, frame.height)


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or max(width, height) > LARGEST:
        raise ClipError(_TOO_LARGE)
    if min(width, height) < SMALLEST:
        raise ClipError(_TOO_SMALL)


def _is_cover(stream: VideoStream) -> bool:
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _seconds(container: InputContainer, stream: VideoStream) -> float:
    """Return how long a clip is as it says, or as its packets say: browsers record files that do not tell."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    if container.duration and container.duration > 0:
        return container.duration / av.time_base
    first = last = None
    for count, packet in enumerate(container.demux(stream)):
        if count > _MOST_PACKETS:
            raise ClipError(_TOO_MANY)
        if packet.pts is not None:
            first = packet.pts if first is None else min(first, packet.pts)
            last = packet.pts if last is None else max(last, packet.pts)
    if first is None or last is None:
        raise ClipError(DAMAGED)
    return float((last - first) * (stream.time_base or 1))
