"""Ducking: the gain of the music bed over time, lower under the voice."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from studio.film.progress import Tick
from studio.film.sound.loudness import SAMPLE_RATE
from studio.film.sound.music import BED_LOUDNESS
from studio.film.sound.voice import VOICE_LOUDNESS, VoiceTrack

# Gains are given every 10 ms.
GRID = SAMPLE_RATE // 100

# Loudness of the bed below the voice in LU between narrations, and further attenuation in decibels under speech.
_BED_BELOW_VOICE, _DUCK = 6.0, 9.0
# Seconds of ducking before the first word and after the last, and the length of the change of gain at either end.
_DUCK_BEFORE, _DUCK_AFTER, _DUCK_EASE = 0.25, 0.7, 0.6
# The fewest seconds for which the bed comes back between two words: in shorter pauses it would pump.
_SHORTEST_RETURN = 1.0
_SPEECH_LEVEL = 0.01
_FADE_IN, _FADE_OUT = 0.8, 2.0
# Seconds of the fade of a bed that has died away by itself, against a click; decibels by which effects step back under
# speech, and their fade at the end of the film.
_AT_THE_END, _EFFECTS_DUCK, _EFFECTS_OUT = 0.05, 4.0, 1.2
_BLOCK = 1000 * GRID


def bed_gains(
    voice: VoiceTrack, tick: Tick, *, is_scored: bool = False, heard: tuple[int, int] | None = None
) -> NDArray[np.float64]:
    """Return the bed's gain every GRID samples: smoothly lower under speech, and faded at both ends of the film.

    It is `heard` between two samples, by default in all of the film, and is faded there instead.

    A bed that is scored ends by itself: it is faded at its beginning only, and comes back with the last word, so that
    its last chord is heard. The gains run to the end of the last block of the voice, with zeros after the film's end.
    """
    ducked = speech_over(voice, tick, is_let_go=is_scored)
    decibels = VOICE_LOUDNESS - _BED_BELOW_VOICE - BED_LOUDNESS - _DUCK * ducked
    seconds = np.arange(len(ducked)) * GRID / SAMPLE_RATE
    fade_out = _AT_THE_END if is_scored else _FADE_OUT
    first, end = heard or (0, voice.sample_count)
    left = np.clip(end / SAMPLE_RATE - seconds, 0, fade_out) / fade_out
    risen = np.clip(seconds - first / SAMPLE_RATE, 0, _FADE_IN) / _FADE_IN
    return np.asarray(10 ** (decibels / 20) * np.sin(left * np.pi / 2) * np.sin(risen * np.pi / 2))


def effect_gains(voice: VoiceTrack, tick: Tick) -> NDArray[np.float64]:
    """Return the effects' gain every GRID samples: lower under speech, and faded at the end of the film."""
    ducked = speech_over(voice, tick)
    left = np.clip(
        voice.sample_count / SAMPLE_RATE - np.arange(len(ducked)) * GRID / SAMPLE_RATE, 0, _EFFECTS_OUT
    )
    return np.asarray(10 ** (-_EFFECTS_DUCK * ducked / 20) * np.sin(left / _EFFECTS_OUT * np.pi / 2))


def speech_over(voice: VoiceTrack, tick: Tick, *, is_let_go: bool = False) -> NDArray[np.float64]:
    """Return how much the voice covers every GRID samples, from 0 to 1: smoothly, and on through short pauses.

    If it is let go, what was covered is free again right after the very last word.
    """
    levels = []
    for first in range(0, voice.sample_count, _BLOCK):
        tick()
        levels.append(np.sqrt(np.mean(np.square(voice.read(first, _BLOCK).reshape(-1, GRID)), axis=1)))
    is_speech = np.concatenate(levels) > _SPEECH_LEVEL
    before, after, ease = (
        round(seconds * SAMPLE_RATE / GRID) for seconds in (_DUCK_BEFORE, _DUCK_AFTER, _DUCK_EASE)
    )
    reach = np.convolve(is_speech, np.ones(before + after + 1))[before : before + len(is_speech)] > 0.5
    reach = _without_gaps(reach, round(_SHORTEST_RETURN * SAMPLE_RATE / GRID))
    if is_let_go and is_speech.any():
        reach[np.flatnonzero(is_speech)[-1] + 1 :] = False
    bell = np.hanning(ease + 2)
    padded = np.pad(reach.astype(np.float64), ease, mode="edge")
    return np.asarray(np.convolve(padded, bell / bell.sum(), "same")[ease:-ease])


def _without_gaps(reach: NDArray[np.bool_], shortest: int) -> NDArray[np.bool_]:
    """Return where the bed is low, with it low as well in gaps of fewer steps than `shortest`."""
    edges = np.flatnonzero(np.diff(reach.astype(np.int8)))
    closed = reach.copy()
    for fall, rise in pairwise(edges):
        if reach[fall] and rise - fall < shortest:
            closed[fall : rise + 1] = True
    return closed
