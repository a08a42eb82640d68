"""Readings of times and dates: clock times, spans of them, days, seasons, decades, and which numbers are years."""

from __future__ import annotations

import re

from studio.speech.words.counting import cardinal, ordinal, plural, year
from studio.speech.words.tables.gazette import BOOKS, BOOKS_SHORT
from studio.speech.words.tables.lexical import ABBREVIATIONS, MAGNITUDES, MONTHS
from studio.speech.words.tables.units import UNITS

_YEAR_CUES = {
    "in", "since", "by", "until", "till", "from", "of", "year", "years", "during", "before", "after", "circa", "around",
    "ca", "late", "early", "mid", "and", "to", "ad", "est", "c", "pre", "post",
}  # fmt: skip
DATED = {"in", "since", "until", "circa", "year", "anno"}
MONTH = "|".join(sorted({*MONTHS, *(name[:3] for name in MONTHS), "sept"}, key=len, reverse=True))
_CLOCK_WORDS = {"am", "pm", "a.m", "p.m"}
CLOCK = r"(?:\d{1,2}(?::\d\d)?(?:[ap]\.?m\.?)?|noon|midnight|close|dawn|dusk|late)"
# Before two measures, a colon is no sign of the clock.
_SCALES = frozenset(["ratio", "scale", "map", "odds", "model", "mixed", "diluted"])
_TIME = re.compile(r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?(?P<half>[ap]\.?m\.?)?")
_COUNTED_WITHOUT_S = {"people", "men", "women", "children"}


def is_month(word: str) -> bool:
    """Return whether a lower-case word is a month or its abbreviation."""
    return word in MONTHS or ABBREVIATIONS.get(word, "") in MONTHS


def read_duration(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read a time that passes: "1h30m", "4m12s"."""
    words: list[str] = []
    for amount, sign in re.findall(r"(\d+)([a-z]*)", match[0]):
        unit = {"d": "day", "h": "hour", "m": "minute", "min": "minute", "": "minute", "s": "second"}[sign]
        words += [*cardinal(int(amount)), unit if amount == "1" else f"{unit}s"]
    return words


def read_clock(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read a time of the clock: "17:05", "5:30pm"."""
    if before in _SCALES:
        return [*cardinal(int(match["hour"])), "to", *cardinal(int(match["minute"] or "0"))]
    hour, minute, half = int(match["hour"]), int(match["minute"] or "0"), match["half"]
    if hour > 24 or minute > 59:
        return None
    spelled = [half[0].upper(), "M"] if half else []
    if minute:
        return [*cardinal(hour), *(["oh"] if minute < 10 else []), *cardinal(minute), *spelled]
    if spelled or after in _CLOCK_WORDS:
        return [*cardinal(hour), *spelled]
    return [*cardinal(hour), "hundred"] if hour > 12 else [*cardinal(hour), "o'clock"]


def is_book(word: str) -> bool:
    """Return whether a lower-case word is a book with chapters and verses."""
    return word in BOOKS or word in BOOKS_SHORT


def read_verse(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read chapter and verse behind the name of a book: "13:4-7"."""
    if not is_book(before) or after in _CLOCK_WORDS:
        return None
    last = ["to", *cardinal(int(match["last"]))] if match["last"] else []
    return [*cardinal(int(match["chapter"])), *cardinal(int(match["verse"])), *last]


def read_long_clock(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read hours, minutes and seconds: as a time that passed, or as one of the clock behind "at"."""
    numbers = [int(match[name]) for name in ("hour", "minute", "second")]
    if before in {"at", "by", "until"} or after in _CLOCK_WORDS:
        hour, *rest = numbers
        return [*cardinal(hour), *(word for value in rest for word in _short_year(value))]
    words: list[str] = []
    for value, name in zip(numbers, ("hour", "minute", "second"), strict=True):
        if value or words:
            words += [*cardinal(value), name if value == 1 else f"{name}s"]
    fraction = (
        []
        if not match["part"]
        else ["point", *(word for sign in match["part"] for word in cardinal(int(sign)))]
    )
    return [*words[:-1], *fraction, words[-1]] if words else None


def read_pointed_clock(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read a time of the clock that is written with a point: "5.30pm"."""
    return read_clock(match, before, after) if match["half"] or after in _CLOCK_WORDS else None


def read_date(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read a date in figures."""
    numbers = {name: int(match[name]) for name in ("year", "month", "day")}
    if numbers["month"] > 12 >= numbers["day"]:
        # 25/12/2021 can only have the day first.
        numbers["month"], numbers["day"] = numbers["day"], numbers["month"]
    if not (1 <= numbers["month"] <= 12 and 1 <= numbers["day"] <= 31):
        return None
    years = year(numbers["year"]) if len(match["year"]) == 4 else _short_year(numbers["year"])
    return [MONTHS[numbers["month"] - 1], *ordinal(numbers["day"]), *years]


def read_named_date(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read a date with the name of its month between dashes: "15-Mar-2024"."""
    month = ABBREVIATIONS.get(match["month"], match["month"])
    name = next((name for name in MONTHS if month in {name, name[:3]}), "")
    short = cardinal(int(match["year"]))
    return [
        name,
        *ordinal(int(match["day"])),
        *(year(int(match["year"])) if len(match["year"]) == 4 else short),
    ]


def read_clock_range(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read "7pm-9pm", "9:00-17:00", "5:30-7"; each end as it is read by itself."""
    ends = [match["first"], match["last"]]
    if not any(":" in end or end[-1].isalpha() for end in ends):
        return None
    read = [_read_end(end, after) for end in ends]
    return [*read[0], "to", *read[1]] if read[0] and read[1] else None


def _read_end(end: str, after: str) -> list[str] | None:
    match = _TIME.fullmatch(end)
    if end.isdecimal() or match is None:
        return cardinal(int(end)) if end.isdecimal() else [end]
    return read_clock(match, "", after)


def read_season(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read a season of two years: "2019/20"."""
    return [*year(int(match["year"])), *cardinal(int(match["next"]))]


def read_ranks(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read a range of ranks: "1st-3rd"."""
    return [*ordinal(int(match["first"][:6])), "to", *ordinal(int(match["last"][:6]))]


def read_short_year(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read a year without its century: "'05"."""
    return _short_year(int(match["value"]))


def _short_year(value: int) -> list[str]:
    return [*(["oh"] if value < 10 else []), *cardinal(value)]


def is_of_an_age(before: str, after: str) -> bool:
    """Return whether a neighbour says that a number counts the years of an age: "AD 79"."""
    return before == "ad" or after in {"ad", "bc", "bce", "ce"}


def is_year(before: str, after: str) -> bool:
    """Return whether a number is a year, as in "in 1905" and "1905 was", but not in "1905 houses"."""
    if before.rstrip("stndrh").isdecimal() or is_month(before) or re.fullmatch("q[1-4]|h[12]|fy", before):
        return True
    if before in _YEAR_CUES and after not in {"bytes", "people", "cases", "ways", "pieces"} | UNITS.keys():
        return True
    counted = after in UNITS or after in MAGNITUDES or after in _COUNTED_WITHOUT_S
    return not counted and not (len(after) > 3 and after.endswith("s"))


def read_decade(match: re.Match[str], before: str, after: str) -> list[str] | None:
    """Read a decade: "1990s", "'80s"; or seconds, where a decade makes no sense."""
    value = int(match["value"])
    if re.fullmatch(r"\d+m(?:in)?|minutes?|min", before):
        return [*cardinal(value), "seconds"]  # 5m 30s
    if before == "a" and value <= 30 and "'" not in match[0]:
        return [*cardinal(value), "second"]  # A 30s clip is none of the thirties.
    if value in {0, 2000}:
        return ["two", "thousands"]
    return plural(year(value) if value >= 1000 else cardinal(value))
