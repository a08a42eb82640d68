"""A text as runs in one language each: by script first, by statistics only where they are sure."""

# ruff: noqa: RUF001 (letters of scripts look alike)

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.text.words.language import identify
from studio.text.words.runs import count_letters, split_runs


def runs(text: str, language: str, **options) -> list[tuple[str, str]]:
    found = split_runs(text, language, **options)
    assert "".join(text[run.start : run.end] for run in found) == text
    return [(run.language, text[run.start : run.end].strip()) for run in found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "She said je ne sais quoi and left."),
        ("en", "Leonardo da Vinci painted La Gioconda in Firenze for Francesco del Giocondo."),
        ("en", "Maria Garcia lives in San Juan de la Cruz."),
        ("en", "Berlin, Hamburg, München, Köln, Frankfurt and Stuttgart."),
        ("en", "The area is πr², and α-particles slow down."),
        ("en", "Kubernetes Docker Prometheus Grafana Terraform Ansible"),
        ("en", "pаypal is not what it seems."),
        ("en", "𝓗𝓮𝓵𝓵𝓸 to all of you"),
        ("en", "123 🦊 !!!"),
        ("de", "Das neue Cloud Computing Software Update Center ist da."),
        ("de", "Das Meeting im Office war super cool."),
        ("ru", "Это мой новый iPhone 15 и Windows."),
        ("zh", "我今天学习Python语言"),
        ("sr", "Ово је мој телефон. Ovo je moj telefon."),
        ("ja", "今日はiPhoneを買いました。"),
        ("hi", "मैं हिन्दी में लिखता हूँ।"),
    ],
)
def test_names_quotations_and_signs_stay_in_the_language_of_the_text(language, text):
    assert [found for found, _ in runs(text, language)] == [language]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Москва", "ru"),
        ("Київ", "uk"),
        ("Ђорђе", "sr"),
        ("שלום", "he"),
        ("السلام عليكم", "ar"),
        ("پاکستان چین ژاله", "fa"),
        ("ٹھیک ہے", "ur"),
        ("नमस्ते", "hi"),
        ("Αθήνα", "el"),
        ("თბილისი", "ka"),
        ("Երևան", "hy"),
        ("አዲስ አበባ", "am"),
        ("กรุงเทพ", "th"),
        ("서울", "ko"),
        ("北京", "zh"),
        ("水", "zh"),
        ("日本語です", "ja"),
        ("ᏣᎳᎩ", "x-cherokee"),
        ("བོད་ཡིག", "bo"),
        ("\uf8d6\uf8d7", "x-unknown"),
    ],
)
def test_words_in_another_script_are_in_its_language(words, language):
    assert runs(f"They call it {words} over there.", "en") == [
        ("en", "They call it"),
        (language, words),
        ("en", "over there."),
    ]


def test_signs_between_two_languages_go_with_the_words_that_they_belong_to():
    assert runs("He said: «Привет, друг!» (in 1990). 5 мая шёл дождь. It rained.", "en") == [
        ("en", "He said:"),
        ("ru", "«Привет, друг!»"),
        ("en", "(in 1990)."),
        ("ru", "5 мая шёл дождь."),
        ("en", "It rained."),
    ]


def test_a_sentence_that_is_surely_in_another_language_of_the_same_script_is_a_run():
    text = 'He said: "Le petit chat dort sur le canapé rouge." Then he left the room.'
    assert [language for language, _ in runs(text, "en")] == ["en", "fr", "en"]
    text = "Это так и есть, и это хорошо. Це мій новий телефон і він працює. Да, это мой телефон и есть."
    assert [language for language, _ in runs(text, "ru")] == ["ru", "uk", "ru"]


def test_short_sentences_are_in_the_language_of_a_text_that_is_surely_in_one():
    assert runs("Bonjour. Ça va? Merci bien, mon ami.", "en") == [
        ("fr", "Bonjour. Ça va? Merci bien, mon ami.")
    ]


def test_latin_words_are_left_to_the_voice_of_another_script_unless_they_are_many():
    text = "Он сказал. The quick brown fox jumps over it. Да."
    assert [language for language, _ in runs(text, "ru")] == ["ru", "en", "ru"]
    assert [language for language, _ in runs("The End", "ru")] == ["en"]
    # Who cannot speak the language reads no Latin words in it either.
    assert [language for language, _ in runs("日本語 Python 入門です", "ja", reads_latin=False)] == [
        "ja",
        "en",
        "ja",
    ]


def test_scripts_alone_tell_what_can_be_counted_without_statistics(monkeypatch):
    monkeypatch.setattr("studio.text.words.language._identifier", None)
    long = "Ceci est une phrase assez longue. Это довольно длинное предложение на русском. "
    assert set(count_letters(f"{long} ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ π")) == {"en", "ru", "x-cherokee"}
    assert set(count_letters("狐が雪を渡る。日本語と Python の入門")) == {"ja", "en"}
    assert not count_letters("123 🦊")


@pytest.mark.parametrize(
    ("text", "language"),
    [("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ", "und"), ("བོད་སྐད་ནི", "bo"), ("ދިވެހި", "dv"), ("𝓗𝓮𝓵𝓵𝓸", "en"), ("123", "en")],
)
def test_a_text_in_a_rare_script_has_its_language_or_none(text, language):
    assert identify(text) == language


SIGNS = 'abcEdé яжЖі שלω漢かカ가ไาनी́ᏣᎳབ\uf8d6 12 .,!?"«»„“()—-\n\t🦊\u200d²π𝓗ªـ'


@given(
    text=st.text(alphabet=SIGNS, max_size=80), language=st.sampled_from(["en", "ru", "ja", "he", "und", "sr"])
)
@settings(max_examples=150)
def test_runs_cover_any_text_and_neighbours_differ(text: str, language: str):
    found = split_runs(text, language, by_script=True)
    assert "".join(text[run.start : run.end] for run in found) == text
    assert all(before.language != after.language for before, after in pairwise(found))
    assert sum(count_letters(text).values()) <= len(text)


def test_a_text_that_changes_its_script_at_each_word_takes_no_time():
    started = time.monotonic()
    assert len(split_runs("ab яя " * 833, "en")) == 1666
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Привет", "ru"),
        ("Вода и хлеб", "ru"),
        ("Київ", "uk"),
        ("नमस्ते", "hi"),
        ("سلام", "ar"),
        ("پاکستان", "fa"),
    ],
)
def test_a_few_words_are_in_the_usual_language_of_their_script_unless_letters_tell_another(text, language):
    assert identify(text) == language
