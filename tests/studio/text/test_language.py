"""The language of a text is found, and what is not sure is in the author's usual one."""

from __future__ import annotations

import time

import pytest

from studio.text.words.language import SHARED, identify, may_be_in
from studio.text.words.small_words import SMALL_WORDS, without_names
from tests.studio.corpora.corpus import Row, judge, read_corpus

LANGUAGES = 0.985
UNSEEN_LANGUAGES = 0.972


def mistake_in_language(row: Row) -> str:
    text, usual, right = row
    found = identify(text, usual)
    return "" if found == right else f"{found}, not {right}, where {usual} is usual"


def test_languages_of_the_corpus_come_out_right():
    known, unseen = judge("languages", mistake_in_language), judge("languages_unseen", mistake_in_language)
    assert known.share >= LANGUAGES, known
    assert unseen.share >= UNSEEN_LANGUAGES, unseen


def test_each_latin_language_has_small_words():
    assert set(SHARED["latin"]) == set(SMALL_WORDS)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我用Python和JavaScript写了一个小程序。", "zh"),
        ("Новый iPhone 16 Pro Max и Apple Watch Ultra уже здесь.", "ru"),
        ("הורידו את WhatsApp ואת Telegram", "he"),
        ("Visual Studio Codeの使い方", "ja"),
        ("駅前図書館営業時間変更", "ja"),
        ("They call the river Москва, and the town has its name.", "en"),
        ("Das Wort дом heißt auf Deutsch Haus, und so ist es auch gemeint.", "de"),
    ],
)
def test_a_script_wins_over_brand_names_but_not_over_a_sentence_that_quotes_it(text, language):
    assert identify(text) == language


@pytest.mark.parametrize("usual", ["de", "sv", "et", "tk"])
def test_names_and_a_few_words_are_in_the_usual_language(usual):
    for text in ("Nike Air Max 90", "Rome, Milan, Venice, Naples", "Ikea", "42"):
        assert identify(text, usual) == usual
    assert identify("The boat came back in the evening with a full net.", usual) == "en"
    assert identify("Nous avons acheté des pommes au marché.", usual) == "fr"


def test_a_usual_language_of_another_script_says_nothing_about_a_latin_text():
    assert identify("Nike Air Max 90", "ru") == "en"
    assert identify("Привет", "en") == "ru"
    assert identify("Вода и хлеб", "uk") == "uk"


def test_a_name_that_has_an_article_makes_no_text_english():
    assert identify("Wir hören heute Abend The Rolling Stones.") == "de"


def test_names_count_for_no_language_unless_they_begin_a_sentence():
    assert without_names("Ferrari beats Mercedes at Monza. Fans cheer.") == "Ferrari beats at Fans cheer"
    assert without_names("We saw Leonardo da Vinci there") == "We saw there"
    assert without_names("Suscríbete a mi canal de YouTube") == "Suscríbete a mi canal de"
    assert without_names("HEUTE KEIN UNTERRICHT") == "heute kein unterricht"
    assert without_names("Las Mejores Playas De México") == "las mejores playas de méxico"


def test_a_long_text_of_names_and_quotations_takes_no_time():
    identify("Guten Tag, liebe Leute")
    started = time.monotonic()
    identify('Anna "Berta » Cäsar, « Dora “ ' * 700)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("text", "language", "may_be"),
    [
        ("Rytas prie jūros, ir vėl saulė.", "lt", True),
        ("Danas je lijepo vrijeme, zato idemo u šetnju.", "bs", True),
        ("Men bilen suw içýärin.", "tk", True),
        ("Jeg har ikke sett henne siden i går.", "nb", True),
        ("日本 東京", "ja", True),
        ("これは水です", "zh", False),
        ("Добрый день", "uk", True),
        ("Добрый день", "lt", False),
        ("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ", "en", False),
        ("བོད་སྐད་ནི", "bo", True),
        ("Nous avons acheté des pommes et des poires au marché du village.", "en", False),
        ("Bonjour", "en", True),
    ],
)
def test_a_chosen_language_holds_unless_letters_or_whole_sentences_speak_against_it(text, language, may_be):
    assert may_be_in(text, language) == may_be


def test_every_text_of_the_corpus_may_be_in_its_language():
    rows = read_corpus("languages") + read_corpus("languages_unseen")
    assert not [text for text, _, language in rows if not may_be_in(text, language)]
