"""Every narration is spoken, once, and only a believable recording is kept."""

from __future__ import annotations

import io
import wave

import numpy as np
import pytest

from generator.exceptions import ProviderError
from generator.models import Generation, Scene
from generator.providers.base import Speech, SpeechProvider
from generator.stages.narrate import narrate
from tests.factories import make_scene
from tests.stand_ins import PROVIDERS, log

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

    def speak(self, *, text: str, language: str, voice: str = "") -> Speech:
        return self.answer


def test_the_recording_and_its_word_times_are_kept(claimed, run_stage):
    make_scene(claimed(language="de", voice="anna"), narration=SENTENCE)
    run_stage(narrate, Generation.objects.get())
    scene = Scene.objects.get()
    with scene.speech.open() as file, wave.open(file) as recording:
        assert recording.getnframes() / recording.getframerate() == pytest.approx(scene.speech_duration)
    assert scene.speech_words[1] == ["boat", 0.3, 0.6]
    assert log.calls == [("speech", {"text": SENTENCE, "language": "de", "voice": "anna"})]


def test_a_scene_that_shares_a_narration_is_not_spoken(claimed, run_stage):
    generation = claimed()
    make_scene(generation, narration=SENTENCE)
    make_scene(generation, narration="")
    assert run_stage(narrate, generation) == 1


@pytest.mark.parametrize(
    ("change", "again"), [({}, 0), ({"voice": "other"}, 1), ({"language": "fr"}, 1), ({"style": "paper"}, 0)]
)
def test_it_speaks_again_only_when_the_voice_the_language_or_the_words_change(
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
    with pytest.raises(ProviderError, match="recording"):
        run_stage(narrate, Generation.objects.get())
