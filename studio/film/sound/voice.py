"""The film's voice track: narrations, decoded and placed to the sample."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from numpy.typing import NDArray

from studio.errors import RenderError
from studio.film.faults import blamed_on
from studio.film.progress import Tick
from studio.film.schedule import Schedule
from studio.film.sound.limiter import HOP, between, limiting_gains
from studio.film.sound.loudness import SAMPLE_RATE, SILENCE, measure

Mono = NDArray[np.float32]

# Loudness in LUFS that each narration gets before mixing, so that all voices are equally loud.
VOICE_LOUDNESS = -18.0
_MOST_CHANGE = 15.0
# Ceiling of speech peaks, -8 dB: after the later gain they are still below the ceiling of the finished sound.
_CEILING = 10 ** (-8 / 20)
# Seconds by which a file may differ from the length in the plan; beyond that it is not the planned one.
_MOST_DIFFERENCE = 0.2
_BYTES = 4
# Bytes of a file that FFmpeg may probe; its default is five seconds of sound.
_PROBED = "65536"


class VoiceTrack:
    """The film's voice, mono at 48 kHz, on disk so that a long film needs no more memory."""

    def __init__(self, file: Path, sample_count: int) -> None:
        self._file = file
        self.sample_count = sample_count

    def read(self, first: int, count: int) -> Mono:
        """Return the samples [first, first + count), with silence beyond the end of the film."""
        wanted = max(0, min(count, self.sample_count - first))
        stretch = np.zeros(count, np.float32)
        stretch[:wanted] = np.fromfile(self._file, np.float32, wanted, offset=_BYTES * first)
        return stretch


def lay_voice(schedule: Schedule, file: Path, sample_count: int, tick: Tick) -> VoiceTrack:
    """Write the voice track of a film of `sample_count` samples; each narration starts on its exact sample.

    Raises RenderError for a narration that cannot be read or is not as long as planned.
    """
    with file.open("wb") as track:
        # The parts of the file that are never written read as zeros, which is silence.
        track.truncate(_BYTES * sample_count)
        for span in schedule.spoken:
            tick()
            if span.narration.file is None:
                continue
            with blamed_on(span.shot, "speech"):
                samples = _heard(span.narration.file, span.narration.duration)
            first = round(span.start * SAMPLE_RATE)
            track.seek(_BYTES * first)
            track.write(samples[: sample_count - first].tobytes())
    return VoiceTrack(file, sample_count)


def _heard(file: Path, duration: float) -> Mono:
    samples = decode_speech(file)
    if abs(len(samples) / SAMPLE_RATE - duration) > _MOST_DIFFERENCE:
        raise RenderError("A narration of this film is not as long as it should be.")
    loudness = measure(samples[:, None])
    if loudness <= SILENCE:
        raise RenderError("A narration of this film is silent.")
    return level_speech(samples, loudness)


def decode_speech(file: Path | BinaryIO) -> Mono:
    """Decode a whole WAV or MP3 file to mono samples at 48 kHz, full scale 1.0. Raises RenderError."""
    parts = []
    try:
        source = str(file) if isinstance(file, Path) else file
        with av.open(source, "r", options={"probesize": _PROBED}) as container:
            resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
            for frame in container.decode(audio=0):
                parts += [piece.to_ndarray()[0] for piece in resampler.resample(frame)]
            parts += [piece.to_ndarray()[0] for piece in resampler.resample(None)]
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise RenderError("A narration of this film could not be read.") from error
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def level_speech(samples: Mono, loudness: float) -> Mono:
    """Return speech of this loudness (LUFS) brought to VOICE_LOUDNESS, with limited peaks.

    Otherwise the final limiter would have to hold these peaks, and would lower the music with each stressed syllable.
    """
    change = min(_MOST_CHANGE, max(-_MOST_CHANGE, VOICE_LOUDNESS - loudness))
    whole = np.pad(samples * np.float32(10 ** (change / 20)), (0, -len(samples) % HOP))
    peaks = np.abs(whole).reshape(-1, HOP).max(axis=1)
    if peaks.max() > _CEILING:
        lines = between(np.pad(limiting_gains(peaks, _CEILING), 1, mode="edge"), HOP)
        whole *= lines[HOP // 2 : HOP // 2 + len(whole)]
        whole *= np.float32(10 ** ((loudness + change - measure(whole[:, None])) / 20))
    return np.asarray(whole[: len(samples)], np.float32)
