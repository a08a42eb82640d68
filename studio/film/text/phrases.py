"""When the phrases of a text without spaces begin in its recording: where a pause ends that its signs ask for."""

from __future__ import annotations

import io
import re
import wave
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from studio.text.lines.breaking import columns
from studio.text.words.punctuation import CLAUSE_ENDS, CLOSERS, SENTENCE_ENDS

# A phrase begins behind signs at which a voice pauses; what is shorter than so many letters needs none.
_BEHIND = re.compile(rf"[{re.escape(CLAUSE_ENDS + SENTENCE_ENDS)}]+[{re.escape(CLOSERS)}]*(?=.)")
_LEAST = 6
# Seconds of a frame whose loudness is measured; how far below the loudest (in dB) it is silent, and how long a pause is.
_FRAME, _SILENT, _SHORTEST = 0.01, -38.0, 0.07
# What it costs to take a pause so many seconds from where it is expected, less what a long one is worth, and to take none.
_AWAY, _LENGTH, _LONGEST, _NONE = 1.0, 1.2, 0.4, 0.7
# The width of a digit as it is said, in columns, and of the pause behind a clause and a sentence.
_DIGIT, _CLAUSE, _SENTENCE = 3, 3, 6


def find_phrases(recording: bytes, text: str, start: float, end: float) -> tuple[tuple[int, float], ...]:
    """Return the phrases of a word that is heard from `start` to `end`: the index of each one's first letter, and when it begins.

    `recording` is a WAV file of 16 bits, mono. The first phrase is left out: it begins with the word. Empty for a word
    without signs inside, and for a recording that cannot be read. Times are in seconds from its start.
    """
    places = [match.end() for match in _BEHIND.finditer(text)]
    if not places or len(text) < _LEAST:
        return ()
    try:
        levels = _levels(recording)
    except (wave.Error, EOFError, ValueError):
        return ()
    expected = _expected(text, places, start, end)
    pauses = [pause for pause in _pauses(levels) if start < pause[1] < end]
    chosen = _aligned(expected, pauses)
    return tuple(zip(places, _filled(expected, chosen, start, end), strict=True))


def _levels(recording: bytes) -> npt.NDArray[np.float64]:
    """Return the loudness of each hundredth of a second, in dB below the loudest."""
    with wave.open(io.BytesIO(recording)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)
        size = max(1, int(file.getframerate() * _FRAME))
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    power = np.sqrt((frames**2).mean(axis=1))
    return np.asarray(20 * np.log10(np.maximum(power, 1e-6) / max(1.0, float(power.max(initial=1.0)))))


def _pauses(levels: npt.NDArray[np.float64]) -> list[tuple[float, float]]:
    """Return from when to when it is silent."""
    silent = np.concatenate([[False], levels < _SILENT, [False]])
    edges = np.flatnonzero(silent[1:] != silent[:-1]).reshape(-1, 2) * _FRAME
    return [(float(a), float(b)) for a, b in edges if b - a >= _SHORTEST]


def _expected(text: str, places: Sequence[int], start: float, end: float) -> list[float]:
    """Return when phrases would begin if all letters were of one length, and numbers as long as they are said."""
    weights = [_weight(text[a:b]) for a, b in pairwise([0, *places, len(text)])]
    unit = (end - start) / max(1.0, sum(weights))
    return [start + unit * sum(weights[: number + 1]) for number in range(len(places))]


def _weight(phrase: str) -> float:
    digits = sum(sign.isdecimal() for sign in phrase)
    pause = _SENTENCE if phrase.rstrip(CLOSERS)[-1:] in {*SENTENCE_ENDS} else _CLAUSE
    return columns(phrase) + digits * (_DIGIT - 1) + pause


def _aligned(expected: Sequence[float], pauses: Sequence[tuple[float, float]]) -> list[float | None]:
    """Return the end of the pause that belongs to each expected time, in their order, at the least cost; None for none."""
    # best[j]: the cost, with the choice so far, of which the last pause taken is before j.
    best: list[tuple[float, list[float | None]]] = [(0.0, [])] * (len(pauses) + 1)
    for time in expected:
        now: list[tuple[float, list[float | None]]] = []
        for count in range(len(pauses) + 1):
            options = [(best[count][0] + _NONE, [*best[count][1], None])]
            if count:
                begin, stop = pauses[count - 1]
                cost = _AWAY * abs(stop - time) - _LENGTH * min(stop - begin, _LONGEST)
                options += [(best[count - 1][0] + cost, [*best[count - 1][1], stop]), now[-1]]
            now.append(min(options, key=lambda option: option[0]))
        best = now
    return best[-1][1]


def _filled(
    expected: Sequence[float], chosen: Sequence[float | None], start: float, end: float
) -> list[float]:
    """Return all times: those without a pause lie between their neighbours as they were expected to."""
    known = [
        (start, start),
        *((e, c) for e, c in zip(expected, chosen, strict=True) if c is not None),
        (end, end),
    ]
    found = np.interp(expected, [e for e, _ in known], [c for _, c in known])
    return [round(float(time), 3) for time in found]
