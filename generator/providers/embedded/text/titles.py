"""The title of an English text: what its first sentence tells of, as one would name it."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

from collections.abc import Sequence

from generator.providers.embedded.text.nouns import Noun, noun_at, write
from generator.providers.embedded.text.people import is_animate
from generator.providers.embedded.text.tagger import Tagged, find_names, tag
from generator.providers.embedded.text.verbs import STILL_VERBS, ing_form
from generator.providers.embedded.text.vocabulary import VAGUE_NOUNS

_LONGEST, _GOOD = 60, 46
_BE = frozenset("is are was were 's 're".split())
_HELPERS = _BE | frozenset(
    "has have had do does did will would can could may might must shall should be been 've 'll 'd".split()
)
# Verbs that are left out before a place ("the lighthouse at the edge of the world"), and signs of place that need none.
_STANDING = frozenset(
    "stand stands stood lie lies lay live lives lived sit sits sat hang hangs hung sleep sleeps slept wait waits waited".split()
)
_PLACING = frozenset("over above under below beneath behind beyond between beside near".split())
_PLACES = _PLACING | frozenset(
    "in at on by through across along into among inside outside around towards toward onto down up off from to for against past out".split()
)
_PRESENTING = frozenset("meet discover introducing introduce try imagine experience".split())
_SUBORDINATORS = frozenset(
    "when while if as although because since after before once until whenever though where".split()
)


def title_of(sentence: str, text: str) -> str:
    """Name what a sentence tells of in at most 60 characters; "" where nothing in it would be a good title."""
    tagged = [
        pair for pair in tag(sentence, find_names(text)) if pair[0] not in {'"', "“", "”", "‘", "«", "»"}
    ]
    tagged = _main_part(tagged)
    if not tagged:
        return ""
    if not any(kind in {"VBD", "VBZ", "VBP", "VB", "MD", "PRP"} for _, kind in tagged):
        # A sentence that tells nothing names something.
        return write(tagged) if len(sentence) <= _LONGEST else ""
    found = _order(tagged) or _statement(tagged)
    return found if len(found) <= _LONGEST else ""


def _main_part(tagged: list[Tagged]) -> list[Tagged]:
    """Leave out what stands in front: "when the water is too warm," and "long ago,"."""
    while "," in (words := [word.lower() for word, _ in tagged]):
        comma = words.index(",")
        acts = any(kind in {"VBD", "VBZ", "VBP", "MD"} for _, kind in tagged[:comma])
        adverb = comma < 3 and all(kind in {"RB", "UH", "CC", "IN"} for _, kind in tagged[:comma])
        if not (adverb or (acts and words[0] in _SUBORDINATORS)):
            break
        tagged = tagged[comma + 1 :]
    return tagged


def _order(tagged: Sequence[Tagged]) -> str:
    """Name a text that begins with what shall be done: "How to fix a flat tyre"; what it presents: "the coffee machine"."""
    words = [word.lower() for word, _ in tagged]
    end = next(
        (at for at, (_, kind) in enumerate(tagged) if kind in {",", ".", ":", "WRB"} and at), len(tagged)
    )
    wanted = noun_at(tagged, 1) if words[0] == "for" else None
    if wanted and [kind for _, kind in tagged[wanted.end : wanted.end + 2]] == [",", "VB"]:
        return wanted.text
    if words[0] == "to" and tagged[1:2] and tagged[1][1] == "VB":
        return f"How {write(tagged[:end])}"
    if tagged[0][1] == "VB" and words[0] not in _PRESENTING:
        stop = next(
            (at for at, (word, _) in enumerate(tagged) if word in {"and", "but", "so"} and at > 2), end
        )
        if end < 3:
            end = next((at for at, (_, kind) in enumerate(tagged) if kind == "."), len(tagged))
        whole, first = write(tagged[:end]), write(tagged[: min(end, stop)])
        return whole if len(whole) <= _GOOD else first
    if words[0] not in _PRESENTING or not (found := noun_at(tagged, 1)):
        return ""
    beside = noun_at(tagged, found.end + 1) if words[found.end : found.end + 1] == [","] else None
    return f"{found.text}, {beside.text}" if beside and found.is_proper else found.text


def _statement(tagged: Sequence[Tagged]) -> str:
    subject = _find_subject(tagged)
    if subject is None:
        return _complement_of_it(tagged)
    verb = subject.end
    while verb < len(tagged) and (
        tagged[verb][1] in {"RB", "MD"} or tagged[verb][0].lower() in _HELPERS - _BE
    ):
        verb += 1
    if verb >= len(tagged) or not tagged[verb][1].startswith("VB"):
        name = (
            tagged[verb + 1 : verb + 2]
            if verb < len(tagged) and tagged[verb][0] in {"named", "called"}
            else ()
        )
        return f"{subject.text} {tagged[verb][0]} {name[0][0]}" if name else _alone(subject)
    if tagged[verb][0].lower() in {"named", "called"} and tagged[verb + 1 : verb + 2]:
        return f"{subject.text} {write(tagged[verb : verb + 2])}"
    if tagged[verb][0].lower() in _BE:
        return _being(tagged, subject, verb)
    return _doing(tagged, subject, verb)


def _find_subject(tagged: Sequence[Tagged]) -> Noun | None:
    """Find the first noun that no preposition stands before and that tells no time; none where a pronoun comes first."""
    index = 0
    while index < len(tagged):
        word, kind = tagged[index]
        if kind in {"PRP", "EX", "WP", "WRB"} or word.lower() in {"this", "these"}:
            return None
        found = noun_at(tagged, index)
        if found is None:
            index += 1
        elif (index and tagged[index - 1][1] in {"IN", "TO"}) or found.is_vague:
            index = found.end
        else:
            return _with_company(tagged, found)
    return None


def _with_company(tagged: Sequence[Tagged], subject: Noun) -> Noun:
    """Join what "and" adds to a subject: "Icarus and his father"."""
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


def _alone(subject: Noun) -> str:
    """The subject by itself, where it says enough."""
    return "" if subject.is_vague else subject.with_the()


def _complement_of_it(tagged: Sequence[Tagged]) -> str:
    """Name what "it was", "this is" or "there is" tells of."""
    start = next(
        (at for at, (word, _) in enumerate(tagged) if word.lower() in {"it", "this", "there", "these"}), -1
    )
    if start < 0 or start > 1 or not tagged[start + 1 : start + 2] or tagged[start + 1][0].lower() not in _BE:
        return ""
    found = noun_at(tagged, start + 2)
    return (
        ""
        if found is None or found.head.lower() in VAGUE_NOUNS
        else found.text + _place_after(tagged, found.end)
    )


def _being(tagged: Sequence[Tagged], subject: Noun, verb: int) -> str:
    """Name what is told to be something: "Mars, the fourth planet from the Sun", "How plants turn light into food"."""
    end = next(
        (at for at, (word, _) in enumerate(tagged) if word in {".", ",", ";", ":"} and at > verb), len(tagged)
    )
    if tagged[verb + 1 : verb + 2] and tagged[verb + 1][0] in {"how", "why", "what"}:
        return write(tagged[verb + 1 : end])
    found = noun_at(tagged, verb + 1)
    if (
        found is None
        and [kind for _, kind in tagged[verb + 1 : verb + 3]][:1] == ["JJ"]
        and len(subject.words) == 2
    ):
        return (
            f"{subject.words[0][0]} {tagged[verb + 1][0]} {subject.words[1][0]}"
            if subject.is_definite
            else _alone(subject)
        )
    if tagged[verb + 1 : verb + 2] and tagged[verb + 1][1] == "VBN":
        return _alone(subject)
    if found is None or found.is_vague or not (subject.is_proper or subject.words[0][1].startswith("NN")):
        return _alone(subject)
    after = _place_after(tagged, found.end) or _from_after(tagged, found.end)
    named = f"{subject.text}, {found.with_the()}"
    return next((title for title in (named + after, named) if len(title) <= _LONGEST), _alone(subject))


def _from_after(tagged: Sequence[Tagged], start: int) -> str:
    found = (
        noun_at(tagged, start + 1)
        if tagged[start : start + 1] and tagged[start][0] in {"from", "with"}
        else None
    )
    return f" {tagged[start][0]} {found.text}" if found else ""


def _place_after(tagged: Sequence[Tagged], start: int) -> str:
    """Give a place that follows, with a space before it; "" where none does."""
    end = start
    while tagged[end : end + 1] and (tagged[end][0] in _PLACES or (end > start and tagged[end][0] == "of")):
        end += 1
    found = noun_at(tagged, end) if end > start else None
    vague = found is None or found.is_vague or (tagged[start][0] == "for" and found.words[0][1] == "CD")
    return "" if vague or found is None else f" {write(tagged[start : found.end])}"


def _doing(tagged: Sequence[Tagged], subject: Noun, verb: int) -> str:
    """Name who does something: with what it is done to, or with where."""
    acts, kind = tagged[verb][0], tagged[verb][1]
    found = noun_at(tagged, verb + 1)
    someone = is_animate(subject.head) or subject.is_proper
    single = subject.words[-1][1] in {"NN", "NNP"}
    if found and not found.is_vague and acts not in STILL_VERBS:
        if someone and single and found.words[0][1] in {"DT", "PRP$"} and len(subject.words) < 6:
            pair = f"{subject.with_the()} and {found.with_the()}"
            if len(pair) <= _GOOD:
                return pair
        told = write(tagged[_start_of(tagged, subject) : found.end])
        more = told + _place_after(tagged, found.end)
        return next((title for title in (more, told) if len(title) <= _GOOD), _alone(subject))
    after = verb + 1
    while tagged[after : after + 1] and tagged[after][1] in {"RB", "RP"} and tagged[after][0] not in _PLACES:
        after += 1
    place = _place_after(tagged, after)
    if not place or acts in STILL_VERBS:
        return _alone(subject)
    silent = acts in _STANDING or place.split()[0] in _PLACING
    title = subject.text + ("" if silent else f" {ing_form(acts, kind)}") + place
    return title if len(title) <= _LONGEST else _alone(subject)


def _start_of(tagged: Sequence[Tagged], subject: Noun) -> int:
    return subject.end - len(subject.words)
