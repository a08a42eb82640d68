"""Cleaning of recordings: what is lower than any voice, and the hum of mains, are taken out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.film.sound.loudness import SAMPLE_RATE

Mono = NDArray[np.float32]
Floats = NDArray[np.float64]

# Below this no voice has anything to say; steps on a floor, wind and handling a microphone have. Then the slope: an
# octave lower all of it is gone.
_LOWEST = 70.0
# Mains, by which the hum and its harmonics are known; how far they may be off, in shares; and the highest harmonic.
_MAINS = (50.0, 60.0)
_DRIFT = 0.004
_HIGHEST = 1000.0
# dB by which a line stands out of what is beside it to be hum: voices rise and fall too much for that in quiet moments.
_STANDS_OUT = 9.0
# Harmonics up to _LOW Hertz that have to stand out: one alone may be anything. All are harmonics of one frequency, as
# exactly as can be measured.
_LEAST_LINES, _LOW, _EXACT = 2, 310.0, 0.12
# Seconds that are looked at at a time for hum, and in which its strength is measured: it may drift.
_LOOK = 1.0


def clean(samples: Mono) -> Mono:
    """Return a voice at SAMPLE_RATE without rumble and hum."""
    if not len(samples):
        return samples
    size = round(_LOOK * SAMPLE_RATE)
    # What comes before and after is like the ends, so that neither is cut off sharply.
    edge = min(size, len(samples) - 1)
    humless = samples.astype(np.float32)
    for line in hum_lines(samples):
        humless -= _hum(humless, line, size)
    whole = np.pad(humless, edge, mode="reflect")
    padded = _good_size(len(whole))
    spectrum = np.fft.rfft(whole, padded) * _high_pass(
        np.asarray(np.fft.rfftfreq(padded, 1 / SAMPLE_RATE), np.float64)
    ).astype(np.float32)
    cleaned = np.fft.irfft(spectrum, padded)
    return np.asarray(cleaned[edge : edge + len(samples)], np.float32)


def _hum(samples: Mono, frequency: float, size: int) -> Mono:
    """Return the hum of one frequency: its strength and phase are measured anew in each half of `size` samples.

    A filter as narrow would ring for as long where the recording begins.
    """
    half, count = size // 2, len(samples)
    turning = np.exp(2j * np.pi * frequency / SAMPLE_RATE * np.arange(size)).astype(np.complex64)
    window = np.hanning(size + 1)[:-1].astype(np.float32)
    hum = np.zeros(count, np.float32)
    starts = range(0, max(1, count - half), half)
    for at in starts:
        block = samples[at : at + size]
        seen = window[: len(block)]
        strength = 2 * np.vdot(turning[: len(block)], block * seen) / seen.sum()
        # Before the first block and after the last one there is no other to share with.
        share = seen.copy()
        if at == 0:
            share[:half] = 1
        if at == starts[-1]:
            share[half:] = 1
        hum[at : at + size] += np.real(strength * turning[: len(block)]) * share
    return hum


def _high_pass(frequencies: Floats) -> Floats:
    # As a Butterworth filter of the fourth order, without its delay.
    with np.errstate(divide="ignore", over="ignore"):
        gains: Floats = 1 / np.sqrt(1 + (_LOWEST / np.maximum(frequencies, 1e-6)) ** 8)
    return gains


def hum_lines(samples: Mono) -> list[float]:
    """Return the frequencies of the hum of mains in a recording, in Hertz; none where there is none."""
    levels, step = _quiet_spectrum(samples)
    if not len(levels):
        return []
    found = [_lines_of(levels, step, mains) for mains in _MAINS]
    best = max(found, key=len)
    return best if sum(line < _LOW for line in best) >= _LEAST_LINES else []


def _quiet_spectrum(samples: Mono) -> tuple[Floats, float]:
    """Return the level of each frequency in the quieter moments, in dB, and the Hertz from one to the next.

    Hum lasts all the time, so it is there too; a voice is not.
    """
    size = round(_LOOK * SAMPLE_RATE)
    if len(samples) < 2 * size:
        return np.zeros(0), 0.0
    starts = range(0, len(samples) - size + 1, size // 2)
    window = np.hanning(size)
    spectra = np.array([np.abs(np.fft.rfft(samples[at : at + size] * window))[:1200] for at in starts])
    quiet = np.quantile(spectra, 0.2, axis=0)
    return 20 * np.log10(quiet + 1e-9), SAMPLE_RATE / size


def _lines_of(levels: Floats, step: float, mains: float) -> list[float]:
    lines = dict[int, float]()
    for number in range(1, int(_HIGHEST / mains) + 1):
        middle = mains * number / step
        reach = max(1, round(middle * _DRIFT))
        low, high = round(middle) - reach, round(middle) + reach + 1
        place = low + int(np.argmax(levels[low:high]))
        beside = np.concatenate([levels[max(1, place - 14) : place - 4], levels[place + 5 : place + 15]])
        if len(beside) and levels[place] - np.median(beside) > _STANDS_OUT:
            lines[number] = (place + _peak(levels[place - 1 : place + 2])) * step
    if not lines:
        return []
    base = float(np.median([line / number for number, line in lines.items() if line < _LOW] or [mains]))
    return [line for number, line in lines.items() if abs(line / number - base) < _EXACT]


def _peak(three: Floats) -> float:
    """Return by how much a peak is beside the middle of three levels, from the parabola through them."""
    before, middle, after = map(float, three)
    bend = before - 2 * middle + after
    return 0.5 * (before - after) / bend if bend < 0 else 0.0


def _good_size(least: int) -> int:
    """Return a size of which the transform is quick: a multiple of many small numbers."""
    step: int = 1 << max(0, least.bit_length() - 5)
    return -(-least // step) * step
