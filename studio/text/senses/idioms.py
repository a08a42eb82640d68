"""English figures of speech, in which no word means its thing: a piece of cake is no cake."""

from __future__ import annotations

import functools
import re
from importlib import resources

_OWNERS = r"(?:my|your|his|her|its|our|their|the|an?|one's|\w+'s)"


def without_idioms(text: str) -> str:
    """Return an English text with each figure of speech replaced by what it means, in words that show nothing."""
    folded = _folded(text)
    for needed, pattern, means in _idioms():
        # Hardly any of the hundreds is there: it is quicker to look for a word of it first.
        if needed in folded and (changed := pattern.sub(means, text)) != text:
            text, folded = changed, _folded(changed)
    return text


def _folded(text: str) -> str:
    # Regular expressions that see no difference of case take an i for one with more dots or none too.
    return text.casefold().replace("\u0131", "i").replace("\u0307", "")


def _needed(idiom: str) -> str:
    """Return the longest run of letters without which an idiom is not there, "" if it begins in several ways."""
    shown = idiom
    while "(" in shown:
        shown = re.sub(r"\([^()]*\)\??", "*", shown)
    # A letter before "?" may be missing.
    runs = re.findall(r"[a-z' -]+(?!\?)", re.sub(r".\?|\[.*?\]|\\.", "*", shown).casefold())
    return "" if "|" in shown else max(runs, key=len, default="")


@functools.cache
def _idioms() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Read the idioms: "~" stands for any ending of a word, "POSS" for whose it is."""
    table = resources.files(__package__).joinpath("idioms.tsv").read_text(encoding="utf-8")
    found = []
    for line in table.splitlines()[1:]:
        idiom, means = line.split("\t")
        pattern = idiom.replace("~", r"\w*").replace("POSS", _OWNERS)
        found.append((_needed(idiom), re.compile(rf"\b(?:an? )?(?:{pattern})(?!\w)", re.IGNORECASE), means))
    return tuple(found)
