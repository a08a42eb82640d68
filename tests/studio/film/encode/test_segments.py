from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path

import pytest

from studio.film.cuts import cut_scenes
from studio.film.encode.encoder import ENCODING, KEY_INTERVAL
from studio.film.encode.segments import (
    RENDER_VERSION,
    Segment,
    cut_segments,
    picture_sums,
    poster_fingerprint,
    segment_fingerprint,
    sound_fingerprint,
)
from studio.film.layers.values import Fall, Layer
from studio.film.plan import Area, CaptionAppearance, FilmPlan, Narration, Shot, SpokenWord
from studio.film.schedule import Schedule, schedule_film
from studio.film.text import fonts
from studio.film.text.captions import make_cues
from tests.studio.film.factories import make_flat_picture


def plan_of(folder: Path, *passages: tuple[str, float], **changes: object) -> FilmPlan:
    shots = tuple(
        Shot(
            picture=make_flat_picture(folder / f"{index}.png", (index * 20, 90, 90), (16, 9)),
            narration=Narration(file=Path("speech.wav"), duration=seconds, text=text),
        )
        for index, (text, seconds) in enumerate(passages)
    )
    values: dict[str, object] = {"shots": shots, "size": (160, 90), **changes}
    return FilmPlan(**values)


THREE = (("First we walk.", 4.0), ("Then we run.", 5.0), ("At last we rest.", 6.0))


def prints_of(plan: FilmPlan) -> list[str]:
    schedule = schedule_film(plan)
    cues, sums = make_cues(schedule, plan.size), picture_sums(plan)
    return [segment_fingerprint(plan, schedule, cues, sums, part) for part in cut_segments(schedule)]


def schedule_of(folder: Path, *seconds: float) -> Schedule:
    return schedule_film(plan_of(folder, *(("Some words.", length) for length in seconds)))


def test_segments_cover_the_film_without_gap(tmp_path: Path):
    schedule = schedule_of(tmp_path, 4.0, 70.0, 3.0)
    segments = cut_segments(schedule)

    assert segments[0].first == 0
    assert [part.end for part in segments[:-1]] == [part.first for part in segments[1:]]
    assert segments[-1].end == schedule.frame_count
    assert all(part.frame_count > 0 for part in segments)


def test_a_transition_is_a_segment_of_its_own_that_shows_both_shots(tmp_path: Path):
    segments = cut_segments(schedule_of(tmp_path, 4.0, 5.0, 5.0))

    assert [part.shots for part in segments] == [(0,), (0, 1), (1,), (1, 2), (2,)]
    assert [part.frame_count for part in segments if len(part.shots) == 2] == [18, 18]


