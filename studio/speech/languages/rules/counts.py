"""Numbers that measure nothing: fractions, spans of numbers and years, Roman numerals, figures alone."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re

from studio.speech.languages.figures import FIGURE, Figure, read_figure
from studio.speech.languages.language import Language
from studio.speech.languages.rules.amounts import SIGN, any_of, signed
from studio.speech.languages.rules.units import UNITS
from studio.speech.languages.scanning import Place, Rule, rule
from studio.speech.words.numerals import PLAIN, roman_value

_ROMAN = r"M{0,2}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ"


def count_rules(language: Language) -> list[Rule]:
    unit = rf"(?:\s?(?P<unit>{any_of([*UNITS, *language.units])})(?![^\W_]|[²³]|'))?"
    return [
        rule(
            rf"(?P<numeral>(?=[IVXLCDM]){_ROMAN})(?P<tail>{language.roman_tails})(?![\w'’-])",
            lambda place: language.roman(roman_value(place["numeral"]), place["tail"], place),
        ),
        rule(
            rf"(?P<whole>\d+) (?P<above>\d{{1,2}})[⁄/](?P<below>\d{{1,3}})(?![\d/]){unit}(?: (?P<noun>[^\W\d_]+))?",
            lambda place: _mixed(language, place),
        ),
        rule(
            rf"(?P<above>\d{{1,3}})\s?[⁄/]\s?(?P<below>\d{{1,3}})(?![\d/]){unit}",
            lambda place: _fraction(language, place),
        ),
        rule(
            rf"(?P<first>{FIGURE})(?P<dash>\s?[-–—]\s?)(?P<second>{FIGURE})(?![-–/]?\d)",
            lambda place: _span(language, place),
        ),
        rule(
            rf"(?P<base>[^\W\d_]{{1,2}}|{FIGURE})(?:(?P<raised>[{_RAISED}]+)|\^\(?(?P<power>-?\d+|n)\)?)",
            lambda place: _power(language, place),
        ),
        rule(rf"{SIGN}(?P<figure>{FIGURE})(?P<point>\.(?=\d))?", lambda place: _alone(language, place)),
    ]


def _mixed(language: Language, place: Place) -> str | None:
    whole, above, below = (int(place[group]) for group in ("whole", "above", "below"))
    if not 0 < above < below <= 100:
        return None
    unit = _unit(language, place, whole)
    between = "" if unit else language.counted_noun(place["noun"], whole)
    said = language.mixed(whole, above, below, place, unit or between)
    return said if between or said is None else f"{said} {place['noun']}"


def _unit(language: Language, place: Place, count: int) -> str:
    """Return the name of the unit behind a fraction, or what else it is a part of."""
    unit = place["unit"]
    return language.unit(Figure(count), language.units.get(unit) or UNITS[unit])[1] if unit else ""


def _fraction(language: Language, place: Place) -> str:
    above, below = int(place["above"]), int(place["below"])
    said = (
        language.fraction(above, below, place, _unit(language, place, 1))
        if 0 < above < below <= 100
        else None
    )
    return said or f"{language.cardinal(above)} {language.cardinal(below)}"


def _span(language: Language, place: Place) -> str | None:
    first, second = read_figure(place["first"]), read_figure(place["second"])
    if first.code or second.code:
        return None
    is_year = re.fullmatch(r"1\d{3}|20\d\d", place["first"]) is not None
    if is_year and len(place["second"]) in {2, 4}:
        later = language.year(second.whole) if len(place["second"]) == 4 else language.cardinal(second.whole)
        return language.span(language.year(first.whole), later)
    if first.value < second.value:
        return language.span(language.figure(first), language.figure(second, language.noun_after(place)))
    words = language.figure(first), language.figure(second)
    joint = "ratio" if place["dash"] == "-" and second.value < 100 else "minus"
    return f"{words[0]} {language.words[joint]} {words[1]}"


def _power(language: Language, place: Place) -> str:
    base = place["base"]
    said = language.figure(read_figure(base)) if base[0].isdecimal() else language.spell_out(base)
    return f"{said} {language.power((place['raised'] or place['power']).translate(PLAIN))}"


def _alone(language: Language, place: Place) -> str:
    figure = read_figure(place["figure"])
    return signed(language, place, language.alone(figure, place))
