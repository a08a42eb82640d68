"""Adjustment of a place and its cast to each other before anything is painted."""

from __future__ import annotations

from dataclasses import replace

from studio.painter.core.place import Place
from studio.painter.core.view import View
from studio.painter.figures.stature import read_statures
from studio.painter.gazetteer import PLACES
from studio.painter.read.casting import Cast

# If the words name no place, subjects that belong on water or on a table get one of these.
STAGE_PLACES = {"water": ("sea", "lake", "coast", "harbour"), "table": ("table", "studio")}
# Drawings of things that the scenery would also contain: one of them is enough.
DOUBLES = {
    "lighthouse": {"lighthouse"},
    "boat": {"sailboat", "ship", "passenger-ship", "ferry", "motor-boat", "speedboat", "canoe"},
    "cactus": {"cactus"},
    "earth": {"globe-showing-europe-africa", "globe-showing-americas", "globe-showing-asia-australia"},
    "mill": {"windmill"},
    "rainbow": {"rainbow"},
}


def rehearse(view: View, place: Place, cast: Cast) -> Place:
    """Return the place that suits the cast, and prepare the view for it; a place named by the words is kept."""
    if cast.subject is None:
        return place
    stage, setting = cast.subject.stage, view.setting
    if not setting.place and stage in STAGE_PLACES:
        homes = STAGE_PLACES[stage]
        place = PLACES[homes[int(view.turn * len(homes)) % len(homes)]]
    if not setting.place and place.name == "clouds" and stage == "ground":
        place = PLACES["meadow"]
    drawings = {role.drawing for role in (cast.subject, *cast.companions)}
    doubled = {detail for detail, names in DOUBLES.items() if names & drawings}
    view.setting = replace(setting, details=setting.details - doubled)
    view.foreland = place.needs_foreland and stage in ("ground", "table")
    return place


def is_bust(drawing: str) -> bool:
    """Return whether a drawing shows somebody down to the chest only."""
    stature = read_statures().get(drawing)
    return stature is not None and stature.cut == "chest"


def lay_out(place: Place, cast: Cast) -> tuple[bool, Cast]:
    """Return whether a table stands before a room, and the cast shown then.

    It is set for small subjects, and for the small things of a seated person; on the floor of a room those
    would be as large as its furniture.
    """
    if place.kind != "room" or cast.subject is None:
        return False, cast
    small = any(role.stage == "table" for role in cast.companions)
    if cast.subject.stage == "table" or (small and is_bust(cast.subject.drawing)):
        return True, cast
    return False, replace(cast, companions=tuple(role for role in cast.companions if role.stage != "table"))
