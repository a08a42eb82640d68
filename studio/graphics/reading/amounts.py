"""Amounts in a sentence: numbers that count or measure something, and not those that only name or order it."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from studio.graphics.reading.cues import alternation, cue, cue_values, cue_words, value_of, whole
from studio.graphics.reading.links import find_links
from studio.text.words.language import UNSPACED
from studio.text.words.vocabulary import STOP_WORDS

# Kinds of amounts: money, percent, a measure with its unit, a span of time, how many times, so many of so many, a bare number, and what
# cannot be shown as one number (a range, "two hours and ten minutes").
MONEY, PERCENT, MEASURE, SPAN, TIMES, SHARE, BARE, SEVERAL = (
    "money", "percent", "measure", "span", "times", "share", "bare", "several",
)  # fmt: skip
# Languages that write a comma before decimals.
_COMMA = frozenset({"de", "fr", "es", "pt", "it", "ru", "nl", "sv", "da", "no", "fi", "pl", "cs", "sk", "tr", "id", "vi", "el", "uk", "ro", "hu"})
_GROUPS = {"de": ".", "es": ".", "pt": ".", "it": ".", "fr": "\u202f", "ru": "\u00a0"}
_SIGNS = "$€£¥₹₽₩₺₪₫฿₴₦"
_SIGN = rf"(?:US|R|A|C|HK|NZ)?\$|[{_SIGNS}]"
_DIGITS = r"\d{1,3}(?:[.,٬'’\u00a0\u202f ]\d{3})+(?:[.,٫]\d+)?(?!\d)|\d+(?:[.,٫]\d+)?"
_UNITS = (
    "km²|km2|m²|m2|km/h|kmh|mph|m/s|km|cm|mm|m|kg|mg|g|ml|cl|dl|l|kWh|MWh|GWh|kW|MW|GW|W|mAh|GB|MB|TB|KB|Mbps|px|fps|GHz|MHz|Hz|°C|°F|°|ha|ft|lbs|lb|"
    "oz|kcal|cal|dB|bar|ms|min|sec|hrs|hr|h|t"
)
# Units of one letter that are no word behind a space in any of the languages.
_SPANS = frozenset("h min sec hr hrs ms".split())
_WORD_SIGNS = {"$": True, "£": True, "€": True, "₹": True}


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
    for share in _shares(text, language):
        found.append(share)
    for match in _pattern(language).finditer(text):
        span = match.span()
        if any(start < span[1] and span[0] < end for start, end in taken):
            continue
        if any(one.start < span[1] and span[0] < one.end for one in found):
            continue
        if amount := _read(match, text, language):
            found.append(amount)
    return tuple(_joined(sorted(found, key=lambda one: one.start), text, language))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    scales, units = cue_values("scale", language), [*cue_words("unit", language), *cue_words("span", language)]
    gap = "" if language in UNSPACED else r"[\s\u00a0\u202f-]?"
    loose = r"\s?"
    scale = whole(alternation(scales), language) if language not in UNSPACED else alternation(scales)
    # "5m" and "40k" are written together.
    stuck = r"(?:k|m|bn|K|M|B)(?![\w/²])" if language == "en" else r"(?!)"
    unit = f"(?:{alternation(units)})" if language in UNSPACED else whole(alternation(units), language)
    currency = whole(alternation(cue_values("currency", language)), language) if language not in UNSPACED else alternation(cue_values("currency", language))
    percent = whole(alternation(cue_words("percent", language)), language) if language not in UNSPACED else alternation(cue_words("percent", language))
    times = whole(alternation(cue_words("times", language)), language) if language not in UNSPACED else alternation(cue_words("times", language))
    count = alternation(cue_words("count", language)) if language in UNSPACED else r"(?!)"
    words = _number_words(language)
    partitive = r"(?:\s+(?:de\s|di\s|d['’])\s*|\s?)" if language in {"fr", "es", "pt", "it"} else r"\s?"
    return re.compile(
        rf"(?P<sign>{_SIGN})?\s?(?:(?P<digits>{_DIGITS})|(?P<words>{words}))"
        rf"(?:(?P<stuck>{stuck})|{gap}(?P<scale>{scale}(?:{gap}{scale})?))?"
        rf"(?:{loose}(?P<percent>[%٪％﹪]|{percent})|{loose}(?P<after>(?:{_SIGN})(?!\s?\d))|{partitive}(?P<currency>{currency})"
        rf"|{gap}(?P<times>{times})|{partitive if not language in UNSPACED else ''}(?:-)?(?P<unit>{unit}|(?<=[\d\s])(?:{_UNITS})(?![\w/²]))|(?P<count>(?:{count})(?![口民类工们間生])))?",
        re.IGNORECASE if language not in {"en"} else 0,
    )


@cache
def _number_words(language: str) -> str:
    """Return a pattern for numbers in words: "two hundred and fifty", "zwölf"."""
    numbers = alternation(cue_values("number", language))
    if language == "en":
        either = rf"(?i:{alternation([*cue_values('number', language), 'hundred', 'thousand', 'a'])})"
        first = rf"(?i:{numbers}|a (?:hundred|thousand)|a(?= (?:million|billion|trillion)))"
        more = r"(?:[\s-]+(?:and\s+)?" + rf"(?i:{alternation([word for word in cue_values('number', language)])}|hundred|thousand))*"
        return rf"(?<![\w'-])(?:{first}){more}(?![\w'])" if either else numbers
    return whole(numbers, language) if numbers != "(?!)" else numbers


def _read(match: re.Match[str], text: str, language: str) -> Amount | None:
    """Return the amount of a match; None if it is a name, an order, a time of day, or says only "many"."""
    if match["digits"]:
        value = _value(match["digits"], language)
        written = match["digits"]
    else:
        value = _word_value(match["words"], language)
        written = _in_digits(value, language)
    if _names_something(match, text, language, is_word=bool(match["words"])):
        return None
    kind = _kind(match, language)
    if kind == BARE and not _dressing(match) and re.fullmatch(r"1\d{3}|20\d{2}", written) and not _counts(text[match.end() :], language):
        # A year rather than an amount.
        return None
    start = match.start("sign") if match["sign"] else match.start("digits" if match["digits"] else "words")
    tail = match["scale"] or match["stuck"] or ""
    scale = scale_of(tail, language)
    if match["words"] and _is_figure(match, kind, language):
        return None
    if match["words"] and tail and scale * value < 1e6 and language == "en":
        value, tail, scale = value * scale, "", 1.0
        written = _in_digits(value, language)
    sign, before, unit = _dressed(match, tail, kind, language)
    return Amount(
        start, match.end(), kind, value, written, scale, sign, before, unit, is_word=bool(match["words"])
    )


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
    start = match.end("digits") if match["digits"] else match.end("words")
    return " ".join(match.string[start : match.end(name)].replace("-", " ").split()) if name else tail


def _value(digits: str, language: str) -> float:
    """Return the number that digits of any script write, with its language's signs for thousands and decimals."""
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in digits)
    plain = re.sub(r"[٬'’\u00a0\u202f ]", "", plain).replace("٫", ".")
    comma, stop = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and stop >= 0:
        decimal = "," if comma > stop else "."
    elif comma >= 0 or stop >= 0:
        sign = "," if comma >= 0 else "."
        grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+", plain)
        own = "," if language in _COMMA else "."
        decimal = sign if not grouped or (sign == own and plain.count(sign) == 1) else ""
    else:
        decimal = ""
    return float("".join("." if sign == decimal else sign for sign in plain if sign == decimal or sign not in ",."))


