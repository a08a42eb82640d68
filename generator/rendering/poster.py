"""Chooses the frame that stands for a film and writes it as a JPEG."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from generator.rendering.encoder import MADE_BY
from generator.rendering.planes import Frame

_QUALITY = 88
# The first shot tells best what a film is about, so a later one must be clearly sharper.
_FIRST_SHOT_BONUS = 1.5


class Poster:
    """Keeps the best of the frames that it is shown: the one with the most fine detail."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._best = Frame.blank(size)
        self._score = -1.0

    def consider(self, frame: Frame, *, is_first_shot: bool) -> None:
        """Keep a frame if it is better than the one kept so far. Frames inside a fade should not be shown to it."""
        # Detail is judged at half the size: single noisy pixels are no sharpness.
        half = cv2.resize(frame.y, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        score = float(np.std(cv2.Laplacian(half, cv2.CV_16S))) * (_FIRST_SHOT_BONUS if is_first_shot else 1.0)
        if score > self._score:
            self._score = score
            self._best.copy_from(frame)

    def save(self, file: Path) -> None:
        """Write the kept frame."""
        image = Image.fromarray(self._best.to_rgb())
        image.save(file, "JPEG", quality=_QUALITY, progressive=True, optimize=True, comment=MADE_BY)
