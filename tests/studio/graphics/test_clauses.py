"""Long sentences: each figure by itself when it is spoken, and nothing that ends in the middle of a thought."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

from itertools import pairwise

import pytest

from studio.graphics.choice.choose import choose
from studio.graphics.choice.whole import hangs
from studio.graphics.reading.clauses import clause_around
from studio.graphics.reading.sentence import Scene, Sentence
from studio.graphics.values import Graphic, Phrase
from studio.painter.read.confidence import Confidence
from tests.studio.corpora.corpus import judge, read_corpus
from tests.studio.graphics.clauses import is_late, mistake_in_clauses, parts_of

FLOORS = {"clauses": 0.79, "clauses_unseen": 0.81}
ROWS = [row for name in FLOORS for row in read_corpus(name)]


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_figures_of_long_sentences_are_shown_each_with_its_words(name, floor):
    score = judge(name, mistake_in_clauses)
    assert score.share >= floor, score


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:30])
def test_nothing_is_torn_or_late_and_every_word_is_in_the_sentence(row):
    for part in parts_of(row):
        if part.graphic is None:
            continue
        assert not hangs(part.graphic, Sentence(text=row[0], language=row[1], narration=row[0]))
        assert not is_late(part, row)
        text = " ".join(row[0].split()).lower()
        for phrase in [*part.graphic.phrases.values(), *part.graphic.items]:
            assert all(word.strip(".,:;،，") in text for word in phrase.text.lower().split()), phrase.text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:30])
def test_the_parts_of_a_sentence_follow_each_other_and_are_all_of_it(row):
    parts = parts_of(row)
    assert parts[0].start == 0
    assert parts[-1].end == len(row[0])
    for one, other in pairwise(parts):
        assert one.end <= other.start
        assert not row[0][one.end : other.start].strip()


def shown(phrase: str, language: str, sentence: str) -> bool:
    graphic = Graphic(kind="statement", phrases={"main": Phrase(text=phrase)}, language=language)
    return hangs(graphic, Sentence(text=sentence, language=language, narration=sentence))


TORN = [
    ("en", "1,240 boats came home with", "In 2024, 1,240 boats came home with their holds full."),
    ("en", "The bridge was built in the", "The bridge was built in the north."),
    ("de", "Die Boote kamen mit", "Die Boote kamen mit vollen Netzen zurück."),
    ("fr", "Les bateaux sont rentrés avec leurs", "Les bateaux sont rentrés avec leurs cales pleines."),
    ("es", "Los barcos volvieron con las", "Los barcos volvieron con las bodegas llenas."),
    ("pt", "Os barcos voltaram com os", "Os barcos voltaram com os porões cheios."),
    ("it", "Le barche sono tornate con le", "Le barche sono tornate con le stive piene."),
    ("ru", "Лодки вернулись с", "Лодки вернулись с полными трюмами."),
    ("ar", "عادت القوارب إلى", "عادت القوارب إلى الميناء."),
    ("hi", "नावें बंदरगाह में", "नावें बंदरगाह में लौटीं।"),
    ("zh", "渔船从港口把", "渔船从港口把鱼运走。"),
    ("ja", "船は港から", "船は港から戻った。"),
]


@pytest.mark.parametrize(("language", "phrase", "sentence"), TORN)
def test_what_ends_at_a_small_word_is_torn_in_eleven_languages(language, phrase, sentence):
    assert shown(phrase, language, sentence)


@pytest.mark.parametrize(
    ("language", "phrase", "sentence"),
    [
        ("en", "This is the film that we talked about", "This is the film that we talked about."),
        ("en", "She turned the lights on", "She turned the lights on and left."),
        ("en", "Nobody knew what it was", "Nobody knew what it was, so they left."),
        ("zh", "这本书是我的", "这本书是我的。"),
    ],
)
def test_a_small_word_at_the_end_of_its_clause_is_whole(language, phrase, sentence):
    assert not shown(phrase, language, sentence)


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        (
            "The reef feeds 40 villages, although it covers 2 square kilometres.",
            "it covers 2 square kilometres.",
        ),
        (
            "When the snow melted, 70 people came, and by noon they had filled 112 sacks.",
            "by noon they had filled 112 sacks.",
        ),
        (
            "If it rains, 70 people stay, and the bus takes 12 of them home.",
            "If it rains, 70 people stay, and the bus takes 12 of them home.",
        ),
    ],
)
def test_a_clause_stands_alone_only_if_it_is_so_by_itself(sentence, alone):
    told = Sentence(text=sentence, language="en", narration=sentence)
    last = told.all_amounts[-1]
    assert " ".join(sentence[a:b] for a, b in clause_around(told, last.start, last.end)) == alone


def test_a_part_knows_where_it_is_spoken_and_a_story_has_none():
    def ask(sentence: str, language: str, prompt: str) -> Confidence:
        return Confidence(value=0.0, reasons=(), noun="", place="", drawing="")

    text = "The city planted 4,000 trees along the main roads and closed 12 streets to cars in the spring."
    parts = choose([Scene(narration=text)], language="en", mood="", style="plain", confidence=ask)
    assert [text.split()[part.first] for part in parts] == ["The", "and"]
    assert [part.graphic.figures[0].text for part in parts if part.graphic] == ["4,000", "12"]
    painted = choose(
        [Scene(narration=text)], language="en", mood="", style="plain", wish="painted", confidence=ask
    )
    assert len(painted) == 1
    wished = choose(
        [Scene(narration=text)], language="en", mood="", style="plain", undivided=[text], confidence=ask
    )
    assert [part.text for part in wished] == [text]
