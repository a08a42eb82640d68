"""When each word of a recording is spoken: shared out by syllables over what is spoken, and not over the pauses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate, pairwise

from studio.film.text.words import ending_of
from studio.text.lines.clusters import split_clusters
from studio.text.lines.syllables import syllable_borders

Span = tuple[float, float]

# Syllables of a digit or of a sign that is spoken ("9", "%"), and what a word takes besides its syllables.
_OF_SIGN, _OF_WORD = 1.6, 0.4
# What it costs, in squared syllables, that a pause stands after a word with which nothing ends, or a clause does.
_COSTS = {0: 9.0, 1: 1.0, 2: 0.0}
# Pauses of this many seconds more than the shortest count for more.
_LONG = 0.5


def syllables(word: str) -> float:
    """Return about how long a word takes to be spoken, in syllables."""
    clusters = list(split_clusters(word))
    letters = [one for one in clusters if one[0].isalpha()]
    others = sum(_OF_SIGN for one in clusters if one[0].isdigit() or one in "%$€£&+=")
    if not letters:
        return others + _OF_WORD
    if all("LATIN" in name or "GREEK" in name or "CYRILLIC" in name for name in map(_named, letters)):
        runs = re.findall(r"[^\W\d_]+", word)
        return others + _OF_WORD + sum(1 + len(syllable_borders(list(run))) for run in runs)
    # A sign of Chinese is a syllable, as is nearly one of Japanese, Korean, or of the scripts of India.
    return others + _OF_WORD + len(letters)


def _named(cluster: str) -> str:
    return unicodedata.name(cluster[0], "")


def word_times(words: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """Return when each word is spoken, in seconds: within the spoken `spans`, and each pause after a word."""
    if not words or not spans:
        return []
    spans = _no_more_than(len(words), spans)
    weights = [syllables(word) for word in words]
    ends = _divided(words, weights, spans)
    times: list[Span] = []
    first = 0
    for (start, end), last in zip(spans, ends, strict=True):
        unit = (end - start) / sum(weights[first:last])
        at = start
        for weight in weights[first:last]:
            times.append((round(at, 3), round(at + weight * unit, 3)))
            at += weight * unit
        first = last
    return times


def _no_more_than(most: int, spans: Sequence[Span]) -> list[Span]:
    """Join spans over the shortest pauses until there are at most so many."""
    joined = list(spans)
    while len(joined) > most:
        gaps = [after[0] - before[1] for before, after in pairwise(joined)]
        place = gaps.index(min(gaps))
        joined[place : place + 2] = [(joined[place][0], joined[place + 1][1])]
    return joined


def _divided(words: Sequence[str], weights: Sequence[float], spans: Sequence[Span]) -> list[int]:
    """Return with how many words each span has ended: as fits their lengths, and with ends of clauses where it can.

    The best way for each number of spans and words is found from those with one span less.
    """
    count, whole = len(words), sum(weights)
    spoken = sum(end - start for start, end in spans)
    before = [0.0, *accumulate(weights)]
    best = [0.0] + [float("inf")] * count
    ways: list[list[int]] = []
    for number, (start, end) in enumerate(spans):
        wanted = (end - start) / spoken * whole
        is_last = number + 1 == len(spans)
        pause = 0.0 if is_last else spans[number + 1][0] - end
        row, way = [float("inf")] * (count + 1), [0] * (count + 1)
        lasts = [count] if is_last else range(number + 1, count - (len(spans) - number - 1) + 1)
        for last in lasts:
            cost = 0.0 if is_last else _COSTS[ending_of(words[last - 1])] * (1 + pause / _LONG)
            for first in range(number, last):
                total = best[first] + (before[last] - before[first] - wanted) ** 2 + cost
                if total < row[last]:
                    row[last], way[last] = total, first
        best = row
        ways.append(way)
    ends, last = [], count
    for way in reversed(ways):
        ends.append(last)
        last = way[last]
    return ends[::-1]
