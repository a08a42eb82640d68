"""Hearing a scene before there is a film of it: its words as they stand, stretch by stretch, or a sentence why not."""

from __future__ import annotations

import io
import wave
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Generation, Saying, Scene
from generator.pipeline.hearing import stretches
from generator.pipeline.stages.narrate import remembered_as
from generator.pipeline.stages.parts import parts_of
from studio.errors import ProviderError, ProviderFailure
from studio.speech.kept import KeptSpeech
from tests.support.factories import make_generation
from tests.support.stand_ins import HERE, PROVIDERS, QuickSpeech, log

LONG = (
    "Every evening Maren climbed the hundred and nine steps of the tower. At the top she lit the great lamp, "
    "and the lens began to turn. Ships far out at sea saw its light. She had done so for forty years."
)


@pytest.fixture
def film(alice) -> Generation:
    return make_generation(alice, language="en", status=Generation.Status.SUCCEEDED)


@pytest.fixture
def here(monkeypatch, settings) -> None:
    """Have the built-in voice be a tone, but handed its words as the process is that has the voice."""
    log.reset()
    monkeypatch.setattr(KeptSpeech, "speak", QuickSpeech.speak)


@pytest.fixture
def service(settings) -> None:
    """A service that speaks before the built-in voice does."""
    log.reset()
    outside = {"BACKEND": f"{HERE}.QuickSpeech", "EXTERNAL": True, "AT_ONCE": 2}
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "speech": [outside, *settings.GENERATOR_PROVIDERS["speech"]]}


def hear(client: Client, film: Generation, words: str, **more: Any) -> Any:
    asked = {"words": words, "voice": "", "pace": "1.0", "language": "", **more}
    return client.post(reverse("hear_scene", args=[film.pk]), asked)


def said(response: Any) -> str:
    assert response["Content-Type"].startswith("text/plain")
    return str(response.content.decode())


def spoken() -> list[str]:
    return [asked["text"].strip() for kind, asked in log.calls if kind == "speech"]


def seconds(response: Any) -> float:
    with wave.open(io.BytesIO(response.content)) as sound:
        return sound.getnframes() / sound.getframerate()


def test_the_words_of_now_are_heard_as_a_sound_that_nothing_keeps(as_alice, film, here):
    response = hear(as_alice, film, "Words that nobody has saved.", pace="1.15", voice="joe-deep")
    assert response["Content-Type"] == "audio/wav"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert seconds(response) == pytest.approx(1.5)
    assert log.calls[0][1] == {
        "text": "Words that nobody has saved.",
        "language": "en",
        "voice": "joe-deep",
        "pace": 1.15,
    }
    assert not film.scenes.exists()


def test_a_scene_is_heard_stretch_by_stretch_and_no_word_is_lost(as_alice, film, here):
    count = int(hear(as_alice, film, LONG)["Stretches"])
    assert count > 1
    assert len(" ".join(spoken())) < 80, "somebody waits for the first"
    for at in range(1, count):
        hear(as_alice, film, LONG, at=at)
    assert " ".join(spoken()).split() == LONG.split()


def test_what_was_heard_once_is_not_spoken_again(as_alice, film, here):
    hear(as_alice, film, "Twice the same.")
    hear(as_alice, film, "Twice the same.")
    assert len(spoken()) == 1


@pytest.mark.parametrize(
    "words",
    [
        "word " * 199,
        "Dr. Smith met Mr. Jones at 3.5 km. " * 20,
        "one, two, three; " * 50,
        "他每天晚上爬上灯塔。" * 60,
        "x" * 900,
    ],
)
def test_no_stretch_is_long_and_none_is_lost(film, words):
    scene = Scene(generation=film, narration=words)
    found = stretches.stretches_of(scene)
    heard = "".join(part.text for one in found for part in one.parts)
    assert heard.split() == words.split()
    if " " in words.strip() or "。" in words:
        assert max(one.length for one in found) <= 300


def test_abbreviations_end_no_stretch(film):
    scene = Scene(
        generation=film,
        narration="On the way there Dr. Smith met Mr. Jones, and both of them were late. Then it rained.",
    )
    first = stretches.stretches_of(scene)[0].parts[0].text
    assert not first.endswith(("Dr.", "Mr."))


def test_marks_and_the_owners_list_are_obeyed(as_alice, film, alice, here):
    Saying.objects.create(owner=alice, written="Nguyen", said="win")
    response = hear(as_alice, film, "Nguyen came. [pause 2s] {Leicester|lester} is far.")
    words = " ".join(spoken())
    assert "win came" in words
    assert "lester is far" in words
    assert "pause" not in words
    assert seconds(response) >= 2 + 0.3 * 5


def test_with_the_language_that_is_chosen_on_the_page(as_alice, film, here):
    hear(as_alice, film, "Guten Morgen.", language="de", voice="robot-de")
    assert log.calls[0][1]["language"] == "de"
    film.refresh_from_db()
    assert film.language == "en"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"words": " "}, stretches.NO_WORDS),
        ({"words": "x" * 1001}, "A scene has at most 1,000 characters: please make two of it."),
        ({"voice": "none"}, stretches.NO_NARRATOR),
        ({"voice": "nobody"}, "This voice is not offered here any more. Please choose another one."),
        ({"words": "བོད་སྐད་"}, stretches.UNSPOKEN),
    ],
)
def test_what_cannot_be_heard_is_a_sentence(as_alice, film, here, change, sentence):
    assert said(hear(as_alice, film, **{"words": "Words.", **change})) == sentence
    assert not spoken()


def test_the_voice_of_a_film_is_heard_also_if_it_is_offered_no_more(as_alice, film, here):
    Generation.objects.filter(pk=film.pk).update(voice="gone")
    assert hear(as_alice, film, "Words.", voice="gone")["Content-Type"] == "audio/wav"


def test_others_hear_nothing(client, bob, film, here):
    client.force_login(bob)
    assert hear(client, film, "Words.").status_code in (302, 404)
    assert not spoken()


def test_a_service_is_named_and_its_answer_is_the_one_that_the_film_will_need(as_alice, film, service):
    response = hear(as_alice, film, LONG)
    assert (response["Stretches"], response["Spoken-By"]) == ("1", "QuickSpeech")
    hear(as_alice, film, LONG)
    assert spoken() == [LONG]
    scene = Scene(generation=film, narration=LONG)
    part = parts_of(scene)[0]
    assert part.chain.memory.store.get(part.chain.memory.key(part.chain.links[0], remembered_as(scene, part)))


def test_a_service_that_fails_is_named_and_nobody_stands_in(as_alice, film, service):
    def fail(kind: str, asked: dict[str, Any]) -> None:
        raise ProviderError("It is ill.", ProviderFailure.QUOTA)

    log.before = fail
    assert said(hear(as_alice, film, "Words.")) == "QuickSpeech could not speak this just now. It is ill."


def test_who_listens_very_often_is_asked_to_wait(as_alice, film, here, settings):
    settings.GENERATOR_RATES = {**settings.GENERATOR_RATES, "hear": "2/m"}
    answers = [hear(as_alice, film, "Words.").status_code for _ in range(3)]
    assert answers == [200, 200, 429]
