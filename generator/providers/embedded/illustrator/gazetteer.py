"""Which room paints which place."""

from __future__ import annotations

from collections.abc import Callable

from generator.providers.embedded.illustrator.places import waters, wild
from generator.providers.embedded.illustrator.view import Painting, View

PLACES: dict[str, Callable[[View], Painting]] = {
    "mountains": wild.paint_mountains,
    "meadow": wild.paint_meadow,
    "desert": wild.paint_desert,
    "snow": wild.paint_snow,
    "coast": waters.paint_coast,
    "lake": waters.paint_lake,
}
# Where the words name no place: scenery that suits any film.
ANYWHERE = ("meadow", "lake", "mountains", "coast")


def paint_place(view: View) -> Painting:
    place = view.setting.place
    if place not in PLACES:
        place = ANYWHERE[int(view.turn * len(ANYWHERE)) % len(ANYWHERE)]
    return PLACES[place](view)
