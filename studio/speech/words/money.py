"""Readings of money: "$3.50", "$1.5 million", "a $20 million-a-year firm", "a few $20s"."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re

from studio.speech.words.counting import cardinal, number, plural
from studio.speech.words.tables.lexical import MAGNITUDES
from studio.speech.words.tables.units import CURRENCIES

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
CURRENCY = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
_BARE = re.compile(rf"[-−~]?(?P<sign>{CURRENCY})(?:{NUMBER})(?:[-–](?:{CURRENCY})?(?:{NUMBER}))?\+?")
_COMPOUND = re.compile(r"(?P<size>thousand|million|billion|trillion)(?P<rest>(?:-[a-z]+)+)")


def read_money(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read an amount of money: "$3.50", "20€", "$2.5bn"."""
    sign, amount, size = match["sign"], match["amount"], match["size"]
    one, many, part = CURRENCIES[sign]
    if size:
        return [*number(amount), MAGNITUDES[size], *many.split()]
    if len(magnitude := after.partition("-")[0]) > 1 and magnitude in MAGNITUDES:
        # "$1.5 million": the currency is said after the magnitude, with the next written word.
        return number(amount)
    whole, _, fraction = amount.replace(",", "").partition(".")
    if fraction and (len(fraction) != 2 or not part):
        return [*number(amount), many]
    words = (
        [*number(whole or "0"), one if whole == "1" else many] if int(whole or "0") or not fraction else []
    )
    return (
        [*words, *_hundredths(int(fraction), part)] if fraction and int(fraction) else words or ["zero", many]
    )


def _hundredths(count: int, part: str) -> list[str]:
    many = {"penny": "pence", "paisa": "paise", "kurush": "kurush"}.get(part, f"{part}s")
    return [*cardinal(count), part if count == 1 else many]


def read_magnitude(core: str, before: str) -> list[str] | None:
    """Read "million" after "$1.5" together with the currency left over; return None for any other word."""
    match = _BARE.fullmatch(before)
    if not match or core not in MAGNITUDES or len(core) < 2:
        return None
    return [MAGNITUDES[core], CURRENCIES[match["sign"]][1]]


def read_magnitude_in_compound(core: str, before: str) -> list[str]:
    """Read "million-a-year" after "$20"; return nothing for any other word."""
    money, compound = _BARE.fullmatch(before), _COMPOUND.fullmatch(core)
    if not money or not compound:
        return []
    return [compound["size"], *CURRENCIES[money["sign"]][0].split(), *compound["rest"][1:].split("-")]


def read_bills(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read the bills of one worth by their number: "a few $20s"."""
    return plural(cardinal(int(match["amount"])))
