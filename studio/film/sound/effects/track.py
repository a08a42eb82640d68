"""The effects of a film as one sound, read block by block."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studio.film.plan import LASTING_SOUNDS
from studio.film.progress import Tick
from studio.film.sound.effects.lasting import lasting_loop
from studio.film.sound.effects.placing import Placed
from studio.film.sound.effects.strokes import stroke
from studio.film.sound.loudness import SAMPLE_RATE, Sound
from studio.film.sound.music import loop_stretch

# Seconds over which what lasts comes and goes.
_FADE = 0.8


class EffectsTrack:
    """All effects of one film, as loud as they are in it."""

    def __init__(self, placed: Sequence[Placed], seed: int, tick: Tick) -> None:
        self._placed = placed
        self._loops: dict[str, NDArray[np.float16]] = {}
        self._strokes: dict[str, Sound] = {}
        for kind in sorted({one.kind for one in placed}):
            tick()
            if kind in LASTING_SOUNDS:
                self._loops[kind] = lasting_loop(kind, seed)
            else:
                self._strokes[kind] = stroke(kind, seed)

    def read(self, first: int, count: int) -> Sound:
        """Return `count` samples of the effects, shape (count, 2), from number `first` of the film on."""
        block = np.zeros((count, 2), np.float32)
        for one in self._placed:
            start = round(one.start * SAMPLE_RATE)
            if one.kind in self._loops:
                self._add_lasting(block, first, one, (start, round(one.end * SAMPLE_RATE)))
            else:
                _add(block, first, start, self._strokes[one.kind] * np.float32(one.level))
        return block

    def _add_lasting(self, block: Sound, first: int, one: Placed, span: tuple[int, int]) -> None:
        start, end = max(first, span[0]), min(first + len(block), span[1])
        if start >= end:
            return
        # By its place in the film: what ends and begins again goes on as if it had been there.
        sound = loop_stretch(self._loops[one.kind], start, end - start)
        fade = min(_FADE * SAMPLE_RATE, (span[1] - span[0]) / 2)
        if start < span[0] + fade or end > span[1] - fade:
            places = np.arange(start, end)
            inside = np.clip(np.minimum(places - span[0], span[1] - 1 - places) / fade, 0, 1)
            sound *= (inside**2 * (3 - 2 * inside)).astype(np.float32)[:, None]
        sound *= np.float32(one.level * self._share(one))
        block[start - first : end - first] += sound

    def _share(self, one: Placed) -> float:
        """Return the strength of an effect that shares its time with others, so that all are as loud as one."""
        at_once = {
            other.kind
            for other in self._placed
            if other.kind in self._loops and other.start < one.end and other.end > one.start
        }
        return float(1 / np.sqrt(len(at_once)))


def _add(block: Sound, first: int, place: int, sound: Sound) -> None:
    start, end = max(first, place), min(first + len(block), place + len(sound))
    if start < end:
        block[start - first : end - first] += sound[start - place : end - place]
