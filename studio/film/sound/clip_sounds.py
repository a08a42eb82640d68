"""What is heard of clips: under the narration, or as the voice of their scenes."""

from __future__ import annotations

import wave
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from studio.errors import RenderError
from studio.film.faults import blamed_on
from studio.film.layers.clips import seam_of
from studio.film.plan import FRAME_RATE, FilmPlan, Shot
from studio.film.progress import Tick
from studio.film.schedule import Schedule, ShotSpan
from studio.film.sound.loudness import SAMPLE_RATE, SILENCE, STEP, LoudnessMeter, Sound
from studio.film.sound.voice import VOICE_LOUDNESS, level_speech

# LU by which a clip is heard below the voice, and the most decibels by which a quiet one is raised.
_BELOW_VOICE, _MOST_GAIN = 11.0, 20.0
# Seconds in which a clip comes and goes where the picture is cut, against clicks.
_EDGE = 0.02
# Seconds in which the sound of an intro or outro goes.
_OUT = 0.3
_BYTES = 4
_BLOCK = 50 * STEP
_UNREADABLE = "The sound of a clip of this film could not be read."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """The sound of one shot: samples [first, end) of the film, the fades at both ends in samples, and its gain."""

    file: Path
    first: int
    end: int
    rise: int
    fall: int
    length: int
    loops: bool
    gain: float = 1.0

    def read(self, first: int, count: int) -> Sound:
        """Return its samples from number `first` of the film on, shape (count, 2)."""
        numbers = np.arange(first, first + count)
        sound = self._laid(first - self.first, count)
        inside = (numbers - self.first) / max(1, self.rise), (self.end - 1 - numbers) / max(1, self.fall)
        gains = np.clip(np.minimum(*inside), 0, 1) * self.gain
        return np.asarray(sound * gains[:, None].astype(np.float32))

    def _laid(self, place: int, count: int) -> Sound:
        """Return samples of the clip as it runs on, from a place on that may lie before its beginning."""
        laid = np.zeros((count, 2), np.float32)
        seam = round(seam_of(self.length / SAMPLE_RATE) * SAMPLE_RATE) if self.loops else 0
        period = self.length - seam
        rounds = range(place // period, (place + count - 1) // period + 1) if self.loops else range(1)
        # The round before reaches into this one with its seam.
        for number in range(max(0, rounds.start - 1), rounds.stop):
            begin = number * period - place
            left, right = max(0, begin), min(count, begin + self.length)
            if left >= right:
                continue
            part = _stored(self.file, left - begin, right - left)
            if seam:
                at = np.arange(left - begin, right - begin)
                rising = np.clip(at / seam, 0, 1) if number else np.ones(len(at))
                part = part * np.minimum(rising, np.clip((self.length - at) / seam, 0, 1))[:, None]
            laid[left:right] += part
        return laid


class ClipSounds:
    """The sounds of a film's clips, read from their files block by block."""

    def __init__(self, plan: FilmPlan, schedule: Schedule, tick: Tick) -> None:
        """Measure them. Raises RenderError for a file that cannot be read."""
        self._under: list[_Placed] = []
        self._voices: list[_Placed] = []
        self._tick = tick
        for index, (shot, span) in enumerate(zip(plan.shots, schedule.shots, strict=True)):
            if shot.clip_sound is None:
                continue
            with blamed_on(index, "picture"):
                placed = _placed(shot, span)
                if shot.clip_sound.is_voice:
                    self._voices.append(placed)
                elif loudness := _loudness(placed, tick):
                    # Nobody speaks over an intro or outro.
                    below = 0.0 if shot.bookend else _BELOW_VOICE
                    gain = min(_MOST_GAIN, VOICE_LOUDNESS - below - loudness)
                    self._under.append(replace(placed, gain=10 ** (gain / 20)))

    @property
    def are_heard(self) -> bool:
        return bool(self._under or self._voices)

    def add_voices(self, track: Path, sample_count: int) -> None:
        """Add what is a scene's voice to the film's voice track, as loud as narrators are."""
        for one in self._voices:
            self._tick()
            end = min(one.end, sample_count)
            sound = one.read(one.first, end - one.first).mean(axis=1)
            loudness = _loudness(one, self._tick)
            if not loudness:
                continue
            leveled = level_speech(np.asarray(sound, np.float32), loudness)
            with track.open("r+b") as file:
                file.seek(_BYTES * one.first)
                before = np.fromfile(file, np.float32, len(leveled))
                file.seek(_BYTES * one.first)
                file.write((before + leveled[: len(before)]).tobytes())

    def add_to(self, block: Sound, first: int) -> None:
        """Add what is heard under the narration to a block of the mix that begins with sample `first`."""
        for one in self._under:
            begin, end = max(first, one.first), min(first + len(block), one.end)
            if begin < end:
                block[begin - first : end - first] += one.read(begin, end - begin)


def _placed(shot: Shot, span: ShotSpan) -> _Placed:
    assert shot.clip_sound
    try:
        with wave.open(str(shot.clip_sound.file)) as file:
            if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (2, 2, SAMPLE_RATE):
                raise RenderError(_UNREADABLE)
            length = file.getnframes()
    except (OSError, EOFError, wave.Error) as error:
        raise RenderError(_UNREADABLE) from error
    if not length:
        raise RenderError(_UNREADABLE)
    edge = round(_EDGE * SAMPLE_RATE)
    rise, fall = max(edge, _sample_at(span.fade_in)), max(edge, _sample_at(span.fade_out))
    if shot.bookend:
        # It begins as it was made, but may have been cut off.
        rise, fall = edge, max(fall, round(_OUT * SAMPLE_RATE))
    return _Placed(
        file=shot.clip_sound.file,
        first=_sample_at(span.first_shown),
        end=_sample_at(span.end_shown),
        rise=rise,
        fall=fall,
        length=length,
        loops=bool(shot.clip and shot.clip.ending == "loop"),
    )


def _sample_at(frame: int) -> int:
    return frame * SAMPLE_RATE // FRAME_RATE


def _loudness(placed: _Placed, tick: Tick) -> float:
    """Return the loudness in LUFS of all that is heard of a sound; 0 for silence."""
    meter = LoudnessMeter()
    for first in range(placed.first, placed.end, _BLOCK):
        tick()
        block = placed.read(first, min(_BLOCK, placed.end - first))
        meter.add(np.pad(block, ((0, -len(block) % STEP), (0, 0))))
    found = meter.integrated()
    return found if found > SILENCE else 0.0


def _stored(file: Path, first: int, count: int) -> Sound:
    """Return samples of a WAV file, full scale 1.0; those beyond its end are silence."""
    sound = np.zeros((count, 2), np.float32)
    with wave.open(str(file)) as opened:
        opened.setpos(min(first, opened.getnframes()))
        found = np.frombuffer(opened.readframes(count), "<i2").reshape(-1, 2)
    sound[: len(found)] = found / 32768
    return sound
