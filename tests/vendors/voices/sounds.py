"""What is held of every recording that comes from a service."""

from __future__ import annotations

import io
import wave

import numpy as np

from studio.contracts import Speech


def samples_of(speech: Speech) -> np.ndarray:
    """Return the samples of a speech, which is as the contract says: one channel, 16 bits, trimmed and levelled."""
    with wave.open(io.BytesIO(speech.data)) as sound:
        rate = sound.getframerate()
        assert (sound.getnchannels(), sound.getsampwidth(), rate) == (1, 2, 24000)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16).astype(int)
    assert speech.duration == len(samples) / rate
    loud = np.flatnonzero(np.abs(samples) > 400)
    assert loud[0] / rate < 0.15
    assert (len(samples) - loud[-1]) / rate < 0.15
    level = 20 * np.log10(np.sqrt((samples[loud[0] : loud[-1]] ** 2.0).mean()) / 32768)
    assert -26 < level < -19
    return samples


def check_words(speech: Speech, text: str) -> None:
    """Hold the words to those that are written, in order, each with a time within the speech."""
    assert [word.text for word in speech.words] == text.split()
    times = [time for word in speech.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= speech.duration + 0.001
