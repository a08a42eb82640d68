"""The camera is led along panoramas and long screenshots, and cuts nothing at their sides."""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from studio.film.encode.segments import cut_segments, picture_sums, segment_fingerprint
from studio.film.photo.views import ViewOrder, make_view
from studio.film.picture.camera import plan_pan
from studio.film.picture.canvases import open_canvas
from studio.film.picture.strips import is_strip, strip_axis
from studio.film.plan import FilmPlan, Narration, Shot
from studio.film.production import choose_move
from studio.film.schedule import schedule_film
from tests.cases import one_in
from tests.studio.film.factories import make_flat_picture, make_picture

WIDE, HIGH, SQUARE = (320, 180), (180, 320), (240, 240)


@pytest.mark.parametrize(
    ("picture", "frame", "axis"),
    [
        ((4000, 1000), WIDE, 0),
        ((2900, 1000), WIDE, 0),
        ((6000, 1000), HIGH, 0),
        ((3000, 1000), SQUARE, 0),
        ((1170, 2532), HIGH, 1),
        ((1170, 2532), WIDE, 1),
        ((1080, 6000), HIGH, 1),
        ((1080, 3000), SQUARE, 1),
    ],
)
def test_panoramas_and_long_screenshots_are_strips(
    picture: tuple[int, int], frame: tuple[int, int], axis: int
):
    assert strip_axis(picture, frame) == axis


@pytest.mark.parametrize("frame", [WIDE, HIGH, SQUARE])
@pytest.mark.parametrize("picture", [(1600, 900), (900, 1600), (3000, 2000), (2000, 3000), (800, 800)])
def test_photos_and_pictures_of_a_films_shape_are_no_strips(picture: tuple[int, int], frame: tuple[int, int]):
    assert strip_axis(picture, frame) is None


def test_a_cinemas_picture_in_a_wide_film_is_no_strip():
    assert strip_axis((2390, 1000), WIDE) is None


def test_a_strip_fills_the_frame_on_its_short_side(tmp_path: Path):
    across = open_canvas(make_picture(tmp_path / "a.png", (720, 180)), WIDE)
    down = open_canvas(make_picture(tmp_path / "b.png", (180, 540)), HIGH)

    assert (across.extent, across.axis, across.is_framed) == ((720, 180), 0, False)
    assert (down.extent, down.axis, down.is_framed) == ((180, 540), 1, False)


@pytest.mark.parametrize("picture", [(180, 1440), (1440, 90)])
def test_a_very_long_strip_is_laid_out_narrower_and_whole(tmp_path: Path, picture: tuple[int, int]):
    canvas = open_canvas(make_flat_picture(tmp_path / "a.png", (200, 100, 50), picture), WIDE)

    assert canvas.axis == (0 if picture[0] > picture[1] else 1)
    assert canvas.extent[canvas.axis] == pytest.approx(3.2 * WIDE[canvas.axis], abs=1)
    assert canvas.extent[1 - canvas.axis] == WIDE[1 - canvas.axis]
    inner = canvas.inner
    assert inner is not None
    shape = (inner.right - inner.left) / (inner.bottom - inner.top)
    assert shape == pytest.approx(picture[0] / picture[1], rel=0.03)


@pytest.mark.parametrize(("extent", "axis"), [((960.0, 180.0), 0), ((320.0, 540.0), 1)])
@pytest.mark.parametrize("turn", range(4))
def test_the_camera_goes_from_end_to_end_and_cuts_no_side(extent: tuple[float, float], axis: int, turn: int):
    move = plan_pan(extent, WIDE, 10.0, axis=axis, turn=turn)

    assert move.reach(WIDE) == pytest.approx((0, 0, *extent))
    for progress in (0, 0.2, 0.5, 0.9, 1):
        assert move.at(progress).width == WIDE[0]
    if axis == 1:
        assert move.start.top == 0


def test_two_panoramas_in_a_row_are_shown_in_opposite_directions():
    moves = [plan_pan((960.0, 180.0), WIDE, 10.0, axis=0, turn=turn) for turn in (0, 1)]

    assert moves[0].start == moves[1].end
    assert moves[0].start.left < moves[0].end.left


@pytest.mark.parametrize(("extent", "axis"), [((960.0, 180.0), 0), ((320.0, 720.0), 1)])
def test_in_short_shots_the_camera_does_not_rush_and_goes_on_where_it_was(
    extent: tuple[float, float], axis: int
):
    edge = ("left", "top")[axis]
    moves = [plan_pan(extent, WIDE, 2.5, axis=axis, turn=turn) for turn in range(12)]
    ways = [(getattr(move.start, edge), getattr(move.end, edge)) for move in moves]
    spare = extent[axis] - WIDE[axis]

    assert all(abs(end - start) == pytest.approx(0.35 * 2.5 * WIDE[axis]) for start, end in ways)
    assert ways[0][0] == 0
    assert all(start <= end_before + 1e-6 for (_, end_before), (start, _) in pairwise(ways[:3]))
    assert {round(end) for way in ways for end in way} >= {0, round(spare)}
    if axis == 1:
        assert all(start < end for start, end in ways)


