"""Uploaded music: checked, decoded, and made into a bed for the film."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from studio.film.progress import Tick
from studio.film.sound.loudness import SAMPLE_RATE, SILENCE, STEP, LoudnessMeter, Sound
from studio.film.sound.music import BED_LOUDNESS
from studio.film.uploads.sound_decoding import RATES, decode_sound
from studio.film.uploads.sound_files import MusicError, inspect_music

MIN_SECONDS, MAX_SECONDS = 3.0, 600.0
# Samples of cross-fade between two repetitions of a piece that is shorter than its film.
_OVERLAP = round(1.5 * SAMPLE_RATE)
# Level (full scale 1.0) below which the ends of a piece count as silence.
_AUDIBLE = 0.001
_MOST_GAIN = 30.0
# Samples measured at a time, and bytes of a stored stereo sample.
_BLOCK, _BYTES = 50 * STEP, 8
# The lowest of the accepted sample rates: enough to measure.
_RATE = RATES[0]

_DAMAGED = "This sound file is damaged or holds no sound. Please try another copy of it."
_TOO_LONG = "This music is longer than 10 minutes. Please use a shorter one."
_TOO_SHORT = "This sound is shorter than 3 seconds. Please use a longer one."
_SILENT = "This sound file is silent. Please use another one."


def measure_music(file: Path) -> float:
    """Decode a whole untrusted sound file and return its length in seconds. Raises MusicError if it cannot be a bed."""
    rate = _RATE
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
    """A bed of `length` samples that repeats after its end; it is on disk, so a long one needs no more memory.

    The file has 32-bit stereo samples. The bed starts with sample `first` and ends with the `seam`.
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
    """Return a sound file as a bed for a film of `sample_count` samples: 48 kHz, at BED_LOUDNESS.

    It is as long as the film, or a seamless loop if the piece is shorter. It is stored in the file `scratch`. Raises
    MusicError if the file cannot be used, and whatever the tick raises.
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
    """Write a file's samples without leading silence; return how many there are up to the last audible one."""
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
            # Sound beyond the end of the film is not heard, so it is not decoded.
            if written >= sample_count + _OVERLAP:
                break
    return heard


def _stored(file: Path, first: int, count: int) -> Sound:
    return np.fromfile(file, np.float32, 2 * count, offset=_BYTES * first).reshape(-1, 2)


def _loop(file: Path, length: int) -> MusicTrack:
    """Cross-fade the end of a piece into its beginning, at equal power, and start the loop after that part."""
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
    with file.open("rb") as opened:
        kind = inspect_music(opened, file.stat().st_size)
    return decode_sound(file, kind, rate, layout, MusicError(_DAMAGED))
