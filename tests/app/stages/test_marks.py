"""Pauses, lines and words said otherwise: what voices are handed, what is silent, and when a scene is spoken anew."""

# ruff: noqa: RUF001 (the letters of scripts look alike)

from __future__ import annotations

import io
import wave
from itertools import pairwise

import numpy as np
import pytest

from generator.models import Generation, Saying, Scene
from generator.pipeline.jobs import fingerprint
from generator.pipeline.stages.narrate import _made_from, narrate
from studio.contracts import Speech
from studio.errors import ProviderError, ProviderFailure
from tests.support.factories import make_scene
from tests.support.stand_ins import PROVIDERS, QuickSpeech, log

RATE = 48000
RECIPE = "Pancakes\n\nButter\nTwo eggs\nA pinch of salt"


def handed() -> list[str]:
    return [call["text"] for kind, call in log.calls if kind == "speech"]


def silences(scene: Scene) -> list[tuple[float, float]]:
    """Return the (start, end) in seconds of each silence of a scene's recording, of a quarter of a second and more."""
    with scene.speech.open() as file, wave.open(io.BytesIO(file.read())) as sound:
        assert sound.getnframes() / RATE == pytest.approx(scene.speech_duration, abs=0.001)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 100)
    edges = [-1, *loud, len(samples)]
    return [((a + 1) / RATE, b / RATE) for a, b in pairwise(edges) if (b - a - 1) / RATE > 0.25]


def spoken(claimed, run_stage, narration: str, **fields) -> Scene:
    make_scene(claimed(**fields), narration=narration)
    run_stage(narrate, Generation.objects.get())
    return Scene.objects.get()


def test_each_line_is_spoken_as_a_sentence_with_a_pause_behind_it(claimed, run_stage):
    scene = spoken(claimed, run_stage, RECIPE)
    assert handed() == ["Pancakes.", "Butter.", "Two eggs.", "A pinch of salt."]
    lengths = [end - start for start, end in silences(scene)]
    assert lengths == pytest.approx([0.7, 0.45, 0.45], abs=0.01)
    assert [word for word, _, _ in scene.speech_words] == RECIPE.split()
    assert scene.speech_words[2][1] == pytest.approx(0.3 + 0.7 + 0.3 + 0.45, abs=0.01)


def test_a_quick_pace_shortens_the_pauses_of_lines_and_not_those_asked_for(claimed, run_stage):
    scene = spoken(claimed, run_stage, "Butter\nTwo eggs [pause 2s] Salt", pace=1.3)
    lengths = [end - start for start, end in silences(scene)]
    assert lengths == pytest.approx([0.45 / 1.3, 2.0], abs=0.01)


def test_a_pause_is_silent_for_its_length_wherever_it_stands(claimed, run_stage):
    scene = spoken(claimed, run_stage, "[pause 1s] And the winner is [pause 2s] Anna. [pause 1.5 s]")
    assert handed() == ["And the winner is,", "Anna."]
    assert [round(end - start, 2) for start, end in silences(scene)] == [1.0, 2.0, 1.5]
    assert scene.speech_words == [
        ["And", 1.0, 1.3],
        ["the", 1.3, 1.6],
        ["winner", 1.6, 1.9],
        ["is", 1.9, 2.2],
        ["Anna.", 4.2, 4.5],
    ]
    assert scene.speech_duration == pytest.approx(6.0, abs=0.01)


def test_a_scene_of_a_pause_alone_is_silent_for_its_length(claimed, run_stage):
    scene = spoken(claimed, run_stage, "[pause 4s]")
    assert (scene.speech.name, scene.speech_duration, scene.speech_words) == ("", 4.0, [])
    assert (handed(), scene.unspoken, scene.speech_missing) == ([], [], "")
    assert run_stage(narrate, Generation.objects.get()) == 0


def test_words_are_said_otherwise_and_keep_the_times_of_what_is_written(claimed, run_stage):
    scene = spoken(
        claimed, run_stage, "In {1984|nineteen eighty four} {Dr. Who|doctor who} met {SQL Server|sequel}."
    )
    assert handed() == ["In nineteen eighty four doctor who met sequel."]
    assert [word for word, _, _ in scene.speech_words] == scene.as_read.split()
    assert scene.as_read == "In 1984 Dr. Who met SQL Server."
    times = {word: (start, end) for word, start, end in scene.speech_words}
    assert times["1984"] == (0.3, 1.2)
    assert times["met"] == (1.8, 2.1)
    assert times["SQL"][0] == 2.1
    assert times["SQL"][1] == times["Server."][0]
    assert times["Server."][1] == 2.4


