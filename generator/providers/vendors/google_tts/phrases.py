"""Texts cut into phrases short enough for one request, and the times of their words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from studio.contracts import Word, is_speakable
from studio.text.words.punctuation import CLAUSE_END, SENTENCE_END

# Where a phrase may end, best first: after a sentence, after a clause, between words.
_ENDS = (
    SENTENCE_END,
    re.compile(rf"{CLAUSE_END.pattern}|(?<=\s)-(?=\s)"),
    re.compile(r"\s"),
)
# Least length of a phrase that ends there, as a share of the longest: shorter ones sound chopped, except sentences.
_LEAST = (0.0, 0.35, 0.35)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a text: its words, and its start and end offsets in the text."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SpokenPhrase:
    """A phrase with its start and end in seconds from the start of the speech."""

    phrase: Phrase
    begins: float
    ends: float


def cut_phrases(text: str, longest: int) -> list[Phrase]:
    """Cut a text into phrases of at most `longest` characters, each with a letter or digit to speak."""
    phrases: list[Phrase] = []
    start = 0
    while start < len(text):
        end = _end(text, start, longest)
        words = " ".join(text[start:end].split())
        if is_speakable(words):
            phrases.append(Phrase(words, start, end))
        start = end
    return phrases


def _end(text: str, start: int, longest: int) -> int:
    if start + longest >= len(text):
        return len(text)
    window = text[start : start + longest]
    for ends, least in zip(_ENDS, _LEAST, strict=True):
        places = [match.end() for match in ends.finditer(window)]
        if places and places[-1] >= least * longest:
            return start + places[-1]
    return start + longest


def word_times(text: str, spoken: list[SpokenPhrase]) -> tuple[Word, ...]:
    """Return the words of a text with their times, dividing each phrase's time by characters.

    A word in no phrase (a dash) takes no time.
    """
    clock = _Clock(text, spoken)
    return tuple(
        Word(
            text=match.group(),
            start=clock.at(match.start(), beside=match.start()),
            end=clock.at(match.end(), beside=match.end() - 1),
        )
        for match in re.finditer(r"\S+", text)
    )


class _Clock:
    """Converts a place in the text to seconds; spaces take no time."""

    def __init__(self, text: str, spoken: list[SpokenPhrase]) -> None:
        self._spoken = spoken
        self._starts = [one.phrase.start for one in spoken]
        # The number of non-space characters before each place.
        self._before = [0]
        for character in text:
            self._before.append(self._before[-1] + (not character.isspace()))

    def at(self, place: int, *, beside: int) -> float:
        """Return the second of a place; at a pause between two phrases, that of the phrase of character `beside`."""
        one = self._spoken[max(0, bisect_right(self._starts, beside) - 1)]
        first, last = self._before[one.phrase.start], self._before[one.phrase.end]
        passed = min(max(self._before[place], first), last) - first
        return round(one.begins + passed / max(1, last - first) * (one.ends - one.begins), 3)
