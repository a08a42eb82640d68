"""Reads from a prompt where and when a picture plays."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from generator.providers.embedded.illustrator.view import Setting
from generator.providers.embedded.illustrator.words.foreign import FOREIGN
from generator.providers.embedded.illustrator.words.moments import DETAILS, MOODS, SEASONS, TIMES, WEATHERS
from generator.providers.embedded.illustrator.words.places import NAMED
from generator.providers.embedded.illustrator.words.subjects import TYPICAL, VAGUE

# A named place outweighs things that are only typical of another.
NAME_WEIGHT, SUBJECT_WEIGHT, FOREIGN_WEIGHT, VAGUE_WEIGHT = 3.0, 1.3, 1.6, 0.7
LONGEST_PHRASE = 4
# Where snow lies in a place that the words name, it is that place in winter and not the far north.
SNOW_WORDS = frozenset(
    [
        "snow",
        "snowy",
        "winter",
        "ice",
        "icy",
        "frost",
        "frozen",
        "christmas",
        "santa",
        "schnee",
        "eis",
        "nieve",
        "hielo",
        "neige",
        "glace",
    ]
)

# Pairs of places that one picture can show: the second is painted, and has the first in its background.
BEFORE = (
    ("mountains", "lake"),
    ("mountains", "river"),
    ("mountains", "village"),
    ("forest", "lake"),
    ("forest", "river"),
    ("meadow", "river"),
    ("coast", "harbour"),
    ("sea", "coast"),
    ("sea", "beach"),
    ("city", "street"),
)

Table = Mapping[str, Mapping[str, float]]


def read_prompt(prompt: str) -> Setting:
    """Return what the words of a prompt say; whatever they leave open stays empty."""
    terms = list(_terms(prompt))
    places = _scores(terms, _places())
    season = _best(_scores(terms, _index(SEASONS)))
    if "snow" in places and any(term in SNOW_WORDS for term, _ in terms):
        others = {place: score for place, score in places.items() if place != "snow"}
        if max(others.values(), default=0.0) >= min(places["snow"], SUBJECT_WEIGHT):
            places = others
    for wide, near in BEFORE:
        if wide in places and places.get(near, 0.0) >= 0.8 * NAME_WEIGHT:
            places[near] = max(places[near], places[wide] + 0.1)
    found = _scores(terms, _index(DETAILS))
    return Setting(
        place=_best(places),
        time=_best(_scores(terms, _index(TIMES))),
        weather=_best(_scores(terms, _index(WEATHERS))),
        season=season,
        mood=_best(_scores(terms, _index(MOODS))),
        details=frozenset(found),
    )


def _terms(prompt: str) -> Iterator[tuple[str, float]]:
    """Yield words and phrases with their forms, joined by low lines; what comes first weighs a little more."""
    words = re.findall(r"[^\W_]+", prompt.lower())
    for position in range(len(words)):
        share = 1.15 - 0.3 * min(position / 24, 1.0)
        for length in range(min(LONGEST_PHRASE, len(words) - position), 0, -1):
            yield "_".join(words[position : position + length]), share


def _scores(terms: list[tuple[str, float]], table: Table) -> dict[str, float]:
    scores: dict[str, float] = {}
    counted: set[tuple[str, str]] = set()
    for term, share in terms:
        known = next((form for form in _forms(term) if form in table), None)
        if known is None:
            continue
        for name, weight in table[known].items():
            if (name, known) not in counted:
                counted.add((name, known))
                # A phrase is surer than its words.
                scores[name] = scores.get(name, 0.0) + weight * share * (1 + 0.5 * known.count("_"))
    return scores


def _forms(term: str) -> Iterator[str]:
    """Yield a term and what its endings may hide: plurals, and the -ing and -ed of verbs."""
    yield term
    if len(term) < 4:
        return
    if term.endswith("ies"):
        yield term[:-3] + "y"
    if term.endswith("es"):
        yield term[:-2]
    if term.endswith("s") and not term.endswith("ss"):
        yield term[:-1]
    if term.endswith("ing") and len(term) > 5:
        yield term[:-3]
        yield term[:-3] + "e"
    if term.endswith("ed") and len(term) > 4:
        yield term[:-2]
        yield term[:-1]


def _best(scores: dict[str, float]) -> str:
    return max(scores, key=lambda name: scores[name], default="")


@functools.cache
def _places() -> Table:
    table: dict[str, dict[str, float]] = {}
    for words, weight in (
        (VAGUE, VAGUE_WEIGHT),
        (FOREIGN, FOREIGN_WEIGHT),
        (TYPICAL, SUBJECT_WEIGHT),
        (NAMED, NAME_WEIGHT),
    ):
        for place, line in words.items():
            for word in line.split():
                entry = table.setdefault(word, {})
                entry[place] = max(entry.get(place, 0.0), weight)
    return table


def _index(words: Mapping[str, str]) -> Table:
    return _indexed(tuple(words.items()))


@functools.cache
def _indexed(words: tuple[tuple[str, str], ...]) -> Table:
    table: dict[str, dict[str, float]] = {}
    for name, line in words:
        for word in line.split():
            table.setdefault(word, {})[name] = 1.0
    return table
