"""House clips as pictures that move, read frame by frame in any order."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.frame import VideoFrame

from studio.errors import RenderError
from studio.film.layers.placing import ShotFrame
from studio.film.layers.values import Clip
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame, Plane
from studio.film.plan import FRAME_RATE

# Half a frame of the film but for rounding: a clip of the film's own rate is shown frame by frame.
_NEAREST = 0.49 / FRAME_RATE
# Seconds in which the end of a clip that begins anew is led into its beginning, and the shortest part that is shown.
_SEAM, _SHORTEST = 0.5, 0.1
# Decoders that a clip keeps open: one for each painter.
_MOST_READERS = 2
# From this many clip pixels per frame pixel on, pixels are averaged.
_MANY = 1.7
_UNREADABLE = "A video of this film could not be read."


def seam_of(length: float) -> float:
    """Return for how many seconds a clip of so many, which begins anew, shows its end and its beginning together."""
    return min(_SEAM, length / 3)


class ClipReader:
    """One decoder of a house clip: cheap forwards, and backwards within a group of frames, which it keeps."""

    def __init__(self, file: Path) -> None:
        """Open a clip. Raises RenderError if it has no frames, av.FFmpegError or OSError if it cannot be opened."""
        self._container = av.open(str(file))
        if not self._container.streams.video:
            self._container.close()
            raise RenderError(_UNREADABLE)
        self._stream = self._container.streams.video[0]
        self._stream.codec_context.thread_count = 1
        stamps: dict[int, bool] = {}
        for packet in self._container.demux(self._stream):
            if packet.pts is not None and packet.size:
                stamps[packet.pts] = packet.is_keyframe
        self._stamps = sorted(stamps)
        self._keys = [index for index, stamp in enumerate(self._stamps) if stamps[stamp]] or [0]
        if not self._stamps:
            self._container.close()
            raise RenderError(_UNREADABLE)
        base = float(self._stream.time_base or 1)
        self.times = [(stamp - self._stamps[0]) * base for stamp in self._stamps]
        self._place = -1
        self._frames: Iterator[VideoFrame] | None = None
        self._kept: dict[int, VideoFrame] = {}

    def effort(self, index: int) -> int:
        """Return how many frames are decoded for the frame of this number."""
        if index in self._kept:
            return 0
        key = self._key_before(index)
        goes_on = self._frames is not None and key <= self._place < index
        return index - self._place if goes_on else index - key + 2

    def frame(self, index: int) -> VideoFrame:
        """Return the frame of this number. Raises RenderError if the clip ends before it."""
        if index in self._kept:
            return self._kept[index]
        # Whoever goes back will want the frames before this one next.
        is_back = index < self._place
        if self._frames is None or not self._key_before(index) <= self._place < index:
            self._container.seek(self._stamps[index], stream=self._stream)
            self._frames = self._container.decode(self._stream)
        self._kept = {}
        for frame in self._frames:
            if frame.pts is None:
                continue
            found = bisect_right(self._stamps, frame.pts) - 1
            if is_back or found >= index:
                self._kept[found] = frame
            if found >= index:
                self._place = found
                return frame
        self._frames = None
        raise RenderError(_UNREADABLE)

    def close(self) -> None:
        """Close the file. A stream or decoder that is touched afterwards would end the process."""
        self._kept, self._frames = {}, None
        self._container.close()

    def _key_before(self, index: int) -> int:
        return self._keys[max(0, bisect_right(self._keys, index) - 1)]


class ClipPlayer:
    """A house clip that covers the frame. Several threads may draw it: each borrows a reader."""

    is_still = False

    def __init__(self, clip: Clip, focus: tuple[float, float] = (0.5, 0.5)) -> None:
        """Open a clip; what is cut off it leaves the `focus`, in shares of its sides, as near the middle as can be.

        Raises RenderError if it cannot be read.
        """
        self._clip, self._focus, self._is_closed = clip, focus, False
        self._lock, self._idle = threading.Lock(), list[ClipReader]()
        with self._reader(0) as reader:
            self._times = reader.times
        step = self._times[-1] / max(1, len(self._times) - 1)
        end = self._times[-1] + step
        self._end = end if clip.end is None else min(clip.end, end)

    def draw(self, at: ShotFrame, frame: Frame, easel: Easel) -> None:
        place, other, share = self._places(at.seconds * self._clip.speed)
        self._show(place, frame)
        if share < 1:
            self._show(other, easel.third)
            frame.mix_in(easel.third, 1 - share)

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for reader in idle:
            reader.close()

    def _places(self, seconds: float) -> tuple[float, float, float]:
        """Return the second of the clip that is seen, the one it comes from while it begins anew, and its own share."""
        start, length = self._clip.start, max(_SHORTEST, self._end - self._clip.start)
        if self._clip.ending == "hold":
            # The last frame, not the end after it.
            return start + min(seconds, length - 2 * _NEAREST), 0.0, 1.0
        if self._clip.ending == "swing":
            place = seconds % (2 * length)
            return start + min(place, 2 * length - place, length - 2 * _NEAREST), 0.0, 1.0
        seam = seam_of(length)
        rounds, place = divmod(seconds, length - seam)
        share = 1.0 if not rounds else min(1.0, place / seam)
        return start + place, start + length - seam + place, share

    def _show(self, seconds: float, frame: Frame) -> None:
        index = max(0, bisect_right(self._times, seconds + _NEAREST) - 1)
        try:
            with self._reader(index) as reader:
                _cover(_planes_of(reader.frame(index)), frame, self._focus)
        except (av.FFmpegError, OSError) as error:
            raise RenderError(_UNREADABLE) from error

    @contextmanager
    def _reader(self, index: int) -> Iterator[ClipReader]:
        """Lend the reader that has least to decode."""
        with self._lock:
            nearest = min(self._idle, key=lambda one: one.effort(index), default=None)
            if nearest:
                self._idle.remove(nearest)
        reader = nearest or self._opened()
        try:
            yield reader
        finally:
            with self._lock:
                keeps = not self._is_closed and len(self._idle) < _MOST_READERS
                if keeps:
                    self._idle.append(reader)
            if not keeps:
                reader.close()

    def _opened(self) -> ClipReader:
        try:
            return ClipReader(self._clip.file)
        except (av.FFmpegError, OSError) as error:
            raise RenderError(_UNREADABLE) from error


def _planes_of(frame: VideoFrame) -> list[Plane]:
    """Return the planes of a frame in 4:2:0: views of its memory."""
    if frame.format.name != "yuv420p":
        frame = frame.reformat(format="yuv420p")
    found = []
    for plane in frame.planes:
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
        found.append(rows[: plane.height, : plane.width])
    return found


def _cover(planes: list[Plane], frame: Frame, focus: tuple[float, float]) -> None:
    """Show planes so that they cover a frame, with the focus as near its middle as can be."""
    height, width = planes[0].shape
    if (width, height) == frame.size:
        for plane, target in zip(planes, frame.planes, strict=True):
            np.copyto(target, plane)
        return
    scale = min(width / frame.size[0], height / frame.size[1])
    wide, high = (round(side * scale / 2) * 2 for side in frame.size)
    left, top = (
        round(min(max(0.0, share * whole - part / 2), whole - part) / 2) * 2
        for share, whole, part in ((focus[0], width, wide), (focus[1], height, high))
    )
    method = cv2.INTER_AREA if scale > _MANY else cv2.INTER_LINEAR
    for plane, target, step in zip(planes, frame.planes, (1, 2, 2), strict=True):
        part = plane[top // step : (top + high) // step, left // step : (left + wide) // step]
        cv2.resize(part, target.shape[::-1], dst=target, interpolation=method)
