"""Whether a word is a verb in its sentence: rules that each give points, the sum decides."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from studio.speech.homographs.sentence import (
    BE,
    DEGREES,
    DETERMINERS,
    HAVE,
    LINKS,
    MODALS,
    OBJECTS,
    PREPOSITIONS,
    SIGNS,
    SUBJECTS,
    Place,
    is_adverb,
    is_plural,
)

_QUESTIONS = frozenset({"", "how", "what", "why", "when", "where", "which", "who", "and", "but"})
# After these, "to" is a preposition: a noun follows ("access to produce").
_TO_NOUN = frozenset(
    "due according access back next close thanks prior contrary similar addition limited attached opposed "
    "compared related listen listened response answer reference subject point points key".split()
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """Points for a verb (negative: against it) where the test holds, and the reason."""

    points: float
    reason: str
    holds: Callable[[Place], bool]


def _follows_to(place: Place) -> bool:
    return place.at(place.back) == "to" and place.at(place.back - 1) not in _TO_NOUN


def _follows_singular(place: Place) -> bool:
    return place.tag(-1).startswith("NN") and not is_plural(place, -1)


def _follows_pair(place: Place) -> bool:
    nouns = place.tag(-1).startswith("NN") and place.tag(-3).startswith("NN")
    return nouns and place.at(-2) == "and" and not place.has_ending


def _is_asked(place: Place) -> bool:
    """Return whether the sentence asks with a modal before its subject: "Will the weather permit"."""
    for step in range(-2, -7, -1):
        if place.at(step) in MODALS:
            return place.at(step - 1) in SIGNS | _QUESTIONS
        if place.at(step) not in DETERMINERS and not place.tag(step).startswith(("NN", "JJ")):
            return False
    return False


def _follows_phrase(place: Place) -> bool:
    """Return whether many are told of, with where or whose they are: "farmers in Peru export"."""
    step = -2 if place.at(-2) not in DETERMINERS else -3
    subject = place.tag(-1).startswith("NN") and place.at(step) in PREPOSITIONS and is_plural(place, step - 1)
    begins = place.at(step - 2) in SIGNS | DETERMINERS | {""}
    ends = begins and place.at(1) in SIGNS | PREPOSITIONS - {"of"}
    return subject and not place.has_ending and (ends or _takes_object(place) or _precedes_thing(place))


def _takes_object(place: Place) -> bool:
    return place.at(1) in (DETERMINERS | OBJECTS) - {"you", "it"}


def _precedes_thing(place: Place) -> bool:
    return place.tag(1).startswith(("NN", "JJ", "CD")) or is_adverb(place.at(1))


_RULES = (
    _Rule(5, "to record", _follows_to),
    _Rule(5, "will record, don't record, please record", lambda place: place.at(place.back) in MODALS),
    _Rule(4, "they record, who records", lambda place: place.at(place.back) in SUBJECTS),
    _Rule(9, "let her record", Place.is_caused),
    _Rule(-6, "a record", lambda place: place.at(-1) in DETERMINERS),
    _Rule(
        -6, "the band's record", lambda place: place.at(-1).endswith("'s") and place.at(-1) not in MODALS | BE
    ),
    _Rule(
        -4,
        "a good record, a world record",
        lambda place: place.at(-1) not in DETERMINERS and place.is_determined(),
    ),
    _Rule(-4, "is present, are separate", lambda place: place.at(place.back) in BE),
    _Rule(-2, "have permits", lambda place: place.at(-1) in HAVE),
    _Rule(-4, "in contrast, of records", lambda place: place.at(-1) in PREPOSITIONS),
    _Rule(-4, "too intimate", lambda place: place.at(-1) in DEGREES),
    _Rule(-3, "fresh produce", lambda place: place.tag(-1).startswith("JJ") and not place.is_determined()),
    _Rule(
        -2,
        "make progress",
        lambda place: (
            place.tag(-1) in {"VB", "VBP", "VBZ", "VBD", "VBG"}
            and place.at(-1) not in MODALS
            and not is_plural(place, -1)
        ),
    ),
    _Rule(
        -2,
        "a work permit: a verb behind one thing ends in s",
        lambda place: _follows_singular(place) and not place.has_ending,
    ),
    _Rule(8, "will the weather permit", _is_asked),
    _Rule(5, "farmers in Peru export", _follows_phrase),
    _Rule(4, "half of them graduate", lambda place: place.at(-2) == "of" and place.at(-1) in OBJECTS),
    _Rule(4, "never record", lambda place: place.is_first and place.at(-1) in {"never", "always"}),
    _Rule(-2, "Records fell: nobody is asked with an s", lambda place: place.is_first and place.has_ending),
    _Rule(5, "day and night alternate", _follows_pair),
    _Rule(3, "the farmers produce", lambda place: is_plural(place, -1) and not place.has_ending),
    _Rule(
        6,
        "the factory exports the cars, the lion lives in",
        lambda place: (
            _follows_singular(place)
            and place.has_ending
            and (_takes_object(place) or _precedes_thing(place) or place.at(1) in PREPOSITIONS - {"of"})
        ),
    ),
    _Rule(3, "what separates", lambda place: place.at(-1) in {"that", "which", "what"} and place.has_ending),
    _Rule(2, "cells that produce", lambda place: place.at(-1) in {"that", "which"} and not place.has_ending),
    _Rule(3, "record the, record them", _takes_object),
    _Rule(2, "record it, invite you", lambda place: place.at(1) in {"it", "you"}),
    _Rule(-2, "the record we made", lambda place: place.at(1) in {"i", "we", "they", "he", "she"}),
    _Rule(1, "estimate that", lambda place: place.at(1) in {"that", "how", "whether", "what"}),
    _Rule(-3, "records of", lambda place: place.at(1) == "of"),
    _Rule(
        -3, "the record is, the record will", lambda place: place.at(1) in BE | HAVE | (MODALS - {"please"})
    ),
    _Rule(
        2.5,
        "to mix and separate",
        lambda place: (
            place.at(-1) in LINKS
            and any(place.at(step) in MODALS | SUBJECTS | {"to"} for step in range(-2, -6, -1))
        ),
    ),
    _Rule(1.5, "the tagger thinks so", lambda place: place.tag(0).startswith("VB")),
    _Rule(-1.5, "the tagger thinks not", lambda place: place.tag(0).startswith(("NN", "JJ"))),
)


def weigh_verb(place: Place) -> float:
    """Return how much speaks for a verb: above zero for one, below against it."""
    return sum(rule.points for rule in _RULES if rule.holds(place))
