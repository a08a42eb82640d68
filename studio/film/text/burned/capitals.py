"""Captions in capitals, as each language writes them."""

# ruff: noqa: RUF001 (the letters of other scripts look alike)

from __future__ import annotations

import re
import unicodedata

# Scripts whose readers know capitals of every letter; those of Georgian are for headings, and few fonts have them.
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN")
# The capital sharp s is a letter since 2017; two letters instead change words ("in Maßen", "in Massen"). The
# Armenian ligature is "ev" in capitals.
_CAPITALS = {"ß": "ẞ", "և": "ԵՎ", "ŉ": "ʼN"}
_OF_LANGUAGE = {"tr": {"i": "İ", "ı": "I"}, "az": {"i": "İ", "ı": "I"}}
# Irish sets small letters before a capital ("tSeachtain"), which stay small.
_IRISH = re.compile(r"\b(?:bhf|dt|[bdghmnt])(?=[A-ZÁÉÍÓÚ])|\b[nt]-(?=[AEIOUÁÉÍÓÚaeiouáéíóú])")
# What names, addresses and hashtags would lose.
_AS_IT_IS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")
_GREEK_ACCENT = "\u0301"


def in_capitals(text: str, language: str = "") -> str:
    """Return a text in capitals; what has none stays as it is, and so do addresses.

    `language` (ISO 639-1) tells Turkish and Azerbaijani, whose i keeps its dot, and Irish. Greek capitals have no
    accents.
    """
    parts, at = [], 0
    kept = [match.span() for match in _AS_IT_IS.finditer(text)]
    if language == "ga":
        kept += [match.span() for match in _IRISH.finditer(text)]
    for start, end in sorted(kept):
        if start >= at:
            parts += [_raised(text[at:start], language), text[start:end]]
            at = end
    return "".join([*parts, _raised(text[at:], language)])


def _raised(text: str, language: str) -> str:
    special = _CAPITALS | _OF_LANGUAGE.get(language, {})
    return "".join(special.get(letter) or _capital(letter) for letter in unicodedata.normalize("NFC", text))


def _capital(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if not name.startswith(_SCRIPTS):
        return letter
    raised = letter.upper()
    if not name.startswith("GREEK"):
        return raised
    bare = unicodedata.normalize("NFD", raised).replace(_GREEK_ACCENT, "")
    return unicodedata.normalize("NFC", bare)
