"""Measures integrated loudness in LUFS, as ITU-R BS.1770-4 defines it."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 48000
# Loudness is judged on blocks of 0.4 s which overlap by three quarters: sums over steps of 0.1 s suffice.
STEP = SAMPLE_RATE // 10
# Samples of the past that a filter run starts from: by then both filters' responses have died away.
_PAST = 2 * STEP
# Sound is filtered in stretches of 5 s: one length of transform, whose filter is worked out once.
_STRETCH = 50 * STEP
_ABSOLUTE_GATE, _RELATIVE_GATE = -70.0, -10.0
_OFFSET = -0.691
SILENCE = -120.0

Sound = NDArray[np.float32]


class LoudnessMeter:
    """Takes a sound block by block, so that no more than one block need be in memory."""

    def __init__(self, channels: int = 2) -> None:
        self._past: Sound = np.zeros((_PAST, channels), np.float32)
        self._energies: list[NDArray[np.float64]] = []

    def add(self, block: Sound) -> None:
        """Take the next block: shape (samples, channels), full scale 1.0, 48 kHz, a whole number of steps long."""
        for first in range(0, len(block), _STRETCH):
            part = block[first : first + _STRETCH]
            stretch = np.zeros((_PAST + _STRETCH, part.shape[1]), np.float32)
            stretch[:_PAST], stretch[_PAST : _PAST + len(part)] = self._past, part
            spectrum = np.fft.rfft(stretch, axis=0) * _k_weighting()[:, None]
            weighted = np.fft.irfft(spectrum, len(stretch), axis=0)[_PAST : _PAST + len(part)]
            steps = weighted.reshape(-1, STEP, part.shape[1])
            self._energies.append(np.einsum("stc,stc->s", steps, steps) / STEP)
            self._past = stretch[len(part) : _PAST + len(part)]

    @property
    def energies(self) -> NDArray[np.float64]:
        """The weighted mean square of each step of 0.1 s so far, summed over the channels."""
        return np.concatenate(self._energies) if self._energies else np.zeros(0)

    def integrated(self) -> float:
        """Return the loudness so far in LUFS; SILENCE if nothing passes the gates."""
        return gated_loudness(self.energies)


def gated_loudness(energies: NDArray[np.float64]) -> float:
    """Return the integrated loudness in LUFS of weighted energies per step (BS.1770-4, annex 1, two gates)."""
    if len(energies) == 0:
        return SILENCE
    width = min(4, len(energies))
    blocks = np.convolve(energies, np.full(width, 1 / width), "valid")
    heard = blocks[_lufs(blocks) > _ABSOLUTE_GATE]
    if len(heard) == 0:
        return SILENCE
    return float(_lufs(np.mean(heard[_lufs(heard) > _lufs(np.mean(heard)) + _RELATIVE_GATE])))


def measure(sound: Sound) -> float:
    """Return the loudness in LUFS of a whole sound of shape (samples, channels)."""
    meter = LoudnessMeter(sound.shape[1])
    meter.add(np.pad(sound, ((0, -len(sound) % STEP), (0, 0))))
    return meter.integrated()


def _lufs(energy: NDArray[np.float64] | np.floating) -> NDArray[np.float64]:
    return np.asarray(_OFFSET + 10 * np.log10(np.maximum(energy, 1e-13)))


@cache
def _k_weighting() -> NDArray[np.complex64]:
    """Return the response of both K-weighting filters at 48 kHz (BS.1770-4, tables 1 and 2) for one stretch."""
    length = _PAST + _STRETCH
    z = np.exp(-2j * np.pi * np.arange(length // 2 + 1) / length)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    high_pass = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    return np.asarray(shelf * high_pass, np.complex64)
