"""The words of eleven languages by which sentences are told apart: `cues.tsv`, a row for each cue, and others like it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from studio.text.words.language import UNSPACED

_HERE = Path(__file__).parent
_FILES = (_HERE / "cues.tsv", _HERE.parent / "transitions" / "turns.tsv")
# Letters with the marks that Indic scripts and Arabic write as characters of their own.
_LETTER = r"\w\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0971-\u0dff"
# What Arabic writes in one word with the next: and, so, in, like, for, the.
_ARABIC_FRONT = r"(?:[وف])?(?:[بكل])?(?:ال)?"
# Never found, since no text has two signs at once.
NEVER = r"(?!)"


@functools.cache
def _table() -> dict[tuple[str, str], str]:
    tables = [
        [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line]
        for file in _FILES
    ]
    return {
        (row[0], language): "" if cell == "-" else cell
        for head, *rows in tables
        for row in rows
        for language, cell in zip(head[1:], row[1:], strict=True)
    }


@functools.cache
def known_languages() -> frozenset[str]:
    """Return the codes of the languages that have cues."""
    return frozenset(language for _, language in _table())


@functools.cache
def cue_groups(name: str, language: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a cue whose groups have an order: those for "first", those for "second", …"""
    cell = _table().get((name, language), "")
    return tuple(tuple(group.split("|")) for group in cell.split(" / ")) if cell else ()


@functools.cache
def cue_words(name: str, language: str) -> tuple[str, ...]:
    """Return all words of a cue in lower case; none in a language without cues."""
    return tuple(word.partition("=")[0] for group in cue_groups(name, language) for word in group)


@functools.cache
def cue_values(name: str, language: str) -> dict[str, str]:
    """Return the words of a cue with what stands behind their "=": "million" with "1e6"."""
    found = (word.partition("=") for group in cue_groups(name, language) for word in group)
    return {word: value for word, _, value in found}


def value_of(written: str) -> float:
    """Return the number that a cue's value writes: "1e6", "2/3"."""
    return float(Fraction(written)) if "/" in written else float(written)


def alternation(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first; what matches nothing if there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or NEVER


def whole(pattern: str, language: str) -> str:
    """Return a pattern that matches whole words only, in scripts that separate them."""
    if language in UNSPACED:
        return f"(?:{pattern})"
    front = _ARABIC_FRONT if language == "ar" else ""
    return f"(?<![{_LETTER}]){front}(?:{pattern})(?![{_LETTER}])"


@functools.cache
def cue(name: str, language: str) -> re.Pattern[str]:
    """Return the pattern of a cue's words as whole words, in either case."""
    return re.compile(whole(alternation(cue_words(name, language)), language), re.IGNORECASE)
