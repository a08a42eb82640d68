"""Where one scene ends and the next begins."""

from __future__ import annotations

import math
from collections.abc import Sequence

from generator.providers.embedded.text.tokens import Token, tokenize

MOST_SCENES = 40
# Seconds of speech: the length that is best to watch, and the span around it that is still good.
_BEST, _SHORT, _LONG = 8.0, 5.0, 12.0


def split_scenes(text: str, language: str) -> list[str]:
    """Cut a text into 1 to 40 narrations of about 5 to 12 s: whole sentences where that can be, clauses where it must.

    Joined by single spaces (in languages without spaces: put together) the narrations are the words of the text.
    """
    tokens = tokenize(text, language)
    total = sum(token.seconds for token in tokens)
    stretch = max(1.0, total / MOST_SCENES / _BEST)
    ends = _best_ends(tokens, stretch)
    while len(ends) > MOST_SCENES:
        stretch *= 1.1
        ends = _best_ends(tokens, stretch)
    starts = [0, *ends[:-1]]
    return [_join(tokens[start:end]) for start, end in zip(starts, ends, strict=True)]


def _join(tokens: Sequence[Token]) -> str:
    return "".join(
        f" {token.text}" if token.spaced and index else token.text for index, token in enumerate(tokens)
    )


def _best_ends(tokens: Sequence[Token], stretch: float) -> list[int]:
    """Choose the cuts whose costs, with those of the scenes between them, are least in sum (dynamic programming)."""
    least = [0.0] + [math.inf] * len(tokens)
    origin = [0] * (len(tokens) + 1)
    for end in range(1, len(tokens) + 1):
        seconds = 0.0
        cut = tokens[end - 1].cut if end < len(tokens) else 0.0
        for start in range(end - 1, -1, -1):
            seconds += tokens[start].seconds
            cost = least[start] + _cost(seconds, stretch) + cut
            if cost < least[end]:
                least[end], origin[end] = cost, start
            if seconds > 6 * _BEST * stretch:
                break
    ends = [len(tokens)]
    while origin[ends[-1]]:
        ends.append(origin[ends[-1]])
    return ends[::-1]


def _cost(seconds: float, stretch: float) -> float:
    """Say how bad a scene of a length is: nothing at the best length, 10 at 14 s, 13 at 2 s."""
    length = seconds / stretch
    cost = ((length - _BEST) / 3) ** 2
    if length < _SHORT:
        cost += (_SHORT - length) ** 2
    return cost + (1.5 * (length - _LONG) ** 2 if length > _LONG else 0.0)
