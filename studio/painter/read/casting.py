"""Choice of the drawings that a picture prompt calls for; none if it is unsure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio.painter.core.place import Place
from studio.painter.figures.art import Art
from studio.painter.figures.stature import has_trait, read_statures
from studio.painter.figures.wings import FLYING, can_fly
from studio.painter.read.belongings import can_be, is_painted
from studio.painter.read.mention import Mention, singular_of
from studio.painter.read.mentions import find_mentions
from studio.painter.read.scenery import is_scenery
from studio.painter.read.words.roles import CHILD, COOKED, TRADES, YOUNG
from studio.text.english.people import is_animate

# Below these weights a thing only says where something is, and is no subject by itself.
LEAST_SUBJECT, LEAST_BUILDING, LEAST_COMPANION = 0.25, 0.6, 0.2
MOST_COMPANIONS, MOST = 3, 5
# Factors of weight: of a person not further described, so that a thing in use with about the same weight
# becomes the subject; of a person at a table.
ANYONE, GUEST = 0.85, 0.3
# A thing in use counts more than clothes.
HELD = 0.66
# What stands for those who use it, near water only.
_OF_WATERS = frozenset(["fishing-pole"])
# In a kitchen an animal that is an object of a verb is food; one that is the subject of a verb is alive.
HELD_UP = 0.9


@dataclass(frozen=True, slots=True)
class Role:
    """One drawing in a picture.

    `drawing` is a name that the art knows, `height` its height in the world in metres (a cup 0.12, a child
    1.2, a ship 20), so that sizes beside each other are plausible. `stage` is where it belongs: "ground",
    "water", "air", or "table" for small things that stand on any surface. `count`, 1 to 5, is how many are to
    be seen; `faces` is "left" or "right" if the drawing looks one way, else "".
    """

    drawing: str
    height: float
    stage: str
    count: int = 1
    faces: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """The figures of a picture: without a subject it is scenery only; there are up to three companions."""

    subject: Role | None
    companions: tuple[Role, ...] = ()


def cast_prompt(prompt: str, art: Art, place: Place) -> Cast:
    """Return the drawings that an English prompt calls for in a painted place.

    Things that the scenery already shows, or that cannot be there, are left out. Nobody is in what is only scenery.
    """
    if is_scenery(prompt):
        return Cast(None)
    mentions = [
        _fit(mention, place)
        for mention in find_mentions(prompt)
        if mention.drawing in art.names and not has_trait(mention.drawing, "scene")
    ]
    there = [
        one
        for one in mentions
        if can_be(one, place) and not is_painted(one, place) and not _is_lost_emblem(one, place)
    ]
    there.sort(key=lambda mention: -mention.weight)
    there = [
        one
        for rank, one in enumerate(there)
        if one.drawing not in {before.drawing for before in there[:rank]}
    ]
    if not there or there[0].weight < (
        LEAST_BUILDING if there[0].stature.kind == "building" else LEAST_SUBJECT
    ):
        return Cast(None)
    others = [one for one in there[1:] if one.weight >= LEAST_COMPANION and not _belongs_to(one, there[0])]
    return Cast(_role(there[0], place), tuple(_role(one, place) for one in others[:MOST_COMPANIONS]))


def _is_lost_emblem(mention: Mention, place: Place) -> bool:
    """Return whether somebody is shown by what they use where nobody uses it: a rod for fishermen at a market."""
    return (
        mention.drawing in _OF_WATERS
        and is_animate(singular_of(mention.word))
        and not place.is_wet
        and place.name not in {"harbour", "beach", "coast", "lake", "river"}
    )


def _fit(mention: Mention, place: Place) -> Mention:
    """Return a mention weighted for its place: where a table fills the picture, things replace people."""
    if mention.is_aloft and can_fly(mention.drawing):
        return replace(mention, drawing=f"{mention.drawing}{FLYING}")
    if mention.is_anyone and place.is_another_world:
        return replace(mention, drawing="astronaut")
    if mention.is_anyone:
        mention = replace(mention, weight=mention.weight * ANYONE)
    if place.is_laid and mention.weight < HELD_UP:
        mention = replace(mention, drawing=COOKED.get(mention.drawing, mention.drawing))
    if place.name != "table" or mention.stature.kind != "person":
        return mention
    trade = TRADES.get(mention.drawing)
    return replace(mention, drawing=trade) if trade else replace(mention, weight=mention.weight * GUEST)


def _belongs_to(one: Mention, subject: Mention) -> bool:
    """Return whether a thing is part of the subject anyway: gloves of a boxing glove, a coat of its wearer."""
    if has_trait(one.drawing, "feature") and subject.stature.kind in {"person", "animal"}:
        return True
    if (
        has_trait(one.drawing, "worn")
        and one.weight < HELD
        and subject.stature.kind in {"person", "animal", "sign"}
    ):
        return True
    return singular_of(one.drawing.rpartition("-")[2]) == singular_of(subject.drawing.rpartition("-")[2])


def _role(mention: Mention, place: Place) -> Role:
    stature = read_statures()[mention.drawing]
    young = mention.word.split()[-1] in YOUNG
    return Role(
        drawing=mention.drawing,
        height=CHILD if young and stature.kind == "person" else stature.height,
        stage=_stage(mention, place),
        count=_count(mention),
        faces=stature.faces,
    )


def _stage(mention: Mention, place: Place) -> str:
    stage = mention.stature.stage
    if place.is_weightless or (mention.is_aloft and has_trait(mention.drawing, "flies")):
        return "air"
    if stage == "water" and not place.is_wet:
        return "table" if place.is_laid else "ground"
    return stage


def _count(mention: Mention) -> int:
    """Return how many of a thing are shown: as many as the words say, a few for a plural without a number."""
    stature = mention.stature
    if has_trait(mention.drawing, "several"):
        return 1 if mention.count <= 2 else 2
    if is_animate(singular_of(mention.word)) and stature.kind not in {"person", "animal"}:
        # One emblem of a trade represents all who practise it.
        return 1
    if mention.count:
        return min(mention.count, MOST)
    return 3 if stature.kind in {"animal", "plant"} and stature.height < 2 else 2
