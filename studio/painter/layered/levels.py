"""Development of a painting level by level: the plate, then with those pieces that touch no other, and so on."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from studio.painter.core.apart import Piece
from studio.painter.core.view import Painting
from studio.painter.finishing import Bytes, develop, pack, style_of
from studio.painter.sky.weather import add_weather


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """What all levels of a picture have in common: its exposure, the state of its random numbers, its grain's seed.

    `has_weather` tells whether its view's weather is seen in it.
    """

    gain: float
    random: np.random.Generator
    grain: tuple[int, int]
    has_weather: bool

    def show(self, painting: Painting) -> Bytes:
        """Return a state of the painting as it is seen in the film, without what falls through its air."""
        state = replace(painting, gain=self.gain)
        state.view.random = copy.deepcopy(self.random)
        if self.has_weather:
            add_weather(state, falls=False)
        return pack(develop(state), np.random.default_rng(self.grain), style_of(state.view.style).grain)


def reach_of(painting: Painting) -> int:
    """Return how far around a piece its style may change the picture, in pixels."""
    return max(3, round(style_of(painting.view.style).reach * painting.view.unit))


def in_levels(pieces: Sequence[Piece], edge: int) -> list[list[Piece]]:
    """Return pieces, the farthest first, in levels: none touches another of its own level."""
    levels: list[list[Piece]] = []
    of: list[int] = []
    for number, piece in enumerate(pieces):
        below = [
            of[other] for other in range(number) if not _are_one(piece, pieces[other]) and
            piece.overlaps(pieces[other], edge)
        ]  # fmt: skip
        level = max(below, default=-1) + 1
        of.append(level)
        if level == len(levels):
            levels.append([])
        levels[level].append(piece)
    return levels


def _are_one(first: Piece, second: Piece) -> bool:
    """Return whether two pieces are a thing and its reflection, which meet at the water and hide nothing."""
    kinds = {first.kind, second.kind}
    return (
        "reflection" in kinds and len(kinds) > 1 and first.name == second.name and first.foot == second.foot
    )


def show_levels(
    plate: Painting, levels: Sequence[Sequence[Piece]], finish: Finish, last: Bytes | None
) -> list[Bytes]:
    """Return the plate, and the picture with each further level upon it; `last` is the whole picture, if it is known."""
    shown = [finish.show(plate)]
    painting = plate.copied()
    painting.cover = np.zeros(plate.depth.shape, np.float32)
    for number, level in enumerate(levels, 1):
        for piece in level:
            lay(piece, painting)
        shown.append(last if last is not None and number == len(levels) else finish.show(painting))
    return shown


def lay(piece: Piece, painting: Painting) -> None:
    """Lay a piece on a painting."""
    part, cover = (piece.rows, piece.columns), piece.values[..., 3]
    painting.pixels[part] = painting.pixels[part] * (1 - cover[..., None]) + piece.values[..., :3]
    if piece.kind in ("reflection", "flock"):
        return
    painting.depth[part] = np.where(cover > 0.5, np.float32(piece.nearest), painting.depth[part])
    if painting.cover is not None and not piece.is_of_scenery:
        painting.cover[part] = np.maximum(painting.cover[part], cover)
