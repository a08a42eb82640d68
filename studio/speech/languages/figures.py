"""Figures as they are written in other languages than English, and as words by ICU."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from icu4py.messageformat import MessageFormat

# Thousands stand apart by points, spaces or apostrophes, and decimals behind a comma or a point.
FIGURE = r"(?:\d{1,3}(?:(?: \d{3})+|(?:\.\d{3})+|(?:'\d{3})+|(?:,\d{3}){2,})(?!\d)(?:[.,]\d+(?!\d))?|\d+(?:[.,]\d+)*)"
_SOFT_HYPHEN = "\u00ad"
# More digits than anybody can follow as one number.
MOST_DIGITS = 15
_BREAKS = str.maketrans("", "", f"{_SOFT_HYPHEN}\u200b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A written figure: its whole part, the digits behind the separator, and that separator; or what it looks like."""

    whole: int
    decimals: str = ""
    separator: str = ""
    # Figures that are no amount ("007", "1.2.3"), as they are written.
    code: str = ""

    @property
    def value(self) -> float:
        return float(f"{self.whole}.{self.decimals or 0}")


def read_figure(written: str) -> Figure:
    """Return what a match of FIGURE stands for."""
    plain = written.replace(" ", "").replace("'", "")
    if len(plain) > MOST_DIGITS + 5 or re.fullmatch(r"0\d+", plain):
        return Figure(0, code=plain)
    if plain.isdecimal():
        return Figure(int(plain))
    last = max(plain.rfind("."), plain.rfind(","))
    mark, others = plain[last], set(plain[:last]) & set(".,")
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3}){2,}", plain)
    if grouped and len(others | {mark}) == 1:
        return Figure(int(re.sub("[.,]", "", plain)))
    if mark in others:
        return Figure(0, code=plain)
    whole = re.sub("[.,]", "", plain[:last])
    return Figure(int(whole), plain[last + 1 :], mark)


@lru_cache(maxsize=2048)
def spell(locale: str, number: int, rule: str = "") -> str:
    """Return a whole number in words, by a rule of ICU such as "%spellout-ordinal-feminine"."""
    return _format(locale, f"{{n, spellout{',' if rule else ''}{rule}}}", number)


@lru_cache(maxsize=2048)
def measure(locale: str, value: float, unit: str) -> tuple[str, str]:
    """Return the words before and behind a number of units of CLDR ("unit/celsius", "currency/EUR")."""
    number = int(value) if value == int(value) else value
    said = _format(
        locale, f"{{n, number, ::{unit} unit-width-full-name latin group-off precision-integer}}", number
    )
    if number != int(number):
        said = _format(locale, f"{{n, number, ::{unit} unit-width-full-name latin group-off}}", number)
    before, _, behind = re.sub(r"-?\d+(?:[.,٫]\d+)?", "\0", said, count=1).partition("\0")
    return before.strip(), behind.strip()


@lru_cache(maxsize=256)
def minus(locale: str) -> str:
    """Return the word that says that a number is below zero."""
    below, above = spell(locale, -7), spell(locale, 7)
    return below.replace(above, "").strip() if above in below else ""


@lru_cache(maxsize=64)
def _pattern(pattern: str, locale: str) -> MessageFormat:
    return MessageFormat(pattern, locale)


def _format(locale: str, pattern: str, number: float) -> str:
    said = _pattern(pattern, locale).format({"n": number})
    return said.translate(_BREAKS).replace("\u00a0", " ").replace("\u202f", " ")


@lru_cache(maxsize=128)
def decimal_point(locale: str) -> str:
    """Return the sign before decimals in a language."""
    return re.sub(r"\d", "", _format(locale, "{n, number, ::.0 latin}", 1.5)) or "."


def long_date(locale: str, day: date) -> str:
    """Return a date with the name of its month, as it is written in a language."""
    said = _pattern("{d, date, ::yMMMMd}", f"{locale}@calendar=gregorian;numbers=latn").format({"d": day})
    return said.translate(_BREAKS).replace("\u00a0", " ").replace("\u202f", " ")
