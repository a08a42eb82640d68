"""Decodes music that an owner brought along, judges it, and makes a bed of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import av
import numpy as np

from studio.film.progress import Tick
from studio.film.sound.loudness import SAMPLE_RATE, SILENCE, STEP, LoudnessMeter, Sound
from studio.film.sound.music import BED_LOUDNESS
from studio.film.uploads.sound_files import MusicError, inspect_music

MIN_SECONDS, MAX_SECONDS = 3.0, 600.0
# The repetition of a piece that is shorter than its film begins under the end of the one before.
_OVERLAP = round(1.5 * SAMPLE_RATE)
# Quieter than this at the ends of a piece is silence.
_AUDIBLE = 0.001
_MOST_GAIN = 30.0
# Samples that are measured at once, and bytes of a stored one.
_BLOCK, _BYTES = 50 * STEP, 8
# A rate beyond these makes a second of sound out of a few bytes, or none out of millions.
_RATES = range(8_000, 192_001)
# Files of floating numbers can hold more than full scale, and some hold it 32,768 times over. What is beyond that, or no
# number at all, is no sound; a single such sample would spread to all of the film's.
_LOUDEST = 65_536.0
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MusicTrack:
    """A bed of `length` samples that begins anew behind its end, on disk: its length does not count in memory.

    The file has 32-bit stereo samples. The bed starts with number `first` of them, and ends with the `seam`.
    """

    file: Path
    first: int
    length: int
    seam: Sound
    gain: float = 1.0

    def read(self, first: int, count: int) -> Sound:
        """Return `count` samples of the bed, shape (count, 2), from number `first` on."""
        stretch = np.empty((count, 2), np.float32)
        done = 0
        while done < count:
            part = self._part((first + done) % self.length, count - done)
            stretch[done : done + len(part)] = part
            done += len(part)
        stretch *= np.float32(self.gain)
        return stretch

    def _part(self, place: int, most: int) -> Sound:
        behind = place - (self.length - len(self.seam))
        if behind >= 0:
            return self.seam[behind : behind + most]
        return _stored(self.file, self.first + place, min(most, -behind))


def load_music(file: Path, sample_count: int, scratch: Path, tick: Tick) -> MusicTrack:
    """Return a file as a bed for a film of `sample_count` samples: 48 kHz, BED_LOUDNESS.

    It is as long as the film, or a loop without a seam where the piece is shorter. `scratch` is the file on which it
    lies then. Raises MusicError, and whatever the tick raises.
    """
    length = _store(file, sample_count, scratch, tick)
    if not length:
        raise MusicError(_SILENT)
    whole = MusicTrack(file=scratch, first=0, length=sample_count, seam=np.empty((0, 2), np.float32))
    bed = whole if length >= sample_count else _loop(scratch, length)
    loudness = _loudness(bed, tick)
    if loudness <= SILENCE:
        raise MusicError(_SILENT)
    return replace(bed, gain=10 ** (min(_MOST_GAIN, BED_LOUDNESS - loudness) / 20))


def _store(file: Path, sample_count: int, target: Path, tick: Tick) -> int:
    """Write the samples of a file but for silence at its beginning, and return how many there are up to its end."""
    written = heard = 0
    with target.open("wb") as track:
        for block in _decode(file, SAMPLE_RATE, "stereo"):
            tick()
            audible = np.flatnonzero(np.abs(block).max(axis=0) > _AUDIBLE)
            if not written and not len(audible):
                continue
            skipped = 0 if written else int(audible[0])
            track.write(block.T[skipped:].tobytes())
            if len(audible):
                heard = written + int(audible[-1]) + 1 - skipped
            written += block.shape[1] - skipped
            # What comes after the end of the film is not heard, so it is not decoded.
            if written >= sample_count + _OVERLAP:
                break
    return heard


def _stored(file: Path, first: int, count: int) -> Sound:
    return np.fromfile(file, np.float32, 2 * count, offset=_BYTES * first).reshape(-1, 2)


def _loop(file: Path, length: int) -> MusicTrack:
    """Lay the end of a piece over its beginning, at equal power, and start behind that place."""
    overlap = min(_OVERLAP, length // 4)
    rise = np.sin(np.linspace(0, np.pi / 2, overlap, dtype=np.float32))[:, None]
    seam = _stored(file, 0, overlap) * rise + _stored(file, length - overlap, overlap) * rise[::-1]
    return MusicTrack(file=file, first=overlap, length=length - overlap, seam=seam)


def _loudness(bed: MusicTrack, tick: Tick) -> float:
    meter = LoudnessMeter()
    for first in range(0, bed.length, _BLOCK):
        tick()
        block = bed.read(first, min(_BLOCK, bed.length - first))
        meter.add(np.pad(block, ((0, -len(block) % STEP), (0, 0))))
    return meter.integrated()


def _decode(file: Path, rate: int, layout: str) -> Iterator[Sound]:
    """Yield the sound in blocks of shape (channels, samples), full scale 1.0. Raises MusicError."""
    resampler = av.AudioResampler(format="fltp", layout=layout, rate=rate)
    with _opened(file) as container:
        for frame in container.decode(audio=0):
            if frame.sample_rate not in _RATES:
                raise MusicError(_DAMAGED)
            for piece in resampler.resample(_sound_of(frame)):
                yield np.asarray(piece.to_ndarray(), np.float32)
        for piece in resampler.resample(None):
            yield np.asarray(piece.to_ndarray(), np.float32)


def _sound_of(frame: av.AudioFrame) -> av.AudioFrame:
    """Return a decoded frame with silence where it holds no numbers, and none that is beyond all sound."""
    samples = frame.to_ndarray()
    # Compared with what is no number, all is false.
    if samples.dtype.kind != "f" or not samples.size or bool(np.abs(samples).max() <= _LOUDEST):
        return frame
    kept = np.clip(np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0), -_LOUDEST, _LOUDEST)
    sound = av.AudioFrame.from_ndarray(kept, format=frame.format.name, layout=frame.layout.name)
    sound.sample_rate, sound.pts, sound.time_base = frame.sample_rate, frame.pts, frame.time_base
    return sound


@cache
def _sound_alone() -> dict[str, str]:
    """Return what keeps FFmpeg from decoding what a file holds beside its sound.

    It looks at the cover too, as soon as a file is opened, and a cover can be a picture of gigabytes.
    """
    decoders = []
    for name in sorted(av.codecs_available):
        try:
            decoders += [name] if av.Codec(name, "r").type == "audio" else []
        except ValueError:
            # This one only encodes.
            continue
    return {"codec_whitelist": ",".join(decoders)}


@contextmanager
def _opened(file: Path) -> Iterator[Any]:
    with file.open("rb") as opened:
        kind = inspect_music(opened, file.stat().st_size)
        try:
            with av.open(opened, format=_DEMUXERS[kind], options=_sound_alone()) as container:
                yield container
        except MusicError:
            raise
        # Decoders of hostile bytes raise errors of many kinds, and all of them mean the same to the file's owner.
        except Exception as error:
            raise MusicError(_DAMAGED) from error
