"""Graphics in a film: where scenes are cut for them, what is seen when, and what is too short to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from studio.film.cuts import cut_scenes
from studio.film.layers.values import Ground, Layer
from studio.film.plan import FRAME_RATE, Cutaway, FilmPlan, Narration, Shot, SpokenWord
from studio.film.schedule import schedule_film
from studio.graphics.laid_out import LaidOut
from studio.graphics.showing import SHORTEST, Moment, Sentence, show_graphics
from studio.graphics.values import Graphic, Phrase
from tests.studio.film.factories import make_picture

SIZE = (160, 90)
TOLD = "A nurse earns three thousand dollars a month. Her savings grow. After ten years there is a house by the sea."
# The places in it at which sentences begin.
SECOND, THIRD = 8, 11
A_WORD = 0.4
NUMBER, PHRASE = Graphic(kind="number"), Graphic(kind="statement")


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    return [make_picture(tmp_path / f"{number}.png", seed=number) for number in range(3)]


def spoken(text: str = TOLD, a_word: float = A_WORD) -> Narration:
    words = text.split()
    timed = [SpokenWord(text=word, start=n * a_word, end=(n + 0.8) * a_word) for n, word in enumerate(words)]
    return Narration(file=None, duration=len(words) * a_word, text=text, words=tuple(timed))


class Layout:
    """Lays everything out as one picture, and remembers when."""

    def __init__(self, picture: Path) -> None:
        self.picture = picture
        self.moments: list[tuple[Graphic, Moment]] = []

    def __call__(self, graphic: Graphic, index: int, moment: Moment) -> LaidOut | None:
        self.moments.append((graphic, moment))
        return LaidOut(picture=self.picture, words_shown=(1, 2))


def shown(plan: FilmPlan, *parts: Sentence, lay: Layout, index: int = 0) -> FilmPlan:
    return show_graphics(plan, {index: parts}, lay)


def seen(plan: FilmPlan) -> list[tuple[Path, float]]:
    """Return what the shots show with their first seconds."""
    cut = cut_scenes(plan, schedule_film(plan))
    return [
        (shot.picture, span.start / FRAME_RATE)
        for shot, span in zip(cut.plan.shots, cut.schedule.shots, strict=True)
    ]


@pytest.mark.parametrize("cutting", ["", "calm", "lively"])
def test_a_graphic_is_seen_for_its_sentence_and_the_picture_before_and_after(pictures, cutting):
    painting, words, _ = pictures
    plan = FilmPlan(shots=(Shot(picture=painting, narration=spoken()),), size=SIZE, cutting=cutting)
    parts = (Sentence(first=0), Sentence(first=SECOND, graphic=PHRASE), Sentence(first=THIRD))
    # The second sentence has three words: longer, so that it can be read.
    slow = replace(plan, shots=(replace(plan.shots[0], narration=spoken(a_word=0.7)),))
    found = seen(shown(slow, *parts, lay=Layout(words)))
    at = [second for picture, second in found if picture == words]
    heard = schedule_film(slow).spoken[0].start + SECOND * 0.7
    assert len(at) == 1
    assert heard - 0.25 < at[0] <= heard
    assert found[0][0] == found[-1][0] == painting


def test_words_are_heard_from_the_first_frame_in_which_the_graphic_is_seen(pictures):
    painting, words, _ = pictures
    plan = FilmPlan(shots=(Shot(picture=painting, narration=spoken()),), size=SIZE)
    lay = Layout(words)
    parts = (Sentence(first=0, graphic=NUMBER), Sentence(first=SECOND), Sentence(first=THIRD, graphic=PHRASE))
    made = shown(plan, *parts, lay=lay)
    (_, opening), (_, later) = lay.moments
    assert opening.is_first
    assert not later.is_first
    film = cut_scenes(made, schedule_film(made))
    zero = schedule_film(made).spoken[0].start
    for moment, span in zip((opening, later), (film.schedule.shots[0], film.schedule.shots[-1]), strict=True):
        begin = zero - span.first_shown / FRAME_RATE
        assert moment.words[THIRD].start == pytest.approx(begin + THIRD * A_WORD, abs=0.001)
    assert later.duration == pytest.approx(
        (film.schedule.shots[-1].end_shown - film.schedule.shots[-1].first_shown) / FRAME_RATE, abs=0.001
    )
    assert 0 <= later.words[THIRD].start < 0.25


def test_what_is_too_short_to_be_read_is_not_shown_and_what_was_before_goes_on(pictures):
    painting, words, _ = pictures
    plan = FilmPlan(shots=(Shot(picture=painting, narration=spoken(a_word=0.3)),), size=SIZE)
    lay = Layout(words)
    parts = (Sentence(first=0), Sentence(first=SECOND, graphic=PHRASE), Sentence(first=THIRD))
    assert (THIRD - SECOND) * 0.3 < SHORTEST
    assert {picture for picture, _ in seen(shown(plan, *parts, lay=lay))} == {painting}
    assert not lay.moments


def test_pictures_of_later_sentences_stay_where_pictures_are_shown(pictures):
    painting, words, other = pictures
    cutaways = (Cutaway(word=SECOND, picture=other), Cutaway(word=THIRD, picture=other))
    plan = FilmPlan(
        shots=(Shot(picture=painting, narration=spoken(), cutaways=cutaways),), size=SIZE, cutting="lively"
    )
    parts = (Sentence(first=0, graphic=NUMBER), Sentence(first=SECOND), Sentence(first=THIRD, graphic=PHRASE))
    assert [picture for picture, _ in seen(shown(plan, *parts, lay=Layout(words)))] == [words, other, words]


def test_a_script_without_spaces_is_cut_at_its_sentences(pictures):
    text = "什么是人工智能\N{FULLWIDTH QUESTION MARK}人工智能是让机器学习的技术。今天百分之六十的企业使用它。"
    painting, words, _ = pictures
    narration = Narration(file=None, duration=9.0, text=text)
    plan = FilmPlan(shots=(Shot(picture=painting, narration=narration),), size=SIZE)
    begin = text.index("人工智能是")
    lay = Layout(words)
    parts = (Sentence(first=0), Sentence(first=0, letter=begin, graphic=PHRASE))
    found = seen(shown(plan, *parts, lay=lay))
    assert [picture for picture, _ in found] == [painting, words]
    share = begin / len(text)
    assert found[1][1] == pytest.approx(9.0 * share, abs=1.0)
    assert lay.moments[0][1].words[0].start == 0


def test_a_picture_that_comes_again_has_its_layers_and_its_depth(pictures):
    painting, words, fox = pictures
    alive = Shot(
        picture=painting,
        narration=spoken(),
        ground=Ground(line=0.6, depth=0.5),
        layers=(Layer(picture=fox, left=0.4, top=0.5, right=0.6, bottom=0.8),),
    )
    plan = FilmPlan(shots=(alive,), size=SIZE)
    parts = (Sentence(first=0, graphic=NUMBER), Sentence(first=SECOND), Sentence(first=THIRD))
    made = shown(plan, *parts, lay=Layout(words))
    shots = cut_scenes(made, schedule_film(made)).plan.shots
    assert [(shot.picture, len(shot.layers), shot.ground.line) for shot in shots[:2]] == [
        (words, 0, 1.0),
        (painting, 1, 0.6),
    ]


def test_a_graphic_that_cannot_be_drawn_leaves_the_picture(pictures):
    painting, _, _ = pictures

    def lay(graphic: Graphic, index: int, moment: Moment) -> LaidOut | None:
        return None

    plan = FilmPlan(shots=(Shot(picture=painting, narration=spoken()),), size=SIZE)
    made = show_graphics(plan, {0: [Sentence(first=0, graphic=NUMBER)]}, lay)
    assert made == plan


def test_a_film_without_graphics_stays_as_it_was(pictures):
    plan = FilmPlan(shots=(Shot(picture=pictures[0], narration=spoken()),), size=SIZE)
    parts: Sequence[Sentence] = [Sentence(first=0), Sentence(first=SECOND)]
    assert show_graphics(plan, {0: parts}, Layout(pictures[1])) == plan


def between(plan: FilmPlan, kind: str, lay: Layout, *, second: Graphic | None = PHRASE) -> FilmPlan:
    """Return a film whose first sentence is a number, and its second something else after a transition."""
    parts = (
        Sentence(first=0, graphic=NUMBER),
        Sentence(first=SECOND, graphic=second, transition=kind),
    )
    return shown(plan, *parts, lay=lay)


@pytest.mark.parametrize(
    ("kind", "gone"),
    [("", 0.0), ("soft", 0.1), ("rack", 0.1), ("match", 0.18), ("push", 0.85), ("whip", 0.53)],
)
def test_letters_leave_before_others_come_but_stay_on_what_moves_as_a_whole(pictures, kind, gone):
    painting, words, _ = pictures
    plan = FilmPlan(shots=(Shot(picture=painting, narration=spoken()),), size=SIZE)
    lay = Layout(words)
    made = between(plan, kind, lay)
    first, second = cut_scenes(made, schedule_film(made)).schedule.shots
    (_, moment), _ = lay.moments
    assert second.transition == (kind or "cut")
    assert moment.duration == pytest.approx(
        (second.first_shown - first.first_shown) / FRAME_RATE + gone, abs=0.001
    )


def test_letters_at_the_end_of_a_scene_leave_before_those_of_the_next_if_it_has_a_transition_of_its_own(
    pictures,
):
    painting, words, _ = pictures
    shot = Shot(picture=painting, narration=spoken())
    durations = []
    for kind in ("", "fade", "push"):
        lay = Layout(words)
        plan = FilmPlan(shots=(shot, replace(shot, transition=kind)), size=SIZE)
        shown(plan, Sentence(first=0, graphic=NUMBER), lay=lay)
        durations.append(lay.moments[0][1].duration)
    # In a film whose scenes all have one transition they are gone when it begins.
    assert durations[1] - durations[0] == pytest.approx(0.1, abs=0.001)
    assert durations[2] - durations[0] == pytest.approx(0.85, abs=0.001)


def test_what_cannot_be_laid_out_needs_no_transition(pictures):
    painting = pictures[0]
    plan = FilmPlan(shots=(Shot(picture=painting, narration=spoken()),), size=SIZE)
    parts = (Sentence(first=0), Sentence(first=SECOND, graphic=PHRASE, transition="rack"))
    made = show_graphics(plan, {0: parts}, lambda graphic, index, moment: None)
    assert [cutaway.transition for cutaway in made.shots[0].cutaways] == [""]


@pytest.mark.parametrize(
    ("kind", "camera", "sounds"), [("whip", "mixed", 1), ("rack", "mixed", 0), ("whip", "none", 0)]
)
def test_what_rushes_by_within_a_scene_is_heard_half_way(pictures, kind, camera, sounds):
    painting, words, _ = pictures
    plan = FilmPlan(shots=(Shot(picture=painting, narration=spoken()),), size=SIZE, camera=camera)
    made = between(plan, kind, Layout(words))
    found = [sound for sound in made.shots[0].sounds if sound.kind == "whoosh"]
    assert len(found) == sounds
    span = cut_scenes(made, schedule_film(made)).schedule.shots[1]
    assert all(sound.start == pytest.approx(span.start / FRAME_RATE, abs=0.03) for sound in found)


def test_a_graphic_may_lie_on_the_picture_of_another_scene(pictures):
    painting, words, _ = pictures
    shot = Shot(picture=painting, narration=spoken())
    asked = []

    def lay(graphic: Graphic, index: int, moment: Moment) -> LaidOut:
        asked.append(index)
        return LaidOut(picture=words)

    plan = FilmPlan(shots=(shot, shot), size=SIZE)
    show_graphics(
        plan, {1: (Sentence(first=0, graphic=NUMBER, behind=0), Sentence(first=SECOND, graphic=PHRASE))}, lay
    )
    assert asked == [0, 1]


def test_letters_leave_before_what_follows_can_be_seen(pictures):
    painting, words, other = pictures
    shots = (Shot(picture=painting, narration=spoken()), Shot(picture=other, narration=spoken()))
    plan = FilmPlan(shots=shots, size=SIZE, transition="fade")
    layout = Layout(words)
    shown(plan, Sentence(first=0, graphic=PHRASE), lay=layout)
    schedule = schedule_film(plan)
    assert schedule.shots[0].fade_out > 0
    [(_, moment)] = layout.moments
    assert moment.duration == pytest.approx(schedule.shots[1].first_shown / FRAME_RATE, abs=0.05)


def test_a_few_words_are_read_sooner_than_many(pictures):
    painting, words, _ = pictures
    short = Graphic(kind="question", phrases={"main": Phrase(text="Why do we dream?", last=3)})
    long = Graphic(
        kind="statement", phrases={"main": Phrase(text="one two three four five six seven", last=6)}
    )
    told = "Why do we dream? Nobody knows it."
    for graphic, is_shown in ((short, True), (long, False)):
        plan = FilmPlan(shots=(Shot(picture=painting, narration=spoken(told, 0.3)),), size=SIZE)
        layout = Layout(words)
        shown(plan, Sentence(first=0, graphic=graphic), Sentence(first=4), lay=layout)
        assert bool(layout.moments) is is_shown
