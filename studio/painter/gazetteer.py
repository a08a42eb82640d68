"""All places that can be painted, by name, and the choice among them if the words name none."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module

from studio.painter import places
from studio.painter.core.place import Place
from studio.painter.core.view import Painting, View
from studio.painter.sky.flights import add_balloons
from studio.painter.sky.weather import add_weather


def _declared() -> Iterator[Place]:
    """Yield the places declared by the modules below `places`: a new place is known once its file is there."""
    for module in pkgutil.walk_packages(places.__path__, f"{places.__name__}."):
        yield from (value for value in vars(import_module(module.name)).values() if isinstance(value, Place))


# In the order of their modules' names: if a word fits two places equally, the first of them is meant.
PLACES: dict[str, Place] = {place.name: place for place in _declared()}
# If the words name no place: scenery that suits any film, by season and mood.
ANYWHERE: dict[str, tuple[str, ...]] = {
    "": ("meadow", "lake", "mountains", "coast", "river", "clouds", "forest"),
    "winter": ("snow", "forest", "village", "mountains"),
    "autumn": ("forest", "lake", "river", "garden"),
    "blossom": ("garden", "meadow", "river"),
    "summer": ("meadow", "field", "beach", "lake"),
    "dark": ("forest", "mountains", "coast"),
    "sad": ("coast", "lake", "road"),
    "calm": ("lake", "river", "sea", "meadow"),
}


def choose_place(name: str, season: str, mood: str, turn: float) -> Place:
    """Return the place of this name; if there is none, `turn` in [0, 1) chooses one that suits."""
    if name in PLACES:
        return PLACES[name]
    choice = ANYWHERE.get(season) or ANYWHERE.get(mood) or ANYWHERE[""]
    return PLACES[choice[int(turn * len(choice)) % len(choice)]]


def paint_scenery(place: Place, view: View) -> Painting:
    """Paint a place without weather and subjects."""
    painting = place.paint(view)
    if place.is_open_air and "balloon" in view.setting.details:
        add_balloons(view, painting.pixels, painting.depth)
    return painting


def paint_place(place: Place, view: View, people: Callable[[Painting], None] | None = None) -> Painting:
    """Paint a place, with weather if it is outdoors; `people` adds subjects to the scenery."""
    painting = paint_scenery(place, view)
    if people is not None:
        people(painting)
    if place.is_open_air:
        add_weather(painting)
    return painting
