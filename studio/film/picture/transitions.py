"""Transitions: the frames between one shot and the next."""

from __future__ import annotations

from collections.abc import Callable

import cv2

from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame

# Luma of black and chroma of grey in limited range.
_BLACK, _GREY = 16, 128


def blend(kind: str, easel: Easel, draw_next: Callable[[Frame], None], share: float) -> None:
    """Turn the easel's frame, which shows the shot before, into one frame of a transition.

    `kind` is any of TRANSITIONS but "cut". `draw_next` draws the shot after into a frame. `share` is the progress of
    the transition, between 0 and 1.
    """
    if kind == "dip":
        if share >= 0.5:
            draw_next(easel.frame)
        _darken(easel.frame, _eased(abs(2 * share - 1)))
        return
    draw_next(easel.other)
    if kind == "slide":
        _push(easel.frame, easel.other, _eased(share))
    else:
        easel.frame.mix_in(easel.other, _eased(share))


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)


def _darken(frame: Frame, light: float) -> None:
    """Scale a frame's light by a factor from 0 (black) to 1."""
    for plane, dark in zip(frame.planes, (_BLACK, _GREY, _GREY), strict=True):
        cv2.convertScaleAbs(plane, dst=plane, alpha=light, beta=dark * (1 - light))


def _push(frame: Frame, other: Frame, share: float) -> None:
    """Move the frame out to the left by a share of its width, and the other one in behind it."""
    pixels = round(share * frame.u.shape[1])
    for plane, following in zip(frame.planes, other.planes, strict=True):
        # Chroma planes are half as wide, so luma moves by even numbers of pixels.
        moved = pixels * plane.shape[1] // frame.u.shape[1]
        if moved:
            plane[:, :-moved] = plane[:, moved:].copy()
            plane[:, -moved:] = following[:, :moved]
