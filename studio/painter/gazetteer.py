"""Which room paints which place, and which places lie in the open."""

from __future__ import annotations

from collections.abc import Callable

from studio.painter.core.view import Painting, View
from studio.painter.places.built import airfields, arenas, country, settlements, stations, streets, towns
from studio.painter.places.indoors import halls, industry, public, rooms, stages, stills, workplaces
from studio.painter.places.nature import depths, heavens, inland, waters, wild, woods, worlds
from studio.painter.sky.flights import add_balloons
from studio.painter.sky.weather import add_weather

Painter = Callable[[View], Painting]

OPEN_AIR: dict[str, Painter] = {
    "mountains": wild.paint_mountains,
    "meadow": wild.paint_meadow,
    "savanna": wild.paint_savanna,
    "desert": wild.paint_desert,
    "snow": wild.paint_snow,
    "coast": waters.paint_coast,
    "sea": waters.paint_sea,
    "cliff": waters.paint_cliff,
    "beach": waters.paint_beach,
    "lake": inland.paint_lake,
    "river": inland.paint_river,
    "forest": woods.paint_forest,
    "jungle": woods.paint_jungle,
    "volcano": worlds.paint_volcano,
    "clouds": heavens.paint_clouds,
    "city": towns.paint_city,
    "street": streets.paint_street,
    "field": country.paint_field,
    "garden": country.paint_garden,
    "village": settlements.paint_village,
    "castle": settlements.paint_castle,
    "ruins": settlements.paint_ruins,
    "road": country.paint_road,
    "harbour": settlements.paint_harbour,
    "stadium": arenas.paint_stadium,
    "airport": airfields.paint_airport,
    "station": stations.paint_station,
}
ENCLOSED: dict[str, Painter] = {
    "mars": worlds.paint_mars,
    "moon": worlds.paint_moon,
    "space": heavens.paint_space,
    "orbit": heavens.paint_orbit,
    "underwater": depths.paint_underwater,
    "room": rooms.paint_room,
    "bedroom": rooms.paint_bedroom,
    "kitchen": rooms.paint_kitchen,
    "classroom": halls.paint_classroom,
    "library": halls.paint_library,
    "office": workplaces.paint_office,
    "laboratory": workplaces.paint_laboratory,
    "hospital": public.paint_ward,
    "chamber": public.paint_chamber,
    "factory": industry.paint_factory,
    "studio": stills.paint_studio,
    "table": stills.paint_table,
    "stage": stages.paint_stage,
    "technology": stages.paint_technology,
}
PLACES: dict[str, Painter] = OPEN_AIR | ENCLOSED
# Where the words name no place: scenery that suits any film, by season and mood.
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


def choose_place(place: str, season: str, mood: str, turn: float) -> str:
    """Return a place that can be painted; `turn` in [0, 1) chooses where the words do not."""
    if place in PLACES:
        return place
    choice = ANYWHERE.get(season) or ANYWHERE.get(mood) or ANYWHERE[""]
    return choice[int(turn * len(choice)) % len(choice)]


def paint_place(place: str, view: View, people: Callable[[Painting], None] | None = None) -> Painting:
    """Paint one of PLACES, with its weather where it lies in the open; `people` sets subjects into the scenery."""
    painting = PLACES[place](view)
    if place in OPEN_AIR and "balloon" in view.setting.details:
        add_balloons(view, painting.pixels, painting.depth)
    if people is not None:
        people(painting)
    if place in OPEN_AIR:
        add_weather(painting)
    return painting
