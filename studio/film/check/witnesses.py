"""Reference frames: a few frames as they were drawn, compared with the same frames of the finished film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import av
import cv2
import numpy as np
from av.container import InputContainer

from studio.errors import RenderError
from studio.film.picture.planes import Frame, Plane
from studio.film.plan import FRAME_RATE
from studio.film.progress import Tick

Item = TypeVar("Item")

# Frames are compared as luma thumbnails of this size (width, height).
_THUMBNAIL = (32, 32)
# Mean difference in luma levels above which two frames are different. Encoding was measured to cause 0.9 at most;
# the slowest camera move exceeds it within a second or two.
_MOST_DIFFERENCE = 2.0
# Mean luma below which a frame counts as black, and at or above which a picture cannot give a black frame.
_BLACK, _NOT_DARK = 20.0, 40.0


@dataclass(frozen=True, slots=True)
class Witness:
    """A luma thumbnail of a frame as it was drawn, and the files of the pictures in it.

    The frame must be a reference frame for the decoder (others are skipped): a key frame, or the last of a segment.
    """

    number: int
    luma: Plane
    pictures: tuple[Path, ...] = ()

    @classmethod
    def of(cls, number: int, frame: Frame) -> Witness:
        """Return the witness of a frame as it is handed to the encoder."""
        return cls(number, _thumbnail(frame.y))

    @property
    def is_of_the_dark(self) -> bool:
        """Return whether the source pictures are all so dark that a black frame is no fault."""
        return bool(self.pictures) and all(_luma_of(picture) < _NOT_DARK for picture in self.pictures)


def spread(items: Sequence[Item], most: int) -> list[Item]:
    """Return at most `most` items, evenly spaced, including the first and the last."""
    count = min(most, len(items))
    return [items[round(place * (len(items) - 1) / max(1, count - 1))] for place in range(count)]


def check_pictures(path: Path, witnesses: Sequence[Witness], tick: Tick) -> None:
    """Compare frames of a film with their witnesses. Raises RenderError that names the fault if they differ."""
    decoded = []
    with av.open(str(path)) as container:
        # Skip non-reference frames: they are most of the film, and no witness is one.
        container.streams.video[0].codec_context.skip_frame = "NONREF"
        for witness in witnesses:
            tick()
            decoded.append(_frame_at(container, witness.number))
    if not decoded:
        return
    is_black = all(float(luma.mean()) < _BLACK for luma in decoded)
    if is_black and not all(witness.is_of_the_dark for witness in witnesses):
        raise RenderError("The pictures of the finished film are black.")
    if all(
        _difference(luma, witness.luma) < _MOST_DIFFERENCE
        for luma, witness in zip(decoded, witnesses, strict=True)
    ):
        return
    if len(decoded) > 1 and all(_difference(luma, decoded[0]) < 1 for luma in decoded):
        raise RenderError("The picture of the finished film stands still.")
    raise RenderError("The pictures of the finished film are not those that were drawn.")


def _frame_at(container: InputContainer, number: int) -> Plane:
    """Return the luma thumbnail of one frame, decoded from the key frame before it."""
    stream = container.streams.video[0]
    seconds = number / FRAME_RATE
    container.seek(round(seconds / (stream.time_base or 1)), stream=stream)
    for frame in container.decode(stream):
        if frame.time is not None and frame.time > seconds - 0.5 / FRAME_RATE:
            plane = frame.planes[0]
            luma = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[
                : frame.height, : frame.width
            ]
            return _thumbnail(np.ascontiguousarray(luma))
    raise RenderError("The finished film ends too early.")


def _luma_of(picture: Path) -> float:
    grey = cv2.imread(str(picture), cv2.IMREAD_REDUCED_GRAYSCALE_8)
    # A picture that can no longer be read counts as bright, so that it does not excuse a black film.
    return 255.0 if grey is None else 16 + float(grey.mean()) * 219 / 255


def _thumbnail(luma: Plane) -> Plane:
    return np.asarray(cv2.resize(luma, _THUMBNAIL, interpolation=cv2.INTER_AREA), np.uint8)


def _difference(first: Plane, second: Plane) -> float:
    return float(np.mean(cv2.absdiff(first, second)))
