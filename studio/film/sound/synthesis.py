"""The instruments of the music beds, and the loop that they are mixed into."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.film.sound.loudness import SAMPLE_RATE, Sound

# Beds are made at half the film's rate: nothing in them reaches 12 kHz, and it halves the work.
LOOP_RATE = SAMPLE_RATE // 2

_TABLE_BITS = 12
_TABLE_SIZE = 1 << _TABLE_BITS
_REVERB_SECONDS = 2.2
_REVERB_SHARE = 0.3
# In Hz, Hz and decibels: a low cut, as the bed needs nothing below speech, and a dip where consonants are told apart.
_LOW_CUT, _DIP_CENTRE, _DIP_DECIBELS = 110.0, 2000.0, -4.0
# Samples of a loop processed at a time; the length of reverberation and filters, and its part before time zero.
_STRETCH, _REACH, _BACK = 1 << 14, 1 << 16, 1 << 12
# Samples on each side from which one at twice the rate is interpolated.
_TAPS = 32


class Loop:
    """A stereo loop: sound that passes its end continues at its beginning."""

    def __init__(self, length: int) -> None:
        self.samples: Sound = np.zeros((length, 2), np.float32)

    def add(self, tone: Sound, place: int) -> None:
        """Mix in a tone of shape (samples, 2), shorter than the loop, from sample `place`; it wraps at the ends."""
        length = len(self.samples)
        place %= length
        before = min(len(tone), length - place)
        self.samples[place : place + before] += tone[:before]
        self.samples[: len(tone) - before] += tone[before:]


def add_pad(
    target: Sound, note: float, strength: float, brightness: float, chance: np.random.Generator
) -> None:
    """Add a soft sustained note (MIDI number) of three slightly detuned voices, spread over both channels.

    It is as long as the target, whose shape is (2, samples).
    """
    harmonics = np.arange(1, 9)
    strengths = brightness ** (harmonics - 1) / harmonics**0.6
    angles = np.arange(_TABLE_SIZE) * (2 * np.pi / _TABLE_SIZE)
    table = (np.sin(np.outer(angles, harmonics) + chance.uniform(0, 2 * np.pi, 8)) * strengths).sum(axis=1)
    table = (table * strength).astype(np.float32)
    voices = [
        (round(frequency_of(note + detune) / LOOP_RATE * 2**32), chance.integers(0, 2**32), sides_of(side))
        for detune, side in ((-0.06, 0.2), (0.0, 0.5), (0.05, 0.8))
    ]
    length = target.shape[1]
    rise, fall = min(length * 2 // 5, round(1.2 * LOOP_RATE)), min(length * 2 // 5, round(1.4 * LOOP_RATE))
    envelope = np.ones(length, np.float32)
    envelope[:rise] = half_cosine(rise)
    envelope[-fall:] = half_cosine(fall)[::-1]
    # In small parts: fresh memory costs more than the arithmetic.
    for first in range(0, length, _STRETCH):
        loud = envelope[first : first + _STRETCH]
        count = np.arange(first, first + len(loud))
        for advance, begin, sides in voices:
            # The phase is a 32-bit integer, which wraps and is exact.
            phases = (count * advance + begin) & (2**32 - 1)
            voice = table[phases >> (32 - _TABLE_BITS)]
            voice *= loud
            for channel, share in zip(target, sides, strict=True):
                channel[first : first + _STRETCH] += voice * share


def pluck(note: float, brightness: float, *, side: float) -> Sound:
    """Return a plucked note (MIDI number) that decays, its overtones faster; `side` 0 is left and 1 right."""
    seconds = np.arange(round(1.5 * LOOP_RATE), dtype=np.float32) / LOOP_RATE
    tone = np.zeros_like(seconds)
    for harmonic, strength in (
        (1, 1.0),
        (2, 0.7 * brightness),
        (3, 0.33 * brightness),
        (4, 0.12 * brightness),
    ):
        frequency = frequency_of(note) * harmonic * (1 + 0.0004 * harmonic**2)
        tone += strength * np.sin(2 * np.pi * frequency * seconds) * np.exp(-seconds * (2.4 + 1.5 * harmonic))
    tone *= 1 - np.exp(-seconds * 600)
    tone[-LOOP_RATE // 10 :] *= half_cosine(LOOP_RATE // 10)[::-1]
    return np.asarray(tone[:, None] * sides_of(side), np.float32)


def thump() -> Sound:
    """Return a soft drum whose pitch falls."""
    seconds = np.arange(round(0.4 * LOOP_RATE)) / LOOP_RATE
    # The angle is the integral of a frequency that falls from 190 to 95 Hz.
    angle = 2 * np.pi * (95 * seconds + 95 / 30 * (1 - np.exp(-seconds * 30)))
    tone = np.sin(angle) * np.exp(-seconds * 14) * (1 - np.exp(-seconds * 900))
    return np.asarray(tone[:, None] * sides_of(0.5), np.float32)


def hat(chance: np.random.Generator) -> Sound:
    """Return a quiet, bright hi-hat: a short burst of noise."""
    seconds = np.arange(round(0.08 * LOOP_RATE)) / LOOP_RATE
    noise = np.diff(chance.standard_normal(len(seconds)), prepend=0.0)
    return np.asarray((noise * np.exp(-seconds * 70))[:, None] * sides_of(0.62), np.float32)


def finish(loop: Loop, chance: np.random.Generator) -> Sound:
    """Return the loop at the film's rate with reverberation, low cut and dip, still seamless."""
    bed = np.empty((2 * len(loop.samples), 2), np.float32)
    for channel in range(2):
        # Pad with the loop's end before its beginning, and with its beginning after its end.
        wet = np.empty(len(loop.samples) + 2 * _TAPS, np.float32)
        for first, stretch in _convolved(loop.samples[:, channel], _responses(_impulse_response(chance))):
            wet[_TAPS + first : _TAPS + first + len(stretch)] = stretch
        wet[:_TAPS], wet[-_TAPS:] = wet[-2 * _TAPS : -_TAPS], wet[_TAPS : 2 * _TAPS]
        bed[::2, channel] = wet[_TAPS:-_TAPS]
        bed[1::2, channel] = _between(wet)[_TAPS:-_TAPS]
    return bed


