"""Rooms of a home: living room, bedroom, kitchen."""

from __future__ import annotations

import numpy as np

from studio.painter.buildings.furniture import (
    bed,
    bookcase,
    cabinet,
    chair,
    picture_frame,
    sofa,
    solid,
    table,
)
from studio.painter.buildings.household import (
    CLOTHS,
    WALLS,
    WOODS,
    pick,
    set_bowl,
    set_crockery,
    set_plant,
    set_shade,
)
from studio.painter.buildings.interiors import Room, room
from studio.painter.buildings.patterns import boards, plaster, tiles
from studio.painter.buildings.solids import Face, plain, vector
from studio.painter.core.arrays import Array
from studio.painter.core.colours import colour
from studio.painter.core.place import Place
from studio.painter.core.view import Painting, View


def paint_room(view: View) -> Painting:
    """Paint a living room with sofa, shelves and a low table."""
    wood = pick(view, WOODS)
    built = room(
        view,
        floor=boards(wood),
        wall=plaster(pick(view, WALLS)),
        windows=2,
        window_on_back=view.turn > 0.4,
        curtains=pick(view, CLOTHS),
    )
    width, length, side = built.width, built.length, view.side
    sofa_width = min(2.2, width * 0.5)
    cloth = pick(view, CLOTHS)
    if view.turn < 0.5:
        built.add(sofa(-side * 0.12 * width, length - 0.75, sofa_width, cloth))
        built.add(table(-side * 0.12 * width, length - 2.1, 1.1, 0.6, 0.42, wood * 0.8))
        _hang_pictures(built, -side * 0.12 * width, 2)
        built.add(bookcase(side * (width / 2 - 0.62), length - 0.2, 0.9, 2.0, seed=view.turn))
    else:
        built.add(sofa(-side * (width / 2 - 0.6), length - 2.2, sofa_width, cloth, angle=side * 1.5708))
        built.add(bookcase(side * (width / 2 - 0.2), length - 1.1, 1.2, 2.1, -side * 1.5708, view.turn * 9))
        built.add(table(0.05 * side * width, length - 2.4, 1.0, 0.6, 0.42, wood * 0.8))
    _rug(built, 0.0, length - 2.2, min(width * 0.55, 2.6), 1.8, cloth * 0.7)
    _floor_lamp(built, side * (width / 2 - 0.35), length - 2.1)
    set_plant(built, -side * (width / 2 - 0.4), length - 0.5)
    return built.paint()


def paint_bedroom(view: View) -> Painting:
    wood = pick(view, WOODS)
    built = room(
        view,
        floor=boards(wood),
        wall=plaster(pick(view, WALLS)),
        windows=1,
        window_on_back=view.turn > 0.5,
        curtains=pick(view, CLOTHS),
    )
    width, length, side = built.width, built.length, view.side
    place = -side * 0.14 * width
    built.add(bed(place, length - 1.2, pick(view, CLOTHS)))
    for offset in (-1.2, 1.2):
        built.add(solid(place + offset, 0, length - 0.3, 0.45, 0.5, 0.4, plain(wood * 0.8)))
        built.add(solid(place + offset, 0.5, length - 0.3, 0.03, 0.22, 0.03, plain(colour("#55493c"))))
        set_shade(built, place + offset, 0.7, length - 0.3)
    _hang_pictures(built, place, 1)
    _rug(built, place, length - 2.6, 2.2, 1.2, pick(view, CLOTHS) * 0.8)
    return built.paint()


def paint_kitchen(view: View) -> Painting:
    """Paint counter and cupboards along the back wall, and a table before them."""
    wood = pick(view, WOODS)
    front = colour(str(view.random.choice(["#e9e4d8", "#6f8a86", "#8a9a74", "#c9b08a", "#4f6478"])))
    floor = tiles(colour("#cfc4b2"), colour("#b3a48e"), 0.4) if view.turn < 0.5 else boards(wood)
    built = room(
        view,
        floor=floor,
        wall=plaster(colour("#ece4d6")),
        windows=3,
        length=4.6,
        window_on_back=view.turn > 0.45,
    )
    width, length, side = built.width, built.length, view.side
    top = colour("#5b4636") if view.turn < 0.6 else colour("#d9d6d0")
    built.add(cabinet(0, 0, length - 0.3, width, 0.9, 0.6, front, top))
    if view.turn <= 0.45:
        built.add(cabinet(-side * width * 0.22, 1.5, length - 0.18, width * 0.5, 0.75, 0.34, front, front))
    splash = Face(
        vector(-width / 2, 0.9, length - 0.012),
        vector(width, 0, 0),
        vector(0, 0.6, 0),
        tiles(colour("#eef0ee"), colour("#dfe5e4"), 0.12, False),
        12,
    )
    built.hang([splash])
    set_crockery(built, length - 0.3, 0.9, 9)
    built.add(table(side * 0.1 * width, length - 2.6, min(1.7, width * 0.45), 0.9, 0.76, wood))
    for offset in (-0.5, 0.5):
        built.add(chair(side * 0.1 * width + offset, length - 1.85, wood * 0.8, angle=0.0))
    set_bowl(built, side * 0.1 * width, 0.76, length - 2.6)
    _pendant(built, side * 0.1 * width, length - 2.6)
    return built.paint()


