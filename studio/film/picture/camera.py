"""Camera moves over still pictures: slow, eased, towards the focus, and never past the picture's edge."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace and range of camera moves.

    The picture grows or travels by `speed` of the frame for each second of its shot, at least by `least` and at most
    by `most`, or by `most_framed` if a framed picture must stay whole on the screen. A travelling camera also zooms in
    by `breath`, so that no two frames sample the same sub-pixel phases, and leaves its axis if it is `slanted`.
    """

    speed: float
    least: float
    most: float
    most_framed: float
    breath: float
    kinds: tuple[str, ...]
    is_slanted: bool = False


# "mixed" is slow enough to read captions over, and fast enough to be noticed. Neighbouring kinds differ, as do the
# last and the first.
_PACES = {
    "subtle": Pace(0.007, 0.03, 0.06, 0.03, 0.015, ("nearer", "further")),
    "mixed": Pace(0.014, 0.05, 0.12, 0.05, 0.015, ("nearer", "along", "further", "along")),
    "dramatic": Pace(0.03, 0.12, 0.25, 0.07, 0.06, ("nearer", "along", "further", "along"), is_slanted=True),
}
# If this much of the picture, as a share of the frame, lies beyond the frame, the move travels along it to show most
# of it, by this share of the frame per second.
_WORTH_TRAVELLING, _SHOWING = 0.06, 0.03
# Along a strip it is led no faster than by this share of the frame per second: its words can be read as they pass.
_LEADING = 0.35
# The share by which a picture that breathes grows each second.
_BREATHING = 0.008
# A focus within this share of the frame from the middle is on neither side, so the camera does not turn to it.
_IN_THE_MIDDLE = 0.06


@dataclass(frozen=True, slots=True)
class CropBox:
    """A part of a canvas, by its edges in frame pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def moved(self, aside: float) -> CropBox:
        return CropBox(self.left + aside, self.top, self.right + aside, self.bottom)


@dataclass(frozen=True, slots=True)
class CameraView:
    """The camera's view: left, top and width in frame pixels on a canvas that covers the frame at scale 1."""

    left: float
    top: float
    width: float

    def moved(self, aside: float) -> CameraView:
        return CameraView(self.left + aside, self.top, self.width)


@dataclass(frozen=True, slots=True)
class Move:
    """A camera move between two views; views are interpolated as boxes, so all between two valid ones are valid.

    It is eased unless it `is_even`.
    """

    start: CameraView
    end: CameraView
    is_even: bool = False

    def at(self, progress: float) -> CameraView:
        """Return the view at a share of the move, 0 to 1 (values outside are clamped)."""
        eased = min(1.0, max(0.0, progress))
        if not self.is_even:
            eased = _ease(eased)
        first, last = self.start, self.end
        # The width changes by a constant factor per second, which looks like an even speed; the box's corner follows
        # the width, so that the point which the camera approaches stands still.
        width = first.width * (last.width / first.width) ** eased
        share = eased if first.width == last.width else (first.width - width) / (first.width - last.width)
        left = first.left + (last.left - first.left) * share
        return CameraView(left, first.top + (last.top - first.top) * share, width)

    def reach(self, size: tuple[int, int]) -> tuple[float, float, float, float]:
        """Return the left, top, right and bottom edges of all that is seen, in frame pixels on the canvas."""
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
    turn: int,
    camera: str = "mixed",
    focus: CropBox | None = None,
    kept: CropBox | None = None,
) -> Move:
    """Choose the move of a shot over a canvas of `extent` (width, height) frame pixels.

    `size` is the frame's. `seconds` is how long the shot is seen: a longer shot travels further, at the same pace.
    A framed picture (one that lies on its own background) is only approached or left. `camera` is one of CAMERAS.
    The move goes towards the `focus`, away from it or along it; no view cuts the `kept` box if that fits into the
    frame at all. Shots whose `turn` differs by one get different moves; the same arguments give the same move.
    """
    stage = _Stage(extent, size, kept)
    if camera == "none":
        view = stage.view(float(size[0]), focus.centre if focus else stage.middle)
        return Move(view, view)
    pace = _PACES[camera]
    amount = min(pace.most, max(pace.least, pace.speed * seconds))
    point = focus.centre if focus else stage.somewhere(random.Random(f"{seed}:{turn}"))
    # Films of the same pictures begin with different moves.
    turn += seed
    if is_framed:
        return stage.zoom(min(amount, pace.most_framed), stage.middle, is_nearer=turn % 2 == 0)
    if max(stage.spare) > _WORTH_TRAVELLING:
        share = max(2 * amount, _SHOWING * seconds)
        move = stage.travel(amount, share, pace, point, axis=stage.spare.index(max(stage.spare)), turn=turn)
        # Two such pictures in a row are shown in opposite directions.
        return Move(move.end, move.start) if turn % 2 else move
    kind = pace.kinds[turn % len(pace.kinds)]
    if kind == "along":
        axis = _axis_towards(point, extent, focus, turn)
        return stage.travel(amount, 2 * amount, pace, point, axis=axis, turn=turn)
    return stage.zoom(amount, point, is_nearer=kind == "nearer")


def plan_breathing(
    extent: tuple[float, float], size: tuple[int, int], seconds: float, since: float = 0.0
) -> Move:
    """Return the move in which a picture grows evenly around its middle, by the same share each second.

    `extent` and `size` are as for `plan_move`; a longer shot ends nearer, at the same pace. It has grown for `since`
    seconds before.
    """
    stage = _Stage(extent, size, None)
    far, near = (size[0] / (1 + _BREATHING) ** grown for grown in (since, since + seconds))
    return Move(stage.view(far, stage.middle), stage.view(near, stage.middle), is_even=True)


