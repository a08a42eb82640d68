"""Fits a place and its cast to each other before anything is painted."""

from __future__ import annotations

from dataclasses import replace

from studio.painter.core.view import View
from studio.painter.figures.lamps import ROOMS
from studio.painter.figures.stature import read_statures
from studio.painter.read.casting import Cast

# Places whose foreground is water or air, so that who stands there needs ground in front.
BY_THE_WATER = frozenset(["coast", "sea", "lake", "harbour", "city", "cliff"])
# Where the words name no place, those that belong to the water or to a table get one of these.
HOMES = {"water": ("sea", "lake", "coast", "harbour"), "table": ("table", "studio")}
# Drawings that show what the scenery would also put in of itself: one of them is enough.
DOUBLES = {
    "lighthouse": {"lighthouse"},
    "boat": {"sailboat", "ship", "passenger-ship", "ferry", "motor-boat", "speedboat", "canoe"},
    "cactus": {"cactus"},
    "earth": {"globe-showing-europe-africa", "globe-showing-americas", "globe-showing-asia-australia"},
    "mill": {"windmill"},
    "rainbow": {"rainbow"},
}


def rehearse(view: View, place: str, cast: Cast) -> str:
    """Return the place that suits the cast, and prepare the view for it; a place that the words name is kept."""
    if cast.subject is None:
        return place
    stage, setting = cast.subject.stage, view.setting
    if not setting.place and stage in HOMES:
        homes = HOMES[stage]
        place = homes[int(view.turn * len(homes)) % len(homes)]
    if not setting.place and place == "clouds" and stage == "ground":
        place = "meadow"
    drawings = {role.drawing for role in (cast.subject, *cast.companions)}
    doubled = {detail for detail, names in DOUBLES.items() if names & drawings}
    view.setting = replace(setting, details=setting.details - doubled)
    view.foreland = place in BY_THE_WATER and stage in ("ground", "table")
    return place


def is_bust(drawing: str) -> bool:
    """Say whether a drawing shows somebody down to the chest only."""
    stature = read_statures().get(drawing)
    return stature is not None and stature.cut == "chest"


def lay_out(place: str, cast: Cast) -> tuple[bool, Cast]:
    """Say whether a table stands before a room, and return who is shown then.

    It is set for small subjects, and for the small things of somebody who sits at it; on the floor of a room those
    would be as large as its furniture.
    """
    if place not in ROOMS or cast.subject is None:
        return False, cast
    small = any(role.stage == "table" for role in cast.companions)
    if cast.subject.stage == "table" or (small and is_bust(cast.subject.drawing)):
        return True, cast
    return False, replace(cast, companions=tuple(role for role in cast.companions if role.stage != "table"))
