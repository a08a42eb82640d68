"""Says in keywords and one sentence what was found and measured in a picture."""

from __future__ import annotations

from generator.providers.base import Description
from generator.providers.embedded.vision.measures import Measures
from generator.providers.embedded.vision.names import Finding

_LIGHT = {
    "soft light": "in soft light",
    "strong contrast": "with strong contrast",
    "warm tones": "in warm tones",
    "cool tones": "in cool tones",
}


def describe(found: Finding | None, facts: Measures) -> Description:
    """Say what is certain; an object that is only likely "looks like" one, and none is ever made up."""
    return Description(keywords=_keywords(found, facts), text=_sentence(found, facts))


def _sentence(found: Finding | None, facts: Measures) -> str:
    parts = [_subject(found, facts)]
    if not facts.is_grey:
        parts.append(f"mostly {' and '.join(facts.colours)}")
    if facts.light:
        parts.append(_LIGHT[facts.light])
    return f"{', '.join(parts)}."


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


def _setting(facts: Measures) -> list[str]:
    return ["blue sky"] * facts.has_blue_sky + ["greenery"] * facts.has_greenery


def _keywords(found: Finding | None, facts: Measures) -> tuple[str, ...]:
    words: list[str] = []
    if found:
        words += [*map(_bare, found.name.split(" in ")), _bare(found.kind)]
        # "mountain" says it; "mountains" would only say it again.
        words = [word for word in words if word.removesuffix("s") not in words or not word.endswith("s")]
    words += _setting(facts)
    words += ["outdoors"] * facts.is_outdoors
    words += ["black and white"] if facts.is_grey else facts.colours
    return tuple(dict.fromkeys(word.lower() for word in words))


def _bare(name: str) -> str:
    """Take the article away: "a tabby cat" is the keyword "tabby cat"."""
    article, _, rest = name.partition(" ")
    return rest if article in ("a", "an", "the") else name
