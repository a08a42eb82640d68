"""Each part of a narration is spoken in its own language, by a voice that has it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import pytest

from generator.models import Generation, Scene
from generator.pipeline.stages.narrate import narrate
from studio.contracts import Speech, SpeechProvider
from studio.errors import ProviderError, ProviderFailure
from tests.app.stages.test_narrate import SENTENCE, voices
from tests.support.factories import make_scene
from tests.support.stand_ins import PROVIDERS, QuickSpeech, log

RUSSIAN = "Лодка пришла ночью."


class Service(SpeechProvider):
    """An outside voice that speaks all languages but Tatar, until the test says otherwise for some."""

    service = "The test's voice"
    ill_in: ClassVar[set[str]] = set()

    def speaks(self, *, language: str, voice: str = "") -> bool:
        return language != "tt" and voice != "built-in"

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        if language in Service.ill_in:
            raise ProviderError("The voice is ill.", ProviderFailure.REFUSED)
        spoken = QuickSpeech().speak(text=text, language=language, voice=voice, pace=pace)
        return replace(spoken, model=language)


class NoJapanese(QuickSpeech):
    def speaks(self, *, language: str, voice: str = "") -> bool:
        return language != "ja"

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        if language == "ja":
            raise ProviderError("No such voice.", ProviderFailure.CONFIG)
        return super().speak(text=text, language=language, voice=voice, pace=pace)


@pytest.fixture
def service(settings):
    Service.ill_in = set()
    settings.GENERATOR_PROVIDERS = {
        **PROVIDERS,
        "speech": [
            {"BACKEND": f"{__name__}.Service", "EXTERNAL": True, "AT_ONCE": 2},
            {"BACKEND": f"{__name__}.NoJapanese"},
        ],
    }


def test_each_part_is_asked_for_in_its_own_language(service, claimed, run_stage):
    make_scene(claimed(language="en", voice="any"), narration=f"{SENTENCE} {RUSSIAN} It was dark.")
    run_stage(narrate, Generation.objects.get())
    scene = Scene.objects.get()
    asked = [(call["text"].strip(), call["language"], call["voice"]) for _, call in log.calls]
    assert asked == [(SENTENCE, "en", "any"), (RUSSIAN, "ru", ""), ("It was dark.", "en", "any")]
    assert scene.speech_provider == "Service en, Service ru"
    assert [word for word, _, _ in scene.speech_words] == scene.narration.split()
    assert not scene.speech_fell_back


def test_who_chose_a_voice_of_this_machine_has_no_words_sent_away(service, claimed, run_stage):
    make_scene(claimed(language="en", voice="built-in"), narration=f"{SENTENCE} {RUSSIAN}")
    run_stage(narrate, Generation.objects.get())
    assert Scene.objects.get().speech_provider == "NoJapanese tone"


def test_a_language_that_only_the_built_in_voice_has_replaces_no_other_voice(service, claimed, run_stage):
    generation = claimed(language="tt")
    make_scene(generation, narration="Көймә төнлә килде")
    make_scene(generation, narration="The boat came in at night with the tide.")
    run_stage(narrate, generation)
    assert voices() == ["NoJapanese tone", "Service en"]
    assert not Scene.objects.filter(speech_fell_back=True).exists()
    assert run_stage(narrate, Generation.objects.get()) == 0


def test_a_stand_in_replaces_only_the_language_that_failed(service, claimed, run_stage):
    generation = claimed(language="en")
    for narration in (f"{SENTENCE} {RUSSIAN}", SENTENCE, f"{RUSSIAN} {SENTENCE}"):
        make_scene(generation, narration=narration)
    Service.ill_in = {"ru"}
    run_stage(narrate, generation)
    assert voices() == ["Service en, NoJapanese tone", "Service en", "NoJapanese tone, Service en"]
    first, second, _ = Scene.objects.all()
    assert (first.stood_in, first.speech_error) == (["ru"], "The voice is ill.")
    assert not second.speech_fell_back
    # Nothing is made anew, although the voice could speak again.
    Service.ill_in = set()
    assert run_stage(narrate, Generation.objects.get()) == 0
    Scene.objects.filter(position=1).update(narration="A ship came.")
    assert run_stage(narrate, Generation.objects.get()) == 1


def test_scenes_that_were_done_are_replaced_in_the_language_that_fails_later(service, claimed, tmp_path):
    generation = claimed(language="en")
    make_scene(generation, narration=f"{SENTENCE} {RUSSIAN}")
    make_scene(generation, narration=SENTENCE)
    make_scene(generation, narration="Потом пошёл дождь.")
    first, second, third = narrate(generation, tmp_path)
    for job in (first, second):
        job.keep(job.call(lambda share: None))
    Service.ill_in = {"ru"}
    third.keep(third.call(lambda share: None))
    assert voices() == ["Service en, NoJapanese tone", "Service en", "NoJapanese tone"]


def test_a_part_that_only_a_failed_service_speaks_is_passed_over_and_can_be_asked_for_again(
    service, claimed, run_stage
):
    make_scene(claimed(language="en"), narration=f"{SENTENCE} 日本語です It was dark.")
    Service.ill_in = {"ja"}
    run_stage(narrate, Generation.objects.get())
    scene = Scene.objects.get()
    assert (scene.unspoken, scene.stood_in, scene.speech_error) == (["ja"], ["ja"], "The voice is ill.")
    assert [word for word, _, _ in scene.speech_words] == scene.narration.split()
    Scene.objects.forget_stand_ins()
    Service.ill_in = set()
    run_stage(narrate, Generation.objects.get())
    scene.refresh_from_db()
    assert (scene.unspoken, scene.stood_in, scene.speech_fell_back) == ([], [], False)


def test_a_film_that_nobody_can_speak_any_more_is_shown_all_the_same(service, settings, claimed, run_stage):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "speech": [{"BACKEND": f"{__name__}.NoJapanese"}]}
    make_scene(claimed(language="ja"), narration="狐が雪を渡る。")
    run_stage(narrate, Generation.objects.get())
    scene = Scene.objects.get()
    assert (scene.speech.name, scene.unspoken, scene.speech_duration) == ("", ["ja"], 2.5)


@pytest.mark.parametrize("kind", [ProviderFailure.BUSY, ProviderFailure.CONFIG])
def test_a_scene_goes_unspoken_where_a_voice_fails_in_the_films_own_language(
    settings, claimed, run_stage, kind
):
    def ill(called, asked):
        raise ProviderError("The voice is ill.", kind)

    log.before = ill
    make_scene(claimed(language="en"), narration=SENTENCE)
    run_stage(narrate, Generation.objects.get())
    scene = Scene.objects.get()
    assert (scene.speech.name, scene.speech_missing) == ("", "The voice is ill.")


def test_a_scene_whose_later_words_a_stand_in_has_to_speak_is_spoken_by_it_throughout(
    service, claimed, run_stage
):
    make_scene(claimed(language="en"), narration=f"{SENTENCE} {RUSSIAN} It was dark.")

    def ill_later(kind, asked):
        if asked["language"] == "ru":
            Service.ill_in = {"en"}

    log.before = ill_later
    run_stage(narrate, Generation.objects.get())
    assert voices() == ["NoJapanese tone, Service ru"]
    assert Scene.objects.get().stood_in == ["en"]


def test_words_that_a_service_refuses_silence_no_others_in_their_language(service, claimed, run_stage):
    generation = claimed(language="en")
    make_scene(generation, narration=f"{SENTENCE} 日本語です It was dark.")
    Service.ill_in = {"ja"}
    run_stage(narrate, generation)
    Service.ill_in = set()
    make_scene(generation, narration=f"{SENTENCE} 東京です It was dark.")
    assert run_stage(narrate, Generation.objects.get()) == 1
    assert [scene.unspoken for scene in Scene.objects.all()] == [["ja"], []]
    assert [scene.speech_fell_back for scene in Scene.objects.all()] == [True, False]
