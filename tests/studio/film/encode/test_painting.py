from __future__ import annotations

from pathlib import Path

from studio.film.encode.painting import Painted, Painter, painted_together
from studio.film.encode.segments import Segment, cut_segments
from studio.film.production import compose
from studio.film.schedule import schedule_film
from tests.studio.film.factories import make_narration, make_plan, make_shots


def shot(index: int, first: int, *lengths: int) -> list[Segment]:
    """Return the segments of one shot: a transition of 18 frames into it, then pieces of the given lengths."""
    segments = [Segment(first, first + 18, (index - 1, index))] if index else []
    for length in lengths:
        start = segments[-1].end if segments else first
        segments.append(Segment(start, start + length, (index,)))
    return segments


def film(*lengths: tuple[int, ...]) -> list[Segment]:
    segments: list[Segment] = []
    for index, parts in enumerate(lengths):
        segments += shot(index, segments[-1].end if segments else 0, *parts)
    return segments


def test_a_run_is_a_shot_with_the_transition_into_it():
    segments = film((100,), (120,), (90,))

    assert painted_together(segments, 2) == [segments[:1], segments[1:3], segments[3:]]


def test_a_run_never_crosses_a_gap():
    first, *_, last = film((180, 180, 180))

    assert painted_together([first, last], 1) == [[first], [last]]


def test_a_transition_alone_is_a_run():
    segments = film((100,), (120,))

    assert painted_together([segments[1]], 2) == [[segments[1]]]


def test_a_transition_out_of_a_shot_is_painted_with_it_where_the_next_shot_is_there_already():
    segments = film((100,), (120,), (90,))

    assert painted_together(segments[1:4], 2) == [segments[1:4]]


def test_few_segments_are_shared_among_all_hands():
    segments = film((180, 174))

    assert painted_together(segments, 2) == [segments[:1], segments[1:]]


def test_many_segments_of_one_shot_are_encoded_in_longer_runs():
    runs = painted_together(film((180,) * 20), 2)

    lengths = [sum(part.frame_count for part in run) for run in runs]
    assert max(lengths) <= 630
    assert min(lengths[:-1]) >= 450


def test_a_run_goes_on_over_hard_cuts_until_it_is_long_enough():
    shots = [Segment(number * 100, number * 100 + 100, (number,)) for number in range(9)]

    assert [len(run) for run in painted_together(shots, 1)] == [3, 3, 3]


def test_every_segment_is_in_one_run_in_order():
    segments = film((180, 180, 20), (60,), (180, 90))

    assert [part for run in painted_together(segments, 2) for part in run] == segments
    assert painted_together([], 2) == []


def test_key_frames_are_remembered_and_the_ends_of_short_segments_and_of_the_film(tmp_path: Path):
    spoken = [make_narration(tmp_path, seconds=seconds, name=f"{seconds}.wav") for seconds in (3.5, 4.5)]
    plan = make_plan(tmp_path, shots=make_shots(tmp_path, *spoken))
    schedule = schedule_film(plan)
    segments = cut_segments(schedule)
    painted: list[Painted] = []
    painter = Painter(
        compose(plan, schedule, ()), tmp_path, threads=1, on_frame=lambda: None, on_segment=painted.append
    )
    painter.paint(segments, lambda: None)

    first, fade, second = segments
    assert first.frame_count > 90 > fade.frame_count
    assert [witness.number for part in painted for witness in part.witnesses] == [
        *(0, 90, fade.first, fade.end - 1, second.first, second.first + 90, second.end - 1)
    ]
