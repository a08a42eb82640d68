"""Effects that are over at once: something that sweeps past, and the tick of a number that changes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from studio.film.sound.loudness import SAMPLE_RATE, Sound, loudest

# LUFS of the loudest 0.4 s of one stroke at full level in the finished film. Ticks come several at a time.
_LOUDNESS = {"whoosh": -36.0, "tick": -43.0}
_WHOOSH = 0.9
# Seconds from a stroke's beginning to its height, which falls on the moment that it belongs to.
AHEAD = {"whoosh": 0.38, "tick": 0.0}


def stroke(kind: str, seed: int) -> Sound:
    """Return a stroke, shape (samples, 2), 48 kHz. Raises KeyError for other effects."""
    chance = np.random.default_rng([seed, list(_STROKES).index(kind), 3])
    sound = _STROKES[kind](chance)
    return np.asarray(sound * 10 ** ((_LOUDNESS[kind] - loudest(sound)) / 20), np.float32)


def _whoosh(chance: np.random.Generator) -> Sound:
    """Return air that is pushed aside from left to right: bands of noise, of which each comes and goes in its turn."""
    count = round(_WHOOSH * SAMPLE_RATE)
    seconds = np.arange(count, dtype=np.float32) / SAMPLE_RATE
    frequencies = np.maximum(np.fft.rfftfreq(count, 1 / SAMPLE_RATE), 1.0)
    sound = np.zeros((count, 2), np.float32)
    for number, centre in enumerate((260, 420, 700, 1150, 1900)):
        shape = np.exp(-0.5 * (np.log2(frequencies / centre) / 0.45) ** 2)
        angles = chance.random((2, len(frequencies))) * 2 * np.pi
        noise = np.fft.irfft(shape * np.exp(1j * angles), count)
        # The higher the band, the nearer to the height.
        height, width = AHEAD["whoosh"] + 0.03 * (number - 2), 0.2 - 0.022 * number
        lasts = np.exp(-0.5 * ((seconds - height) / np.where(seconds < height, width, 1.3 * width)) ** 2)
        sound += (noise / np.std(noise) * lasts * (1.0, 0.9, 0.75, 0.5, 0.3)[number]).T
    side = np.clip(seconds / _WHOOSH, 0, 1) * 0.6 + 0.2
    sound *= np.stack([np.cos(side * np.pi / 2), np.sin(side * np.pi / 2)], axis=1)
    edges = np.clip(np.minimum(seconds, seconds[::-1]) / 0.1, 0, 1)
    return np.asarray(sound * (edges**2 * (3 - 2 * edges))[:, None], np.float32)


def _tick(chance: np.random.Generator) -> Sound:
    """Return a small wooden tick."""
    seconds = np.arange(round(0.07 * SAMPLE_RATE), dtype=np.float32) / SAMPLE_RATE
    pitch = chance.uniform(1500, 1900)
    tone = sum(
        strength * np.sin(2 * np.pi * pitch * multiple * seconds) * np.exp(-seconds * decay)
        for multiple, strength, decay in ((1.0, 1.0, 90.0), (2.4, 0.4, 160.0))
    )
    tone = tone * (1 - np.exp(-seconds * 1500)) * np.clip((seconds[-1] - seconds) / 0.02, 0, 1)
    return np.asarray(tone[:, None] * (0.7071, 0.7071), np.float32)


_STROKES: dict[str, Callable[[np.random.Generator], Sound]] = {"whoosh": _whoosh, "tick": _tick}
