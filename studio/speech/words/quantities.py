"""Readings of quantities: money, times, dates, years, units, ranges, fractions."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re
from collections.abc import Callable

from studio.speech.words.counting import cardinal, digits, number, ordinal, plural, year
from studio.speech.words.lexical import ABBREVIATIONS, CURRENCIES, MAGNITUDES, MONTHS, SIGNS, UNITS

# A written word and its neighbours, all in lower case and without the punctuation around them; "" at the
# edges.
Rule = Callable[[re.Match[str], str, str], list[str] | None]

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_SIGN = r"us\$|c\$|a\$|[$€£¥₹₽₩₺₿]"
_NUMERIC = re.compile(rf"[-−~<>+]?(?:{_SIGN})?(?:{_NUMBER})")
_YEAR_CUES = {
    "in", "since", "by", "until", "till", "from", "of", "year", "years", "during", "before", "after", "circa", "around",
    "late", "early", "mid", "and", "to",
}  # fmt: skip
_COUNTED_WITHOUT_S = {"people", "men", "women", "children"}
_PARTS = {2: "half", 3: "third", 4: "quarter", 8: "eighth"}
_CLOCK_WORDS = {"am", "pm", "a.m", "p.m"}


def is_number(word: str) -> bool:
    """Return whether a lower-case word is an amount: "5", "1,250", "$3.5"."""
    return _NUMERIC.fullmatch(word) is not None


def is_month(word: str) -> bool:
    """Return whether a lower-case word is a month or its abbreviation."""
    return word in MONTHS or ABBREVIATIONS.get(word, "") in MONTHS


def read_quantity(core: str, before: str, after: str) -> list[str] | None:
    """Read a lower-case written word that is an amount; return None if it is not."""
    for pattern, rule in _RULES:
        match = pattern.fullmatch(core)
        words = rule(match, before, after) if match else None
        if words is not None:
            return words
    return None


def _money(match: re.Match[str], before: str, after: str) -> list[str] | None:
    sign, amount, size = match["sign"], match["amount"], match["size"]
    one, many, part = CURRENCIES[sign]
    if size:
        return [*number(amount), MAGNITUDES[size], *many.split()]
    if after in MAGNITUDES and len(after) > 2:
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
    match = re.fullmatch(rf"[-−~]?(?P<sign>{_SIGN})(?:{_NUMBER})", before)
    if not match or core not in MAGNITUDES or len(core) < 3:
        return None
    return [core, CURRENCIES[match["sign"]][1]]


def read_unit(core: str, before: str) -> list[str] | None:
    """Read a unit that stands by itself after a number ("10 km"); return None for any other word."""
    if not is_number(before):
        return None
    if core in CURRENCIES:
        return [CURRENCIES[core][0 if before == "1" else 1]]
    return UNITS[core][0 if before == "1" else 1].split() if core in UNITS and core != "s" else None


def _measure(match: re.Match[str], before: str, after: str) -> list[str] | None:
    unit = match["unit"]
    if unit in UNITS:
        return [*number(match["amount"]), *UNITS[unit][0 if match["amount"] == "1" else 1].split()]
    if unit in CURRENCIES:
        return [*number(match["amount"]), CURRENCIES[unit][0 if match["amount"] == "1" else 1]]
    if unit == "k":
        return [*number(match["amount"]), "K"]
    return [*number(match["amount"]), MAGNITUDES[unit]] if unit in MAGNITUDES else None


def _clock(match: re.Match[str], before: str, after: str) -> list[str] | None:
    hour, minute, half = int(match["hour"]), int(match["minute"] or "0"), match["half"]
    if hour > 24 or minute > 59:
        return None
    spelled = [half[0].upper(), "M"] if half else []
    if minute:
        return [*cardinal(hour), *(["oh"] if minute < 10 else []), *cardinal(minute), *spelled]
    if spelled or after in _CLOCK_WORDS:
        return [*cardinal(hour), *spelled]
    return [*cardinal(hour), "hundred"] if hour > 12 else [*cardinal(hour), "o'clock"]


def _date(match: re.Match[str], before: str, after: str) -> list[str] | None:
    numbers = {name: int(match[name]) for name in ("year", "month", "day")}
    if numbers["month"] > 12 >= numbers["day"]:
        # 25/12/2021 can only have the day first.
        numbers["month"], numbers["day"] = numbers["day"], numbers["month"]
    if not (1 <= numbers["month"] <= 12 and 1 <= numbers["day"] <= 31):
        return None
    return [MONTHS[numbers["month"] - 1], *ordinal(numbers["day"]), *year(numbers["year"])]


def _fraction(match: re.Match[str], before: str, after: str) -> list[str] | None:
    top, bottom = int(match["top"]), int(match["bottom"])
    if not 0 < top < bottom <= 100 or bottom == 1:
        return [*cardinal(top), "over", *cardinal(bottom)]
    name = [_PARTS[bottom]] if bottom in _PARTS else ordinal(bottom)
    # A fraction in one sign ("½") is used for cups and hours, one with a slash in sums.
    one = ["a"] if top == 1 and match["sign"] == "⁄" else cardinal(top)
    words = [*one, *(name if top == 1 else ["halves"] if bottom == 2 else plural(name))]
    return ["and", *words] if before.isdecimal() else words


def _range(match: re.Match[str], before: str, after: str) -> list[str] | None:
    first, last = match["first"], match["last"]
    if len(first) == len(last) == 4 and first.isdecimal() and last.isdecimal():
        return [*year(int(first)), "to", *year(int(last))]
    sign = CURRENCIES[match["sign"]][1].split() if match["sign"] else []
    return [
        *number(first),
        "to",
        *number(last),
        *sign,
        *(UNITS[match["unit"]][1].split() if match["unit"] else []),
    ]


def _telephone(match: re.Match[str], before: str, after: str) -> list[str] | None:
    groups = re.findall(r"\d+", match[0])
    words = [word for group in groups for word in (*digits(group), ",")]
    return [*(["plus"] if match[0].startswith("+") else []), *words[:-1]]


def _plain(match: re.Match[str], before: str, after: str) -> list[str] | None:
    text = match[0]
    if text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31 and (is_month(before) or is_month(after)):
        return ordinal(int(text))
    if text.isdecimal() and len(text) == 4 and "1100" <= text <= "2099" and _is_year(before, after):
        return year(int(text))
    return number(text)


def _is_year(before: str, after: str) -> bool:
    """Return whether a number is a year, as in "in 1905" and "1905 was", but not in "1905 houses"."""
    if before in _YEAR_CUES or is_month(before) or before.rstrip("stndrh").isdecimal():
        return True
    counted = after in UNITS or after in MAGNITUDES or after in _COUNTED_WITHOUT_S
    return not counted and not (len(after) > 3 and after.endswith("s"))


def _decade(match: re.Match[str], before: str, after: str) -> list[str] | None:
    value = int(match["value"])
    return plural(year(value) if value >= 1000 else cardinal(value))


def _joined(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read the sign between two numbers in "2x4", "16:9" and "5x"."""
    word = {":": "to", "x": "by", "×": "by"}[match["sign"]]
    return (
        [*number(match["first"]), word, *number(match["last"])]
        if match["last"]
        else [*number(match["first"]), "times"]
    )


