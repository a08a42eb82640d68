"""Whole clauses of a sentence that may stand alone without changing what it says."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio.graphics.reading.cues import cue
from studio.graphics.reading.sentence import Sentence, Word
from studio.text.english.verbs import base_of

Span = tuple[int, int]
# What a segment is: a clause; one joined by "and" with a subject of its own; one that shares the subject before it; one without
# which another is not true; one that only adds to it; words before the clause; what stands behind a colon, dash or semicolon.
MAIN, JOINED, SHARED, CONDITION, BESIDE, FRONT, APART = (
    "main", "joined", "shared", "condition", "beside", "front", "apart",
)  # fmt: skip
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
# Verbs whose past is their base, which the tagger takes for the base: "climbed down and set his foot".
_UNCHANGED = frozenset("set put cut let hit shut spread cast cost hurt split burst quit bet read".split())
_JOINS = frozenset(["and", "but", "so", "yet", "or", "nor"])
_CONDITIONS = frozenset(
    "if unless until till when whenever once provided except without as where wherever lest only".split()
)
_BESIDES = frozenset("because before after while since although though whereas".split())
_RELATIVES = frozenset(["which", "who", "whose", "whom"])
_NOMINAL = ("NN", "PRP", "DT", "CD", "EX", "JJ", "WP", "VBG")
# Behind these, what is said is somebody's opinion: it is never shown without them.
_REPORTING = re.compile(
    r"\b(?:say|says|said|think|thinks|thought|believe[sd]?|claim(?:s|ed)?|hope[sd]?|argue[sd]?|suggest(?:s|ed)?|promise[sd]?|expect(?:s|ed)?|"
    r"fear(?:s|ed)?|doubt(?:s|ed)?|imagine|suppose|pretend(?:s|ed)?|dream(?:s|ed|t)?|myth|rumou?rs?|wish(?:es|ed)?|according|legend|would|could|might|may|should)\b",
    re.IGNORECASE,
)
_APART = frozenset(";:—–")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a sentence: its offsets without the word that joins it, and what it is."""

    start: int
    end: int
    kind: str
    joint: str = ""
    has_verb: bool = True


def segments(sentence: Sentence) -> list[Segment]:
    """Return the segments of a sentence in order; together they cover its words."""
    if sentence.language == "en":
        return _english(sentence)
    return _by_signs(sentence)


def clause_around(sentence: Sentence, start: int, end: int) -> tuple[Span, ...]:
    """Return the parts of a sentence that say what stands from `start` to `end` with all that it depends on.

    They are one, or a subject and what is said of it in a later part. What is left out only adds something.
    """
    parts = segments(sentence)
    within = [at for at, part in enumerate(parts) if part.start < end and start < part.end]
    if not within:
        return ((0, len(sentence.text)),)
    low, high = _needed(sentence, parts, within[0], within[-1])
    shared = _with_subject(sentence, parts, low, within[0])
    if shared and high == within[-1]:
        return (shared, (parts[within[0]].start, parts[high].end))
    return ((parts[low].start, parts[high].end),)


def clauses(sentence: Sentence) -> list[tuple[Span, ...]]:
    """Return what may stand alone of a sentence: all of it first, then its clauses."""
    parts = segments(sentence)
    found: list[tuple[Span, ...]] = [((0, len(sentence.text)),)]
    for part in parts:
        if part.kind in {MAIN, JOINED, APART} and part.has_verb:
            spans = clause_around(sentence, part.start, part.end)
            found += [spans] if spans not in found else []
    return found


def _needed(sentence: Sentence, parts: Sequence[Segment], low: int, high: int) -> Span:
    """Return the first and last of the segments that a range of them cannot do without."""
    opinion = (
        _REPORTING.search(sentence.text)
        if sentence.language == "en"
        else cue("say", sentence.language).search(sentence.text)
    )
    while low > 0:
        part, before = parts[low], parts[low - 1]
        depends = part.kind in {CONDITION, BESIDE, SHARED}
        introduced = before.kind in {FRONT, CONDITION} or not before.has_verb
        leading = any(one.kind == CONDITION for one in parts[:low]) and parts[0].kind == CONDITION
        reported = bool(opinion) and opinion.start() < part.start if opinion else False
        if not (depends or introduced or leading or reported):
            break
        low -= 1
    if all(part.kind in {CONDITION, BESIDE, FRONT} for part in parts[low : high + 1]):
        high = next((at for at in range(high + 1, len(parts)) if parts[at].kind == MAIN), len(parts) - 1)
    while high + 1 < len(parts) and (
        parts[high + 1].kind == CONDITION
        or not parts[high].has_verb
        or _takes_back(sentence, parts[high + 1])
    ):
        high += 1
    # "Pixar, which he bought": what is said of it comes later.
    while high + 1 < len(parts) and not any(
        part.has_verb and part.joint not in _RELATIVES for part in parts[low : high + 1]
    ):
        high += 1
    return low, high


