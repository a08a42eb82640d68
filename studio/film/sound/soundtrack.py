"""The film's sound: the voice mixed with a ducked music bed, mastered to the loudness that players expect."""

from __future__ import annotations

import math
import wave
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.errors import RenderError
from studio.film.plan import FRAME_RATE, FilmPlan
from studio.film.progress import Tick, wait_for
from studio.film.schedule import Schedule
from studio.film.sound.clip_sounds import ClipSounds
from studio.film.sound.ducking import GRID, bed_gains, effect_gains
from studio.film.sound.effects.placing import place_effects
from studio.film.sound.effects.track import EffectsTrack
from studio.film.sound.limiter import HOP, between, limiting_gains, peaks_per_hop, room_beside
from studio.film.sound.loudness import SAMPLE_RATE, SILENCE, STEP, LoudnessMeter, Sound, gated_loudness
from studio.film.sound.music import MOODS, compose_loop, loop_stretch
from studio.film.sound.own_music import load_music
from studio.film.sound.score import compose_score, turn_of
from studio.film.sound.voice import VoiceTrack, lay_voice

# LUFS, the usual target of streaming sites and phones.
LOUDNESS = -14.0
_CLOSE_ENOUGH, _MOST_CORRECTION = 0.15, 3.0
# Most decibels by which a quiet mix is raised: more would raise the noise.
_MOST_GAIN = 30.0
_MOST_ROUNDS, _OVERSTEP = 12, 1.5
# Samples per block: a multiple of all step lengths in use.
_BLOCK = 10 * STEP

# Called with (first, count); returns that many samples of an endless bed, shape (count, 2).
Bed = Callable[[int, int], Sound]
_NO_MUSIC = np.zeros((1, 2), np.float32)


def mix_soundtrack(plan: FilmPlan, schedule: Schedule, file: Path, tick: Tick) -> None:
    """Write the film's sound: a 48 kHz stereo 16-bit WAV, as long as the film to the sample, at LOUDNESS.

    Music alone is less loud by as much as its volume is below the usual one.
    Narrations start on the samples that the schedule says. Scratch files are written beside `file`. Raises RenderError
    for a narration or a music file that cannot be read, and for an unknown mood.
    """
    if plan.music and plan.music not in MOODS:
        raise RenderError("The music of this film is not known.")
    sample_count = schedule.frame_count * SAMPLE_RATE // FRAME_RATE
    scratch, music = file.with_suffix(".voice"), file.with_suffix(".music")
    placed = place_effects(plan, schedule)
    with ThreadPoolExecutor(1) as background:
        bed = background.submit(_bed, plan, schedule, music, tick)
        voice = lay_voice(schedule, scratch, sample_count, tick)
        effects = EffectsTrack(placed, plan.seed, tick) if placed else None
        clips = ClipSounds(plan, schedule, tick)
        clips.add_voices(scratch, sample_count)
        gains = bed_gains(voice, tick, is_scored=_is_scored(plan), heard=_samples(music_span(plan, schedule)))
        mix = _Mix(voice, wait_for(bed, tick), gains * plan.music_volume, effects, clips, tick)
    is_alone = not (any(span.narration.file for span in schedule.spoken) or clips.are_heard)
    # With nothing beside the music, mastering would make up for a lower volume.
    aim = LOUDNESS + 20 * math.log10(min(1.0, plan.music_volume)) if is_alone else LOUDNESS
    _master(mix, file, tick, aim)
    scratch.unlink()
    music.unlink(missing_ok=True)


def music_span(plan: FilmPlan, schedule: Schedule) -> tuple[int, int]:
    """Return the frames [first, end) in which there may be music: an intro or outro that is heard has none beside it."""
    first, end = 0, schedule.frame_count
    if plan.shots[0].bookend and plan.shots[0].clip_sound:
        first = schedule.shots[1].first_shown
    if plan.shots[-1].bookend and plan.shots[-1].clip_sound:
        end = schedule.shots[-1].first_shown
    return first, end


def _is_scored(plan: FilmPlan) -> bool:
    return plan.is_scored and bool(plan.music) and not plan.music_file