def test_each_shot_has_one_segment_with_its_middle(tmp_path: Path):
    schedule = schedule_of(tmp_path, 4.0, 70.0, 3.0)
    middles = {part.shots[0]: part.middle for part in cut_segments(schedule) if part.middle is not None}

    assert middles == {index: (span.start + span.end) // 2 for index, span in enumerate(schedule.shots)}


def test_a_long_shot_is_cut_where_a_key_frame_comes_anyway(tmp_path: Path):
    segments = cut_segments(schedule_of(tmp_path, 70.0))

    assert len(segments) > 3
    assert max(part.frame_count for part in segments) <= 3 * KEY_INTERVAL
    assert all(part.first % KEY_INTERVAL == 0 for part in segments)


def test_the_same_plan_has_the_same_fingerprints(tmp_path: Path):
    assert prints_of(plan_of(tmp_path, *THREE)) == prints_of(plan_of(tmp_path, *THREE))


def test_no_two_segments_share_a_fingerprint(tmp_path: Path):
    prints = prints_of(plan_of(tmp_path, *THREE, ("Again.", 60.0)))

    assert len(set(prints)) == len(prints)


def changed(before: list[str], after: list[str]) -> list[int]:
    return [index for index, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]


def test_another_picture_changes_its_shot_and_the_transitions_beside_it(tmp_path: Path):
    before = prints_of(plan_of(tmp_path, *THREE))
    plan = plan_of(tmp_path, *THREE)
    make_flat_picture(plan.shots[1].picture, (250, 250, 250), (16, 9))

    assert changed(before, prints_of(plan)) == [1, 2, 3]


def test_another_focus_changes_its_shot_and_the_transitions_beside_it(tmp_path: Path):
    plan = plan_of(tmp_path, *THREE)
    dog = Area(name="dog", left=0.1, top=0.1, right=0.3, bottom=0.4)
    shots = (plan.shots[0], dataclasses.replace(plan.shots[1], focus=(dog,)), plan.shots[2])

    assert changed(prints_of(plan), prints_of(dataclasses.replace(plan, shots=shots))) == [1, 2, 3]


def test_another_caption_changes_only_what_shows_it(tmp_path: Path):
    before = prints_of(plan_of(tmp_path, *THREE))
    after = prints_of(plan_of(tmp_path, THREE[0], ("Then we stop.", 5.0), THREE[2]))

    assert 2 in changed(before, after)
    assert set(changed(before, after)) <= {1, 2, 3}


def test_captions_that_are_not_burned_in_change_nothing(tmp_path: Path):
    def bare(text: str) -> list[str]:
        plan = plan_of(tmp_path, (text, 4.0))
        schedule = schedule_film(plan)
        return [
            segment_fingerprint(plan, schedule, (), picture_sums(plan), part)
            for part in cut_segments(schedule)
        ]

    assert bare("One thing.") == bare("Another.")


def test_a_longer_shot_leaves_the_shots_after_it_as_they_are(tmp_path: Path):
    before = prints_of(plan_of(tmp_path, *THREE))
    after = prints_of(plan_of(tmp_path, ("First we walk.", 4.5), *THREE[1:]))

    assert set(changed(before, after)) == {0, 1}


@pytest.mark.parametrize("style", ["box", "karaoke"])
def test_words_that_begin_later_leave_the_shot_before_them_as_it_was(tmp_path: Path, style: str):
    def prints(pause: float) -> list[str]:
        plan = plan_of(tmp_path, *THREE, captions=CaptionAppearance(style=style))
        starts = (("Then", pause), ("we", 2.0), ("run.", 3.0))
        words = tuple(SpokenWord(text=text, start=start, end=start + 1) for text, start in starts)
        narration = dataclasses.replace(plan.shots[1].narration, words=words)
        second = dataclasses.replace(plan.shots[1], narration=narration)
        return prints_of(dataclasses.replace(plan, shots=(plan.shots[0], second, plan.shots[2])))

    # The caption before it stays until it comes, but only in the transition that shows both shots.
    assert 0 < len(changed(prints(0.0), prints(0.1))) < 3
    assert 0 not in changed(prints(0.0), prints(0.1))


def numbered(plan: FilmPlan, *turns: int) -> FilmPlan:
    shots = zip(plan.shots, turns, strict=True)
    return dataclasses.replace(
        plan, shots=tuple(dataclasses.replace(shot, turn=turn) for shot, turn in shots)
    )


def test_scenes_behind_one_that_comes_or_goes_stay_as_they_are(tmp_path: Path):
    plan = plan_of(tmp_path, *THREE, ("Again we walk.", 5.13), ("And again.", 6.46))
    every = numbered(plan, 0, 7, 1, 2, 3)
    shorter = dataclasses.replace(every, shots=(every.shots[0], *every.shots[2:]))

    # Only the transition that leads to what was next but one before is another.
    assert set(prints_of(shorter)[2:]) == set(prints_of(every)[4:])


def test_an_end_card_stays_as_it_is_when_scenes_come_or_go(tmp_path: Path):
    plan = numbered(plan_of(tmp_path, *THREE), 0, 1, 2)
    every = dataclasses.replace(
        plan, shots=(*plan.shots, Shot(picture=plan.shots[2].picture, card="The end"))
    )
    shorter = dataclasses.replace(every, shots=(every.shots[0], *every.shots[2:]))

    assert prints_of(shorter)[-2:] == prints_of(every)[-2:]


def test_scenes_that_change_places_stay_as_they_are(tmp_path: Path):
    plan = numbered(plan_of(tmp_path, *THREE, ("Again we walk.", 5.13), ("And again.", 6.46)), 0, 1, 2, 3, 4)
    first, second, third, *others = plan.shots
    moved = dataclasses.replace(plan, shots=(first, third, second, *others))
    before, after = prints_of(plan), prints_of(moved)

    assert (before[2], before[4], before[6:]) == (after[4], after[2], after[6:])


@pytest.mark.parametrize("change", [{"size": (320, 180)}, {"seed": 1}, {"camera": "subtle"}])
def test_what_changes_every_picture_changes_every_fingerprint(tmp_path: Path, change: dict[str, object]):
    before = prints_of(plan_of(tmp_path, *THREE))

    assert len(changed(before, prints_of(plan_of(tmp_path, *THREE, **change)))) == len(before)


@pytest.mark.parametrize("change", [{"title": "Other"}, {"music": "tech"}, {"language": "de"}])
def test_what_is_not_seen_changes_no_fingerprint(tmp_path: Path, change: dict[str, object]):
    plan = plan_of(tmp_path, *THREE)

    assert prints_of(plan) == prints_of(dataclasses.replace(plan, **change))


def test_a_sound_is_its_narrations_their_places_and_its_music(tmp_path: Path):
    def sound_print(content: bytes = b"speech", seconds: float = 4.0, **changes: object) -> str:
        plan = plan_of(tmp_path, ("One.", seconds), ("Two.", 5.0), **changes)
        (tmp_path / "speech.wav").write_bytes(content)
        (tmp_path / "own.mp3").write_bytes(b"la la la")
        shots = tuple(
            dataclasses.replace(
                shot, narration=dataclasses.replace(shot.narration, file=tmp_path / "speech.wav")
            )
            for shot in plan.shots
        )
        plan = dataclasses.replace(plan, shots=shots)
        return sound_fingerprint(plan, schedule_film(plan))

    changed_prints = [
        sound_print(b"other"), sound_print(seconds=4.5), sound_print(music="tech"), sound_print(seed=2),
        sound_print(music_file=tmp_path / "own.mp3"), sound_print(is_scored=True, music="epic"),
        sound_print(is_scored=True, music="tech"), sound_print(effects=True, transition="slide"),
    ]  # fmt: skip
    assert sound_print() == sound_print(title="Other", captions=CaptionAppearance(style="none"))
    assert sound_print() not in changed_prints
    assert len(set(changed_prints)) == 8
    # Effects of which a film has none change nothing, nor does it matter how music follows that there is not.
    assert sound_print() == sound_print(effects=True)
    assert sound_print(music="") == sound_print(music="", is_scored=True)


def test_a_sound_of_before_is_still_right(tmp_path: Path):
    (tmp_path / "speech.wav").write_bytes(b"speech")
    plan = plan_of(tmp_path, ("One.", 4.0), music="calm")
    narration = dataclasses.replace(plan.shots[0].narration, file=tmp_path / "speech.wav")
    plan = dataclasses.replace(plan, shots=(dataclasses.replace(plan.shots[0], narration=narration),))
    parts = ["sound", ENCODING, 159, "calm", "", plan.seed, [[hashlib.sha256(b"speech").hexdigest(), 300]]]
    told = json.dumps([RENDER_VERSION, *parts], ensure_ascii=False)
    assert sound_fingerprint(plan, schedule_film(plan)) == hashlib.sha256(told.encode()).hexdigest()


def test_a_middle_frame_does_not_depend_on_captions_but_on_its_picture(tmp_path: Path):
    def poster_print(text: str, colour: tuple[int, int, int]) -> str:
        plan = plan_of(tmp_path, (text, 4.0))
        make_flat_picture(plan.shots[0].picture, colour, (16, 9))
        segment = Segment(0, 100, (0,), 50)
        return poster_fingerprint(plan, schedule_film(plan), picture_sums(plan), segment)

    assert poster_print("One.", (1, 2, 3)) == poster_print("Two.", (1, 2, 3))
    assert poster_print("One.", (1, 2, 3)) != poster_print("One.", (3, 2, 1))


def test_the_appearance_of_captions_changes_what_shows_them(tmp_path: Path):
    appearances = [{}, {"style": "outline"}, {"style": "karaoke"}, {"position": "top"}]
    prints = [
        prints_of(plan_of(tmp_path, *THREE, captions=CaptionAppearance(**appearance)))
        for appearance in appearances
    ]

    assert len({tuple(found) for found in prints}) == 4


def test_word_times_are_seen_in_karaoke_only(tmp_path: Path):
    def prints(style: str, pause: float) -> list[str]:
        plan = plan_of(tmp_path, ("Go now.", 3.0), captions=CaptionAppearance(style=style))
        words = (
            SpokenWord(text="Go", start=0.0, end=0.5),
            SpokenWord(text="now.", start=0.5 + pause, end=3.0),
        )
        narration = dataclasses.replace(plan.shots[0].narration, words=words)
        shot = dataclasses.replace(plan.shots[0], narration=narration)
        return prints_of(dataclasses.replace(plan, shots=(shot,)))

    assert prints("box", 0.0) == prints("box", 0.8)
    assert prints("karaoke", 0.0) != prints("karaoke", 0.8)


def test_another_transition_changes_the_transitions_and_little_else(tmp_path: Path):
    before = prints_of(plan_of(tmp_path, *THREE))

    # It lasts as long, so the shots themselves stay.
    assert changed(before, prints_of(plan_of(tmp_path, *THREE, transition="slide"))) == [1, 3]


def test_a_cut_needs_no_segment(tmp_path: Path):
    schedule = schedule_film(plan_of(tmp_path, *THREE, transition="cut"))

    assert {part.shots for part in cut_segments(schedule)} == {(0,), (1,), (2,)}


def test_a_title_card_leaves_all_but_the_first_shot_as_it_was(tmp_path: Path):
    plan = plan_of(tmp_path, *THREE)
    before = prints_of(plan)
    titled = dataclasses.replace(plan, shots=(Shot(picture=plan.shots[0].picture, card="Fox"), *plan.shots))

    # Its length, and so the transition out of it, is another.
    assert prints_of(titled)[4:] == before[2:]


def test_the_words_of_a_card_are_seen_and_it_is_no_poster(tmp_path: Path):
    plan = plan_of(tmp_path, *THREE)

    def titled(words: str) -> FilmPlan:
        card = Shot(picture=plan.shots[0].picture, card=words)
        return dataclasses.replace(plan, shots=(card, *plan.shots))

    assert changed(prints_of(titled("Fox")), prints_of(titled("Hen"))) == [0, 1]
    assert cut_segments(schedule_film(titled("Fox")))[0].middle is None


def test_fonts_that_come_later_may_change_what_has_words_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    plan = plan_of(tmp_path, ("First we walk.", 20.0), ("Then we run.", 5.0))
    schedule = schedule_film(plan)
    sums, cues = picture_sums(plan), make_cues(schedule, plan.size)[-1:]

    def prints() -> list[str]:
        return [segment_fingerprint(plan, schedule, cues, sums, part) for part in cut_segments(schedule)]

    before = prints()
    monkeypatch.setattr(fonts, "_files", {"Noto Sans SC": tmp_path / "noto-sans-sc.ttf"})
    silent = [part.end <= cues[0].start * 30 for part in cut_segments(schedule)]
    assert any(silent)
    assert changed(before, prints()) == [index for index, is_silent in enumerate(silent) if not is_silent]


@pytest.mark.parametrize(("named", "free"), [((0.0, 5.0), True), ((2.0, 9.0), True), ((0.0, 99.0), False)])
def test_a_poster_shows_nobodys_name_if_there_is_a_moment_without(
    tmp_path: Path, named: tuple[float, float], free: bool
):
    plan = plan_of(tmp_path, ("First we walk and then we run.", 8.0))
    start, end = named
    picture = make_flat_picture(tmp_path / "name.png", (250, 250, 250), (16, 9))
    name = Layer(picture=picture, left=0.1, top=0.7, right=0.4, bottom=0.8, start=start, end=end)
    # What belongs to the picture may be seen: the frame with most of it is taken as ever.
    own = Layer(picture=picture, left=0.5, top=0.1, right=0.9, bottom=0.3)
    plan = dataclasses.replace(
        plan, shots=tuple(dataclasses.replace(shot, names=(name,), over=(own,)) for shot in plan.shots)
    )
    cut = cut_scenes(plan, schedule_film(plan))
    (middle,) = [
        part.middle for part in cut_segments(cut.schedule, cut.plan.shots) if part.middle is not None
    ]
    seconds = (middle - cut.schedule.shots[0].first_shown) / 30
    assert (not start <= seconds < end) is free


@pytest.mark.parametrize(("kind", "changes"), [("rain", True), ("snow", False)])
def test_only_shots_in_rain_are_drawn_anew_since_it_falls_more_softly(
    tmp_path: Path, monkeypatch, kind: str, changes: bool
):
    plan = plan_of(tmp_path, *THREE)
    shots = tuple(dataclasses.replace(shot, layers=(Fall(kind=kind),)) for shot in plan.shots)
    plan = dataclasses.replace(plan, shots=shots)
    schedule = schedule_film(plan)

    def prints() -> list[str]:
        sums = picture_sums(plan)
        return [segment_fingerprint(plan, schedule, (), sums, one) for one in cut_segments(schedule)]

    before = prints()
    monkeypatch.setattr("studio.film.encode.segments.RAIN", 99)
    assert (prints() != before) is changes
