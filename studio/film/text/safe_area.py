"""The safe area for captions, which depends on the film's shape: players and phones cover some of its edges."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SafeArea:
    """Shares of the frame to keep free: of its width at either side, and of its height above and below."""

    side: float
    top: float
    foot: float


# By the least ratio of width to height. Wide and square films keep 5 % free, the title-safe area of EBU R 95, plus the
# padding of a caption's box. Portrait films are shown in feeds that cover the top with a bar and the bottom with a
# title and buttons.
_AREAS = (
    (0.9, SafeArea(side=0.06, top=0.06, foot=0.065)),
    (0.7, SafeArea(side=0.065, top=0.08, foot=0.1)),
    (0.0, SafeArea(side=0.07, top=0.12, foot=0.16)),
)


def safe_area(size: tuple[int, int]) -> SafeArea:
    """Return the safe area of a frame of (width, height) pixels."""
    return next(area for shape, area in _AREAS if size[0] / size[1] >= shape)
