"""Readings of sums: "2x+3", "a2+b2=c2", "f(x)", "3 * 4"; written in one word or with spaces between."""

# ruff: noqa: RUF001, SIM905 (signs of sums look like letters; lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from studio.speech.words.counting import called, number
from studio.speech.words.numerals import RAISED
from studio.speech.words.sums.substances import may_be_charged
from studio.speech.words.written import Written

_OPERATORS = {
    "+": "plus", "-": "minus", "−": "minus", "*": "times", "·": "times", "×": "times", "÷": "divided by", "/": "over",
    "=": "equals", "<": "less than", ">": "greater than", "≤": "at most", "≥": "at least", "≈": "about", "≠": "not equal to",
    "±": "plus or minus", "√": "root", "∞": "infinity", "π": "pi",
}  # fmt: skip
_FUNCTIONS = {"sin": "sine", "cos": "cosine", "tan": "tangent", "log": "log", "ln": "L N", "pi": "pi"}
_NUMBER = r"\d+(?:[.,]\d+)*"
_TOKEN = re.compile(rf"{_NUMBER}|[A-Za-z]+|[-−+*·×÷/=<>≤≥≈≠±√∞π]|[()\[\]]")
# Only between operands do these show a sum; a hyphen or a slash may be anything.
_SURE = re.compile(r"[\w)\]][+*·×÷=<>≤≥≈≠][-−√(]*\w|[\w)]\([a-z][-+][\w]")
# A letter that stands for a quantity, with a number before or behind it; or a product of a few.
_OPERAND = re.compile(r"\d*[A-Za-z]\d?|\d+[a-z]{1,2}\d?|[A-Za-z]/[A-Za-z]")
_PRODUCT = re.compile(r"[A-Za-z]{2}|[a-z]?[B-DF-HJ-NP-TV-Z]{2}|[a-z][B-DF-HJ-NP-TV-Z][A-Z]")
_NO_PRODUCTS = frozenset(
    "the an no yes not one two any all it is of in my our his her a ok so we us he me be by do go if or to up at on as am".split()
)
_SIGNS = frozenset("+=<>≤≥≈≠×÷−±")
_OF = re.compile(r"(?P<name>[A-Za-z])\((?P<inner>[A-Za-z]|\d+)\)?")
_PARAGRAPH = re.compile(r"(?P<number>\d{1,4})(?P<marks>(?:\([a-z\d]{1,3}\))*\([a-z\d]{1,3})\)?")
_NAMES = {"2": "squared", "3": "cubed"}


def read_sum(core: str, known: Callable[[str], bool]) -> list[str]:
    """Read a sum that is written without spaces, "f(x)" or "4(a)"; return nothing for any other word."""
    if function := _OF.fullmatch(core):
        inner = function["inner"]
        return [function["name"].upper(), "of", *(number(inner) if inner.isdecimal() else [inner.upper()])]
    if paragraph := _PARAGRAPH.fullmatch(core):
        return [*called(paragraph["number"]), *_read_marks(paragraph["marks"])]
    tokens = _TOKEN.findall(core)
    if "".join(tokens) != core or not _SURE.search(core):
        return []
    names = [token for token in tokens if token.isalpha() and token not in _OPERATORS]
    if any(
        len(name) > 3 or (len(name) > 1 and known(name.lower())) for name in names if name not in _FUNCTIONS
    ):
        return []
    return _read_tokens(tokens)


def _read_marks(marks: str) -> list[str]:
    words: list[str] = []
    for mark in re.findall(r"\w+", marks):
        words += number(mark) if mark.isdecimal() else list(mark.upper())
    return words


def _read_tokens(tokens: Sequence[str]) -> list[str]:
    # "x1+x2" are the first and the second of a row, "x2+1" has a power.
    numbered = [right for left, right in pairwise(tokens) if left.isalpha() and right.isdecimal()]
    are_powers = set(numbered) <= _NAMES.keys()
    words: list[str] = []
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else ""
        if token in _OPERATORS:
            words += _OPERATORS[token].split()
        elif token[0].isdecimal():
            is_power = before.isalpha() and before.islower() and before not in _OPERATORS and are_powers
            words += [_NAMES[token]] if is_power and token in _NAMES else number(token.replace(",", ""))
        elif token in _FUNCTIONS:
            words += _FUNCTIONS[token].split()
        elif token.isalpha():
            words += list(token.upper())
            is_called = len(token) == 1 and token in "fgh" and tokens[index + 1 : index + 2] == ["("]
            words += ["of"] if is_called else []
    return words


def mark_sum(row: Sequence[Written], index: int) -> Written | None:
    """Read a member of a sum that is written with spaces, which only its neighbours tell; None for any other word."""
    before, part, after = (
        row[place] if 0 <= place < len(row) else Written() for place in (index - 1, index, index + 1)
    )
    sign = part.opening + part.core + part.closing
    if sign == "*" and _is_operand(before) and _is_operand(after):
        return replace(part, opening="", closing="", words=("times",))
    if sign == "/" and before.core and after.core:
        if _has_figure(before) and _has_figure(after):
            return replace(part, words=("divided", "by")) if is_sum(row, index) else None
        return replace(part, core="")  # "and / or"
    charge = re.fullmatch(r"(\d)([+-])", sign)
    if charge and may_be_charged(before.core):
        return replace(part, closing="", words=(*number(charge[1]), _OPERATORS[charge[2]]))
    if sign in {"-", "–", "−"} and _is_operand(before) and _is_operand(after) and is_sum(row, index):
        return replace(part, opening="", closing="", words=("minus",))
    if (
        part.opening.strip("(")
        or part.words
        or not (_is_sign(before, row, index - 1) or _is_sign(after, row, index + 1))
    ):
        return None
    is_last = _is_sign(after, row, index + 1) or not after.core or part.closing
    if part.core == "a" and before.core in {"=", "+"} and not is_last:
        return None  # "What = a list" has an article.
    if _OPERAND.fullmatch(part.core) and not (part.core.isdecimal() or _is_unit_behind(part)):
        return replace(part, words=tuple(_read_tokens(_TOKEN.findall(part.core))))
    is_product = _PRODUCT.fullmatch(part.core) and part.lower not in _NO_PRODUCTS and before.core == "="
    if is_product and index > 1 and re.fullmatch(r"[A-Za-z]|[A-Z]{2}", row[index - 2].core):
        return replace(part, words=tuple(part.core.upper()))
    return None


def is_sum(row: Sequence[Written], index: int) -> bool:
    """Return whether an equals sign stands near a word."""
    return any("=" in word.core for word in row[max(0, index - 3) : index + 4])


def _is_sign(part: Written, row: Sequence[Written], index: int) -> bool:
    sign = part.opening + part.core + part.closing
    if sign == "*":
        sides = (row[place] if 0 <= place < len(row) else Written() for place in (index - 1, index + 1))
        return all(map(_is_operand, sides))
    if sign in _SIGNS:
        return True
    return sign == "-" and is_sum(row, index)


def _is_operand(part: Written) -> bool:
    core = part.core
    return bool(core) and (core[-1].isdecimal() or bool(_OPERAND.fullmatch(core)) or core[-1] in RAISED)


def _has_figure(part: Written) -> bool:
    return part.core[:1].isdecimal() or part.core[-1:].isdecimal()


def _is_unit_behind(part: Written) -> bool:
    """Return whether a number has what may be a unit or a rank ("5g", "20C"), which no sum makes a quantity."""
    return re.fullmatch(r"\d+(?:[a-zA-Z]{2}|[A-Zgkms])", part.core) is not None
