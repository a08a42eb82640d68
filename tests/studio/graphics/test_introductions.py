"""Who a text introduces: scored on a corpus, silent rather than wrong."""

from __future__ import annotations

from studio.graphics.introductions.find import find_introductions
from studio.graphics.reading.sentence import Scene, read_film
from tests.studio.corpora.corpus import Row, read_corpus


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
