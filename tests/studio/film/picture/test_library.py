from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from studio.errors import RenderError
from studio.film.layers.values import Fall
from studio.film.picture import library as library_module
from studio.film.picture.camera import CameraView, Move
from studio.film.picture.canvases import Canvas
from studio.film.picture.library import StillLibrary
from studio.film.plan import Area, Shot
from tests.studio.film.factories import TINY, make_picture
from tests.support.threads import side_by_side

STRAIGHT = Move(CameraView(0, 0, 160), CameraView(8, 4.5, 144))


def make_library(folder: Path, count: int, uses: list[int] | None = None) -> StillLibrary:
    shots = tuple(Shot(picture=make_picture(folder / f"{index}.png", seed=index)) for index in range(count))
    return StillLibrary(shots, TINY, lambda index, canvas: STRAIGHT, uses)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    open_canvas = library_module.open_canvas

    def noted(picture: Path, size: tuple[int, int], focus: tuple[Area, ...], **how: Any) -> Canvas:
        names.append(picture.name)
        time.sleep(0.02)
        return open_canvas(picture, size, focus, **how)

    monkeypatch.setattr(library_module, "open_canvas", noted)
    return names


def test_painters_that_want_the_same_still_at_the_same_time_get_the_same_one(
    tmp_path: Path, opened: list[str]
):
    library, stills = make_library(tmp_path, 1), []
    side_by_side([lambda: stills.append(library.still(0))] * 4)

    assert len(stills) == 4
    assert all(still is stills[0] for still in stills)
    assert opened == ["0.png"]


def test_a_still_is_kept_until_its_last_use_is_over(tmp_path: Path, opened: list[str]):
    library = make_library(tmp_path, 2, uses=[0, 0, 1])
    first = library.still(0)
    library.release([0])
    assert library.still(0) is first

    library.release([0])

    assert not library._stills
    library.still(1)
    library.release([1])
    assert not library._stills
    assert opened == ["0.png", "1.png"]


def test_without_uses_every_still_is_kept(tmp_path: Path, opened: list[str]):
    library = make_library(tmp_path, 1)
    first = library.still(0)
    library.release([0])

    assert library.still(0) is first


def test_the_move_is_chosen_for_the_canvas_that_was_opened(tmp_path: Path):
    seen: list[tuple[int, tuple[float, float]]] = []
    file = make_picture(tmp_path / "wide.png", (216, 108))

    def choose(index: int, canvas: Canvas) -> Move:
        seen.append((index, canvas.extent))
        return STRAIGHT

    assert StillLibrary((Shot(picture=file),), TINY, choose).still(0).move is STRAIGHT
    assert seen == [(0, pytest.approx((180.0, 90.0)))]


def test_a_picture_that_cannot_be_read_is_a_plain_error_whenever_it_is_wanted(tmp_path: Path):
    (tmp_path / "bad.png").write_bytes(b"bad")
    library = StillLibrary((Shot(picture=tmp_path / "bad.png"),), TINY, lambda index, canvas: STRAIGHT)

    for _ in range(2):
        with pytest.raises(RenderError, match="could not be read"):
            library.still(0)


def test_what_falls_is_let_go_of_with_the_last_shot_in_which_it_falls(tmp_path: Path):
    snow = Fall(kind="snow")
    shots = tuple(
        Shot(picture=make_picture(tmp_path / f"{number}.png"), layers=layers)
        for number, layers in enumerate([(snow,), (snow,), ()])
    )
    library = StillLibrary(shots, TINY, lambda index, canvas: STRAIGHT, [0, 1, 2])
    library.still(0)
    library.still(1)

    library.release([0])
    assert snow in library._falls
    library.release([1])
    assert not library._falls
