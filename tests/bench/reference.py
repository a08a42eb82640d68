"""The film as it is meant: each frame sampled exactly from its picture, nothing lost, no captions."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
from PIL import Image

from studio.film.picture.camera import Move
from studio.film.picture.canvases import open_canvas
from studio.film.picture.planes import Frame, planes_of_rgb, rounded
from studio.film.plan import FRAME_RATE, FilmPlan
from studio.film.production import choose_move
from studio.film.schedule import Schedule, ShotSpan, schedule_film

BT709 = ["-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"]


class ExactShot:
    """A picture under its camera move, each frame resampled from the file's own pixels."""

    def __init__(self, plan: FilmPlan, index: int, span: ShotSpan) -> None:
        with Image.open(plan.shots[index].picture) as image:
            self.image = image.convert("RGB")
        self.size, self.first = plan.size, span.first_shown
        self.length = span.end_shown - span.first_shown
        scale = min(self.image.width / self.size[0], self.image.height / self.size[1])
        self.scale = scale
        shot = plan.shots[index]
        canvas = open_canvas(shot.picture, plan.size, shot.focus, is_still=plan.camera == "none")
        self.move: Move = choose_move(plan, index, span, canvas)

    def box(self, number: int) -> tuple[float, float, float, float]:
        """Return what frame `number` of the film shows: left, top, right, bottom in pixels of the file."""
        view = self.move.at((number - self.first) / max(1, self.length - 1))
        height = view.width * self.size[1] / self.size[0]
        left, top, right, bottom = (
            side * self.scale for side in (view.left, view.top, view.left + view.width, view.top + height)
        )
        return max(0.0, left), max(0.0, top), min(self.image.width, right), min(self.image.height, bottom)

    def frame(self, number: int) -> np.ndarray:
        return np.asarray(self.image.resize(self.size, Image.Resampling.LANCZOS, box=self.box(number)))


def write_reference(plan: FilmPlan, file: Path) -> None:
    """Write the film's pictures, losslessly coded, as an MP4."""
    command = [
        *[imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y"],
        *["-f", "rawvideo", "-pix_fmt", "yuv420p", *BT709, "-s", f"{plan.size[0]}x{plan.size[1]}"],
        *["-r", str(FRAME_RATE), "-i", "pipe:0", "-c:v", "libx264", "-preset", "ultrafast", "-qp", "0"],
        *[*BT709, str(file)],
    ]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    assert process.stdin is not None
    for frame in _frames(plan):
        process.stdin.write(frame.buffer.data)
    process.stdin.close()
    if process.wait():
        raise RuntimeError("The reference could not be written.")


def faded_frames(schedule: Schedule) -> frozenset[int]:
    """Return the frames in which two shots are seen: contestants may blend them differently."""
    return frozenset(
        number
        for span in schedule.shots
        for number in range(span.first_shown, span.first_shown + span.fade_in)
    )


def _frames(plan: FilmPlan) -> Iterator[Frame]:
    schedule = schedule_film(plan)
    frame = Frame.blank(plan.size)
    shots: dict[int, ExactShot] = {}
    for number in range(schedule.frame_count):
        rgb = np.zeros((plan.size[1], plan.size[0], 3), np.uint8)
        for index, span in enumerate(schedule.shots):
            if not span.first_shown <= number < span.end_shown:
                shots.pop(index, None)
                continue
            shot = shots.get(index) or shots.setdefault(index, ExactShot(plan, index, span))
            share = (number - span.first_shown + 0.5) / span.fade_in if span.fade_in else 1.0
            rgb = (
                shot.frame(number)
                if share >= 1
                else cv2.addWeighted(rgb, 1 - share, shot.frame(number), share, 0)
            )
        _to_planes(rgb, frame)
        yield frame


def _to_planes(rgb: np.ndarray, frame: Frame) -> None:
    luma, *chroma = planes_of_rgb(rgb)
    frame.y[:] = rounded(luma)
    # Chroma lies in line with the left column of its four pixels: a symmetric filter about that column.
    for plane, target in zip(chroma, (frame.u, frame.v), strict=True):
        smooth = cv2.sepFilter2D(plane, cv2.CV_32F, np.array([0.25, 0.5, 0.25]), np.array([1.0]))
        target[:] = rounded((smooth[::2, ::2] + smooth[1::2, ::2]) / 2)
