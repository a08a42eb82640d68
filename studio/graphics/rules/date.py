"""A date: when something happened, on a rail with all dates of the film."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.graphics.reading.around import split_at
from studio.graphics.reading.clauses import Span, clause_around
from studio.graphics.reading.cues import cue, cue_words
from studio.graphics.reading.dates import Date
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import phrase
from studio.graphics.values import Graphic, Phrase
from studio.text.words.vocabulary import STOP_WORDS

_SURE, _LESS_SURE = 0.85, 0.6
# The most words of what happened.
_MOST = 14
# Small words after which a date stands by itself.
_NO_LINKS = frozenset("est sind war wurde ist est sont fue era foi è fu und et y e и был была था थी".split())  # noqa: SIM905
# At the end of what happened, these wait for the date: "the old API keeps working until".
# "From 1558-1603", "from 2000 to 2010"; "a década de 1990".
_SPAN_GOES_ON = re.compile(r"\s*[-–—]\s*\d|\s+(?:to|until|till|through|bis|à|au|a|al|até|до|по)\s+\d")
_DECADE = re.compile(r"\b(?:decade|decades|década|décadas|décennie|anni|années|años|anos)$", re.IGNORECASE)
_VERB_SECOND = frozenset(["de", "nl", "sv", "da", "no"])
_HANGING = re.compile(r"\s+(?:in|on|of|im|am|en|el|le|em|no|nel|il|в|во)$", re.IGNORECASE)


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the date of a sentence with what happened then."""
    for date in sentence.dates:
        if found := _read(sentence, date, film):
            return found
    return None


def _read(sentence: Sentence, date: Date, film: FilmText) -> Graphic | None:
    spans = clause_around(sentence, date.start, date.end)
    start = _phrase_start(sentence, date, spans[0][0])
    if start is None or _belongs_on(sentence, date):
        return None
    rest = [span for part in split_at(spans, start, date.end) for span in part]
    rest = _without_commas(sentence, rest)
    words = sum(sentence.length(*span) for span in rest)
    if not 1 <= words <= _MOST or _has_other(sentence, spans, date):
        return None
    # Where the verb comes second, a clause without its first words would read as a question.
    leads = start <= spans[0][0]
    turns = leads and (sentence.language in _VERB_SECOND or _is_subject(sentence, date))
    main = phrase(sentence, spans if turns else rest)
    day = (
        phrase(sentence, [_day(sentence, date, start)], emphasis=[])
        if date.day[1] or start < date.start
        else None
    )
    year = phrase(sentence, [date.year], emphasis=[]) if date.year[1] else None
    if main is None or _HANGING.search(main.text):
        return None
    roles: dict[str, Phrase | None] = {"main": main, "day": day, "year": year}
    return Graphic(
        kind="date",
        form="date",
        phrases={role: one for role, one in roles.items() if one},
        dates=film.dates,
        language=sentence.language,
        sureness=_SURE if year else _LESS_SURE,
        reason=f"The sentence says when: {sentence.text[date.start : date.end].strip()}.",
    )


def _phrase_start(sentence: Sentence, date: Date, first: int) -> int | None:
    """Return where the words begin that belong to a date: "In the autumn of" AD 79; None if they cannot be told."""
    before = [word for word in sentence.words if first <= word.start < date.start]
    if sentence.language != "en":
        hangs = (
            bool(before)
            and not sentence.is_unspaced
            and before[-1].low in STOP_WORDS.get(sentence.language, frozenset())
            and before[-1].low not in _NO_LINKS
        )
        return None if hangs and date.start == before[-1].end + 1 else date.start
    if not before or before[-1].tag not in {"IN", "TO", "DT"} or before[-1].end + 1 < date.start:
        return date.start
    at = len(before) - 1
    while (at and before[at - 1].tag in {"IN", "DT", "NN", "JJ", "TO", "NNS"} and before[at].tag != "IN") or (
        at and before[at].low == "of" and before[at - 1].tag.startswith("NN")
    ):
        at -= 1
    return before[at].start if before[at].tag == "IN" and before[at].low != "of" else None


def _is_subject(sentence: Sentence, date: Date) -> bool:
    """Return whether something is said of a date itself: "Le 1er mai est férié", "May 5 is a holiday"."""
    if (
        sentence.language not in {"en", "fr", "es", "pt", "it"}
        or sentence.text[date.end : date.end + 1] == ","
    ):
        return False
    first = sentence.text[date.start : date.end].split()[0].lower()
    return first[0].isdecimal() or first in {
        "le",
        "el",
        "il",
        "o",
        "the",
        *cue_words("month", sentence.language),
    }


def _belongs_on(sentence: Sentence, date: Date) -> bool:
    """Return whether a date is part of something longer: "14 and 15 May", "1964年の開業", "from 2000 to 2010"."""
    before, after = sentence.text[: date.start].rstrip(), sentence.text[date.end :]
    if sentence.is_unspaced:
        return after[:1] in {"の", "的"}
    last = before.split()[-1].lower() if before else ""
    joined = cue("and", sentence.language).fullmatch(last) or re.search(r"\d[\s,–—-]*$", before)
    return bool(joined or _SPAN_GOES_ON.match(after) or _DECADE.search(before))


def _day(sentence: Sentence, date: Date, start: int) -> Span:
    """Return the offsets of what is shown beside the year: what belongs to the date without a plain preposition."""
    if start == date.start:
        return date.day
    text = sentence.text
    plain = re.match(r"(?:in|on)\s+", text[start:], re.IGNORECASE)
    first = start + (plain.end() if plain else 0)
    return first, date.day[1] or date.start


def _without_commas(sentence: Sentence, spans: Sequence[Span]) -> list[Span]:
    """Return what stands around a date without the commas that parted it."""
    kept = []
    for start, end in spans:
        while start < end and sentence.text[start] in " ,:،，、–—":
            start += 1
        while end > start and sentence.text[end - 1] in " ,،，、":
            end -= 1
        if end > start and any(map(str.isalnum, sentence.text[start:end])):
            kept.append((start, end))
    return kept


def _has_other(sentence: Sentence, spans: Sequence[Span], date: Date) -> bool:
    """Return whether the clause names another date, with which this one belongs: "from 1939 to 1945"."""
    return any(one is not date and any(a <= one.start < b for a, b in spans) for one in sentence.dates)
