"""Where captions may lie: what players and phones lay over the edges of a film depends on its shape."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SafeArea:
    """Shares of the frame that are kept free: of its width at either side, of its height above and below."""

    side: float
    top: float
    foot: float


# By the least width for a height of 1. Wide and square films keep 5 % free, which is the title-safe area of EBU R 95,
# and what a caption's own box adds. Films in portrait are shown in feeds that lay a bar over the head, and title and
# buttons over the foot of the picture.
_AREAS = (
    (0.9, SafeArea(side=0.06, top=0.06, foot=0.065)),
    (0.7, SafeArea(side=0.065, top=0.08, foot=0.1)),
    (0.0, SafeArea(side=0.07, top=0.12, foot=0.16)),
)


def safe_area(size: tuple[int, int]) -> SafeArea:
    """Return what to keep free in a frame of (width, height) pixels."""
    return next(area for shape, area in _AREAS if size[0] / size[1] >= shape)
