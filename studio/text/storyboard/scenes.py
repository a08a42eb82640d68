"""Division of a text into scenes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from studio.contracts import MOST_SCENES
from studio.text.marks.again import mark_again
from studio.text.marks.told import as_read
from studio.text.storyboard.tokens import SENTENCE, Token, tokenize
from studio.text.words.writing import join_silent, without_partings

# Seconds of speech: the length that is best to watch, and the range around it that is still good.
_BEST, _SHORT, _LONG = 8.0, 4.6, 12.0
# A short text gets scenes as short as this, in seconds, to have about this many of them.
_LEAST, _WISHED = 5.0, 4.4
# No scene takes longer, however the text is to be split.
_LONGEST = 20.0
Seconds = NDArray[np.float64]
# The costs of scenes by their lengths in seconds.
Cost = Callable[[Seconds], Seconds]


def split_scenes(text: str, language: str, split: str = "auto", *, verbatim: bool = False) -> list[str]:
    """Cut a text into 1 to 120 narrations.

    "auto": of about 5 to 12 s, whole sentences if possible, else clauses. Otherwise each sentence, line or
    paragraph is one; a unit above 20 s is cut, and neighbours are joined if there are too many.
    Each can be spoken. Marks (see `studio.text.marks`) stay whole, and no pause begins a narration but the first.
    Joined by single spaces (in languages without spaces: put together) they are the words
    of the text, except for separator lines ("* * *").
    """
    marked = without_partings(text)
    tokens = tokenize(as_read(marked, verbatim=verbatim), language)
    ends = _best_ends(tokens) if split == "auto" else _ends_of_units(tokens, split)
    starts = [0, *ends[:-1]]
    # Signs alone ("🎉🎉🎉" on a line of its own) are no scene: nobody could speak them.
    joined = join_silent([_join(tokens[start:end]) for start, end in zip(starts, ends, strict=True)])
    firsts = [0, *(ends[count - 1] for count in joined[:-1])]
    lasts = [ends[count - 1] for count in joined]
    narrations = [_join(tokens[start:end]) for start, end in zip(firsts, lasts, strict=True)]
    return [narration for narration in mark_again(narrations, marked, verbatim=verbatim) if narration]


def seconds_of(text: str, language: str) -> float:
    """Return about how long a text takes to say, in seconds."""
    return sum(token.seconds for token in tokenize(text, language)) if text.strip() else 0.0


def _join(tokens: Sequence[Token]) -> str:
    """Write tokens as a narration: the lines of the text stay lines."""
    written = tokens[0].text if tokens else ""
    for before, token in pairwise(tokens):
        written += ("\n" if before.breaks else " " if token.spaced else "") + token.text
    return written


def _best_ends(tokens: Sequence[Token]) -> list[int]:
    """Return the cuts that are best to watch."""
    best = min(_BEST, max(_LEAST, sum(token.seconds for token in tokens) / _WISHED))
    return _few(
        [(token.seconds, token.cut) for token in tokens],
        lambda seconds: _cost(seconds, best),
        best,
        6 * _BEST,
    )


def _ends_of_units(tokens: Sequence[Token], split: str) -> list[int]:
    """Cut at the ends of units and within those that take too long; join neighbours if there are too many."""
    ends: list[int] = []
    for start, end in _units(tokens, split):
        ends += [start + cut for cut in _cut_evenly(tokens[start:end])]
    if len(ends) <= MOST_SCENES:
        return ends
    starts = [0, *ends[:-1]]
    lengths = [sum(token.seconds for token in tokens[a:b]) for a, b in zip(starts, ends, strict=True)]
    joined = _few([(length, 0.0) for length in lengths], lambda seconds: (seconds - 1) ** 2, 1.0, 4.0)
    return [ends[index - 1] for index in joined]


def _units(tokens: Sequence[Token], split: str) -> Iterator[tuple[int, int]]:
    # In a text without empty lines, paragraphs are lines that end a sentence or begin a list.
    empty_lines = any(token.breaks > 1 for token in tokens)
    start = 0
    for index, token in enumerate(tokens):
        if split == "sentence":
            over = token.cut <= SENTENCE
        elif split == "line":
            over = token.breaks > 0
        else:
            over = token.breaks > 1 if empty_lines else token.cut < SENTENCE
        if over or index + 1 == len(tokens):
            yield start, index + 1
            start = index + 1


def _cut_evenly(tokens: Sequence[Token]) -> list[int]:
    """Cut a unit into as few parts of about equal length as stay below the longest."""
    total = sum(token.seconds for token in tokens)
    if total <= _LONGEST:
        return [len(tokens)]
    aim = total / math.ceil(total / (0.8 * _LONGEST))
    pieces = [(token.seconds, max(token.cut, 0.0)) for token in tokens]
    return _cheapest(
        pieces, lambda seconds: 3 * (seconds - aim) ** 2 + 400 * (seconds > _LONGEST), 3 * _LONGEST
    )


def _few(pieces: Sequence[tuple[float, float]], price: Cost, best: float, longest: float) -> list[int]:
    """Choose the cheapest cuts; if they make too many scenes, scale the seconds down until they do not."""
    stretch = max(1.0, sum(seconds for seconds, _ in pieces) / MOST_SCENES / best)
    ends = _cheapest([(seconds / stretch, cut) for seconds, cut in pieces], price, longest)
    while len(ends) > MOST_SCENES:
        stretch *= 1.05
        ends = _cheapest([(seconds / stretch, cut) for seconds, cut in pieces], price, longest)
    return ends


def _cheapest(pieces: Sequence[tuple[float, float]], price: Cost, longest: float) -> list[int]:
    """Choose the cuts with the least total cost, their scenes' included (dynamic programming).

    Each piece has its seconds and the cost of a cut after it. Scenes longer than `longest` are not tried.
    """
    # All scenes that end at a piece are priced at once: one by one, 20,000 short words would take half a minute.
    lengths = np.array([seconds for seconds, _ in pieces])
    least = np.full(len(pieces) + 1, math.inf)
    least[0] = 0.0
    origin = [0] * (len(pieces) + 1)
    first, within = 0, 0.0
    for end in range(1, len(pieces) + 1):
        within += pieces[end - 1][0]
        # The last scene tried is the first that is too long; sums by two ways differ in their last digits.
        while first < end - 1 and within - pieces[first][0] > longest + 0.001:
            within -= pieces[first][0]
            first += 1
        seconds = np.cumsum(lengths[first:end][::-1])
        seconds = seconds[: int(np.searchsorted(seconds, longest, side="right")) + 1]
        cut = pieces[end - 1][1] if end < len(pieces) else 0.0
        costs = least[end - len(seconds) : end][::-1] + price(seconds) + cut
        shortest = int(np.argmin(costs))
        least[end], origin[end] = costs[shortest], end - 1 - shortest
    ends = [len(pieces)]
    while origin[ends[-1]]:
        ends.append(origin[ends[-1]])
    return ends[::-1]


def _cost(seconds: Seconds, best: float) -> Seconds:
    """Return the costs of scenes by their length in seconds: nothing at the best length, 10 at 14 s, 10 at 2 s."""
    cost: Seconds = ((seconds - best) / 3) ** 2 + 2 * np.maximum(_SHORT - seconds, 0.0) ** 2
    cost += 1.5 * np.maximum(seconds - _LONG, 0.0) ** 2
    return cost
