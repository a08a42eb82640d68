"""The tag that the form of a word shows, with its neighbours: "geese", "faster", "200 loaves"."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio.text.english.verbs import FURTHER, base_of, is_comparative
from studio.text.words.dictionaries import picturable
from studio.text.words.lexicon import is_word
from studio.text.words.places import is_place_word
from studio.text.words.vocabulary import singular

# Nouns in -est that the model takes for superlatives.
_NO_SUPERLATIVES = frozenset(
    "forest harvest interest guest nest chest west test quest conquest request priest protest contest".split()
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion half quarter".split()
)
# These may stand for things: "half of it", "the one".
_NO_NUMBERS = frozenset("one half quarter hundred thousand million billion".split())
_DETERMINERS = frozenset(
    "a an the this that these those some any no every each all both either neither another half many such".split()
)
_COLOURS = frozenset("red blue green yellow black white pink brown grey gray orange purple".split())
# Adjectives that stand after "be" only.
PREDICATIVE = frozenset("afraid alone asleep awake alive ashamed afloat ablaze full".split())
_OWN = frozenset("my your his her its our their".split())
ASKING = frozenset(
    "when where why how whenever wherever whence however which what who whom whose that whatever whichever whoever whereas whereby wherein whereupon".split()
)
SAME_PAST = frozenset("spread cut put set let shut split".split())


@dataclass(frozen=True, slots=True)
class Place:
    """A word in its passage, while tags are mended from left to right."""

    words: Sequence[str]
    kinds: Sequence[str]
    at: int

    @property
    def word(self) -> str:
        return self.words[self.at]

    @property
    def kind(self) -> str:
        return self.kinds[self.at]

    @property
    def before(self) -> str:
        return self.kinds[self.at - 1] if self.at else "."

    @property
    def after(self) -> str:
        return self.kinds[self.at + 1] if self.at + 1 < len(self.kinds) else "."

    @property
    def begins(self) -> bool:
        return self.before in {".", ":"}

    @property
    def is_third(self) -> bool:
        """Return whether a plural may be a verb of the third person as well."""
        known = base_of(self.word) not in {"", self.word} or self.word.removesuffix("s") in FURTHER
        return self.kind == "NNS" and known

    @property
    def clause(self) -> Sequence[str]:
        start, end = clause_around(self.kinds, self.at)
        return self.kinds[start:end]

    @property
    def clause_before(self) -> Sequence[str]:
        return self.kinds[clause_around(self.kinds, self.at)[0] : self.at]


def mend_form(place: Place) -> str:
    """Return the tag that a word's form shows; "" if it may have any."""
    rules = (_by_itself, _between, _strangely, _by_degree)
    if found := next((kind for rule in rules if (kind := rule(place))), ""):
        return found
    word, kind = place.word, place.kind
    is_quality = (kind == "DT" and word not in _DETERMINERS) or (kind == "NN" and word in PREDICATIVE)
    return "JJ" if is_quality else ""


def _by_itself(place: Place) -> str:
    """Return the tag that a word's ending shows: "geese", "hurled", a number."""
    word, kind = place.word, place.kind
    if kind == "JJS" and word in _NO_SUPERLATIVES:
        return "NN"
    if kind.startswith("VB") and (word in _NUMBERS or not word[0].isalpha()) and word[0] != "'":
        return "CD"
    if kind.startswith("VB") and word in _DETERMINERS:
        # "All over the world".
        return "DT"
    third = kind in {"VB", "VBP"} and word.endswith("s") and base_of(word) not in {"", word}
    if third or (word == "saws" and place.before == "CC"):
        return "VBZ"
    if kind in {"NN", "NNP"} and word in _NUMBERS - _NO_NUMBERS:
        return "CD"
    if not word.endswith("s") and singular(word) != word and kind[:2] not in {"NN", "IN", "DT"}:
        # "Geese", "mice": no verb looks like that.
        return "NNS"
    if kind == "WRB" and word not in ASKING:
        return "NNS" if word.endswith("s") else "NN"
    if kind == "NN" and word.endswith("ed") and is_told(word) and place.after in {"VBZ", "DT", "PRP$"}:
        # "The eruption hurled rocks from the island."
        return "VBD"
    return ""


