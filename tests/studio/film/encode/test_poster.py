from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.film.encode.poster import best_frame, save_frame
from studio.film.picture.planes import Frame

SIZE = (160, 90)


def saved_frame(folder: Path, light: int, detail: float) -> Path:
    frame = Frame.blank(SIZE)
    stripes = np.where(np.arange(SIZE[0]) // 4 % 2, detail, -detail)
    frame.y[:] = np.clip(light + stripes, 16, 235)[None].astype(np.uint8)
    file = folder / f"{light}-{detail}.jpg"
    save_frame(frame, file)
    return file


def test_a_frame_is_saved_as_it_looks_and_says_who_made_it(tmp_path: Path):
    with Image.open(saved_frame(tmp_path, 126, 0)) as image:
        assert (image.format, image.size) == ("JPEG", SIZE)
        assert image.info["comment"] == b"Made by AI with Video Generator"
        assert np.asarray(image.convert("L")).mean() == pytest.approx(128, abs=2)


def test_the_sharpest_frame_is_chosen(tmp_path: Path):
    frames = [saved_frame(tmp_path, *look) for look in ((60, 5), (128, 60), (200, 10))]

    assert best_frame(frames) == frames[1]


def test_the_first_shot_is_preferred_to_one_a_little_sharper(tmp_path: Path):
    frames = [saved_frame(tmp_path, 60, 20), saved_frame(tmp_path, 200, 25)]

    assert best_frame(frames) == frames[0]


def test_a_frame_that_cannot_be_read_is_not_chosen(tmp_path: Path):
    (tmp_path / "bad.jpg").write_bytes(b"bad")
    good = saved_frame(tmp_path, 128, 1)

    assert best_frame([tmp_path / "bad.jpg", good]) == good