def _takes_back(sentence: Sentence, part: Segment) -> bool:
    """Return whether a segment restricts the one before: "but only on Mondays"."""
    return part.joint == "but" and bool(
        re.match(r"(?:only|not|never|no)\b", sentence.text[part.start : part.end])
    )


def _with_subject(sentence: Sentence, parts: Sequence[Segment], low: int, at: int) -> Span | None:
    """Return the subject of a clause whose verb comes later: "She" of "She pays her rent and sets money aside"."""
    if parts[at].kind != SHARED or low > at or sentence.language != "en" or parts[low].kind != MAIN:
        return None
    words = [word for word in sentence.words if parts[low].start <= word.start < parts[low].end]
    verb = next((index for index, word in enumerate(words) if word.tag in _FINITE), 0)
    if (
        not 1 <= verb <= 3
        or words[verb].tag == "MD"
        or words[verb].low in {"is", "are", "was", "were", "has", "have", "had"}
    ):
        return None
    return words[0].start, words[verb - 1].end


def _english(sentence: Sentence) -> list[Segment]:
    words = sentence.words
    cuts = [(0, *_opening(words))]
    at = 1
    while at < len(words):
        found = _cut_at(words, at, cuts)
        if found and found[0] > cuts[-1][0]:
            cuts.append(found)
            at = found[0]
        at += 1
    parts: list[Segment] = []
    for index, (first, kind, joint) in enumerate(cuts):
        last = cuts[index + 1][0] if index + 1 < len(cuts) else len(words)
        inside = list(words[first:last])
        while inside and (
            inside[-1].text in {",", ";", ":", "—", "–"}
            or (index + 1 < len(cuts) and inside[-1].low in _JOINS)
        ):
            inside.pop()
        if inside:
            parts.append(Segment(inside[0].start, inside[-1].end, kind, joint, _has_verb(inside)))
    return parts or [Segment(0, len(sentence.text), MAIN)]


def _has_verb(words: Sequence[Word]) -> bool:
    return any(word.tag in _FINITE for word in words) or bool(words and words[0].tag == "VB")


def _opening(words: Sequence[Word]) -> tuple[str, str]:
    """Return what a sentence begins with: a clause, one that depends on the next, or words before it."""
    comma = next((at for at in range(len(words)) if _is_comma(words, at)), 0)
    if not words or not comma:
        return (CONDITION if words and words[0].low in {"if", "unless", "when", "once"} else MAIN), ""
    before, after = words[:comma], words[comma + 1 :]
    goes_on = _has_verb(after) and after[0].low not in _JOINS | _BESIDES | _CONDITIONS
    if words[0].low in _CONDITIONS | _BESIDES and _begins_clause(words, 0) and goes_on:
        return (BESIDE if words[0].low in {"while", "although", "though"} else CONDITION), ""
    is_front = not _has_verb(before) and _has_verb(after) and words[0].tag != "VB"
    is_front = is_front and after[0].low not in _RELATIVES
    lists = any(word.low in {"and", "or"} for word in after[:6]) and not words[0].tag.startswith(
        ("IN", "RB", "WRB", "TO")
    )
    return (FRONT if is_front and not lists else MAIN), ""


def _cut_at(
    words: Sequence[Word], at: int, cuts: Sequence[tuple[int, str, str]]
) -> tuple[int, str, str] | None:
    """Return where a segment begins at or behind a word, what it is, and what joins it; None if none does."""
    word, kind = words[at], cuts[-1][1]
    if word.text in _APART and at + 1 < len(words):
        return at + 1, APART, word.text
    if (
        _is_comma(words, at)
        and kind in {FRONT, CONDITION, BESIDE}
        and all(one[1] in {FRONT, CONDITION, BESIDE} for one in cuts)
    ):
        return at + 1, MAIN, ","
    if _is_comma(words, at) and at + 1 < len(words):
        return _after_comma(words, at + 1)
    if word.low in {"and", "but"}:
        return _joined(words, at)
    if word.low in _CONDITIONS | _BESIDES and _begins_clause(words, at):
        return at, (CONDITION if word.low in _CONDITIONS else BESIDE), word.low
    return None


