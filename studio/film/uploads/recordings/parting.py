"""A recording whose scene was split: which words each part has of it, and the moments at which it is cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise, permutations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.film.sound.loudness import SAMPLE_RATE
from studio.film.uploads.recordings.cleaning import clean
from studio.film.uploads.recordings.reading import check_heard, samples_of
from studio.film.uploads.recordings.spoken import FRAME, Span, levels_of, spoken_spans
from studio.film.uploads.recordings.wording import word_times

# The words of a part, as places among those that were recorded: from the first to before the second.
Parted = tuple[int, int]

# The share of a part's words that have to be among those that were recorded, or it is not what was spoken.
_LEAST_ALIKE = 0.5
# More parts than these are taken in the order that they have in the film, however often they were moved.
_MOST_MOVED = 5
# Seconds to both sides of where a word should end in which the quietest moment is looked for: syllables tell it about.
_REACH = 0.3


def parted(words: Sequence[str], parts: Sequence[Sequence[str]]) -> list[Parted | None]:
    """Return which of the recorded words each part has; None for one whose words were not recorded.

    Parts may stand in another order than they were spoken in, and a word may have been corrected.
    """
    known = [_plain(word) for word in words]
    told = [[_plain(word) for word in part] for part in parts]
    order = list(range(len(parts)))
    if len(parts) <= _MOST_MOVED:
        # Of equal ones the first, which is the film's own.
        order = list(max(permutations(order), key=lambda way: _alike(known, [told[one] for one in way])))
    owners = [one for one in order for _ in told[one]]
    flat = [word for one in order for word in told[one]]
    places: list[list[int]] = [[] for _ in parts]
    for there, here, size in SequenceMatcher(None, known, flat, autojunk=False).get_matching_blocks():
        for step in range(size):
            places[owners[here + step]].append(there + step)
    found: list[Parted | None] = [None] * len(parts)
    for one in order:
        if told[one] and len(places[one]) >= _LEAST_ALIKE * len(told[one]):
            found[one] = places[one][0], places[one][-1] + 1
    # Words at an edge that were corrected have no counterpart: they are heard with the part that they stand in.
    for one, other in pairwise(order):
        share, following = found[one], found[other]
        if share and following:
            tail = len(told[one]) - 1 - _last(known, told[one], share)
            edge = (
                following[0]
                if tail or _last(known, told[other][::-1], following) == len(told[other]) - 1
                else share[1]
            )
            found[one], found[other] = (share[0], edge), (edge, following[1])
    if order and (first := found[order[0]]):
        found[order[0]] = 0, first[1]
    if order and (last := found[order[-1]]):
        found[order[-1]] = last[0], len(known)
    return found


def _last(known: list[str], part: list[str], share: Parted) -> int:
    """Return the place of the last word of a part that is among the recorded ones of its share."""
    there = set(known[share[0] : share[1]])
    return max((place for place, word in enumerate(part) if word in there), default=-1)


def _alike(known: list[str], parts: list[list[str]]) -> int:
    flat = [word for part in parts for word in part]
    blocks = SequenceMatcher(None, known, flat, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def _plain(word: str) -> str:
    return re.sub(r"\W", "", word).casefold() or word


def part_recording(
    source: Path, words: Sequence[str], places: Sequence[int], start: float = 0.0, end: float | None = None
) -> list[float]:
    """Return the seconds of a stranger's recording before each of the words at `places`, in a pause where there is one.

    Only what lies between `start` and `end` is looked at. Raises RecordingError if nobody is heard in it.
    """
    samples = samples_of(source, SAMPLE_RATE, start, end)
    check_heard(samples)
    cleaned = clean(samples)
    times = word_times(words, spoken_spans(cleaned, SAMPLE_RATE))
    levels = levels_of(cleaned, SAMPLE_RATE)
    return [round(start + _between(times[place - 1], times[place], levels), 3) for place in places]


def _between(before: Span, after: Span, levels: NDArray[np.float64]) -> float:
    """Return the middle of the pause between two words, or the quietest moment near where they follow each other."""
    if after[0] - before[1] >= 2 * FRAME:
        return (before[1] + after[0]) / 2
    # Never beyond the middle of either word.
    low = max(before[1] - _REACH, (before[0] + before[1]) / 2)
    high = min(after[0] + _REACH, (after[0] + after[1]) / 2)
    first, last = round(low / FRAME), round(high / FRAME) + 1
    near = levels[first:last]
    return (first + int(np.argmin(near)) + 0.5) * FRAME if len(near) else before[1]
