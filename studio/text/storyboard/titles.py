"""The title of an English text: the subject of its first sentence, as a person would name it."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.text.english.narration import tag_narration
from studio.text.english.nouns import Noun, noun_at, write
from studio.text.english.tagger import Tagged, find_names
from studio.text.english.verbs import base_of
from studio.text.storyboard.telling import (
    BE,
    GOOD,
    LONGEST,
    alone,
    being,
    complement_of_it,
    doing,
    place_after,
    told_by_us,
    whole_if_short,
    with_relative,
)
from studio.text.words.cues import TIME_WORDS

_HELPERS = BE | frozenset(
    "has have had do does did will would can could may might must shall should be been 've 'll 'd".split()
)
_NUMBERED = re.compile(r"\b(\d+)-(?=[a-z])")
_PRESENTING = frozenset("meet discover introducing introduce try imagine experience".split())
_SPANS = frozenset("time day week month year hour minute second moment century decade".split())
_FEWEST_OF_LIST = 3
_SUBORDINATORS = frozenset(
    "when while if as although because since after before once until whenever though where".split()
)


def title_of(sentence: str, text: str) -> str:
    """Return the subject of a sentence in at most 60 characters; "" if nothing in it would be a good title."""
    # "34-year-old" is one word.
    sentence = _NUMBERED.sub(r"x-\1-", sentence)
    tagged = [
        (pair[0].removeprefix("x-"), "JJ" if pair[0].startswith("x-") else pair[1])
        for pair in tag_narration(sentence, find_names(text))
        if pair[0] not in {'"', "“", "”", "‘", "«", "»"}
    ]
    tagged = _main_part(_once_only(tagged))
    if not tagged:
        return ""
    if not any(kind in {"VBD", "VBZ", "VBP", "VB", "MD", "PRP"} for _, kind in tagged):
        # A sentence without a verb names something, with or without a description: "a castle, mostly grey".
        likeness = next(
            (
                at
                for at, (_, kind) in enumerate(tagged[:-1])
                if kind == "," and tagged[at + 1][1] in {"RB", "IN"}
            ),
            0,
        )
        return write(tagged[: likeness or None]) if len(sentence) <= LONGEST else ""
    found = _order(tagged) or _statement(tagged)
    return found if len(found) <= LONGEST else ""


def _once_only(tagged: list[Tagged]) -> list[Tagged]:
    """Leave out "stone by stone" and "day after day"."""
    low = [word.lower() for word, _ in tagged]
    for at in range(1, len(low) - 2):
        if low[at] == low[at + 2] and low[at + 1] in {"by", "after", "for"} and low[at].isalpha():
            return [*tagged[:at], *tagged[at + 3 :]]
    return tagged


def _main_part(tagged: list[Tagged]) -> list[Tagged]:
    """Leave out introductory parts: "when the water is too warm," and "long ago,"."""
    while "," in (words := [word.lower() for word, _ in tagged]):
        comma = words.index(",")
        acts = any(kind in {"VBD", "VBZ", "VBP", "MD"} for _, kind in tagged[:comma])
        adverb = comma < 3 and all(kind in {"RB", "UH", "CC", "IN"} for _, kind in tagged[:comma])
        if not (adverb or (acts and words[0] in _SUBORDINATORS)):
            break
        tagged = tagged[comma + 1 :]
    return tagged


def _order(tagged: Sequence[Tagged]) -> str:
    """Return the title of an instruction ("How to fix a flat tyre") or of a thing presented."""
    words = [word.lower() for word, _ in tagged]
    end = next(
        (at for at, (_, kind) in enumerate(tagged) if kind in {",", ".", ":", "WRB"} and at), len(tagged)
    )
    wanted = noun_at(tagged, 1) if words[0] == "for" else None
    if wanted and tagged[wanted.end : wanted.end + 1] == [(",", ",")] and _orders(tagged, wanted.end + 1):
        return wanted.text
    if words[0] == "to" and tagged[1:2] and tagged[1][1] == "VB":
        return f"How {write(tagged[:end])}"
    if tagged[0][1] == "VB" and words[0] not in _PRESENTING:
        stop = next(
            (at for at, (word, _) in enumerate(tagged) if word in {"and", "but", "so"} and at > 2), end
        )
        if end < 3:
            end = next((at for at, (_, kind) in enumerate(tagged) if kind == "."), len(tagged))
        end = _phrase_end(tagged, end)
        whole, first = write(tagged[:end]), write(tagged[: _phrase_end(tagged, min(end, stop))])
        return whole if len(whole) <= GOOD else first
    if words[0] not in _PRESENTING or not (found := noun_at(tagged, 1)):
        return ""
    beside = noun_at(tagged, found.end + 1) if words[found.end : found.end + 1] == [","] else None
    related = with_relative(tagged, beside) if beside and found.is_proper else ""
    if related and len(f"{found.text}, {related}") <= GOOD:
        return f"{found.text}, {related}"
    return f"{found.text}, {beside.text}" if beside and found.is_proper else found.text


def _phrase_end(tagged: Sequence[Tagged], end: int) -> int:
    """Return an end before which no preposition waits for its noun: not "whisk the eggs until pale"."""
    while end > 2 and (
        tagged[end - 1][1] in {"IN", "DT", "TO"}
        or tagged[end - 1][0].lower() in {"even", "only", "just", "not", "so", "very", "too", "as"}
        or (tagged[end - 1][1] == "JJ" and tagged[end - 2][1] == "IN")
    ):
        end -= 1
    return end


def _orders(tagged: Sequence[Tagged], at: int) -> bool:
    """Return whether an order begins here, also one that the tagger took for a noun: "peel six apples"."""
    word, after = (
        tagged[at][0].lower() if at < len(tagged) else "",
        [kind for _, kind in tagged[at + 1 : at + 2]],
    )
    return (
        bool(word)
        and base_of(word) == word
        and (tagged[at][1] == "VB" or after[:1] in (["CD"], ["DT"], ["PRP$"], ["JJ"], ["NNS"], ["RB"]))
    )


def _statement(tagged: Sequence[Tagged]) -> str:
    subject = _find_subject(tagged)
    if subject is None:
        return told_by_us(tagged) or complement_of_it(tagged)
    if related := with_relative(tagged, subject):
        return related
    verb = subject.end
    while verb < len(tagged) and (
        tagged[verb][1] in {"RB", "MD"} or tagged[verb][0].lower() in _HELPERS - BE
    ):
        verb += 1
    if verb >= len(tagged) or not tagged[verb][1].startswith("VB"):
        name = (
            tagged[verb + 1 : verb + 2]
            if verb < len(tagged) and tagged[verb][0] in {"named", "called"}
            else ()
        )
        if name:
            return f"{subject.text} {tagged[verb][0]} {name[0][0]}"
        there = "" if subject.is_vague else subject.text + place_after(tagged, subject.end)
        return there if len(there) <= GOOD and not subject.is_proper else alone(subject)
    if tagged[verb][0].lower() in {"named", "called"} and tagged[verb + 1 : verb + 2]:
        return f"{subject.text} {write(tagged[verb : verb + 2])}"
    if tagged[verb - 1][0].lower() in {"be", "been"} and tagged[verb][1] in {"VBN", "VBD"}:
        # "It must never be left in a car": nobody is said to do that.
        return whole_if_short(tagged, subject)
    if tagged[verb][0].lower() in BE:
        return being(tagged, subject, verb)
    return doing(tagged, subject, verb)


def _find_subject(tagged: Sequence[Tagged]) -> Noun | None:
    """Return the first noun with no preposition before it that names no time; None if a pronoun comes first."""
    index = 0
    while index < len(tagged):
        word, kind = tagged[index]
        found = noun_at(tagged, index)
        points = word.lower() in {"this", "these"} and (found is None or len(found.words) < 2)
        if kind in {"PRP", "EX", "WP", "WRB"} or points:
            return None
        if found is None:
            index += 1
        elif found.is_vague and not _names_time(found) and _verb_at(tagged, found.end):
            # "Nobody in the village had seen a lion": the lion is not the subject.
            return None
        elif (index and tagged[index - 1][1] in {"IN", "TO"}) or found.is_vague:
            index = found.end
        else:
            return _with_company(tagged, found)
    return None


def _several(tagged: Sequence[Tagged], subject: Noun) -> Noun | None:
    """Return all that a verb is about: "a good knife, a heavy pan and a wooden spoon"."""
    end, count = subject.end, 1
    while end < len(tagged) and tagged[end][0] in {",", "and"}:
        at = end + 1 + (tagged[end][0] == "," and tagged[end + 1 : end + 2] == [("and", "CC")])
        other = noun_at(tagged, at)
        if other is None or other.is_vague:
            return None
        end, count = other.end, count + 1
    acts = end < len(tagged) and tagged[end][1] in {"VBP", "VBD", "VBZ", "MD"}
    start = subject.end - len(subject.words)
    if not acts or count < _FEWEST_OF_LIST:
        return None
    return Noun(tuple(tagged[start:end]), end)


def _names_time(noun: Noun) -> bool:
    return any(word.lower() in TIME_WORDS or word.lower().rstrip("s") in _SPANS for word, _ in noun.words)


def _verb_at(tagged: Sequence[Tagged], start: int) -> bool:
    """Return whether a finite verb follows, with at most a place before it."""
    kinds = [kind for _, kind in tagged[start : start + 5]]
    verb = next((at for at, kind in enumerate(kinds) if kind in {"VBD", "VBZ", "VBP", "MD"}), -1)
    return verb == 0 or (verb > 0 and kinds[0] == "IN")


def _with_company(tagged: Sequence[Tagged], subject: Noun) -> Noun:
    """Join what "and" adds to a subject, or its name: "Icarus and his father", "my father, Karl"."""
    name = noun_at(tagged, subject.end + 1)
    if name and (name.is_proper != subject.is_proper) and (name.is_proper or name.is_definite):
        closed = [
            word for word, _ in (*tagged[subject.end : subject.end + 1], *tagged[name.end : name.end + 1])
        ]
        if closed == [",", ","]:
            return Noun(tuple(tagged[subject.end - len(subject.words) : name.end]), name.end + 1)
    if several := _several(tagged, subject):
        return several
    other = (
        noun_at(tagged, subject.end + 1)
        if [word for word, _ in tagged[subject.end : subject.end + 1]] == ["and"]
        else None
    )
    if (
        other is None
        or not tagged[other.end : other.end + 1]
        or not tagged[other.end][1].startswith(("VB", "MD"))
    ):
        return subject
    start = subject.end - len(subject.words)
    return Noun(tuple(tagged[start : other.end]), other.end)
