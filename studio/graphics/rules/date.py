"""A date: when something happened, on a rail with all dates of the film."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.graphics.reading.around import split_at
from studio.graphics.reading.clauses import Span, clause_around
from studio.graphics.reading.dates import Date
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import phrase
from studio.graphics.values import Graphic, Phrase

_SURE, _LESS_SURE = 0.85, 0.6
# The most words of what happened.
_MOST = 12
# At the end of what happened, these wait for the date: "the old API keeps working until".
_HANGING = re.compile(r"\s+(?:in|on|of|im|am|en|el|le|em|no|nel|il|в|во)$", re.IGNORECASE)


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the date of a sentence with what happened then."""
    for date in sentence.dates:
        if found := _read(sentence, date, film):
            return found
    return None


def _read(sentence: Sentence, date: Date, film: FilmText) -> Graphic | None:
    spans = clause_around(sentence, date.start, date.end)
    rest = [span for part in split_at(spans, date.start, date.end) for span in part]
    rest = _without_commas(sentence, rest)
    words = sum(sentence.length(*span) for span in rest)
    if not 1 <= words <= _MOST or _has_other(sentence, spans, date):
        return None
    main = phrase(sentence, rest)
    day = phrase(sentence, [date.day], emphasis=[]) if date.day[1] else None
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
