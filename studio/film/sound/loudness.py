"""Integrated loudness in LUFS as defined by ITU-R BS.1770-4."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 48000
# Gating blocks are 0.4 s long and overlap by three quarters, so sums over steps of 0.1 s suffice.
STEP = SAMPLE_RATE // 10
_ABSOLUTE_GATE, _RELATIVE_GATE = -70.0, -10.0
_OFFSET = -0.691
SILENCE = -120.0
_AT_ONCE = 20 * STEP

Sound = NDArray[np.float32]


class LoudnessMeter:
    """A loudness meter that takes a sound block by block, so that only one block need be in memory."""

    def __init__(self) -> None:
        self._energies: list[NDArray[np.float64]] = []

    def add(self, block: Sound) -> None:
        """Take the next block: shape (samples, channels), full scale 1.0, 48 kHz, a whole number of steps long.

        The weighting filters are applied to the spectrum of each step by itself. Their memory from one step to the
        next is ignored: it changes the loudness of speech and music by some hundredths of a LU.
        """
        # In small parts: fresh memory costs more than the arithmetic, and small arrays reuse memory.
        for first in range(0, len(block), _AT_ONCE):
            self._energies.append(_energies(block[first : first + _AT_ONCE]))

    @property
    def energies(self) -> NDArray[np.float64]:
        """The weighted mean square of each step of 0.1 s so far, summed over the channels."""
        return np.concatenate(self._energies) if self._energies else np.zeros(0)

    def integrated(self) -> float:
        """Return the loudness so far in LUFS; SILENCE if nothing passes the gates."""
        return gated_loudness(self.energies)


def _energies(block: Sound) -> NDArray[np.float64]:
    energies = np.zeros(len(block) // STEP)
    for channel in range(block.shape[1]):
        steps = np.ascontiguousarray(block[:, channel], np.float32).reshape(-1, STEP)
        spectra = cv2.dft(steps, flags=cv2.DFT_ROWS)
        # einsum and not a matrix product, which would wake the BLAS threads, and these wait busily.
        energies += np.einsum("sf,f->s", cv2.multiply(spectra, spectra, dst=spectra), _k_weighting())
    return energies


def gated_loudness(energies: NDArray[np.float64]) -> float:
    """Return the integrated loudness in LUFS from the weighted energy of each step (BS.1770-4, annex 1, two gates)."""
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
    meter = LoudnessMeter()
    whole = len(sound) // STEP * STEP
    meter.add(sound[:whole])
    if whole < len(sound):
        meter.add(np.pad(sound[whole:], ((0, STEP - (len(sound) - whole)), (0, 0))))
    return meter.integrated()


def loudest(sound: Sound) -> float:
    """Return the loudness in LUFS of the loudest 0.4 s of a sound: its momentary maximum."""
    meter = LoudnessMeter()
    meter.add(np.pad(sound, ((3 * STEP, 3 * STEP + -len(sound) % STEP), (0, 0))))
    return float(_lufs(np.convolve(meter.energies, np.full(4, 0.25), "valid").max()))


def _lufs(energy: NDArray[np.float64] | np.floating) -> NDArray[np.float64]:
    return np.asarray(_OFFSET + 10 * np.log10(np.maximum(energy, 1e-13)))


@cache
def _k_weighting() -> NDArray[np.float32]:
    """Return the weight of each squared value of a step's spectrum in its mean square (BS.1770-4, tables 1 and 2).

    The spectrum is packed as by OpenCV: real parts, each but the first and the last followed by its imaginary part.
    """
    z = np.exp(-2j * np.pi * np.arange(STEP // 2 + 1) / STEP)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    high_pass = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    # Parseval's theorem: all frequencies but the first and the last also stand for their negatives.
    weights = np.square(np.abs(shelf * high_pass)) * 2 / STEP**2
    weights[[0, -1]] /= 2
    return np.asarray(np.repeat(weights, 2)[1:-1], np.float32)
