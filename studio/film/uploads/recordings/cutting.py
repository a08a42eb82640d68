"""One recording of all scenes: read, made small for a preview, and cut."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.film.sound.loudness import SAMPLE_RATE
from studio.film.sound.voice import decode_speech
from studio.film.uploads.recordings.aligning import RATE, Cut, Mono, cut, cut_by_length
from studio.film.uploads.recordings.cleaning import clean
from studio.film.uploads.recordings.kinds import MAX_WHOLE_SECONDS, RecordingError
from studio.film.uploads.recordings.reading import check_heard, samples_of

_TOO_LONG = f"This recording is longer than {MAX_WHOLE_SECONDS / 60:g} minutes. Please use a shorter one."
# Seconds that are cleaned at a time, and the level of the loudest sounds in the preview.
_BLOCK, _LOUD = 60, 0.7


@dataclass(frozen=True, slots=True)
class CutNarration:
    """How long a recording is, and the part of it for each scene."""

    seconds: float
    cuts: list[Cut]


def cut_narration(
    source: Path, target: Path, spoken: Sequence[Path], weights: Sequence[float]
) -> CutNarration:
    """Cut a stranger's recording into scenes, and write a small WAV of it, of which parts can be heard.

    `spoken` are the scenes as a machine speaks them (WAV); none where no machine can: then `weights` say how long each
    should last. Raises RecordingError.
    """
    samples = samples_of(source, SAMPLE_RATE, end=MAX_WHOLE_SECONDS + 1)
    if len(samples) > MAX_WHOLE_SECONDS * SAMPLE_RATE:
        raise RecordingError(_TOO_LONG)
    check_heard(samples)
    size = _BLOCK * SAMPLE_RATE
    small = np.concatenate([_small(clean(samples[at : at + size])) for at in range(0, len(samples), size)])
    del samples
    loudest = float(np.quantile(np.abs(small), 0.999))
    heard = np.clip(small * (_LOUD / max(loudest, 1e-4)), -1, 1)
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(heard * 32767).astype("<i2").tobytes())
    if spoken:
        cuts = cut(small, [_small(decode_speech(one)) for one in spoken])
    else:
        cuts = cut_by_length(small, weights)
    return CutNarration(seconds=round(len(small) / RATE, 3), cuts=cuts)


def _small(samples: Mono) -> Mono:
    """Return samples of SAMPLE_RATE at RATE, three to one."""
    kernel = np.hanning(11)[1:-1]
    smooth = np.convolve(samples, kernel / kernel.sum(), "same")
    return np.asarray(smooth[::3], np.float32)
