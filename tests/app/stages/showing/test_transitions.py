"""Transitions by meaning in a film's plan: new films have them, films of before keep theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.models import Generation
from generator.pipeline.stages import graphics as graphics_stage
from generator.pipeline.stages.graphics import Graphics, told_transitions
from generator.pipeline.stages.render import _made_from, film_plan
from generator.pipeline.stages.sentences import choose_sentences
from studio.film.cuts import cut_scenes
from studio.film.plan import FilmPlan, Narration, Shot
from studio.film.schedule import schedule_film
from tests.support.factories import make_scene
from tests.support.media import photo

FOX, SHARE = "A red fox runs through the snow.", "Three out of four users fall asleep faster."
LATER = "Years later, the fox sleeps in the snow."
LIST = ("Three rules for better sleep.", "First, drink more water.", "Second, stop scrolling at night.")


def told(claimed, *narrations: str, **fields) -> Generation:
    generation = claimed(**{"language": "en", "mood": "tech", **fields})
    for words in narrations:
        make_scene(generation, narration=words, prompt="fox in snow", image=photo(), image_fingerprint="x")
    choose_sentences(generation, list(generation.scenes.all()))
    return generation


def plan_for(generation: Generation, folder: Path, card: str = "") -> FilmPlan:
    file = folder / "picture.jpg"
    file.write_bytes(photo())
    shots = tuple(
        Shot(
            picture=file,
            narration=Narration(
                file=None, duration=0.45 * len(scene.narration.split()), text=scene.narration
            ),
        )
        for scene in generation.scenes.all()
    )
    cards = (Shot(picture=file, card=card),) if card else ()
    plan = FilmPlan(shots=(*cards, *shots), size=(320, 180), music="")
    scenes = list(generation.scenes.all())
    return Graphics(generation, scenes, folder / "graphics").put_into(plan, dict.fromkeys(range(9), file))


def ways(plan: FilmPlan) -> list[str]:
    return [span.transition for span in cut_scenes(plan, schedule_film(plan)).schedule.shots[1:]]


def test_a_new_film_goes_by_meaning():
    assert Generation().transition == Generation.Transition.MEANING


@pytest.mark.parametrize("card", ["", "The fox"])
def test_time_passes_through_black_and_words_come_from_the_picture(claimed, tmp_path, card):
    generation = told(claimed, f"{FOX} {SHARE}", LATER)
    made = plan_for(generation, tmp_path, card)
    rest = ["fade"] if card else []
    assert ways(made)[-1] == "dip"
    ground = generation.scenes.first().sentences[1]["graphic"].get("ground")
    assert ways(made)[: len(rest) + 1] == [*rest, "rack" if ground == "veil" else "soft"]


def test_items_of_a_list_move_on_over_one_ground(claimed, tmp_path):
    made = plan_for(told(claimed, *LIST, shows="words"), tmp_path)
    assert ways(made)[-1] == "match"
    first, second = made.shots[-2:]
    assert first.picture == second.picture
    assert first.over != second.over


@pytest.mark.parametrize("transition", ["fade", "cut", "dip", "slide", "whip"])
def test_a_film_with_a_transition_of_its_own_has_no_other(claimed, tmp_path, transition):
    generation = told(claimed, f"{FOX} {SHARE}", LATER, transition=transition)
    made = plan_for(generation, tmp_path)
    assert not any(shot.transition for shot in made.shots)
    assert not any(cutaway.transition for shot in made.shots for cutaway in shot.cutaways)
    assert not told_transitions(generation, list(generation.scenes.all()))


def test_without_graphics_scenes_still_go_by_meaning(claimed, tmp_path):
    made = plan_for(told(claimed, FOX, LATER, shows="pictures"), tmp_path)
    assert [shot.transition for shot in made.shots] == ["", "dip"]


def test_the_film_ends_in_black_only_by_meaning(claimed, tmp_path):
    class NoShots:
        def in_order(self) -> tuple[Shot, ...]:
            return ()

    generation = told(claimed, FOX)
    for transition, fades_out in (("meaning", True), ("fade", False), ("zoom", False)):
        generation.transition = transition
        plan = film_plan(generation, NoShots(), tmp_path)  # type: ignore[arg-type]
        assert plan.fades_out == fades_out
        assert plan.transition == ("fade" if fades_out else transition)


def test_what_cannot_be_read_is_a_cross_fade(claimed, tmp_path, monkeypatch, caplog):
    def fail(*args: object, **how: object) -> None:
        raise ValueError

    monkeypatch.setattr(graphics_stage, "find_transitions", fail)
    made = plan_for(told(claimed, f"{FOX} {SHARE}", LATER), tmp_path)
    assert ways(made)[-1] == "fade"
    assert "could not be chosen" in caplog.text


def test_other_words_that_ask_for_another_transition_make_another_film(claimed):
    generation = told(claimed, FOX, LATER, shows="pictures")
    scenes = list(generation.scenes.all())
    before = _made_from(generation, scenes)
    scenes[1].narration = scenes[1].narration.replace("Years later", "However")
    assert _made_from(generation, scenes) != before
