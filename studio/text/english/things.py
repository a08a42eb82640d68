"""The things that an English passage names: runs of numbers, adjectives and nouns."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from studio.text.english.people import TITLES, is_animal, is_animate
from studio.text.english.tagger import Tagged
from studio.text.english.verbs import base_of
from studio.text.words.cues import TIME_WORDS
from studio.text.words.vocabulary import STOP_WORDS, VAGUE_NOUNS, singular

# Prepositions that say where something is, or what it has to do with something.
LINKS = frozenset(
    "on in at over under across through along into onto above below beneath underneath beside between behind inside outside around round "
    "towards toward near from with of by for past beyond against among amid off out down up to about upon within".split()
)
# Words about a thing that a picture cannot show.
PALE = frozenset(
    "other many several last next own such same different important main whole few certain possible able good better "
    "best great real true full free local public social special general modern recent early late usual various single more most less "
    "least enough extra further matter matters".split()
)
# What nobody can see: a picture of it would show something else.
ABSTRACT = frozenset(
    "turn difference talent success failure courage motivation discipline habit goal progress future past present chance opportunity opinion truth trust hope fear joy "
    "happiness sadness anger freedom strength weakness skill ability knowledge wisdom thought belief faith fate destiny purpose meaning value quality quantity importance "
    "shape benefit advantage disadvantage risk safety security privacy performance improvement feature option setting version update release support method approach strategy "
    "policy duty responsibility relationship connection communication information content detail topic theme issue matter question solution decision choice effort attempt "
    "experience attention focus rate growth decline increase decrease comment tip mistake average majority minority percentage ratio theory concept principle definition "
    "reality possibility consequence effect cause influence impact role function mission attitude mindset mood emotion feeling passion desire wish requirement condition "
    "situation circumstance context background beginning start ending finish plan search speed access excuse limit discount bargain comfort convenience style luxury "
    "elegance charm perfection ease pleasure pride shame guilt regret hurry".split()
)
_UNSHOWN = VAGUE_NOUNS | TIME_WORDS | STOP_WORDS["en"]
# Nouns that only qualify the noun before them, which is what is seen: "tram number", "water level".
_OF_SOMETHING = frozenset(
    "number numbers level levels type types size sizes cost costs life amount part parts course courses form forms time times lot piece pieces "
    "group groups problem problems name names word words set sets".split()
)
_NO_ESSENCE = frozenset("key lead main record core".split())
_DATE = re.compile(
    r"\d+(?:st|nd|rd|th)|(?:fif|six|seven|eigh|nin|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twentie|thirtie)th"
)
_ALWAYS = (["day", "and", "night"], ["night", "and", "day"])
_WAYS = frozenset("walk drive ride flight journey trip delay break rest wait".split())
_SPANS = frozenset("minute hour day week month mile kilometre second".split())
_NUMBERS = frozenset("two three four five six seven eight nine ten 2 3 4 5 6 7 8 9 10".split())
_UNITS = frozenset(
    "kilogram kilograms grams litre litres liter liters g kg ml l cl dl km m cm mm mg lb oz percent ° degree degrees g. kg. ml.".split()
)


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a clause.

    Its kind is one of: thing, nothing (a noun that cannot be shown), pronoun, act, order (an act told to the reader),
    still (a verb that shows nothing), be, have, aim ("to" with a verb), quality, link, and, comma, which, break.
    """

    kind: str
    text: str = ""
    plural: bool = False
    # "Her" of "her brothers".
    owner: str = ""
    # Whether a verb has no ending that asks for somebody who acts: "mix", "running", not "sorts", "landed".
    bare: bool = False
    # The word before a thing that says which one: "the", "an", "my"; "" if none does.
    article: str = ""


def is_common(word: str) -> bool:
    """Return whether a name in lower case is a common noun that has another meaning: an eagle, a bee."""
    return is_animal(word) or base_of(word) != "" or word in _CALLED


# Common nouns that ships, products and places are called by.
_CALLED = frozenset(
    "eagle falcon phoenix apollo discovery endeavour victory hope dawn sunrise rose lily star pearl orchid breeze loop spark wave cloud rocket arrow bolt atlas titan hero "
    "apple orange mango raven panther swift python java ruby rust amazon delta echo nova comet beetle fox mustang galaxy pixel surface kindle".split()
)


def nouns(tagged: Sequence[Tagged]) -> list[str]:
    """Return the nouns of a passage in order, lower case, as they stand."""
    return [
        word.lower()
        for word, kind in tagged
        if kind.startswith("NN") and len(word) > 1 and word.lower() not in STOP_WORDS["en"]
    ]