def _word_value(words: str, language: str) -> float:
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


def scale_of(tail: str, language: str) -> float:
    """Return what a unit multiplies its number by: a million for "million euros"."""
    values = cue_values("scale", language)
    if tail.lower() in values:
        return value_of(values[tail.lower()])
    if tail in {"K", "M", "B"}:
        return {"K": 1e3, "M": 1e6, "B": 1e9}[tail]
    result = 1.0
    # In scripts without spaces only what the unit begins with is a scale: "万公里".
    signs = language in UNSPACED
    rest = tail.lower() if signs else f" {tail.lower()} "
    for word in sorted(values, key=len, reverse=True):
        found = rest.startswith(word) if signs else f" {word} " in rest
        if found:
            result, rest = result * value_of(values[word]), rest[len(word) :] if signs else rest.replace(f" {word} ", "  ")
    return result


def _in_digits(value: float, language: str) -> str:
    grouped = f"{value:,.0f}"
    return grouped if value < 10_000 and language == "es" and value < 1000 else grouped.replace(",", _GROUPS.get(language, ","))


def _is_figure(match: re.Match[str], kind: str, language: str) -> bool:
    """Return whether a number in words only means "many": "a thousand bubbles", "a hundred reasons"."""
    says_many = match["words"].lower().startswith("a ") or match["words"].lower() == "a"
    return (says_many and kind not in {MONEY, MEASURE, PERCENT}) or (kind == BARE and match["words"].lower() == "one")


_LABEL_SIGN = re.compile(r"(?:[#№§/:.–—-]|[A-Za-z]-?)$")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th|ª|º|°(?=\s[a-z])|er|re|ème|e|-?(?:й|я|го|му|е|м|х|ых|ый|ая|ое|er|te|ten))(?![^\W\d_])|\.(?=\s+[^\W\d_])")