def _signed(match: re.Match[str], before: str, after: str) -> list[str] | None:
    sign = {"-": "minus"}.get(match["sign"]) or SIGNS[match["sign"]]
    rest = read_quantity(match["rest"], before, after)
    return [*sign.split(), *rest] if rest else None


def _compile(*rules: tuple[str, Rule]) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    return tuple((re.compile(pattern), rule) for pattern, rule in rules)


_RULES = _compile(
    (r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", _date),
    (r"(?P<month>\d{1,2})[/.](?P<day>\d{1,2})[/.](?P<year>\d{4})", _date),
    (r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?P<half>[ap]\.?m)?", _clock),
    (r"(?P<hour>\d{1,2})(?P<minute>)(?P<half>[ap]\.?m)", _clock),
    (rf"(?P<sign>{_SIGN})(?P<amount>{_NUMBER})(?P<size>k|m|mn|bn|b|tn)?", _money),
    (rf"(?P<amount>{_NUMBER})(?P<sign>[€£¥₹₽₩₺])(?P<size>)", _money),
    (r"(?:\+?\d{1,3}[-.])?\(?\d{3}\)?[-.]\d{3}[-.]\d{4}|\d{3}-\d{4}|\+\d[\d-]{7,15}", _telephone),
    (
        rf"(?P<sign>{_SIGN})?(?P<first>{_NUMBER})[-–](?:{_SIGN})?(?P<last>{_NUMBER})(?P<unit>%|°c|°f|km|kg|cm|m|mm|g)?",
        _range,
    ),
    (r"(?P<top>\d{1,3})(?P<sign>[/⁄])(?P<bottom>\d{1,3})", _fraction),
    (r"'?(?P<value>\d0|\d{3}0)'?s", _decade),
    (r"(?P<value>\d+)(?:st|nd|rd|th|[ºª])", lambda match, before, after: ordinal(int(match["value"][:15]))),
    (rf"(?P<first>{_NUMBER})(?P<sign>[x×])(?P<last>{_NUMBER})?", _joined),
    (r"(?P<first>\d+)(?P<sign>:)(?P<last>\d+)", _joined),
    (rf"(?P<amount>{_NUMBER})(?P<unit>[a-z°%/²³]{{1,5}}|[$])", _measure),
    (_NUMBER, _plain),
    (r"(?P<sign>[-−~<>≤≥≈±+#√])(?P<rest>.*\d.*)", _signed),
    (rf"(?P<amount>{_NUMBER})\+", lambda match, before, after: [*number(match["amount"]), "plus"]),
    (
        r"\d+(?:\.\d+){2,}",
        lambda match, before, after: [w for p in match[0].split(".") for w in (*number(p), "point")][:-1],
    ),
)
