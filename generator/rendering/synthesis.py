"""The instruments of the music beds, and the loop that they are laid into."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generator.rendering.loudness import SAMPLE_RATE, Sound

# Beds are made at half the film's rate: nothing in them reaches 12 kHz, and it halves the work.
LOOP_RATE = SAMPLE_RATE // 2

_TABLE_BITS = 12
_TABLE_SIZE = 1 << _TABLE_BITS
_REVERB_SECONDS = 2.2
_REVERB_SHARE = 0.3
# Speech lives above this, so the bed has nothing below it, and a little less where consonants are told apart.
_LOW_CUT, _DIP_CENTRE, _DIP_DECIBELS = 110.0, 2000.0, -4.0


class Loop:
    """A stereo stretch of time whose end is its beginning."""

    def __init__(self, length: int) -> None:
        self.samples: Sound = np.zeros((length, 2), np.float32)

    def add(self, tone: Sound, place: int) -> None:
        """Add a tone of shape (samples, 2), shorter than the loop; what passes an end goes on at the other."""
        length = len(self.samples)
        place %= length
        before = min(len(tone), length - place)
        self.samples[place : place + before] += tone[:before]
        self.samples[: len(tone) - before] += tone[before:]


def pad_note(note: float, length: int, brightness: float, chance: np.random.Generator) -> Sound:
    """Return a soft sustained note (MIDI number), three voices a little out of tune, spread over both sides."""
    harmonics = np.arange(1, 9)
    strengths = brightness ** (harmonics - 1) / harmonics**0.6
    angles = np.arange(_TABLE_SIZE) * (2 * np.pi / _TABLE_SIZE)
    table = (np.sin(np.outer(angles, harmonics) + chance.uniform(0, 2 * np.pi, 8)) * strengths).sum(axis=1)
    table = table.astype(np.float32)
    tone = np.zeros((2, length), np.float32)
    for detune, side in ((-0.06, 0.2), (0.0, 0.5), (0.05, 0.8)):
        voice = table[_phases(note + detune, length, chance)]
        for channel, strength in zip(tone, _sides(side), strict=True):
            channel += voice * strength
    rise, fall = min(length * 2 // 5, round(1.2 * LOOP_RATE)), min(length * 2 // 5, round(1.4 * LOOP_RATE))
    envelope = np.ones(length, np.float32)
    envelope[:rise] = _half_cosine(rise)
    envelope[-fall:] = _half_cosine(fall)[::-1]
    tone *= envelope
    return tone.T


def pluck(note: float, brightness: float, *, side: float) -> Sound:
    """Return a struck note (MIDI number) that dies away, its overtones faster; `side` 0 is left and 1 right."""
    seconds = np.arange(round(1.5 * LOOP_RATE), dtype=np.float32) / LOOP_RATE
    tone = np.zeros_like(seconds)
    for harmonic, strength in (
        (1, 1.0),
        (2, 0.7 * brightness),
        (3, 0.33 * brightness),
        (4, 0.12 * brightness),
    ):
        frequency = _frequency(note) * harmonic * (1 + 0.0004 * harmonic**2)
        tone += strength * np.sin(2 * np.pi * frequency * seconds) * np.exp(-seconds * (2.4 + 1.5 * harmonic))
    tone *= 1 - np.exp(-seconds * 600)
    tone[-LOOP_RATE // 10 :] *= _half_cosine(LOOP_RATE // 10)[::-1]
    return np.asarray(tone[:, None] * _sides(side), np.float32)


def thump() -> Sound:
    """Return a soft drum whose pitch falls."""
    seconds = np.arange(round(0.4 * LOOP_RATE)) / LOOP_RATE
    # The angle is the integral of a frequency that falls from 190 to 95 Hz.
    angle = 2 * np.pi * (95 * seconds + 95 / 30 * (1 - np.exp(-seconds * 30)))
    tone = np.sin(angle) * np.exp(-seconds * 14) * (1 - np.exp(-seconds * 900))
    return np.asarray(tone[:, None] * _sides(0.5), np.float32)


def hat(chance: np.random.Generator) -> Sound:
    """Return a short rustle, brighter than it is loud."""
    seconds = np.arange(round(0.08 * LOOP_RATE)) / LOOP_RATE
    noise = np.diff(chance.standard_normal(len(seconds)), prepend=0.0)
    return np.asarray((noise * np.exp(-seconds * 70))[:, None] * _sides(0.62), np.float32)


def finish(loop: Loop, chance: np.random.Generator) -> Sound:
    """Return the loop at the film's rate in its room: reverberation, low cut and dip, all without a seam.

    A product of spectra is a circular convolution, so echoes of the end are heard at the beginning.
    """
    length = len(loop.samples)
    colour = _colour(length)
    bed = np.empty((2 * length, 2), np.float32)
    for channel in range(2):
        # In place and in single precision: fresh memory costs more than the arithmetic.
        room = np.fft.rfft(_impulse_response(chance).astype(np.float32), length)
        room *= np.float32(_REVERB_SHARE)
        room += np.float32(1 - _REVERB_SHARE)
        spectrum = np.fft.rfft(loop.samples[:, channel])
        spectrum *= room
        spectrum *= colour
        # Twice as many samples from the same spectrum, zero beyond it, is the loop at twice the rate.
        bed[:, channel] = np.fft.irfft(spectrum, 2 * length)
    bed *= 2
    return bed


def _colour(length: int) -> Sound:
    """Return the low cut and the dip as factors of the spectrum of a loop of this many samples."""
    frequencies = np.fft.rfftfreq(length, 1 / LOOP_RATE).astype(np.float32)
    # Fourth-order Butterworth magnitude, and a bell one octave wide; both are flat in the treble.
    colour = np.ones(len(frequencies), np.float32)
    heard = frequencies < 8 * _DIP_CENTRE
    low = np.maximum(frequencies[heard], 1.0)
    octaves = np.log2(low / _DIP_CENTRE)
    colour[heard] = 10 ** (_DIP_DECIBELS / 20 * np.exp(-(octaves**2))) / np.sqrt(1 + (_LOW_CUT / low) ** 8)
    return colour


def _impulse_response(chance: np.random.Generator) -> NDArray[np.float32]:
    """Return the echoes of a room: noise that dies away, its treble damped, of unit energy."""
    count = round(_REVERB_SECONDS * LOOP_RATE)
    echoes = chance.standard_normal(count) * np.exp(-np.arange(count) * (5 / count))
    echoes[: round(0.018 * LOOP_RATE)] *= 0.15
    echoes = np.convolve(echoes, np.hanning(9) / 4, "same")
    return np.asarray(echoes / np.sqrt(np.sum(echoes**2)), np.float32)


def _phases(note: float, length: int, chance: np.random.Generator) -> NDArray[np.uint32]:
    """Return table places of an oscillator; its phase is a 32-bit whole number, which wraps by itself and is exact."""
    advance = np.uint32(round(_frequency(note) / LOOP_RATE * 2**32))
    phases = np.arange(length, dtype=np.uint32) * advance + np.uint32(chance.integers(0, 2**32))
    return np.asarray(phases >> np.uint32(32 - _TABLE_BITS), np.uint32)


def _frequency(note: float) -> float:
    """Return the frequency in Hz of a MIDI note number, equal temperament, A4 = 440 Hz."""
    return float(440 * 2 ** ((note - 69) / 12))


def _sides(side: float) -> NDArray[np.float32]:
    """Return the gains of left and right that keep the power the same at each place between them."""
    return np.array([np.cos(side * np.pi / 2), np.sin(side * np.pi / 2)], np.float32)


def _half_cosine(count: int) -> NDArray[np.float32]:
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.arange(count) / max(1, count)), np.float32)
