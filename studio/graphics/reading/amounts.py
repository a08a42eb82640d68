"""Amounts in a sentence: numbers that count or measure something, and not those that only name or order it."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from studio.graphics.reading.cues import NEVER, alternation, cue_values, cue_words, whole
from studio.graphics.reading.labels import counts, dressing, is_name
from studio.graphics.reading.links import find_links
from studio.graphics.reading.numerals import (
    DIGITS,
    in_digits,
    number_words,
    scale_of,
    value_of_digits,
    value_of_han,
    value_of_words,
)
from studio.graphics.reading.shares import find_shares
from studio.text.words.language import UNSPACED

# Kinds of amounts: money, percent, a measure with its unit, a span of time, how many times, so many of so many, a bare number, and what
# cannot be shown as one number (a range, "two hours and ten minutes").
MONEY, PERCENT, MEASURE, SPAN, TIMES, SHARE, BARE, SEVERAL = (
    "money", "percent", "measure", "span", "times", "share", "bare", "several",
)  # fmt: skip
_SIGNS = "$€£¥₹₽₩₺₪₫฿₴₦¢"
_SIGN = rf"(?:US|R|A|C|HK|NZ)?\$|[{_SIGNS}]"
_UNITS = (
    "km²|km2|m²|m2|km/h|kmh|mph|m/s|km|cm|mm|m|kg|mg|g|ml|cl|dl|l|kWh|MWh|GWh|kW|MW|GW|W|mAh|GB|MB|TB|KB|Mbps|px|fps|GHz|MHz|Hz|°C|°F|°|ha|ft|lbs|lb|"
    "oz|gal|L|kcal|cal|dB|bar|ppm|rpm|µm|ms|min|sec|hrs|hr|h|t"
)
# Units of one letter that are no word behind a space in any of the languages.
_PARTITIVE = frozenset(["fr", "es", "pt", "it"])
_SPANS = frozenset(["h", "min", "sec", "hr", "hrs", "ms"])
_WORD_SIGNS = {"$": True, "£": True, "€": True, "₹": True}


# "Two and a half", "2 ½".
_HALF = re.compile(
    r"\s+(?:and a half|und ein halb|et demi|y medi[ao]|e mei[ao]|e mezz[ao]|с половиной)|\s?[½⅓¼¾⅔]"
)
# A year with what leads from it to an amount.
_YEAR_BEFORE = re.compile(r"\b(?:in|im|en|em|nel|в)\s+(?:1\d{3}|20\d{2})\s+\S+\s*$", re.IGNORECASE)
# Behind these "a million" is a number.
_ABOUT = re.compile(
    r"\b(?:over|more than|about|around|almost|nearly|up to|under|less than|fewer than|half|roughly)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount: its offsets, what its digits write, and its sign and unit.

    `value` is the number that `text` writes, and `scale` what the unit multiplies it by ("85", "million"). `of` is the whole
    of a share ("9 of 10"). `is_word` means that the text writes it in words.
    """

    start: int
    end: int
    kind: str
    value: float
    text: str
    scale: float = 1.0
    sign: str = ""
    is_before: bool = False
    unit: str = ""
    of: float = 0.0
    # The kind that one of several would have alone.
    alone: str = ""
    is_word: bool = False

    @property
    def size(self) -> float:
        return self.value * self.scale


def find_amounts(text: str, language: str, taken: Sequence[tuple[int, int]]) -> tuple[Amount, ...]:
    """Return the amounts of a sentence in order, but for those in the `taken` parts, which are dates."""
    taken = [*taken, *find_links(text)]
    found: list[Amount] = []
    for share in find_shares(text, language):
        found.append(Amount(share.start, share.end, SHARE, share.some, share.text, of=share.whole))
    if language == "zh":
        found += [
            one for one in _han_percents(text) if not any(a < one.end and one.start < b for a, b in taken)
        ]
    for match in _pattern(language).finditer(text):
        span = match.span()
        if any(start < span[1] and span[0] < end for start, end in taken):
            continue
        if any(one.start < span[1] and span[0] < one.end for one in found):
            continue
        if amount := _read(match, text, language):
            found.append(amount)
    return tuple(_joined(sorted(found, key=lambda one: one.start), text, language))


