from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.errors import RenderError
from studio.film.check.witnesses import Witness, check_pictures, spread
from tests.studio.film.factories import TINY, make_flat_picture, run_ffmpeg


def make_film(folder: Path, picture: str) -> Path:
    file = folder / "made.mp4"
    run_ffmpeg("-f", "lavfi", "-i", f"{picture}:s={TINY[0]}x{TINY[1]}:r=30:d=2", "-c:v", "libx264", str(file))
    return file


def check(film: Path, *witnesses: Witness) -> None:
    check_pictures(film, witnesses, lambda: None)


def witnesses_of(*lights: int, pictures: tuple[Path, ...] = ()) -> tuple[Witness, ...]:
    """Witnesses of flat frames, half a second apart."""
    lumas = [np.full((32, 32), light, np.uint8) for light in lights]
    return tuple(Witness(number * 15, luma, pictures) for number, luma in enumerate(lumas))


def test_black_pictures_are_found(tmp_path: Path):
    with pytest.raises(RenderError, match="are black"):
        check(make_film(tmp_path, "color=c=black"), *witnesses_of(90, 120))


def test_pictures_that_were_drawn_black_are_found(tmp_path: Path):
    bright = make_flat_picture(tmp_path / "bright.png", (120, 120, 120))

    with pytest.raises(RenderError, match="are black"):
        check(make_film(tmp_path, "color=c=black"), *witnesses_of(16, 16, pictures=(bright,)))


def test_a_film_of_dark_pictures_may_be_black(tmp_path: Path):
    night = make_flat_picture(tmp_path / "night.png", (3, 3, 9))

    check(make_film(tmp_path, "color=c=black"), *witnesses_of(16, 16, pictures=(night,)))


def test_a_picture_that_stands_still_where_it_should_move_is_found(tmp_path: Path):
    with pytest.raises(RenderError, match="stands still"):
        check(make_film(tmp_path, "color=c=gray"), *witnesses_of(126, 150))


def test_pictures_that_were_not_drawn_are_found(tmp_path: Path):
    with pytest.raises(RenderError, match="not those that were drawn"):
        check(make_film(tmp_path, "testsrc2=sar=1"), *witnesses_of(126, 150))


def test_a_still_picture_that_was_meant_to_be_still_passes(tmp_path: Path):
    check(make_film(tmp_path, "color=c=gray"), *witnesses_of(126, 126, 126))


def test_a_film_that_ends_before_its_witness_is_found(tmp_path: Path):
    with pytest.raises(RenderError, match="ends too early"):
        check(make_film(tmp_path, "color=c=gray"), Witness(75, np.full((32, 32), 126, np.uint8)))


def test_some_are_chosen_evenly_with_the_first_and_the_last():
    assert spread(range(12), 6) == [0, 2, 4, 7, 9, 11]
    assert spread(range(3), 6) == [0, 1, 2]
    assert spread(range(3), 1) == [0]
    assert spread([], 6) == []
