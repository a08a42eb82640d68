"""A name: the first mention of somebody by their full name, with what they did."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re

from studio.graphics.reading.clauses import clause_around
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import phrase
from studio.graphics.values import Graphic
from studio.text.english.people import TITLES, who_is
from studio.text.words.cues import TIME_WORDS
from studio.text.words.vocabulary import STOP_WORDS

_SURE = 0.6
_MOST = 12
_PART = r"[A-ZÀ-ÖØ-ÞА-ЯЁ][\w’'-]*[a-zà-öø-ÿа-яё]"
_NAME = re.compile(
    rf"((?:[A-Z]\.\s?)*{_PART}(?:\s+(?:[A-Z]\.|da|de|del|della|di|van|von|der|den|bin|al|la|le|du|af))*(?:\s+{_PART})+)"
)
# First names by which a name is known where nouns are capitalised or nothing is tagged.
_KNOWN = frozenset(
    "leonardo maría josé galileo юрий иван лев александр анна мария пётр петр николай владимир алексей дмитрий михаил сергей антон фёдор федор "
    "juan pedro pablo carlos miguel luis ana lucía carmen elena sofía diego antonio marco giulia giovanni giuseppe dante cristoforo michelangelo "
    "pierre jean louis claude victor marie jeanne simone antoine françois émile johann hans karl heinrich friedrich angela anne sophie johannes ludwig "
    "joão pedro fernando vasco machado ada grace nelson martin mahatma isaac albert charles frida rosa amelia".split()
)


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the name that a sentence begins with, with what it says of it."""
    if film.is_story:
        return None
    match = _NAME.match(sentence.text)
    if (
        not match
        or film.said_before(sentence, match[1])
        or not _is_name(sentence, film, match[1], match.end())
    ):
        return None
    name = phrase(sentence, [match.span(1)], emphasis=[])
    fact = _fact(sentence, match.end())
    if name is None or fact is None:
        return None
    found = phrase(sentence, [fact], capital=False)
    if found is None:
        return None
    return Graphic(
        kind="name",
        form="name",
        phrases={"name": name, "fact": found},
        language=sentence.language,
        sureness=_SURE,
        reason=f"The film names {match[1]} for the first time.",
    )


def _is_name(sentence: Sentence, film: FilmText, name: str, end: int) -> bool:
    parts = [part for part in re.split(r"[\s.]+", name) if part]
    low = [part.lower() for part in parts]
    if (
        low[0] in TITLES | {"the": ""}
        or {*low} & TIME_WORDS
        or low[0] in STOP_WORDS.get(sentence.language, frozenset())
    ):
        return False
    if sentence.language != "en":
        known = low[0] in _KNOWN or bool(who_is(low[0]))
        return known and bool(re.match(r"\s+[a-zà-ÿа-яё(]", sentence.text[end:]))
    words = [word for word in sentence.words if word.start < end and word.text[0].isalnum()]
    after = next((word for word in sentence.words if word.start >= end), None)
    acts = after is not None and (after.tag.startswith(("VB", "MD")) or after.text in {",", "("})
    return (
        acts
        and words[-1].tag.startswith("NNP")
        and (
            words[0].tag.startswith("NNP")
            or bool(who_is(low[0]))
            or len(parts[0]) == 1
            or len(words[0].text) == 1
        )
    )


def _fact(sentence: Sentence, start: int) -> tuple[int, int] | None:
    """Return what a sentence says of a name that stands before it; None if it cannot be read beside it."""
    if sentence.text[start:].lstrip()[:1] in {",", "("}:
        return None
    end = len(sentence.text)
    if sentence.length(start, end) > _MOST:
        spans = clause_around(sentence, start, start + 2)
        end = spans[-1][1]
        if len(spans) > 1 or spans[0][0] > start:
            return None
    return (start, end) if 1 <= sentence.length(start, end) <= _MOST else None
