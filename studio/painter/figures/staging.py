"""Search for free spots in a painted place, for a subject and its companions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from studio.painter.core.arrays import Array
from studio.painter.core.place import Place
from studio.painter.core.view import SKY, Painting, View

# The subject's share of the picture's height from scene to scene, and the row of its feet.
SIZES = (0.5, 0.4, 0.6, 0.44, 0.55)
FEET = (0.84, 0.79, 0.87, 0.82)
# Rows of the middle of things in the air and under water.
FLIGHTS = (0.4, 0.46, 0.36, 0.43)
WIDEST = 0.5
# In a picture taller than wide there is no room beside the subject, so it may fill more of the width.
WIDEST_UPRIGHT = 0.74
ROOMY = 0.78
# Figures drawn down to the chest are larger than whole ones by this factor, up to this share of the height,
# and this many metres off.
CLOSER, TALLEST_BUST, NEAR = 1.25, 0.64, 1.5
# No figure rises above the first share of the picture's height, nor stands below the second.
TOP, LOW = 0.07, 0.9


@dataclass(frozen=True, slots=True)
class Spot:
    """A free place: the middle column, the lowest row and the height in pixels, the distance in metres."""

    x: float
    foot: float
    tall: float
    away: float
    aspect: float

    @property
    def sides(self) -> tuple[float, float]:
        half = self.tall * self.aspect / 2
        return self.x - half, self.x + half

    def overlap(self, other: Spot) -> float:
        """Return the share of this box that the other covers."""
        (left, right), (first, last) = self.sides, other.sides
        wide = max(min(right, last) - max(left, first), 0.0)
        high = max(min(self.foot, other.foot) - max(self.foot - self.tall, other.foot - other.tall), 0.0)
        return wide * high / max(self.tall * self.tall * self.aspect, 1.0)


def hero_size(view: View, aspect: float, share: float = 1.0) -> float:
    """Return the height in pixels of the subject of this scene, as large as on a poster."""
    tall = SIZES[view.number % len(SIZES)] * view.height * share
    if view.is_portrait:
        tall *= 0.86
    widest = (WIDEST if view.width > 1.2 * view.height else WIDEST_UPRIGHT) * view.width
    return min(tall, widest / max(aspect, 0.2))


def hero_column(view: View, place: Place) -> float:
    """Return the column for the subject that suits the composition: a third, or near the middle."""
    away_from_weight = -view.side
    if place.name == "stage":
        # Into the pool of light.
        return view.centre + 0.08 * view.side * view.unit
    if view.is_portrait:
        return view.width * (0.5 + away_from_weight * (0.1, 0.03, 0.13, 0.06)[view.number % 4])
    return view.width * (0.5 + away_from_weight * (0.17, 0.24, 0.02, 0.2)[view.number % 4])


def in_front(
    view: View, aspect: float, tall: float, column: float, taken: Sequence[Spot], table: float | None = None
) -> Spot:
    """Return a place at the lower edge, near the wanted column and beside the figures already there.

    If `table`, the row of a table's far edge, is given, the place is behind that table.
    """
    tall = min(tall * CLOSER, TALLEST_BUST * view.height)
    half = tall * aspect / 2
    last = max(view.width - half, half)
    foot = view.height if table is None else table + 0.12 * tall
    boxes = [
        Spot(float(np.clip(x, half, last)), foot, tall, NEAR, aspect)
        for x in (column, *np.linspace(half, last, 9))
    ]
    return min(
        boxes,
        key=lambda box: sum(4 * box.overlap(one) for one in taken) + abs(box.x - column) / view.width,
    )


class Ground:
    """The ground of a painting, by its depths: where things can stand, float or fly."""

    def __init__(self, painting: Painting, place: Place) -> None:
        self.view, self.place = painting.view, place
        self.step = max(1, round(painting.view.unit / 180))
        self.depth = painting.depth[:: self.step, :: self.step]
        water = painting.water
        self.water = (
            np.zeros_like(self.depth) if water is None else np.asarray(water)[:: self.step, :: self.step]
        )
        self.flat = self._flatness()

    def _flatness(self) -> Array:
        """Return 1 where the ground is level and 0 where it is a wall.

        Along level ground the distance is drop x focal / (row - horizon), whose logarithm falls by
        1 / (row - horizon) from row to row.
        """
        if self.place.kind == "backdrop":
            # A backdrop is paper, cloth or light: every row below the floor's line will do.
            return (self.depth < SKY / 2).astype(np.float32)
        rows = np.arange(self.depth.shape[0], dtype=np.float32)[:, None] * self.step - self.view.horizon
        fall = -np.gradient(np.log(np.clip(self.depth, 0.1, SKY)), axis=0) / self.step
        level = fall * np.maximum(rows, 1)
        return np.where((level > 0.3) & (level < 2.6) & (rows > 0), 1.0, 0.0).astype(np.float32)

    def stand(
        self,
        aspect: float,
        tall: float,
        wanted: tuple[float, float],
        taken: Sequence[Spot],
        *,
        afloat: bool = False,
        vary: bool = False,
    ) -> Spot | None:
        """Return the best spot on the ground or on water near the `wanted` column and row, or None.

        `tall` is the height at the wanted row. With `vary` it follows perspective; without, only as far as on
        a poster.
        """
        found = [
            (self._judge(box, wanted, taken, afloat=afloat), box)
            for box in self._boxes(aspect, tall, wanted, vary=vary)
        ]
        score, box = max(found, key=lambda pair: pair[0], default=(-1.0, None))
        return box if score > 0 else None

    def _boxes(
        self, aspect: float, tall: float, wanted: tuple[float, float], *, vary: bool
    ) -> Iterator[Spot]:
        view = self.view
        first = max(view.horizon + 0.1 * (view.height - view.horizon), 0.5 * view.height)
        if self.place.kind == "backdrop":
            first = 0.74 * view.height
        for foot in np.linspace(first, LOW * view.height, 12):
            ratio = (foot - view.horizon) / max(wanted[1] - view.horizon, 1)
            size = tall * float(np.clip(ratio, 0.3, 1.2) if vary else np.clip(ratio, 0.6, 1.0))
            size = min(size, foot - TOP * view.height)
            half = size * aspect / 2
            low, high = max(half + 0.02 * view.width, 0), view.width - half - 0.02 * view.width
            if low >= high:
                continue
            for x in np.linspace(low, high, 15):
                yield Spot(float(x), float(foot), float(size), self._away(float(x), float(foot)), aspect)

    def _away(self, x: float, foot: float) -> float:
        row = min(int(foot / self.step), self.depth.shape[0] - 1)
        return float(self.depth[row, min(int(x / self.step), self.depth.shape[1] - 1)])

    def _judge(self, box: Spot, wanted: tuple[float, float], taken: Sequence[Spot], *, afloat: bool) -> float:
        """Return a score for a spot; not above 0 if something is wrong with it."""
        view, step = self.view, self.step
        if box.away > 2_000:
            return -1
        half = box.tall * box.aspect * (0.47 if afloat else 0.36)
        row = int(box.foot / step)
        columns = slice(max(int((box.x - half) / step), 0), int((box.x + half) / step) + 1)
        rows = slice(max(row - 2, 0), row + 1)
        distance, wet = self.depth[rows, columns], self.water[rows, columns]
        fit = (distance < SKY / 2) & ((wet > 0.6) if afloat else (wet < 0.5))
        if fit.mean() < 0.85 or self.flat[rows, columns].mean() < (0.0 if afloat else 0.6):
            return -1
        spread = float(np.log(np.clip(distance[-1], 0.1, SKY)).std())
        free = self._free(box)
        if free < ROOMY or spread > 0.35 or not self._on_floor(box):
            return -1
        covered = sum(box.overlap(other) + other.overlap(box) for other in taken)
        return (
            3.0
            + 2 * free
            - spread
            - 2.4 * abs(box.x - wanted[0]) / view.width
            - 4.5 * abs(box.foot - wanted[1]) / view.height
            - 4.0 * covered
        )

    def _on_floor(self, box: Spot) -> bool:
        """Return whether a spot is on a room's floor, and not on top of a table."""
        if self.place.kind != "room":
            return True
        drop = box.away * (box.foot - self.view.horizon) / self.view.focal
        return drop > 0.8 * self._floor_drop()

    def _floor_drop(self) -> float:
        rows = np.arange(self.depth.shape[0], dtype=np.float32)[:, None] * self.step - self.view.horizon
        drop = np.where(self.depth < SKY / 2, self.depth, 0) * rows / self.view.focal
        return float(np.quantile(drop[rows[:, 0] > 0], 0.97))

    def _free(self, box: Spot) -> float:
        """Return the share of a box that nothing nearer hides."""
        left, right = box.sides
        rows = np.linspace(box.foot - box.tall * 0.95, box.foot - 1, 12) / self.step
        columns = np.linspace(left + 0.08 * (right - left), right - 0.08 * (right - left), 9) / self.step
        height, width = self.depth.shape
        seen = self.depth[np.clip(rows.astype(int), 0, height - 1)][
            :, np.clip(columns.astype(int), 0, width - 1)
        ]
        return float((seen > 0.93 * box.away).mean())

    def fly(
        self, aspect: float, tall: float, wanted: tuple[float, float], taken: Sequence[Spot], away: float
    ) -> Spot | None:
        """Return the best spot in the air with its middle near the `wanted` column and row, or None."""
        view = self.view
        best, chosen = 0.0, None
        for middle in np.linspace(0.2, 0.66, 9) * view.height:
            foot = middle + tall / 2
            if middle - tall / 2 < 0.04 * view.height or foot > 0.86 * view.height:
                continue
            half = tall * aspect / 2
            for x in np.linspace(half + 0.02 * view.width, view.width - half - 0.02 * view.width, 15):
                box = Spot(float(x), float(foot), tall, away, aspect)
                free = self._free(box)
                covered = sum(box.overlap(other) + other.overlap(box) for other in taken)
                score = (
                    3.0 + 2 * free - 2.4 * abs(x - wanted[0]) / view.width
                    - 3.0 * abs(middle - wanted[1]) / view.height - 4.0 * covered
                )  # fmt: skip
                if free >= ROOMY and score > best:
                    best, chosen = score, box
        return chosen
