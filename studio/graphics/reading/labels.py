"""Numbers that name or order something, and count nothing: versions, rooms, years, times of day, ordinals."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re

from studio.graphics.reading.cues import alternation, cue, cue_values, cue_words, whole
from studio.text.words.language import UNSPACED
from studio.text.words.vocabulary import STOP_WORDS

_LABEL_SIGN = re.compile(r"(?:[#№§/:.–—-]|[A-Za-z]-?)$|§\s$")
_ORDINAL_END = re.compile(
    r"(?:st|nd|rd|th|ª|º|°(?=\s[a-z])|er|re|ème|e|-?(?:й|я|го|му|е|м|х|ых|ый|ая|ое|er|te|ten))(?![^\W\d_])|\.(?=\s+[^\W\d_])"
)
# Languages that write ordinals with a full stop, and those of which the capital of a word before a number says that it is a name.
_FULL_STOP = frozenset("de no da fi hu cs pl".split())
_WITH_CAPITALS = frozenset("en fr es pt it".split())
_STREET = re.compile(
    r"\s+(?:[A-Z][\w'’]+\s+)+(?:Street|Avenue|Road|Lane|Drive|Square|St|Ave|Rd|Boulevard|Court|Place)\b"
)
_PLURAL = re.compile(r"\s+(?:[a-z]+\s+)?(?:people|men|women|children|[a-z]+s)\b")
_ADVERBS = frozenset("today tomorrow yesterday tonight another last next almost fewer".split())
# What is counted up rather than measured: with a unit behind it, such a word is the unit of another number.
_COUNTED_UP = re.compile(
    r"(?:week|day|type|size|step|class|group|line|page|model|track)s?\s*$", re.IGNORECASE
)
_ONE = "one ein einer eine un une uno una um uma один एक".split()
# Words between the parts of a share that stand between other things as well.
_VAGUE_BETWEEN = frozenset(["of", "von", "de", "su"])
_DRESSING = ("sign", "stuck", "scale", "percent", "after", "currency", "times", "unit", "count")


def is_name(match: re.Match[str], text: str, language: str) -> bool:
    """Return whether the number of a match is part of a name, an order, a time of day or a house's number."""
    number = "words" if match["words"] else "digits"
    before, after = text[: match.start(number)], text[match.end(number) :]
    has_unit = bool(dressing(match))
    if _is_of_formula(match, before, after):
        return True
    if _is_label(before, language, has_unit=has_unit) or _is_whole(before, language):
        return True
    if match["digits"] and _is_stuck(match, before, after, language):
        return True
    if (
        language in _WITH_CAPITALS - {"en"}
        and match["unit"] == "°"
        and re.match(r"\s[a-z]", text[match.end() :])
    ):
        # "Al 2° piano".
        return True
    if not match["percent"]:
        is_year = language in _WITH_CAPITALS | {"de"} and _is_year(after, language)
        hour = (match["unit"] or "").lower() == "h"
        if (
            is_year
            or (hour and _is_early(before, language))
            or _is_clock(before, text[match.end() :] if has_unit else after, language, has_unit)
        ):
            return True
    return bool(_STREET.match(after) or _STREET.match(match.string[match.end() :])) or (
        bool(match["words"]) and bool(re.match(r"[\s-]*(?:score|by)\b", after))
    )


def _is_of_formula(match: re.Match[str], before: str, after: str) -> bool:
    """Return whether a number is only a part of what is written: "10^8", "-5", "192.168.0.1", "$3-a-month"."""
    behind = match.string[match.end() :]
    starts = match.string[: match.start()].rstrip() if match["sign"] else before
    parts = re.search(r"\d[.,٬]$|\d[ \u00a0]$|[×^*=√≈÷]\s?$|\dx?\s[x×]\s$", before)
    signed = re.search(r"(?:^|[\s(:])[-−+]$", starts) or (match["sign"] and starts.endswith(("-", "−")))
    follows = re.match(r"[.,٬]\d|\s?[×^÷=]|\s?x\s?\d|s\b", after) if match["digits"] else None
    compound = re.match(r"-[^\W\d_]", behind)
    nought = match["digits"] and re.match(r"0\d", match["digits"])
    return bool((parts and not parts[0].startswith("≈")) or signed or follows or compound or nought)