def _samples(frames: tuple[int, int]) -> tuple[int, int]:
    first, end = (frame * SAMPLE_RATE // FRAME_RATE for frame in frames)
    return first, end


def _bed(plan: FilmPlan, schedule: Schedule, scratch: Path, tick: Tick) -> Bed:
    first, end = span = music_span(plan, schedule)
    start, stop = _samples(span)
    if plan.music_file:
        bed: Bed = load_music(plan.music_file, stop - start, scratch, tick).read
    elif _is_scored(plan):
        bed = compose_score(plan.music, plan.seed, end - first, turn_of(schedule, span)).read
    else:
        bed = partial(loop_stretch, compose_loop(plan.music, plan.seed) if plan.music else _NO_MUSIC)
    return _later(bed, start) if start else bed


def _later(bed: Bed, start: int) -> Bed:
    """Return a bed that begins with a later sample of the film, and is silent before."""

    def read(first: int, count: int) -> Sound:
        before = min(count, max(0, start - first))
        if before == count:
            return np.zeros((count, 2), np.float32)
        return np.concatenate(
            [np.zeros((before, 2), np.float32), bed(first + before - start, count - before)]
        )

    return read


class _Mix:
    """Voice and bed before mastering, mixed block by block; can be iterated more than once.

    The effects are as loud as they are in the finished film, so they are added after mastering.
    """

    def __init__(
        self,
        voice: VoiceTrack,
        bed: Bed,
        bed_gains: NDArray[np.float64],
        effects: EffectsTrack | None,
        clips: ClipSounds,
        tick: Tick,
    ) -> None:
        self.sample_count = voice.sample_count
        self._voice, self._bed, self._effects, self._tick = voice, bed, effects, tick
        self._clips = clips
        self._bed_gains = _to_the_end(bed_gains)
        self._effect_gains = _to_the_end(effect_gains(voice, tick)) if effects else self._bed_gains

    def effects(self, first: int) -> Sound | None:
        """Return the effects from a sample on, shape (_BLOCK, 2); None if the film has none."""
        if self._effects is None:
            return None
        gains = between(self._effect_gains[first // GRID : (first + _BLOCK) // GRID + 1], GRID)
        return self._effects.read(first, _BLOCK) * gains[:, None]

    def blocks(self) -> Iterator[Sound]:
        """Yield the mix in blocks of shape (_BLOCK, 2); the last one is padded with silence."""
        for first in range(0, self.sample_count, _BLOCK):
            self._tick()
            gains = between(self._bed_gains[first // GRID : (first + _BLOCK) // GRID + 1], GRID)
            block = self._bed(first, _BLOCK) * gains[:, None]
            block += self._voice.read(first, _BLOCK)[:, None]
            self._clips.add_to(block, first)
            block[max(0, self.sample_count - first) :] = 0
            yield block


def _to_the_end(gains: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return gains with one more, for interpolation up to the end of the last block."""
    return np.append(gains, gains[-1:]).astype(np.float32)


def _master(mix: _Mix, file: Path, tick: Tick, loudness: float) -> None:
    """Write the mix at a loudness with limited peaks; write it again, corrected, if the result missed that."""
    meter, peaks = LoudnessMeter(), []
    for number, block in enumerate(mix.blocks()):
        meter.add(block)
        effects = mix.effects(number * _BLOCK)
        # What the effects take of the room below the ceiling, voice and bed have less.
        peaks.append(peaks_per_hop(block) * (1 if effects is None else room_beside(effects)))
    aim = loudness
    for _ in range(3):
        gains = _settled_gains(np.concatenate(peaks), meter.energies, aim, tick)
        error = loudness - _write(mix, file, gains)
        # A large error means a sound that must not be raised any further.
        if abs(error) < _CLOSE_ENOUGH or abs(error) > _MOST_CORRECTION:
            return
        aim += error


def _settled_gains(
    peaks: NDArray[np.float32], energies: NDArray[np.float64], aim: float, tick: Tick
) -> NDArray[np.float64]:
    """Return the gain per limiter hop that brings a sound of these peaks and energies to `aim` LUFS.

    The limiter lowers the loudness, so gain and limiting are found by iteration. Its effect on the energy of a
    loudness step is estimated from its gains there, weighted by the squares of the peaks.
    """
    loudness = gated_loudness(energies)
    if loudness <= SILENCE:
        return np.ones(len(peaks))
    weights = np.square(peaks.astype(np.float64) + 1e-6).reshape(-1, STEP // HOP)
    weights /= weights.sum(axis=1, keepdims=True)
    gain = min(_MOST_GAIN, aim - loudness)
    for _ in range(_MOST_ROUNDS):
        tick()
        factor = 10 ** (gain / 20)
        gains = limiting_gains(peaks * factor) * factor
        per_step = np.sum(weights * np.square(gains.reshape(weights.shape)), axis=1)
        error = aim - gated_loudness(energies * per_step)
        if abs(error) < _CLOSE_ENOUGH / 4 or gain + error > _MOST_GAIN:
            break
        # The limiter takes back about a third of any added gain, so each step is larger than the error.
        gain += _OVERSTEP * error
    return gains


def _write(mix: _Mix, file: Path, gains: NDArray[np.float64]) -> float:
    """Write the mix with these gains and return the loudness of what was written."""
    meter, remaining = LoudnessMeter(), mix.sample_count
    # Gains are those of hop centres, so interpolation begins and ends half a hop beyond the blocks.
    gains = np.pad(gains, 1, mode="edge").astype(np.float32)
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLE_RATE)
        for number, block in enumerate(mix.blocks()):
            first = number * _BLOCK // HOP
            lines = between(gains[first : first + _BLOCK // HOP + 2], HOP)
            block *= lines[HOP // 2 : HOP // 2 + _BLOCK, None]
            if (effects := mix.effects(number * _BLOCK)) is not None:
                block += effects
            meter.add(block)
            whole = np.rint(np.clip(block[:remaining], -1, 1) * 32767).astype("<i2")
            sound.writeframes(whole.tobytes())
            remaining -= len(whole)
    return meter.integrated()
