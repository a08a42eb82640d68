"""Holds peaks below a ceiling by turning the gain down a little ahead of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.film.sound.loudness import SAMPLE_RATE, Sound

# Gains are settled once per hop of 1 ms and joined by straight lines.
HOP = SAMPLE_RATE // 1000
# Decibels below full scale. Between samples and in the AAC coder peaks grow, by 0.6 dB at most where clicks were
# measured: this keeps them below -1.5 dBTP after both. Lower, a film of one syllable could not be as loud as others.
_CEILING = 10 ** (-2.3 / 20)
# Hops over which the gain goes down ahead of a peak, and the share of the way back that it goes each hop (80 ms).
_AHEAD = 5
_RECOVERY = 1 / 80


def peaks_per_hop(block: Sound) -> NDArray[np.float32]:
    """Return the highest absolute sample of each hop of a block, shape (samples, 2), a whole number of hops long."""
    return np.asarray(np.max(np.abs(block).reshape(-1, HOP * block.shape[1]), axis=1), np.float32)


def limiting_gains(peaks: NDArray[np.floating], ceiling: float = _CEILING) -> NDArray[np.float64]:
    """Return a gain of at most 1 per hop: applied, joined by lines between the hops' middles, no peak passes `ceiling`.

    The lowest gain that is needed within reach is held and then averaged over the same reach, which can only leave
    it at or below what each hop needs.
    """
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    if needed.min(initial=1.0) >= 1.0:
        return np.ones(len(needed))
    # Straight lines between hops look one hop further than the average does.
    lowest = _lowest_within(needed, _AHEAD + 1)
    held, gain = [], 1.0
    for target in lowest.tolist():
        gain = min(target, gain + (1.0 - gain) * _RECOVERY)
        held.append(gain)
    width = 2 * _AHEAD + 1
    return np.convolve(np.pad(held, _AHEAD, mode="edge"), np.full(width, 1 / width), "valid")


def between(values: NDArray[np.floating], length: int) -> NDArray[np.float32]:
    """Return straight lines through values: `length` samples from each value up to the next, the last left out."""
    steps = np.diff(values.astype(np.float32))
    ramp = np.arange(length, dtype=np.float32) / length
    return np.asarray(values[:-1, None].astype(np.float32) + steps[:, None] * ramp, np.float32).ravel()


def _lowest_within(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    padded = np.pad(values, reach, mode="edge")
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).min(axis=1), np.float64)