def _is_comma(words: Sequence[Word], at: int) -> bool:
    """Return whether a comma stands there that is not part of a date: "July 20, 1969"."""
    around = {word.tag for word in words[max(0, at - 1) : at + 2]}
    return words[at].text == "," and around != {"CD", ","}


def _after_comma(words: Sequence[Word], at: int) -> tuple[int, str, str] | None:
    word = words[at]
    if word.low in _RELATIVES:
        return at, BESIDE, word.low
    if word.low in _JOINS - {"or"}:
        return _joined(words, at)
    main = next((one.tag for one in words[:at] if one.tag in _FINITE), "VB" if words[0].tag == "VB" else "")
    if word.tag and word.tag == main and word.tag in _FINITE | {"VB"}:
        return at, SHARED, ","
    return None


def _joined(words: Sequence[Word], at: int) -> tuple[int, str, str] | None:
    """Return the clause that "and" begins, if it has a verb of its own."""
    first = at + 1
    while first < len(words) and words[first].tag in {"RB", "UH"}:
        first += 1
    main = {one.tag for one in words[:at]}
    if first >= len(words) or _ends_list(words, at):
        return None
    begins = words[first].tag
    shares = (begins in _FINITE and main & _FINITE) or (
        begins == "VB" and words[first].low in _UNCHANGED and "VBD" in main
    )
    orders = (
        begins == "VB"
        and (words[0].tag == "VB" or any(one.tag == "MD" for one in words[:at]))
        and not any(one.tag == "TO" for one in words[:at])
    )
    made = begins == "VBN" and "VBN" in main
    if shares or orders or made:
        return at + 1, SHARED, words[at].low
    for index in range(first, min(first + 7, len(words))):
        if words[index].text in ",;:" or words[index].low in _JOINS:
            break
        if words[index].tag in _FINITE and words[first].tag.startswith(_NOMINAL) and index > first:
            return at + 1, JOINED, words[at].low
    return None


def _ends_list(words: Sequence[Word], at: int) -> bool:
    """Return whether "and" joins the last of some things: "we ate rice, beans and grilled fish"."""
    comma = next((index for index in range(at - 1, 0, -1) if words[index].text == ","), 0)
    if not comma or comma == at - 1:
        return False
    low = words[comma + 1].low
    if base_of(low) not in {"", low} and {"VBZ", "VBD"} & {word.tag for word in words[:comma]}:
        # "She pays her rent, buys food and …": a verb that the tagger does not know.
        return False
    between = {word.tag for word in words[comma + 1 : at]}
    return bool(_FINITE & {word.tag for word in words[:comma]}) and not between & (
        _FINITE | {"VB", "VBN", "VBG"}
    )


def _begins_clause(words: Sequence[Word], at: int) -> bool:
    """Return whether a clause with a subject and a verb follows, or an adverbial "until golden"."""
    word = words[at]
    if word.low in {"only", "where", "wherever"} or (
        word.low == "as" and at and words[at - 1].tag.startswith(("RB", "JJ"))
    ):
        return False
    if word.low in {"until", "till", "unless", "without", "except"}:
        return False
    if (
        word.low in {"before", "after", "since", "once"}
        and words[at + 1 : at + 2]
        and words[at + 1].tag == "CD"
    ):
        return False
    for index in range(at + 2, min(at + 9, len(words))):
        if words[index].text in ",;:":
            return False
        if words[index].tag in _FINITE:
            return words[at + 1].tag.startswith(_NOMINAL)
    return False


def _by_signs(sentence: Sentence) -> list[Segment]:
    """Cut a sentence of another language at semicolons, dashes and colons: without grammar nobody knows what a comma parts."""
    text = sentence.text
    found: list[Segment] = []
    start = 0
    sign = ""
    for match in re.finditer(r"[;；]|:(?=\s)|：|\s[—–]\s", text):
        found.append(_segment(sentence, start, match.start(), sign))
        start, sign = match.end(), match[0].strip()
    found.append(_segment(sentence, start, len(text), sign))
    return [part for part in found if part.end > part.start]


def _segment(sentence: Sentence, start: int, end: int, sign: str) -> Segment:
    text = sentence.text[start:end]
    first = start + len(text) - len(text.lstrip())
    end = start + len(text.rstrip())
    depends = cue("condition", sentence.language).match(sentence.text, first)
    if not sign:
        return Segment(first, end, CONDITION if depends else MAIN)
    return Segment(first, end, APART, sign, has_verb=len(text.split()) > 2)
