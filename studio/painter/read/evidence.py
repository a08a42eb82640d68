"""What a clause of a prompt names that is surely to be seen, by who acts, and how: no object of what nobody sees."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.painter.read.mention import Mention, singular_of
from studio.painter.read.words.roles import TABLEWARE
from studio.text.english.people import CROWD, is_animate
from studio.text.english.things import ABSTRACT
from studio.text.english.verbs import BASES, base_of, ing_form
from studio.text.senses.acts import BODILY, PHYSICAL, RESTING, UNSEEN, VISIBLE

# Of these nobody knows who they are: only what they are seen doing shows them.
_ANYBODY = frozenset(
    "person human someone citizen client consumer buyer customer user resident inhabitant individual passenger participant people immigrant "
    "migrant newcomer stranger seller merchant trader".split()
)
# So few that two or three figures are they.
_FEW = frozenset(
    "couple lover newlywed newlyweds friend child kid boy girl brother sister sibling twin parent man woman children kids".split()
)
_PAIRS = frozenset(["couple", "lover", "newlywed", "newlyweds", "parent", "twin"])
# Parts of whoever has them, and never beside them.
_PARTS = frozenset(
    "ear eye nose anatomical-heart red-heart brain drop-of-blood tooth bone lungs tongue leg foot mouth skull feather paw-prints".split()
)
# What people do, shown by one who does it.
_EVENTS = frozenset(
    "marathon ballet dance tango flamenco yoga meditation mindfulness gym gymnastics fencing wrestling rowing running jogging hiking skiing surfing swimming cycling weightlifting walking dancing sailing".split()
)
DOING = frozenset(ing_form(base, "VB") for base in BASES)
_LIVING = frozenset(["person", "animal", "vehicle"])


@dataclass(frozen=True, slots=True)
class Clause:
    """What is known of a clause: its verbs in order as words in -ing, and the noun that acts, if it has no drawing."""

    verbs: Sequence[str]
    unseen: str = ""
    # Whether the prompt is of another world, where any people are astronauts.
    is_off_earth: bool = False


def surely_seen(met: Sequence[Mention], clause: Clause) -> list[Mention]:
    """Return those things of a clause that are before our eyes if what it says is true."""
    agent = next((one for one in met if one.is_agent), None)
    if clause.is_off_earth and agent is not None and agent.is_anyone and BODILY & set(clause.verbs):
        return [agent]
    if agent is not None and not _shows_itself(agent, clause.verbs) and not PHYSICAL & set(clause.verbs):
        # "We sold airlines": without who does it nothing of it is seen.
        return []
    if agent is not None and agent.act in UNSEEN and (agent.is_crowd or agent.is_emblem):
        # "Families paying for food": neither they nor a meal are what it is about.
        return []
    return [
        _apart(one)
        for one in met
        if (_shows_itself(one, clause.verbs) if one.is_agent else _is_there(one, agent, clause))
    ]


def _apart(one: Mention) -> Mention:
    """Return so many people who are no couple as walkers, and not hand in hand."""
    word = singular_of(one.word.split()[-1])
    if not one.drawing.endswith("-holding-hands") or word in _PAIRS:
        return one
    who = one.drawing.partition("-")[0]
    walker = {"men": "man-walking", "women": "woman-walking"}.get(who, "person-walking")
    return replace(one, drawing=walker, count=max(one.count, 2))


def _shows_itself(one: Mention, verbs: Sequence[str]) -> bool:
    """Return whether who or what acts is seen, and not only spoken of."""
    word = singular_of(one.word.split()[-1])
    if "dying" in verbs and one.stature.kind == "person":
        # Who has died is there no more.
        return False
    if one.stature.kind == "person" and word in _EVENTS and verbs and one.act not in BODILY:
        # "A marathon won in the head": nobody runs.
        return False
    if one.is_crowd:
        walks = one.drawing.endswith("-walking") and one.word not in CROWD and word not in _ANYBODY
        return (word in _FEW or walks) and (not one.act or one.act in BODILY)
    if word in _ANYBODY:
        return one.act in PHYSICAL
    return bool(VISIBLE & set(verbs)) or not one.is_emblem


def _is_there(one: Mention, agent: Mention | None, clause: Clause) -> bool:
    """Return whether a thing is there of which a clause does not say that it acts."""
    if agent is not None and agent.stature.kind == "animal" and one.drawing in _PARTS | TABLEWARE:
        # An octopus has three hearts, and no calf drinks its milk from a glass.
        return False
    if one.drawing.startswith("chart-"):
        # What prices do is seen by a chart, whatever they do it in.
        return True
    if one.is_crowd or one.is_emblem or one.drawing in _PARTS or one.is_topic:
        return False
    if not one.verb:
        return clause.unseen not in ABSTRACT
    # The tagger takes "islands" for a verb: then the first one counts.
    verbs = {one.verb} if base_of(one.verb) or one.verb in DOING else {one.verb, *clause.verbs[:1]}
    if not VISIBLE & verbs:
        return False
    if clause.unseen:
        # "The voice opening doors": who cannot be seen acts in a figure of speech.
        return is_animate(clause.unseen)
    acts = agent is None or agent.stature.kind in _LIVING or is_animate(agent.word)
    return acts or one.verb in RESTING


def told_nouns(words: Sequence[tuple[str, str]]) -> str:
    """Return the last noun of some words with their tags; "" if there is none."""
    nouns = [word for word, kind in words if kind.startswith("NN") and re.match(r"\w", word)]
    return nouns[-1] if nouns else ""
