"""Scenes cut into shots: where, how often, what each shows, and what stays as it was."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from studio.film.cuts import CutFilm, cut_scenes
from studio.film.encode.segments import cut_segments, picture_sums, segment_fingerprint
from studio.film.faults import ShotError
from studio.film.plan import CUTTINGS, FRAME_RATE, Area, Cutaway, FilmPlan, Narration, Shot, SpokenWord
from studio.film.render import render_film
from studio.film.schedule import schedule_film
from studio.film.text.captions import make_cues
from studio.film.text.chapters import write_chapters
from tests.studio.film.factories import decode_frames, make_narration, make_picture

SIZE = (160, 90)
SENTENCES = (
    "The keeper climbs two hundred steps every evening. Then he polishes the great lens with a soft cloth. "
    "Far below, the tide turns over the stones, and the gulls settle along the wall."
)


def spoken(text: str = SENTENCES, seconds_a_word: float = 0.4) -> Narration:
    words = text.split()
    timed = tuple(
        SpokenWord(text=word, start=place * seconds_a_word, end=(place + 0.9) * seconds_a_word)
        for place, word in enumerate(words)
    )
    return Narration(file=None, duration=len(words) * seconds_a_word, text=text, words=timed)


def shot(folder: Path, number: int = 0, narration: Narration | None = None, **fields: object) -> Shot:
    picture = make_picture(folder / f"picture{number}.png", seed=number)
    return Shot(picture=picture, narration=narration or spoken(), **fields)  # type: ignore[arg-type]


def cut(*shots: Shot, cutting: str = "lively", **fields: object) -> CutFilm:
    plan = FilmPlan(shots=shots, size=SIZE, cutting=cutting, **fields)  # type: ignore[arg-type]
    return cut_scenes(plan, schedule_film(plan))


def lengths(film: CutFilm) -> list[float]:
    return [(span.end - span.start) / FRAME_RATE for span in film.schedule.shots]


@pytest.mark.parametrize("cutting", CUTTINGS)
@pytest.mark.parametrize("seconds_a_word", [0.33, 0.4, 0.5, 0.61])
def test_no_shot_of_a_scene_of_sentences_lasts_much_shorter_or_longer_than_wanted(
    tmp_path, cutting: str, seconds_a_word: float
):
    film = cut(shot(tmp_path, 0, spoken(seconds_a_word=seconds_a_word)), cutting=cutting)
    least, most = CUTTINGS[cutting]
    assert all(0.75 * least <= length <= most + 0.6 for length in lengths(film))
    assert len(film.schedule.shots) > 1


def test_a_scene_that_is_short_enough_is_one_shot(tmp_path):
    film = cut(shot(tmp_path, 0, spoken("He climbs the steps, and he polishes the lens.")))
    assert film.origins == (0,)


def test_without_a_cutting_nothing_is_cut(tmp_path):
    film = cut(shot(tmp_path), cutting="")
    assert film.origins == (0,)
    assert film.plan.shots[0].view == 0


def test_cuts_lie_between_words_and_at_the_ends_of_sentences_or_clauses_where_they_can(tmp_path):
    film = cut(shot(tmp_path))
    start = film.schedule.spoken[0].start
    words = film.schedule.spoken[0].narration.words
    for span in film.schedule.shots[1:]:
        moment = span.start / FRAME_RATE - start
        before = [word for word in words if word.end <= moment + 0.05]
        assert before[-1].text[-1] in ".,"
        assert not any(word.start + 0.02 < moment < word.end - 0.02 for word in words)


def test_shots_of_a_scene_cover_it_with_hard_cuts_and_keep_its_fades(tmp_path):
    plain = cut(shot(tmp_path, 0), shot(tmp_path, 1), cutting="")
    film = cut(shot(tmp_path, 0), shot(tmp_path, 1))
    assert all(before.end == after.start for before, after in pairwise(film.schedule.shots))
    assert film.schedule.frame_count == plain.schedule.frame_count
    second = film.origins.index(1)
    for place, span in enumerate(film.schedule.shots):
        assert (span.fade_in > 0) == (place == second)
        assert span.transition == ("fade" if place == second else "cut")


def test_views_of_one_picture_are_far_and_near_in_turn_with_another_move_each(tmp_path):
    film = cut(shot(tmp_path, 0), shot(tmp_path, 1))
    for scene in (0, 1):
        shots = [one for one, origin in zip(film.plan.shots, film.origins, strict=True) if origin == scene]
        assert [one.view for one in shots] == list(range(len(shots)))
        assert [bool(one.narration) for one in shots] == [True] + [False] * (len(shots) - 1)
    turns = [one.turn for one in film.plan.shots]
    assert all(one != other for one, other in pairwise(turns))


def test_a_cutaway_is_shown_from_its_word_on(tmp_path):
    other = make_picture(tmp_path / "other.png", seed=9)
    sea = SENTENCES.split().index("Far")
    film = cut(shot(tmp_path, cutaways=(Cutaway(word=sea, picture=other),)))
    first = next(place for place, one in enumerate(film.plan.shots) if one.picture == other)
    assert all(one.picture == other for one in film.plan.shots[first:])
    assert film.plan.shots[first].view == 0
    begins = film.schedule.spoken[0].start + film.schedule.spoken[0].narration.words[sea].start
    assert film.schedule.shots[first].start / FRAME_RATE == pytest.approx(begins, abs=0.1)


def test_pictures_that_cannot_be_shown_from_nearer_are_not_cut(tmp_path):
    face = Area(name="person", left=0.1, top=0.0, right=0.9, bottom=1.0)
    tall = replace(shot(tmp_path), picture=make_picture(tmp_path / "tall.png", (60, 160)))
    wide = replace(shot(tmp_path), picture=make_picture(tmp_path / "wide.png", (600, 100)))
    assert [len(cut(one).origins) for one in (shot(tmp_path, focus=(face,)), tall, wide)] == [1, 1, 1]


def test_cards_and_scenes_that_share_a_narration_are_cut_like_others_or_not_at_all(tmp_path):
    title = replace(shot(tmp_path, 0), narration=None, card="A keeper and his lamp, and how they came to be")
    shared = replace(shot(tmp_path, 2), narration=None)
    film = cut(title, shot(tmp_path, 1), shared)
    assert film.origins.count(0) == 1
    assert film.origins.count(1) > 1
    assert film.origins.count(2) > 1


def test_words_that_cannot_be_told_apart_leave_their_scene_whole(tmp_path):
    film = cut(shot(tmp_path, 0, replace(spoken(), is_captioned=False)))
    assert film.origins == (0,)


def test_scripts_without_spaces_are_cut_at_their_stops(tmp_path):
    text = "狐狸在雪地里走了很久很久。它看见一只小兔子躲在树下。然后它慢慢地走回家去了。"
    film = cut(shot(tmp_path, 0, Narration(file=None, duration=12.0, text=text)))
    assert len(film.origins) == 3


def prints(plan: FilmPlan) -> list[str]:
    schedule = schedule_film(plan)
    cues = make_cues(schedule, plan.size)
    film = cut_scenes(plan, schedule)
    sums = picture_sums(film.plan)
    return [
        segment_fingerprint(film.plan, film.schedule, cues, sums, segment)
        for segment in cut_segments(film.schedule)
    ]


def test_a_film_of_before_keeps_every_segment_and_a_changed_scene_changes_only_its_own(tmp_path):
    shots = tuple(shot(tmp_path, number) for number in range(4))
    plan = FilmPlan(shots=shots, size=SIZE, cutting="lively")
    whole = FilmPlan(shots=tuple(replace(one, turn=place) for place, one in enumerate(shots)), size=SIZE)
    assert prints(replace(whole, cutting="")) == prints(FilmPlan(shots=shots, size=SIZE))
    changed = (*shots[:2], shot(tmp_path, 2, spoken("Short words now.", 0.4)), shots[3])
    before, after = prints(plan), prints(replace(plan, shots=changed))
    kept = [one for one in before if one in after]
    # Four scenes of about 15 s: all of three of them, without the transitions at the changed one.
    assert len(kept) >= 3 * (len(before) // 4 - 1)


def test_captions_chapters_and_length_are_those_of_the_scenes_and_the_picture_does_change(tmp_path):
    text = "The keeper climbs the steps. Then he polishes the lens. The tide turns over the stones."
    narration = make_narration(tmp_path, text, 10.0, words=True)
    plan = FilmPlan(shots=(shot(tmp_path, 3, narration),), size=SIZE, music="")
    whole, lively = tmp_path / "whole", tmp_path / "lively"
    films = []
    for folder, cutting in ((whole, ""), (lively, "lively")):
        folder.mkdir()
        films.append(render_film(replace(plan, cutting=cutting), folder, lambda share: None))
    one, other = films
    assert one.cues == other.cues
    assert one.scenes == other.scenes
    assert one.duration == other.duration
    for name in ("captions", "chapters", "transcript"):
        assert getattr(one, name).read_text() == getattr(other, name).read_text()
    assert (lively / "chapters.vtt").read_text() == write_chapters(schedule_film(plan))
    frames = decode_frames(other.video)[:, :60].astype(int)
    jumps = abs(frames[1:] - frames[:-1]).mean((1, 2))
    starts = [
        span.start for span in cut_scenes(replace(plan, cutting="lively"), schedule_film(plan)).schedule.shots
    ]
    assert [place + 1 for place in range(len(jumps)) if jumps[place] > 3] == starts[1:]


def test_a_picture_that_breaks_is_blamed_on_the_scene_that_it_was_cut_out_of(tmp_path):
    shots = (shot(tmp_path, 0), shot(tmp_path, 1))
    plan = FilmPlan(shots=shots, size=SIZE, cutting="lively", music="")
    broken = tmp_path / "broken.png"
    broken.write_bytes(shots[1].picture.read_bytes()[:-200])
    plan = replace(plan, shots=(shots[0], replace(shots[1], picture=broken)))
    with pytest.raises(ShotError) as caught:
        render_film(plan, tmp_path, lambda share: None)
    assert (caught.value.shot, caught.value.part) == (1, "picture")
