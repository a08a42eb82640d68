"""The input of a place's painting function, and what it returns."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from studio.painter.core.apart import Apart, Piece
from studio.painter.core.arrays import Array
from studio.painter.core.light import Light


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The setting that the words ask for.

    An empty string is filled in from the film's key. `details` are elements of scenery.
    """

    place: str = ""
    time: str = ""
    weather: str = ""
    season: str = ""
    mood: str = ""
    details: frozenset[str] = frozenset()


@dataclass(slots=True, kw_only=True)
class View:
    """A camera with its light.

    Sizes are in pixels, `focal` too (so that nothing is stretched at any aspect ratio). `side` is -1 or 1:
    the side with the weight of the composition. `turn` in [0, 1) chooses between layouts of a place; it is
    spread evenly over the scenes of a film. `random` belongs to this picture alone. `foreland` asks places by
    the water for ground in front. `apart` keeps what stands near apart, for a picture in layers.
    """

    setting: Setting
    light: Light
    time: str
    weather: str
    style: str
    width: int
    height: int
    horizon: float
    focal: float
    side: int
    turn: float
    number: int
    random: np.random.Generator
    shift: float = 0.0
    foreland: bool = False
    apart: Apart | None = None
    rows: Array = field(init=False)
    columns: Array = field(init=False)

    def __post_init__(self) -> None:
        """Compute the pixels' positions: rows as (height, 1), columns as (1, width)."""
        self.rows = np.arange(self.height, dtype=np.float32)[:, None]
        self.columns = np.arange(self.width, dtype=np.float32)[None]

    @property
    def centre(self) -> float:
        """Return the column of the vanishing point; `shift` moves it, as shifting a view camera's lens does."""
        return self.width * (0.5 + self.shift)

    @property
    def unit(self) -> float:
        """Return the unit of length for drawn things, in pixels: 720 for a 1280 x 720 picture."""
        return 0.75 * math.sqrt(self.width * self.height)

    @property
    def is_white(self) -> bool:
        """Return whether snow lies on the ground."""
        return self.setting.season == "winter" or self.weather == "snow"

    @property
    def is_portrait(self) -> bool:
        return self.height > 1.1 * self.width

    @property
    def sun(self) -> tuple[float, float]:
        """Return the sun's column and row in pixels; far outside if it is behind the camera."""
        right, up, forward = self.light.direction
        if forward < 0.05:
            return math.copysign(9.0 * self.width, right), self.horizon - up * self.height
        return self.centre + self.focal * right / forward, self.horizon - self.focal * up / forward


@dataclass(slots=True, kw_only=True)
class Painting:
    """A painted place, and the room that it leaves for a subject.

    `pixels` (height, width, 3) are linear light, `depth` (height, width) metres, `SKY` where there is
    nothing. `ground` is the row on which a subject can stand, `slot` the free area for it as left, top,
    right, bottom. `gain` fixes the exposure of pictures that are dark by nature. `water` (height, width) is
    the share of open water, `cover` that of subjects; None means none.
    In layers, `plate` is the same place without its `pieces`, which lie over it.
    """

    pixels: Array
    depth: Array
    view: View
    ground: float
    slot: tuple[float, float, float, float]
    gain: float | None = None
    water: Array | None = None
    cover: Array | None = None
    plate: Painting | None = None
    pieces: list[Piece] = field(default_factory=list)

    def copied(self) -> Painting:
        """Return the painting on sheets of its own, without anything that is laid over it."""
        cover = None if self.cover is None else self.cover.copy()
        return replace(
            self, pixels=self.pixels.copy(), depth=self.depth.copy(), cover=cover, plate=None, pieces=[]
        )

    def darken(self, part: tuple[slice, slice], share: Array) -> None:
        """Leave this share of the light in some rows and columns, of all pieces there as well."""
        self.pixels[part] *= share
        for piece in self.pieces:
            piece.darken(part, share)


SKY = 1e6
