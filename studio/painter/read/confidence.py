"""How sure the painter can be that its picture of a sentence shows what the sentence says."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio.painter.gazetteer import PLACES
from studio.painter.read.mention import Mention, singular_of
from studio.painter.read.mentions import find_mentions
from studio.painter.read.reading import read_prompt
from studio.painter.read.words.roles import MINDS
from studio.text.english.tagger import Tagged, tag
from studio.text.english.things import ABSTRACT
from studio.text.english.verbs import STILL_VERBS
from studio.text.words.dictionaries import translate
from studio.text.words.vocabulary import VAGUE_NOUNS, singular

# What speaks for a painting, and what against it.
OWN_NAME, OTHER_NAME, SET, ACTS = 0.45, 0.2, 0.25, 0.15
AMBIGUOUS, ABSTRACTED, FULL_NAME = -0.3, -0.3, -0.2
# A mention of less weight is no subject.
LEAST = 0.25
# Nouns with a drawing that as often mean something without one.
DOUBTFUL = (
    frozenset(
        "page drive key archive interest cloud mouse bug file folder window tree branch root stream bridge token wallet port table note sign star lead record match cell "
        "field post platform bank capital share bond bull bear spring fall net web link trap seed engine fuel shell log chain book train model pitch board card "
        "cover pipeline tablet screen bar chip crane current ring light head heart hand face eye body brain point balance scale filter mark crown".split()
    )
    | MINDS.keys()
)
NOBODY = frozenset(
    "nobody none nothing everybody everyone everything somebody something anyone anything no".split()
)


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure the painter is of a sentence, in [0, 1], with the reasons for people to read.

    `noun` is the word that is shown and `drawing` what shows it, both "" where the picture is scenery only; `place` is
    the place that the sentence itself names, "" if it names none.
    """

    value: float
    reasons: tuple[str, ...] = ()
    noun: str = ""
    place: str = ""
    drawing: str = ""


def confidence(sentence: str, language: str = "en", prompt: str = "") -> Confidence:
    """Return how sure it is that a painting shows what a sentence says.

    `prompt` is the picture prompt that was written for the sentence, in English; without one the sentence itself is
    read, or, in another language, its words that the dictionary knows. Only what the sentence names counts for its
    place: one that a prompt carries over from an earlier sentence does not.
    """
    said = sentence if language == "en" else ", ".join(translate(sentence, language))
    shown = max(find_mentions(prompt or said), key=lambda one: one.weight, default=None)
    if shown is not None and shown.weight < LEAST:
        shown = None
    tagged = tag(said)
    reasons: list[tuple[float, str]] = []
    if shown is not None:
        reasons.append(_named(shown))
        if _is_doubtful(shown) and not _is_settled(shown, said):
            reasons.append((AMBIGUOUS, f"“{shown.word}” often means something else"))
        if _acts(shown, tagged if language == "en" else tag(prompt or said)):
            reasons.append((ACTS, f"“{shown.word}” acts"))
    place, told = _set(said)
    if told:
        reasons.append((SET, f"says where or when: {told}"))
    if head := _unseen_subject(tagged):
        reasons.append((ABSTRACTED, f"its subject “{head}” cannot be seen"))
    if name := _full_name(tagged):
        reasons.append((FULL_NAME, f"is about {name}"))
    value = min(max(sum(weight for weight, _ in reasons), 0.0), 1.0)
    written = tuple(f"{weight:+.2f} {why}" for weight, why in reasons)
    return Confidence(
        round(value, 2), written, shown.word if shown else "", place, shown.drawing if shown else ""
    )


def _named(shown: Mention) -> tuple[float, str]:
    """Return what the word counts by which a drawing was found: its own name, or one like it."""
    word, drawing = singular_of(shown.word.split()[-1]), shown.drawing
    own = word in drawing.split("-") or drawing.replace("-", "").endswith(word)
    return (
        (OWN_NAME, f"names “{shown.word}”") if own else (OTHER_NAME, f"“{shown.word}” is shown by its like")
    )


def _is_doubtful(shown: Mention) -> bool:
    return " " not in shown.word and singular_of(shown.word) in DOUBTFUL


def _is_settled(shown: Mention, said: str) -> bool:
    """Return whether other words say which of its meanings a word has: a heart that beats is an organ."""
    around = set(re.findall(r"\w+", said.lower()))
    return any(
        drawing == shown.drawing and signs & around
        for drawing, signs in MINDS.get(singular_of(shown.word), ())
    )


def _acts(shown: Mention, tagged: Sequence[Tagged]) -> bool:
    """Return whether a person, an animal or a vehicle does something that is seen."""
    if shown.stature.kind not in {"person", "animal", "vehicle"}:
        return False
    words = [word.lower() for word, _ in tagged]
    head = shown.word.split()[-1]
    start = words.index(head) if head in words else 0
    verbs = (
        word
        for word, kind in zip(words[start:], (kind for _, kind in tagged[start:]), strict=True)
        if kind[:2] == "VB"
    )
    return next((verb not in STILL_VERBS | _BEING for verb in verbs), False)


_BEING = frozenset("be am is are was were been being 's 're has have had do does did".split())


def _set(said: str) -> tuple[str, str]:
    """Return the place that a sentence names, and all that it names of place, weather and time, as words."""
    setting = read_prompt(said)
    place = setting.place if setting.place and _names_place(said, setting.place) else ""
    return place, ", ".join(one for one in (place, setting.time, setting.weather, setting.season) if one)


def _names_place(said: str, place: str) -> bool:
    words = {form for word in re.findall(r"\w+", said.lower()) for form in (word, singular(word))}
    return bool(words & {place, *PLACES[place].named.split()})


def _unseen_subject(tagged: Sequence[Tagged]) -> str:
    """Return the subject of a sentence if nobody can see it: "the difference", "nobody"; else ""."""
    head = ""
    for word, kind in tagged:
        if kind.startswith(("VB", "MD")):
            break
        if kind[:2] in {"NN", "PR"} or word.lower() in NOBODY:
            head = word.lower()
        elif head and kind not in {"POS", "CC"}:
            break
    return head if head in NOBODY or singular(head) in ABSTRACT | VAGUE_NOUNS else ""


def _full_name(tagged: Sequence[Tagged]) -> str:
    """Return the full name or the brand that a sentence begins with; "" if none."""
    run: list[str] = []
    for word, kind in tagged:
        if kind in {"NNP", "NNPS"} and word[:1].isupper():
            run.append(word)
        elif kind.startswith(("VB", "MD")) or run:
            break
    return " ".join(run) if len(run) > 1 else ""
