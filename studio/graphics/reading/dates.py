"""Dates in a sentence: years, months and days that say when, not how many."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from studio.graphics.reading.cues import alternation, cue_words, whole

_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_DAYS = 365.25
# Behind a number of four digits these make a year of it, and no amount.
_NOT_BEHIND = r"(?![\d.,:/'’-]*\d)(?!\s?(?:%|°|[€$£¥₹₽]))(?!-?s\b)"


# Years before our era are counted backwards: they are on no rail.
_BEFORE_CHRIST = re.compile(
    r"\d\s*(?:b\.?\s?c\b|bce\b|v\.\s?chr|vor christus|av\.\s?j|avant j|a\.\s?c\b|antes de c|до н\.|ق\.م|ई\.?\s?पू)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date: its offsets with the preposition before it, and what it says.

    `day` is what is shown beside the year: the day and month, and the preposition if it says more than "in" ("until March",
    "since"); `year` is its digits, "" if it is not named. `value` is the date as a year (1969.55); 0 without a year.
    """

    start: int
    end: int
    day: tuple[int, int]
    year: tuple[int, int]
    value: float


def find_dates(text: str, language: str) -> tuple[Date, ...]:
    """Return the dates of a sentence in order."""
    found: list[Date] = []
    for pattern in _patterns(language):
        for match in pattern.finditer(text):
            is_taken = any(one.start < match.end() and match.start() < one.end for one in found)
            if not is_taken and not _BEFORE_CHRIST.search(text[match.start() : match.end() + 12]):
                found += [date] if (date := _read(match, language)) else []
    return tuple(sorted(found, key=lambda one: one.start))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    month = alternation(cue_words("month", language))
    before = whole(alternation(cue_words("year before", language)), language)
    after = alternation(cue_words("year after", language))
    edge = r"(?<![\w.,:/-])"
    year = rf"(?P<year>\d{{4}}){_NOT_BEHIND}"
    day_before = whole(
        alternation([*cue_words("year before", language), *cue_words("day before", language)]), language
    )
    front = rf"(?P<front>(?:{day_before}\s+(?:the\s+|dem\s+|den\s+|l')?)*)"
    weekday = rf"(?:(?P<weekday>{alternation(cue_words('weekday', language))}),?\s+(?:the\s+|der\s+|den\s+|dem\s+)?)?"
    day = r"\d{1,2}(?:\.|st|nd|rd|th|er|º|°)?"
    parts = rf"{weekday}(?:(?P<month>{month})\s+(?P<day>{day})(?:,?\s+{year})?(?!\s?%)|(?P<day2>{day})\s+(?:de\s+|of\s+)?(?P<month2>{month})(?:,?\s+(?:de\s+|del\s+)?{year.replace('year', 'year2')})?|(?P<month3>{month})(?:,?\s+(?:de\s+|del\s+)?{year.replace('year', 'year3')}))"
    ending = r"(?:\s+(?:को|में))?" if language == "hi" else rf"(?:\s+(?:{after})(?!\w))?"
    named = rf"{edge}{front}{parts}(?!\w){ending}"
    if language in {"zh", "ja"}:
        lead = alternation([*cue_words("year before", language)])
        return (
            re.compile(
                rf"(?<!前)(?P<front>(?:{lead})?)(?P<year>\d{{4}})年(?!間|间|代|来|前|後|后|以)(?P<day>\d{{1,2}}月(?:\d{{1,2}}日)?)?(?P<after>まで|から|以来|以降)?(?:には|に)?"
            ),
            re.compile(r"(?P<front>)(?P<year>)(?P<day>\d{1,2}月\d{1,2}日)(?P<after>まで|から)?(?:には|に)?"),
        )
    behind = rf"(?:\s*(?:{after})(?!\w))"
    if language == "hi":
        # "में" is a plain "in"; "से" and "तक" say since and until.
        behind = r"(?:\s*(?:ई\.?\s+)?(?:में|(?P<after>से|तक)))"
    plain = rf"{edge}(?P<front>(?:{before}\s*)+)(?:the\s+|l')?{year}{behind}?(?!\s+(?:{_counted()}))(?!\w)"
    alone = (
        rf"{edge}(?P<front>){year}{behind}(?!\w)"
        if language in {"hi", "ru", "ar"}
        else rf"^(?P<front>){year}(?=\s*[:,–—]|\s+[^\W\d_])(?!\s+(?:{_counted()}))"
    )
    named_year = {
        # "Last year 40% more" and "a year 30 people" name none.
        "en": rf"{edge}(?P<front>in\s+(?:the\s+)?year\s+|AD\s+|ad\s+)(?P<year>\d{{1,4}}){_NOT_BEHIND}(?!\s+(?:more|{_counted()}))(?!\w)",
    }.get(language, r"(?!)")
    found = [named, plain, alone, named_year]
    return tuple(re.compile(one, re.IGNORECASE) for one in found)


def _counted() -> str:
    """Return what follows a number of four digits that is an amount: things that are counted, in English."""
    return "people|men|women|children|years|days|hours|miles|metres|meters|feet|euros|dollars|pounds|calories|kilometres|kilometers|tonnes|tons|kg|km|of the|times|steps|copies|students|visitors|customers|users|employees|workers|patients|homes|trees|species|pages|words"


def _read(match: re.Match[str], language: str) -> Date | None:
    groups = match.groupdict()
    year_name = next((name for name in ("year", "year2", "year3") if groups.get(name)), "")
    year = match.span(year_name) if year_name else (0, 0)
    number = int(groups[year_name]) if year_name else 0
    named = bool(re.search(r"year|ad\b", groups.get("front") or "", re.IGNORECASE)) and language == "en"
    if number and not named and not _FIRST_YEAR <= number <= _LAST_YEAR:
        return None
    day = _day_span(match, language)
    value = number + _month_of(match, language) if number else 0.0
    return Date(match.start(), match.end(), day, year, value)


def _day_span(match: re.Match[str], language: str) -> tuple[int, int]:
    """Return the offsets of what is shown beside the year: day, month, and a preposition that is not plain."""
    groups = match.groupdict()
    spans = [
        match.span(name)
        for name in ("weekday", "month", "day", "day2", "month2", "month3")
        if groups.get(name)
    ]
    front = groups.get("front") or ""
    plain = cue_words("plain preposition", language)
    if front.strip() and front.strip().lower() not in plain and language not in {"zh", "ja"}:
        bare = front.strip()
        start = match.start("front") + front.index(bare)
        for word in sorted(plain, key=len, reverse=True):
            if bare.lower().startswith(f"{word} "):
                start += len(word) + 1
                break
        spans.append((start, match.start("front") + len(front.rstrip())))
    if groups.get("after"):
        spans.append(match.span("after"))
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else (0, 0)


def _month_of(match: re.Match[str], language: str) -> float:
    """Return how much of the year has passed, in years; 0 if no month is named."""
    groups = match.groupdict()
    name = next((groups[one] for one in ("month", "month2", "month3") if groups.get(one)), "")
    days = next((groups[one] for one in ("day", "day2") if groups.get(one)), "") or ""
    if language in {"zh", "ja"}:
        numbers = [int(one) for one in re.findall(r"\d+", days)]
        return ((numbers[0] - 1) * 30.4 + (numbers[1] if len(numbers) > 1 else 1)) / _DAYS if numbers else 0.0
    months = cue_words("month", language)
    if not name or name.lower() not in months:
        return 0.0
    day = re.match(r"\d+", days)
    return (months.index(name.lower()) * 30.4 + (int(day[0]) if day else 1)) / _DAYS
