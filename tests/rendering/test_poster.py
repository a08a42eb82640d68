from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from generator.rendering.planes import Frame
from generator.rendering.poster import Poster

SIZE = (160, 90)


def frame_of(light: int, detail: float) -> Frame:
    frame = Frame.blank(SIZE)
    stripes = np.where(np.arange(SIZE[0]) // 4 % 2, detail, -detail)
    frame.y[:] = np.clip(light + stripes, 16, 235)[None].astype(np.uint8)
    return frame


def saved(poster: Poster, folder: Path) -> np.ndarray:
    poster.save(folder / "poster.jpg")
    with Image.open(folder / "poster.jpg") as image:
        assert (image.format, image.size) == ("JPEG", SIZE)
        return np.asarray(image.convert("L"), float)


def test_the_sharpest_frame_is_kept(tmp_path: Path):
    poster = Poster(SIZE)
    for light, detail in ((60, 5), (128, 60), (200, 10)):
        poster.consider(frame_of(light, detail), is_first_shot=False)

    assert saved(poster, tmp_path).std() > 50


def test_the_first_shot_is_preferred_to_one_a_little_sharper(tmp_path: Path):
    poster = Poster(SIZE)
    poster.consider(frame_of(60, 20), is_first_shot=True)
    poster.consider(frame_of(200, 25), is_first_shot=False)

    assert saved(poster, tmp_path).mean() < 100


def test_the_frame_may_be_painted_over_afterwards(tmp_path: Path):
    poster, frame = Poster(SIZE), frame_of(128, 40)
    poster.consider(frame, is_first_shot=True)
    frame.buffer[:] = 16

    assert saved(poster, tmp_path).mean() == pytest.approx(130, abs=5)
