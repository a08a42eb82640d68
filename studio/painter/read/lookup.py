"""Look-up of the drawings named by the words of one clause, and of their relation to their neighbours."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from studio.painter.figures.stature import read_statures
from studio.painter.read.concepts import read_concepts
from studio.painter.read.likeness import find_alike
from studio.painter.read.mention import Mention, singular_of
from studio.painter.read.words.roles import DOWNWARD, LIKENED, MINDS, NAMES
from studio.text.english.people import TITLES, is_animal, who_is
from studio.text.english.tagger import Tagged
from studio.text.english.verbs import BASES, base_of, ing_form
from studio.text.senses.trades import words_of_trades

LONGEST = 3
# As adjectives these name no person and no thing.
QUALITIES = frozenset(["patient", "sweet", "royal", "human", "magic", "criminal"])
_DETERMINERS = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "my",
        "your",
        "his",
        "her",
        "its",
        "our",
        "their",
        "each",
        "every",
    ]
)
NAMED = {"man": "man-walking", "woman": "woman-walking"}
# Words in -ing for what someone does; "building" after a noun is one of them.
DOING = frozenset(ing_form(base, "VB") for base in BASES)


@functools.lru_cache(maxsize=256)
def _meant_otherwise(around: frozenset[str]) -> frozenset[str]:
    return words_of_trades(" ".join(around))


class ClauseWords:
    """The words of a clause and the mentions found in it so far; `around` are all words of the prompt."""

    def __init__(self, words: Sequence[Tagged], around: frozenset[str]) -> None:
        self._words, self._around = words, around
        self._low = [word.lower() for word, _ in words]
        self._single = [singular_of(word) for word in self._low]
        self._is_titled = sum(word[:1].isupper() for word, _ in words) > 0.6 * len(words) > 1
        self._found: list[Mention] = []

    def _look_up(self, at: int) -> tuple[int, str]:
        """Return how many words from here name a drawing, and which; 0 and "" if none do."""
        concepts = read_concepts()
        if self._words[at][1].startswith("JJ") and self._low[at] in QUALITIES:
            return 0, ""
        for other, signs in MINDS.get(self._single[at], ()):
            if signs & self._around:
                return 1, other
        if self._low[at] in _meant_otherwise(self._around):
            return 0, ""
        for length in range(min(LONGEST, len(self._words) - at), 0, -1):
            words = self._low[at : at + length]
            for form in (words[-1], self._single[at + length - 1]):
                drawing = concepts.get(" ".join([*words[:-1], form]))
                if drawing == "chart-increasing" and DOWNWARD & self._around:
                    drawing = "chart-decreasing"
                if drawing:
                    return length, drawing
        alike = find_alike(self._single[at]) if self._words[at][1] in {"NN", "NNS", "JJ"} else ""
        return (1, alike) if alike else self._look_up_name(at)

    def _look_up_name(self, at: int) -> tuple[int, str]:
        """Return a drawing for a first name that stands by itself: Anna is a woman."""
        near = [kind for _, kind in self._words[max(at - 1, 0) : at + 2]]
        if self._words[at][1] != "NNP" or near.count("NNP") > 1:
            return 0, ""
        drawing = NAMED.get(who_is(self._words[at][0]), "")
        return (1, drawing) if drawing else (0, "")

    def _is_verb(self, at: int, length: int, drawing: str) -> bool:
        word, kind = self._low[at], self._words[at][1]
        if length > 1 or not (word in DOING or base_of(word)):
            return False
        # "Hiking" and "skiing" name a drawing of a person, but here they are the act of someone already
        # named.
        # A bear that fishes has no rod.
        someone = read_statures()[drawing].kind == "person" or (
            bool(self._found) and self._found[-1].stature.kind == "animal"
        )
        after = self._low[at + 1] if at + 1 < len(self._words) else ""
        # "Painting the fence": an act upon something.
        acted = self._words[at + 1][1] == "NNS" if at + 1 < len(self._words) else False
        # "Curling fingers", "a stream running": what comes before or after makes it an act.
        named = any(kind.startswith("NN") for _, kind in self._words[:at])
        acts = word in DOING and (
            (bool(self._found) and someone)
            or after in _DETERMINERS
            or (at == 0 and acted)
            or (named and read_statures()[drawing].kind == "person")
        )
        if word in DOING and 0 < at < len(self._words) - 1 and self._words[at - 1][1] == "NNP":
            return True
        if at == 0 and word not in DOING and DOING.intersection(self._low):
            # "Train to Edinburgh leaving": the verb comes later.
            return False
        return acts or kind in {"VB", "VBP", "VBZ", "VBD", "VBN"}

    def _is_attribute(self, end: int) -> bool:
        """Return whether a noun follows at once, so that the named thing only qualifies it."""
        if end >= len(self._words):
            return False
        word, kind = self._words[end]
        # The tagger takes "bee" for a small word.
        # "The butterfly valve controlling the flow": what the tagger takes for a verb is none.
        no_verb = kind == "VBP" and not base_of(word.lower()) and self._low[end + 1 : end + 2] != []
        named = (
            kind.startswith("NN")
            or (no_verb and self._words[end + 1][1] == "VBG")
            or (is_animal(self._single[end]) and not kind.startswith("VB"))
        )
        return named and word.lower() not in DOING

    def _is_name(self, at: int, drawing: str) -> bool:
        word, kind = self._words[at]
        around = [one for one, _ in self._words[max(at - 1, 0) : at + 2]]
        if word == "van" and len(around) == 3 and around[0].istitle() and around[2].istitle():
            return True
        before = self._words[at - 1] if at else ("", "")
        if word.istitle() and before[0].istitle() and before[1] == "NNP" and before[0].lower() not in TITLES:
            # "Josephine Baker" bakes nothing.
            return not self._is_titled
        is_told = self._low[at] in NAMES or read_statures()[drawing].kind == "person"
        after = self._words[at + 1][0] if at + 1 < len(self._words) else ""
        # "Tiger Woods": a capital within a sentence makes a name, and one after it too.
        named = (
            kind in {"NNP", "NNPS"}
            or (at > 0 and (kind.startswith("NN") or self._words[at - 1][1] == "NNP"))
            or after.istitle()
        )
        return named and word.istitle() and not self._is_titled and not is_told

    def _likens(self, at: int) -> bool:
        """Return whether a thing is only a comparison: "brave as a lion", "like a lion"."""
        word, kind = self._low[at], self._words[at][1]
        return (word in LIKENED and kind == "IN") or (word == "as" and "as" in self._low[max(0, at - 3) : at])
