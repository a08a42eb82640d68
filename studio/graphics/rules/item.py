"""An item of a list: one of sentences that count on."""

from __future__ import annotations

import itertools

from studio.graphics.reading.clauses import CONDITION, segments
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import phrase
from studio.graphics.values import Graphic

_SURE = 0.95
# Items stand over four lines: a few words more than a statement.
_MOST = 14


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return an item without its ordinal, with its place in the list."""
    place = film.places.get(sentence.index)
    if place is None:
        return None
    end = _end(sentence, place.start)
    main = phrase(sentence, [(place.start, end)]) if end else None
    if main is None:
        return None
    return Graphic(
        kind="item",
        form="type",
        phrases={"main": main},
        place=(place.number, place.count),
        language=sentence.language,
        sureness=_SURE,
        reason=f"Item {place.number} of a list of {place.count}.",
    )


def _end(sentence: Sentence, start: int) -> int:
    """Return where an item ends that can be read: without clauses that only add to it; 0 if it is too long."""
    if sentence.length(start, len(sentence.text)) <= _MOST:
        return len(sentence.text)
    parts = [part for part in segments(sentence) if part.end > start]
    ends = [
        part.end
        for part, following in itertools.pairwise(parts)
        if following.kind not in {CONDITION} and part.has_verb and sentence.length(start, part.end) <= _MOST
    ]
    return max(ends, default=0)
