"""Addresses and places on the globe: "1600 Pennsylvania Ave. NW", "12 N. Main St.", "Oak Dr.", "Austin, TX 78701"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from studio.speech.words.counting import called, digits, number
from studio.speech.words.tables.gazette import COMPASS, SAINTS, STATES, STREETS
from studio.speech.words.tables.lexical import SMALL_WORDS, STARTERS
from studio.speech.words.written import Written

_HOUSE = re.compile(r"(?P<number>\d{1,5})(?P<letter>[A-Za-z]?)")
_RANK = re.compile(r"\d+(?:st|nd|rd|th)")
# How many words the name of a street may have.
_LONGEST_NAME = 3


def mark_street(row: Sequence[Written], index: int) -> Written | None:
    """Read a part of an address; None for any other word."""
    part = row[index]
    before = row[index - 1] if index else Written()
    after = row[index + 1] if index + 1 < len(row) else Written()
    house = _HOUSE.fullmatch(part.core)
    if house and not part.closing and _leads_to_street(row, index + 1):
        return replace(part, words=(*called(house["number"]), *house["letter"].upper()))
    if part.core in COMPASS and part.closing in {"", ".", ","}:
        leads = len(part.core) == 1 and part.closing != "," and _leads_to_street(row, index + 1)
        if leads or before.lower in STREETS:
            return replace(part, words=(COMPASS[part.core],))
    if before.closing == "," and before.core[:1].isupper() and not before.core.isupper():
        is_short = part.core in STATES and (part.core.isupper() or part.closing.startswith("."))
        return replace(part, words=tuple(STATES[part.core].split())) if is_short else None
    if re.fullmatch(r"\d{5}(?:-\d{4})?", part.core) and before.core in STATES:
        return replace(part, words=tuple(digits(part.core)))
    return _mark_kind(part, row[index - 2] if index > 1 else Written(), before, after)


def _leads_to_street(row: Sequence[Written], start: int) -> bool:
    """Return whether the name of a street begins here: a few names, and then what kind of street it is."""
    for place, part in enumerate(row[start : start + _LONGEST_NAME + 2]):
        if place and part.core[:1].isupper() and part.lower in STREETS:
            return True
        is_name = part.core[:1].isupper() or _RANK.fullmatch(part.core)
        if not is_name or part.closing.strip("."):
            return False
    return False


def _mark_kind(part: Written, far: Written, before: Written, after: Written) -> Written | None:
    """Tell the doctor from the drive, and the saint from the street."""
    if part.lower not in STREETS or len(part.core) > 4 or not part.core[:1].isupper():
        return None
    is_name = (before.core[:1].isupper() or bool(_RANK.fullmatch(before.core))) and not before.closing
    is_named = is_name and before.lower not in SMALL_WORDS
    if part.lower == "st":
        is_saint = after.core[:1].isupper() and (after.lower in SAINTS or not is_named)
        is_saint = is_saint and after.lower not in STARTERS
        return (
            replace(part, words=("saint" if is_saint else "street",))
            if part.closing.startswith(".")
            else None
        )
    is_end = (
        not after.core or after.core[0].islower() or after.lower in STARTERS or part.closing not in {"", "."}
    )
    if part.lower == "dr":
        is_drive = is_named and (is_end or far.core[:1].isdecimal())
        return replace(part, words=("drive",)) if is_drive else None
    if is_named and part.closing.startswith(".") and part.core.istitle():
        return replace(part, words=(STREETS[part.lower],))
    return None


def read_coordinate(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read a place on the globe: 51°30'N."""
    if not match["minutes"] and not match["side"]:
        return None
    words: list[str] = []
    for name in ("degrees", "minutes", "seconds"):
        if value := match[name]:
            words += [*number(value), name.removesuffix("s") if value == "1" else name]
    return [*words, *([COMPASS[match["side"].upper()]] if match["side"] else [])]
