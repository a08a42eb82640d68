"""The text becomes scenes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.base import ContentFile

from generator.exceptions import RunStoppedError
from generator.models import Generation
from generator.pipeline.stages.storyboard import storyboard
from studio.contracts import GIVEN
from studio.text.reader.read import read_text
from tests.support.factories import make_generation, make_scene
from tests.support.stand_ins import QuickText, log

FOUR = "The sea was calm. A boat came in. Nobody was on it. The bell rang."


def narrations() -> list[str]:
    return [scene.narration for scene in Generation.objects.get().scenes.all()]


def test_each_passage_becomes_a_scene_in_order(claimed, run_stage):
    run_stage(storyboard, claimed(input_text=FOUR, title=""))
    assert narrations() == ["The sea was calm.", "A boat came in.", "Nobody was on it.", "The bell rang."]
    row = Generation.objects.get()
    assert (row.title, row.language, row.keyword_list) == ("The sea was calm.", "en", ["sea", "boat"])
    assert [scene.style for scene in row.scenes.all()] == [""] * 4


def test_the_owners_title_stays(claimed, run_stage):
    run_stage(storyboard, claimed(input_text=FOUR, title="The boat"))
    assert Generation.objects.get().title == "The boat"


def test_a_text_too_short_for_three_pictures_is_shown_in_three_styles(claimed, run_stage):
    run_stage(storyboard, claimed(input_text="A red fox"))
    scenes = list(Generation.objects.get().scenes.all())
    assert [scene.narration for scene in scenes] == ["A red fox.", "", ""]
    assert [scene.style for scene in scenes] == ["plain", "dramatic", "photorealistic"]
    assert len({scene.prompt for scene in scenes}) == 1


def test_a_style_that_the_owner_chose_is_kept_for_all_pictures(claimed, run_stage):
    run_stage(storyboard, claimed(input_text="A red fox", style="watercolour"))
    assert [scene.style for scene in Generation.objects.get().scenes.all()] == ["", "", ""]


def test_a_picture_without_words_is_told_by_its_description(claimed, run_stage):
    run_stage(
        storyboard,
        claimed(kind="image", input_text="", description="A dog stands on a beach.", keywords="dog"),
    )
    assert narrations() == ["A dog stands on a beach.", "", ""]
    assert log.calls[0][1]["keywords"] == ("dog",)


def test_scenes_that_nobody_can_speak_are_cut_anew(claimed, run_stage):
    generation = claimed(input_text=FOUR)
    run_stage(storyboard, generation)
    generation.refresh_from_db()
    generation.scenes.filter(position=1).update(narration="* * *")
    assert run_stage(storyboard, generation) == 1
    assert "* * *" not in narrations()


def test_the_same_text_is_cut_only_once(claimed, run_stage):
    generation = claimed(input_text=FOUR)
    assert run_stage(storyboard, generation) == 1
    assert run_stage(storyboard, Generation.objects.get()) == 0


def test_a_changed_text_keeps_the_scenes_that_stay_and_drops_the_rest(
    claimed, run_stage, django_capture_on_commit_callbacks
):
    generation = claimed(input_text=FOUR)
    run_stage(storyboard, generation)
    kept = generation.scenes.get(position=0)
    extra = generation.scenes.get(position=3)
    extra.image.save("picture.jpg", ContentFile(b"x"))
    name, storage = extra.image.name, extra.image.storage
    Generation.objects.update(input_text="The sea was calm. A boat came in. The bell rang.")
    with django_capture_on_commit_callbacks(execute=True):
        run_stage(storyboard, Generation.objects.get())
    assert narrations() == ["The sea was calm.", "A boat came in.", "The bell rang."]
    assert generation.scenes.get(position=0).pk == kept.pk
    assert not storage.exists(name)


def test_a_lost_run_writes_no_scene(claimed, tmp_path):
    generation = claimed(input_text=FOUR)
    make_scene(generation, narration="Old.")
    (job,) = storyboard(generation, tmp_path)
    made = job.call(lambda share: None)
    Generation.objects.update(status="cancelled")
    with pytest.raises(RunStoppedError):
        job.keep(made)
    assert narrations() == ["Old."]


@pytest.mark.parametrize(("found", "kept"), [("playful", "playful"), ("polka", ""), ("", "")])
def test_the_mood_of_the_words_is_kept_if_there_is_music_for_it(claimed, run_stage, monkeypatch, found, kept):
    write = QuickText.write_storyboard
    monkeypatch.setattr(
        QuickText, "write_storyboard", lambda self, **asked: replace(write(self, **asked), mood=found)
    )
    run_stage(storyboard, claimed(input_text=FOUR))
    assert Generation.objects.get().mood == kept


@pytest.mark.parametrize("split", Generation.Split.values)
def test_the_text_is_split_as_its_writer_says(claimed, run_stage, split):
    run_stage(storyboard, claimed(input_text=FOUR, split=split))
    assert log.calls[0][1]["split"] == split


SCRIPT = "# Boats\n\nVisual: a red boat\nNarrator: The sea was calm.\n\n## Home\n\n- Ropes\n- Nets"


def pasted(text, **more):
    return {"pasted_text": text, "input_text": read_text(text).text, "title": "", **more}


def test_headings_lists_and_notes_of_a_pasted_text_become_scenes(claimed, run_stage):
    run_stage(storyboard, claimed(**pasted(SCRIPT)))
    assert narrations()[:2] == ["Boats\nThe sea was calm.", "Home\nRopes\nNets"]
    film = Generation.objects.get()
    assert film.title == "Boats"
    assert film.scenes.get(position=0).prompt == "a red boat"
    assert log.calls[0][1]["split"] == GIVEN


def test_a_pasted_text_of_prose_is_cut_by_the_provider(claimed, run_stage):
    run_stage(storyboard, claimed(**pasted(FOUR)))
    assert log.calls[0][1]["text"] == FOUR
    assert log.calls[0][1]["split"] == "auto"


def test_another_note_alone_cuts_the_text_anew(claimed, run_stage):
    run_stage(storyboard, claimed(**pasted(SCRIPT)))
    Generation.objects.update(pasted_text=SCRIPT.replace("red", "blue"))
    assert run_stage(storyboard, Generation.objects.get()) == 1
    assert Generation.objects.get().scenes.get(position=0).prompt == "a blue boat"


def test_a_chosen_language_is_the_films(claimed, run_stage):
    run_stage(storyboard, claimed(input_text=FOUR, chosen_language="de"))
    assert log.calls[0][1]["language"] == "de"


def test_another_split_cuts_the_text_anew(claimed, run_stage):
    run_stage(storyboard, claimed(input_text=FOUR))
    Generation.objects.update(split="line")
    assert run_stage(storyboard, Generation.objects.get()) == 1
    assert run_stage(storyboard, Generation.objects.get()) == 0


@pytest.mark.parametrize(
    ("voice", "text", "language"),
    [
        ("robot-lt", "Rytas prie jūros.", "lt"),
        ("robot-nb", "Sol over fjorden.", "nb"),
        ("robot-lt", "Добрый день, друзья.", ""),
        ("joe", "Sunset over lake.", "en"),
        ("joe", "Die Kinder laufen im Winter auf dem See Schlittschuh und trinken Kakao.", ""),
        ("none", "Rytas prie jūros.", ""),
        ("", "Rytas prie jūros.", ""),
    ],
)
def test_a_chosen_voice_settles_the_language_of_a_text_that_is_not_surely_in_another(
    claimed, run_stage, voice, text, language
):
    run_stage(storyboard, claimed(input_text=text, voice=voice))
    assert log.calls[0][1]["language"] == language


@pytest.mark.parametrize(
    ("before", "text", "language"),
    [
        ("sv sv sv", "Solnedgång", "sv"),
        ("sv sv sv", "The boat came back in the evening with a full net.", "en"),
        ("sv sv sv", f"{FOUR} {FOUR}", ""),
        ("sv en sv", "Solnedgång", ""),
        ("sv sv", "Solnedgång", ""),
    ],
)
def test_a_short_text_is_in_the_language_of_its_owners_last_films(
    claimed, run_stage, alice, bob, before, text, language
):
    for code in before.split():
        make_generation(alice, language=code)
    make_generation(bob, language="de")
    run_stage(storyboard, claimed(input_text=text))
    assert log.calls[0][1]["language"] == language


def test_a_short_text_of_somebody_new_is_in_the_language_of_the_site(claimed, run_stage, settings):
    settings.LANGUAGE_CODE = "sv-se"
    run_stage(storyboard, claimed(input_text="Solnedgång"))
    assert log.calls[0][1]["language"] == "sv"
