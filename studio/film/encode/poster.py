"""The poster of a film: the best of its frames, the one at a moment, or a picture of the owner's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from av.video.reformatter import Colorspace
from PIL import Image, ImageOps

from studio.errors import RenderError
from studio.film.encode.joining import MADE_BY
from studio.film.picture.canvases import open_canvas
from studio.film.picture.planes import Frame
from studio.film.plan import FRAME_RATE
from studio.film.uploads.jpegs import pack_jpeg

_QUALITY = 88
# The first shot shows best what a film is about, so a later one must be clearly sharper to win.
_FIRST_SHOT_BONUS = 1.5


def save_frame(frame: Frame, file: Path) -> None:
    """Write a frame as a JPEG, as a candidate for the poster."""
    file.write_bytes(pack_jpeg(Image.fromarray(frame.to_rgb()), _QUALITY, comment=MADE_BY))


def best_frame(frames: Sequence[Path]) -> Path:
    """Return the JPEG with the most fine detail, favouring the first; they are in the order of the film's shots."""
    bonuses = [_FIRST_SHOT_BONUS, *[1.0] * (len(frames) - 1)]
    scores = [_detail(frame) * bonus for frame, bonus in zip(frames, bonuses, strict=True)]
    return frames[scores.index(max(scores))]


def _detail(file: Path) -> float:
    # Detail is judged at half the size, so that single noisy pixels do not count as sharpness.
    half = cv2.imread(str(file), cv2.IMREAD_REDUCED_GRAYSCALE_2)
    if half is None:
        return 0.0
    return float(np.std(cv2.Laplacian(half, cv2.CV_16S)))


def frame_of_film(film: Path, moment: float) -> bytes:
    """Return the frame of a film that is seen at a moment, in seconds, as a JPEG; beyond the end, the last one.

    Only the frames from the key frame before it on are decoded. Raises RenderError if the film cannot be read.
    """
    try:
        with av.open(str(film)) as container:
            stream = container.streams.video[0]
            stream.thread_type = "AUTO"
            # In microseconds, to the key frame before it.
            container.seek(int(max(0.0, moment) * 1_000_000))
            seen = _frame_at(container.decode(stream), moment)
            if seen is None:
                raise RenderError("The video could not be read.")
            picture = seen.reformat(format="rgb24", src_colorspace=Colorspace.ITU709).to_ndarray()
    except (av.FFmpegError, IndexError, OSError) as error:
        raise RenderError("The video could not be read.") from error
    return pack_jpeg(Image.fromarray(np.ascontiguousarray(picture)), _QUALITY, comment=MADE_BY)


def _frame_at(frames: Any, moment: float) -> Any:
    """Return the last frame that begins before a moment, or None if there is none at all."""
    seen = None
    for frame in frames:
        # Half a frame of tolerance: players round the moments at which they stand.
        if seen is not None and frame.time > moment + 0.5 / FRAME_RATE:
            break
        seen = frame
    return seen


def poster_of_picture(picture: Path, size: tuple[int, int]) -> bytes:
    """Return a picture (JPEG) as a poster of (width, height) pixels.

    It fills the poster; one of another shape stands whole before a blurred copy of itself. Raises RenderError if it
    cannot be read.
    """
    canvas = open_canvas(picture, size, is_still=True)
    return pack_jpeg(ImageOps.fit(Image.fromarray(canvas.pixels), size), _QUALITY)
