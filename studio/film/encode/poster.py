"""The choice of a film's poster frame."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from studio.film.encode.joining import MADE_BY
from studio.film.picture.planes import Frame
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
