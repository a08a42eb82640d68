"""Camera moves over still pictures: slow, eased, and never past the edge of the picture."""

from __future__ import annotations

import random
from dataclasses import dataclass

# The picture grows or travels by this share of the frame for each second of its shot, within the two limits:
# slow enough to read captions over, long enough to be seen as intended.
_PACE = 0.014
_LEAST, _MOST = 0.05, 0.12
# A framed picture must stay whole on the screen.
_MOST_FRAMED = 0.05
# From this much picture beyond the frame (as a share of the frame) on, the move travels along it.
_WORTH_TRAVELLING = 0.06

_KINDS = ("nearer", "left", "further", "right", "nearer", "up", "further", "down")


@dataclass(frozen=True, slots=True)
class View:
    """What the camera sees: left, top and width in frame pixels on a canvas that covers the frame at scale 1."""

    left: float
    top: float
    width: float


@dataclass(frozen=True, slots=True)
class Move:
    """A camera move between two views; views are blended as boxes, so all between two valid ones are valid."""

    start: View
    end: View

    def at(self, progress: float) -> View:
        """Return the view at a share of the move, 0 to 1 (values outside are held)."""
        eased = _ease(min(1.0, max(0.0, progress)))
        first, last = self.start, self.end
        # The width changes by a constant factor per second, which the eye takes for an even speed; the box's corner
        # follows the width, so that the point which the camera approaches stands still.
        width = first.width * (last.width / first.width) ** eased
        share = eased if first.width == last.width else (first.width - width) / (first.width - last.width)
        left = first.left + (last.left - first.left) * share
        return View(left, first.top + (last.top - first.top) * share, width)

    def reach(self, size: tuple[int, int]) -> tuple[float, float, float, float]:
        """Return the left, top, right and bottom edge of all that is seen, in frame pixels on the canvas."""
        ends = (self.start, self.end)
        return (
            min(view.left for view in ends),
            min(view.top for view in ends),
            max(view.left + view.width for view in ends),
            max(view.top + view.width * size[1] / size[0] for view in ends),
        )


def plan_move(
    extent: tuple[float, float],
    size: tuple[int, int],
    seconds: float,
    *,
    is_framed: bool,
    seed: int,
    index: int,
) -> Move:
    """Choose the move of shot number `index` over a canvas of `extent` (width, height) frame pixels.

    `size` is the frame's. `seconds` is how long the shot is seen: a longer shot travels further, at the same pace.
    A framed picture (one that lies on its own background) is only approached or left. Neighbouring shots of one
    seed get different moves; the same arguments give the same move.
    """
    amount = min(_MOST, max(_LEAST, _PACE * seconds))
    kinds = _KINDS[seed % len(_KINDS) :] + _KINDS[: seed % len(_KINDS)]
    kind = kinds[index % len(kinds)]
    chance = random.Random(f"{seed}:{index}")
    spare = (extent[0] / size[0] - 1, extent[1] / size[1] - 1)
    if is_framed:
        amount = min(amount, _MOST_FRAMED)
        return _zoom(extent, size, amount, (0.5, 0.5), is_nearer=index % 2 == seed % 2)
    if spare[0] > _WORTH_TRAVELLING:
        kind = "left" if kind in ("left", "up", "further") else "right"
    elif spare[1] > _WORTH_TRAVELLING:
        kind = "up" if kind in ("left", "up", "further") else "down"
    if kind in ("nearer", "further"):
        towards = (chance.uniform(0.35, 0.65), chance.uniform(0.35, 0.6))
        return _zoom(extent, size, amount, towards, is_nearer=kind == "nearer")
    return _travel(extent, size, amount, kind)


def _zoom(
    extent: tuple[float, float],
    size: tuple[int, int],
    amount: float,
    towards: tuple[float, float],
    *,
    is_nearer: bool,
) -> Move:
    wide, close = float(size[0]), size[0] / (1 + amount)
    near, far = (_placed(extent, size, width, towards) for width in (close, wide))
    return Move(far, near) if is_nearer else Move(near, far)


def _travel(extent: tuple[float, float], size: tuple[int, int], amount: float, kind: str) -> Move:
    """Slide along one axis while the scale breathes a little, so that no two frames sample the same phases."""
    across = kind in ("left", "right")
    axis = 0 if across else 1
    width = size[0] / (1 + amount)
    # How far the view may slide, as a share of the frame, and where the slide begins and ends on the canvas.
    room = extent[axis] / size[axis] - 1 / (1 + amount)
    slide = min(room, 2 * amount)
    begin = 0.5 - slide / room / 2
    ends = [begin, 1 - begin] if kind in ("right", "down") else [1 - begin, begin]
    points = [(place, 0.5) if across else (0.5, place) for place in ends]
    return Move(_placed(extent, size, width, points[0]), _placed(extent, size, width * 0.985, points[1]))


def _placed(
    extent: tuple[float, float], size: tuple[int, int], width: float, point: tuple[float, float]
) -> View:
    """Place a view of a given width so that its free room on the canvas is shared as `point` says, 0 to 1."""
    height = width * size[1] / size[0]
    return View((extent[0] - width) * point[0], (extent[1] - height) * point[1], width)


def _ease(progress: float) -> float:
    """Ease half way between constant speed and a smooth step: fades never show a picture that stands still."""
    return 0.5 * progress + 0.5 * progress * progress * (3 - 2 * progress)
