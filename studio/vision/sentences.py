"""Keywords and one or two sentences about what was found and measured in a picture."""

from __future__ import annotations

from collections.abc import Sequence

from studio.contracts import Box, Description
from studio.vision.measures import Measures
from studio.vision.names import Finding
from studio.vision.things import PERSON, TABLE, Thing

_LIGHT = {
    "soft light": "in soft light",
    "strong contrast": "with strong contrast",
    "warm tones": "in warm tones",
    "cool tones": "in cool tones",
}
_COUNTS = ("", "", "two", "three", "four", "five", "six")
# The most kinds that a sentence names; more would be a list.
_MOST_NAMED = 3
# Kinds of finding that are a place and not an object.
_PLACES = ("the water's edge", "mountains", "a valley", "a cliff", "a coral reef", "a stage", "a patio")
# COCO's numbers of things in streets (bus, traffic light, stop sign, parking meter), and of things on tables.
_IN_STREETS = (6, 10, 13, 14)
_ON_TABLES = (*range(44, 62), *range(73, 78), 84, 85, 86)


def describe(found: Finding | None, facts: Measures, things: Sequence[Thing] = ()) -> Description:
    """Describe what is certain; an object that is only likely "looks like" one, and none is ever made up.

    `found` is the classifier's view of the whole, `things` are the detector's, the most prominent first.
    """
    return Description(
        keywords=_keywords(found, facts, things),
        text=_sentence(found, facts, things),
        boxes=tuple(
            Box(name=_bare(thing.kind.name), left=left, top=top, right=right, bottom=bottom)
            for thing in things
            for left, top, right, bottom in thing.regions
        ),
    )


def _sentence(found: Finding | None, facts: Measures, things: Sequence[Thing]) -> str:
    subject = _scene(found, facts, things) if things else _subject(found, facts)
    light_and_colour = [] if facts.is_grey else [f"mostly {' and '.join(facts.colours)}"]
    light_and_colour += [_LIGHT[facts.light]] if facts.light else []
    if things and light_and_colour and not facts.is_grey:
        # A sentence of its own: it is the picture that is mostly white, not the people.
        return f"{subject}. The picture is {', '.join(light_and_colour)}."
    return f"{', '.join([subject, *light_and_colour])}."


def _subject(found: Finding | None, facts: Measures) -> str:
    setting = " and ".join(_setting(facts))
    if found is None:
        words = [facts.tone or ("" if facts.is_outdoors else facts.shape)]
        words += [
            "outdoor" if facts.is_outdoors else "",
            "black and white" if facts.is_grey else "",
            "picture",
        ]
        kind = " ".join(filter(None, words))
        article = "An" if kind.startswith("outdoor") else "A"
        return f"{article} {kind} with {setting}" if setting else f"{article} {kind}"
    kind = "black and white picture" if facts.is_grey else "picture"
    name = found.name if found.is_certain else f"what looks like {found.name}"
    return f"A {kind} of {name}, with {setting}" if setting else f"A {kind} of {name}"


def _scene(found: Finding | None, facts: Measures, things: Sequence[Thing]) -> str:
    """Return a sentence on the things, their setting, and what else is certain."""
    numbers = {thing.kind.number for thing in things}
    where = _where(numbers)
    listed = [thing for thing in things if thing.kind.number != TABLE or not where]
    names = [_counted(thing, found) for thing in listed[:_MOST_NAMED]]
    setting = _setting(facts)
    if found and found.is_certain and not any(thing.kind.may_be(found) for thing in things):
        (setting if found.kind in _PLACES else names).insert(len(names), found.name)
    words = _join(names)
    start = f"A black and white picture of {words}" if facts.is_grey else words[0].upper() + words[1:]
    return f"{start}{where}, with {_join(setting)}" if setting else f"{start}{where}"


def _where(numbers: set[int]) -> str:
    if numbers.intersection(_IN_STREETS):
        return " in a street"
    if TABLE not in numbers:
        return ""
    if PERSON in numbers:
        return " at a table"
    return " on a table" if numbers.intersection(_ON_TABLES) else ""


def _counted(thing: Thing, found: Finding | None) -> str:
    if thing.count == 1:
        # The classifier knows the finer name: a tabby cat.
        is_finer = found and found.is_certain and thing.kind.covers(found)
        return found.name if found and is_finer else thing.kind.name
    if thing.count >= len(_COUNTS):
        return f"several {thing.kind.plural}"
    return f"{_COUNTS[thing.count] if thing.is_exact else 'a few'} {thing.kind.plural}"


def _join(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _setting(facts: Measures) -> list[str]:
    return ["blue sky"] * facts.has_blue_sky + ["greenery"] * facts.has_greenery


def _keywords(found: Finding | None, facts: Measures, things: Sequence[Thing]) -> tuple[str, ...]:
    words: list[str] = []
    if found and things and not (found.is_certain or any(thing.kind.covers(found) for thing in things)):
        # What is certain is enough: a guess beside it could only be wrong.
        found = None
    if found:
        words += [*map(_bare, found.name.split(" in ")), _bare(found.kind)]
        # "mountains" would only repeat "mountain".
        words = [word for word in words if word.removesuffix("s") not in words or not word.endswith("s")]
    seen = [thing.kind.plural if thing.count > 1 else _bare(thing.kind.name) for thing in things]
    # The finer name comes first only if it names the first thing.
    words = words + seen if found and things and things[0].kind.covers(found) else seen + words
    # "dog" would only repeat "dogs".
    words = [
        word
        for word in words
        if not any(thing.count > 1 and _bare(thing.kind.name) == word for thing in things)
    ]
    words += _setting(facts)
    words += ["outdoors"] * facts.is_outdoors
    words += ["black and white"] if facts.is_grey else facts.colours
    return tuple(dict.fromkeys(word.lower() for word in words))


def _bare(name: str) -> str:
    """Remove the article: "a tabby cat" gives the keyword "tabby cat"."""
    article, _, rest = name.partition(" ")
    return rest if article in ("a", "an", "the") else name