def plan_of(picture: Path, camera: str = "mixed") -> FilmPlan:
    shot = Shot(picture=picture, narration=Narration(file=Path("a.wav"), duration=4.0, text="A view."))
    return FilmPlan(shots=(shot,), size=WIDE, camera=camera)


@pytest.mark.parametrize("camera", ["subtle", "mixed", "dramatic"])
def test_every_moving_camera_is_led_along_a_strip(tmp_path: Path, camera: str):
    plan = plan_of(make_picture(tmp_path / "a.png", (720, 180)), camera)
    canvas = open_canvas(plan.shots[0].picture, WIDE)

    move = choose_move(plan, 0, schedule_film(plan).shots[0], canvas)

    assert move.reach(WIDE) == pytest.approx((0, 0, 720, 180))


def test_a_camera_that_stands_still_sees_a_strip_whole(tmp_path: Path):
    assert open_canvas(make_picture(tmp_path / "a.png", (720, 180)), WIDE, is_still=True).is_framed


@pytest.mark.parametrize("number", range(1, 4))
def test_every_view_of_a_long_screenshot_is_the_whole(tmp_path: Path, number: int):
    photo = tmp_path / "photo.jpg"
    Image.new("RGB", (300, 900), (90, 120, 200)).save(photo)
    order = ViewOrder(areas=(), words="Look at the third line.", number=number, style="", size=HIGH)

    view = make_view(photo, order)

    (tmp_path / "view.jpg").write_bytes(view.data)
    with Image.open(tmp_path / "view.jpg") as seen:
        assert seen.size == (300, 900)


def test_only_segments_of_strips_are_painted_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    strip, photo = make_picture(tmp_path / "a.png", (720, 180)), make_picture(tmp_path / "b.png", (360, 240))

    def prints(picture: Path) -> list[str]:
        plan = dataclasses.replace(plan_of(picture))
        schedule, sums = schedule_film(plan), picture_sums(plan)
        return [segment_fingerprint(plan, schedule, (), sums, segment) for segment in cut_segments(schedule)]

    now = prints(strip), prints(photo)
    monkeypatch.setattr("studio.film.encode.segments.is_strip", lambda file, frame: False)

    assert prints(strip) != now[0]
    assert prints(photo) == now[1]


def test_a_file_that_is_no_picture_is_no_strip(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(b"not a picture")

    assert not is_strip(tmp_path / "a.png", WIDE)


@pytest.mark.parametrize("seed", one_in(4, [0, 1, 2, 7]))
@pytest.mark.parametrize("before", [0, 1, 2])
@pytest.mark.parametrize(("size", "axis"), [((1200, 180), 0), ((320, 1200), 1)])
def test_the_first_shot_of_a_strip_begins_at_its_end(
    tmp_path: Path, seed: int, before: int, size: tuple[int, int], axis: int
):
    other, strip = make_picture(tmp_path / "o.png", (640, 360)), make_picture(tmp_path / "s.png", size)
    voice = Narration(file=Path("a.wav"), duration=2.0, text="A view.")
    shots = [Shot(picture=picture, narration=voice) for picture in [other] * before + [strip] * 3]
    plan = FilmPlan(shots=tuple(shots), size=WIDE, camera="mixed", seed=seed)
    schedule, canvas = schedule_film(plan), open_canvas(strip, WIDE)
    edge = ("left", "top")[axis]
    first, second, _ = (
        choose_move(plan, before + at, schedule.shots[before + at], canvas) for at in range(3)
    )
    spare = canvas.extent[axis] - WIDE[axis]

    # What is read from the top down begins there.
    ends = {0.0, round(spare)} if axis == 0 else {0.0}
    assert round(getattr(first.start, edge)) in ends
    assert getattr(second.start, edge) == pytest.approx(getattr(first.end, edge), rel=0.2)


def test_it_counts_in_the_fingerprint_where_the_camera_is_along_a_strip(tmp_path: Path):
    strip, other = make_picture(tmp_path / "s.png", (1200, 180)), make_picture(tmp_path / "o.png", (640, 360))
    plain = [Shot(picture=other), Shot(picture=other)]
    with_one = picture_sums(FilmPlan(shots=(plain[0], Shot(picture=strip)), size=WIDE))
    with_two = picture_sums(FilmPlan(shots=(Shot(picture=strip), Shot(picture=strip)), size=WIDE))

    assert with_one[1] == with_two[0] != with_two[1]