def _hang_pictures(built: Room, middle: float, count: int) -> None:
    view = built.view
    for number in range(count):
        wide, tall = 0.62, 0.8
        left = middle + (number - (count - 1) / 2) * 0.8 - wide / 2
        built.hang(
            picture_frame(
                vector(left, 1.35, built.length), vector(wide, 0, 0), vector(0, tall, 0), vector(0, 0, -1),
                pick(view, CLOTHS), pick(view, WALLS), float(view.random.random() * 3),
            )
        )  # fmt: skip


def _rug(built: Room, right: float, away: float, width: float, depth: float, tone: Array) -> None:
    def paint(along: Array, up: Array, size: Array) -> Array:
        edge = np.minimum(np.minimum(along, width - along), np.minimum(up, depth - up))
        band = (np.abs(edge - 0.12) < 0.02) | (edge < 0.03)
        weave = 1 + 0.06 * np.sin(along * 90) * np.clip(0.01 / size, 0, 1)
        return np.asarray(np.where(band[..., None], colour("#e6d9bf"), tone * weave[..., None]), np.float32)

    built.hang(
        [
            Face(
                vector(right - width / 2, 0.012, away - depth / 2),
                vector(width, 0, 0),
                vector(0, 0, depth),
                paint,
                20,
            )
        ]
    )


def _floor_lamp(built: Room, right: float, away: float) -> None:
    built.add(solid(right, 0, away, 0.26, 0.02, 0.26, plain(colour("#2d2a28"))))
    built.add(solid(right, 0, away, 0.025, 1.5, 0.025, plain(colour("#2d2a28"))))
    set_shade(built, right, 1.45, away)


def _pendant(built: Room, right: float, away: float) -> None:
    built.add(solid(right, 2.0, away, 0.012, built.height - 2.0, 0.012, plain(colour("#2d2a28"))))
    set_shade(built, right, 1.8, away)


ROOM = Place(
    name="room",
    paint=paint_room,
    kind="room",
    shows=frozenset(["bed", "couch-and-lamp"]),
    named=(
        "living_room lounge apartment sofa couch fireplace indoors came_home come_home stay_home "
        "went_home parlour bathroom armchair in_the_house in_a_house at_home at_house inside_the_house "
        "around_the_house hallway attic waiting_room"
    ),
    typical=(
        "home homes grandmother grandfather grandma grandpa parents mother father mom dad baby babies cat "
        "cats kitten kittens furniture carpet housework cosy cozy birthday windowsill"
    ),
    vague="family families comfort lamp love television tv guest",
    foreign=(
        "wohnzimmer haus zuhause familie katze salón casa hogar familia gato maison foyer famille chat salon"
    ),
)

BEDROOM = Place(
    name="bedroom",
    paint=paint_bedroom,
    kind="room",
    shows=frozenset(["bed", "couch-and-lamp"]),
    named="bedroom bed bunk nursery pillow",
    typical="sleep sleeping asleep pyjamas pajamas lullaby blanket insomnia nap bedtime nightmare",
    foreign="schlafzimmer bett schlaf dormitorio cama dormir chambre lit sommeil",
)

KITCHEN = Place(
    name="kitchen",
    paint=paint_kitchen,
    kind="room",
    is_laid=True,
    named="kitchen stove oven countertop pantry fridge refrigerator",
    typical=(
        "cook cooks cooking grill grilled fry fried roast roasted slice sliced chop chopped simmer whisk "
        "whip rinse soak drain peel peeled grate mince marinate preheat saute cream batter dough lentils "
        "knead stir ingredients recipe chef chefs recipe recipes soup pan saucepan dinner meal meals "
        "lunch supper spice spices kettle boil"
    ),
    foreign="küche kochen koch cocina cocinar cuisine cuisiner",
)