def dressing(match: re.Match[str]) -> str:
    """Return what shows that a number is an amount: its sign, scale or unit."""
    return next((match[name] for name in _DRESSING if match[name]), "")


def counts(before: str, after: str, language: str) -> bool:
    """Return whether a noun follows that is counted: "1500 people"; what stands first may be a year in other languages."""
    if language == "en":
        return bool(_PLURAL.match(after))
    if cue("count", language).match(after.lstrip()):
        return True
    noun = re.match(r"\s+([^\W\d_]{4,})", after)
    small = STOP_WORDS.get(language, frozenset())
    if not noun or not before.strip() or noun[1].lower() in small:
        return False
    return (
        noun[1][0].isupper()
        if language == "de"
        else language in _WITH_CAPITALS and noun[1].islower() and noun[1][-1] in "sie"
    )


def _is_stuck(match: re.Match[str], before: str, after: str, language: str) -> bool:
    """Return whether letters or signs at a number make a name or an ordinal of it: "F-16", "4K", "3:30", "5th"."""
    has_unit = bool(dressing(match))
    # "— 20" and "(20" count, and "10-20" is a range.
    joined = not match["sign"] and not re.search(r"\d[-–—]$|\s[-–—]$|(?:^|\s):$", before)
    if joined and _LABEL_SIGN.search(before[-2:]):
        return not re.search(r"(?:^|\s)[:–—-]$", before[-2:])
    if not has_unit and _ORDINAL_END.match(after):
        return not after.startswith(".") or language in _FULL_STOP
    if re.match(r"[/:]\d", after):
        return True
    return not has_unit and bool(re.match(r"[^\W\d_]", after)) and language not in UNSPACED | {"hi"}


def _is_year(after: str, language: str) -> bool:
    """Return whether an era follows a number: "44 BC", "80 d.C."."""
    return bool(
        re.match(rf"\s*(?:{alternation(cue_words('year after', language))})(?!\w)", after, re.IGNORECASE)
    )


def _is_whole(before: str, language: str) -> bool:
    """Return whether a number is the whole of a share too fine for discs: "one in twenty"."""
    few = alternation([*cue_values("number", language), *_ONE])
    between = [word for word in cue_words("of between", language) if word not in _VAGUE_BETWEEN]
    joint = whole(alternation(between), language)
    return bool(between) and bool(
        re.search(rf"(?<![\w-])(?:{few}|\d{{1,3}})\s+(?:{joint})\s*$", before, re.IGNORECASE)
    )


def _is_label(before: str, language: str, *, has_unit: bool) -> bool:
    """Return whether the word before a number makes a name of it: "Version 3", "Room 204", "Windows 11"."""
    words = whole(alternation(cue_words("label", language)), language)
    if re.search(rf"(?:{words})[\s\u00a0]*$", before, re.IGNORECASE):
        return not has_unit or not _COUNTED_UP.search(before)
    if has_unit or language not in _WITH_CAPITALS:
        return False
    word = re.search(r"(?:^|(?<=\s))[\w'’]*[A-Z][\w'’]*\s$", before)
    if not word:
        return False
    starts = not before[: word.start()].strip() or before[: word.start()].rstrip()[-1] in ".!?:"
    low = word[0].strip().lower()
    return not starts or (
        language == "en" and low not in STOP_WORDS["en"] | _ADVERBS and not low.endswith("ly")
    )


def _is_early(before: str, language: str) -> bool:
    """Return whether a time of day may follow: "à 21 h", "às 22 h"."""
    early = whole(alternation(cue_words("clock before", language)), language)
    return bool(re.search(rf"{early}\s*$", before, re.IGNORECASE))


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
    counted = re.match(r"\s+[^\W\d_]", after) and not re.match(
        r"\s+(?:in|on|every|each|and|or|to|until|with|sharp|from)\b", after
    )
    return (
        bool(re.search(early, before, re.IGNORECASE))
        and not counted
        and language in {"en", "es", "pt", "it", "ar"}
    )
