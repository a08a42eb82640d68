"""The declaration of a place that can be painted, with all that the painter needs to know about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from studio.painter.core.view import Painting, View

# Drawings that many places are painted with.
TREES = frozenset(["deciduous-tree", "evergreen-tree", "leafless-tree"])
BOUQUET = frozenset(["blossom", "tulip", "hyacinth", "hibiscus", "cherry-blossom", "potted-plant", "herb"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place; each is declared once, below the function that paints it.

    `kind` is "open" (under the sky, with weather), "room" (walls and a floor), "backdrop" (paper, cloth or
    light behind the subject) or "beyond" (space, other worlds, under water). `shows` are the drawings that it
    is painted with, so that they are not added again. `needs_foreland`: its foreground is water or air, so
    that a standing subject needs ground in front. `is_hall`: a car may be shown there, as at a fair.
    `is_laid`: small things lie on a table.

    The words are separated by spaces, those of a phrase joined by underscores: `named` name the place itself,
    `typical` are things that one would film there, `vague` ideas that are often filmed there, `foreign` are
    German, Spanish and French words of the first two kinds.
    """

    name: str
    paint: Callable[[View], Painting]
    kind: Literal["open", "room", "backdrop", "beyond"]
    named: str
    typical: str = ""
    vague: str = ""
    foreign: str = ""
    shows: frozenset[str] = frozenset()
    has_ground: bool = True
    has_houses: bool = False
    is_wet: bool = False
    is_airless: bool = False
    is_weightless: bool = False
    is_hall: bool = False
    is_laid: bool = False
    needs_foreland: bool = False

    @property
    def is_open_air(self) -> bool:
        return self.kind == "open"

    @property
    def is_indoors(self) -> bool:
        return self.kind in ("room", "backdrop")

    @property
    def is_another_world(self) -> bool:
        """Return whether one can stand here but not breathe: people here wear a space suit."""
        return self.is_airless and not self.is_weightless
