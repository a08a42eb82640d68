"""Who a text introduces: scored on a corpus, silent rather than wrong."""

from __future__ import annotations

import pytest

from studio.graphics.introductions.find import find_introductions
from studio.graphics.introductions.speakers import find_speakers
from studio.graphics.reading.sentence import Scene, read_film
from studio.text.reader.read import read_text
from tests.studio.corpora.corpus import Row, judge, read_corpus


def introduced(text: str, language: str) -> str:
    sentences = read_film([Scene(narration=text)], language)
    found = find_introductions(sentences)
    return " ; ".join(f"{one.name} | {one.role}" for one in found) or "-"


def mistake_in_introduction(row: Row) -> str:
    text, language, right = row
    found = introduced(text, language)
    return "" if found == right else found


def said_wrongly(corpus: str) -> list[str]:
    """Return what the rows of a corpus are said to introduce that they do not."""
    found = [(row, introduced(row[0], row[1])) for row in read_corpus(corpus)]
    return [f"{row[0]} -> {said}" for row, said in found if said not in ("-", row[2])]


# Nobody may be called what they are not: silence is better.
@pytest.mark.parametrize("corpus", ["introductions", "introductions_unseen"])
def test_nobody_is_introduced_wrongly(corpus: str):
    assert said_wrongly(corpus) == []


@pytest.mark.parametrize(("corpus", "floor"), [("introductions", 0.97), ("introductions_unseen", 0.96)])
def test_who_is_introduced_is_found(corpus: str, floor: float):
    score = judge(corpus, mistake_in_introduction)
    assert score.share >= floor, str(score)


def test_each_is_introduced_once_where_the_role_is_said():
    text = "Ana Silva, a marine biologist, dives. We met Ana Silva, a marine biologist, in May."
    (found,) = find_introductions(read_film([Scene(narration="The sea."), Scene(narration=text)], "en"))
    assert (found.name, found.role, found.scene, found.word) == ("Ana Silva", "Marine biologist", 1, 0)


def test_nobody_is_introduced_in_a_story():
    text = (
        "Once upon a time there was a king who had no heir. Tom Reed, a miller, came to the castle. “Who are you?” "
        "asked the king. “I am nobody,” he said, and they walked into the dark forest together."
    )
    assert find_introductions(read_film([Scene(narration=text)], "en")) == []


INTERVIEW = (
    "Laura Chen: How does it feel to fly?\nMark Olsen: It is quiet up there, and I miss my dog.\n"
    "Laura Chen: What do you do all day?\nMark Olsen: I count the sunrises with my friends."
)


def test_who_speaks_in_an_interview_is_named_where_they_begin():
    narrations = [
        "How does it feel to fly?\nIt is quiet up there, and I miss my dog.",
        "What do you do all day? I count the sunrises with my friends.",
    ]
    found = list(find_speakers(read_text(INTERVIEW), narrations, "en"))
    assert [(one.name, one.role, one.scene, one.word) for one in found] == [
        ("Laura Chen", "", 0, 0),
        ("Mark Olsen", "", 0, 6),
    ]


@pytest.mark.parametrize(
    "labels", [("Host", "Guest"), ("Q", "A"), ("The fox", "The owl"), ("Laura Chen", "Laura Chen")]
)
def test_labels_that_are_no_names_are_not_shown(labels: tuple[str, str]):
    text = INTERVIEW.replace("Laura Chen", labels[0]).replace("Mark Olsen", labels[1])
    assert list(find_speakers(read_text(text), ["How does it feel to fly?"], "en")) == []
