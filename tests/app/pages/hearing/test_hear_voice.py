"""Hearing how a voice sounds before it is chosen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from generator.pipeline.hearing import speaking, stretches
from generator.providers.factory import get_voices
from studio.speech.kept import KeptSpeech
from studio.speech.samples import sample_of
from tests.support.stand_ins import QuickSpeech, log


@pytest.fixture(autouse=True)
def here(monkeypatch) -> None:
    log.reset()
    monkeypatch.setattr(KeptSpeech, "speak", QuickSpeech.speak)


def hear(client: Client, **asked: Any) -> Any:
    return client.post(reverse("hear_voice"), asked)


def test_every_voice_of_the_list_has_a_sample_in_its_language(as_alice, settings):
    settings.GENERATOR_RATES = {**settings.GENERATOR_RATES, "hear": ""}
    for voice in get_voices():
        assert hear(as_alice, voice=voice.value)["Content-Type"] == "audio/wav", voice.value
        asked = log.calls[-1][1]
        assert (asked["language"], asked["voice"]) == (voice.language, voice.value)
        assert asked["text"].rstrip(".") in sample_of(voice.language)


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ({}, "en"),
        ({"language": "fr"}, "fr"),
        ({"words": "Die alte Brücke über den Fluss ist seit vielen Jahren gesperrt."}, "de"),
        ({"voice": "robot-it", "language": "de"}, "it"),
        ({"language": "no such"}, "en"),
    ],
)
def test_where_no_voice_is_chosen_the_language_says_which_is_heard(as_alice, asked, language):
    assert hear(as_alice, **asked)["Content-Type"] == "audio/wav"
    assert log.calls[-1][1]["language"] == language


def test_a_sample_is_spoken_once_for_all_and_in_the_pace_that_is_chosen(as_alice, client, bob):
    for pace in ("1.0", "1.0", "1.3"):
        hear(as_alice, voice="joe", pace=pace)
    assert [asked["pace"] for _, asked in log.calls] == [1.0, 1.3]


def test_without_a_narrator_there_is_a_sentence(as_alice):
    assert hear(as_alice, voice="none").content.decode() == stretches.NO_NARRATOR


def test_a_page_can_have_the_voice_got_ready(as_alice, monkeypatch):
    asked: list[bool] = []
    monkeypatch.setattr(speaking, "get_ready", lambda: asked.append(True))
    assert hear(as_alice, ready="yes").status_code == 204
    assert asked
    assert not log.calls


@pytest.mark.parametrize("page", ["text_to_video", "image_to_video"])
def test_no_service_is_named_where_none_may_be_asked(as_alice, page):
    told = as_alice.get(reverse(page)).content.decode()
    assert "Hear this voice" in told
    assert "sends it the words" not in told
