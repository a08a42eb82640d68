"""Numbers in the signs and groups of all writers as plain digits: "٣", "③", "½", "三", "Ⅻ", "1.250,50"."""

# ruff: noqa: RUF001, RUF002 (the signs that writers use look alike)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

# Separates numbers that are said one by one. It is removed from every input, so no text can contain it.
MARK = "\u2063"
SUPERSCRIPTS, SUBSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
RAISED = f"{SUPERSCRIPTS}⁺⁻ⁿⁱ"
PLAIN = str.maketrans(f"{SUPERSCRIPTS}{SUBSCRIPTS}⁺⁻ⁿⁱ", "01234567890123456789+-ni")
# Arabic has separators of its own in numbers.
_SIGNS = str.maketrans("٫٬٪", ".,%")
_STACKED = re.compile(f"([{SUPERSCRIPTS}]+)[⁄/]([{SUBSCRIPTS}]+)")
_KEYCAP = "\u20e3"
_ROMAN = re.compile("[\u2160-\u2188]+")
_LIKE_LETTERS = "〇〡〢〣〤〥〦〧〨〩〸〹〺"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# Numbers that mark lines and steps: each stands alone, even beside others.
_APART = re.compile("CIRCLED|PARENTHESIZED|FULL STOP|COMMA|CIRCLE|SQUARE")
# More digits than any number that a sign stands for, so that a hostile run of signs stays bounded.
_MOST = 10**15


_CURRENCY = r"(?:eur|euros?|chf|r\$|brl|kr|dkk|sek|nok|[€₺₽])"
_POINTS_AND_COMMA = re.compile(r"(?<![\d.,])([1-9]\d{0,2}(?:\.\d{3})+),(\d{1,2})(?![\d,.])")
_POINTS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3}){2,}(?![\d.,])")
_ONE_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}(?!\d)")
_APOSTROPHES = re.compile(r"(?<!\d)[1-9]\d{0,2}(?:'\d{3})+(?!\d)")
_LAKHS = re.compile(r"(?<![\d,])[1-9]\d?(?:,\d\d)+,\d{3}(?!\d)")
_RANKED = re.compile(r"(?<![\d,])[1-9]\d{0,2}(?:,\d{3})+(?=(?:st|nd|rd|th)\b)")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])(?:0,(\d+)|([1-9]\d*),(\d{1,2}|\d{4,}))(?![\d,.])")


def plain_numbers(word: str, *, chinese: bool = False) -> str:
    """Write the numbers of a word with the digits 0 to 9, a fraction as "1⁄2".

    Superscripts and subscripts stay, because their position carries their meaning. Letters that are numerals
    in Chinese stay too, unless the word has nothing else and the voice is not `chinese`.
    """
    word = word.translate(_SIGNS).replace(_KEYCAP, MARK)
    word = _STACKED.sub(lambda match: f"{match[1]}⁄{match[2]}".translate(PLAIN), word)
    letters = [sign for sign in word if sign.isalnum()]
    is_numeral = not chinese and bool(letters) and all(map(_is_letter_of_number, letters))
    parts = []
    for kind, run in groupby(word, lambda sign: _kind(sign, is_numeral)):
        signs = "".join(run)
        if kind == "digit":
            parts.append("".join(str(unicodedata.decimal(sign)) for sign in signs))
        elif kind:
            parts += [MARK, MARK.join(map(_write, _values(signs, kind))), MARK]
        else:
            parts.append(signs)
    return "".join(parts)


def plain_figure(core: str, before: str, after: str) -> str:
    """Write a number in the English way; `before` and `after` are its neighbours, in lower case.

    A point before three digits stays a decimal point unless the money is of a country that groups by points;
    a comma stands between the members of a list in "chapters 1,2 and 3".
    """
    if not any(sign in core for sign in ".,'"):
        return core
    core = _POINTS_AND_COMMA.sub(lambda match: f"{match[1].replace('.', '')}.{match[2]}", core)
    core = _POINTS.sub(lambda match: match[0] if _is_host(match[0]) else match[0].replace(".", ""), core)
    if (
        re.search(_CURRENCY, core.lower())
        or re.fullmatch(_CURRENCY, after)
        or re.fullmatch(_CURRENCY, before)
    ):
        core = _ONE_POINT.sub(lambda match: match[0].replace(".", ""), core)
    core = _APOSTROPHES.sub(lambda match: match[0].replace("'", ""), core)
    for grouped in (_LAKHS, _RANKED):
        core = grouped.sub(lambda match: match[0].replace(",", ""), core)
    if after in {"and", "or", "&"} and before.endswith("s"):
        return core
    return _DECIMAL_COMMA.sub(lambda match: match[0].replace(",", "."), core)


def roman_value(numeral: str) -> int:
    """Return the value of a Roman numeral in capital letters."""
    values = [_ROMAN_VALUES[sign] for sign in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < later else value for value, later in zip(values, following, strict=True))


def _kind(sign: str, is_numeral: bool) -> str:
    """Return how a sign is a number: as a digit, Roman, alone, or with its neighbours; "" if it is none."""
    if sign in RAISED or sign in SUBSCRIPTS or not (sign.isnumeric() or sign == "⅟"):
        return ""
    if sign.isdecimal():
        return "digit"
    if _ROMAN.match(sign):
        return "roman"
    if _is_letter_of_number(sign):
        return "together" if is_numeral else ""
    is_whole = Fraction(_numeric(sign)).denominator == 1
    return "together" if is_whole and not _APART.search(unicodedata.name(sign, "")) else "apart"


def _is_letter_of_number(sign: str) -> bool:
    return sign.isnumeric() and (unicodedata.category(sign) == "Lo" or sign in _LIKE_LETTERS)


def _numeric(sign: str) -> Fraction:
    return Fraction(unicodedata.numeric(sign)).limit_denominator(1000)


def _values(signs: str, kind: str) -> Sequence[Fraction]:
    values = [_numeric(sign) for sign in signs]
    if kind == "apart" or len(signs) == 1:
        return values
    letters = unicodedata.normalize("NFKC", signs).upper()
    if kind == "roman" and set(letters) <= _ROMAN_VALUES.keys():
        return [Fraction(roman_value(letters))]
    return [Fraction(_together([int(value) for value in values]))]


def _together(values: Sequence[int]) -> int:
    """Return the value of adjacent numerals: units with scales (三十五, ፪፻), else digit by digit (二〇二四)."""
    if all(0 <= value <= 9 for value in values):
        return int("".join(map(str, values))[:15])
    total, section, unit = 0, 0, 0
    for value in values:
        if value >= 10_000:
            total, section, unit = total + max(section + unit, 1) * value, 0, 0
        elif value >= 10 and 0 < unit < value:
            section, unit = section + unit * value, 0
        elif value >= 10:
            section += unit + value
            unit = 0
        else:
            section, unit = section + unit, value
    return min(total + section + unit, _MOST - 1)


def _write(value: Fraction) -> str:
    if value < 0:
        return f"-{_write(-value)}"
    whole, rest = divmod(value, 1)
    parts: Iterator[str] = iter(
        [str(whole)] * bool(whole or not rest) + [f"{rest.numerator}⁄{rest.denominator}"] * bool(rest)
    )
    return MARK.join(parts)


def _is_host(text: str) -> bool:
    """Return whether four groups can be the address of a machine."""
    groups = [int(group) for group in text.split(".")]
    return len(groups) == 4 and max(groups) <= 255