def plan_pan(
    extent: tuple[float, float],
    size: tuple[int, int],
    seconds: float,
    *,
    axis: int,
    turn: int,
    is_reversed: bool = False,
) -> Move:
    """Choose the move along a strip that cuts nothing at its sides: from one end to the other, if there is time.

    `extent`, `size` and `seconds` are as for `plan_move`; `axis` is 0 across or 1 down. A shot too short for all of it
    shows a part, and the next `turn` goes on where it ended; the first, 0, begins at an end. What is high is read from
    the top down, and again from the top; what is wide is shown from the left and from the right in turn, first from
    the right if it `is_reversed`.
    """
    stage = _Stage(extent, size, None)
    spare = max(0.0, extent[axis] - size[axis])
    slide = min(spare, _LEADING * seconds * size[axis])
    parts = math.ceil(spare / slide - 1e-6) if slide > 0 else 1
    begin = min(turn % parts * slide, spare - slide)
    ends = (begin, begin + slide)
    if axis == 0 and (turn // parts + is_reversed) % 2:
        ends = (spare - begin, spare - begin - slide)
    middles = (end + size[axis] / 2 for end in ends)
    views = (
        stage.view(float(size[0]), (at, stage.middle[1]) if axis == 0 else (stage.middle[0], at))
        for at in middles
    )
    return Move(next(views), next(views))


@dataclass(frozen=True, slots=True)
class _Stage:
    """A canvas of `extent` frame pixels, the frame's size, and the box that no view may cut."""

    extent: tuple[float, float]
    size: tuple[int, int]
    kept: CropBox | None

    @property
    def middle(self) -> tuple[float, float]:
        return self.extent[0] / 2, self.extent[1] / 2

    @property
    def spare(self) -> list[float]:
        """Return how much of the canvas lies beyond the frame on each axis, as a share of the frame."""
        return [self.extent[axis] / self.size[axis] - 1 for axis in (0, 1)]

    def somewhere(self, chance: random.Random) -> tuple[float, float]:
        """Return a point away from the edges, for a picture that draws the eye nowhere."""
        return chance.uniform(0.3, 0.7) * self.extent[0], chance.uniform(0.35, 0.6) * self.extent[1]

    def zoom(self, amount: float, point: tuple[float, float], *, is_nearer: bool) -> Move:
        far, near = (self.view(self.size[0] / (1 + share), point) for share in (0.0, amount))
        return Move(far, near) if is_nearer else Move(near, far)

    def travel(
        self, amount: float, share: float, pace: Pace, point: tuple[float, float], *, axis: int, turn: int
    ) -> Move:
        """Return a slide along one axis, by at most a share of the frame, that ends with the point near the middle."""
        width = self.size[0] / (1 + amount)
        length = self.size[axis] / (1 + amount)
        slide = min(self.extent[axis] - length, share * self.size[axis])
        aside = point[axis] - self.extent[axis] / 2
        is_forward = aside > 0 if abs(aside) > _IN_THE_MIDDLE * self.size[axis] else turn % 4 < 2
        way = slide if is_forward else -slide
        lowest, highest = length / 2, self.extent[axis] - length / 2
        first = _clamped(_clamped(point[axis], lowest, highest) - way, lowest, highest)
        last = _clamped(first + way, lowest, highest)
        across = 1 - axis
        begin = self.extent[across] / 2 if pace.is_slanted else point[across]
        ends = [(first, begin), (last, point[across])]
        start, end = ends if axis == 0 else [(there, here) for here, there in ends]
        return Move(self.view(width, start), self.view(width * (1 - pace.breath), end))

    def view(self, width: float, point: tuple[float, float]) -> CameraView:
        """Return the view of this width whose middle is as near to the point as the edges and the kept box allow."""
        ratio = self.size[1] / self.size[0]
        if self.kept:
            needed = max(self.kept.right - self.kept.left, (self.kept.bottom - self.kept.top) / ratio)
            width = min(max(width, needed), float(self.size[0]))
        left, top = point[0] - width / 2, point[1] - width * ratio / 2
        if self.kept:
            left = _holding(left, width, self.kept.left, self.kept.right)
            top = _holding(top, width * ratio, self.kept.top, self.kept.bottom)
        return CameraView(
            _clamped(left, 0.0, self.extent[0] - width),
            _clamped(top, 0.0, self.extent[1] - width * ratio),
            width,
        )


def _axis_towards(
    point: tuple[float, float], extent: tuple[float, float], focus: CropBox | None, turn: int
) -> int:
    """Return the axis along which the focus extends, or on which it is farther from the middle."""
    if focus:
        spread = ((focus.right - focus.left) / extent[0], (focus.bottom - focus.top) / extent[1])
        if max(spread) > 0.5 and max(spread) > 1.5 * min(spread):
            return spread.index(max(spread))
    aside = [abs(point[axis] / extent[axis] - 0.5) for axis in (0, 1)]
    if max(aside) > _IN_THE_MIDDLE:
        return aside.index(max(aside))
    return turn // 2 % 2


def _holding(start: float, length: float, first: float, last: float) -> float:
    """Return the start of a stretch moved so that it holds [first, last], or centred on it if that does not fit."""
    if last - first >= length:
        return (first + last - length) / 2
    return _clamped(start, last - length, first)


def _clamped(value: float, lowest: float, highest: float) -> float:
    return max(lowest, min(value, highest))


def _ease(progress: float) -> float:
    """Ease half way between constant speed and a smooth step, so that a picture still moves during fades."""
    return 0.5 * progress + 0.5 * progress * progress * (3 - 2 * progress)
