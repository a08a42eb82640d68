from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.errors import RenderError
from studio.film.encode.sprites import tile_sprites
from studio.film.encode.thumbnails import small_size
from studio.film.plan import FRAME_SIZES, Shot
from studio.film.render import render_film
from tests.studio.film.conftest import Rendered
from tests.studio.film.factories import TINY, make_flat_picture, make_narration, make_plan

COLOURS = ((200, 60, 60), (60, 60, 200))


def cues(thumbnails: str) -> list[tuple[float, float, tuple[int, ...]]]:
    found = re.findall(r"00:00:([\d.]+) --> 00:00:([\d.]+)\nsprites.jpg#xywh=(.*)", thumbnails)
    return [(float(start), float(end), tuple(map(int, place.split(",")))) for start, end, place in found]


def test_small_pictures_follow_each_other_through_the_whole_film(rendered: Rendered):
    found = cues(rendered.film.thumbnails.read_text(encoding="utf-8"))

    assert len(found) >= 2
    assert found[0][0] == 0
    assert found[-1][1] == pytest.approx(rendered.film.duration, abs=0.001)
    assert all(first[1] == second[0] for first, second in pairwise(found))
    assert all(second[0] - first[0] >= 2 for first, second in pairwise(found))


def test_each_small_picture_lies_in_the_sheet_and_shows_its_scene(tmp_path: Path):
    shots = tuple(
        Shot(
            picture=make_flat_picture(tmp_path / f"{index}.png", colour),
            narration=make_narration(tmp_path, "Words.", 3.0, name=f"{index}.wav"),
        )
        for index, colour in enumerate(COLOURS)
    )
    (tmp_path / "out").mkdir()
    film = render_film(
        make_plan(tmp_path, shots=shots, transition="cut"), tmp_path / "out", lambda share: None
    )

    found = cues(film.thumbnails.read_text(encoding="utf-8"))
    with Image.open(film.sprites) as opened:
        sheet = np.asarray(opened, np.float32)
    for start, _, (left, top, width, height) in found:
        shown = sheet[top : top + height, left : left + width]
        assert shown.shape[:2] == (height, width)
        expected = COLOURS[start >= film.scenes[1][0] - 0.01]
        assert np.abs(np.median(shown, axis=(0, 1)) - expected).max() < 12


@pytest.mark.parametrize("shape", FRAME_SIZES)
def test_small_pictures_have_the_shape_of_the_film(shape: str):
    (width, height), (wide, high) = FRAME_SIZES[shape], small_size(FRAME_SIZES[shape])

    assert wide / high == pytest.approx(width / height, rel=0.03)
    assert wide * high == pytest.approx(160 * 90, rel=0.05)


def test_what_is_no_film_is_refused(tmp_path: Path):
    (tmp_path / "film.mp4").write_bytes(b"no film")

    with pytest.raises(RenderError):
        tile_sprites(tmp_path / "film.mp4", TINY, 30, {0: None}, tmp_path / "sprites.jpg", lambda: None)
