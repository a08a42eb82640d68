"""Things that a painted place already shows, and things that cannot be there."""

from __future__ import annotations

from studio.painter.core.place import Place
from studio.painter.figures.stature import has_trait
from studio.painter.read.mention import Mention

# A mention of at least this weight is a subject, and not mere scenery.
_TOLD = 0.85


def is_painted(mention: Mention, place: Place) -> bool:
    """Return whether the scenery shows this anyway."""
    stature = mention.stature
    if mention.word.startswith("hot") and mention.drawing == "balloon":
        return True
    if stature.kind == "sky":
        return mention.drawing not in {"tornado", "comet"}
    if has_trait(mention.drawing, "stray") and place.is_open_air:
        # A stone that lies there is scenery; one that the words are about is a subject.
        return mention.weight < _TOLD
    if mention.drawing in place.shows:
        return True
    return stature.kind == "building" and place.has_houses and not has_trait(mention.drawing, "wayside")


def can_be(mention: Mention, place: Place) -> bool:
    """Return whether this can be in a place: no house in a room, no ship on a meadow, no shark on a table."""
    stature = mention.stature
    if place.is_airless and stature.kind == "person" and not has_trait(mention.drawing, "suited"):
        return False
    if (
        place.name == "clouds"
        and stature.kind == "animal"
        and stature.stage == "ground"
        and not mention.is_aloft
    ):
        return False
    if place.name == "underwater" and stature.kind == "vehicle":
        return False
    if place.name == "underwater" and stature.kind in {"person", "animal"} and stature.stage != "water":
        return has_trait(mention.drawing, "dives")
    if place.name == "table" and stature.kind == "person" and not stature.cut:
        # A figure drawn from head to foot would seem to walk about on the table.
        return False
    if place.is_indoors:
        too_large = stature.height > 4.6 or (stature.kind == "building" and stature.height > 1.3)
        if stature.kind == "vehicle":
            too_large = stature.height > 1.3 and (not place.is_hall or stature.height > 9)
        swims = stature.stage == "water" and (stature.height > 0.7 or not place.is_laid)
        return not too_large and not (swims and stature.kind in {"animal", "vehicle"})
    if stature.kind == "building":
        return place.has_ground and not mention.is_alone
    if stature.stage == "water" and mention.drawing not in {"duck", "swan", "crab"}:
        return place.is_wet
    return True
