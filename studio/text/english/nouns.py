"""Noun phrases of an English sentence, as they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio.text.english.tagger import Tagged
from studio.text.words.cues import TIME_WORDS
from studio.text.words.vocabulary import VAGUE_NOUNS


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun with its article and adjectives, as written, and where it ends in the sentence."""

    words: tuple[Tagged, ...]
    end: int

    @property
    def text(self) -> str:
        return write(self.words)

    @property
    def head(self) -> str:
        nouns = [word for word, kind in self.words if kind.startswith("NN")]
        before = [word for word, _ in self.words]
        plain = before[: before.index("of")] if "of" in before else before
        return next((word for word in reversed(plain) if word in nouns), "")

    @property
    def is_proper(self) -> bool:
        return self.words[0][1] in {"NNP", "NNPS"}

    @property
    def is_definite(self) -> bool:
        return self.is_proper or self.words[0][1] == "PRP$" or self.words[0][0].lower() == "the"

    @property
    def is_vague(self) -> bool:
        words = [word.lower() for word, _ in self.words]
        if "of" in words and self.head.lower() in {"half", "part", "rest", "end", "piece"}:
            # "Half of his kingdom": the kingdom is what is told of.
            return words[-1] in VAGUE_NOUNS | TIME_WORDS
        return not self.head or self.head.lower() in VAGUE_NOUNS | TIME_WORDS

    def with_the(self) -> str:
        """Return the noun with "the" instead of "a"; unchanged if it has another determiner or none."""
        first, kind = self.words[0]
        few = [word.lower() for word, _ in self.words[1:2]] in (["few"], ["couple"])
        if any(word == "," for word, _ in self.words):
            # Of several things no one is the one.
            return self.text
        if (first.lower() in {"a", "an"} and not few) or (kind == "JJ" and first.lower() == "every"):
            return f"the {write(self.words[1:])}"
        return self.text


def noun_at(tagged: Sequence[Tagged], start: int) -> Noun | None:
    """Return the noun phrase at `start`, with its article, adjectives and an added "of", or None."""
    end = start
    while end < len(tagged):
        kind = tagged[end][1]
        first = kind in {"DT", "PRP$", "PDT"} or (
            kind == "CD"
            and not (len(tagged[end][0]) == 4 and tagged[end][0].isdigit())
            and [one for _, one in tagged[end + 1 : end + 2]] != ["NNP"]
        )
        around = [one[:2] for _, one in tagged[max(0, end - 1) : end + 3]]
        if not (
            kind[:2] in {"NN", "JJ"}
            or (kind == "CD" and _numbers_a_noun(tagged, start, end))
            or (kind in {"RBS", "RBR"} and [one[:2] for _, one in tagged[end + 1 : end + 2]] == ["JJ"])
            or (kind == "CC" and around == ["JJ", "CC", "JJ", "NN"])
            or kind == "POS"
            or (first and (end == start or tagged[end - 1][1] in {"DT", "PRP$", "PDT"}))
        ):
            break
        end += 1
    while end > start and not (
        tagged[end - 1][1].startswith("NN") or _numbers_a_noun(tagged, start, end - 1)
    ):
        end -= 1
    if end == start:
        return None
    if (tagged[end : end + 1] and tagged[end][0] == "of" and (more := noun_at(tagged, end + 1))) or (
        [word for word, _ in tagged[end : end + 2]] == ["full", "of"] and (more := noun_at(tagged, end + 2))
    ):
        end = more.end
    return Noun(tuple(tagged[start:end]), end)


_NUMBERED = frozenset(
    [
        "version",
        "chapter",
        "part",
        "lesson",
        "episode",
        "step",
        "volume",
        "room",
        "lane",
        "platform",
        "gate",
        "apollo",
    ]
)


def _numbers_a_noun(tagged: Sequence[Tagged], start: int, at: int) -> bool:
    """Return whether a number belongs to the noun before it: "version 3.2", "Apollo 11"."""
    if at <= start or tagged[at][1] != "CD":
        return False
    word, kind = tagged[at - 1]
    after = tagged[at + 1][1] if at + 1 < len(tagged) else "."
    named = (
        kind == "NNP"
        and not after.startswith(("NN", "JJ"))
        and not (len(tagged[at][0]) == 4 and tagged[at][0].isdigit())
    )
    return word.lower() in _NUMBERED or named


def write(words: Sequence[Tagged]) -> str:
    joined = " ".join(word for word, _ in words)
    return re.sub(r" (?=n't|'\w|[,.;:!?%])", "", joined)
