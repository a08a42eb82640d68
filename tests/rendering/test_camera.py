from __future__ import annotations

import itertools

import numpy as np
import pytest

from generator.rendering.camera import Move, View, plan_move

SIZE = (1280, 720)
EXTENTS = {"exact": (1280.0, 720.0), "tall": (1280.0, 960.0), "wide": (1700.0, 720.0)}


def move(
    index: int = 0, seed: int = 0, seconds: float = 6.0, extent=EXTENTS["exact"], is_framed: bool = False
) -> Move:
    return plan_move(extent, SIZE, seconds, is_framed=is_framed, seed=seed, index=index)


@pytest.mark.parametrize("extent", EXTENTS.values(), ids=EXTENTS)
@pytest.mark.parametrize("seconds", [2.5, 6.0, 20.0])
def test_the_camera_never_leaves_the_picture(extent: tuple[float, float], seconds: float):
    for index, seed, progress in itertools.product(range(8), range(5), np.linspace(0, 1, 30)):
        view = move(index, seed, seconds, extent).at(progress)
        height = view.width * SIZE[1] / SIZE[0]
        assert view.left >= -1e-9
        assert view.left + view.width <= extent[0] + 1e-9
        assert view.top >= -1e-9
        assert view.top + height <= extent[1] + 1e-9


@pytest.mark.parametrize("extent", EXTENTS.values(), ids=EXTENTS)
def test_every_move_is_seen_but_gentle(extent: tuple[float, float]):
    for index in range(8):
        start, end = move(index, extent=extent).at(0), move(index, extent=extent).at(1)
        travel = max(abs(start.left - end.left), abs(start.top - end.top), abs(start.width - end.width))
        assert 0.02 * SIZE[0] < travel < 0.2 * SIZE[0]


def test_speed_changes_softly_and_never_comes_to_a_stop():
    path = [move(0).at(progress) for progress in np.linspace(0, 1, 181)]
    speeds = np.abs(np.diff([view.width for view in path]))

    assert speeds.min() > 0.3 * speeds.max()
    assert np.abs(np.diff(speeds)).max() < 0.03 * speeds.max()


def test_neighbouring_shots_move_differently():
    for seed in range(8):
        moves = [move(index, seed) for index in range(10)]
        assert all(first != second for first, second in itertools.pairwise(moves))


def test_another_seed_moves_the_first_shot_differently():
    assert len({(move(0, seed).start, move(0, seed).end) for seed in range(8)}) > 4


def test_the_same_arguments_give_the_same_move():
    assert move(3, 7) == move(3, 7)


def test_the_camera_travels_along_what_hangs_over_the_frame():
    tall, wide = move(0, extent=EXTENTS["tall"]), move(0, extent=EXTENTS["wide"])

    assert abs(tall.start.top - tall.end.top) > 3 * abs(tall.start.left - tall.end.left)
    assert abs(wide.start.left - wide.end.left) > 3 * abs(wide.start.top - wide.end.top)


def test_a_framed_picture_is_only_approached_or_left_straight_ahead():
    for index in range(4):
        for view in (move(index, is_framed=True).start, move(index, is_framed=True).end):
            assert view.width > 0.94 * SIZE[0]
            assert view.left == pytest.approx((SIZE[0] - view.width) / 2)


def test_the_point_that_the_camera_approaches_stands_still():
    straight = Move(View(0, 0, 1280), View(100, 50, 1100))
    middle = straight.at(0.4)

    assert middle.left / (1280 - middle.width) == pytest.approx(100 / 180)
