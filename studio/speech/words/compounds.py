"""Compounds of amounts, days and words: "mid-1990s", "10-km", "Mon-Fri", "No.1"."""

# ruff: noqa: RUF001, SIM905 (the signs that writers use look alike; lists of words read best as text)

from __future__ import annotations

import re

from studio.speech.words.tables import lexical
from studio.speech.words.tables.units import UNITS
from studio.speech.words.written import Written

_BEFORE_YEARS = frozenset("pre post mid early late circa since inter anti pro non".split())
_BEHIND_YEARS = frozenset(
    "era style vintage built founded born based present today now model inspired themed".split()
)
_YEAR = re.compile(r"(?:1[1-9]|20)\d\d")
_DECADE = re.compile(r"(?:\d0|\d{3}0)'?s")
_POINTED = re.compile(r"(?P<short>[a-z]{1,5})\.(?P<rest>\d.*)", re.IGNORECASE)
_HALF = re.compile(r"(?P<half>[ap]\.?m\.?)[-–](?P<rest>\d.*)", re.IGNORECASE)
_AMOUNT_WITH_SIGN = re.compile(r"[$€£¥₹]\d[\d.,]*[a-z]{0,2}|\d[\d.,]*[%°¢€£]|\d[\d,.]*(?:st|nd|rd|th)")

_IN_UNIT = re.compile(r"\d[\d.,]*(?P<unit>°?(?![ap]m\b)[a-zA-Z]{1,4})")


def take_compound(core: str) -> list[Written]:
    """Split a compound into the pieces that are read one by one; return none for any other word."""
    if pointed := _POINTED.fullmatch(core):
        short, rest = pointed["short"], pointed["rest"]
        known = short.lower() in lexical.NUMBERED and (len(short) > 1 or short == "p")
        return [Written(core=short, closing="."), Written(core=rest)] if known else []
    if half := _HALF.fullmatch(core):
        return [Written(words=(half["half"][0].upper(), "M", "to")), Written(core=half["rest"])]
    return _take_names(core) or _take_either(core) or _take_amounts(core)


def _take_names(core: str) -> list[Written]:
    """Split a span of days or months ("Mon-Fri", "Jan-Mar"), or a list of them ("Mon/Wed/Fri")."""
    pieces = re.split(r"[-–/]", core)
    names = [_calendar_name(piece) for piece in pieces]
    if len(pieces) < 2 or not all(names):
        return []
    joint = [] if "/" in core else ["to"]
    return [Written(words=(*(joint if index else []), name)) for index, name in enumerate(names)]


def _calendar_name(piece: str) -> str:
    lower = piece.lower()
    full = lexical.ABBREVIATIONS.get(lower.removesuffix("."), lower)
    is_name = full in lexical.MONTHS or (full.endswith("day") and full[:3] in lexical.DAYS)
    return full if is_name and piece[:1].isupper() else ""


def _take_either(core: str) -> list[Written]:
    """Split an amount that is given in two units: "200°C/400°F", "500g/1lb"."""
    found = [_IN_UNIT.fullmatch(piece) for piece in core.split("/")]
    amounts = [one[0] for one in found if one and one["unit"].lower() in UNITS]
    return [Written(core=one) for one in amounts] if len(amounts) == len(found) == 2 else []


def _take_amounts(core: str) -> list[Written]:
    pieces = [piece for piece in re.split(r"[-–]", core) if piece]
    is_named = len(pieces[0]) == 1 and pieces[0].isupper() if pieces else False  # "A-10s" are aircraft.
    if len(pieces) < 2 or is_named or not any(piece[0].isdecimal() or piece[0] in "'$€£" for piece in pieces):
        return []
    if re.fullmatch(r"\d+[-–]\d+/\d+(?:[-–][a-z].*)?", core):
        return [Written(core=pieces[0]), Written(core=pieces[1]), *_take_measure(pieces[2:])]
    if re.fullmatch(r"\d+/\d+", pieces[0]) and pieces[1].isalpha():
        return [Written(core=pieces[0]), *_take_measure(pieces[1:])]
    if re.match(r"[\d.,]+[-–][\d.,]+[-–][a-z]", core):
        return [Written(core=f"{pieces[0]}-{pieces[1]}"), *_take_measure(pieces[2:])]
    if (
        re.fullmatch(r"[\d.,]+|\d/\d+", pieces[0])
        and pieces[1].lower() in UNITS
        and (len(pieces[1]) > 1 or pieces[1] in "VWmglhkft")
    ):
        return [Written(core=pieces[0]), *_take_measure(pieces[1:])]
    lower = [piece.lower() for piece in pieces]
    has_year = any(
        _DECADE.fullmatch(piece)
        or (_YEAR.fullmatch(piece) and (set(lower) & _BEFORE_YEARS or set(lower) & _BEHIND_YEARS))
        or _AMOUNT_WITH_SIGN.fullmatch(piece)
        for piece in lower
    )
    if not has_year:
        return []
    row = [Written(core=piece, measures="a" not in lower or piece[0] in "$€£¥₹") for piece in pieces]
    if lower[-1] in {"present", "today", "now"}:
        row.insert(len(row) - 1, Written(words=("to",)))
    return row


def _take_measure(pieces: list[str]) -> list[Written]:
    """Return the unit that follows an amount in the singular, and what follows it as it stands."""
    if not pieces:
        return []
    first, *rest = pieces
    unit = UNITS.get(first.lower())
    head = Written(words=tuple(unit[0].split())) if unit else Written(core=first)
    return [head, *(Written(core=piece) for piece in rest)]
