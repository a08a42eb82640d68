"""What stands before and after a number or a date in its clause."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio.graphics.reading.amounts import Amount
from studio.graphics.reading.clauses import Span, clause_around
from studio.graphics.reading.cues import cue, cue_words
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import MOST_BESIDE, phrase
from studio.graphics.values import Figure, Phrase

# The most words on one side of a number: two lines of small letters.
_MOST_SIDE = 11
# Behind these "and" joins two that are told of together.
_BOTH = re.compile(r"\b(?:both|between|zwischen|sowohl|entre|tra|fra|между)\b", re.IGNORECASE)
# Articles, and what ends a sentence in Japanese and Hindi.
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "le",
        "la",
        "les",
        "un",
        "une",
        "el",
        "los",
        "las",
        "una",
        "il",
        "lo",
        "i",
        "gli",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "です",
        "でした",
        "だ",
        "है",
        "हैं",
        "था",
        "थी",
        "थे",
    ]
)


@dataclass(frozen=True, slots=True)
class Around:
    """The words of a clause before and after something in it, as phrases, and all of them as parts of the sentence."""

    before: Phrase | None
    after: Phrase | None
    spans: tuple[Span, ...]

    @property
    def phrases(self) -> dict[str, Phrase]:
        found = {"before": self.before, "after": self.after}
        return {role: one for role, one in found.items() if one}


def around(sentence: Sentence, start: int, end: int, *, most: int = MOST_BESIDE) -> Around | None:
    """Return the words of the clause around a part of a sentence; None if they are too many to be read beside it."""
    spans = _of_part(sentence, clause_around(sentence, start, end))
    before, after = split_at(spans, start, end)
    before, after = _worth(sentence, before), _worth(sentence, after)
    counts = [sum(sentence.length(*span) for span in part) for part in (before, after)]
    if max(counts) > _MOST_SIDE or sum(counts) > most or (before and not _can_stand(sentence, before)):
        return None
    first = phrase(sentence, before) if counts[0] else None
    then = phrase(sentence, after, capital=False) if counts[1] else None
    if (counts[0] and not first) or (counts[1] and not then):
        return None
    return Around(first, then, spans)


def _of_part(sentence: Sentence, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a clause up to the end of the part that is shown, if what follows there is only joined to it.

    "Her lab has 45 people" is so if it has "45 people and a budget of two million".
    """
    if sentence.window is None or sentence.is_unspaced or sentence.language == "ar":
        return spans
    end = sentence.window[1]
    follows = re.match(r"\s*([^\W\d_]+)", sentence.text[end:])
    joins = cue_words("and", sentence.language)[:1]
    is_joined = follows is not None and follows[1].lower() in joins
    clause = sentence.text[spans[0][0] : spans[-1][1]]
    if not is_joined or _BOTH.search(clause) or cue("negation", sentence.language).search(clause):
        return spans
    return tuple((a, min(b, end)) for a, b in spans if a < end)


def _worth(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """Return words that say something beside a number: nothing for a mere article before it, or "is" behind it."""
    text = " ".join(sentence.text[a:b] for a, b in spans).strip(" .,!。।？").lower()
    return [] if text in _EMPTY else spans


def split_at(spans: Sequence[Span], start: int, end: int) -> tuple[list[Span], list[Span]]:
    """Return what of some parts of a sentence lies before and what after a part between."""
    before = [(a, min(b, start)) for a, b in spans if a < start]
    after = [(max(a, end), b) for a, b in spans if b > end]
    return [(a, b) for a, b in before if b > a], [(a, b) for a, b in after if b > a]


def _can_stand(sentence: Sentence, spans: Sequence[Span]) -> bool:
    return bool("".join(sentence.text[a:b] for a, b in spans).strip())


def figure(sentence: Sentence, amount: Amount) -> Figure:
    """Return an amount as it is shown."""
    plus = "+" if sentence.text[amount.end : amount.end + 1] == "+" else ""
    return Figure(
        value=amount.value,
        text=amount.text,
        sign=amount.sign,
        is_before=amount.is_before,
        unit=f"{amount.unit}{plus}",
        first=sentence.word_at(amount.start),
        last=sentence.word_at(max(amount.start, amount.end - 1)),
    )
