from __future__ import annotations

import itertools

import numpy as np
import pytest

from studio.film.picture.camera import CameraView, CropBox, Move, plan_move
from studio.film.plan import CAMERAS

SIZE = (1280, 720)
CORNERS = (CropBox(0, 0, 200, 200), CropBox(1100, 500, 1280, 720))
EXTENTS = {"exact": (1280.0, 720.0), "tall": (1280.0, 960.0), "wide": (1700.0, 720.0)}


def move(
    index: int = 0,
    seed: int = 0,
    seconds: float = 6.0,
    extent=EXTENTS["exact"],
    is_framed: bool = False,
    **more,
) -> Move:
    return plan_move(extent, SIZE, seconds, is_framed=is_framed, seed=seed, turn=index, **more)


def height(view: CameraView) -> float:
    return view.width * SIZE[1] / SIZE[0]


def centre(view: CameraView) -> tuple[float, float]:
    return view.left + view.width / 2, view.top + height(view) / 2


def travel(move: Move) -> float:
    start, end = move.start, move.end
    return max(abs(start.left - end.left), abs(start.top - end.top), abs(start.width - end.width))


@pytest.mark.parametrize("extent", EXTENTS.values(), ids=EXTENTS)
@pytest.mark.parametrize("camera", CAMERAS)
def test_the_camera_never_leaves_the_picture(extent: tuple[float, float], camera: str):
    for index, seed, seconds, focus in itertools.product(range(4), range(3), (2.5, 20.0), (None, *CORNERS)):
        planned = move(index, seed, seconds, extent, camera=camera, focus=focus)
        for view in map(planned.at, np.linspace(0, 1, 9)):
            assert view.left >= -1e-9
            assert view.left + view.width <= extent[0] + 1e-9
            assert view.top >= -1e-9
            assert view.top + height(view) <= extent[1] + 1e-9


@pytest.mark.parametrize("extent", EXTENTS.values(), ids=EXTENTS)
def test_every_move_is_seen_but_gentle(extent: tuple[float, float]):
    for index in range(8):
        assert 0.02 * SIZE[0] < travel(move(index, extent=extent)) < 0.2 * SIZE[0]


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
    straight = Move(CameraView(0, 0, 1280), CameraView(100, 50, 1100))
    middle = straight.at(0.4)

    assert middle.left / (1280 - middle.width) == pytest.approx(100 / 180)


def test_a_level_moves_more_than_the_one_before():
    means = [np.mean([travel(move(index, camera=camera)) for index in range(8)]) for camera in CAMERAS]

    assert means[0] == 0
    assert all(more > 1.5 * less for less, more in itertools.pairwise(means))


@pytest.mark.parametrize("camera", [camera for camera in CAMERAS if camera != "none"])
@pytest.mark.parametrize("corner", CORNERS)
def test_each_move_turns_to_what_matters_or_comes_from_it(camera: str, corner: CropBox):
    for index, seed in itertools.product(range(4), range(3)):
        planned = move(index, seed, camera=camera, focus=corner)
        away = [
            np.hypot(*(np.subtract(centre(view), corner.centre))) for view in (planned.start, planned.end)
        ]
        assert min(away) < max(away) - 5


@pytest.mark.parametrize("camera", CAMERAS)
@pytest.mark.parametrize("extent", EXTENTS.values(), ids=EXTENTS)
def test_what_is_kept_is_never_cut(extent: tuple[float, float], camera: str):
    for index, seed, kept in itertools.product(
        range(4), range(4), (CropBox(20, 10, 300, 250), CropBox(900, 5, 1270, 400))
    ):
        planned = move(index, seed, 9.0, extent, camera=camera, focus=kept, kept=kept)
        for view in map(planned.at, np.linspace(0, 1, 9)):
            assert view.left <= kept.left + 1e-9
            assert view.left + view.width >= kept.right - 1e-9
            assert view.top <= kept.top + 1e-9
            assert view.top + height(view) >= kept.bottom - 1e-9


def test_a_wide_subject_is_gone_along():
    planned = move(1, focus=CropBox(100, 300, 1100, 420))

    assert abs(planned.start.left - planned.end.left) > 3 * abs(planned.start.top - planned.end.top)


def test_without_motion_the_camera_holds_what_matters_in_its_middle():
    planned = move(camera="none", extent=EXTENTS["tall"], focus=CropBox(600, 700, 700, 900))

    assert planned.start == planned.end == planned.at(0.3)
    assert planned.start == CameraView(0, 240, 1280)