def _between(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Interpolate half way between each sample and the next by a windowed sinc, flat to 11 kHz."""
    places = np.arange(-_TAPS // 2 + 1, _TAPS // 2 + 1) - 0.5
    taps = (np.sinc(places) * np.kaiser(_TAPS, 5)).astype(np.float32)
    filtered = cv2.filter2D(samples[None], cv2.CV_32F, taps[None], anchor=(_TAPS // 2 - 1, 0))
    return np.asarray(filtered[0], np.float32)


def _responses(echoes: NDArray[np.float32]) -> list[Sound]:
    """Return the impulse responses of all processing in consecutive parts of _STRETCH samples, as spectra.

    They are packed as by OpenCV.
    """
    spectrum = np.fft.rfft(echoes * np.float32(_REVERB_SHARE), _REACH)
    spectrum += 1 - _REVERB_SHARE
    # The low cut and the dip are zero-phase filters: they reach back in time as far as ahead.
    taps = np.roll(np.fft.irfft(spectrum * _colour(_REACH), _REACH), _BACK).astype(np.float32)
    parts = taps.reshape(-1, _STRETCH)
    return [np.asarray(cv2.dft(np.pad(part, (0, _STRETCH))[None]), np.float32) for part in parts]


def _convolved(
    samples: NDArray[np.float32], responses: list[Sound]
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield (start, samples) stretches of a loop convolved with the responses.

    Partitioned overlap-save, with the end of the loop before its beginning. Stretches that fit into the processor's
    cache are transformed many times faster than the whole loop would be.
    """
    length, heard = len(samples), deque[Sound](maxlen=len(responses))
    for first in range(-(len(responses) - 1) * _STRETCH, length, _STRETCH):
        places = np.arange(first - _STRETCH, first + _STRETCH) + _BACK
        heard.appendleft(np.asarray(cv2.dft(samples[places % length][None]), np.float32))
        if first < 0:
            continue
        spectrum = np.zeros((1, 2 * _STRETCH), np.float32)
        for one, response in zip(heard, responses, strict=True):
            spectrum += cv2.mulSpectrums(one, response, 0)
        sound = cv2.idft(spectrum, flags=cv2.DFT_SCALE)[0, _STRETCH:]
        yield first, np.asarray(sound[: length - first], np.float32)


def _colour(length: int) -> NDArray[np.float32]:
    """Return the low cut and the dip as factors on the spectrum of `length` samples."""
    frequencies = np.maximum(np.fft.rfftfreq(length, 1 / LOOP_RATE), 1.0)
    octaves = np.log2(frequencies / _DIP_CENTRE)
    # Fourth-order Butterworth magnitude, and a bell one octave wide; both are flat in the treble.
    colour = 10 ** (_DIP_DECIBELS / 20 * np.exp(-(octaves**2))) / np.sqrt(1 + (_LOW_CUT / frequencies) ** 8)
    return np.asarray(colour, np.float32)


def _impulse_response(chance: np.random.Generator) -> NDArray[np.float32]:
    """Return a room's impulse response: decaying noise with damped treble, of unit energy."""
    count = round(_REVERB_SECONDS * LOOP_RATE)
    echoes = chance.standard_normal(count) * np.exp(-np.arange(count) * (5 / count))
    echoes[: round(0.018 * LOOP_RATE)] *= 0.15
    echoes = np.convolve(echoes, np.hanning(9) / 4, "same")
    return np.asarray(echoes / np.sqrt(np.sum(echoes**2)), np.float32)


def frequency_of(note: float) -> float:
    """Return the frequency in Hz of a MIDI note number, equal temperament, A4 = 440 Hz."""
    return float(440 * 2 ** ((note - 69) / 12))


def sides_of(side: float) -> NDArray[np.float32]:
    """Return left and right gains of equal-power panning; `side` 0 is left and 1 right."""
    return np.array([np.cos(side * np.pi / 2), np.sin(side * np.pi / 2)], np.float32)


@lru_cache(maxsize=16)
def half_cosine(count: int) -> NDArray[np.float32]:
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.arange(count) / max(1, count)), np.float32)
