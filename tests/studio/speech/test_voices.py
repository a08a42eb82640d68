"""A language of the built-in voices is one line of a table; what else knows of languages is derived from it."""

from __future__ import annotations

import pytest

from generator.providers.factory import get_voices
from studio.speech import voices
from studio.speech.voices import espeak_voice, name_language
from studio.text.words.language import SHARED
from studio.text.words.vocabulary import STOP_WORDS


def test_each_language_has_a_voice_on_the_pages_and_a_name():
    offered = {voice.value: voice for voice in get_voices()}
    for code, (name, _) in voices._ROBOTIC.items():
        voice = offered[f"robot-{code}"]
        assert (voice.label, voice.language) == (f"{name} (robotic)", code)
        assert name_language(code) == name


def test_a_line_more_is_a_language_more(monkeypatch):
    assert (espeak_voice("fj"), name_language("fj")) == ("", "this language")
    monkeypatch.setitem(voices._ROBOTIC, "fj", ("Fijian", "smj"))
    assert (espeak_voice("fj-FJ"), name_language("fj")) == ("smj", "Fijian")


@pytest.mark.parametrize(
    "code", sorted({*STOP_WORDS, *(code for codes in SHARED.values() for code in codes)})
)
def test_each_language_that_is_told_by_its_words_is_spoken(code):
    assert code == "en" or espeak_voice(code)
