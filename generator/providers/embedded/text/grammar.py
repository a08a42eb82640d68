"""What an English passage is made of: nouns, names, things, acts and what links them."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from generator.providers.embedded.text.cues import TIME_WORDS
from generator.providers.embedded.text.vocabulary import (
    STILL_VERBS,
    STOP_WORDS,
    VAGUE_NOUNS,
    ing_form,
)

Tagged = Sequence[tuple[str, str]]
# A part of a clause: its kind (thing, pronoun, someone, act, link, alias, comma, break) and its words.
Element = tuple[str, str]

_WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W_]+)*|\d+(?:[.,:]\d+)*|[^\w\s]")
_TITLES = re.compile(r"\b(Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr)\.")
_LINKS = frozenset(
    "on in at over under across through along into onto above below beside between behind inside around towards near from with of".split()
)
_PALE = frozenset(
    "other many several last next first second own such same new different important main whole few certain possible able good better "
    "best great real true full free local public social special general modern recent early late usual various single own".split()
)
_MODALS = frozenset("to will can could would must should may might 'll".split())
_DENIALS = frozenset("not n't never didn't don't doesn't can't couldn't won't isn't wasn't".split())
_PRONOUNS = frozenset(["he", "she", "they", "we", "i", "it"])


def tag(text: str) -> list[tuple[str, str]]:
    """Give each word and sign of an English text its Penn Treebank tag."""
    words = _WORD.findall(_TITLES.sub(r"\1", text.replace("’", "'")))
    tagged: list[tuple[str, str]] = _tagger()(" ".join(words), tokenize=False)
    for index, (word, kind) in enumerate(tagged):
        before = tagged[index - 1] if index else (".", ".")
        after = tagged[index + 1] if index + 1 < len(tagged) else (".", ".")
        tagged[index] = (word, _correct(word, kind, before, after))
    return tagged


def _tagger() -> Any:
    # Takes half a second, so it is loaded at the first English text.
    from textblob.en import tag as pattern_tag

    return pattern_tag


def _correct(word: str, kind: str, before: tuple[str, str], after: tuple[str, str]) -> str:
    """Mend what a tagger that knows single words gets wrong in company."""
    starts = before[0] in {".", "!", "?", '"', ":", "-", "“"}
    if kind.startswith("NN") and before[0].lower() in _MODALS and word.islower():
        return "VB"
    if kind == "NN" and (starts or before[0] == ",") and after[1] in {"DT", "PRP$", "CD", "PRP"}:
        return "VB"
    if (
        kind == "NN"
        and before[1].startswith("NN")
        and before[0].endswith("s")
        and after[1][:2] in {"NN", "DT", "IN", "RB", "PR", "JJ"}
    ):
        return "VBP"
    if kind in {"VBZ", "VB", "VBP"} and before[1] in {"DT", "PRP$", "JJ"}:
        return "NNS" if kind == "VBZ" else "NN"
    if kind in {"VBN", "VBG", "VBD"} and before[1] in {"DT", "PRP$"}:
        return "JJ" if after[1].startswith(("NN", "JJ")) else "NN"
    if kind[:2] in {"JJ", "VB", "RB", "NN"} and word[:1].isupper() and word[1:].islower() and not starts:
        return "NNP"
    return kind


def nouns(tagged: Tagged) -> list[str]:
    """Give the nouns of a passage in order, lower case, as they stand."""
    return [
        word.lower()
        for word, kind in tagged
        if kind.startswith("NN") and len(word) > 1 and word.lower() not in STOP_WORDS["en"]
    ]


def names(tagged: Tagged) -> list[str]:
    """Give the proper names of several words, without titles: "New York", "Marie Curie"."""

    def is_name(pair: tuple[str, str]) -> bool:
        return pair[1] == "NNP" and pair[0][0].isupper() and pair[0].lower() not in VAGUE_NOUNS

    runs = [[word for word, _ in run] for named, run in groupby(tagged, is_name) if named]
    return [" ".join(run) for run in runs if 2 <= len(run) <= 3]


def things(tagged: Tagged) -> list[str]:
    """Give what is named, with the words that describe it: "old lighthouse keeper". At most three words each."""
    return [text for kind, text in elements(tagged) if kind == "thing"]


def elements(tagged: Tagged) -> list[Element]:
    """Take a passage apart into things, acts, links between them, pronouns and breaks."""
    found: list[Element] = []
    index = 0
    while index < len(tagged):
        end = _end_of_thing(tagged, index)
        if end > index:
            found += _thing(tagged[index:end])
            index = end
        else:
            found += _single(tagged, index)
            index += 1
    return found


def _single(tagged: Tagged, index: int) -> list[Element]:
    word, kind = tagged[index][0].lower(), tagged[index][1]
    if word in _PRONOUNS and kind.startswith("PRP"):
        return [("pronoun", word)]
    if word in {"named", "called"}:
        return [("alias", word)]
    if (
        kind in {"WDT", "WP"}
        or word == ","
        or (word == "to" and tagged[index + 1 :][:1] and tagged[index + 1][1].startswith("VB"))
    ):
        # "The waves, which slept": one thing that acts goes on over these; after an act they begin something new.
        return [("comma", word)]
    if kind.startswith("VB") and word not in STILL_VERBS and word.isalpha():
        denied = any(other.lower() in _DENIALS for other, _ in tagged[max(0, index - 2) : index])
        return [] if denied else [("act", ing_form(word, kind))]
    if word in _LINKS or word == "to":
        return [("link", word)]
    if word == "and":
        return [("and", word)]
    if kind in {"CC", "WRB"} or not word[:1].isalnum() or word in {"because", "while", "if", "that", "until"}:
        return [("break", "")]
    return []


def _end_of_thing(tagged: Tagged, start: int) -> int:
    """Find the end of adjectives and nouns that begin here and close with a noun; the start where there is none."""
    end = start
    while end < len(tagged) and tagged[end][1][:2] in {"JJ", "NN"} and tagged[end][0][0].isalpha():
        end += 1
    while end > start and not tagged[end - 1][1].startswith("NN"):
        end -= 1
    return end


def _thing(tagged: Tagged) -> list[Element]:
    kept = []
    for word, kind in tagged:
        lower = word.lower()
        if kind == "NNP" and word[0].isupper() and lower not in VAGUE_NOUNS:
            kept.append((word, kind))
        elif lower not in _PALE | VAGUE_NOUNS | TIME_WORDS | STOP_WORDS["en"] and len(word) > 1:
            kept.append((lower, kind))
    while kept and not kept[-1][1].startswith("NN"):
        kept.pop()
    return [("thing", " ".join(word for word, _ in kept[-3:]))] if kept else []
