"""Knows what a painted place shows by itself, and what cannot be there."""

from __future__ import annotations

# ruff: noqa: SIM905 (lists of words read best as text)
from studio.painter.read.mention import Mention

_TREES = frozenset(["deciduous-tree", "evergreen-tree", "leafless-tree"])
_BOUQUET = frozenset(["blossom", "tulip", "hyacinth", "hibiscus", "cherry-blossom", "potted-plant", "herb"])
_WAYSIDE = frozenset(["fountain", "playground-slide", "statue-of-liberty", "tokyo-tower", "moai"])
_STRAY = frozenset(
    ["rock", "wood", "fallen-leaf", "leaf-fluttering-in-wind", "droplet", "snowflake", "footprints"]
)
OPEN = frozenset(
    (
        "mountains meadow savanna desert snow coast sea cliff beach lake river forest jungle volcano clouds city street field garden village "
        "castle ruins road harbour stadium airport station"
    ).split()
)
# Of what a clause is about this much, that is told of for itself.
_TOLD = 0.85
# What each place is painted with, so that it is not set into it again.
SHOWN: dict[str, frozenset[str]] = {}
for _places, _drawings in (
    ("forest jungle mountains lake river village garden street city harbour castle snow", _TREES),
    ("meadow garden field", _BOUQUET),
    ("beach jungle", frozenset(["palm-tree"])),
    ("desert", frozenset(["cactus"])),
    ("field", frozenset(["sheaf-of-rice", "ear-of-corn"])),
    ("coast cliff harbour sea beach", frozenset(["lighthouse"])),
    ("underwater", frozenset(["coral"])),
    ("snow", frozenset(["ice"])),
    ("volcano", frozenset(["fire"])),
    ("library", frozenset(["books"])),
    ("bedroom", frozenset(["bed", "couch-and-lamp"])),
    ("room", frozenset(["couch-and-lamp", "bed"])),
    ("castle", frozenset(["castle"])),
    ("orbit space moon mars", frozenset(["globe-showing-europe-africa", "rock"])),
):
    for _place in _places.split():
        SHOWN[_place] = SHOWN.get(_place, frozenset()) | _drawings
# Where houses stand already, and where they would stand in the air or under a roof.
BUILT = frozenset("city street village castle ruins harbour stadium airport station".split())
INDOORS = frozenset(
    "room bedroom kitchen classroom library office laboratory hospital chamber factory table stage studio technology".split()
)
WITHOUT_GROUND = frozenset("space orbit clouds underwater sea".split())
WET = frozenset("coast sea beach lake river harbour underwater cliff".split())
# Where no one can breathe who wears no suit.
AIRLESS = frozenset(["space", "orbit", "moon", "mars"])
SUITED = frozenset(["astronaut", "man-astronaut", "woman-astronaut", "person-superhero", "superhero"])
# Of those who live on land, who may be under water all the same.
DIVERS = frozenset(
    ["turtle", "seal", "otter", "penguin", "crocodile", "frog", "snake", "hippopotamus", "beaver"]
)
# Rooms in which a car may be shown, as at a fair.
HALLS = frozenset("studio stage technology factory".split())
TABLES = frozenset("table kitchen".split())


def is_painted(mention: Mention, place: str) -> bool:
    """Tell whether the scenery shows this anyway."""
    stature = mention.stature
    if mention.word.startswith("hot") and mention.drawing == "balloon":
        return True
    if stature.kind == "sky":
        return mention.drawing not in {"tornado", "comet"}
    if mention.drawing in _STRAY and place in OPEN:
        # A stone that lies there is scenery, one that the words are about is a subject.
        return mention.weight < _TOLD
    if mention.drawing in SHOWN.get(place, frozenset()):
        return True
    return stature.kind == "building" and place in BUILT and mention.drawing not in _WAYSIDE


def can_be(mention: Mention, place: str) -> bool:
    """Tell whether this can be in a place: no house in a room, no ship on a meadow, no shark on a table."""
    stature = mention.stature
    if place in AIRLESS and stature.kind == "person" and mention.drawing not in SUITED:
        return False
    if place == "clouds" and stature.kind == "animal" and stature.stage == "ground" and not mention.is_aloft:
        return False
    if place == "underwater" and stature.kind == "vehicle":
        return False
    if place == "underwater" and stature.kind in {"person", "animal"} and stature.stage != "water":
        return mention.drawing in DIVERS
    if place == "table" and stature.kind == "person" and not stature.cut:
        # Whoever is drawn from head to foot would walk about on the table.
        return False
    if place in INDOORS:
        too_large = stature.height > 4.6 or (stature.kind == "building" and stature.height > 1.3)
        if stature.kind == "vehicle":
            too_large = stature.height > 1.3 and (place not in HALLS or stature.height > 9)
        swims = stature.stage == "water" and (stature.height > 0.7 or place not in TABLES)
        return not too_large and not (swims and stature.kind in {"animal", "vehicle"})
    if stature.kind == "building":
        return place not in WITHOUT_GROUND and not mention.is_alone
    if stature.stage == "water" and mention.drawing not in {"duck", "swan", "crab"}:
        return place in WET
    return True