def _between(place: Place) -> str:
    """Return the tag that the words beside it show: "charging stations", "lights cut"."""
    word, kind = place.word, place.kind
    if kind.startswith("VB") and word in _COLOURS:
        return "JJ"
    if kind == "VBG" and place.before == "DT" and place.after in {"NN", "NNS"}:
        # "All charging stations".
        return "JJ"
    if kind == "NN" and word.endswith("s") and word.removesuffix("s") in FURTHER:
        return "NNS"
    if _waits(place):
        return "VBP"
    asked = place.words[place.at + 1 : place.at + 2] == ["?"] and {"do", "does", "did"} & set(
        place.words[: place.at]
    )
    if asked and kind == "NN" and place.before in {"NN", "NNS", "NNP", "PRP"} and base_of(word) == word:
        # "What does a beekeeper wear?"
        return "VB"
    if kind == "VBZ" and place.before == "VBD" and word.endswith("s"):
        return "NNS"
    if kind == "VBZ" and place.after == "VBN" and base_of(word) not in {"be", "have", "get", ""}:
        # "Smarter lights cut waiting".
        return "NNS"
    if kind == "VBG" and place.after == "NNS" and place.words[place.at - 1] in SAME_PAST:
        # "Cut waiting times".
        return "JJ"
    return ""


def _strangely(place: Place) -> str:
    """Return the tag of a word whose tag no such word can have: "sour" is no owner, a pier no higher degree."""
    word, kind = place.word, place.kind
    if kind == "PRP$" and word not in _OWN:
        return "JJ"
    if kind == "RB" and word.endswith("s") and is_place_word(singular(word)):
        return "NNS"
    if kind == "JJR" and (word in picturable() or is_place_word(word)):
        # "The pier".
        return "NN"
    before = place.words[place.at - 2] if place.at > 1 else ""
    if kind == "VBZ" and place.before == "CD" and base_of(before) not in {"", before}:
        # "The oven bakes 200 loaves."
        return "NNS"
    return ""


def _by_degree(place: Place) -> str:
    """Return the tag of a higher degree, before a noun or after a verb."""
    word, kind = place.word, place.kind
    counted = place.after in {"NN", "NNS"} or (
        place.begins and place.after == "RB" and place.words[place.at + 1].endswith("s")
    )
    if is_comparative(word) and counted and place.before not in {"DT", "PRP$"}:
        # "Cleaner water and slower ships".
        return "JJR"
    if (
        is_comparative(word)
        and kind in {"NN", "JJ", "JJR"}
        and place.before in {"VBZ", "VBP", "VBD"}
        and (place.after in {"IN", ".", ","})
    ):
        # "Sugar dissolves faster in hot tea."
        return "RBR"
    return ""


def _waits(place: Place) -> bool:
    """Return whether a word is a verb that the tagger takes for a noun: "a lighthouse waits for you", "ships mean"."""
    word, kind, after = place.word, place.kind, place.words[place.at + 1 : place.at + 2]
    if word == "wait":
        return kind == "NN" and place.before == "NN" and after == ["for"]
    return (word == "await" and kind == "NN") or (
        word == "mean" and place.before == "NNS" and kind in {"NN", "JJ"}
    )


def is_told(word: str) -> bool:
    """Return whether a word that ends with -ed is the past of a verb: "hurled", not "hundred"."""
    return bool(base_of(word)) or (len(word) > 5 and is_word(word[:-2]))


def clause_around(kinds: Sequence[str], at: int) -> tuple[int, int]:
    signs = {".", ",", ":", "CC", "WRB", "WDT", "WP"}
    start = next((place + 1 for place in range(at - 1, -1, -1) if kinds[place] in signs), 0)
    end = next((place for place in range(at + 1, len(kinds)) if kinds[place] in signs), len(kinds))
    return start, end
