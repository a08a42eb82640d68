"""The frame of a graphic scene: its unit, its shape and the zone in which letters stand."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

# By the least ratio of width to height, shares of the frame kept free: at the side where reading begins, at the far
# side (feeds lay buttons over it), above, below if there are captions, and below if there are none.
_MARGINS = (
    (1.3, (0.075, 0.075, 0.075, 0.30, 0.115)),
    (0.9, (0.08, 0.08, 0.075, 0.245, 0.09)),
    (0.7, (0.08, 0.08, 0.09, 0.265, 0.125)),
    (0.0, (0.085, 0.135, 0.135, 0.295, 0.20)),
)
# Frames that are hardly wider than high are laid out like high ones.
_WIDE = 1.01


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of `width` by `height` pixels and its zone, in pixels.

    Places along a line are counted from where reading begins: `begin` and `end` are the zone's edges in this sense. All
    sizes are in units, a hundredth of the side of a square of the frame's area.
    """

    width: int
    height: int
    begin: float
    end: float
    top: float
    bottom: float
    is_leftwards: bool
    # Where the zone ends for what stands in its middle: lower than `bottom` where no captions are to be expected.
    rest: float = 0.0

    @property
    def unit(self) -> float:
        return math.sqrt(self.width * self.height) / 100

    @property
    def is_tall(self) -> bool:
        """Whether text and figure stand one above the other."""
        return self.width < self.height * _WIDE

    @property
    def is_narrow(self) -> bool:
        """Whether it is as narrow as a phone held upright."""
        return self.width < self.height * 0.7

    @property
    def short(self) -> int:
        """The shorter side, in which motions are measured."""
        return min(self.width, self.height)

    @property
    def zone_width(self) -> float:
        return self.end - self.begin

    @property
    def zone_height(self) -> float:
        return self.bottom - self.top

    def left_of(self, begin: float, width: float) -> float:
        """Return the left edge of something `width` wide that begins at a place in reading direction."""
        return self.width - begin - width if self.is_leftwards else begin

    @property
    def middle(self) -> float:
        """The height in the middle of which blocks stand."""
        return (self.top + max(self.bottom, self.rest)) / 2

    def with_rest(self, other: Frame) -> Frame:
        """Return the frame with blocks in the middle of another's zone, but still above this one's end."""
        return replace(self, rest=other.bottom)

    def with_top(self, top: float) -> Frame:
        """Return the frame with a zone that begins lower, at this share of the height at least."""
        return replace(self, top=max(self.top, top * self.height))

    def with_foot(self, foot: float) -> Frame:
        """Return the frame with a zone that ends at least this share of the height above the lower edge."""
        return replace(self, bottom=min(self.bottom, (1 - foot) * self.height))


def frame_of(size: tuple[int, int], *, is_captioned: bool, is_leftwards: bool) -> Frame:
    """Return the frame of a film of (width, height) pixels, with room for captions or without."""
    width, height = size
    near, far, top, captioned, plain = next(margins for ratio, margins in _MARGINS if width / height >= ratio)
    foot = captioned if is_captioned else plain
    return Frame(
        width, height, near * width, (1 - far) * width, top * height, (1 - foot) * height, is_leftwards
    )