def proper_names(tagged: Sequence[Tagged]) -> list[str]:
    """Return the proper names of a passage as they stand, without numbers: "Anna", "New York", "Marie Curie"."""

    def is_name(pair: Tagged) -> bool:
        return (
            pair[1] == "NNP"
            and pair[0][0].isupper()
            and pair[0].lower() not in VAGUE_NOUNS | TIME_WORDS | set(TITLES)
        )

    runs = [[word for word, _ in run] for named, run in groupby(tagged, is_name) if named]
    return [" ".join(run) for run in runs if len(run) <= 3]


def end_of_thing(tagged: Sequence[Tagged], start: int) -> int:
    """Return the end of a run of numbers, adjectives and nouns that closes with a noun, else `start`."""
    end = start
    while end < len(tagged) and (
        tagged[end][1][:2] in {"JJ", "NN"}
        or (
            tagged[end][1] == "CD"
            and end == start
            and not _is_year(tagged, end)
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


def _is_year(tagged: Sequence[Tagged], index: int) -> bool:
    word, before = tagged[index][0], tagged[index - 1][0].lower() if index else ""
    return (
        len(word) == 4 and word.isdigit() and before in {"in", "since", "by", "until", "from", "around", "of"}
    )


def _joins_qualities(tagged: Sequence[Tagged], index: int) -> bool:
    """Return whether "and" stands between two adjectives: "a dark and stormy night"."""
    around = [kind for _, kind in tagged[max(0, index - 1) : index + 3]]
    return len(around) == 4 and [kind[:2] for kind in around] == ["JJ", "CC", "JJ", "NN"]


def read_thing(tagged: Sequence[Tagged], start: int, end: int) -> list[Element]:
    """Return a run of words as one thing, without the words that cannot be seen."""
    words = [word if kind == "NNP" else word.lower() for word, kind in tagged[start:end]]
    kinds = [kind for _, kind in tagged[start:end]]
    head = words[-1].lower()
    plain = kinds[-1] != "NNP"
    if end > start + 1 and [word.lower() for word, _ in tagged[end - 1 : end + 2]] in _ALWAYS:
        # "Cranes load containers day and night."
        return read_thing(tagged, start, end - 1)
    if head in _UNITS | TIME_WORDS or (plain and (head in VAGUE_NOUNS or singular(head) in ABSTRACT)):
        return _said_of(tagged, start, end) if head in _OF_SOMETHING else [Element("nothing", head)]
    way = head in _WAYS and any(word.lower().rstrip("s") in _SPANS for word in words[:-1])
    if way or _DATE.fullmatch(head):
        # "A ten minute walk", "on the twelfth of April".
        return [Element("nothing", head)]
    if (
        len(words) > 2
        and kinds[-1] == "NNP"
        and kinds[-2] == "NN"
        and is_common(words[-1].lower())
        and not is_animate(words[-2])
    ):
        # "The lunar module Eagle" is no eagle.
        return read_thing(tagged, start, end - 1)
    kept: list[str] = []
    for word, kind in zip(words, kinds, strict=True):
        lower = word.lower()
        if kind == "POS" and kept:
            kept[-1] += "'s"
        elif kind == "CD":
            kept += [word] if lower in _NUMBERS and kinds[-1] in {"NNS", "NNPS"} else []
        elif (
            lower not in (_UNSHOWN - set(TITLES) if kind == "NNP" else _UNSHOWN | PALE)
            and len(word) > 1
            and kind != "CC"
        ):
            kept.append(word)
    if not kept or kept[-1].lower() != head:
        return [Element("nothing", head)]
    number = kept[:1] if kept[0].lower() in _NUMBERS else []
    text = " ".join([*number, *kept[len(number) :][-3:]])
    return [Element("thing", text, kinds[-1] in {"NNS", "NNPS"} or singular(head) != head)]


def _said_of(tagged: Sequence[Tagged], start: int, end: int) -> list[Element]:
    """Return the noun before a noun that says little by itself; an element "nothing" if it is no plain noun."""
    word, kind = tagged[end - 2] if end - 2 >= start else ("", "")
    if kind not in {"NN", "NNP"} or word.lower() in _NO_ESSENCE | TIME_WORDS | VAGUE_NOUNS:
        return [Element("nothing", tagged[end - 1][0].lower())]
    return read_thing(tagged, start, end - 1)
