"""Decodes music that an owner brought along, judges it, and makes a bed of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
import numpy as np

from generator.rendering.loudness import SAMPLE_RATE, SILENCE, Sound, measure
from generator.rendering.music import BED_LOUDNESS
from generator.rendering.sound_files import MusicError, inspect_music

MIN_SECONDS, MAX_SECONDS = 3.0, 600.0
# The repetition of a piece that is shorter than its film begins under the end of the one before.
_OVERLAP = round(1.5 * SAMPLE_RATE)
# Quieter than this at the ends of a piece is silence.
_AUDIBLE = 0.001
_MOST_GAIN = 30.0
# A rate beyond these makes a second of sound out of a few bytes, or none out of millions.
_RATES = range(8_000, 192_001)
# A file is decoded as what its first bytes said, and as nothing else: what ffmpeg takes for a play-list would have it
# open other files and addresses.
_DEMUXERS = {"MP3": "mp3", "WAV": "wav", "OGG": "ogg", "M4A": "mov"}

_DAMAGED = "This sound file is damaged or holds no sound. Please try another copy of it."
_TOO_LONG = "This music is longer than 10 minutes. Please use a shorter one."
_TOO_SHORT = "This sound is shorter than 3 seconds. Please use a longer one."
_SILENT = "This sound file is silent. Please use another one."


def measure_music(file: Path) -> float:
    """Decode a stranger's sound file whole and return its length in seconds. Raises MusicError if it is no music bed."""
    rate = _RATES[0]
    sample_count, peak = 0, 0.0
    for block in _decode(file, rate, "mono"):
        sample_count += block.shape[1]
        peak = max(peak, float(np.abs(block).max(initial=0.0)))
        if sample_count > MAX_SECONDS * rate:
            raise MusicError(_TOO_LONG)
    if sample_count < MIN_SECONDS * rate:
        raise MusicError(_TOO_SHORT if sample_count else _DAMAGED)
    if peak < _AUDIBLE:
        raise MusicError(_SILENT)
    return sample_count / rate


def load_music(file: Path, sample_count: int) -> Sound:
    """Return a file as a bed for a film of `sample_count` samples: shape (samples, 2), 48 kHz, BED_LOUDNESS.

    It is as long as the film, or a loop without a seam where the piece is shorter: for `music.loop_stretch` either is
    the same. Raises MusicError.
    """
    blocks: list[Sound] = []
    length = 0
    for block in _decode(file, SAMPLE_RATE, "stereo"):
        if not blocks and np.abs(block).max(initial=0.0) < _AUDIBLE:
            continue
        blocks.append(block.T)
        length += block.shape[1]
        # What comes after the end of the film is not heard, so it is not decoded.
        if length >= sample_count + _OVERLAP:
            break
    if not blocks:
        raise MusicError(_SILENT)
    piece = _without_silence(np.concatenate(blocks))
    bed = piece[:sample_count] if len(piece) >= sample_count else _loop(piece)
    loudness = measure(bed)
    if loudness <= SILENCE:
        raise MusicError(_SILENT)
    return np.asarray(bed * 10 ** (min(_MOST_GAIN, BED_LOUDNESS - loudness) / 20), np.float32)


def _without_silence(piece: Sound) -> Sound:
    heard = np.flatnonzero(np.abs(piece).max(axis=1) > _AUDIBLE)
    return piece[heard[0] : heard[-1] + 1] if len(heard) else piece


def _loop(piece: Sound) -> Sound:
    """Lay the end of a piece over its beginning, at equal power, and start behind that place."""
    overlap = min(_OVERLAP, len(piece) // 4)
    rise = np.sin(np.linspace(0, np.pi / 2, overlap, dtype=np.float32))[:, None]
    seam = piece[:overlap] * rise + piece[-overlap:] * rise[::-1]
    return np.concatenate([piece[overlap:-overlap], seam])


def _decode(file: Path, rate: int, layout: str) -> Iterator[Sound]:
    """Yield the sound in blocks of shape (channels, samples), full scale 1.0. Raises MusicError."""
    resampler = av.AudioResampler(format="fltp", layout=layout, rate=rate)
    with _opened(file) as container:
        for frame in container.decode(audio=0):
            if frame.sample_rate not in _RATES:
                raise MusicError(_DAMAGED)
            for piece in resampler.resample(frame):
                yield np.asarray(piece.to_ndarray(), np.float32)
        for piece in resampler.resample(None):
            yield np.asarray(piece.to_ndarray(), np.float32)


@contextmanager
def _opened(file: Path) -> Iterator[Any]:
    with file.open("rb") as opened:
        kind = inspect_music(opened, file.stat().st_size)
        try:
            with av.open(opened, format=_DEMUXERS[kind]) as container:
                yield container
        except (av.FFmpegError, IndexError, ValueError, EOFError) as error:
            raise MusicError(_DAMAGED) from error
