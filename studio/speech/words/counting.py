"""Numbers as English words."""

from __future__ import annotations

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = (
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (10**3, "thousand"),
    (100, "hundred"),
)
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
# Numbers above this are read digit by digit: nobody can follow their names.
LARGEST = 10**15 - 1


def cardinal(number: int) -> list[str]:
    """Read a whole number: 125 is "one hundred twenty five"."""
    if number < 0:
        return ["minus", *cardinal(-number)]
    if number > LARGEST:
        return digits(str(number))
    if number < 20:
        return [_SMALL[number]]
    if number < 100:
        return [_TENS[number // 10], *(cardinal(number % 10) if number % 10 else [])]
    size, name = next(scale for scale in _SCALES if number >= scale[0])
    rest = number % size
    return [*cardinal(number // size), name, *(cardinal(rest) if rest else [])]


def ordinal(number: int) -> list[str]:
    """Read a rank: 21 is "twenty first"."""
    *head, last = cardinal(number)
    if last in _ORDINALS:
        return [*head, _ORDINALS[last]]
    return [*head, f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"]


def year(number: int) -> list[str]:
    """Read a year of four digits: 1905 is "nineteen oh five", 2007 is "two thousand seven"."""
    century, rest = divmod(number, 100)
    if century % 10 == 0 and rest < 10:
        return cardinal(number)
    if rest == 0:
        return [*cardinal(century), "hundred"]
    return [*cardinal(century), *(["oh"] if rest < 10 else []), *cardinal(rest)]


def called(text: str) -> list[str]:
    """Read the number of a thing as people call it: 737 is "seven thirty seven", 101 "one oh one"."""
    if len(text) not in {3, 4} or text.startswith("0"):
        return number(text)
    hundreds, rest = divmod(int(text), 100)
    if hundreds % 10 == 0 and rest < 10:
        return cardinal(int(text))
    return [
        *cardinal(hundreds),
        *(cardinal(rest) if rest > 9 else ["oh", *cardinal(rest)] if rest else ["hundred"]),
    ]


def plural(words: list[str]) -> list[str]:
    """Return the words with the last one plural: "nineteen ninety" becomes "nineteen nineties"."""
    *head, last = words
    if last.endswith("y"):
        return [*head, f"{last[:-1]}ies"]
    return [*head, f"{last}es" if last.endswith(("x", "ch")) else f"{last}s"]


def digits(text: str) -> list[str]:
    """Read each digit of a text, as in a telephone number."""
    return [_SMALL[int(character)] for character in text if character.isdecimal()]


def number(text: str) -> list[str]:
    """Read a number written with digits, thousands commas and at most one decimal point: "1,250.5"."""
    whole, point, fraction = text.replace(",", "").partition(".")
    # A number with a leading zero, or more digits than have names, is a code and not an amount.
    is_code = len(whole) > 15 or (len(whole) > 1 and whole.startswith("0"))
    words = digits(whole) if is_code else cardinal(int(whole or "0"))
    return [*words, "point", *digits(fraction)] if point and fraction else words
