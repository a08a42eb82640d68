"""Clips for tests, made here: patches of known colours, and a bar that moves with time."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

SECONDS = 2.0
SIZE = (320, 180)
# Red, green and grey, in the upper left quarter.
PATCHES = ((200, 40, 40), (40, 160, 60), (128, 128, 128))
_QUIET = {"preset": "ultrafast", "x265-params": "log-level=none:pools=1:frame-threads=1"}
# Where the bar is at the beginning, and how far it comes in SECONDS, in shares of the width.
BAR_FROM, BAR_WAY = 0.1, 0.8


def picture(seconds: float, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return what a clip shows at a moment."""
    width, height = size
    frame = np.full((height, width, 3), 60, np.uint8)
    for number, colour in enumerate(PATCHES):
        left, top, right, bottom = patch(number)
        frame[round(top * height) : round(bottom * height), round(left * width) : round(right * width)] = (
            colour
        )
    x = (BAR_FROM + BAR_WAY * seconds / SECONDS) * width
    bar = np.clip(1.5 - np.abs(np.arange(width) + 0.5 - x) / (0.012 * width), 0, 1)
    rows = frame[height // 2 : height * 3 // 4].astype(np.float32)
    frame[height // 2 : height * 3 // 4] = (rows + (235 - rows) * bar[None, :, None]).round()
    return frame


def patch(number: int) -> tuple[float, float, float, float]:
    """Return the edges of a patch in shares of the picture."""
    return (2 + 2 * number) / 20, 1 / 8, (3.5 + 2 * number) / 20, 2 / 5


def even(rate: float, seconds: float = SECONDS) -> list[float]:
    """Return the times of so many frames a second."""
    return [number / rate for number in range(round(seconds * rate))]


def uneven() -> list[float]:
    """Return the times of frames as a phone in the dark takes them."""
    random = np.random.default_rng(0)
    steps = random.choice([1 / 60, 1 / 30, 1 / 24, 1 / 10], 200, p=[0.3, 0.4, 0.25, 0.05])
    return [0.0, *(time for time in np.cumsum(steps).tolist() if time < SECONDS)]


def write_clip(
    file: Path,
    times: list[float] | None = None,
    size: tuple[int, int] = SIZE,
    *,
    codec: str = "libx264",
    pixels: str = "yuv420p",
    turn: int = 0,
    matrix: int = 1,
    full: bool = False,
    curve: int = 1,
    shape: Fraction | None = None,
    tone: float = 0.0,
    level: int | None = None,
    **options: str,
) -> Path:
    """Write a clip of `size` stored pixels whose frames are shown at `times`, and return the file.

    `turn` is by how much it says that it is to be turned; `shape` that of its pixels. With a `tone` in Hz it has sound.
    With a `level` all frames are of this one value of a 10-bit luma, and grey.
    """
    with av.open(str(file), "w") as out:
        stream = out.add_stream(codec, rate=60, options={"crf": "12", "g": "30", **_QUIET, **options})
        stream.width, stream.height, stream.pix_fmt = *size, pixels
        context = stream.codec_context
        context.time_base, context.thread_count = Fraction(1, 60_000), 1
        context.colorspace, context.color_range, context.color_trc = matrix, 2 if full else 1, curve
        context.color_primaries = 9 if matrix == 9 else 1
        if shape:
            stream.sample_aspect_ratio = shape
        if turn:
            stream.set_display_rotation(turn)
        sound = out.add_stream("libopus" if file.suffix == ".webm" else "aac", rate=48_000) if tone else None
        for seconds in even(30) if times is None else times:
            frame = (
                _grey(level, size) if level is not None else _coded(seconds, size, turn, pixels, matrix, full)
            )
            frame.pts, frame.time_base = round(seconds * 60_000), Fraction(1, 60_000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
        if sound is not None:
            _write_tone(out, sound, tone)
    return file


def _coded(seconds: float, size: Any, turn: int, pixels: str, matrix: int, full: bool) -> av.VideoFrame:
    shown = picture(seconds, (size[1], size[0]) if turn in (90, 270) else size)
    # Stored so that the turn brings it upright.
    shown = np.ascontiguousarray(np.rot90(shown, -turn // 90))
    spaces = {5: Colorspace.ITU601, 6: Colorspace.ITU601, 9: Colorspace.BT2020}
    return av.VideoFrame.from_ndarray(shown, "rgb24").reformat(
        format=pixels,
        dst_colorspace=spaces.get(matrix, Colorspace.ITU709),
        dst_color_range=ColorRange.JPEG if full else ColorRange.MPEG,
    )


def _grey(level: int, size: tuple[int, int]) -> av.VideoFrame:
    width, height = size
    planes = [np.full(width * height, level, "<u2"), np.full(width * height // 2, 512, "<u2")]
    frame = av.VideoFrame(width, height, "yuv420p10le")
    samples = [planes[0].reshape(height, width), *planes[1].reshape(2, height // 2, width // 2)]
    for plane, values in zip(frame.planes, samples, strict=True):
        padded = np.zeros((plane.height, plane.line_size // 2), "<u2")
        padded[:, : plane.width] = values
        plane.update(padded.tobytes())
    return frame


def _write_tone(out: Any, stream: Any, pitch: float) -> None:
    samples = np.sin(2 * np.pi * pitch * np.arange(round(SECONDS * 48_000)) / 48_000).astype(np.float32) * 0.3
    for first in range(0, len(samples), 960):
        part = samples[first : first + 960]
        frame = av.AudioFrame.from_ndarray(np.stack([part, part]), "fltp", "stereo")
        frame.sample_rate, frame.pts, frame.time_base = 48_000, first, Fraction(1, 48_000)
        out.mux(stream.encode(frame))
    out.mux(stream.encode(None))
