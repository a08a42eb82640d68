"""The marks that stand in a narration, as text between them, pauses in seconds, and words with what is said.

What is no whole mark is text: "[1]", "{a}".
"""

# ruff: noqa: RUF001 (the letters of scripts look alike)

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.contracts import is_speakable

# Seconds of a pause without a length, and of the longest.
PAUSE, LONGEST_PAUSE = 1.0, 10.0

_BRACKETS = re.compile(r"\[([^\[\]\n]{3,40})\]")
_BRACES = re.compile(r"(?<!\{)\{([^{}|\n]{1,100})\|([^{}|\n]{1,100})\}(?!\})")
_MARK = re.compile(f"{_BRACKETS.pattern}|{_BRACES.pattern}")
_PAUSE_WORDS = frozenset("pause pausa pauze pauza paus пауза".split())  # noqa: SIM905
_LENGTHS = {"long": 2.0, "short": 0.5, "brief": 0.5, "lange": 2.0, "kurze": 0.5, "longue": 2.0, "courte": 0.5,
            "larga": 2.0, "corta": 0.5}  # fmt: skip
_NUMBERS = {"half": 0.5, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
            "eight": 8.0, "nine": 9.0, "ten": 10.0}  # fmt: skip
_BETWEEN = frozenset("for of a an de von di".split())  # noqa: SIM905
# The second, and the thousandth of one.
_SECONDS = re.compile(
    r"s|secs?|seconds?|sek|sekunden?|secondes?|segundos?|second[oi]|seconden|с|сек|секунд[аы]?"
)
_THOUSANDTHS = re.compile(r"ms|msecs?|milliseconds?|millisekunden?|мс")
_OF_A_PAUSE = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|[:\-–.]|(\S)")
# Text, the seconds of a pause, or words as they are written and as they are said.
Mark = str | float | tuple[str, str]


def marks_in(narration: str, *, verbatim: bool = False) -> Iterator[Mark]:
    """Yield text and marks in their order."""
    if verbatim:
        yield narration
        return
    for raw in raw_marks(narration):
        yield _read(raw)


def raw_marks(narration: str) -> Iterator[str]:
    """Yield the text between marks, and marks as they are written."""
    start = 0
    for match in _MARK.finditer(narration):
        if isinstance(_read(match[0]), str):
            continue
        if match.start() > start:
            yield narration[start : match.start()]
        yield match[0]
        start = match.end()
    if start < len(narration):
        yield narration[start:]


def _read(raw: str) -> Mark:
    """Return what a mark means; anything else is text."""
    if match := _BRACKETS.fullmatch(raw):
        seconds = _pause_in(match[1])
        return raw if seconds is None else seconds
    if match := _BRACES.fullmatch(raw):
        written, said = (" ".join(side.split()) for side in match.groups())
        return (written, said) if written and is_speakable(said) else raw
    return raw


def _pause_in(words: str) -> float | None:
    """Return the seconds of a pause that words in brackets ask for, or None if they ask for something else."""
    seconds: float | None = None
    factor, asks = 1.0, False
    for match in _OF_A_PAUSE.finditer(words.lower()):
        word = match[0]
        if match[1]:
            return None
        if word[0].isdecimal() or word in _NUMBERS or word in _LENGTHS:
            if seconds is not None:
                return None
            seconds = _NUMBERS.get(word) or _LENGTHS.get(word) or float(word.replace(",", "."))
        elif word in _PAUSE_WORDS:
            asks = True
        elif _THOUSANDTHS.fullmatch(word):
            factor = 0.001
        elif not (_SECONDS.fullmatch(word) or word in _BETWEEN or not word[0].isalpha()):
            return None
    if not asks:
        return None
    return min(LONGEST_PAUSE, PAUSE if seconds is None else seconds * factor)