def _names_something(match: re.Match[str], text: str, language: str, *, is_word: bool) -> bool:
    """Return whether a number is part of a name, an order, a time of day or a house's number."""
    number = "words" if is_word else "digits"
    before, after = text[: match.start(number)], text[match.end(number) :]
    whole_after = text[match.end() :]
    if _is_label(before, language, has_unit=bool(_dressing(match))) or _is_whole(before, language):
        return True
    if not is_word and not match["sign"] and not re.search(r"\d[-–—]$", before) and _LABEL_SIGN.search(before[-2:]) and not before.endswith((" -", " –", " —")):
        # "F-16", "3:30", "B12"; but "— 20" and "(20" count.
        return not re.search(r"(?:^|\s)[:–—-]$", before[-2:])
    if not is_word and _ORDINAL_END.match(after) and not _dressing(match):
        return not (after.startswith(".") and language not in {"de", "no", "da", "fi", "hu", "cs", "pl"})
    if re.match(r":\d|[/:]\d|-\d|–\d{1,2}\b(?!\s?%)", after) and not is_word and not re.match(r"[–-]\d", after):
        return True
    if re.match(r"-?[^\W\d_]", after) and not _dressing(match) and not is_word and not re.match(r"-[^\W\d_]", after) and language not in {"zh", "ja", "hi"}:
        # "4K", "3D", "5G".
        return True
    if language in {"en", "de", "fr", "es", "pt", "it"} and not match["percent"] and _is_year(after, language):
        return True
    if not match["percent"] and _is_clock(before, whole_after if _dressing(match) else after, language, bool(_dressing(match))):
        return True
    return bool(re.match(r"\s+(?:[A-Z][\w'’]+\s+)+(?:Street|Avenue|Road|Lane|Drive|Square|St|Ave|Rd|Boulevard|Court|Place)\b", after)) or bool(
        re.match(r"[\s-]*(?:score|by)\b", after) and is_word
    )


def _is_year(after: str, language: str) -> bool:
    """Return whether an era follows a number: "44 BC", "80 d.C."."""
    return bool(re.match(rf"\s*(?:{alternation(cue_words('year after', language))})(?!\w)", after, re.IGNORECASE))


def _is_whole(before: str, language: str) -> bool:
    """Return whether a number is the whole of a share too fine for discs: "one in twenty"."""
    few = alternation([*cue_values("number", language), "one", "ein", "einer", "eine", "un", "une", "uno", "una", "um", "uma", "один", "एक"])
    between = [word for word in cue_words("of between", language) if word not in {"of", "von", "de", "su"}]
    joint = whole(alternation(between), language)
    return bool(between) and bool(re.search(rf"(?<![\w-])(?:{few}|\d{{1,3}})\s+(?:{joint})\s*$", before, re.IGNORECASE))


def _dressing(match: re.Match[str]) -> str:
    """Return what shows that a number is an amount: its sign, scale or unit."""
    return next((match[name] for name in ("sign", "stuck", "scale", "percent", "after", "currency", "times", "unit", "count") if match[name]), "")


_ADVERBS = frozenset(["today", "tomorrow", "yesterday", "tonight", "another", "last", "next", "almost", "fewer"])


def _counts(after: str, language: str) -> bool:
    """Return whether a noun in the plural follows: "1500 people"; only English shows it."""
    return language == "en" and bool(re.match(r"\s+(?:[a-z]+\s+)?(?:people|men|women|children|[a-z]+s)\b", after))


# What is counted up rather than measured: with a unit behind it, such a word is the unit of another number.
_COUNTED_UP = re.compile(r"(?:week|day|type|size|step|class|group|line|page|model|track)s?\s*$", re.IGNORECASE)


def _is_label(before: str, language: str, *, has_unit: bool) -> bool:
    """Return whether the word before a number makes a name of it: "Version 3", "Room 204", "Windows 11"."""
    words = whole(alternation(cue_words("label", language)), language)
    if re.search(rf"(?:{words})[\s\u00a0]*$", before, re.IGNORECASE):
        return not has_unit or not _COUNTED_UP.search(before)
    if has_unit or language not in {"en", "fr", "es", "pt", "it"}:
        return False
    word = re.search(r"(?:^|(?<=\s))[\w'’]*[A-Z][\w'’]*\s$", before)
    if not word:
        return False
    starts = not before[: word.start()].strip() or before[: word.start()].rstrip()[-1] in ".!?:"
    low = word[0].strip().lower()
    return not starts or (language == "en" and low not in STOP_WORDS["en"] | _ADVERBS and not low.endswith("ly"))


