"""English figures of speech, in which no word means its thing: a piece of cake is no cake."""

from __future__ import annotations

import functools
import re
from importlib import resources

_OWNERS = r"(?:my|your|his|her|its|our|their|the|an?|one's|\w+'s)"


def without_idioms(text: str) -> str:
    """Return an English text with each figure of speech replaced by what it means, in words that show nothing."""
    for pattern, means in _idioms():
        text = pattern.sub(means, text)
    return text


@functools.cache
def _idioms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Read the idioms: "~" stands for any ending of a word, "POSS" for whose it is."""
    table = resources.files(__package__).joinpath("idioms.tsv").read_text(encoding="utf-8")
    found = []
    for line in table.splitlines()[1:]:
        idiom, means = line.split("\t")
        pattern = idiom.replace("~", r"\w*").replace("POSS", _OWNERS)
        found.append((re.compile(rf"\b(?:an? )?(?:{pattern})(?!\w)", re.IGNORECASE), means))
    return tuple(found)
