"""Effects that last: weather, water, fire and animals, as seamless loops."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from studio.film.sound.loudness import SAMPLE_RATE, Sound, loudest, measure

# LUFS of an effect by itself at full level in the finished film.
LASTING_LOUDNESS = -36.0
# LUFS of its loudest 0.4 s: what comes and goes must not stand out.
_LOUDEST = -33.0
# Samples of a loop: 12 s, a number whose transforms are fast.
_LENGTH = 12 * SAMPLE_RATE
_Line = NDArray[np.float32]


def lasting_loop(kind: str, seed: int) -> NDArray[np.float16]:
    """Return a loop of an effect, shape (samples, 2), 48 kHz, at LASTING_LOUDNESS or
    below. Raises KeyError for others."""
    chance = np.random.default_rng([seed, list(_LASTING).index(kind), 2])
    sound = _LASTING[kind](chance)
    gain = min(LASTING_LOUDNESS - measure(sound), _LOUDEST - loudest(sound))
    sound *= np.float32(10 ** (gain / 20))
    return sound.astype(np.float16)


def _noise(chance: np.random.Generator, low: float, high: float, tilt: float = 0.0) -> _Line:
    """Return endless noise of unit strength between two frequencies, `tilt` decibels louder per octave upwards.

    It is made as a spectrum, so that its end joins its beginning.
    """
    octaves = np.log2(
        np.maximum(np.arange(_LENGTH // 2 + 1, dtype=np.float32) * SAMPLE_RATE / _LENGTH, 1.0) / low
    )
    shape = np.exp2(octaves * (tilt / 6.02))
    # Slopes of an octave at either side: noise with sharp edges sounds like a machine.
    shape *= np.clip(1 + octaves, 0, 1) ** 2 * np.clip(1 + math.log2(high / low) - octaves, 0, 1) ** 2
    angles = chance.random(len(octaves), np.float32) * np.float32(2 * np.pi)
    spectrum = np.empty(len(octaves), np.complex64)
    spectrum.real, spectrum.imag = shape * np.cos(angles), shape * np.sin(angles)
    line = np.fft.irfft(spectrum, _LENGTH)
    return np.asarray(line / np.std(line), np.float32)


def _wide(
    chance: np.random.Generator, low: float, high: float, tilt: float = 0.0, shared: float = 0.5
) -> Sound:
    """Return such noise on both sides, of which they share a part.

    It is one noise three times, turned by seconds: so far apart it has nothing to do with itself.
    """
    line = _noise(chance, low, high, tilt)
    first = int(chance.integers(2, 5)) * SAMPLE_RATE
    sides = [np.roll(line, turn) for turn in (first, first + 4 * SAMPLE_RATE)]
    strength, rest = float(np.sqrt(shared)), float(np.sqrt(1 - shared))
    return np.stack([strength * line + rest * side for side in sides], axis=1)


def _swell(chance: np.random.Generator, *turns: int) -> _Line:
    """Return a line from 0 to 1 that rises and falls `turns` times in a loop, irregularly if there are several."""
    angle = np.linspace(0, 2 * np.pi, _LENGTH, endpoint=False, dtype=np.float32)
    line = sum(
        np.sin(turn * angle + np.float32(chance.uniform(0, 2 * np.pi))) / (index + 1)
        for index, turn in enumerate(turns)
    )
    return np.asarray((line - np.min(line)) / np.ptp(line), np.float32)


def _scatter(target: Sound, tone: _Line, place: int, side: float, strength: float) -> None:
    """Add a short tone at a place of a loop, round its end if need be."""
    gains = np.array([np.cos(side * np.pi / 2), np.sin(side * np.pi / 2)], np.float32) * np.float32(strength)
    before = min(len(tone), len(target) - place)
    target[place : place + before] += tone[:before, None] * gains
    target[: len(tone) - before] += tone[before:, None] * gains


def _rain(chance: np.random.Generator) -> Sound:
    """Return steady rain, with single drops that are heard in it."""
    sound = _wide(chance, 500, 9000, -2.0, shared=0.3)
    sound *= (0.85 + 0.15 * _swell(chance, 2, 5))[:, None]
    seconds = np.arange(round(0.02 * SAMPLE_RATE), dtype=np.float32) / SAMPLE_RATE
    for _ in range(420):
        pitch = chance.uniform(1400, 4200)
        drop = (
            np.sin(2 * np.pi * pitch * seconds * (1 + 3 * seconds))
            * np.exp(-seconds * 320)
            * (1 - np.exp(-seconds * 2500))
        )
        _scatter(sound, drop, int(chance.integers(_LENGTH)), chance.random(), 3.2 * chance.random() ** 3)
    return sound


def _sea(chance: np.random.Generator) -> Sound:
    """Return waves that come in and run out: deep water first, then the hiss of foam, a little later."""
    rising = _swell(chance, 2, 3)
    deep = _wide(chance, 120, 700, -3.0) * (0.35 + 0.65 * rising)[:, None]
    foam = _wide(chance, 900, 6000, -4.0, shared=0.2)
    foam *= np.roll(rising, round(0.7 * SAMPLE_RATE))[:, None] ** 3
    return np.asarray(deep + 0.9 * foam, np.float32)


def _wind(chance: np.random.Generator) -> Sound:
    """Return wind whose gusts wander between low and high."""
    sound = 0.6 * _wide(chance, 130, 500, -4.0, shared=0.6)
    for low, high, strength in ((250, 520, 0.8), (420, 900, 0.7), (700, 1500, 0.4)):
        gust = _swell(chance, 1, 2, 3, 5) ** 2
        sound += strength * _wide(chance, low, high, 0.0, shared=0.6) * gust[:, None]
    return sound


def _fire(chance: np.random.Generator) -> Sound:
    """Return a fire: a low breath, and crackles of very different strength."""
    sound = 0.5 * _wide(chance, 130, 420, -3.0) * (0.7 + 0.3 * _swell(chance, 3, 7, 11))[:, None]
    sound += 0.12 * _wide(chance, 1500, 6000, -2.0, shared=0.2)
    for _ in range(230):
        length = round(chance.uniform(0.003, 0.014) * SAMPLE_RATE)
        seconds = np.arange(length, dtype=np.float32) / SAMPLE_RATE
        crack = chance.standard_normal(length, np.float32) * np.exp(-seconds * chance.uniform(400, 1200))
        crack = np.convolve(crack * (1 - np.exp(-seconds * 6000)), (0.25, 0.5, 0.25), "same")
        crack *= np.linspace(1, 0, length)
        strength = min(3.5, 0.5 * chance.pareto(1.6))
        _scatter(
            sound,
            crack.astype(np.float32),
            int(chance.integers(_LENGTH)),
            chance.uniform(0.25, 0.75),
            strength,
        )
    return sound


def _birds(chance: np.random.Generator) -> Sound:
    """Return three birds, each with a phrase of its own, over leaves that hardly move."""
    sound = 0.05 * _wide(chance, 800, 5000, -3.0, shared=0.3) * (0.5 + 0.5 * _swell(chance, 1, 3))[:, None]
    for bird in range(3):
        pitch, side = chance.uniform(2500, 4300), chance.uniform(0.1, 0.9)
        notes = [
            (chance.uniform(-0.2, 0.25), chance.uniform(-0.3, 0.3), chance.uniform(0.05, 0.14))
            for _ in range(int(chance.integers(3, 7)))
        ]
        for call in range(3):
            place = (call + 0.9 * chance.random()) / 3 * _LENGTH
            for start, glide, length in notes:
                tone = _chirp(pitch * (1 + start), glide, length)
                _scatter(sound, tone, int(place) % _LENGTH, side, chance.uniform(0.5, 1.0) / (1 + bird))
                place += len(tone) + 0.06 * SAMPLE_RATE
    return sound


def _chirp(pitch: float, glide: float, length: float) -> _Line:
    share = np.linspace(0, 1, round(length * SAMPLE_RATE), dtype=np.float32)
    angle = 2 * np.pi * pitch * length * (share + glide * share**2 / 2)
    return np.asarray((np.sin(angle) + 0.15 * np.sin(2 * angle)) * np.sin(np.pi * share) ** 2, np.float32)


def _crickets(chance: np.random.Generator) -> Sound:
    """Return three crickets at night: quick pulses of a high tone, each cricket at its own pace."""
    sound = 0.04 * _wide(chance, 200, 3000, -4.0)
    for number in range(3):
        pitch, side, every = (
            chance.uniform(3900, 4700),
            chance.uniform(0.05, 0.95),
            int(chance.integers(15, 24)),
        )
        share = np.linspace(0, 1, round(0.024 * SAMPLE_RATE), dtype=np.float32)
        pulse = np.sin(2 * np.pi * pitch * 0.024 * share) * np.sin(np.pi * share) ** 2
        for call in range(every):
            for beat in range(4):
                place = round((call / every + 0.0031 * beat) * _LENGTH + chance.normal(0, 60))
                _scatter(sound, pulse, place % _LENGTH, side, 0.6 / (1 + number))
    return sound


_LASTING: dict[str, Callable[[np.random.Generator], Sound]] = {
    "rain": _rain,
    "sea": _sea,
    "wind": _wind,
    "fire": _fire,
    "birds": _birds,
    "crickets": _crickets,
}
