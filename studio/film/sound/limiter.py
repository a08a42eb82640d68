"""A look-ahead limiter: gains that keep peaks below a ceiling, lowered a little ahead of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.film.sound.loudness import SAMPLE_RATE, Sound

# Gains are computed once per hop of 1 ms and interpolated linearly.
HOP = SAMPLE_RATE // 1000
# 2.3 dB below full scale. Between samples and in the AAC coder peaks grow, by at most 0.6 dB (measured with clicks):
# this keeps them below -1.5 dBTP after both. With a lower ceiling a film of one syllable could not reach the loudness.
_CEILING = 10 ** (-2.3 / 20)
# Hops over which the gain falls ahead of a peak, and the share of the way back that it recovers per hop (80 ms).
_AHEAD = 5
_RECOVERY = 1 / 80


def peaks_per_hop(block: Sound) -> NDArray[np.float32]:
    """Return the highest absolute sample of each hop; `block` is (samples, 2), a whole number of hops long."""
    return np.asarray(np.max(np.abs(block).reshape(-1, HOP * block.shape[1]), axis=1), np.float32)


def room_beside(other: Sound) -> NDArray[np.float32]:
    """Return the factor for the peaks of each hop by which a quiet sound that is added later leaves them room."""
    return np.asarray(1 / (1 - np.minimum(peaks_per_hop(other) / _CEILING, 0.5)), np.float32)


def limiting_gains(peaks: NDArray[np.floating], ceiling: float = _CEILING) -> NDArray[np.float64]:
    """Return a gain of at most 1 per hop that keeps all peaks below `ceiling`, interpolated between hop centres.

    The lowest gain needed within the look-ahead is held and then averaged over the same length, so that it is never
    above what a hop needs.
    """
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    if needed.min(initial=1.0) >= 1.0:
        return np.ones(len(needed))
    # Linear interpolation between hops reaches one hop further than the average.
    lowest = _lowest_within(needed, _AHEAD + 1)
    held, gain = [], 1.0
    for target in lowest.tolist():
        gain = min(target, gain + (1.0 - gain) * _RECOVERY)
        held.append(gain)
    width = 2 * _AHEAD + 1
    return np.convolve(np.pad(held, _AHEAD, mode="edge"), np.full(width, 1 / width), "valid")


def between(values: NDArray[np.floating], length: int) -> NDArray[np.float32]:
    """Interpolate linearly: return `length` samples from each value up to the next; the last one only ends a line."""
    steps = np.diff(values.astype(np.float32))
    ramp = np.arange(length, dtype=np.float32) / length
    return np.asarray(values[:-1, None].astype(np.float32) + steps[:, None] * ramp, np.float32).ravel()


def _lowest_within(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    padded = np.pad(values, reach, mode="edge")
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).min(axis=1), np.float64)
