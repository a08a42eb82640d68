"""The sound of a clip as a WAV of its own: heard under the narrator, or instead."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from studio.film.uploads.clips.kinds import ClipError
from studio.film.uploads.clips.opening import opened_clip

RATE = 48_000
# Accepted sample rates in Hz: beyond them a few bytes can claim to be a second of sound, or millions to be none.
_RATES = range(8_000, 192_001)
# Level (full scale 1.0) below which all of a sound counts as silence.
_AUDIBLE = 0.001
# Seconds by which a piece may come late or early before it is moved to where its time is.
_LOOSE = 0.05

_DAMAGED = "The sound of this clip cannot be read. Please use the clip without its sound."

Samples = NDArray[np.float32]


def take_sound(source: Path, target: Path, start: float, seconds: float) -> bool:
    """Write `seconds` of a stranger's clip's sound from second `start` on: a WAV of 48 kHz, stereo, 16 bit.

    What is missing of it is silence. Return whether anything is heard in it. Raises ClipError for sound that cannot be
    read.
    """
    peak, written, most = 0.0, 0, round(seconds * RATE)
    with wave.open(str(target), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for first, block in _pieces(source, start, seconds):
            gap = first - written
            if abs(gap) > _LOOSE * RATE or not written:
                # Sound that begins later than its pictures, or that has a hole.
                file.writeframes(bytes(4 * min(max(0, gap), most - written)))
                written += min(max(0, gap), most - written)
                block = block[max(0, -gap) :]
            block = block[: most - written]
            peak = max(peak, float(np.abs(block).max(initial=0.0)))
            file.writeframes(np.rint(np.clip(block, -1, 1) * 32767).astype("<i2").tobytes())
            written += len(block)
            if written >= most:
                break
        file.writeframes(bytes(4 * max(0, most - written)))
    return peak > _AUDIBLE


def _pieces(source: Path, start: float, seconds: float) -> Iterator[tuple[int, Samples]]:
    """Yield the sound in blocks of shape (samples, 2), each with the number of its first sample after `start`."""
    with opened_clip(source) as container:
        if not container.streams.audio:
            return
        zero = _first_picture(container) + start
        stream = container.streams.audio[0]
        if start:
            container.seek(int(max(0.0, zero - 0.2) * av.time_base))
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
        for frame in container.decode(stream):
            if frame.sample_rate not in _RATES:
                raise ClipError(_DAMAGED)
            if frame.time is None or frame.time > zero + seconds:
                if frame.time is not None:
                    return
                continue
            at = frame.time
            for piece in resampler.resample(frame):
                block = np.nan_to_num(np.asarray(piece.to_ndarray(), np.float32).T, posinf=0.0, neginf=0.0)
                yield round((at - zero) * RATE), block
                at += len(block) / RATE


def _first_picture(container: InputContainer) -> float:
    stream = container.streams.video[0]
    return float((stream.start_time or 0) * (stream.time_base or 1))
