from __future__ import annotations

from pathlib import Path

import pytest

from generator.exceptions import RenderError
from generator.rendering import library as library_module
from generator.rendering.library import StillLibrary
from tests.rendering.factories import TINY, make_picture


def pictures(folder: Path, count: int) -> tuple[Path, ...]:
    return tuple(make_picture(folder / f"{index}.png", seed=index) for index in range(count))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    open_canvas = library_module.open_canvas

    def noted(picture: Path, size: tuple[int, int]):
        names.append(picture.name)
        return open_canvas(picture, size)

    monkeypatch.setattr(library_module, "open_canvas", noted)
    return names


def test_each_picture_is_opened_once_and_at_most_two_are_kept(tmp_path: Path, opened: list[str]):
    with StillLibrary(pictures(tmp_path, 4), TINY, lambda: None) as library:
        for index in range(4):
            library.move_on_to(index)
            assert library.still(index) is library.still(index)
            assert len(library._stills) <= 2

    assert opened == ["0.png", "1.png", "2.png", "3.png"]


def test_the_next_picture_is_prepared_while_the_present_one_is_shown(tmp_path: Path, opened: list[str]):
    with StillLibrary(pictures(tmp_path, 2), TINY, lambda: None) as library:
        library.still(0)
        library.move_on_to(0)
        library._stills[1].result(timeout=5)

    assert opened == ["0.png", "1.png"]


def test_a_picture_that_cannot_be_read_is_a_plain_error_when_it_is_needed(tmp_path: Path):
    (tmp_path / "bad.png").write_bytes(b"bad")
    files = (*pictures(tmp_path, 1), tmp_path / "bad.png")

    with StillLibrary(files, TINY, lambda: None) as library:
        library.still(0)
        library.move_on_to(0)
        with pytest.raises(RenderError, match="could not be read"):
            library.still(1)
