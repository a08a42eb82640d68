"""From the prompt of a scene to the words that a collection is searched by, and what a photo has to be about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio.text.english.tagger import Tagged, find_names, tag
from studio.text.english.things import ABSTRACT, PALE
from studio.text.words.cues import TIME_WORDS
from studio.text.words.places import is_place_word
from studio.text.words.vocabulary import STOP_WORDS, VAGUE_NOUNS, singular

# Collections ask for all words of a search: with more of them next to nothing is found.
MOST_WORDS = 4
MOST_TRIES = 6
# What the house adds to prompts, and what no collection has a word for.
_AROUND = frozenset(
    [
        *("daylight", "night", "sunlight", "dusk", "dawn", "background", "foreground", "scene", "picture"),
        *("view", "light", "photo", "image", "illustration", "close-up", "closeup"),
    ]
)
_UNSEEN = _AROUND | ABSTRACT | TIME_WORDS | VAGUE_NOUNS
# "Dr" and the like before a name.
_ADDRESSES = frozenset(["mr", "mrs", "ms", "dr", "prof", "st"])
_NUMBERS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "many"])
_SIGNS = re.compile(r"[^\w\s'-]+")
# A word and its other forms count as one from so many letters on.
_STEM = 5


@dataclass(frozen=True, slots=True)
class Search:
    """The words to try, from exact to wide, and the words that a photo is judged by, with how much each counts."""

    tries: tuple[str, ...]
    weights: tuple[tuple[str, float], ...]

    def fit(self, told: str) -> float:
        """Return the share of the words, by weight, that a title or tags have: 0 to 1."""
        there = {stem(word) for word in _SIGNS.sub(" ", told.lower()).split()}
        whole = sum(weight for _, weight in self.weights)
        found = sum(weight for word, weight in self.weights if stem(word) in there)
        return found / whole if whole else 0.0


def stem(word: str) -> str:
    """Return what a lower-case word has in common with its other forms, roughly: "storks", "farming" -> "farm"."""
    one = singular(word)
    for ending in ("ing", "ed", "er"):
        if len(one) - len(ending) >= _STEM - 1 and one.endswith(ending):
            return one.removesuffix(ending)
    return one


def search_words(prompt: str) -> Search:
    """Return how photos for an English prompt are searched: its first thing, then where it is, then wider."""
    parts = [part for part in re.split(r"[,;.:\n]", prompt) if part.strip()]
    found = [_things(part) for part in parts]
    first = next((things for things in found if things), [])
    rest = [thing for things in found if things is not first for thing in things]
    if not first:
        return Search((), ())
    subject, further = first[0], first[1:]
    tries = list(_tries(subject, further, rest))
    weights: dict[str, float] = {subject[-1]: 3.0}
    for word in subject[:-1]:
        weights.setdefault(word, 1.5)
    for thing in further:
        weights.setdefault(thing[-1], 1.0)
    for thing in rest[:2]:
        weights.setdefault(thing[-1], 0.25)
    return Search(tuple(dict.fromkeys(tries))[:MOST_TRIES], tuple(weights.items()))


def _tries(subject: list[str], further: Sequence[list[str]], rest: Sequence[list[str]]) -> Iterator[str]:
    """Yield searches from exact to wide."""
    exact = [*subject]
    for thing in further:
        if len(exact) + len(thing) <= MOST_WORDS:
            exact += [word for word in thing if word not in exact]
    yield " ".join(exact[-MOST_WORDS:] if len(subject) > MOST_WORDS else exact)
    for thing in further:
        yield " ".join([subject[-1], thing[-1]])
    yield " ".join(subject[-MOST_WORDS:])
    yield subject[-1]
    for thing in (*further, *rest):
        yield " ".join(thing[-2:])


def _things(part: str) -> list[list[str]]:
    """Return what a part of a prompt names, each as its words in lower case, without what nobody can see."""
    tagged = tag(part.strip(), find_names(f"x {part}"))
    found: list[list[str]] = []
    run: list[Tagged] = []
    for place, (word, kind) in enumerate([*tagged, (".", ".")]):
        # "Fishing boats", not "a man fishing boats out".
        # And "wind turbines": a prompt tells nobody to do something.
        is_kind_of = kind in {"VBG", "VB", "VBP"} and not run and _begins(tagged, place)
        if kind[:2] in {"NN", "JJ"} or is_kind_of:
            run.append((word, kind))
            continue
        found += _thing(run)
        run = []
    # A prompt of one place or one word of the house.
    return found or [[word] for word in _words(part) if is_place_word(word) and word not in _AROUND][:1]


def _begins(tagged: Sequence[Tagged], place: int) -> bool:
    """Return whether a word that may be a verb stands before a noun, with nobody before it whom it could tell of."""
    before = tagged[place - 1][1] if place else "DT"
    after = tagged[place + 1][1] if place + 1 < len(tagged) else "."
    return before in {"DT", "IN", "CC", "CD", "PRP$"} and after.startswith("NN")


def _thing(run: Sequence[Tagged]) -> list[list[str]]:
    """Return a run of adjectives and nouns as one thing; nothing if its noun is not to be seen."""
    end = len(run)
    while end and not run[end - 1][1].startswith("NN"):
        end -= 1
    words = _words(" ".join(word for word, _ in run[:end]))
    if not words or words[-1] in _UNSEEN or singular(words[-1]) in _UNSEEN:
        return []
    kept = [word for word in words if word not in PALE | _AROUND]
    return [kept] if kept else []


def _words(thing: str) -> list[str]:
    plain = _SIGNS.sub(" ", thing.lower()).replace("'s", "").split()
    left_out = STOP_WORDS["en"] | _NUMBERS | _ADDRESSES
    return [word for word in plain if word not in left_out and not word.isdigit() and len(word) > 1]
