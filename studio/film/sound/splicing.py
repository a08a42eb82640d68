"""Recordings of several voices, joined into one at equal loudness."""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from studio.film.sound.loudness import SAMPLE_RATE, SILENCE, measure
from studio.film.sound.voice import Mono, decode_speech, level_speech

# Seconds of pause between two voices, within a sentence and after one.
PAUSE, SENTENCE_PAUSE = 0.12, 0.35


@dataclass(frozen=True, slots=True)
class Spliced:
    """A WAV file, its length in seconds, and the (start, end) of each part in it."""

    data: bytes
    duration: float
    spans: tuple[tuple[float, float], ...]


def splice(parts: Sequence[tuple[bytes | float, float]], voices: Sequence[str] = ()) -> Spliced:
    """Join (recording or seconds of silence, seconds of pause after it) pairs.

    `voices` names the voice of each part: recordings of one voice keep their loudness beside each other. Without names
    each part is a voice of its own. Raises RenderError for a recording that cannot be read.
    """
    named = voices or [str(index) for index in range(len(parts))]
    levelled = _levelled([part for part, _ in parts], named)
    pieces: list[Mono] = []
    spans: list[tuple[float, float]] = []
    place = 0
    for samples, (_, pause) in zip(levelled, parts, strict=True):
        spans.append((place / SAMPLE_RATE, (place + len(samples)) / SAMPLE_RATE))
        pieces += [samples, _silence(pause)]
        place += len(samples) + len(pieces[-1])
    return Spliced(_pack(np.concatenate(pieces)), place / SAMPLE_RATE, tuple(spans))


def _silence(seconds: float) -> Mono:
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def _levelled(parts: Sequence[bytes | float], voices: Sequence[str]) -> list[Mono]:
    """Return the samples of each part, those of each voice brought to the usual loudness together.

    A single short word has no loudness that could be measured.
    """
    samples = [
        _silence(part) if isinstance(part, float) else decode_speech(io.BytesIO(part)) for part in parts
    ]
    for voice in dict.fromkeys(voices):
        own = [
            index
            for index, part in enumerate(parts)
            if voices[index] == voice and not isinstance(part, float)
        ]
        if not own:
            continue
        whole = np.concatenate([samples[index] for index in own])
        loudness = measure(whole[:, None])
        if loudness <= SILENCE:
            continue
        ends = np.cumsum([len(samples[index]) for index in own])[:-1]
        for index, part in zip(own, np.split(level_speech(whole, loudness), ends), strict=True):
            samples[index] = part
    return samples


def _pack(samples: Mono) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(SAMPLE_RATE)
        recording.writeframes(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return file.getvalue()
