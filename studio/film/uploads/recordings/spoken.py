"""Where in a recording somebody speaks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Mono = NDArray[np.float32]
Span = tuple[float, float]

# Seconds of a frame; of the shortest sound that is speech; of the shortest gap that is a pause, and not the closure of a
# consonant.
FRAME = 0.01
_SHORTEST, _SHORTEST_PAUSE = 0.05, 0.16
# Frames that are averaged, to both sides.
_SMOOTH = 2
# dB above the noise, and the share of the way from there to the voice, above which a frame is spoken; and the dB below
# the voice below which nothing is, however quiet the room.
_ABOVE_NOISE, _SHARE, _BELOW_VOICE = 6.0, 0.28, 38.0
# dB between noise and voice below which pauses cannot be told from speech.
_LEAST_RANGE = 8.0


def levels_of(samples: Mono, rate: int) -> NDArray[np.float64]:
    """Return the level of each FRAME in dB."""
    size = round(FRAME * rate)
    whole = np.pad(samples.astype(np.float64), (0, -len(samples) % size)).reshape(-1, size)
    power = (whole**2).mean(axis=1)
    smooth = np.convolve(
        np.pad(power, _SMOOTH, mode="edge"), np.full(2 * _SMOOTH + 1, 1 / (2 * _SMOOTH + 1)), "valid"
    )
    return np.asarray(10 * np.log10(smooth + 1e-12))


def spoken_frames(samples: Mono, rate: int) -> NDArray[np.bool_]:
    """Return for each FRAME whether somebody speaks in it; all of them where that cannot be told."""
    levels = levels_of(samples, rate)
    if not len(levels):
        return np.zeros(0, bool)
    noise, voice = float(np.quantile(levels, 0.05)), float(np.quantile(levels, 0.95))
    if voice - noise < _LEAST_RANGE:
        return np.ones(len(levels), bool)
    bound = max(noise + max(_ABOVE_NOISE, _SHARE * (voice - noise)), voice - _BELOW_VOICE)
    return np.asarray(levels > bound)


def spoken_spans(samples: Mono, rate: int) -> list[Span]:
    """Return the spoken stretches of a recording in seconds, with the pauses between them left out."""
    frames = spoken_frames(samples, rate)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], frames, [False]]).astype(np.int8)))
    spans = [(float(first) * FRAME, float(last) * FRAME) for first, last in edges.reshape(-1, 2)]
    joined: list[Span] = []
    for first, last in spans:
        if joined and first - joined[-1][1] < _SHORTEST_PAUSE:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    found = [(first, last) for first, last in joined if last - first >= _SHORTEST]
    return found or ([(0.0, len(samples) / rate)] if len(samples) else [])
