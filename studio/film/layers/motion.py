"""How a value changes over time: eased from key to key, and to and fro without end."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# How far "back" goes beyond its key: 3 % and 10 % of the way.
_SETTLE = 1.25
_OVERSHOOT = 1.70158


def _back(reach: float) -> Callable[[float], float]:
    return lambda share: 1 + (reach + 1) * (share - 1) ** 3 + reach * (share - 1) ** 2


# How a value comes to a key from the one before: by the share of the way in time, the share of the way done.
EASES: dict[str, Callable[[float], float]] = {
    "hold": lambda share: float(share >= 1),
    "line": lambda share: share,
    "smooth": lambda share: share * share * (3 - 2 * share),
    "out": lambda share: 1 - (1 - share) ** 4,
    "inout": lambda share: 4 * share**3 if share < 0.5 else 1 - (2 - 2 * share) ** 3 / 2,
    "settle": _back(_SETTLE),
    "back": _back(_OVERSHOOT),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A value at a time in seconds, from the first frame in which the shot is seen; `ease` is one of EASES."""

    at: float
    value: float
    ease: str = "smooth"


@dataclass(frozen=True, slots=True)
class Wave:
    """A swing of `reach` to either side that takes `seconds`; `phase` is the share of one at which it begins."""

    reach: float
    seconds: float
    phase: float = 0.0


@dataclass(frozen=True, slots=True)
class Track:
    """A value over time: held before its first key and after its last one, and the sum of its waves upon that."""

    rest: float = 0.0
    keys: tuple[Key, ...] = ()
    waves: tuple[Wave, ...] = ()

    def at(self, seconds: float) -> float:
        """Return the value at a time in seconds: a pure function, so that any frame can be drawn by itself."""
        value = _keyed(self.keys, seconds) if self.keys else self.rest
        return value + sum(
            w.reach * math.sin(2 * math.pi * (seconds / w.seconds + w.phase)) for w in self.waves
        )

    @property
    def is_still(self) -> bool:
        """Whether the value never changes."""
        return not self.waves and len({key.value for key in self.keys}) < 2

    @property
    def highest(self) -> float:
        """The greatest value at a key, with all waves upon it; a key that is passed and come back to goes beyond."""
        most = max((key.value for key in self.keys), default=self.rest)
        return most + sum(abs(wave.reach) for wave in self.waves)


ZERO = Track()
ONE = Track(1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """What a layer does beside following the camera.

    `x` and `y` are shares of the frame's shorter side, to the right and down; `scale` and `opacity` are factors,
    `stretch` is one of the height alone; `turn` is in degrees clockwise, around the layer's anchor.
    """

    x: Track = ZERO
    y: Track = ZERO
    scale: Track = ONE
    stretch: Track = ONE
    turn: Track = ZERO
    opacity: Track = ONE

    @property
    def is_still(self) -> bool:
        """Whether nothing of it changes."""
        return all(t.is_still for t in (self.x, self.y, self.scale, self.stretch, self.turn, self.opacity))


STILL = Motion()


def _keyed(keys: Sequence[Key], seconds: float) -> float:
    before = keys[0]
    for key in keys:
        if seconds < key.at:
            if key is before:
                return key.value
            share = (seconds - before.at) / (key.at - before.at)
            return before.value + (key.value - before.value) * EASES[key.ease](share)
        before = key
    return before.value
