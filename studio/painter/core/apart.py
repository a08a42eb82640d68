"""What lies over a scenery in a picture in layers, and what of a scenery is kept apart for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from studio.painter.core.arrays import Array


class Laid(NamedTuple):
    """Something laid on a picture: its rows and columns, and there its coverage, or light times coverage with it."""

    rows: slice
    columns: slice
    values: Array


@dataclass(slots=True, kw_only=True)
class Piece:
    """Something over the scenery: `values` are linear light times coverage, and coverage, in these rows and columns.

    `away` is its distance in metres, that of its `nearest` part, and `foot` its lowest row. `kind` says what it is and `manner` how it is there, as
    in `contracts.CutOut`; `name` is its drawing, `tall` its true height in metres. The hero is what the picture is of.
    """

    values: Array
    rows: slice
    columns: slice
    away: float
    nearest: float
    foot: float
    kind: str
    manner: str
    name: str = ""
    tall: float = 0.0
    is_hero: bool = False
    is_in_front: bool = False

    @property
    def is_of_scenery(self) -> bool:
        return not self.name

    def darken(self, part: tuple[slice, slice], share: Array) -> None:
        """Leave this share of its light in some rows and columns of the picture."""
        rows, columns = _common(self.rows, part[0]), _common(self.columns, part[1])
        if rows is not None and columns is not None:
            lit = share[_within(rows, part[0]), _within(columns, part[1])]
            self.values[_within(rows, self.rows), _within(columns, self.columns), :3] *= lit

    def overlaps(self, other: Piece, edge: int) -> bool:
        """Return whether it comes nearer than `edge` pixels to another piece."""
        return (
            self.rows.start - edge < other.rows.stop
            and other.rows.start - edge < self.rows.stop
            and self.columns.start - edge < other.columns.stop
            and other.columns.start - edge < self.columns.stop
        )


@dataclass(slots=True)
class Thing:
    """Something near in the scenery: where it was laid, how far off, and what it is."""

    laid: Laid
    away: float
    kind: str

    def meets(self, other: Thing) -> bool:
        """Return whether one of the two hides anything of the other."""
        rows = _common(self.laid.rows, other.laid.rows)
        columns = _common(self.laid.columns, other.laid.columns)
        if rows is None or columns is None:
            return False
        mine, theirs = (
            one.values[_within(rows, one.rows), _within(columns, one.columns)]
            for one in (self.laid, other.laid)
        )
        return bool(((mine > 0) & (theirs > 0)).any())


@dataclass(slots=True)
class Apart:
    """A second state of the scenery, without what stands near, from the first near thing on.

    `pixels` and `depth` are those of this state; whatever is done to the picture afterwards is done to it as well, or it
    is given up: it holds for the very sheet that it began with.
    """

    things: list[Thing] = field(default_factory=list)
    pixels: Array = field(default_factory=lambda: np.empty(0, np.float32))
    depth: Array = field(default_factory=lambda: np.empty(0, np.float32))
    front: Array | None = None
    front_depth: Array | None = None

    def begin(self, pixels: Array, depth: Array | None = None) -> None:
        """Take the scenery as it is now, unless there is a state of it already."""
        if not self.holds(pixels):
            self.front, self.front_depth, self.things = pixels, None, []
            self.pixels = pixels.copy()
        if self.front_depth is None and depth is not None:
            self.front_depth, self.depth = depth, depth.copy()

    def holds(self, pixels: Array) -> bool:
        """Return whether these are the pixels that there is a second state of."""
        return self.front is pixels

    def add(self, laid: Laid, away: float, kind: str) -> None:
        self.things.append(Thing(laid, away, kind))


def _common(first: slice, second: slice) -> slice | None:
    start, stop = max(first.start, second.start), min(first.stop, second.stop)
    return slice(start, stop) if start < stop else None


def _within(part: slice, whole: slice) -> slice:
    return slice(part.start - whole.start, part.stop - whole.start)
