"""Every narration is spoken, once, and only a believable recording is kept."""

from __future__ import annotations

import io
import wave
from dataclasses import replace

import numpy as np
import pytest

from generator.models import Generation, Scene
from generator.pipeline.jobs import fingerprint
from generator.pipeline.stages.narrate import _made_from, narrate
from studio.contracts import Speech, SpeechProvider
from studio.errors import ProviderError
from tests.support.factories import make_scene
from tests.support.stand_ins import PROVIDERS, QuickSpeech, log

SENTENCE = "A boat came in at night."


def sound(seconds: float, loudness: float = 8000) -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes((np.sin(np.arange(int(seconds * 16000)) / 10) * loudness).astype(np.int16).tobytes())
    return data.getvalue()


class Broken(SpeechProvider):
    """Answers with what the test has put here."""

    answer: Speech

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        return self.answer


def test_the_recording_and_its_word_times_are_kept(claimed, run_stage):
    german = "Ein Boot kam in der Nacht."
    make_scene(claimed(language="de", voice="anna", pace=1.15), narration=german)
    run_stage(narrate, Generation.objects.get())
    scene = Scene.objects.get()
    with scene.speech.open() as file, wave.open(file) as recording:
        assert recording.getnframes() / recording.getframerate() == pytest.approx(scene.speech_duration)
    assert scene.speech_words[1] == ["Boot", 0.3, 0.6]
    assert log.calls == [("speech", {"text": german, "language": "de", "voice": "anna", "pace": 1.15})]


def test_a_scene_that_shares_a_narration_is_not_spoken(claimed, run_stage):
    generation = claimed()
    make_scene(generation, narration=SENTENCE)
    make_scene(generation, narration="")
    assert run_stage(narrate, generation) == 1


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ({}, 0),
        ({"voice": "other"}, 1),
        ({"pace": 0.85}, 1),
        ({"language": "fr"}, 1),
        ({"style": "paper"}, 0),
    ],
)
def test_it_speaks_again_only_when_the_voice_its_pace_the_language_or_the_words_change(
    claimed, run_stage, change, again
):
    generation = claimed()
    make_scene(generation, narration=SENTENCE)
    run_stage(narrate, generation)
    Generation.objects.update(**change)
    assert run_stage(narrate, Generation.objects.get()) == again


def test_it_believes_a_voice_that_shortens_a_long_address(settings, claimed, run_stage):
    Broken.answer = Speech(data=sound(2), duration=2, words=(), model="x")
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "speech": [{"BACKEND": f"{__name__}.Broken"}]}
    make_scene(claimed(), narration=f"https://example.org/{'a' * 300}")
    assert run_stage(narrate, Generation.objects.get()) == 1


def test_it_believes_honest_speech_of_words_that_take_longer_or_shorter_than_their_letters(
    settings, claimed, run_stage
):
    honest = [
        ("1 2 3 4", 1.2),
        ("999 999 999 999 999 999", 30),
        ("% % % % % % % %", 16),
        ("½", 0.5),
        ("C++", 0.9),
        ("\ufdfa \ufdfa \ufdfa \ufdfa", 20),
        ("我用电脑写了一个小程序。", 3),
        ("Hmmm" + "m" * 60, 0.5),
        ("https://www.example.com/some/long/path/nobody/reads", 0.6),
        ("He said привет и до свидания мой дорогой друг to everybody who was there.", 2.2),
        ("Go" + " \u2026" * 400, 0.4),
    ]
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "speech": [{"BACKEND": f"{__name__}.Broken"}]}
    scene = make_scene(claimed(), narration="")
    for text, seconds in honest:
        Broken.answer = Speech(data=sound(seconds), duration=seconds, words=(), model="x")
        Scene.objects.update(narration=text)
        assert run_stage(narrate, scene.generation) == 1, text


@pytest.mark.parametrize(
    "answer",
    [
        Speech(data=b"<html>Sorry</html>", duration=2, words=(), model="x"),
        Speech(data=sound(2)[:30], duration=2, words=(), model="x"),
        Speech(data=sound(0.1), duration=0.1, words=(), model="x"),
        Speech(data=sound(2), duration=9, words=(), model="x"),
        Speech(data=sound(90), duration=90, words=(), model="x"),
        Speech(data=sound(2, loudness=3), duration=2, words=(), model="x"),
    ],
    ids=[
        "no sound at all",
        "cut off",
        "too short for the words",
        "not as long as it says",
        "endless",
        "silent",
    ],
)
def test_it_does_not_believe_a_recording_that_is(settings, claimed, run_stage, answer):
    Broken.answer = answer
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "speech": [{"BACKEND": f"{__name__}.Broken"}]}
    make_scene(claimed(), narration=SENTENCE)
    run_stage(narrate, Generation.objects.get())
    scene = Scene.objects.get()
    assert "recording" in scene.speech_missing
    assert not scene.speech
    assert scene.speech_duration >= 2.5


