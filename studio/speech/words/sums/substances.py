"""Readings of substances and ions by the letters of their elements: "NaOH", "Fe2O3", "Ca2+"."""

from __future__ import annotations

import re
from collections.abc import Callable

from studio.speech.words.counting import number

_COMMON = "Na|Ca|Cl|Mg|Fe|Al|Si|Cu|Zn|Ag|Au|Li|Br|Pb|Hg|Ti|Mn|[HCNOSPKIF]"
_ELEMENTS = f"He|Ne|Ar|Kr|Xe|Cr|Co|Ni|Sn|Ba|As|Se|Cd|Pt|Be|Ge|Ga|{_COMMON}|[BUVW]"
FORMULA = re.compile(rf"(?:\(?(?:{_ELEMENTS})\d*(?:\)\d*)?)+")
_WITHOUT_NUMBERS = re.compile(rf"(?:{_COMMON}){{2,}}")
_ION = re.compile(rf"(?P<parts>(?:{_COMMON}|\d(?=[A-Z\d]))+)(?P<charge>\d?[+-])")
_PART = re.compile(r"[A-Za-z]|\d+")


def is_substance(word: str) -> bool:
    """Return whether a word with numbers in it is a formula: "H2CO3", "Ca(OH)2"."""
    return bool(FORMULA.fullmatch(word) and re.search(r"[a-z].*\d|\d.*[A-Z]", word))


def may_be_charged(word: str) -> bool:
    """Return whether a charge may stand behind a word as a word of its own: "SO4 2-"."""
    return bool(FORMULA.fullmatch(word) and word[-1].isdecimal())


def is_ion(word: str) -> bool:
    """Return whether a word with a sign behind it has a charge: "Na+", "Cl-", "NO3-"."""
    ion = _ION.fullmatch(word)
    return bool(ion and (re.search(r"[a-z]|\d[A-Z]|[A-Z]\d", word) or ion["parts"] == "OH"))


def read_substance(word: str, known: Callable[[str], bool]) -> list[str]:
    """Read a formula letter by letter; return nothing for any other word."""
    if is_ion(word):
        charge = {"+": "plus", "-": "minus"}[word[-1]]
        return [*_spell(word[:-1]), charge]
    is_mixed = word[1:] != word[1:].lower() and not word.isupper() and not known(word.lower())
    if is_substance(word) or (is_mixed and _WITHOUT_NUMBERS.fullmatch(word)):
        return _spell(word)
    return []


def _spell(formula: str) -> list[str]:
    return [
        word
        for part in _PART.findall(formula)
        for word in (number(part) if part.isdecimal() else [part.upper()])
    ]
