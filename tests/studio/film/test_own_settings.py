"""What one shot has of its own: its camera, a pause after its words, and its length without any."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import RenderError
from studio.film.less_motion import with_less_motion
from studio.film.picture.canvases import open_canvas
from studio.film.plan import FRAME_RATE, FilmPlan, Narration, Shot
from studio.film.production import choose_move
from studio.film.schedule import BREATH, SHORTEST_SHOT, TAIL, schedule_film
from tests.studio.film.encode.test_segments import THREE, changed, plan_of, prints_of
from tests.studio.film.factories import make_picture


def with_shot(plan: FilmPlan, index: int, **own: object) -> FilmPlan:
    shots = list(plan.shots)
    shots[index] = replace(shots[index], **own)
    return replace(plan, shots=tuple(shots))


def silent(seconds: float) -> dict[str, object]:
    return {"narration": Narration(file=None, duration=seconds, text=""), "seconds": seconds}


def lengths(plan: FilmPlan) -> list[float]:
    return [(span.end - span.start) / FRAME_RATE for span in schedule_film(plan).shots]


def test_a_shot_stays_for_its_pause_and_no_other_is_moved_against_its_words(tmp_path: Path):
    plan = plan_of(tmp_path, *THREE)
    paused = with_shot(plan, 1, pause=2.0)
    assert lengths(paused) == pytest.approx([lengths(plan)[0], lengths(plan)[1] + 2, lengths(plan)[2]])
    before, after = schedule_film(plan), schedule_film(paused)
    assert after.spoken[1].start == before.spoken[1].start
    assert after.spoken[2].start == pytest.approx(before.spoken[2].start + 2)
    # The words of the next scene keep their place in it, so that its segments are still right.
    assert prints_of(plan)[-1] == prints_of(paused)[-1]


def test_a_pause_after_the_last_words_is_added_to_the_quiet_there(tmp_path: Path):
    plan = plan_of(tmp_path, *THREE)
    assert schedule_film(with_shot(plan, 2, pause=1.5)).duration == pytest.approx(
        schedule_film(plan).duration + 1.5
    )


@pytest.mark.parametrize("seconds", [0.5, 1.2, 4.0, 60.0])
def test_a_shot_without_words_lasts_just_as_long_as_is_wanted(tmp_path: Path, seconds: float):
    plan = with_shot(plan_of(tmp_path, *THREE), 1, **silent(seconds))
    assert lengths(plan)[1] == pytest.approx(seconds, abs=0.5 / FRAME_RATE)
    first, _, third = schedule_film(plan).spoken
    assert third.start - first.end == pytest.approx(seconds + BREATH, abs=2 / FRAME_RATE)


def test_the_first_and_the_last_shot_may_be_without_words(tmp_path: Path):
    plan = with_shot(with_shot(plan_of(tmp_path, *THREE), 0, **silent(2)), 2, **silent(3))
    assert (lengths(plan)[0], lengths(plan)[2]) == (2.0, 3.0)
    assert lengths(plan)[1] == pytest.approx(5.0 + BREATH, abs=2 / FRAME_RATE)
    assert TAIL not in lengths(plan)


def test_what_has_no_length_of_its_own_goes_on_after_one_that_has(tmp_path: Path):
    plan = with_shot(plan_of(tmp_path, *THREE), 1, **silent(1.5))
    plan = with_shot(plan, 2, narration=None)
    assert lengths(plan)[1:] == [1.5, SHORTEST_SHOT]


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan"), float("inf")])
def test_impossible_lengths_are_refused(tmp_path: Path, seconds: float):
    plan = with_shot(plan_of(tmp_path, *THREE), 1, seconds=seconds)
    with pytest.raises(RenderError):
        schedule_film(plan)


def test_a_camera_of_its_own_moves_one_shot_otherwise(tmp_path: Path):
    plan = replace(plan_of(tmp_path, *THREE), camera="mixed")
    still = with_shot(plan, 1, camera="none")
    span = schedule_film(plan).shots[1]
    canvas = open_canvas(make_picture(tmp_path / "a.png", (320, 180)), plan.size)
    moves = [choose_move(one, 1, span, canvas) for one in (plan, still)]
    assert moves[0].start != moves[0].end
    assert moves[1].start == moves[1].end
    # It and the transitions on both sides, and nothing else.
    assert changed(prints_of(plan), prints_of(still)) == [1, 2, 3]


def test_transitions_in_which_things_move_give_way_where_the_camera_of_the_shot_stands_still(tmp_path: Path):
    plan = with_shot(replace(plan_of(tmp_path, *THREE), transition="push"), 1, camera="none")
    assert [span.transition for span in schedule_film(plan).shots] == ["cut", "fade", "push"]


def test_less_motion_comes_before_a_camera_of_its_own(tmp_path: Path):
    plan = with_less_motion(with_shot(plan_of(tmp_path, *THREE), 1, camera="dramatic"))
    assert {plan.camera_of(shot) for shot in plan.shots} == {"none"}


def test_a_shot_has_nothing_of_its_own_unless_it_is_asked_for():
    shot = Shot(picture=Path("a.jpg"))
    assert (shot.camera, shot.pause, shot.seconds) == ("", 0.0, None)
