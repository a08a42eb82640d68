"""Parts of an English sentence about its subject, as the words of a title."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Sequence

from studio.text.english.nouns import Noun, noun_at, write
from studio.text.english.people import is_animate
from studio.text.english.tagger import Tagged
from studio.text.english.verbs import STILL_VERBS, ing_form
from studio.text.words.cues import TIME_WORDS
from studio.text.words.vocabulary import VAGUE_NOUNS

LONGEST, GOOD, _SHORT = 60, 46, 36
BE = frozenset("is are was were 's 're".split())
# Nouns that only say what kind a thing is of.
_KINDS = frozenset("process term name way method kind type word home example place".split())
# Verbs that are left out before a place ("the lighthouse at the edge of the world"), and prepositions that
# need none.
_STANDING = frozenset(
    "stand stands stood lie lies lay live lives lived sit sits sat hang hangs hung sleep sleeps slept wait waits waited".split()
)
_PLACING = frozenset("over above under below beneath behind beyond between beside near".split())
# Prepositions of a time as well.
_TIMED = frozenset(["in", "on", "at", "by", "from"])
_PLACES = _PLACING | frozenset(
    "in at on by through across along into among inside outside around towards toward onto down up off from to for against past out".split()
)


def alone(subject: Noun) -> str:
    """Return the subject by itself, if it says enough."""
    return "" if subject.is_vague else subject.with_the()


_BEING_THERE = frozenset(["lived", "stood", "lay", "sat", "grew"])


def complement_of_it(tagged: Sequence[Tagged]) -> str:
    """Return what "it was", "this is" or "there is" introduces."""
    start = next(
        (
            at
            for at, (word, _) in enumerate(tagged)
            if word.lower() in {"it", "this", "there", "these", "here"}
        ),
        -1,
    )
    if (
        start < 0
        or start > 1
        or not tagged[start + 1 : start + 2]
        or tagged[start + 1][0].lower() not in BE | _BEING_THERE
    ):
        return ""
    found = noun_at(tagged, start + 2)
    kind_of = found is not None and "of" in [word for word, _ in found.words] and not found.is_definite
    if found is None or (found.head.lower() in VAGUE_NOUNS and not kind_of):
        return ""
    return with_relative(tagged, found) or found.text + (
        _aim_after(tagged, found.end) or place_after(tagged, found.end)
    )


# What "we" do to what they present, and who "we" are.
_OFFERING = frozenset("offer sell have present announce introduce launch build make seek need".split())
_US = frozenset(["we", "i"])


def told_by_us(tagged: Sequence[Tagged]) -> str:
    """Return what "we" offer, announce or look for, and what "we" did: "walking across the Alps"."""
    at = next((at for at, (word, _) in enumerate(tagged) if word.lower() in _US), -1)
    before = [word.lower() for word, _ in tagged[: max(at, 0)]]
    if at < 0 or not (at == 0 or before[-1] in TIME_WORDS) or at + 2 >= len(tagged):
        return ""
    words = [word.lower() for word, _ in tagged[at + 1 : at + 7]]
    offered = next((place for place, word in enumerate(words) if word in _OFFERING), -1)
    presents = (
        0 <= offered < 5 and (offered == 0 or words[0] in BE | {"'m", "am"}) and words[offered] != "have"
    )
    sought = words[:3] == ["are", "looking", "for"] or words[:3] == ["am", "looking", "for"]
    start = at + 4 if sought else at + 2 + offered
    made = tagged[start : start + 1] if tagged[start : start + 1] and tagged[start][1] == "VBN" else []
    if (sought or presents) and (found := noun_at(tagged, start + len(made))):
        told = found.text + place_after(tagged, found.end)
        related = with_relative(tagged, found).partition(" ")[2]
        return f"{found.words[0][0]} {related}" if related else " ".join([*(word for word, _ in made), told])
    verb, kind = tagged[at + 1]
    if at == 0 and len(write(tagged[: _clause_end(tagged, 0)])) <= GOOD:
        return ""
    if kind != "VBD" or verb.lower() in STILL_VERBS | BE:
        return ""
    ends = [end for end in range(at + 3, len(tagged) + 1) if _may_end(tagged, end)]
    acting = [f"{ing_form(verb.lower(), kind)} {write(tagged[at + 2 : end])}" for end in ends]
    return next((one for one in reversed(acting) if len(one) <= GOOD), "")


def _may_end(tagged: Sequence[Tagged], end: int) -> bool:
    after = tagged[end][1] if end < len(tagged) else "."
    in_clause = not any(kind in {",", ":", "CC", "WRB"} or word == "that" for word, kind in tagged[:end])
    return (
        in_clause
        and tagged[end - 1][1].startswith(("NN", "RB"))
        and after in {"IN", ",", ".", ":", "CC", "WRB", "WP", "WDT", "TO"}
        and tagged[min(end, len(tagged) - 1)][0] != "of"
    )


def with_relative(tagged: Sequence[Tagged], found: Noun) -> str:
    """Return someone with a relative clause: "the girl who could talk to fish"; "" if none, or too long."""
    if tagged[found.end : found.end + 1] and tagged[found.end][0].lower() in {"who", "that", "why"}:
        told = f"{found.with_the()} {write(tagged[found.end : _clause_end(tagged, found.end)])}"
        return told if len(told) <= GOOD and tagged[found.end][1] != "IN" else ""
    return ""


def _aim_after(tagged: Sequence[Tagged], start: int) -> str:
    """Return an infinitive that follows, as in "many reasons to visit Iceland"."""
    if [kind for _, kind in tagged[start : start + 2]] != ["TO", "VB"]:
        return ""
    aim = f" {write(tagged[start : _clause_end(tagged, start)])}"
    return aim if len(aim) <= GOOD - 8 else ""


def _clause_end(tagged: Sequence[Tagged], start: int) -> int:
    return next((at for at in range(start, len(tagged)) if tagged[at][1] in {".", ",", ":"}), len(tagged))


def being(tagged: Sequence[Tagged], subject: Noun, verb: int) -> str:
    """Return a title from a form of "be": "Mars, the fourth planet from the Sun"."""
    end = next(
        (at for at, (word, _) in enumerate(tagged) if word in {".", ",", ";", ":"} and at > verb), len(tagged)
    )
    if tagged[verb + 1 : verb + 2] and tagged[verb + 1][0] in {"how", "why", "what"}:
        return write(tagged[verb + 1 : end])
    found, whole = noun_at(tagged, verb + 1), write(tagged[_start_of(tagged, subject) : end])
    if [kind for _, kind in tagged[verb + 1 : verb + 3]] == ["JJ", "IN"] and len(whole) <= GOOD:
        # "Our oceans are full of plastic."
        return whole
    if (
        found is None
        and [kind for _, kind in tagged[verb + 1 : verb + 3]][:1] == ["JJ"]
        and len(subject.words) == 2
        and verb + 2 == end
    ):
        return (
            f"{subject.words[0][0]} {tagged[verb + 1][0]} {subject.words[1][0]}"
            if subject.is_definite
            else alone(subject)
        )
    if tagged[verb + 1 : verb + 2] and tagged[verb + 1][1] == "VBG" and len(whole) <= GOOD:
        return whole
    if tagged[verb + 1 : verb + 2] and tagged[verb + 1][1] == "VBN":
        return whole if len(whole) <= _SHORT and not subject.is_proper else alone(subject)
    if found and found.words[-1][0].lower() in _KINDS:
        return alone(subject)
    if found is None or found.is_vague or not (subject.is_proper or subject.words[0][1].startswith("NN")):
        return alone(subject)
    after = place_after(tagged, found.end) or _from_after(tagged, found.end)
    named = f"{subject.text}, {found.with_the()}"
    return next((title for title in (named + after, named) if len(title) <= LONGEST), alone(subject))


def _from_after(tagged: Sequence[Tagged], start: int) -> str:
    found = (
        noun_at(tagged, start + 1)
        if tagged[start : start + 1] and tagged[start][0] in {"from", "with"}
        else None
    )
    return f" {tagged[start][0]} {found.text}" if found else ""


def place_after(tagged: Sequence[Tagged], start: int) -> str:
    """Return a place that follows, with a space before it; "" if none does."""
    end = start
    while tagged[end : end + 1] and (tagged[end][0] in _PLACES or (end > start and tagged[end][0] == "of")):
        end += 1
    found = noun_at(tagged, end) if end > start else None
    # "Between the station" waits for "and the hospital".
    if found and tagged[start][0] == "between" and tagged[found.end : found.end + 1] == [("and", "CC")]:
        found = noun_at(tagged, found.end + 1)
    vague = found is None or found.is_vague or (tagged[start][0] == "for" and found.words[0][1] == "CD")
    return "" if vague or found is None else f" {write(tagged[start : found.end])}"


def doing(tagged: Sequence[Tagged], subject: Noun, verb: int) -> str:
    """Return the subject with its verb and the object, or the place."""
    acts, kind = tagged[verb][0], tagged[verb][1]
    found = noun_at(tagged, verb + 1)
    if any(word == "," for word, _ in subject.words):
        return subject.text
    someone = is_animate(subject.head) or subject.is_proper
    single = subject.words[-1][1] in {"NN", "NNP"}
    if found and not found.is_vague and acts not in STILL_VERBS:
        if someone and single and found.words[0][1] in {"DT", "PRP$"} and len(subject.words) < 6:
            pair = f"{subject.with_the()} and {found.with_the()}"
            if len(pair) <= GOOD:
                return pair
        told = write(tagged[_start_of(tagged, subject) : found.end])
        related = write(tagged[found.end : _clause_end(tagged, found.end)])
        if related.startswith(("that ", "who ")) and len(f"{told} {related}") <= LONGEST - 4:
            return f"{told} {related}"
        more = told + place_after(tagged, found.end)
        # A single plain word is too general: rather a long title than "Scientists".
        most = LONGEST if len(subject.words) == 1 and not subject.is_proper else GOOD
        return next((title for title in (more, told) if len(title) <= most), alone(subject))
    whole = write(tagged[_start_of(tagged, subject) : _clause_end(tagged, verb)])
    if len(whole) <= _SHORT - 2:
        return whole
    after = verb + 1
    while tagged[after : after + 1] and tagged[after][1] in {"RB", "RP"} and tagged[after][0] not in _PLACES:
        after += 1
    place = place_after(tagged, after)
    if not place or acts in STILL_VERBS:
        return whole_if_short(tagged, subject)
    silent = acts in _STANDING or place.split()[0] in _PLACING
    acting = subject.text + ("" if silent else f" {ing_form(acts, kind)}")
    shorter = place.partition(" of ")[0]
    return next((told for told in (acting + place, acting + shorter) if len(told) <= LONGEST), alone(subject))


def whole_if_short(tagged: Sequence[Tagged], subject: Noun) -> str:
    """Return the whole of a short clause, if its subject says little: "cities need more trees"."""
    end = _clause_end(tagged, subject.end)
    whole = write(tagged[_start_of(tagged, subject) : end])
    plain = not subject.is_proper and len(subject.words) < 3
    joined = any(kind in {"CC", "WP", "WDT", "WRB"} for _, kind in tagged[subject.end : end])
    if not plain or joined:
        return alone(subject)
    return next(
        (told for told in (whole, _without_time(tagged, subject, end)) if told and len(told) <= _SHORT),
        alone(subject),
    )


def _without_time(tagged: Sequence[Tagged], subject: Noun, end: int) -> str:
    """Return the clause without its time, such as "on Tuesday night"; "" if it has none."""
    at = end
    while at > subject.end + 1 and (
        tagged[at - 1][0].lower() in TIME_WORDS | {"last", "next", "this", "early", "late"}
        or (
            at < end
            and tagged[at - 1][1] in {"DT", "IN"}
            and tagged[at - 1][0].lower() not in _PLACES - _TIMED
        )
    ):
        at -= 1
    while at > subject.end + 1 and tagged[at - 1][1] == "IN":
        at -= 1
    return write(tagged[_start_of(tagged, subject) : at]) if subject.end + 1 < at < end else ""


def _start_of(tagged: Sequence[Tagged], subject: Noun) -> int:
    return subject.end - len(subject.words)
