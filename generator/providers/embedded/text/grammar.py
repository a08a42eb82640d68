"""What an English passage is made of: things, acts, and the small words that link them."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.providers.embedded.text.cues import TIME_WORDS
from generator.providers.embedded.text.people import TITLES
from generator.providers.embedded.text.tagger import Tagged
from generator.providers.embedded.text.verbs import STILL_VERBS, ing_form
from generator.providers.embedded.text.vocabulary import STOP_WORDS, VAGUE_NOUNS, singular


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a clause.

    Its kind is one of: thing, nothing (a noun that cannot be shown), pronoun, act, order (an act told to the reader),
    still (a verb that shows nothing), be, have, aim ("to" with a verb), quality, link, and, comma, which, break.
    """

    kind: str
    text: str = ""
    plural: bool = False


LINKS = frozenset(
    "on in at over under across through along into onto above below beneath underneath beside between behind inside outside around round "
    "towards toward near from with of by for past beyond against among amid off out down up to about upon within".split()
)
_LINKS_OF_THREE = {("in", "front", "of"), ("on", "top", "of")}
# What follows these is not there to be seen.
_UNSEEN = frozenset("like as than without except unlike despite instead during since until till per".split())
_PALE = frozenset(
    "other many several last next first second third own such same new different important main whole few certain possible able good better "
    "best great real true full free local public social special general modern recent early late usual various single more most less "
    "least enough extra further".split()
)
_UNSHOWN = VAGUE_NOUNS | TIME_WORDS | STOP_WORDS["en"]
_DENIALS = frozenset("not n't never no cannot".split())
_BE = frozenset("be is are was were been being am 's 're 'm".split())
_HAVE = frozenset("have has had having 've 'd".split())
_PRONOUNS = frozenset(["he", "she", "they", "we", "i", "it", "you"])
_OBJECTS = {"him": "he", "her": "she", "them": "they", "me": "i", "us": "we"}
_NUMBERS = {
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "10",
}
_UNITS = frozenset("g kg ml l cl dl km m cm mm mg lb oz percent ° degree degrees g. kg. ml.".split())


def nouns(tagged: Sequence[Tagged]) -> list[str]:
    """Give the nouns of a passage in order, lower case, as they stand."""
    return [
        word.lower()
        for word, kind in tagged
        if kind.startswith("NN") and len(word) > 1 and word.lower() not in STOP_WORDS["en"]
    ]


def names(tagged: Sequence[Tagged]) -> list[str]:
    """Give the proper names of a passage as they stand, without numbers: "Anna", "New York", "Marie Curie"."""

    def is_name(pair: Tagged) -> bool:
        return (
            pair[1] == "NNP"
            and pair[0][0].isupper()
            and pair[0].lower() not in VAGUE_NOUNS | TIME_WORDS | set(TITLES)
        )

    runs = [[word for word, _ in run] for named, run in groupby(tagged, is_name) if named]
    return [" ".join(run) for run in runs if len(run) <= 3]


def things(tagged: Sequence[Tagged]) -> list[str]:
    """Give what is named, with the words that describe it: "old lighthouse keeper". At most three words each."""
    return [element.text for element in elements(tagged) if element.kind == "thing"]


def elements(tagged: Sequence[Tagged]) -> list[Element]:
    """Take a passage apart."""
    found: list[Element] = []
    index = 0
    while index < len(tagged):
        end = _end_of_thing(tagged, index)
        words = tuple(word.lower() for word, _ in tagged[index : index + 3])
        if words in _LINKS_OF_THREE:
            found.append(Element("link", " ".join(words)))
            end = index + 3
        elif end > index:
            found += _thing(tagged, index, end)
        else:
            found += _single(tagged, index)
        index = max(end, index + 1)
    return found


def _single(tagged: Sequence[Tagged], index: int) -> list[Element]:
    word, kind = tagged[index][0].lower(), tagged[index][1]
    before = tagged[index - 1] if index else ("", ".")
    if kind.startswith("PRP") and kind != "PRP$":
        if word in _PRONOUNS and (word != "it" or before[1] not in {"IN", "TO"}):
            return [Element("pronoun", word)]
        return [Element("object", _OBJECTS[word])] if word in _OBJECTS else [Element("nothing")]
    if kind.startswith("VB"):
        return _verb(tagged, index)
    if kind in {"WDT", "WP", "WP$"}:
        return [Element("denied" if word.startswith("what") else "which", word)]
    if (word, kind) == ("up", "RB") and [other for other, _ in tagged[index + 1 : index + 3]][:1] == ["to"]:
        return []
    if word in {"and", "&"} or word == ",":
        return [Element("and" if word != "," else "comma")]
    if word == "over" and before[0].lower() in _BE:
        # "The storm was over": it is not to be seen.
        return [Element("denied")]
    if kind == "RP" or (kind == "RB" and word in {"up", "down", "out", "off", "away", "back"}):
        return [Element("particle", word)]
    if (word, [kind for _, kind in tagged[index + 1 : index + 2]]) == ("to", ["CD"]):
        return []
    if kind in {"IN", "TO"} or word in _UNSEEN or (kind == "JJ" and word in LINKS):
        return _preposition(tagged, index)
    if kind == "CD" or (kind == "DT" and word in {"this", "that", "these", "those", "all", "both"}):
        return [Element("nothing")]
    if kind.startswith("JJ"):
        return [] if word in _PALE else [Element("quality", word)]
    if kind in {"CC", "WRB", ".", ":", "-LRB-", "-RRB-"} or not word[:1].isalnum():
        return [] if word in "\"'“”‘" else [Element("break")]
    return []


