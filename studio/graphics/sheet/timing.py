"""When things of a scene come: with the words that say them, early enough to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Seconds: from the cut until the first letters come; by how much a move starts before its word is heard; how far a
# film's first scene is ahead of itself, so that its first frame shows letters; when the first letters come at last.
_OPENING, _LEAD, _AHEAD = 0.18, 0.12, -0.45
_LATEST = 0.3
# Seconds in which letters leave, and what a phrase stands still for at least: by words, beside them, and at all.
FADE = 0.2
_A_WORD, _BESIDE, _LEAST = 0.35, 0.8, 1.6
# The longest that the words of one phrase take to come, in seconds.
_RISE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The times of a scene in seconds: when each word of the narration is heard, and how long it lasts."""

    starts: Sequence[float]
    duration: float
    is_first: bool = False

    @property
    def opening(self) -> float:
        """When the first letters come."""
        return _AHEAD if self.is_first else _OPENING

    def scene(self, seconds: float) -> float:
        """Return the time at which a scene is that old: a film's first one is ahead of itself."""
        return seconds + _AHEAD if self.is_first else seconds

    def heard(self, word: int) -> float:
        """Return when a word of the narration is heard; by its place if there are no times."""
        if not self.starts:
            return _OPENING + _LEAD
        return self.starts[min(max(0, word), len(self.starts) - 1)]

    def comes(self, word: int, words: int = 3, *, is_lead: bool = False, seconds: float = _RISE) -> float:
        """Return when what is said from a word on comes: in time to be heard, and to be read.

        It has `words` words and takes `seconds` to come. What leads is there from the beginning of a first scene.
        """
        if is_lead and self.is_first:
            return self.opening
        start = max(_OPENING, self.heard(word) - _LEAD)
        if is_lead:
            # No scene is empty for long, even if what it shows is said late.
            start = min(start, _LATEST)
        latest = self.duration - FADE - max(_LEAST, _A_WORD * words + _BESIDE) - seconds
        return max(min(start, latest), min(_OPENING, start))

    def after(self, start: float, delay: float, seconds: float = 0.6) -> float:
        """Return the time `delay` after another, but early enough for a move of `seconds` to end."""
        return min(start + delay, max(start, self.duration - FADE - 0.4 - seconds))
