"""The frames of a transition between two shots, by its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2

from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from studio.film.transitions.easing import smooth
from studio.film.transitions.focusing import rack
from studio.film.transitions.moving import push, slide, whip
from studio.film.transitions.zooming import zoom_through

# Luma of black and chroma of grey in limited range.
_BLACK, _GREY = 16, 128


@dataclass(frozen=True, slots=True)
class Passing:
    """A moment of a transition: `share` is how much of it is over at the middle of a frame, between 0 and 1.

    `step` is the share that a frame takes. `is_leftwards` is true for a film in whose language one reads to the left.
    """

    share: float
    step: float = 1 / 18
    is_leftwards: bool = False

    @classmethod
    def of(cls, number: int, count: int, *, is_leftwards: bool = False) -> Passing:
        """Return the moment of the frame of this number, of `count` that the transition has."""
        return cls((number + 0.5) / count, 1 / count, is_leftwards)


def blend(kind: str, easel: Easel, draw_next: Callable[[Frame], None], at: Passing) -> None:
    """Turn the easel's frame, which shows the shot before, into one frame of a transition.

    `kind` is any of TRANSITIONS but "cut" and "match". `draw_next` draws the shot after into a frame.
    """
    if kind == "dip":
        if at.share >= 0.5:
            draw_next(easel.frame)
        darken(easel.frame, smooth(abs(2 * at.share - 1)))
    elif kind == "zoom":
        zoom_through(easel, draw_next, at.share, at.step)
    else:
        draw_next(easel.other)
        _mix(kind, easel, at)


def _mix(kind: str, easel: Easel, at: Passing) -> None:
    """Turn the easel's frame into one of a transition to its other frame."""
    frame, other = easel.frame, easel.other
    if kind == "slide":
        slide(frame, other, smooth(at.share))
    elif kind == "push":
        push(frame, other, at.share, at.step, is_leftwards=at.is_leftwards)
    elif kind == "whip":
        whip(frame, other, at.share, at.step, is_leftwards=at.is_leftwards)
    elif kind == "rack":
        rack(frame, other, at.share)
    else:
        frame.mix_in(other, smooth(at.share))


def darken(frame: Frame, light: float) -> None:
    """Scale a frame's light by a factor from 0 (black) to 1."""
    for plane, dark in zip(frame.planes, (_BLACK, _GREY, _GREY), strict=True):
        cv2.convertScaleAbs(plane, dst=plane, alpha=light, beta=dark * (1 - light))