def _han_percents(text: str) -> Iterator[Amount]:
    """Yield what Chinese writes as parts of a hundred: "百分之六十"."""
    for match in re.finditer(r"百分之(?:(\d+(?:\.\d+)?)|([一二三四五六七八九十百]{1,4})(?![\w点]*点))", text):
        value = float(match[1]) if match[1] else value_of_han(match[2])
        written = match[1] or in_digits(value, "zh")
        yield Amount(match.start(), match.end(), PERCENT, value, written, sign="%", is_word=not match[1])


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a number with all that may stand before and behind it in a language."""

    def known(*cues: str) -> str:
        words = alternation(word for name in cues for word in cue_words(name, language))
        found = f"(?:{words})" if is_unspaced else whole(words, language)
        return f"(?i:{found})" if "currency" in cues else found

    is_unspaced = language in UNSPACED
    gap = "" if is_unspaced else r"[\s\u00a0\u202f-]?"
    # "$5m" and "40k" are written together; without a sign "5m" is a length.
    stuck = r"(?:k|bn|K|M|B|(?(sign)m|(?!)))(?![\w/²])" if language == "en" else r"\s?(?:k|M)(?=\s?[€$£])"
    count = alternation(cue_words("count", language)) if is_unspaced else NEVER
    # "3 millions d'euros".
    of = r"(?:\s+(?:de\s|di\s|d['’])\s*|\s?)" if language in _PARTITIVE else r"\s?"
    scale, unit = known("scale"), known("unit", "span")
    return re.compile(
        rf"(?P<sign>{_SIGN})?\s?(?:(?P<digits>{DIGITS})|(?P<words>{number_words(language)}))"
        rf"(?:(?P<stuck>{stuck})|{gap}(?P<scale>{scale}(?:{gap}{scale})?))?"
        rf"(?:\s?(?P<percent>[%٪％﹪]|{known('percent')})|\s?(?P<after>(?:{_SIGN})(?!\s?\d))|{of}(?P<currency>{known('currency')})"
        rf"|{gap}(?P<times>{known('times')})|{'' if is_unspaced else of}-?(?P<unit>{unit}|(?<=[\d\s])(?:{_UNITS})(?![\w/²€$£]))"
        rf"|(?P<count>(?:{count})(?![口民类工们間生])))?",
        0 if language == "en" else re.IGNORECASE,
    )


def _read(match: re.Match[str], text: str, language: str) -> Amount | None:
    """Return the amount of a match; None if it is a name, an order, a time of day, or says only "many"."""
    if is_name(match, text, language):
        return None
    if match["digits"]:
        value = value_of_digits(match["digits"], language)
        written = match["digits"]
    else:
        value = value_of_words(match["words"], language)
        written = in_digits(value, language)
    kind = _kind(match, language)
    if (
        kind == BARE
        and not dressing(match)
        and re.fullmatch(r"1\d{3}|20\d{2}", written)
        and not counts(text[: match.start()], text[match.end() :], language)
    ):
        # A year rather than an amount.
        return None
    start = match.start("sign") if match["sign"] else match.start("digits" if match["digits"] else "words")
    tail = (match["scale"] or match["stuck"] or "").strip()
    scale = scale_of(tail, language)
    if match["words"] and _is_figure(match, kind, language):
        return None
    if match["words"] and tail and scale * value < 1e6 and language not in UNSPACED:
        value, tail, scale = value * scale, "", 1.0
        written = in_digits(value, language)
    sign, before, unit = _dressed(match, tail, kind, language)
    # "3 oz. of tea": the full stop belongs to the unit.
    end = match.end() + bool(match["unit"] and re.match(r"\.\s+[a-z]", text[match.end() :]))
    return Amount(start, end, kind, value, written, scale, sign, before, unit, is_word=bool(match["words"]))


def _kind(match: re.Match[str], language: str) -> str:
    if match["percent"]:
        return PERCENT
    if match["sign"] or match["after"] or match["currency"]:
        return MONEY
    if match["times"]:
        return TIMES
    if match["unit"]:
        spans = {*cue_words("span", language)}
        return SPAN if match["unit"].lower() in spans | _SPANS else MEASURE
    return BARE


def _dressed(match: re.Match[str], tail: str, kind: str, language: str) -> tuple[str, bool, str]:
    """Return the sign of an amount, whether it stands before the digits, and its unit."""
    if kind == PERCENT:
        return "%" if match["percent"].isalpha() or " " in match["percent"] else match["percent"], False, ""
    if match["sign"]:
        return match["sign"], True, tail
    if match["after"]:
        return match["after"], False, tail
    if match["currency"]:
        sign = cue_values("currency", language).get(match["currency"].lower(), "")
        if sign and language == "en":
            return sign, _WORD_SIGNS.get(sign, True), tail
        return "", False, _unit_text(match, "currency", tail)
    named = next((name for name in ("unit", "times", "count") if match[name]), "")
    return "", False, _unit_text(match, named, tail) if named else tail


def _unit_text(match: re.Match[str], name: str, tail: str) -> str:
    """Return the words between the digits and the end of a unit, as they stand: "million euros", "万公里"."""
    counted = "digits" if match["digits"] else "scale" if match["scale"] and not tail else "words"
    start = match.end(counted)
    return " ".join(match.string[start : match.end(name)].replace("-", " ").split()) if name else tail


def _is_figure(match: re.Match[str], kind: str, language: str) -> bool:
    """Return whether a number in words only means "many": "a thousand bubbles", "a hundred reasons"."""
    says_many = re.match(r"a(?: |$)", match["words"], re.IGNORECASE) and not _ABOUT.search(
        match.string[: match.start("words")]
    )
    if kind != BARE:
        return bool(says_many and kind not in {MONEY, MEASURE, PERCENT})
    # "Mil razones", "tausend Dank".
    round_alone = (
        language != "en" and not match["scale"] and value_of_words(match["words"], language) in {100, 1000}
    )
    return bool(says_many or round_alone or match["words"].lower() == "one")


def _differ(one: Amount, other: Amount) -> bool:
    """Return whether two amounts in a row are no range, since they are of two kinds."""
    return one.kind not in {other.kind, BARE} and not {one.kind, other.kind} <= {SPAN, MEASURE}


def _joined(amounts: Sequence[Amount], text: str, language: str) -> Iterator[Amount]:
    """Yield amounts; those that only together say something are of the kind `several`: "4 to 6", "2 h 30 min"."""
    several: set[int] = set()
    ranges = (
        whole(alternation(cue_words("range", language)), language) if cue_words("range", language) else "(?!)"
    )
    both = whole(alternation(cue_words("and", language)), language)
    for at in range(len(amounts) - 1):
        one, other = amounts[at], amounts[at + 1]
        between = text[one.end : other.start]
        # "18 percent to 4.2 million dollars" are two.
        is_range = not _differ(one, other) and re.fullmatch(
            rf"\s*(?:[-–—~〜～]|{ranges})\s*", between, re.IGNORECASE
        )
        spans = {one.kind, other.kind} <= {SPAN, MEASURE} and one.unit != other.unit
        is_sum = (
            spans
            and re.fullmatch(rf"[\s,]*(?:{both})?\s*", between, re.IGNORECASE)
            and one.kind == other.kind
        )
        is_pair = re.search(r"\bbetween\s*$", text[: one.start], re.IGNORECASE) and re.fullmatch(
            r"\s+and\s+", between
        )
        if is_range or is_sum or is_pair:
            several |= {at, at + 1}
    for at, one in enumerate(amounts):
        # "5 - 10", of which the other is no amount by itself, "5 ft 11", "4m 12s".
        before, after = text[: one.start], text[one.end :]
        follows = re.match(rf"\s*(?:[-–—~〜]|{ranges})\s*[$€£]?\d", after, re.IGNORECASE) or (
            one.unit and re.match(r"\s\d", after)
        )
        is_alone = at + 1 < len(amounts) and _differ(one, amounts[at + 1])
        is_second = re.search(rf"\d\S*\s*(?:[-–—~〜]|{ranges})\s*$", before, re.IGNORECASE)
        # "4 million in 2021 to 9 million": a year is no end of a range.
        is_year = _YEAR_BEFORE.search(before)
        if (follows and not is_alone) or (
            is_second and not is_year and not (at and _differ(amounts[at - 1], one))
        ):
            several.add(at)
        half = _HALF.match(after)
        yield replace(one, kind=SEVERAL, alone=one.kind) if at in several or half else one
