"""The verbs of an English sentence, also those that the tagger takes for something else."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studio.graphics.reading.sentence import Word
from studio.text.english.verbs import base_of

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
# Verbs whose past is their base, which the tagger takes for the base: "climbed down and set his foot".
UNCHANGED = frozenset("set put cut let hit shut spread cast cost hurt split burst quit bet read".split())
# Verbs that say how much, and what stands between them and the amount.
_MEASURING = frozenset(
    "costs cost weighs weighed lasts lasted needs holds measures counts houses serves takes uses sells".split()
)
_ABOUT = frozenset("about around nearly almost only over up more less at just roughly exactly for".split())
# A plural that stands so early is the subject of what follows it.
_NEAR = 9


def mended(words: Sequence[Word]) -> list[Word]:
    """Return the words of a sentence with the verbs that the tagger takes for something else before an amount or behind a plural."""
    found = list(words)
    for at, word in enumerate(found[:-1]):
        following = found[at + 1]
        measures = following.tag == "CD" or following.low in _ABOUT or following.text in "$€£"
        if at and word.low in _MEASURING and measures and word.tag in {"NN", "NNS", "VB", "VBN"}:
            found[at] = replace(word, tag="VBZ" if word.low.endswith("s") else "VBD")
        elif (
            word.low in UNCHANGED
            and word.tag in {"VBN", "VB", "NN"}
            and at
            and found[at - 1].tag in {"NNS", "NN", "PRP", "NNP"}
            and not any(one.tag in FINITE for one in found[:at])
        ):
            found[at] = replace(word, tag="VBD")
        elif word.tag == "VB" and at and _plural_before(found, at):
            found[at] = replace(word, tag="VBP")
        elif _goes_on(found, at):
            found[at] = replace(word, tag="VBZ")
    return found


def _plural_before(words: Sequence[Word], at: int) -> bool:
    """Return whether several are told of directly before a verb: "14 of them still bear fruit"."""
    before = at - 1 if words[at - 1].tag != "RB" else at - 2
    is_early = at < _NEAR or any(word.text == "," for word in words[max(0, at - _NEAR) : at])
    return before >= 0 and is_early and (words[before].tag in {"NNS", "NNPS"} or words[before].low == "them")


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Return whether a verb in a row of them stands there, which the tagger took for a plural: ", includes all materials"."""
    word, before, following = words[at], words[at - 1], words[at + 1]
    if not at or word.tag != "NNS" or not (before.text == "," or before.low == "and"):
        return False
    in_row = any(
        one.tag == "VBZ" and words[index - 1].text == "," for index, one in enumerate(words[:at]) if index
    )
    follows = {"DT", "CD", "PRP$"} | ({"IN"} if in_row else set())
    return (
        following.tag in follows
        and base_of(word.low) not in {"", word.low}
        and any(one.tag == "VBZ" for one in words[:at])
    )
