"""Numbers as they are written: in digits of any script, in words, with words that multiply them."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of codes read best as text)

from __future__ import annotations

import re
import unicodedata
from functools import cache

from studio.graphics.reading.cues import NEVER, alternation, cue_values, value_of, whole
from studio.text.words.language import UNSPACED

# Languages that write a comma before decimals, and the signs between thousands.
_COMMA = frozenset("de fr es pt it ru nl sv da no fi pl cs sk tr id vi el uk ro hu".split())
_GROUPS = {"de": ".", "es": ".", "pt": ".", "it": ".", "fr": "\u202f", "ru": "\u00a0"}
_HAN, _TENS = "一二三四五六七八九", {"十": 10, "百": 100}
_LETTERS = {"k": 1e3, "m": 1e6, "K": 1e3, "M": 1e6, "B": 1e9}
# In India thousands are followed by pairs: 1,00,000.
DIGITS = r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:[.,٬'’\u00a0\u202f ]\d{3})+(?:[.,٫]\d+)?(?!\d)|\d+(?:[.,٫]\d+)?"


@cache
def number_words(language: str) -> str:
    """Return a pattern for numbers in words: "two hundred and fifty", "zwölf"."""
    numbers = alternation(cue_values("number", language))
    if language != "en":
        return whole(numbers, language) if numbers != NEVER else numbers
    first = rf"(?i:{numbers}|a (?:hundred|thousand)|a(?= (?:million|billion|trillion)))"
    more = rf"(?:[\s-]+(?:and\s+)?(?i:{numbers}|hundred|thousand))*"
    return rf"(?<![\w'-])(?:{first}){more}(?![\w'])"


def value_of_digits(digits: str, language: str) -> float:
    """Return the number that digits of any script write, with its language's signs for thousands and decimals."""
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in digits)
    plain = re.sub(r"[٬'’\u00a0\u202f ]", "", plain).replace("٫", ".")
    comma, stop = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and stop >= 0:
        decimal = "," if comma > stop else "."
    elif comma >= 0 or stop >= 0:
        sign = "," if comma >= 0 else "."
        grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+|\d{{1,2}}(?:,\d\d)+,\d{{3}}", plain)
        own = "," if language in _COMMA else "."
        decimal = sign if not grouped or (sign == own and plain.count(sign) == 1) else ""
    else:
        decimal = ""
    return float(
        "".join("." if sign == decimal else sign for sign in plain if sign == decimal or sign not in ",.")
    )


def value_of_words(words: str, language: str) -> float:
    """Return the number that words write: "two hundred and fifty" is 250."""
    values = {**cue_values("number", language), "a": "1", "hundred": "100", "thousand": "1000"}
    total = current = 0.0
    for word in re.split(r"[\s-]+", words.lower()):
        value = value_of(values[word]) if word in values else 0.0
        if value in {100.0, 1000.0} and word in {"hundred", "thousand"}:
            current = max(current, 1) * value
            if value == 1000:
                total, current = total + current, 0.0
        else:
            current += value
    return total + current


def value_of_han(signs: str) -> float:
    """Return the number below a thousand that Chinese signs write: "六十五" is 65."""
    total = current = 0
    for sign in signs:
        if sign in _TENS:
            total, current = total + max(current, 1) * _TENS[sign], 0
        else:
            current = _HAN.index(sign) + 1
    return float(total + current)


def scale_of(tail: str, language: str) -> float:
    """Return what a unit multiplies its number by: a million for "million euros"."""
    values = cue_values("scale", language)
    low = tail.lower()
    if low in values or tail in _LETTERS:
        return value_of(values[low]) if low in values else _LETTERS[tail]
    # In scripts without spaces only what the unit begins with is a scale: "万公里".
    is_unspaced = language in UNSPACED
    result, rest = 1.0, low if is_unspaced else f" {low} "
    for word in sorted(values, key=len, reverse=True):
        if is_unspaced and rest.startswith(word):
            result, rest = result * value_of(values[word]), rest[len(word) :]
        elif not is_unspaced and f" {word} " in rest:
            result, rest = result * value_of(values[word]), rest.replace(f" {word} ", "  ")
    return result


def in_digits(value: float, language: str) -> str:
    """Return a whole number in digits, as a language groups them."""
    return f"{value:,.0f}".replace(",", _GROUPS.get(language, ","))
