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


def splice(parts: Sequence[tuple[bytes | float, float]]) -> Spliced:
    """Join (recording or seconds of silence, seconds of pause after it) pairs; the last pause is left out.

    Raises RenderError for a recording that cannot be read.
    """
    pieces: list[Mono] = []
    spans: list[tuple[float, float]] = []
    place = 0
    for index, (part, pause) in enumerate(parts):
        samples = _silence(part) if isinstance(part, float) else _levelled(part)
        spans.append((place / SAMPLE_RATE, (place + len(samples)) / SAMPLE_RATE))
        pieces.append(samples)
        if index + 1 < len(parts):
            pieces.append(_silence(pause))
        place = sum(map(len, pieces))
    return Spliced(_pack(np.concatenate(pieces)), place / SAMPLE_RATE, tuple(spans))


def _silence(seconds: float) -> Mono:
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def _levelled(recording: bytes) -> Mono:
    samples = decode_speech(io.BytesIO(recording))
    loudness = measure(samples[:, None])
    return samples if loudness <= SILENCE else level_speech(samples, loudness)


def _pack(samples: Mono) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(SAMPLE_RATE)
        recording.writeframes(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return file.getvalue()
