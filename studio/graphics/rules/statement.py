"""A statement: the words themselves, where nothing else can be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.graphics.reading.clauses import Span, clauses
from studio.graphics.reading.cues import alternation, cue_words
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import MOST_WORDS, phrase
from studio.graphics.values import Graphic

_SURE = 0.4
_FEWEST, _STACKED = 2, 6
# Rather all of a sentence in smaller letters than a picture that nobody asked for.
_LONGEST = 16


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the shortest way to say what a sentence says: all of it, or a clause that stands alone; else all, if it is not long."""
    for spans in _candidates(sentence):
        main = phrase(sentence, spans)
        if main is None:
            continue
        whole = spans == ((0, len(sentence.text)),)
        return Graphic(
            kind="statement",
            form="phrase",
            phrases={"main": main},
            language=sentence.language,
            sureness=_SURE,
            reason="The words are shown." if whole else "A clause of the sentence is shown.",
        )
    return None


def _candidates(sentence: Sentence) -> list[tuple[Span, ...]]:
    """Return what may be shown, best first: the whole sentence, then the clause with most words that fits."""
    found = [
        (sum(sentence.length(*span) for span in spans), at, spans)
        for at, spans in enumerate(clauses(sentence))
        if _is_shown_there(sentence, spans)
    ]
    fits = [
        (words, at, spans)
        for words, at, spans in found
        if _least(sentence) <= words <= MOST_WORDS and len(spans) == 1 and not _is_torn(sentence, spans)
    ]
    short: list[tuple[Span, ...]] = [
        spans for words, at, spans in sorted(fits, key=lambda one: (one[1] != 0, -one[0]))
    ]
    return short or [spans for words, _, spans in found[:1] if words <= _LONGEST and not sentence.window]


def _is_shown_there(sentence: Sentence, spans: Sequence[Span]) -> bool:
    """Return whether a clause is said in the part of its sentence that is shown."""
    start, end = sentence.span
    return all(start <= a and b <= end for a, b in spans)


def _is_torn(sentence: Sentence, spans: Sequence[Span]) -> bool:
    """Return whether a clause ends where somebody is said to say it: what follows belongs to it."""
    end = spans[-1][1]
    saying = rf"\b\w+\s+(?:{alternation(cue_words('say', sentence.language))})\W*$"
    return end < len(sentence.text.rstrip(" .!")) and bool(
        re.search(saying, sentence.text[:end], re.IGNORECASE)
    )


def _least(sentence: Sentence) -> int:
    return 1 if sentence.is_unspaced or sentence.length(0, len(sentence.text)) < _FEWEST else _FEWEST


def is_stackable(graphic: Graphic) -> bool:
    """Return whether a statement can stand in lines as wide as they can: few words, some of them emphasised."""
    main = graphic.phrases["main"]
    return (
        len(main.text.split()) <= _STACKED
        and bool(main.emphasis)
        and graphic.language not in {"zh", "ja", "th"}
    )