def _is_clock(before: str, after: str, language: str, has_unit: bool) -> bool:
    """Return whether a number is a time of day: "at two", "9 am", "um 8 Uhr"."""
    late = alternation(cue_words("clock after", language))
    if language in UNSPACED:
        return bool(re.match(late, after)) or bool(cue("clock before", language).search(before[-2:]))
    if re.match(rf"\s?(?:{late})(?![^\W\d_])", after, re.IGNORECASE):
        return True
    if has_unit:
        return False
    early = rf"(?:{whole(alternation(cue_words('clock before', language)), language)})\s*$"
    counted = re.match(r"\s+[^\W\d_]", after) and not re.match(r"\s+(?:in|on|every|each|and|or|to|until|with|sharp|from)\b", after)
    return bool(re.search(early, before, re.IGNORECASE)) and not counted and language in {"en", "es", "pt", "it", "ar"}


def _shares(text: str, language: str) -> Iterator[Amount]:
    """Yield the shares of a sentence in order: "9 out of 10", "two in five", "a third of"."""
    number = rf"(?:\d{{1,2}}|{alternation([*cue_values('number', language), *(['one'] if language == 'en' else []), *(['un', 'une', 'uno', 'una', 'um', 'uma', 'ein', 'eine', 'einer', 'один'] if language != 'en' else [])])})"
    for match in _share_pattern(language, number).finditer(text):
        few, many = _small(match["n"], language), _small(match["m"], language)
        if 0 < few <= many <= 10 and many > 1:
            yield Amount(match.start(), match.end(), SHARE, few, match["n"], of=many)
    parts = cue_values("part", language)
    if not parts:
        return
    of = alternation(cue_words("of", language))
    found = re.compile(rf"{whole(alternation(parts), language)}", re.IGNORECASE)
    for match in found.finditer(text):
        behind = text[match.end() :]
        follows = re.match(rf"\s?(?:{of})", behind) or (language == "de" and re.match(r"\s+(?:unser|all|sein|ihr)", behind))
        if language in {"hi", "zh", "ja", "ru", "ar"} or follows:
            n, m = parts[match[0].lower()].split("/")
            if language == "ja" or language == "zh" or follows or language in {"hi", "ru", "ar"}:
                yield Amount(match.start(), match.end(), SHARE, float(n), n, of=float(m), is_word=True)


def _share_pattern(language: str, number: str) -> re.Pattern[str]:
    if language == "zh":
        return re.compile(r"(?P<m>\d{1,2})[个人名位](?:人)?[中里]?(?:就)?有(?P<n>\d{1,2})[个人名位]")
    if language == "ja":
        return re.compile(r"(?P<m>\d{1,2})人(?:中|に|のうち)(?P<n>\d{1,2})人")
    if language == "hi":
        return re.compile(rf"(?P<m>{number})\s+में\s+से\s+(?P<n>{number})")
    between = whole(alternation(cue_words("of between", language)), language)
    return re.compile(rf"(?<![\w.,$€£-])(?P<n>{number})\s+(?:{between})\s+(?P<m>{number})(?![\w.,%°]*\d)(?!\s?%)(?!\s+(?:years|months|weeks|days|hours|minutes|seconds|euros|dollars))(?![\w-])", re.IGNORECASE)


def _small(word: str, language: str) -> float:
    if word.isdecimal():
        return float(_value(word, language))
    values = cue_values("number", language)
    return value_of(values[word.lower()]) if word.lower() in values else 1.0


def _joined(amounts: Sequence[Amount], text: str, language: str) -> Iterator[Amount]:
    """Yield amounts; those that only together say something are of the kind `several`: "4 to 6", "2 h 30 min"."""
    several: set[int] = set()
    ranges = whole(alternation(cue_words("range", language)), language) if cue_words("range", language) else "(?!)"
    both = whole(alternation(cue_words("and", language)), language)
    for at in range(len(amounts) - 1):
        one, other = amounts[at], amounts[at + 1]
        between = text[one.end : other.start]
        is_range = re.fullmatch(rf"\s*(?:[-–—~〜～]|{ranges})\s*", between, re.IGNORECASE)
        spans = {one.kind, other.kind} <= {SPAN, MEASURE} and one.unit != other.unit
        is_sum = spans and re.fullmatch(rf"[\s,]*(?:{both})?\s*", between, re.IGNORECASE) and not (one.kind != other.kind)
        is_pair = re.search(r"\bbetween\s*$", text[: one.start], re.IGNORECASE) and re.fullmatch(r"\s+and\s+", between)
        if is_range or is_sum or is_pair:
            several |= {at, at + 1}
    for at, one in enumerate(amounts):
        half = re.match(r"\s+(?:and a half|und ein halb|et demi|y medi[ao]|e mei[ao]|e mezz[ao]|с половиной)", text[one.end :]) or re.match(r"\s?[½⅓¼¾⅔]", text[one.end :])
        yield replace(one, kind=SEVERAL, alone=one.kind) if at in several or half else one
