"""What leads from one sentence to the next: a turn of time, a contrast, a new part, an item of a list, or the same thing."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from studio.graphics.reading.cues import alternation, cue_words, known_languages, whole
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.rules import title
from studio.text.words.language import UNSPACED

MEANINGS = ("time", "contrast", "part", "item", "on", "next")
# Where words stand that say how a sentence follows: within so many characters (in scripts without spaces: signs).
_OPENING, _OPENING_UNSPACED = 48, 14
# What may stand before them.
_BEFORE = r"[\s\"“”„«»「『(¡¿—–-]*"
# Words that may stand between a conjunction's place and a turn of time: "and then, years later".
_JOINING = ("contrast", "goes on")
# How far into a sentence a word of contrast may stand that is no conjunction.
_WITHIN = 6


@dataclass(frozen=True, slots=True)
class Meaning:
    """What leads to a sentence: one of MEANINGS, and the words or the reason that say so, in English."""

    kind: str
    reason: str = ""


def meaning_of(before: Sentence, after: Sentence, film: FilmText) -> Meaning:
    """Return what leads from one sentence of a film to the next."""
    places = (film.places.get(before.index), film.places.get(after.index))
    if places[0] and places[1] and places[1].number == places[0].number + 1:
        return Meaning("item", "The next item of the list.")
    heading = title.find(after, film)
    if heading and after.index and (heading.form == "chapter" or after.ends_line):
        return Meaning("part", "A heading.")
    return read_turn(after.text, after.language)


def read_turn(text: str, language: str) -> Meaning:
    """Return what the words of a sentence say about how it follows the one before."""
    language = language if language in known_languages() else ""
    if not language:
        return Meaning("next")
    opening = text[: _OPENING_UNSPACED if language in UNSPACED else _OPENING]
    for kind, pattern in _patterns(language):
        found = pattern.match(opening)
        if found and not _unlike(kind, language).match(opening):
            return Meaning(kind, f"It begins with “{found[0].strip()}”.")
        if kind == "contrast" and (within := _within(text, language)):
            return Meaning(kind, f"It says “{within}”.")
    return Meaning("next")


@functools.cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns of the openings in a language, what weighs most first."""
    joined = "|".join(_any(name, language) for name in _JOINING)
    space = "" if language in UNSPACED else r"\s+"
    # "And years later", "But then, one day".
    lead = rf"{_BEFORE}(?:(?:{joined})[,،，、]?{space}){{0,2}}"
    return (
        ("part", re.compile(rf"{_BEFORE}{_any('new part', language)}", re.IGNORECASE)),
        ("part", re.compile(rf"{_BEFORE}{_numbered(language)}", re.IGNORECASE)),
        ("time", re.compile(rf"{lead}(?:{_times(language)})", re.IGNORECASE)),
        ("contrast", re.compile(rf"{_BEFORE}{_any('contrast', language)}", re.IGNORECASE)),
        ("on", re.compile(rf"{_BEFORE}{_any('goes on', language)}", re.IGNORECASE)),
    )


def _times(language: str) -> str:
    """Return the pattern of a turn of time: "that night", "three years later", "after many days"."""
    later, after = (_any(name, language) for name in ("later", "after"))
    span = f"(?:{_any('span', language)}|{_any('season', language)})"
    if language in UNSPACED:
        amount = r"[\d〇一二三四五六七八九十百千万几数多\s]{1,5}"
        spanned = rf"{amount}(?:多|余)?(?:{span}|年|月|日)[间之]?(?:{later})|(?:{after}){amount}(?:{span})"
    else:
        word = r"[^\s,.;:!?،؛۔।]+"
        amount = rf"(?:{word}\s+){{0,3}}?"
        spanned = rf"{amount}{span}\s+(?:{word}\s+)?{later}|{later}\s+(?:{word}\s+){{0,2}}{span}|{after}\s+(?:{word}\s+){{0,3}}?{span}"
    return rf"{_any('time turn', language)}|{spanned}"


def _numbered(language: str) -> str:
    """Return the pattern of a chapter's name: "Chapter 2", "Part three"."""
    if language in UNSPACED:
        return r"第[\d一二三四五六七八九十]+[章部话話回]"
    numbers = alternation(cue_words("number", language))
    return rf"{_any('chapter', language)}\s+(?:\d{{1,3}}|[ivx]{{1,5}}|{numbers})\s*[:.–—-]"


@functools.cache
def _unlike(kind: str, language: str) -> re.Pattern[str]:
    """Return the pattern of openings that only look like those of a kind: "yet another", "today only"."""
    return re.compile(rf"{_BEFORE}{_any(f'no {kind}', language)}", re.IGNORECASE)


def _within(text: str, language: str) -> str:
    """Return a word of contrast that stands near the beginning without joining two clauses; "" if there is none."""
    pattern = re.compile(_any("contrast within", language), re.IGNORECASE)
    if language in UNSPACED:
        found = pattern.search(text[:_OPENING_UNSPACED])
        return found[0] if found else ""
    found = pattern.search(text)
    if not found or len(text[: found.start()].split()) > _WITHIN:
        return ""
    # ", but" joins two clauses; ", however," does not.
    is_apart = text[found.end() : found.end() + 1] in {",", "،"}
    joins = text[: found.start()].rstrip().endswith((",", "،", ";"))
    return found[0] if is_apart or not joins else ""


def _any(name: str, language: str) -> str:
    return whole(alternation(word for word in cue_words(name, language) if word != "-"), language)
