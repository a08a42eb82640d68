"""Shares in words: "9 out of 10", "two in five", "a third of", "every tenth"."""

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
# These name the counted thing between both numbers: "un Français sur trois".
_COUNTED_BETWEEN = frozenset(["fr", "it"])
_HAN = "一二三四五六七八九十"
# "Every second day" is no share, nor does "every third time" tell one.
_TIMES = ("day", "night", "time", "tag", "mal", "nacht", "раз", "день", "ночь", "час", "год", "месяц")


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
    for match in _nth(language).finditer(text):
        noun = match["noun"].lower()
        times = {*cue_words("span", language), *cue_words("weekday", language), *_TIMES}
        if noun not in times and not _is_verb(noun, language):
            whole_written = cue_values("nth", language)[match["nth"].lower()]
            yield Share(match.start(), match.end("nth"), 1.0, value_of(whole_written), "1")
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


def _is_verb(noun: str, language: str) -> bool:
    """Return whether what follows "every second" is no noun: "every second counts"."""
    if language == "ru":
        return noun.endswith(("л", "ла", "ло", "ли", "ет", "ит", "ют", "ят", "ут"))
    return language == "en" and noun.endswith("s")


def _part(word: str, parts: dict[str, str]) -> str:
    """Return the part that a word names; in Arabic it may have others written before it."""
    return parts.get(word) or next(value for name, value in parts.items() if word.endswith(name))


@cache
def _nth(language: str) -> re.Pattern[str]:
    """Return the pattern of one of so many, by its ordinal: "every tenth person"."""
    each, nth = alternation(cue_words("each", language)), alternation(cue_words("nth", language))
    return re.compile(rf"(?<!\w)(?:{each})\s+(?P<nth>{nth})\s+(?P<noun>[^\W\d_]+)", re.IGNORECASE)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    if language == "zh":
        number = rf"\d{{1,2}}|[{_HAN}两]"
        return re.compile(rf"(?P<m>{number})[个人名位](?:人)?[中里]?(?:就)?有(?P<n>{number})[个人名位]")
    if language == "ja":
        return re.compile(r"(?P<m>\d{1,2})人(?:中|に|のうち)(?P<n>\d{1,2})人")
    number = rf"(?:\d{{1,2}}|{alternation([*cue_values('number', language), *_ONE])})"
    if language == "hi":
        return re.compile(rf"(?P<m>{number})\s+में\s+से\s+(?P<n>{number})")
    between = whole(alternation(cue_words("of between", language)), language)
    if language in _COUNTED_BETWEEN:
        between = rf"(?:[^\W\d_]+\s+)?{between}"
    not_measured = r"(?!\s+(?:years|months|weeks|days|hours|minutes|seconds|euros|dollars))"
    return re.compile(
        rf"(?<![\w.,$€£-])(?P<n>{number})\s+(?:{between})\s+(?P<m>{number})(?![\w.,%°]*\d)(?!\s?%){not_measured}(?![\w-])",
        re.IGNORECASE,
    )


def _small(word: str, language: str) -> float:
    if word.isdecimal():
        return value_of_digits(word, language)
    if word in _HAN or word == "两":
        return 2.0 if word == "两" else _HAN.index(word) + 1.0
    values = cue_values("number", language)
    return value_of(values[word.lower()]) if word.lower() in values else 1.0
