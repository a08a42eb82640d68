"""More instruments of the music, beside those of `synthesis`: one note each, mono, at LOOP_RATE."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from studio.film.sound.synthesis import LOOP_RATE, frequency_of, half_cosine

Tone = NDArray[np.float32]
# Seconds over which a tone that is cut off is let go.
_LET_GO = 0.06


def _seconds(length: float) -> NDArray[np.float32]:
    return np.asarray(np.arange(round(length * LOOP_RATE)) / LOOP_RATE, np.float32)


def _partials(note: float, length: float, partials: tuple[tuple[float, float, float], ...]) -> Tone:
    """Return the sum of (multiple of the frequency, strength, decay per second), struck softly."""
    seconds, frequency = _seconds(length), frequency_of(note)
    tone = np.zeros_like(seconds)
    for multiple, strength, decay in partials:
        # What lies above half the rate would come back as another tone.
        if frequency * multiple < 0.45 * LOOP_RATE:
            tone += strength * np.sin(2 * np.pi * frequency * multiple * seconds) * np.exp(-seconds * decay)
    tone *= 1 - np.exp(-seconds * 500)
    return let_go(tone)


def let_go(tone: Tone, length: float = _LET_GO) -> Tone:
    """Return a tone that ends in silence, over its last `length` seconds."""
    count = min(len(tone), round(length * LOOP_RATE))
    tone[len(tone) - count :] *= half_cosine(count)[::-1]
    return np.asarray(tone, np.float32)


def _pluck(note: float, brightness: float) -> Tone:
    partials = ((1.0, 1.0, 3.6), (2.001, 0.7 * brightness, 5.2), (3.004, 0.33 * brightness, 6.8))
    return _partials(note, 1.4, partials)


def _bell(note: float, brightness: float) -> Tone:
    """Return a small bell: partials that are no harmonics, the high ones gone first."""
    partials = (
        (1.0, 0.8, 2.2),
        (2.0, 0.35, 2.8),
        (2.76, 0.5 * brightness, 4.5),
        (5.4, 0.25 * brightness, 9.0),
    )
    return _partials(note, 2.0, partials)


def _keys(note: float, brightness: float) -> Tone:
    """Return an electric piano: a soft body, and a tine that is heard with the stroke only."""
    partials = (
        (1.0, 1.0, 1.9),
        (2.0, 0.45 * brightness, 2.6),
        (4.0, 0.12, 7.0),
        (7.0, 0.2 * brightness, 22.0),
    )
    tone = _partials(note, 1.9, partials)
    return np.asarray(tone * (1 + 0.12 * np.sin(2 * np.pi * 4.6 * _seconds(1.9))), np.float32)


def _marimba(note: float, brightness: float) -> Tone:
    return _partials(
        note, 0.8, ((1.0, 1.0, 7.5), (3.93, 0.45 * brightness, 16.0), (9.2, 0.12 * brightness, 40.0))
    )


def _bowed(note: float, brightness: float) -> Tone:
    """Return a bowed string, which swells, and whose pitch sways once it sounds."""
    seconds = _seconds(1.3)
    sway = 0.002 * np.sin(2 * np.pi * 5.2 * seconds) * np.minimum(1, seconds / 0.5)
    angle = 2 * np.pi * frequency_of(note) * (seconds + sway / 5.2 / 2)
    tone = np.zeros_like(seconds)
    for harmonic in range(1, 7):
        if frequency_of(note) * harmonic < 0.45 * LOOP_RATE:
            tone += (0.6 + 0.5 * brightness) ** (harmonic - 1) / harmonic * np.sin(harmonic * angle)
    tone *= 0.7 * np.minimum(1, seconds / 0.14)
    return let_go(np.asarray(tone, np.float32), 0.5)


# By name: a note (MIDI number) of a brightness.
LEADS: dict[str, Callable[[float, float], Tone]] = {
    "pluck": _pluck,
    "bell": _bell,
    "keys": _keys,
    "marimba": _marimba,
    "bowed": _bowed,
}


def bass(note: float) -> Tone:
    """Return a round low note; its overtones carry it on small loudspeakers."""
    return _partials(note, 0.7, ((1.0, 1.0, 3.5), (2.0, 0.5, 5.0), (3.0, 0.22, 7.0)))


def tom() -> Tone:
    """Return a large drum whose pitch falls from 170 to 90 Hz."""
    seconds = _seconds(0.7)
    angle = 2 * np.pi * (90 * seconds + 80 / 18 * (1 - np.exp(-seconds * 18)))
    return let_go(np.asarray(np.sin(angle) * np.exp(-seconds * 7) * (1 - np.exp(-seconds * 700)), np.float32))


def snap(chance: np.random.Generator) -> Tone:
    """Return a soft snare: a short body and noise without its highest and lowest parts."""
    seconds = _seconds(0.22)
    noise = np.convolve(np.diff(chance.standard_normal(len(seconds) + 1)), (0.3, 0.4, 0.3), "same")
    body = 0.5 * np.sin(2 * np.pi * 185 * seconds) * np.exp(-seconds * 30)
    return let_go(
        np.asarray((0.6 * noise * np.exp(-seconds * 24) + body) * (1 - np.exp(-seconds * 1500)), np.float32)
    )


def brush(chance: np.random.Generator) -> Tone:
    """Return a brush over a drum's skin: noise that swells and goes."""
    seconds = _seconds(0.26)
    noise = np.convolve(chance.standard_normal(len(seconds) + 1), (0.5, -0.5), "valid")
    return let_go(np.asarray(noise * np.sin(np.pi * seconds / 0.26) ** 2 * np.exp(-seconds * 5), np.float32))
