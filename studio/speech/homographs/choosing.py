"""Which sound a word of two sounds has in its sentence."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from studio.speech.homographs.grammar import weigh_verb
from studio.speech.homographs.readings import BY_GRAMMAR, READINGS
from studio.speech.homographs.senses import find_sense
from studio.speech.homographs.sentence import BE, HAVE, MODALS, SUBJECTS, Place, is_adverb, is_plural

# Words that put a story into the past, and those that put it into what is usual or still to come.
_PAST = frozenset(
    "when before earlier was were had did said went came took got made saw knew thought "
    "felt gave told found left began became cried loved laughed wept slept sat stood as".split()
)
_LONG_AGO = frozenset({"yesterday", "ago", "last", "once"})
_PRESENT = frozenset(
    "every each often usually always sometimes now today tomorrow daily seldom rarely never if is are".split()
)
# At the beginning the tagger, which gives 1.5 points, does not outweigh the commoner reading.
_SURE = 2
# With a capital these are names of their own, and these are towns behind words of place.
_NAMES = {"polish": "A", "august": "M"}
_TOWNS = {"nice": "C", "reading": "C"}
_PLACES = frozenset("in to from near at of around leave left visit visited".split())


def choose_sound(place: Place) -> str:
    """Return the phonemes of a word of the table in its sentence; "" for a word with one sound."""
    readings = READINGS.get(place.word)
    if readings is None:
        return ""
    letter = _choose(place)
    return readings.get(letter) or next(iter(readings.values()))


def _choose(place: Place) -> str:
    if place.word in {"read", "reads"}:
        return _choose_tense(place)
    if place.is_name and place.word in _NAMES:
        return _NAMES[place.word]
    if place.word in _TOWNS:
        return _TOWNS[place.word] if place.is_name and place.at(-1) in _PLACES else ""
    sense = find_sense(place.word, place.text)
    if place.word in {"bow", "bows"} and not sense:
        # One bows the head; a bow that is not told about is the weapon.
        return "B" if weigh_verb(place) > 0 else "K"
    if sense or place.word not in BY_GRAMMAR:
        return sense
    weight = weigh_verb(place)
    if not weight or (place.is_first and abs(weight) < _SURE):
        return ""
    return "V" if weight > 0 else next(letter for letter in READINGS[place.word] if letter != "V")


def _choose_tense(place: Place) -> str:
    """Tell "I read it yesterday" from "I read it every day"."""
    if place.word == "reads":
        return "V"
    step = -1
    while is_adverb(place.at(step)) or (
        place.at(step) in SUBJECTS and place.at(step - 1) in BE | HAVE | MODALS
    ):
        step -= 1
    helper = place.at(step)
    if helper in BE | HAVE or _is_asked(place, step):
        return "P"
    if helper in MODALS | {"to", "a", "the", "good", "and", "or"} or place.is_caused() or place.is_first:
        return "V"
    if helper in {"he", "she", "it", "who"} or (
        place.tag(step).startswith("NN") and not is_plural(place, step)
    ):
        # A single person "reads" in the present.
        return "P"
    words = [word.lower() for word in place.words]
    if _LONG_AGO & set(words):
        return "P"
    told = any(word in _PAST or (word.endswith("ed") and len(word) > 4) for word in words)
    return "P" if told and not _PRESENT & set(words) else "V"


def _is_asked(place: Place, step: int) -> bool:
    """Return whether "have" stands before the subject: "Have they all read it?"."""
    return any(
        place.at(back) in HAVE for back in range(step, step - 3, -1) if place.at(step) not in MODALS | {"to"}
    )
