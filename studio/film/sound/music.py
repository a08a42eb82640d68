"""Synthesised quiet music beds: seamless loops, the same for the same mood and seed."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from studio.film.sound.loudness import SAMPLE_RATE, Sound, measure
from studio.film.sound.moods import BEATS_PER_BAR, PLANS, Mood
from studio.film.sound.synthesis import LOOP_RATE, Loop, add_pad, finish, hat, pluck, thump

# Every bed has this integrated loudness, so that one mixing rule fits all.
BED_LOUDNESS = -20.0
_BARS = 16


MOODS = tuple(PLANS)


# Cached because each render of an edited film asks for the same music again.
@lru_cache(maxsize=1)
def compose_loop(mood: str, seed: int) -> NDArray[np.float16]:
    """Return a read-only loop of 34 to 55 s, shape (samples, 2), 48 kHz, at BED_LOUDNESS; takes 0.1 to 0.2 s.

    Half precision, because a process keeps it: the rounding noise is 70 dB below the bed. Raises KeyError for a mood
    that is not in MOODS.
    """
    plan = PLANS[mood]
    chance = np.random.default_rng([seed, MOODS.index(mood)])
    beat = _beat_near(LOOP_RATE * 60 / plan.tempo)
    loop = Loop(_BARS * BEATS_PER_BAR * beat)
    key = plan.key + int(chance.integers(-2, 3))
    turn = 0 if plan.is_slow else int(chance.integers(0, len(plan.chords)))
    chords = plan.chords[turn:] + plan.chords[:turn]
    _add_pads(loop, plan, beat, key, chords, chance)
    _add_plucks(loop, plan, beat, key, chords, chance)
    if plan.drums:
        _add_drums(loop, plan, beat, chance)
    bed = finish(loop, chance)
    gain = 10 ** ((BED_LOUDNESS - measure(bed[: len(bed) // 4800 * 4800])) / 20)
    bed *= np.float32(gain)
    kept = bed.astype(np.float16)
    kept.flags.writeable = False
    return kept


def loop_stretch(loop: NDArray[np.floating], first: int, count: int) -> Sound:
    """Return `count` samples of an endlessly repeated loop, from sample `first` on."""
    first %= len(loop)
    if first + count <= len(loop):
        return loop[first : first + count].astype(np.float32)
    return loop[np.arange(first, first + count) % len(loop)].astype(np.float32)


def _beat_near(length: float) -> int:
    """Return a suitable whole number of samples near a beat's ideal length.

    A multiple of eight keeps all steps, and so the loop's ends, exactly in time. Without prime factors above five the
    transforms of the whole loop are several times faster. The tempo changes by one per cent at most.
    """
    powers: list[int] = [
        2**twos * 3**threes * 5**fives for twos in range(3, 15) for threes in range(9) for fives in range(6)
    ]
    return min(powers, key=lambda candidate: abs(candidate - length))


def _add_pads(
    loop: Loop,
    plan: Mood,
    beat: int,
    key: int,
    chords: tuple[tuple[int, ...], ...],
    chance: np.random.Generator,
) -> None:
    length = plan.bars_per_chord * BEATS_PER_BAR * beat
    # Each note sounds into the next chord: the overlap hides the change. A repeated chord reuses its sound.
    sounds = []
    for chord in chords:
        sound = np.zeros((2, length + LOOP_RATE), np.float32)
        for note in chord:
            add_pad(sound, key + note, 0.06, plan.brightness, chance)
        low = np.zeros((2, length + LOOP_RATE // 2), np.float32)
        add_pad(low, key - 12 + chord[0], 0.07, 0.45, chance)
        sounds.append((sound.T, low.T))
    for number in range(_BARS // plan.bars_per_chord):
        sound, low = sounds[number % len(sounds)]
        loop.add(sound, number * length - LOOP_RATE // 6)
        loop.add(low, number * length)


def _add_plucks(
    loop: Loop,
    plan: Mood,
    beat: int,
    key: int,
    chords: tuple[tuple[int, ...], ...],
    chance: np.random.Generator,
) -> None:
    """Add an arpeggio over the pads: one figure, repeated, with notes left out at random."""
    step = BEATS_PER_BAR * beat // plan.steps_per_bar
    figure = chance.integers(0, 4, plan.steps_per_bar)
    lift = np.where(chance.random(plan.steps_per_bar) < 0.25, 24, 12)
    for bar in range(_BARS):
        chord = chords[bar // plan.bars_per_chord % len(chords)]
        for number in range(plan.steps_per_bar):
            on_beat = number * BEATS_PER_BAR % plan.steps_per_bar == 0
            if chance.random() > plan.pluck_share * (0.95 if on_beat else 0.65):
                continue
            note = key + chord[figure[number] % len(chord)] + int(lift[number])
            # Timing and strength vary a little, as a human player's do.
            place = bar * BEATS_PER_BAR * beat + number * step + int(chance.normal(0, 0.006 * LOOP_RATE))
            tone = pluck(note, plan.brightness, side=chance.uniform(0.3, 0.7))
            loop.add(tone * (0.075 * chance.uniform(0.7, 1.1)), place)


def _add_drums(loop: Loop, plan: Mood, beat: int, chance: np.random.Generator) -> None:
    kick, shaker = thump(), hat(chance)
    for number in range(_BARS * BEATS_PER_BAR):
        if number % 2 == 0:
            loop.add(kick * (0.22 * plan.drums), number * beat)
        for half, level in ((0, 0.6), (beat // 2, 1.0)):
            loop.add(shaker * (0.03 * plan.drums * level), number * beat + half)


assert LOOP_RATE * 2 == SAMPLE_RATE
