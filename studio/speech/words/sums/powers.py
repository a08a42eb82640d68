"""Readings of superscripts and subscripts: powers ("10³", "x⁻¹"), formulas ("H₂O")."""

# ruff: noqa: RUF001 (signs of formulas look like letters)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from studio.speech.words.counting import cardinal, number, ordinal
from studio.speech.words.numerals import MARK, PLAIN, RAISED
from studio.speech.words.tables import lexical

_POWER = re.compile(f"[{RAISED}]+")
# One letter, or a few that each stand for a quantity ("mc²"); after a longer word the number marks a
# footnote.
_VARIABLES = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{1,3}|π[^\W\d_])$")
_PART = re.compile(rf"[^\W\d_{RAISED}]+|\d+|[{RAISED}]+|[&+@#%=]")
_NAMES = {2: ["squared"], 3: ["cubed"]}


def take_power(core: str) -> tuple[str, list[str], str]:
    """Split a word at its first superscript number: the part before, the words of the power, the rest.

    The letters before a power are given one by one. A footnote number is no power and is not said.
    """
    match = _POWER.search(core)
    if match is None:
        return core, [], ""
    signs, rest = match[0].translate(PLAIN), core[match.end() :]
    # Between quantities this is a multiplication sign, not one between a width and a height.
    base = core[: match.start()].replace("×", f"{MARK}×{MARK}")
    base = re.sub(r"(?<=\d)x(?=10$)", f"{MARK}×{MARK}", base)
    if not base:
        return "", _raised_number(signs), rest
    if variables := _VARIABLES.search(base):
        return MARK.join((base[: variables.start()], *map(name_letter, variables[0]))), _power(signs), rest
    return base, _power(signs) if base[-1].isdecimal() or base[-1] in ")]}" else [], rest


def read_formula(core: str, known: Callable[[str], bool]) -> list[str]:
    """Read a word with subscript numbers: known words as they are, others letter by letter."""
    words: list[str] = []
    for part in _PART.findall(core.translate(PLAIN) if not _POWER.search(core) else _lowered(core)):
        if part.isdecimal():
            words += number(part)
        elif part in lexical.SIGNS:
            words += lexical.SIGNS[part].split()
        elif part[0] in RAISED:
            words += _raised_number(part.translate(PLAIN))
        elif len(part) > 2 and part.islower() and known(part):
            words.append(part)
        else:
            words += [letter.upper() for letter in map(_plain_letter, part) if letter]
    return words


def read_scientific(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read a number as calculators write it: "5.97e24"."""
    power = int(match["power"])
    raised = ["minus", *cardinal(power)] if match["sign"] in {"-", "−"} else ordinal(power)
    return [*number(match["amount"]), "times", "ten", "to", "the", *raised]


def _lowered(core: str) -> str:
    """Replace subscript numbers by plain ones and leave superscript ones."""
    return "".join(sign if sign in RAISED else sign.translate(PLAIN) for sign in core)


def _power(signs: str) -> list[str]:
    digits = signs.strip("+-")
    if not digits.isdecimal():
        return ["to", "the", digits.upper()] if digits.isalpha() and len(digits) == 1 else []
    value = int(digits)
    if "-" in signs:
        return ["to", "the", "minus", *number(digits)]
    return _NAMES.get(value) or ["to", "the", *ordinal(value)]


def _raised_number(signs: str) -> list[str]:
    """Read a superscript number that is no power: a footnote mark, a charge."""
    names = {"+": ["plus"], "-": ["minus"]}
    return [
        word
        for part in re.findall(r"\d+|[-+a-z]", signs)
        for word in (number(part) if part.isdecimal() else names.get(part) or [part.upper()])
    ]


def name_letter(letter: str) -> str:
    """Return a Greek letter's name; other letters unchanged, as capitals so that they are spelled."""
    name = unicodedata.name(unicodedata.normalize("NFD", letter)[0], "")
    if not name.startswith("GREEK"):
        return letter.upper()
    return name.split()[-1].lower().replace("lamda", "lambda")


def _plain_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter)[:1]
    return plain if plain.isascii() and plain.isalpha() else ""
