"""Shares in words: "9 out of 10", "two in five", "a third of"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from studio.graphics.reading.cues import alternation, cue_values, cue_words, value_of, whole
from studio.graphics.reading.numerals import value_of_digits

# The most of a whole that discs show.
_MOST = 10
_ONE = ("one", "un", "une", "uno", "una", "um", "uma", "ein", "eine", "einer", "один")
# In these a part needs no "of" behind it.
_WITHOUT_OF = frozenset(["hi", "zh", "ja", "ru", "ar"])


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many: its offsets, both numbers, and the first as it is written."""

    start: int
    end: int
    some: float
    whole: float
    text: str


def find_shares(text: str, language: str) -> Iterator[Share]:
    """Yield the shares of a sentence: of at most ten, and parts such as "a third of"."""
    for match in _pattern(language).finditer(text):
        some, of = _small(match["n"], language), _small(match["m"], language)
        if 0 < some <= of <= _MOST and of > 1:
            yield Share(match.start(), match.end(), some, of, match["n"])
    parts = cue_values("part", language)
    following = re.compile(rf"\s?(?:{alternation(cue_words('of', language))})")
    for match in re.finditer(whole(alternation(parts), language), text, re.IGNORECASE):
        behind = text[match.end() :]
        follows = following.match(behind) or (
            language == "de" and re.match(r"\s+(?:unser|all|sein|ihr)", behind)
        )
        if follows or language in _WITHOUT_OF:
            some_written, of_written = _part(match[0].lower(), parts).split("/")
            yield Share(match.start(), match.end(), float(some_written), float(of_written), some_written)


def _part(word: str, parts: dict[str, str]) -> str:
    """Return the part that a word names; in Arabic it may have others written before it."""
    return parts.get(word) or next(value for name, value in parts.items() if word.endswith(name))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    if language == "zh":
        return re.compile(r"(?P<m>\d{1,2})[个人名位](?:人)?[中里]?(?:就)?有(?P<n>\d{1,2})[个人名位]")
    if language == "ja":
        return re.compile(r"(?P<m>\d{1,2})人(?:中|に|のうち)(?P<n>\d{1,2})人")
    number = rf"(?:\d{{1,2}}|{alternation([*cue_values('number', language), *_ONE])})"
    if language == "hi":
        return re.compile(rf"(?P<m>{number})\s+में\s+से\s+(?P<n>{number})")
    between = whole(alternation(cue_words("of between", language)), language)
    not_measured = r"(?!\s+(?:years|months|weeks|days|hours|minutes|seconds|euros|dollars))"
    return re.compile(
        rf"(?<![\w.,$€£-])(?P<n>{number})\s+(?:{between})\s+(?P<m>{number})(?![\w.,%°]*\d)(?!\s?%){not_measured}(?![\w-])",
        re.IGNORECASE,
    )


def _small(word: str, language: str) -> float:
    if word.isdecimal():
        return value_of_digits(word, language)
    values = cue_values("number", language)
    return value_of(values[word.lower()]) if word.lower() in values else 1.0
