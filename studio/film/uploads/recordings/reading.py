"""Reading of recordings: decoded whole, or a part of one, as mono samples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.film.sound.loudness import SAMPLE_RATE, measure
from studio.film.uploads.recordings.kinds import (
    DAMAGED,
    MAX_WHOLE_BYTES,
    MIN_SECONDS,
    RecordingError,
    inspect_recording,
)
from studio.film.uploads.sound_decoding import decode_sound

Mono = NDArray[np.float32]

# Loudness in LUFS below which nobody is heard: a muted microphone still has some noise.
_QUIETEST = -60.0
_TOO_SHORT = "In this recording there is nothing to hear: it is shorter than a word. Please record it again."
_SILENT = "This recording is silent. Please check that your microphone is on, and record it again."


@dataclass(frozen=True, slots=True)
class RecordingFacts:
    """What a recording is: its seconds, as they were decoded, for few files tell the truth of it."""

    seconds: float


def read_recording(file: Path, longest: float) -> RecordingFacts:
    """Decode a whole stranger's recording; return what it is. Raises RecordingError if nobody could be heard in it."""
    samples = samples_of(file, SAMPLE_RATE, end=longest + 1)
    seconds = len(samples) / SAMPLE_RATE
    if seconds > longest:
        minutes = f"{longest / 60:g} minutes"
        raise RecordingError(f"This recording is longer than {minutes}. Please use a shorter one.")
    check_heard(samples)
    return RecordingFacts(seconds=round(seconds, 3))


def check_heard(samples: Mono) -> None:
    """Raise RecordingError if nobody could be heard in samples at SAMPLE_RATE."""
    if len(samples) < MIN_SECONDS * SAMPLE_RATE:
        raise RecordingError(_TOO_SHORT if len(samples) else DAMAGED)
    if measure(samples[:, None]) < _QUIETEST:
        raise RecordingError(_SILENT)


def samples_of(file: Path, rate: int, start: float = 0.0, end: float | None = None) -> Mono:
    """Return the samples between two seconds of a recording, mono, full scale 1.0. Raises RecordingError."""
    with file.open("rb") as opened:
        kind = inspect_recording(opened, file.stat().st_size, MAX_WHOLE_BYTES)
    first, last = round(start * rate), round(end * rate) if end is not None else None
    blocks, place = [], 0
    for block in decode_sound(file, kind, rate, "mono", RecordingError(DAMAGED)):
        until = len(block[0]) if last is None else max(0, last - place)
        blocks.append(block[0][max(0, first - place) : until])
        place += len(block[0])
        if last is not None and place >= last:
            break
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
