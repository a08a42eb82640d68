"""Moments: dates in figures, times of the clock, and spans of both."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re

from studio.speech.languages.language import Language
from studio.speech.languages.scanning import Place, Rule, rule

_DASH = r"\s?[-–—]\s?"
_HOUR = r"(?:2[0-4]|[01]?\d)"
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def moment_rules(language: Language) -> list[Rule]:
    marks = language.clock_marks
    point = rf"(?P<h>{_HOUR})\.(?P<m>[0-5]\d)(?:\s?(?P<mark>{marks})\b)?(?!\d|[.,]\d|\s?[%€])"
    days = "|".join(re.escape(day) for day in sorted(language.days, key=len, reverse=True))
    day = rf"(?:{days})\b\.?"
    short = "|".join(sorted(language.short_months, key=len, reverse=True)) or "(?!)"
    rules = [
        rule(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", lambda place: _date(language, place)),
        rule(
            r"(?P<d>\d{1,2})(?P<s>[./-])\s?(?P<m>\d{1,2})(?P=s)\s?(?P<y>\d{4}|\d\d)(?!\d|\.\d|[/-])",
            lambda place: _date(language, place),
        ),
        rule(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})(?![\d/]|\.\d)", lambda place: _short_date(language, place)),
        rule(
            rf"(?P<h>{_HOUR})(?:[:.h](?P<m>[0-5]\d))?(?:\s?(?:{marks}))?{_DASH}(?P<hh>{_HOUR})(?:[:.h](?P<mm>[0-5]\d))?"
            rf"(?:\s?(?P<mark>{marks})\b)?(?!\d|[.,]\d|\s?%)",
            lambda place: _opening(language, place),
        ),
        rule(
            rf"(?P<h>{_HOUR}):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?:\s?(?P<mark>{marks})\b)?(?!\d|:\d)",
            lambda place: _clock(language, place),
        ),
        rule(point, lambda place: _pointed(language, place)),
        rule(rf"(?P<a>{day}){_DASH}(?P<b>{day})", lambda place: _days(language, place), re.IGNORECASE),
        rule(rf"(?P<a>{day})", lambda place: _day(language, place), re.IGNORECASE),
        rule(
            rf"(?P<a>{short})\.(?=\s?\d)|(?<=\d )(?P<b>{short})\b\.?",
            lambda place: _month(language, place),
            re.IGNORECASE,
        ),
        rule(r"(?P<a>\d{1,3}):(?P<b>\d{1,3})(?![\d:])", lambda place: _ratio(language, place)),
    ]
    if language.writes_h:
        # "1 h 48 min" is a length.
        h_form = rf"(?P<h>{_HOUR})\s?h(?!\s?(?:[a-z]{{1,3}}\s)?\d{{1,2}}\s?min\b)(?:\s?(?P<m>[0-5]\d)(?!\d))?(?![\w²])"
        rules.insert(
            4, rule(h_form, lambda place: language.clock(int(place["h"]), int(place["m"] or 0), 0, "h"))
        )
    return rules


def is_day(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[month - 1]


def _date(language: Language, place: Place) -> str | None:
    day, month, year = int(place["d"]), int(place["m"]), int(place["y"])
    if not is_day(day, month) and is_day(month, day):
        day, month = month, day
    is_cued = bool(language.date_cues) and re.fullmatch(language.date_cues, place.word_before)
    is_vague = len(place["y"]) == 2 and (place["s"] == "-" or (len(place["m"]) == 1 and not is_cued))
    if not is_day(day, month) or is_vague:
        return None
    if len(place["y"]) == 2:
        year += 2000 if year < 50 else 1900
    return language.date(day, month, year, place)


def _short_date(language: Language, place: Place) -> str | None:
    """Read a date without a year behind a word that asks for one ("le 3/10")."""
    day, month = int(place["d"]), int(place["m"])
    is_cued = re.fullmatch(language.date_cues, place.word_before) or place.word_before in language.days
    return (
        language.date(day, month, None, place)
        if language.date_cues and is_cued and is_day(day, month)
        else None
    )


def _clock(language: Language, place: Place) -> str:
    return language.clock(int(place["h"]), int(place["m"]), int(place["s"] or 0), place["mark"])


def _pointed(language: Language, place: Place) -> str | None:
    """Read a time with a point, if a word beside it says that it is one."""
    cued = bool(language.clock_cues) and re.fullmatch(language.clock_cues, place.word_before)
    if not place["mark"] and not cued:
        return None
    return language.clock(int(place["h"]), int(place["m"]), 0, place["mark"])


def _opening(language: Language, place: Place) -> str | None:
    written = place.match[0]
    cued = bool(language.clock_cues) and re.fullmatch(language.clock_cues, place.word_before)
    quarters = {place["m"], place["mm"]} <= {"00", "15", "30", "45"}
    is_cued = bool(cued) or ("." in written and quarters)
    is_time = place["mark"] or ":" in written or re.search(r"\dh", written) or ("." in written and is_cued)
    if not is_time or ("." in written and not place["mark"] and not is_cued):
        return None
    first, second = (int(place["h"]), int(place["m"] or 0)), (int(place["hh"]), int(place["mm"] or 0))
    mark = place["mark"] or ("h" if re.search(r"\d\s?h", written) else "")
    return language.opening(first, second, mark, place)


def _days(language: Language, place: Place) -> str | None:
    first, second = (language.days.get(place[group].rstrip(".").lower(), "") for group in "ab")
    return language.days_span(first, second, place) if first and second else None


def _day(language: Language, place: Place) -> str | None:
    """Read the abbreviation of a day, if its writing or its neighbours make it one."""
    written = place["a"]
    name = language.days.get(written.rstrip(".").lower(), "")
    if name.lower() == written.lower() or "-" in written:
        return None
    beside = re.match(r"\s?(?:,|und|u\.|bis|et|au|à|y|al?|e|/|&|[-–])?\s?(\w+)", place.after)
    earlier = re.search(r"(\w+)\.?\s?(?:,|und|u\.|bis|et|au|à|y|al?|e|/|&)?\s?$", place.before)
    is_beside_day = any(
        found is not None and found[1].lower() in language.days for found in (earlier, beside)
    )
    is_before_date = re.match(r",?\s?\d{1,2}(?:[.:/h–-]|\s)", place.after)
    if not (language.is_day(written) and (is_beside_day or is_before_date)):
        return None
    return name


def _month(language: Language, place: Place) -> str | None:
    name = language.months[language.short_months[(place["a"] or place["b"]).lower()] - 1]
    if not language.months_linked:
        return name
    return f"{'de ' if place['b'] else ''}{name}{' de' if re.match(r' [12]?[0-9]{3}', place.after) else ''}"


def _ratio(language: Language, place: Place) -> str:
    first, second = (language.cardinal(int(place[group])) for group in "ab")
    return f"{first} {language.words['ratio']} {second}"
