from __future__ import annotations

import numpy as np
import pytest

from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from studio.film.transitions.blending import Passing, blend

SIZE = (64, 36)
DARK, LIGHT = 60, 180


def moment(kind: str, share: float, before: int = DARK, after: int = LIGHT) -> Frame:
    """Return a moment between two plain frames, the one bluish and the other reddish."""
    easel = Easel(SIZE)
    fill(easel.frame, before, 150, 110)
    blend(kind, easel, lambda frame: fill(frame, after, 100, 160), Passing(share))
    return easel.frame


def fill(frame: Frame, *values: int) -> None:
    for plane, value in zip(frame.planes, values, strict=True):
        plane[:] = value


def test_a_cross_fade_shows_both_half_way():
    frame = moment("fade", 0.5)

    assert [int(plane[5, 5]) for plane in frame.planes] == pytest.approx([120, 125, 135], abs=1)


def test_a_dip_is_black_half_way_and_shows_one_shot_on_either_side():
    first, middle, last = (moment("dip", share) for share in (0.1, 0.5, 0.9))

    assert [int(plane.max()) for plane in middle.planes] == [16, 128, 128]
    assert DARK > first.y[0, 0] > 50
    assert first.u[0, 0] > 128 > last.u[0, 0]
    assert LIGHT > last.y[0, 0] > 150


def test_a_slide_moves_one_shot_out_and_the_other_in():
    easel = Easel(SIZE)
    easel.frame.y[:] = np.arange(64)
    blend("slide", easel, lambda frame: frame.y.__setitem__(slice(None), np.arange(100, 164)), Passing(0.5))

    row = easel.frame.y[0].tolist()
    assert row == [*range(32, 64), *range(100, 132)]


@pytest.mark.parametrize("share", [0.02, 0.37, 0.98])
def test_in_a_slide_colours_move_with_their_shapes(share: float):
    frame = moment("slide", share)
    edge = int(np.argmax(frame.y[0] == LIGHT)) if (frame.y[0] == LIGHT).any() else SIZE[0]

    assert edge % 2 == 0
    assert np.all(frame.u[0, : edge // 2] == 150)
    assert np.all(frame.u[0, edge // 2 :] == 100)


@pytest.mark.parametrize("kind", ["fade", "soft", "dip", "slide", "push", "zoom", "rack"])
def test_a_transition_begins_and_ends_without_a_jump(kind: str):
    first, last = moment(kind, 0.01), moment(kind, 0.99)

    assert np.abs(first.y.astype(int) - DARK).max() <= 2
    assert np.abs(last.y.astype(int) - LIGHT).max() <= 2
