"""Names with roles in English: behind a comma, before one, right before the name, and of whoever speaks."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from studio.graphics.introductions.names import Name, names_in
from studio.graphics.introductions.roles import NOT_SO, ROLES, ROLES_AFTER, ROLES_OF
from studio.graphics.reading.sentence import Sentence, Word
from studio.text.english.verbs import base_of

_MOST, _MOST_OF_HEAD = 10, 5
_PREPOSITIONS = frozenset(["of", "at", "for", "in", "from", "with", "on", "to", "by", "behind"])
_ARTICLE = re.compile(r"(?:an?|the|our)\s+", re.IGNORECASE)
_AGE = re.compile(r"\d{1,3},\s+")
_BEHIND = re.compile(r",\s+|\s+\(")
_ENDS = re.compile(r"[,.;:!?()…—–“”\"]|\s(?:who|whose|which|that)\b|$")
_OF_SPEAKER = re.compile(r"(?:\b(?:I['’]m|I am|[Mm]y name is))\s+$")
_AND_I_AM = re.compile(r",?\s+and\s+(?:I am|I['’]m)\s+(?=an?\s)")
_JOINING = re.compile(r",\s+(?:and|or|&|as well as|plus)\b", re.IGNORECASE)
_FINITE = ("VBD", "VBZ", "VBP", "MD")
# Tags of what may follow an apposition: what its bearer does.
_DOING = ("VB", "MD", "RB", "IN", "TO", "WP", "WDT", "WRB", "``", "''", ":")
# Tags of the words of a role before the preposition.
_NAMING = ("NN", "JJ", "VBG", "VBN", "CC", "POS", "FW", "CD", ",", "HYPH")


def roles_in_english(sentence: Sentence) -> Iterator[tuple[Name, str]]:
    """Yield the names that a sentence introduces, with the role of each."""
    for name in names_in(sentence):
        role = _behind(sentence, name) or _before_comma(sentence, name) or _right_before(sentence, name)
        if role:
            yield name, role


def _behind(sentence: Sentence, name: Name) -> str:
    """Return the role that stands behind a name: after a comma, in brackets, or said by its bearer."""
    text = sentence.text
    is_speaker = bool(_OF_SPEAKER.search(text[: name.start]))
    opening = (_AND_I_AM.match(text, name.end) if is_speaker else None) or _BEHIND.match(text, name.end)
    if not opening or (not is_speaker and _is_listed(sentence, name)):
        return ""
    start = opening.end()
    if age := _AGE.match(text, start):
        start = age.end()
    end = _end_of(text, start)
    role = _role(sentence, start, end)
    if not role or (opening[0].endswith("(") and text[end : end + 1] != ")"):
        return ""
    return role if is_speaker or opening[0].endswith("(") or _goes_on(sentence, end) else ""


def _before_comma(sentence: Sentence, name: Name) -> str:
    """Return the role that begins a sentence, with the name between commas: "The mayor, Linda Park, opened …"."""
    before, after = sentence.text[: name.start], sentence.text[name.end :]
    match = re.fullmatch(r"[“\"']?((?:The|Our|[A-Z][\w.-]*['’]s)\s[^,;:]+),\s", before)
    if not match or not after.startswith(","):
        return ""
    return _role(sentence, match.start(1), match.end(1)) if _goes_on(sentence, name.end) else ""


def _right_before(sentence: Sentence, name: Name) -> str:
    """Return the role that stands right before a name: "Marine biologist Ana Costa dives …"."""
    words = [word for word in sentence.words if word.end <= name.start]
    if len(name.text.split()) < 2 or not words or sentence.text[words[-1].end : name.start] != " ":
        return ""
    first = len(words)
    while first and len(words) - first < _MOST_OF_HEAD and words[first - 1].tag.startswith(("NN", "JJ")):
        first -= 1
    before = words[first - 1] if first else None
    if first == len(words) or (before and not _may_end_before(before)):
        return ""
    after = sentence.text[name.end : name.end + 1]
    is_alone = after not in {"’", "'", "-"} and not _joins(sentence, name.end)
    return _role(sentence, words[first].start, words[-1].end) if is_alone else ""


def _may_end_before(word: Word) -> bool:
    """Return whether a role may begin behind a word: a verb, a preposition, an article, a sign."""
    return word.tag.startswith(("VB", "IN", "TO", "DT")) or not word.text[0].isalnum()


def _joins(sentence: Sentence, end: int) -> bool:
    """Return whether others are named too, so that a role before a name may be of the first one only."""
    return bool(re.match(r",?\s+(?:and|or|&)\s+[A-Z]", sentence.text[end:]))


def _is_listed(sentence: Sentence, name: Name) -> bool:
    """Return whether a name follows a comma that may part the members of a list."""
    before = sentence.text[: name.start].rstrip()
    if before.endswith((" and", " or", "&")):
        return True
    if not before.endswith(","):
        return False
    # "In 2019, Grace Okafor": what comes first is no member.
    first = next((word for word in sentence.words if word.text[0].isalnum()), None)
    return before.count(",") > 1 or first is None or not first.tag.startswith(("IN", "RB", "WRB"))


def _goes_on(sentence: Sentence, end: int) -> bool:
    """Return whether a sentence ends behind an apposition, or tells what its bearer does."""
    text = sentence.text
    if text[end : end + 1] != ",":
        return not text[end:].strip() or text[end : end + 1] in {*'.!?;:…—–)”"'} or text[end : end + 1] == " "
    if _JOINING.match(text, end):
        return False
    if text.startswith(("According to", "“According to")):
        return True
    following = [word for word in sentence.words if word.start > end][:2]
    if not following:
        return False
    # "works" and "waits" are taken for nouns there, which nothing could be done with.
    acts = following[0].tag == "NNS" and base_of(following[0].low) != following[0].low
    is_alone = not following[1:] or following[1].low not in {"and", "or", ","}
    return following[0].tag.startswith(_DOING) or (acts and is_alone)


def _end_of(text: str, start: int) -> int:
    at = start
    while match := _ENDS.search(text, at):
        # "St. Mary's", "J. P. Morgan": a full stop within.
        is_within = match[0] == "." and re.match(r"\.\s?[A-Za-z]", text[match.start() :])
        if not is_within:
            return match.start()
        at = match.end()
    return len(text)


def _role(sentence: Sentence, start: int, end: int) -> str:
    """Return a part of a sentence as a role without its article; empty if it is none."""
    if article := _ARTICLE.match(sentence.text, start, end):
        start = article.end()
    words = [word for word in sentence.words if start <= word.start and word.end <= end]
    if not words or sentence.length(start, end) > _MOST or words[0].low in NOT_SO:
        return ""
    at = next((at for at, word in enumerate(words) if word.low in _PREPOSITIONS and at), len(words))
    head, rest = words[:at], words[at:]
    if _tells(rest) or not _is_head(head, has_rest=bool(rest)):
        return ""
    return sentence.text[start:end].strip()


def _tells(words: list[Word]) -> bool:
    """Return whether there is a verb among the words behind a role; "head of sales" has none, whatever its tag."""
    return any(
        word.tag in _FINITE
        and word.text.islower()
        and not (word.tag == "VBZ" and (word is words[-1] or before.low in _PREPOSITIONS))
        for before, word in pairwise(words)
    )


def _is_head(words: list[Word], *, has_rest: bool) -> bool:
    """Return whether words name what somebody is: each part of "founder and CEO" does."""
    if len(words) > _MOST_OF_HEAD + 2 or not all(
        word.tag.startswith(_NAMING) or word.low in ROLES for word in words
    ):
        return False
    parts: list[list[str]] = [[]]
    for word in words:
        if word.low in {"and", "&"}:
            parts.append([])
        else:
            parts[-1].append(word.low)
    return all(
        _is_role(part, has_rest=has_rest or number + 1 < len(parts)) for number, part in enumerate(parts)
    )


def _is_role(words: list[str], *, has_rest: bool) -> bool:
    if not words:
        return False
    last = words[-1]
    if last in ROLES:
        return True
    is_further = len(words) > 1 and words[-2] not in {"'s", "’s", "s"}
    return (has_rest and last in ROLES_OF) or (is_further and last in ROLES_AFTER)
