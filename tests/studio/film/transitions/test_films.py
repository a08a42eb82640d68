"""Transitions in whole films: where they lie, what they paint in any order, and what stays put."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.errors import RenderError
from studio.film.cuts import CutFilm, begins_of, cut_scenes
from studio.film.encode.composition import FilmComposition
from studio.film.encode.segments import cut_segments, picture_sums, segment_fingerprint
from studio.film.layers.motion import Key, Motion, Track
from studio.film.layers.values import Layer
from studio.film.picture.easel import Easel
from studio.film.plan import FRAME_RATE, TRANSITIONS, Cutaway, FilmPlan, Narration, Shot, SpokenWord
from studio.film.production import compose
from studio.film.render import render_film
from studio.film.schedule import schedule_film
from studio.film.sound.effects.placing import place_effects
from studio.film.text.captions import burned_cues, make_cues
from tests.studio.film.factories import decode_frames, make_flat_picture, make_picture

SIZE = (160, 90)
TOLD = "The keeper climbs the tower. Then he polishes the lens with a soft cloth until it shines."
WORD, SECOND = 0.4, 5
NEW = ("soft", "push", "zoom", "whip", "rack", "match")


def spoken(text: str = TOLD) -> Narration:
    words = text.split()
    timed = tuple(
        SpokenWord(text=word, start=at * WORD, end=(at + 0.9) * WORD) for at, word in enumerate(words)
    )
    return Narration(file=None, duration=len(words) * WORD, text=text, words=timed)


def plate(file: Path, colour: tuple[int, int, int, int]) -> Path:
    Image.new("RGBA", (24, 8), colour).save(file)
    return file


def lettered(folder: Path, name: str, colour: tuple[int, int, int, int], top: float, **how: object) -> Layer:
    file = folder / name
    return Layer(
        picture=file if file.exists() else plate(file, colour),
        left=0.1,
        top=top,
        right=0.25,
        bottom=top + 0.08,
        **how,  # type: ignore[arg-type]
    )


def two_scenes(folder: Path, kind: str = "", **changes: object) -> FilmPlan:
    shots = tuple(
        Shot(
            picture=make_picture(folder / f"{at}.png", seed=at),
            narration=spoken(),
            transition=kind if at else "",
            over=(lettered(folder, f"letter{at}.png", (255, 255 * at, 0, 255), 0.3),),
        )
        for at in range(2)
    )
    return FilmPlan(shots=shots, size=SIZE, music="", **changes)  # type: ignore[arg-type]


def with_words(folder: Path, kind: str, **changes: object) -> FilmPlan:
    """Return a film of one scene whose second sentence shows something else."""
    shot = Shot(
        picture=make_picture(folder / "0.png", seed=0),
        narration=spoken(),
        cutaways=(
            Cutaway(
                word=SECOND,
                picture=make_picture(folder / "1.png", seed=1, light=70),
                is_exact=True,
                transition=kind,
                move="breathe",
                over=(lettered(folder, "letter.png", (255, 255, 255, 255), 0.3),),
            ),
        ),
    )
    return FilmPlan(shots=(shot,), size=SIZE, music="", **changes)  # type: ignore[arg-type]


def composed(plan: FilmPlan) -> tuple[CutFilm, FilmComposition]:
    schedule = schedule_film(plan)
    cut = cut_scenes(plan, schedule)
    cues = burned_cues(make_cues(schedule, plan.size), plan)
    return cut, compose(cut.plan, cut.schedule, cues)


def painted(film: FilmComposition, number: int) -> bytes:
    easel = Easel(SIZE)
    # Nothing of what was in the memory before may be seen.
    easel.frame.buffer[:], easel.other.buffer[:] = 77, 99
    film.paint(number, easel)
    return easel.frame.buffer.tobytes()


@pytest.mark.parametrize("kind", NEW)
@pytest.mark.parametrize("make", [two_scenes, with_words])
def test_frames_are_the_same_to_the_byte_in_whatever_order_they_are_painted(tmp_path, kind, make):
    cut, film = composed(make(tmp_path, kind))
    span = cut.schedule.shots[1]
    assert (span.transition, span.fade_in) == (kind, round(TRANSITIONS[kind] * FRAME_RATE) // 2 * 2)
    numbers = range(span.first_shown - 1, span.first_shown + span.fade_in + 1)
    there = [painted(film, number) for number in numbers]
    _, again = composed(make(tmp_path, kind))
    assert [painted(again, number) for number in reversed(numbers)] == there[::-1]
    assert len(set(there)) > span.fade_in / 2


@pytest.mark.parametrize("kind", [*NEW, "fade", "dip", "slide"])
@pytest.mark.parametrize("make", [two_scenes, with_words])
def test_a_transition_begins_and_ends_as_the_shots_beside_it(tmp_path, kind, make):
    cut, film = composed(
        make(tmp_path, kind, captions=replace(FilmPlan(shots=(), size=SIZE).captions, style="none"))
    )
    span = cut.schedule.shots[1]
    for first in (span.first_shown - 1, span.first_shown + span.fade_in - 1):
        one, other = (
            np.frombuffer(painted(film, number), np.uint8)[: SIZE[0] * SIZE[1]].astype(int)
            for number in (first, first + 1)
        )
        assert np.abs(one - other).mean() < 6


def test_within_a_scene_a_transition_lies_around_its_word_and_the_cutaway_is_seen_from_its_beginning(
    tmp_path,
):
    hard, soft = with_words(tmp_path, ""), with_words(tmp_path, "rack")
    cuts = [cut_scenes(plan, schedule_film(plan)).schedule.shots[1] for plan in (hard, soft)]
    assert cuts[0].start == cuts[1].start
    assert (cuts[0].fade_in, cuts[0].transition) == (0, "cut")
    begins = [begins_of(plan, schedule_film(plan))[0][1] for plan in (hard, soft)]
    assert begins[0] - begins[1] == pytest.approx(cuts[1].fade_in / 2 / FRAME_RATE)


def test_a_transition_within_a_scene_leaves_room_for_that_into_the_scene(tmp_path):
    told = "No. Then he polishes the lens with a soft cloth until it shines like the moon over the sea."
    first = two_scenes(tmp_path, "dip").shots
    inner = Cutaway(word=1, picture=first[0].picture, is_exact=True, transition="rack")
    plan = FilmPlan(
        shots=(first[0], replace(first[1], narration=spoken(told), cutaways=(inner,))), size=SIZE, music=""
    )
    cut = cut_scenes(plan, schedule_film(plan))
    segments = cut_segments(cut.schedule, cut.plan.shots)
    assert all(part.frame_count > 0 for part in segments)
    assert [part.end for part in segments[:-1]] == [part.first for part in segments[1:]]
    assert cut.schedule.shots[1].transition == "dip"
    assert 0 < cut.schedule.shots[2].fade_in < 18


@pytest.mark.parametrize(
    ("kind", "stands"),
    [
        *{"push": "fade", "zoom": "fade", "whip": "cut", "rack": "soft", "match": "soft"}.items(),
        *{"fade": "fade", "dip": "dip", "cut": "cut", "slide": "slide", "soft": "soft"}.items(),
    ],
)
def test_with_a_camera_that_does_not_move_nothing_rushes_by(tmp_path, kind, stands):
    for plan in (two_scenes(tmp_path, kind, camera="none"), with_words(tmp_path, kind, camera="none")):
        assert cut_scenes(plan, schedule_film(plan)).schedule.shots[1].transition == stands


def test_a_shot_may_have_another_transition_than_its_film_but_no_unknown_one(tmp_path):
    plan = two_scenes(tmp_path, "whip", transition="slide")
    assert schedule_film(plan).shots[1].transition == "whip"
    for wrong in (two_scenes(tmp_path, "melt"), with_words(tmp_path, "melt")):
        with pytest.raises(RenderError):
            schedule_film(wrong)


def test_a_card_comes_and_goes_softly_even_where_a_whip_is_wanted(tmp_path):
    plan = two_scenes(tmp_path, "whip")
    plan = replace(
        plan, shots=(*plan.shots, Shot(picture=plan.shots[0].picture, card="The end", transition="zoom"))
    )
    assert [span.transition for span in schedule_film(plan).shots[1:]] == ["whip", "fade"]


@pytest.mark.parametrize("kind", NEW)
def test_captions_stay_where_they_are_while_shots_change(tmp_path, kind):
    # One narration over two shots, so that a caption lasts through the change.
    first = two_scenes(tmp_path, kind).shots
    plan = FilmPlan(shots=(first[0], replace(first[1], narration=None)), size=(320, 180), music="")
    schedule = schedule_film(plan)
    cues = burned_cues(make_cues(schedule, plan.size), plan)
    film = compose(plan, schedule, cues)
    span = schedule.shots[1]
    assert any(
        cue.start < span.first_shown / FRAME_RATE and cue.end > (span.start + 2) / FRAME_RATE for cue in cues
    )
    easel, bare = Easel(plan.size), Easel(plan.size)
    boxes = []
    for number in range(span.first_shown, span.start + 2):
        film.paint(number, easel)
        film.paint(number, bare, with_captions=False)
        rows, columns = np.nonzero(easel.frame.y != bare.frame.y)
        boxes.append((rows.min() // 2, rows.max() // 2, columns.min() // 2, columns.max() // 2))
    assert len(set(boxes)) == 1


def test_in_a_match_what_both_shots_have_stays_and_the_rest_moves_on(tmp_path):
    ground = make_flat_picture(tmp_path / "ground.png", (20, 30, 60))
    bar = lettered(tmp_path, "bar.png", (200, 200, 200, 255), 0.1)
    leaving = Motion(opacity=Track(keys=(Key(0.0, 1.0, "hold"), Key(9.0, 1.0, "hold"))))
    old = lettered(tmp_path, "old.png", (255, 0, 0, 255), 0.5, motion=leaving)
    coming = Motion(opacity=Track(keys=(Key(0.2, 0.0, "hold"), Key(0.5, 1.0, "out"))))
    # It comes anew in its own shot, and is not seen to do so.
    fading = replace(bar, motion=coming)
    new = lettered(tmp_path, "new.png", (0, 255, 0, 255), 0.5, motion=coming)
    shots = tuple(
        Shot(picture=ground, narration=spoken(), move="breathe", over=over, transition=kind)
        for over, kind in (((bar, old), ""), ((fading, new), "match"))
    )
    plan = FilmPlan(
        shots=shots,
        size=SIZE,
        music="",
        captions=replace(FilmPlan(shots=(), size=SIZE).captions, style="none"),
    )
    schedule = schedule_film(plan)
    film = compose(plan, schedule, ())
    span = schedule.shots[1]
    easel = Easel(SIZE)
    bars, lower = [], []
    for number in range(span.first_shown - 1, span.first_shown + span.fade_in + 1):
        film.paint(number, easel)
        bars.append(easel.frame.y[11:15, 20:36].astype(int).mean())
        lower.append(easel.frame.y[44:54, 18:38].astype(int))
    assert max(bars) - min(bars) < 3
    assert np.abs(lower[0] - lower[5]).max() > 1
    assert np.abs(lower[-1] - lower[0]).mean() > 5


def test_a_ground_that_stays_goes_on_breathing_through_a_match(tmp_path):
    ground = make_picture(tmp_path / "ground.png", seed=4)
    quiet = replace(FilmPlan(shots=(), size=SIZE).captions, style="none")

    def steps(kind: str) -> list[float]:
        shots = tuple(
            Shot(picture=ground, narration=spoken(), move="breathe", over=(), transition=kind if at else "")
            for at in range(3)
        )
        plan = FilmPlan(shots=shots, size=SIZE, music="", captions=quiet)
        schedule = schedule_film(plan)
        film, easel = compose(plan, schedule, ()), Easel(SIZE)
        seen = []
        for number in range(schedule.shots[2].first_shown - 4, schedule.shots[2].first_shown + 24):
            film.paint(number, easel)
            seen.append(easel.frame.y.astype(int))
        return [float(np.abs(later - earlier).mean()) for earlier, later in pairwise(seen)]

    assert max(steps("match")) < 1.2
    assert max(steps("cut")) > 4 * max(steps("match"))


def test_a_film_that_fades_out_ends_in_black_and_else_does_not(tmp_path):
    for fades, size, seconds in ((True, SIZE, 0.8), (True, (90, 160), 0.4), (False, SIZE, 0.0)):
        plan = replace(two_scenes(tmp_path, "fade", fades_out=fades), size=size)
        schedule = schedule_film(plan)
        film, easel = compose(plan, schedule, ()), Easel(size)
        lights = []
        for number in range(schedule.frame_count - 30, schedule.frame_count):
            film.paint(number, easel)
            lights.append(float(easel.frame.y.mean()))
        assert (lights[-1] < 17) == fades
        dark = [at for at, light in enumerate(lights) if light < 0.95 * lights[0]]
        assert len(dark) <= seconds * FRAME_RATE
        assert bool(dark) == fades
        assert not fades or all(
            later < earlier for earlier, later in zip(lights[-10:], lights[-9:], strict=False)
        )


def test_only_what_is_black_is_made_again_when_a_film_is_to_end_in_black(tmp_path):
    def prints(fades_out: bool) -> list[str]:
        plan = two_scenes(tmp_path, "fade", fades_out=fades_out)
        plan = replace(plan, shots=(plan.shots[0], replace(plan.shots[1], narration=spoken(TOLD * 4))))
        schedule, sums = schedule_film(plan), picture_sums(plan)
        return [segment_fingerprint(plan, schedule, (), sums, part) for part in cut_segments(schedule)]

    before, after = prints(False), prints(True)
    assert [one == other for one, other in zip(before, after, strict=True)] == [
        *[True] * (len(before) - 1),
        False,
    ]


def test_a_push_in_a_language_from_right_to_left_is_another_and_a_zoom_is_not(tmp_path):
    def prints(kind: str, language: str) -> list[str]:
        plan = two_scenes(tmp_path, kind, language=language)
        schedule, sums = schedule_film(plan), picture_sums(plan)
        return [segment_fingerprint(plan, schedule, (), sums, part) for part in cut_segments(schedule)]

    assert sum(a != b for a, b in zip(prints("push", "en"), prints("push", "ar"), strict=True)) == 1
    assert prints("zoom", "en") == prints("zoom", "he-IL")
    assert prints("push", "en") == prints("push", "de")


@pytest.mark.parametrize(
    ("kind", "rushes"), [("push", True), ("zoom", True), ("whip", True), ("rack", False)]
)
def test_what_rushes_by_is_heard_where_effects_are_on(tmp_path, kind, rushes):
    plan = two_scenes(tmp_path, kind, effects=True)
    assert [one.kind for one in place_effects(plan, schedule_film(plan))] == ["whoosh"] * rushes
    still = replace(plan, camera="none")
    assert not place_effects(still, schedule_film(still))


def test_a_whole_film_of_all_of_them_is_what_was_planned(tmp_path):
    shots = [two_scenes(tmp_path, kind).shots[1] for kind in NEW]
    shots = [replace(shot, narration=spoken("A short word for it.")) for shot in shots]
    inner = with_words(tmp_path, "rack").shots[0]
    plan = FilmPlan(shots=(inner, *shots), size=SIZE, music="", fades_out=True)
    (tmp_path / "out").mkdir()
    film = render_film(plan, tmp_path / "out", lambda share: None)
    frames = decode_frames(film.video)
    assert len(frames) == round(film.duration * FRAME_RATE)
    assert frames[-1].mean() < 19
    cut, composition = composed(plan)
    for span in cut.schedule.shots[1:]:
        easel = Easel(SIZE)
        composition.paint(span.start, easel)
        assert np.abs(frames[span.start].astype(int) - easel.frame.y).mean() < 6
