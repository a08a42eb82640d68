"""What the rules read in a sentence: cues, amounts, dates, clauses, emphasis."""

from __future__ import annotations

import pytest

from studio.graphics.reading.amounts import find_amounts
from studio.graphics.reading.clauses import clause_around
from studio.graphics.reading.cues import _table, known_languages
from studio.graphics.reading.dates import find_dates
from studio.graphics.reading.sentence import Scene, Sentence, read_film
from studio.graphics.reading.wording import phrase
from studio.text.words.language import UNSPACED

LANGUAGES = {"en", "de", "fr", "es", "pt", "it", "ru", "ar", "hi", "zh", "ja"}


def sentence(text: str, language: str = "en") -> Sentence:
    return Sentence(text=text, language=language, narration=text)


def test_cues_are_there_in_eleven_languages_without_empty_words():
    assert known_languages() == LANGUAGES
    for (name, language), cell in _table().items():
        words = [word for group in cell.split(" / ") for word in group.split("|")] if cell else []
        assert all(word == word.strip() and word for word in words), (name, language)
        assert len(words) == len(set(words)), (name, language, words)


@pytest.mark.parametrize(
    ("text", "language", "kind", "size"),
    [
        ("It sold for $666.66.", "en", "money", 666.66),
        ("three trillion dollars", "en", "money", 3e12),
        ("two hundred and fifty people", "en", "bare", 250),
        ("over a million copies", "en", "bare", 1e6),
        ("40k users", "en", "bare", 40_000),
        ("3,4 Millionen Euro", "de", "money", 3.4e6),
        ("1.250,50 €", "de", "money", 1250.5),
        ("1 200 000 habitants", "fr", "bare", 1_200_000),
        ("dos mil millones de tazas", "es", "bare", 2e9),
        ("30.000 visitatori", "it", "bare", 30_000),
        ("3 млн рублей", "ru", "money", 3e6),
        ("٢٠٠٠ ريال", "ar", "money", 2000),
        ("70 लाख लोग", "hi", "bare", 7e6),
        ("2万公里", "zh", "measure", 20_000),
        ("3776メートル", "ja", "measure", 3776),
    ],
)
def test_amounts_are_read_in_digits_and_words(text, language, kind, size):
    (amount,) = find_amounts(text, language, [])
    assert (amount.kind, amount.size) == (kind, size)


@pytest.mark.parametrize(
    ("text", "language", "day", "year"),
    [
        ("On July 20, 1969, they landed.", "en", "July 20", "1969"),
        ("It works until March 2027.", "en", "until March", "2027"),
        ("In the year 80, it opened.", "en", "", "80"),
        ("Seit 1893 steht er dort.", "de", "Seit", "1893"),
        ("Le 14 juillet 1789, le peuple prit la Bastille.", "fr", "14 juillet", "1789"),
        ("Se aprobó el 6 de diciembre de 1978.", "es", "6 de diciembre", "1978"),
        ("12 апреля 1961 года он полетел.", "ru", "12 апреля", "1961"),
        ("2013年に世界遺産になりました。", "ja", "", "2013"),
    ],
)
def test_dates_keep_what_says_more_than_in(text, language, day, year):
    (date,) = sentence(text, language).dates
    assert (text[slice(*date.day)], text[slice(*date.year)]) == (day, year)


@pytest.mark.parametrize("text", ["Rome grew after 1200 BC.", "1500 people came.", "The 1990s were loud."])
def test_what_is_no_year_of_our_era_is_no_date(text):
    assert sentence(text).dates == ()


@pytest.mark.parametrize(
    ("text", "part", "kept"),
    [
        ("She pays her rent, buys food and sets 200 euros aside.", "200", "She sets 200 euros aside."),
        ("It weighs 9 kilograms and fits under your desk.", "9", "It weighs 9 kilograms"),
        ("If you pay late, it costs 20 euros.", "20", "If you pay late, it costs 20 euros."),
        (
            "After 30 years it is $83,000, although you only paid $36,000.",
            "83",
            "After 30 years it is $83,000",
        ),
        ("Critics say it costs 5 euros, and they are angry.", "5", "Critics say it costs 5 euros"),
        (
            "Pixar, which he bought for 5 dollars, was sold.",
            "5",
            "Pixar, which he bought for 5 dollars, was sold.",
        ),
    ],
)
def test_a_clause_keeps_what_it_depends_on(text, part, kept):
    at = text.index(part)
    spans = clause_around(sentence(text), at, at + len(part))
    assert " ".join(text[start:end] for start, end in spans) == kept


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Your data never leaves your computer.", "en", ["never leaves"]),
        ("Everyone fails before they succeed.", "en", ["fails", "succeed"]),
        ("Her savings grow slowly at first.", "en", ["grow slowly"]),
        ("After ten years you have about $15,500.", "en", ["$15,500"]),
        ("Niemand weiß, warum.", "de", ["Niemand weiß"]),
        ("Run!", "en", []),
    ],
)
def test_one_to_three_words_are_emphasised(text, language, words):
    found = phrase(sentence(text, language), [(0, len(text))])
    assert [found.text[start:end] for start, end in found.emphasis] == words


def test_torn_quotations_are_no_phrases():
    assert phrase(sentence('He said "stop" and left.'), [(0, 12)]) is None


def test_sentences_keep_quotations_and_numbered_items_whole():
    text = "He said “Stop. Go home.” and left. 1. Wash it. 2. Dry it."
    assert [one.text for one in read_film([Scene(narration=text)], "en")] == [
        "He said “Stop. Go home.” and left.",
        "1. Wash it.",
        "2. Dry it.",
    ]


def test_two_signs_are_a_word_in_scripts_without_spaces():
    assert {"zh", "ja"} <= UNSPACED
    assert sentence("它全长超过2万公里。", "zh").length(0, 10) == 5


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("In the year 79 the volcano broke out.", [79]),
        ("It broke out in AD 79.", [79]),
        ("Last year 40% more whales came by.", []),
        ("Every year 30 people learn to sail here.", []),
        ("This year 5 of 8 boats came home.", []),
        ("By the end of the year 12 boats were sold.", []),
    ],
)
def test_a_number_after_a_year_is_only_its_name_where_nothing_is_counted(sentence, years):
    assert [int(date.value) for date in find_dates(sentence, "en")] == years
