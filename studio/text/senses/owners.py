"""Words that only say whose or of what kind something is, and verbs that are written like weather."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from studio.text.english.people import is_animal, is_animate
from studio.text.english.tagger import Tagged
from studio.text.words.places import is_hint


def owners(tagged: Sequence[Tagged]) -> set[str]:
    """Return the owners in possessives: the minister's plane does not mean a parliament."""
    found = {word for (word, _), (_, kind) in pairwise(tagged) if kind == "POS"}
    # The queen of "queen bee" does not mean a castle.
    return found | {
        word
        for (word, kind), (head, after) in pairwise(tagged)
        if kind == "NN"
        and after in {"NN", "NNS"}
        and head not in {"tree", "trees"}
        and (
            is_hint(head.lower())
            or (is_animal(word.lower()) and not is_animate(head))
            # A pilot project is at no airport.
            or (word.lower() == "pilot" and not is_animate(head))
        )
    }


def without_verbs(pair: Tagged) -> str:
    """Return a word in lower case, a verb such as "winds" as "goes": a river that winds brings no wind."""
    word = pair[0].lower()
    return (
        "goes"
        if pair[1].startswith("VB") and word.rstrip("s") in {"wind", "storm", "thunder", "mist"}
        else word
    )
