"""What the sentences of a film show: chosen once, by what they say and what their owner wants."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.exceptions import RunStoppedError
from generator.models import Generation, Scene
from generator.pipeline.stages import graphics as graphics_stage
from generator.pipeline.stages.graphics import Graphics
from generator.pipeline.stages.illustrate import illustrate
from generator.pipeline.stages.sentences import choose_sentences, is_scenery
from studio.film.cuts import cut_scenes
from studio.film.faults import ShotError
from studio.film.plan import FilmPlan, Narration, Shot
from studio.film.schedule import schedule_film
from studio.painter.read.scenery import as_scenery
from tests.support.factories import make_scene
from tests.support.media import photo
from tests.support.stand_ins import log

MONEY = "A new pump costs $1,200."
SHARE = "Three out of four users fall asleep faster."
FOX = "A red fox runs through the snow."


def told(claimed, *narrations: str, **fields) -> Generation:
    generation = claimed(**{"language": "en", "mood": "tech", **fields})
    for words in narrations or (f"{FOX} {MONEY}", SHARE):
        make_scene(generation, narration=words, prompt="fox in snow", image=photo(), image_fingerprint="x")
    return generation


def chosen(generation: Generation) -> list[list[str]]:
    """Choose, and return the kind of what each sentence shows."""
    choose_sentences(generation, list(generation.scenes.all()))
    return [
        [sentence["graphic"]["kind"] if sentence["graphic"] else "picture" for sentence in scene.sentences]
        for scene in generation.scenes.all()
    ]


def again(**changes) -> Generation:
    Generation.objects.update(**changes)
    return Generation.objects.get()


def test_numbers_are_shown_as_figures_and_a_fox_as_a_picture(claimed):
    generation = told(claimed)
    assert chosen(generation) == [["picture", "number"], ["share"]]
    _, number = generation.scenes.first().sentences
    assert number["graphic"]["figures"][0]["text"] == "1,200"
    assert number["graphic"]["palette"] == "tech"
    assert (number["first"], number["letter"]) == (len(FOX.split()), 0)
    assert number["reason"]


def test_the_choice_is_made_with_the_pictures_and_only_once(claimed, run_stage, monkeypatch):
    generation = told(claimed)
    run_stage(illustrate, generation)
    assert generation.scenes.first().graphic_count == 1
    monkeypatch.setattr("generator.pipeline.stages.sentences.choose", None)
    run_stage(illustrate, Generation.objects.get())


@pytest.mark.parametrize(
    ("shows", "kinds"),
    [("pictures", [["picture", "picture"], ["picture"]]), ("words", [["statement", "number"], ["share"]])],
)
def test_a_film_shows_only_pictures_or_only_words_if_its_owner_wants_that(claimed, shows, kinds):
    assert chosen(told(claimed, shows=shows)) == kinds


def test_an_owner_has_a_picture_of_one_sentence_and_other_words_for_another(claimed):
    generation = told(claimed)
    scene, second = generation.scenes.all()
    scene.wishes = {MONEY: {"kind": "picture"}}
    scene.save()
    second.wishes = {SHARE: {"kind": "title", "words": "Sleep *faster*", "palette": "calm"}}
    second.save()
    assert chosen(generation) == [["picture", "picture"], ["title"]]
    (shown,) = generation.scenes.last().sentences
    phrase = shown["graphic"]["phrases"]["main"]
    assert (phrase["text"], phrase["emphasis"]) == ("Sleep faster", [[6, 12]])
    assert shown["graphic"]["palette"] == "calm"


def test_a_wish_goes_with_its_sentence_and_not_with_others(claimed):
    generation = told(claimed, f"{FOX} {SHARE}")
    Scene.objects.update(wishes={MONEY: {"kind": "picture"}, SHARE: {"kind": "picture"}})
    assert chosen(generation) == [["picture", "picture"]]
    Scene.objects.update(narration=f"{FOX} {MONEY} Nine out of ten users smile.")
    assert chosen(generation) == [["picture", "picture", "share"]]


def test_scenes_whose_words_stay_keep_what_they_show(claimed):
    generation = told(claimed)
    chosen(generation)
    first = generation.scenes.first()
    Scene.objects.filter(pk=first.pk).update(sentences=[{**first.sentences[0], "reason": "kept"}])
    Scene.objects.exclude(pk=first.pk).update(narration="Nine out of ten users smile.")
    chosen(generation)
    assert generation.scenes.first().sentences[0]["reason"] == "kept"
    assert generation.scenes.last().sentences[0]["text"].startswith("Nine")


def test_a_script_without_spaces_has_its_sentences(claimed):
    generation = told(
        claimed, "今天\N{FULLWIDTH COMMA}百分之六十的企业使用它。它会写文章、画图和翻译。", language="zh"
    )
    chosen(generation)
    first, second = generation.scenes.get().sentences
    assert (first["first"], first["letter"]) == (0, 0)
    assert (second["first"], second["letter"]) == (0, 15)


def test_nothing_is_written_for_a_film_that_another_run_has(claimed):
    generation = told(claimed)
    Generation.objects.update(lease=generation.lease + 1)
    with pytest.raises(RunStoppedError):
        choose_sentences(generation, list(generation.scenes.all()))
    assert generation.scenes.first().sentences == []


def plan_of(generation: Generation, folder: Path) -> FilmPlan:
    shots = []
    for scene in generation.scenes.all():
        picture = folder / f"{scene.position}.jpg"
        picture.write_bytes(photo())
        narration = Narration(file=None, duration=12.0, text=scene.narration)
        shots.append(Shot(picture=picture, narration=narration))
    return FilmPlan(shots=tuple(shots), size=(320, 180))


def test_graphics_are_put_into_the_plan_and_can_be_left_out(claimed, tmp_path):
    generation = told(claimed)
    chosen(generation)
    plan = plan_of(generation, tmp_path)
    graphics = Graphics(generation, list(generation.scenes.all()), tmp_path / "graphics")
    whole = graphics.put_into(plan, {})
    cut = cut_scenes(whole, schedule_film(whole))
    assert [bool(shot.over) for shot in cut.plan.shots] == [False, True, True]
    assert all(layer.picture.is_relative_to(tmp_path / "graphics") for layer in whole.shots[1].over[:1])
    assert not graphics.leave_out(ShotError("Broken.", 0, "speech"))
    assert graphics.leave_out(ShotError("Broken.", 1, "picture"))
    assert not graphics.leave_out(ShotError("Broken.", 1, "picture"))
    bare = graphics.put_into(plan, {}).shots[1]
    assert (bare.picture, bare.over) == (plan.shots[1].picture, ())


def test_what_cannot_be_laid_out_shows_its_picture(claimed, tmp_path, monkeypatch, caplog):
    def fail(*args: object, **kwargs: object) -> None:
        raise ValueError("no room")

    generation = told(claimed, SHARE)
    chosen(generation)
    monkeypatch.setattr(graphics_stage, "lay_out", fail)
    plan = plan_of(generation, tmp_path)
    assert Graphics(generation, list(generation.scenes.all()), tmp_path / "g").put_into(plan, {}) == plan
    assert "could not be laid out" in caplog.text


def test_a_graphic_that_cannot_be_read_shows_its_picture(claimed, tmp_path):
    generation = told(claimed, SHARE)
    chosen(generation)
    scene = generation.scenes.get()
    scene.sentences[0]["graphic"] = {"kind": "share", "unknown": 1}
    scene.save()
    plan = plan_of(generation, tmp_path)
    assert Graphics(generation, list(generation.scenes.all()), tmp_path / "g").put_into(plan, {}) == plan


def test_pictures_that_repeat_a_scene_are_left_out_if_it_shows_more_than_one(claimed):
    generation = told(claimed, f"{FOX} {MONEY}")
    make_scene(generation, narration="", prompt="a bear, which the owner wants")
    make_scene(generation, narration="", prompt="fox in snow")
    assert chosen(generation) == [["picture", "number"], []]
    assert generation.scenes.last().prompt.startswith("a bear")


@pytest.mark.parametrize("given", ["upload", "clip_upload"])
def test_what_its_owner_gave_is_no_repeat(claimed, given):
    generation = told(claimed, f"{FOX} {MONEY}")
    make_scene(generation, narration="", prompt="fox in snow", **{given: b"given"})
    assert len(chosen(generation)) == 2


def test_pictures_that_repeat_a_scene_stay_where_only_pictures_are_shown(claimed):
    generation = told(claimed, FOX)
    make_scene(generation, narration="", prompt="fox in snow")
    assert chosen(generation) == [["picture"], []]


def pictures(generation: Generation, run_stage) -> list[str]:
    run_stage(illustrate, generation)
    return [asked["prompt"] for kind, asked in log.calls if kind == "image"]


def unpainted(claimed, **fields) -> Generation:
    generation = claimed(language="en", mood="tech", shows="pictures")
    make_scene(generation, narration="The team is swimming in work.", prompt="a team swimming", **fields)
    return generation


def test_a_scene_of_which_nothing_is_sure_is_painted_without_figures(claimed, run_stage):
    assert pictures(unpainted(claimed), run_stage) == [as_scenery("a team swimming")]
    (sentence,) = Scene.objects.get().sentences
    assert "scenery" in sentence["reason"]
    assert Scene.objects.get().prompt == "a team swimming"


@pytest.mark.parametrize(
    "fields",
    [{"cuts_away": False}, {"wishes": {"The team is swimming in work.": {"kind": "picture"}}}],
    ids=["its owner wrote the prompt", "its owner chose the picture"],
)
def test_what_an_owner_wants_is_painted_as_it_stands(claimed, run_stage, fields):
    assert pictures(unpainted(claimed, **fields), run_stage) == ["a team swimming"]


def test_one_sentence_that_is_sure_keeps_the_figures_of_its_scene(claimed):
    generation = told(claimed, f"{FOX} The team is swimming in work.", shows="pictures")
    chosen(generation)
    scene = generation.scenes.get()
    assert [bool(sentence.get("scenery")) for sentence in scene.sentences] == [False, True]
    assert not is_scenery(scene)
    assert is_scenery(scene, len(FOX.split()))
    assert not is_scenery(scene, 0)
