from __future__ import annotations

from pathlib import Path

import pytest

from studio.errors import RenderError
from studio.film.plan import FRAME_RATE, FilmPlan, Narration, Shot
from studio.film.schedule import BREATH, LEAD_IN, SHORTEST_SHOT, TAIL, schedule_film


def spoken(duration: float) -> Narration:
    return Narration(file=Path("speech.wav"), duration=duration, text="words")


def plan_of(*durations: float | None, size: tuple[int, int] = (160, 90)) -> FilmPlan:
    shots = tuple(
        Shot(picture=Path("picture.png"), narration=None if duration is None else spoken(duration))
        for duration in durations
    )
    return FilmPlan(shots=shots, size=size)


def test_a_film_is_its_narrations_with_the_quiet_around_them():
    schedule = schedule_film(plan_of(4.0, 5.0, 6.0))

    assert schedule.duration == pytest.approx(
        LEAD_IN + 4 + BREATH + 5 + BREATH + 6 + TAIL, abs=3 / FRAME_RATE
    )


def test_narrations_follow_each_other_with_a_breath_and_never_overlap():
    first, second, third = schedule_film(plan_of(4.01, 5.02, 6.03)).spoken

    assert first.start == pytest.approx(LEAD_IN)
    assert 0.35 <= second.start - first.end <= 0.5
    assert 0.35 <= third.start - second.end <= 0.5


def test_cuts_fall_in_the_breath_between_two_narrations():
    schedule = schedule_film(plan_of(4.0, 5.0))

    cut = schedule.shots[1].start / FRAME_RATE
    assert schedule.spoken[0].end < cut < schedule.spoken[1].start


def test_shots_cover_the_film_without_gap():
    schedule = schedule_film(plan_of(3.3, None, 4.7, None, None, 2.9))

    assert schedule.shots[0].start == 0
    assert [span.end for span in schedule.shots[:-1]] == [span.start for span in schedule.shots[1:]]
    assert schedule.shots[-1].end == schedule.frame_count


def test_shots_that_share_a_narration_share_its_time_equally():
    shots = schedule_film(plan_of(10.0, None, None, 5.0)).shots

    lengths = [span.end - span.start for span in shots[:3]]
    assert max(lengths) - min(lengths) <= 1
    assert sum(lengths) >= 10 * FRAME_RATE


def test_a_word_of_half_a_second_still_makes_a_watchable_film():
    assert schedule_film(plan_of(0.5)).duration == pytest.approx(SHORTEST_SHOT)
    assert schedule_film(plan_of(0.5, None, None)).duration == pytest.approx(3 * SHORTEST_SHOT)


def test_a_short_narration_is_not_moved_by_the_quiet_that_follows_it():
    first, second = schedule_film(plan_of(0.4, 5.0)).spoken

    assert first.start == pytest.approx(LEAD_IN)
    assert second.start == pytest.approx(SHORTEST_SHOT + BREATH / 2)


def test_a_cross_fade_is_centred_on_its_cut_and_lasts_six_tenths_of_a_second():
    before, after = schedule_film(plan_of(5.0, 5.0)).shots

    assert after.fade_in == before.fade_out == 18
    assert after.first_shown == before.end - 9
    assert before.end_shown == after.start + 9


def test_a_film_starts_and_ends_without_a_fade():
    shots = schedule_film(plan_of(5.0, 5.0)).shots

    assert (shots[0].fade_in, shots[-1].fade_out) == (0, 0)


def test_a_length_of_whole_frames_gets_no_frame_for_a_rounding_error():
    assert schedule_film(plan_of(4.0)).frame_count == round((LEAD_IN + 4.0 + TAIL) * FRAME_RATE)


@pytest.mark.parametrize(
    "plan",
    [
        plan_of(),
        plan_of(None, 3.0),
        plan_of(0.0),
        plan_of(float("nan")),
        plan_of(3.0, size=(161, 90)),
        plan_of(3.0, size=(0, 0)),
    ],
    ids=["no shots", "silent start", "no length", "no number", "odd width", "no size"],
)
def test_it_refuses_a_plan_that_cannot_be_laid_out(plan: FilmPlan):
    with pytest.raises(RenderError):
        schedule_film(plan)
