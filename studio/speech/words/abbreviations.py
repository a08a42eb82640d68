"""Abbreviations: which words are one here, what they are short for, and whether their full stop ends a sentence."""

# ruff: noqa: RUF001, SIM905 (the signs that writers use look alike; lists of words read best as text)

from __future__ import annotations

import re

from studio.speech.words.moments import is_month
from studio.speech.words.quantities import is_figure, is_number
from studio.speech.words.spelling import fold
from studio.speech.words.tables import lexical
from studio.speech.words.tables.units import UNITS
from studio.speech.words.written import Written

# Signs that end a breath, the weakest first. The voice knows them and shapes its melody by them.
PAUSES = ",:;.!?"
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]\.?", re.IGNORECASE)
_BEHIND_NUMBERS = frozenset("min max sec".split())
_HALF_OR_RANK = re.compile(r"\d(?:st|nd|rd|th)?$")
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")


def is_abbreviation(part: Written, before: Written, after: Written) -> bool:
    """Return whether the full stop after (or within) a word makes it an abbreviation here."""
    lower, pointed = part.lower, part.closing.startswith(".")
    if _DOTTED.fullmatch(part.core) or ("." in lower and lower in lexical.WHOLE):
        return True
    if part.core == "EST" and not _YEAR.fullmatch(after.core):
        return False
    if part.core == "v" and part.closing == ".":
        return before.core[:1].isupper() and after.core[:1].isupper()
    if lower in lexical.DAYS:
        return part.core[:1].isupper() and _is_day(part, before, after)
    if part.core == "c" and pointed and _HALF_OR_RANK.search(before.core) and not before.closing:
        return True
    if lower in lexical.NUMBERED:
        return _is_beside_number(part, before, after)
    if lower in lexical.POINTLESS:
        return True
    if len(part.core) == 1 and part.core.isupper() and part.closing == "." and after.core[:1].isupper():
        return lower != "i"
    return lower in lexical.ABBREVIATIONS and len(lower) > 1 and pointed


def _is_beside_number(part: Written, before: Written, after: Written) -> bool:
    """Return whether a word that is short for another only beside a number stands beside one."""
    lower, pointed = part.lower, part.closing.startswith(".")
    is_behind = (lower in _BEHIND_NUMBERS or is_month(lower)) and not before.closing
    is_page = lower in {"p", "pp"} and re.fullmatch("[ivxl]+(?:[-–][ivxl]+)?", after.core) is not None
    is_roman = is_page or (lower != "no" and re.fullmatch("[IVXLC]+", after.core) is not None)
    is_serial = lower == "no" and re.fullmatch(r"[A-Z]*\d[A-Z\d-]*|[A-Z]+\d[\w-]*", after.core) is not None
    beside = (
        after.core[:1].isdecimal()
        or is_figure(after.lower)
        or is_roman
        or is_serial
        or (is_behind and is_figure(before.lower))
    )
    if is_month(lower) and pointed and part.core[:1].isupper() and after.core[:1].islower():
        return True
    if is_month(lower) and part.core[:1].isupper() and beside and not part.closing:
        return True
    if lower in {"min", "max"} and pointed and not before.core[-1:].isdecimal() and after.core[:1].islower():
        return True
    return pointed and beside and (len(lower) > 1 or part.core.islower())


def _is_day(part: Written, before: Written, after: Written) -> bool:
    """Return whether a capitalised "Sat" is a day: beside a date or a time, or with a full stop within a sentence."""
    if part.lower in lexical.SURE_DAYS:
        return True
    if any(
        is_figure(word.lower) or is_month(word.lower) or (word.lower in lexical.DAYS and word.core.istitle())
        for word in (before, after)
    ):
        return True
    return part.closing.startswith(".") and after.core[:1].islower()


def pause_behind(part: Written, after: Written, *, is_last: bool) -> str:
    """Return the strongest pause that the signs after a word ask for; "" for none."""
    signs = part.closing
    if is_last:
        return max((sign for sign in signs if sign in PAUSES), key=PAUSES.index, default=".")
    if signs.startswith(".") and is_abbreviation(part, Written(), after):
        ends = part.lower in lexical.CLOSING or _DOTTED.fullmatch(part.core)
        if not (ends and after.core[:1].isupper() and not _is_name_behind(after)):
            signs = signs[1:]
    if signs == "." and part.lower in UNITS and after.core[:1].islower():
        return ""
    if ".." in signs and after.core[:1].islower():
        return ","
    if any(sign in PAUSES for sign in signs):
        return max((sign for sign in signs if sign in PAUSES), key=PAUSES.index)
    return "," if set(signs) & set(")]}—–-") else ""


def _is_name_behind(after: Written) -> bool:
    """Return whether a name follows ("St. Paul", "U.S. Army") and not a sentence ("in the U.S. He left")."""
    return after.lower not in lexical.STARTERS


def read_abbreviation(part: Written, before: Written, after: Written) -> list[str]:
    """Read an abbreviation in full, or letter by letter."""
    lower = part.lower
    if _DOTTED.fullmatch(part.core):
        return [letter.upper() for letter in lower if letter.isalpha()]
    if lower == "st" and after.core[:1].isupper() and _is_name_behind(after):
        return ["saint"]
    if lower == "est" and _YEAR.fullmatch(after.core):
        return ["established"]
    if lower == "c" and _HALF_OR_RANK.search(before.core):
        if before.core[-1:].isalpha():
            return ["century"]
        return ["cup" if before.core == "1" else "cups"]
    if lower in {"min", "max"} and (after.core[:1].isdecimal() or not before.core[-1:].isdecimal()):
        return [{"min": "minimum", "max": "maximum"}[lower]]
    if lower == "v":
        return ["versus"]
    if len(lower) == 1 and not (is_number(after.lower) or is_figure(after.lower)):
        return list(fold(lower).upper())
    return lexical.ABBREVIATIONS[lower].split()