class Ill(SpeechProvider):
    """A voice that is first in the list and speaks until the test says otherwise."""

    is_ill = False

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        if Ill.is_ill:
            raise ProviderError("The voice is ill.")
        spoken = QuickSpeech().speak(text=text, language=language, voice=voice, pace=pace)
        return replace(spoken, model="first choice")


@pytest.fixture
def two_voices(settings):
    Ill.is_ill = False
    settings.GENERATOR_PROVIDERS = {
        **PROVIDERS,
        "speech": [{"BACKEND": f"{__name__}.Ill"}, *PROVIDERS["speech"]],
    }


def voices() -> list[str]:
    return list(Scene.objects.values_list("speech_provider", flat=True))


def told(claimed, count: int = 3) -> Generation:
    generation = claimed()
    for _ in range(count):
        make_scene(generation, narration=SENTENCE)
    return generation


def test_a_film_is_spoken_by_one_voice_although_it_fails_in_the_middle(two_voices, claimed, tmp_path):
    first, second, third = narrate(told(claimed), tmp_path)
    first.keep(first.call(lambda share: None))
    Ill.is_ill = True
    second.keep(second.call(lambda share: None))
    third.keep(third.call(lambda share: None))
    assert voices() == ["QuickSpeech tone"] * 3
    assert set(Scene.objects.values_list("speech_error", flat=True)) == {"The voice is ill."}


def test_what_the_stand_in_replaces_is_not_kept_after_it(two_voices, claimed, tmp_path):
    first, second = narrate(told(claimed, 2), tmp_path)
    late = first.call(lambda share: None)
    Ill.is_ill = True
    second.keep(second.call(lambda share: None))
    first.keep(late)
    assert voices() == ["QuickSpeech tone"] * 2


def test_a_run_that_was_stopped_between_two_voices_is_finished_in_one(two_voices, claimed, run_stage):
    generation = told(claimed)
    run_stage(narrate, generation)
    Scene.objects.filter(position=1).update(speech_fell_back=True, speech_provider="QuickSpeech tone")
    assert run_stage(narrate, Generation.objects.get()) == 2
    assert voices() == ["QuickSpeech tone"] * 3


def test_a_scene_that_was_changed_is_not_spoken_by_another_voice_than_the_rest(
    settings, two_voices, claimed, run_stage
):
    generation = told(claimed)
    run_stage(narrate, generation)
    assert voices() == ["Ill first choice"] * 3
    settings.GENERATOR_PROVIDERS = PROVIDERS
    assert run_stage(narrate, Generation.objects.get()) == 0
    Scene.objects.filter(position=1).update(narration="A ship came in at night.")
    assert run_stage(narrate, Generation.objects.get()) == 3
    assert voices() == ["QuickSpeech tone"] * 3


def test_what_was_spoken_before_texts_could_have_several_languages_stays(claimed):
    scene = make_scene(claimed(language="en", voice="joe"), narration=SENTENCE)
    assert _made_from(scene) == fingerprint("speech", SENTENCE, "en", "joe")


def test_signs_that_nobody_speaks_are_shown_and_do_not_end_the_film(claimed, run_stage):
    generation = claimed(language="en")
    make_scene(generation, narration=SENTENCE)
    make_scene(generation, narration="🦊 !!! …")
    run_stage(narrate, generation)
    spoken, shown = Scene.objects.all()
    assert (bool(spoken.speech), bool(shown.speech), shown.speech_duration) == (True, False, 2.5)
    assert shown.unspoken == []
    assert run_stage(narrate, Generation.objects.get()) == 0


def test_without_a_narrator_each_scene_lasts_as_long_as_it_takes_to_be_read(claimed, run_stage):
    generation = claimed(language="en", voice="none", pace=0.85)
    narration = " ".join([SENTENCE] * 3)
    make_scene(generation, narration=narration, speech=b"RIFF", speech_fingerprint="old")
    before = Scene.objects.get().speech
    run_stage(narrate, generation)
    scene = Scene.objects.get()
    assert log.count("speech") == 0
    assert scene.speech_duration == pytest.approx(len(narration) / 15 / 0.85)
    assert (scene.speech.name, scene.unspoken) == ("", [])
    assert not before.storage.exists(before.name)
    Generation.objects.update(voice="")
    assert run_stage(narrate, Generation.objects.get()) == 1
    assert Scene.objects.get().speech
