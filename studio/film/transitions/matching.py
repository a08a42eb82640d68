"""A transition in which no cut is seen: grounds change unnoticed while what lies over them moves on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from studio.film.transitions.easing import smooth

# How far things move up, in shares of the frame's height, and the share of the time in which what leaves is gone.
_WAY, _GONE = 0.05, 0.36


class Layered(Protocol):
    """What a shot shows: a ground, and what lies over it on the screen."""

    @property
    def marks(self) -> frozenset[object]:
        """What tells which things over it are also over another shot, at the same place."""

    def draw_ground(self, number: int, count: int, frame: Frame, easel: Easel) -> None:
        """Draw the frame of this number, of `count`, without what lies on the screen."""

    def draw_over(
        self,
        number: int,
        frame: Frame,
        easel: Easel,
        marks: frozenset[object],
        *,
        is_of_marks: bool,
        down: float,
    ) -> None:
        """Draw what lies on the screen, so many pixels further down: what has these marks, or what has none of them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A shot in a frame of its own number, of `count` in which it is seen."""

    shot: Layered
    number: int
    count: int


def match(before: Seen, after: Seen, easel: Easel, share: float, passed: int) -> None:
    """Paint a frame of the transition between two shots into the easel's; it began `passed` frames ago.

    What both shots have at the same place stays there as it was.
    """
    frame = easel.frame
    before.shot.draw_ground(before.number, before.count, frame, easel)
    after.shot.draw_ground(after.number, after.count, easel.other, easel)
    frame.mix_in(easel.other, smooth(share))
    way, both = _WAY * frame.size[1], before.shot.marks & after.shot.marks
    before.shot.draw_over(before.number - passed, frame, easel, both, is_of_marks=True, down=0.0)
    before.shot.draw_over(
        before.number, frame, easel, both, is_of_marks=False, down=-way * min(1.0, share / _GONE) ** 2
    )
    after.shot.draw_over(after.number, frame, easel, both, is_of_marks=False, down=way * (1 - share) ** 3)
