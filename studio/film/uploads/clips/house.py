"""House clips: an upload coded anew as what the renderer reads, once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer, OutputContainer
from av.video import VideoStream
from av.video.frame import VideoFrame
from PIL import Image

from studio.film.picture.planes import Frame
from studio.film.uploads.clips.colours import HouseColours
from studio.film.uploads.clips.framing import MIDDLE, frame_clip
from studio.film.uploads.clips.kinds import ClipError
from studio.film.uploads.clips.opening import (
    SHORTEST,
    ClipFacts,
    check_frame,
    opened_clip,
    picture_stream,
    read_facts,
    upright_size,
)
from studio.film.uploads.clips.stills import find_centre
from studio.film.uploads.jpegs import pack_jpeg

# The most seconds of a clip that a scene is made of; scenes are shorter.
MOST_SECONDS = 120.0
# Frames that follow each other faster than this many a second are left out.
_MOST_RATE = 61
# Frames that may be decoded for each that is kept, and besides: a file must not have millions that nobody sees.
_MOST_SKIPPED = 60_000
# A house clip can be entered at every eighth frame, and no frame is told from a later one: any frame is found by
# itself, and is decoded five times faster than the camera's own.
_GROUP = 8
_ENCODING = {
    "preset": "superfast",
    "tune": "fastdecode",
    "crf": "18",
    "x264-params": f"keyint={_GROUP}:min-keyint={_GROUP}:scenecut=0:bframes=0:ref=1",
}
# The most bits a second for each pixel of the frame: noise must not fill the storage.
_MOST_BITS = 24
_TIME_BASE = Fraction(1, 90_000)
# BT.709, limited, by ITU-T H.273.
_BT709, _LIMITED = 1, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseClip:
    """What was made of a clip: its length in seconds, and its number of frames."""

    seconds: float
    frames: int


def make_house_clip(
    source: Path,
    target: Path,
    poster: Path,
    film: tuple[int, int],
    start: float = 0.0,
    end: float | None = None,
    *,
    longest: float = 600.0,
    fills: bool = False,
) -> HouseClip:
    """Code the part of a stranger's clip from second `start` to `end` anew as an MP4 that fills a film's frames.

    It is upright, of square pixels, in BT.709, and its frames keep their times; it has no sound, and at most
    MOST_SECONDS. `film` is the (width, height) of the frames; a clip of another shape stands before a blurred copy of
    itself, unless it `fills` the frame or is of a nearly equal shape: then it is cropped around what stands out.
    `poster` becomes a JPEG of the first frame. `longest` is how many seconds the whole clip may have. Memory does not
    grow with the clip. Raises ClipError.
    """
    facts = read_facts(source, longest)
    end = min(start + MOST_SECONDS, end if end is not None else start + MOST_SECONDS)
    times: list[float] = []
    with (
        tempfile.TemporaryDirectory(dir=target.parent) as folder,
        opened_clip(source) as container,
        av.open(str(target), "w", format="mp4") as house,
    ):
        centre = _centre(source, facts, film, (start, min(end, facts.seconds)), fills=fills)
        painter = _Painter(container, film, Path(folder), centre, fills=fills)
        out = _house_stream(house, film)
        for time, frame in _frames(container, start, end):
            made = painter.paint(frame)
            if not times:
                _write_poster(made, poster)
            shown = VideoFrame.from_ndarray(made.buffer.reshape(-1, film[0]), "yuv420p")
            shown.pts, shown.time_base = round(time / _TIME_BASE), _TIME_BASE
            house.mux(out.encode(shown))
            times.append(time)
        if times:
            house.mux(out.encode(None))
    if len(times) < 2 or times[-1] < SHORTEST / 2:
        raise ClipError(
            "There are no moving pictures in this part of the clip. Please choose an earlier start."
        )
    return HouseClip(seconds=times[-1] + float(np.median(np.diff(times))), frames=len(times))


def _centre(
    source: Path, facts: ClipFacts, film: tuple[int, int], part: tuple[float, float], *, fills: bool
) -> tuple[float, float]:
    """Return around which place a clip is cropped; it is looked for only where something is cut off."""
    size = frame_clip((facts.width, facts.height), film, fills=fills).size
    is_cut = size[0] > film[0] or size[1] > film[1]
    return find_centre(source, part) if is_cut else MIDDLE


def _house_stream(house: OutputContainer, film: tuple[int, int]) -> VideoStream:
    """Add the stream of a house clip, in BT.709 of limited range, coded in one thread."""
    out: VideoStream = house.add_stream("libx264", rate=60, options=_ENCODING | _limits(film))
    out.width, out.height, out.pix_fmt = *film, "yuv420p"
    context = out.codec_context
    context.time_base, context.thread_count = _TIME_BASE, 1
    context.color_range, context.colorspace = _LIMITED, _BT709
    context.color_primaries, context.color_trc = _BT709, _BT709
    return out


def _limits(film: tuple[int, int]) -> dict[str, str]:
    most = str(film[0] * film[1] * _MOST_BITS)
    return {"maxrate": most, "bufsize": most}


class _Painter:
    """Draws frames of a clip into one frame of the film. A clip may change its size on its way."""

    def __init__(
        self,
        container: InputContainer,
        film: tuple[int, int],
        folder: Path,
        centre: tuple[float, float],
        *,
        fills: bool,
    ) -> None:
        self._stream, self._film, self._folder = picture_stream(container), film, folder
        self._centre, self._fills = centre, fills
        self._frame, self._key = Frame.blank(film), (0, 0)

    def paint(self, frame: VideoFrame) -> Frame:
        check_frame(frame)
        upright = upright_size(self._stream, frame)
        if upright != self._key:
            self._key, self._framing = (
                upright,
                frame_clip(upright, self._film, self._centre, fills=self._fills),
            )
            self._colours = HouseColours(self._framing.size, self._folder)
        self._framing.lay(self._colours.planes(frame), self._frame)
        return self._frame


def _frames(container: InputContainer, start: float, end: float) -> Iterator[tuple[float, VideoFrame]]:
    """Yield the frames of a part in order, with their seconds from its first; those that come too close are left out."""
    stream = picture_stream(container)
    base = stream.time_base or Fraction(1, 1000)
    zero = float((stream.start_time or 0) * base)
    if start:
        container.seek(int((zero + start) / base), stream=stream)
    first, last, skipped = None, -1.0, 0
    for frame in container.decode(stream):
        time = None if frame.pts is None else frame.time - zero
        if time is not None and time >= end:
            return
        if (
            time is None
            or time < start - 1e-3
            or (first is not None and time - first <= last + 1 / _MOST_RATE)
        ):
            skipped += 1
            if skipped > _MOST_SKIPPED:
                raise ClipError(
                    "This clip has too many pictures a second. Please save it again with at most 60."
                )
            continue
        first = time if first is None else first
        last = time - first
        yield last, frame


def _write_poster(frame: Frame, poster: Path) -> None:
    """Write a frame as the picture that stands for the clip."""
    poster.write_bytes(pack_jpeg(Image.fromarray(frame.to_rgb()), 92, subsampling=0))
