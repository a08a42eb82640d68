"""The words handed to the English voice: numbers, money, times, units and acronyms, scored word by word."""

from __future__ import annotations

import functools

import gruut_lang_en

from studio.speech.pronunciation import Pronunciation
from studio.speech.words.reading import PAUSES, read_words
from tests.studio.corpora.corpus import judge_words, word_errors

# One point above the rates that were measured.
READINGS, UNSEEN_READINGS = 0.01, 0.011


@functools.cache
def lexicon() -> Pronunciation:
    return Pronunciation(gruut_lang_en.get_lang_dir())


def read_aloud(text: str) -> str:
    items = read_words(text.split(), lexicon().knows)
    return " ".join(item.text for item in items if item.text not in PAUSES)


def test_the_voice_is_handed_the_words_that_people_say():
    known, unseen = judge_words("readings", read_aloud), judge_words("readings_unseen", read_aloud)
    assert known.rate <= READINGS, known
    assert unseen.rate <= UNSEEN_READINGS, unseen


def test_a_word_that_is_wrong_missing_or_too_many_is_one_error():
    right = ["nine", "to", "five"]
    said = ("nine to five", "nine two five", "nine five", "nine to to five", "")
    assert [word_errors(words.split(), right) for words in said] == [0, 1, 1, 1, 3]
