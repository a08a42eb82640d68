"""Leads from one shot to the next: what is seen at each moment between them."""

from __future__ import annotations

from collections.abc import Callable

import cv2

from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame

# Black, and no colour, in limited range.
_BLACK, _GREY = 16, 128


def blend(kind: str, easel: Easel, draw_next: Callable[[Frame], None], share: float) -> None:
    """Turn the easel's frame, which shows the shot before, into a moment of a transition of this kind.

    `kind` is one of TRANSITIONS that last. `draw_next` draws the shot after into a frame. `share` is how far the
    transition has come, between 0 and 1.
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
    """Leave this share of a frame's light, from 0, which is black, to 1."""
    for plane, dark in zip(frame.planes, (_BLACK, _GREY, _GREY), strict=True):
        cv2.convertScaleAbs(plane, dst=plane, alpha=light, beta=dark * (1 - light))


def _push(frame: Frame, other: Frame, share: float) -> None:
    """Move the frame out to the left by a share of its width, and the other one in behind it."""
    pixels = round(share * frame.u.shape[1])
    for plane, following in zip(frame.planes, other.planes, strict=True):
        # Chroma planes are half as wide, so that luma moves by even numbers.
        moved = pixels * plane.shape[1] // frame.u.shape[1]
        if moved:
            plane[:, :-moved] = plane[:, moved:].copy()
            plane[:, -moved:] = following[:, :moved]