def _preposition(tagged: Sequence[Tagged], index: int) -> list[Element]:
    word = tagged[index][0].lower()
    after = [kind for _, kind in tagged[index + 1 : index + 2]]
    if word == "to" and after and after[0].startswith("VB"):
        return [Element("aim")]
    if word in _UNSEEN or word in {"before", "after"}:
        return [Element("break") if _begins_clause(tagged, index + 1) else Element("unseen")]
    return [Element("link", word)] if word in LINKS else [Element("break")]


def _begins_clause(tagged: Sequence[Tagged], start: int) -> bool:
    """Tell whether a subject and its verb follow: "before the light went out", but not "before midnight"."""
    for word, kind in tagged[start : start + 7]:
        if kind.startswith(("VBD", "VBZ", "VBP", "MD")):
            return True
        if kind in {",", "CC", "TO"} or (kind == "IN" and word != "of") or not word[0].isalnum():
            return False
    return False


def _verb(tagged: Sequence[Tagged], index: int) -> list[Element]:
    word, kind = tagged[index][0].lower(), tagged[index][1]
    past = _within_clause(tagged[max(0, index - 3) : index])
    helped = [other.lower() for other, tag in past if tag.startswith("VB") or tag == "MD"]
    denied = any(other.lower() in _DENIALS for other, _ in past)
    after = [
        tag for other, tag in tagged[index + 1 : index + 4] if tag != "RB" and other.lower() not in _DENIALS
    ]
    if word in _BE:
        return [Element("be")]
    if word in _HAVE:
        return [] if after[:1] == ["VBN"] else [Element("have")]
    if word in {"do", "does", "did"} and (
        after[:1] == ["VB"] or any(o.lower() in _DENIALS for o, _ in tagged[index + 1 : index + 2])
    ):
        return []
    if word in {"named", "called"}:
        return [Element("alias")]
    if denied:
        return [Element("denied")]
    if word in {"stop", "stops", "stopped"} and not (after and after[0] in {"IN", "VBG"}):
        # "The rain had stopped": it is not to be seen.
        return [Element("denied")]
    if word in STILL_VERBS or not word.isalpha():
        return [Element("still", word)]
    if kind == "VBN" and not set(helped) & (_BE | _HAVE):
        return [Element("made", word)]
    if kind == "VBN" and set(helped) & _BE and not set(helped) & _HAVE:
        return [Element("act", word)]
    order = kind == "VB" and "to" not in [other.lower() for other, _ in past[-2:]] and not helped
    return [Element("order" if order else "act", ing_form(word, kind))]


def _within_clause(tagged: Sequence[Tagged]) -> Sequence[Tagged]:
    ends = [
        at
        for at, (word, kind) in enumerate(tagged)
        if kind in {".", ",", ":", "CC"} or (not word[0].isalnum() and word[0] != "'")
    ]
    return tagged[ends[-1] + 1 :] if ends else tagged


def _end_of_thing(tagged: Sequence[Tagged], start: int) -> int:
    """Find the end of numbers, adjectives and nouns that begin here and close with a noun; the start if none does."""
    end = start
    while end < len(tagged) and (
        tagged[end][1][:2] in {"JJ", "NN"}
        or (
            tagged[end][1] == "CD"
            and end == start
            and tagged[end + 1 : end + 2]
            and tagged[end + 1][1] != "NNP"
        )
        or (tagged[end][1] == "POS" and end > start)
        or (tagged[end][1] == "CC" and _joins_qualities(tagged, end))
    ):
        if tagged[end][1] != "CD" and not tagged[end][0][0].isalpha() and tagged[end][1] != "POS":
            break
        end += 1
    while end > start and not tagged[end - 1][1].startswith("NN"):
        end -= 1
    return end


def _joins_qualities(tagged: Sequence[Tagged], index: int) -> bool:
    """Tell whether "and" stands between two adjectives: "a dark and stormy night"."""
    around = [kind for _, kind in tagged[max(0, index - 1) : index + 3]]
    return len(around) == 4 and [kind[:2] for kind in around] == ["JJ", "CC", "JJ", "NN"]


def _thing(tagged: Sequence[Tagged], start: int, end: int) -> list[Element]:
    """Make one thing of a run of words, without those that cannot be seen."""
    words = [word if kind == "NNP" else word.lower() for word, kind in tagged[start:end]]
    kinds = [kind for _, kind in tagged[start:end]]
    head = words[-1].lower()
    if head in _UNITS | TIME_WORDS or (head in VAGUE_NOUNS and kinds[-1] != "NNP"):
        return [Element("nothing", head)]
    kept: list[str] = []
    for word, kind in zip(words, kinds, strict=True):
        lower = word.lower()
        if kind == "POS" and kept:
            kept[-1] += "'s"
        elif kind == "CD":
            kept += [word] if lower in _NUMBERS and kinds[-1] in {"NNS", "NNPS"} else []
        elif (
            lower not in (_UNSHOWN - set(TITLES) if kind == "NNP" else _UNSHOWN | _PALE)
            and len(word) > 1
            and kind != "CC"
        ):
            kept.append(word)
    if not kept or kept[-1].lower() != head:
        return [Element("nothing", head)]
    number = kept[:1] if kept[0].lower() in _NUMBERS else []
    text = " ".join([*number, *kept[len(number) :][-3:]])
    return [Element("thing", text, kinds[-1] in {"NNS", "NNPS"} or singular(head) != head)]
