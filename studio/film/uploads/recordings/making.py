"""A recording made ready for a film: cut, cleaned, without silence around it, levelled, and timed word by word."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.film.sound.limiter import HOP, between, limiting_gains
from studio.film.sound.loudness import SAMPLE_RATE, SILENCE, measure
from studio.film.sound.voice import VOICE_LOUDNESS, level_speech
from studio.film.uploads.recordings.cleaning import Mono, clean
from studio.film.uploads.recordings.reading import check_heard, samples_of
from studio.film.uploads.recordings.spoken import Span, spoken_spans
from studio.film.uploads.recordings.wording import word_times

# Seconds that stay before the first and after the last word, and over which the sound begins and ends.
_LEAD, _TAIL, _EDGE = 0.12, 0.15, 0.01
# Full scale: what is beyond it after levelling is limited.
_CEILING = 0.95


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a recording: its seconds, when each word is spoken, and the second of the upload with which it begins."""

    seconds: float
    words: list[Span]
    start: float


def make_recording(
    source: Path, target: Path, words: Sequence[str], start: float = 0.0, end: float | None = None
) -> Made:
    """Write the part of a stranger's recording between two seconds as a WAV of 48 kHz, mono, at VOICE_LOUDNESS.

    Raises RecordingError if nobody is heard in it.
    """
    samples = samples_of(source, SAMPLE_RATE, start, end)
    check_heard(samples)
    cleaned = clean(samples)
    check_heard(cleaned)
    spans = spoken_spans(cleaned, SAMPLE_RATE)
    first = max(0.0, spans[0][0] - _LEAD)
    last = min(len(cleaned) / SAMPLE_RATE, spans[-1][1] + _TAIL)
    kept = _levelled(cleaned[round(first * SAMPLE_RATE) : round(last * SAMPLE_RATE)])
    _fade(kept)
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(np.rint(np.clip(kept, -1, 1) * 32767).astype("<i2").tobytes())
    placed = [(a - first, b - first) for a, b in spans]
    return Made(
        seconds=len(kept) / SAMPLE_RATE, words=word_times(words, placed), start=round(start + first, 3)
    )


def _levelled(samples: Mono) -> Mono:
    """Bring a voice to VOICE_LOUDNESS, however quiet it is; peaks are limited as those of other voices."""
    loudness = measure(samples[:, None])
    if loudness <= SILENCE:
        return samples
    near = np.asarray(samples * np.float32(10 ** ((VOICE_LOUDNESS - loudness) / 20)), np.float32)
    levelled = level_speech(near, VOICE_LOUDNESS)
    peaks = np.abs(np.pad(levelled, (0, -len(levelled) % HOP))).reshape(-1, HOP).max(axis=1)
    if peaks.max(initial=0.0) > _CEILING:
        lines = between(np.pad(limiting_gains(peaks, _CEILING), 1, mode="edge"), HOP)
        levelled = levelled * lines[HOP // 2 : HOP // 2 + len(levelled)]
    return np.asarray(levelled, np.float32)


def _fade(samples: Mono) -> None:
    edge = min(round(_EDGE * SAMPLE_RATE), len(samples) // 2)
    rise = np.linspace(0, 1, edge, dtype=np.float32)
    samples[:edge] *= rise
    samples[len(samples) - edge :] *= rise[::-1]
