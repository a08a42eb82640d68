"""Abbreviations in full, acronyms letter by letter, and the signs that stand for words."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re

from studio.speech.languages.language import Language
from studio.speech.languages.scanning import Place, Rule, Say, rule
from studio.speech.words.numerals import PLAIN, SUBSCRIPTS
from studio.speech.words.sums.substances import FORMULA

_SIGNS = {
    "&": "and", "+": "plus", "=": "equals", "×": "times", "÷": "divided", "≈": "about", "~": "about", "<": "less", ">": "more",
    "≤": "atmost", "≥": "atleast", "±": "plusminus", "§": "paragraph", "@": "at", "%": "percent",
}  # fmt: skip
_CAPITALS = "A-ZÀ-ÖØ-Þ"


def abbreviation_rules(language: Language) -> list[Rule]:
    before_numbers = [
        rule(_spaced(short) + r"(?=\s?(?:\d|[IVXLC]+\b))", _say(full), re.IGNORECASE if len(short) > 3 else 0)
        for short, full in language.short_of_numbers.items()
    ]
    return [
        *before_numbers,
        *(
            rule(_spaced(short), _short(language, short, full))
            for short, full in sorted(language.short.items(), key=lambda one: -len(one[0]))
        ),
    ]


def _say(full: str) -> Say:
    return lambda _: full


def _spaced(short: str) -> str:
    """Return a pattern for an abbreviation, with or without spaces between its letters."""
    first, rest = short[0], short[1:]
    start = f"[{first}{first.upper()}]" if first.islower() else re.escape(first)
    body = re.escape(rest).replace(r"\ ", r"\s?")
    end = "" if short.endswith((".", "/", "°", "º")) else r"(?![\w.])"
    return f"{start}{body}{end}"


def _short(language: Language, short: str, full: str) -> Say:
    def say(place: Place) -> str | None:
        if place.match[0].endswith(".") and (
            place.ends or (short in language.closing and re.match(r"\s[^\W\d_a-zß-ÿ]", place.after))
        ):
            return f"{full}." if place.after[:1] not in {".", "!", "?", ",", ")"} else full
        return full

    return say


def formula_rules(language: Language) -> list[Rule]:
    return [
        rule(
            rf"(?P<formula>(?:[A-Z][a-z]?[\d{SUBSCRIPTS}]*)+)(?![\w])",
            lambda place: _formula(language, place),
        )
    ]


def acronym_rules(language: Language, *, shouted: bool) -> list[Rule]:
    letters = rf"(?P<letters>[{_CAPITALS}]{{2,}})(?P<s>s)?(?![^\W\d_])"
    return [
        *formula_rules(language),
        rule(
            rf"(?P<dotted>(?:[{_CAPITALS}]\.){{2,}})",
            lambda place: language.spell_out(place["dotted"].replace(".", "")),
        ),
        rule(letters, lambda place: None if shouted else _acronym(language, place)),
        rule(rf"(?P<letter>[{_CAPITALS}])(?=\d)", lambda place: language.letter(place["letter"])),
    ]


def _formula(language: Language, place: Place) -> str | None:
    """Read a formula: an element and a number in it tell one from a name."""
    plain = place["formula"].translate(PLAIN)
    if not re.search(r"\d", plain) or not FORMULA.fullmatch(plain):
        return None
    if not set(place["formula"]) & set(SUBSCRIPTS) and not re.fullmatch(
        r"CO2|(?=.*\d.*[A-Z]).*|[A-Z][a-z]?\d[A-Z].*|H2|O2|O3|N2|CH4|NO2|SO2|NH3", plain
    ):
        return None
    pieces = re.findall(r"[A-Za-z]|\d+", plain)
    return " ".join(
        language.cardinal(int(piece)) if piece.isdecimal() else language.letter(piece) for piece in pieces
    )


def _acronym(language: Language, place: Place) -> str | None:
    word = place["letters"]
    if word in language.said or word.lower() in language.small_words:
        return None
    if word in language.spelled or not language.is_sayable(word.lower()):
        return language.spell_out(word[:12]) + place["s"]
    return None


def sign_rules(language: Language) -> list[Rule]:
    return [
        rule(
            r"[×x](?=\s?\d+(?:[.,]\d+)?(?:\s?[×x]\s?\d+(?:[.,]\d+)?)?\s?[cmk]?m\b)",
            lambda _: language.words["by"],
        ),
        rule(r"x(?<=\dx)(?=\s[^\W\d])", lambda _: language.words["fold"]),
        rule(r"(?P<sign>[&+=×÷≈~<>≤≥±§@%])", lambda place: language.words.get(_SIGNS[place["sign"]], "")),
        rule(r"(?<=\d )x(?= \d)|(?<=\d)[x*](?=\d)|(?<=\d )\*(?= \d)", lambda _: language.words["times"]),
        rule(
            r"/(?P<per>[^\W\d_]{3,})",
            lambda place: (
                language.per.get(place["per"].lower()) if re.search(r"\d \w+$", place.before) else None
            ),
        ),
        rule(r"[/*_|†]+", lambda _: ""),
    ]
