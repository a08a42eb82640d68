"""The place of a clip in a film's frame: it covers it, or stands whole before a blurred copy of itself."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from studio.film.picture.canvases import covers
from studio.film.picture.planes import Frame, Plane

# The middle of a clip, in shares of its sides.
MIDDLE = (0.5, 0.5)
# The copy behind a clip: its light, and how much of its colours is left.
_LIGHT, _COLOUR = 0.55, 0.8
_BLACK, _GREY = 16, 128
# Pixels across the copy before it is blurred: nothing in it is sharp.
_TINY = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """How a clip lies in frames of `film` (width, height): scaled to `size`, with its upper left corner at `corner`.

    A clip that covers the frame has a corner outside it. All are even numbers.
    """

    film: tuple[int, int]
    size: tuple[int, int]
    corner: tuple[int, int]

    @property
    def is_framed(self) -> bool:
        """Whether something of the frame is left beside the clip."""
        return self.size[0] < self.film[0] or self.size[1] < self.film[1]

    def lay(self, planes: tuple[Plane, ...], frame: Frame) -> None:
        """Draw the planes of a clip, which are of this framing's size, into a frame."""
        for number, (plane, target) in enumerate(zip(planes, frame.planes, strict=True)):
            step = 2 if number else 1
            left, top = self.corner[0] // step, self.corner[1] // step
            seen = plane[
                max(0, -top) : max(0, -top) + target.shape[0], max(0, -left) : max(0, -left) + target.shape[1]
            ]
            if self.is_framed:
                _backdrop(plane, target, _GREY if number else _BLACK, _COLOUR if number else _LIGHT)
            left, top = max(0, left), max(0, top)
            target[top : top + seen.shape[0], left : left + seen.shape[1]] = seen


def frame_clip(
    clip: tuple[int, int],
    film: tuple[int, int],
    centre: tuple[float, float] = MIDDLE,
    *,
    fills: bool = False,
) -> Framing:
    """Return how a clip of (width, height) upright square pixels lies in a film.

    It is shown whole if cropping would cost too much, unless it `fills` the frame all the same.
    What is cropped is chosen so that `centre`, in shares of the clip, comes as near to the middle as it can.
    """
    choose = max if fills or covers(clip, film, ()) else min
    scale = choose(film[0] / clip[0], film[1] / clip[1])
    size = tuple(max(2, round(side * scale / 2) * 2) for side in clip)
    # A rounding must not leave a line of the frame open, nor draw beyond it.
    if choose is max:
        size = (max(size[0], film[0]), max(size[1], film[1]))
    else:
        size = (min(size[0], film[0]), min(size[1], film[1]))
    corner = tuple(map(_corner, film, size, centre if choose is max else MIDDLE))
    return Framing(film=film, size=(size[0], size[1]), corner=(corner[0], corner[1]))


def _corner(film: int, clip: int, centre: float) -> int:
    """Return where a clip begins along one side of the film, so that no line of either is open."""
    wanted = round((film / 2 - clip * centre) / 2) * 2
    return max(film - clip, min(0, wanted)) // 2 * 2 if clip > film else (film - clip) // 4 * 2


def _backdrop(plane: Plane, target: Plane, zero: int, share: float) -> None:
    """Fill a plane of the frame with a blurred copy of the clip's that covers it, nearer to `zero`."""
    height, width = plane.shape
    scale = min(width / target.shape[1], height / target.shape[0])
    wide, high = max(1, int(target.shape[1] * scale)), max(1, int(target.shape[0] * scale))
    left, top = (width - wide) // 2, (height - high) // 2
    small = (_TINY, max(1, round(_TINY * target.shape[0] / target.shape[1])))
    tiny = cv2.resize(plane[top : top + high, left : left + wide], small, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(tiny.astype(np.float32), (0, 0), 2.0)
    soft = zero + (soft - zero) * share
    cv2.resize(
        np.clip(soft, 0, 255).astype(np.uint8), target.shape[::-1], dst=target, interpolation=cv2.INTER_CUBIC
    )
