"""Amounts: money with its noun, percent and units with their plurals, spans and millions of them."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.speech.languages.figures import FIGURE, Figure, read_figure
from studio.speech.languages.language import Language
from studio.speech.languages.rules.units import CAREFUL, MONEY, UNITS
from studio.speech.languages.scanning import Place, Rule, rule

SIGN = r"(?P<sign>[-–+±](?=\S))?"
_SPAN = rf"(?P<first>{FIGURE})(?:\s?[-–—]\s?(?P<second>{FIGURE}))?"


def amount_rules(language: Language) -> list[Rule]:
    coins = any_of([*MONEY, *language.coins])
    scales = any_of(language.scales)
    per = r"(?:\s?/\s?(?P<per>[^\W\d_]{2,}|[hdml]|[ck]?m[²³])(?!\w))?"
    scale = rf"(?P<scale>{scales})(?![^\W\d_])"
    short = any_of([name for name in language.scales if len(name) <= 3])
    squared = any_of([name for name in UNITS if name[-1] in "²³"])
    by = any_of([name for name in UNITS if len(name) > 1 and name[0].isalpha()])
    return [
        rule(
            rf"(?P<unit>{squared})(?![\w²³])", lambda place: language.unit(Figure(2), UNITS[place["unit"]])[1]
        ),
        rule(
            rf"/(?P<per>{by})(?![\w²³])",
            lambda place: f"{language.words['per']} {language.unit(Figure(1), UNITS[place['per']])[1]}",
        ),
        rule(
            rf"{SIGN}(?P<coin>{coins})\s?{_SPAN}(?:\s?{scale})?{per}", lambda place: _money(language, place)
        ),
        rule(
            rf"{SIGN}{_SPAN}\s?(?:{scale}\s?|(?P<short>{short}))?(?P<coin>{coins})(?![^\W\d_]){per}",
            lambda place: _money(language, place),
        ),
        rule(rf"{SIGN}{_SPAN}\s?{scale}", lambda place: _million(language, place)),
        rule(
            rf"{SIGN}{_SPAN}(?P<space>\s?)(?P<unit>{any_of([*UNITS, *language.units])})(?![^\W_]|[²³]|['’]\w)(?:\.(?=,|\s[a-zß-ÿ\d]))?{per}",
            lambda place: _measure(language, place),
        ),
    ]


def any_of(names: Iterable[str]) -> str:
    """Return a pattern for one of some names, the longest first; one that fits nothing if there are none."""
    return "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True)) or "(?!)"


def signed(language: Language, place: Place, words: str) -> str:
    """Return words with the sign before them."""
    sign = {"": "", "-": "minus", "–": "minus", "+": "plus", "±": "plusminus"}[place["sign"]]
    return f"{language.words[sign]} {words}" if sign else words


def _money(language: Language, place: Place) -> str | None:
    coin = place["coin"]
    code = language.coins.get(coin) or MONEY[coin]
    if code in language.comma_money and re.fullmatch(r"[1-9]\d{0,2},\d{3}", place["first"]):
        return signed(
            language,
            place,
            _per(language, place, language.price(read_figure(place["first"].replace(",", "")), code)),
        )
    first, second = read_figure(place["first"]), read_figure(place["second"]) if place["second"] else None
    groups = place.match.groupdict()
    if written := groups["scale"] or groups.get("short"):
        scale = language.scale(written, language.is_one(second or first))
        if scale == language.thousand and not (second or first).separator:
            words = language.price(_thousands(first), code)
        else:
            words = f"{_spelled(language, first, second, scale)} {language.counted_money(code, scale, second or first)}"
    elif second:
        words = language.span(language.figure(first, language.coin(code)), language.price(second, code))
    else:
        words = language.price(first, code)
    return signed(language, place, _per(language, place, words))


def _thousands(figure: Figure) -> Figure:
    return Figure(figure.whole * 1000)


def _spelled(language: Language, first: Figure, second: Figure | None, noun: str) -> str:
    said = language.figure(first, noun)
    return language.span(said, language.figure(second, noun)) if second else said


def _per(language: Language, place: Place, words: str) -> str:
    if not (unit := place["per"]):
        return words
    named = language.per.get(unit.lower())
    if unit in UNITS and not named:
        unit = language.unit(Figure(1), UNITS[unit])[1]
    return f"{words} {named or language.words['per'] + ' ' + unit}"


def _million(language: Language, place: Place) -> str:
    first, second = read_figure(place["first"]), read_figure(place["second"]) if place["second"] else None
    scale = language.scale(place["scale"], language.is_one(second or first))
    if scale == language.thousand and not second and not first.separator:
        return signed(language, place, language.figure(_thousands(first), language.noun_after(place)))
    return signed(language, place, f"{_spelled(language, first, second, scale)} {scale}")


def _measure(language: Language, place: Place) -> str | None:
    written = place["unit"]
    # "5 A" may be a house, and "3 t" is three tonnes only if nothing speaks against it.
    if written in CAREFUL and not language.is_unit(written, place):
        return None
    unit = language.units.get(written) or UNITS[written]
    first, second = read_figure(place["first"]), read_figure(place["second"]) if place["second"] else None
    if not language.knows_unit(unit):
        return None
    if unit == "degree" and not language.is_degree(place):
        return None
    before, behind = language.unit(second or first, unit)
    words = f"{before} {_spelled(language, first, second, behind)} {behind}".strip()
    return signed(language, place, _per(language, place, words))