def test_lines_of_several_languages_are_each_asked_for_in_their_own(claimed, run_stage):
    scene = spoken(claimed, run_stage, "Hello\nПривет, друг\nGoodbye", language="en")
    asked = [(call["text"], call["language"]) for _, call in log.calls]
    assert asked == [("Hello.", "en"), ("Привет, друг.", "ru"), ("Goodbye.", "en")]
    assert len(silences(scene)) == 2


def test_without_a_narrator_words_after_a_pause_are_shown_after_it(claimed, run_stage):
    scene = spoken(claimed, run_stage, "Guess the name. [pause 3s] It is Anna.", voice="none")
    times = {word: (start, end) for word, start, end in scene.speech_words}
    assert times["It"][0] - times["name."][1] == pytest.approx(3.0, abs=0.01)
    assert scene.speech_duration >= 5.5
    assert not scene.speech


def test_a_line_that_a_service_refuses_is_shown_and_the_others_are_spoken(claimed, run_stage):
    def refuse(kind, asked):
        if asked["text"].startswith("Butter"):
            raise ProviderError("Not this one.", ProviderFailure.REFUSED)

    log.before = refuse
    scene = spoken(claimed, run_stage, RECIPE)
    assert handed() == ["Pancakes.", "Butter.", "Two eggs.", "A pinch of salt."]
    assert [word for word, _, _ in scene.speech_words] == RECIPE.split()
    assert scene.speech


class Short(QuickSpeech):
    """Breaks off after the first word of each passage."""

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        whole = super().speak(text=text.split()[0][:1], language=language, voice=voice, pace=pace)
        return Speech(data=whole.data, duration=whole.duration, words=(), model="short")


def test_a_recording_that_breaks_off_is_found_beside_a_long_pause(settings, claimed, run_stage):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "speech": [{"BACKEND": f"{__name__}.Short"}]}
    scene = spoken(claimed, run_stage, "Photosynthesis happens in chloroplasts. [pause 10s] Yes.")
    assert scene.speech_missing == "The voice sent an incomplete recording."
    assert scene.speech_duration > 10


def test_everything_is_spoken_as_it_stands_where_its_owner_wants_it(claimed, run_stage):
    scene = spoken(claimed, run_stage, "Say [pause 2s]\n{a|b}", verbatim=True)
    assert handed() == ["Say [pause 2s].", "{a|b}."]
    assert scene.as_read == "Say [pause 2s]\n{a|b}"


def test_scenes_without_marks_and_listed_words_keep_the_fingerprints_that_they_have(claimed, alice):
    plain = make_scene(claimed(language="en"), narration="A boat came in at night.")
    before = fingerprint("speech", plain.narration, "en", "")
    Saying.objects.create(owner=alice, written="Nguyen", said="win")
    plain.generation = Generation.objects.get()
    assert plain.generation.sayings
    assert _made_from(plain) == before


def test_a_change_of_the_list_has_only_scenes_with_such_a_word_spoken_anew(claimed, run_stage, alice, bob):
    generation = claimed(language="en")
    for narration in ("A boat came in.", "Nguyen was there.", "The {Nguyen|noo-yen} house stood."):
        make_scene(generation, narration=narration)
    assert run_stage(narrate, generation) == 3
    Saying.objects.create(owner=bob, written="boat", said="oh")
    assert run_stage(narrate, Generation.objects.get()) == 0
    entry = Saying.objects.create(owner=alice, written="nguyen", said="win")
    log.reset()
    assert run_stage(narrate, Generation.objects.get()) == 1
    assert handed() == ["win was there."]
    assert Scene.objects.get(position=1).speech_words[0][0] == "Nguyen"
    entry.said = "wen"
    entry.save()
    assert run_stage(narrate, Generation.objects.get()) == 1
    entry.delete()
    assert run_stage(narrate, Generation.objects.get()) == 1
    assert run_stage(narrate, Generation.objects.get()) == 0


def test_a_list_that_changes_while_a_film_is_made_waits_for_the_next_run(claimed, alice, tmp_path):
    make_scene(claimed(language="en"), narration="Nguyen was there.")
    generation = Generation.objects.get()
    (job,) = narrate(generation, tmp_path)
    Saying.objects.create(owner=alice, written="Nguyen", said="win")
    job.keep(job.call(lambda share: None))
    assert handed() == ["Nguyen was there."]
    assert len(narrate(Generation.objects.get(), tmp_path)) == 1
