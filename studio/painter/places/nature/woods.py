"""Forest and jungle: clearings, and the space between the trunks."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, look_up, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.noise import tile
from studio.painter.core.place import TREES, Place
from studio.painter.core.relief import HeightField
from studio.painter.core.sprites import Sprite, Stand
from studio.painter.core.view import Painting, View
from studio.painter.land.exotics import palm
from studio.painter.land.ground import Material
from studio.painter.land.groves import broadleaves, bushes, pines, scatter
from studio.painter.land.landscapes import Land, dry_land
from studio.painter.land.shapes import hills
from studio.painter.sky.shafts import add_mist, add_shafts

FLOOR = Material(low="#2f3a1d", high="#55552c", rock="#4e4430", grain=0.3, rough=0.06, patch=5, growth=0.24)
AUTUMN_FLOOR = Material(
    low="#7a4a20", high="#a9702c", rock="#4e4430", grain=0.3, rough=0.06, patch=5, growth=0.3
)
SNOW_FLOOR = Material(
    low="#c9d6e6", high="#e9f0f8", rock="#c9d6e6", grain=0.5, rough=0.04, patch=8, growth=0.03
)
JUNGLE_FLOOR = Material(
    low="#2f4a1c", high="#55762a", rock="#3e3c22", grain=0.3, rough=0.06, patch=4, growth=0.4
)


def paint_forest(view: View) -> Painting:
    is_winter = view.is_white
    material = SNOW_FLOOR if is_winter else AUTUMN_FLOOR if view.setting.season == "autumn" else FLOOR
    leafy = view.setting.season == "autumn" or (not is_winter and view.turn > 0.5)
    land = _floor(view, material)
    kinds = broadleaves(view, 4, 300) if leafy else pines(view, 4, 300)
    tall = (13.0, 20.0) if leafy else (15.0, 26.0)
    mist = mix(land.fade, view.light.ambient + 0.25 * view.light.sun, 0.35)
    land.plant(scatter(view, kinds, 300, 60, 240, tall, clump=-0.5, patch=60, clear=0))
    add_mist(view, land.pixels, land.depth, mist, 230, 0.75, 0.6)
    land.plant(scatter(view, kinds, 110, 24, 70, tall, clump=-1, clear=4))
    add_mist(view, land.pixels, land.depth, mist, 600, 0.6, 0.6)
    if not is_winter:
        land.plant(scatter(view, bushes(view), 90, 5, 50, (0.4, 1.3), clump=-0.1, patch=9, clear=1.4))
    land.plant(_trunks(view, 5, 9, 26), shadow=0.3)
    if view.light.overcast < 0.4 and view.number % 3 != 1:
        add_shafts(view, land.pixels, 0.1 if view.light.is_dark else 0.17)
    return land.finish()


def paint_jungle(view: View) -> Painting:
    land = _floor(view, JUNGLE_FLOOR)
    leaf = [palm(view.random, view.light, colour(code)) for code in ("#4c7a2a", "#5f8c30", "#3c6a2c")]
    crowns = broadleaves(view, 4, 300)
    mist = mix(land.fade, colour("#cfe3b8") * (view.light.ambient + 0.3 * view.light.sun), 0.6)
    land.plant(scatter(view, crowns, 160, 50, 160, (16, 30), clump=-0.5, patch=40))
    add_mist(view, land.pixels, land.depth, mist, 170, 0.8, 0.9)
    land.plant(scatter(view, crowns + leaf, 70, 20, 60, (9, 18), clear=4))
    add_mist(view, land.pixels, land.depth, mist, 260, 0.7, 0.7)
    land.plant(scatter(view, leaf, 30, 9, 26, (4, 9), clear=2.6))
    land.plant(scatter(view, bushes(view), 90, 4, 30, (0.5, 1.8), clump=-0.2, patch=7, clear=1.4))
    if view.light.overcast < 0.4:
        add_shafts(view, land.pixels, 0.2)
    return land.finish()


def _floor(view: View, material: Material) -> Land:
    start = float(view.random.uniform(0, 12))

    def field(right: Array, away: Array) -> Array:
        near = hills(right / 9 + start, away / 9, 3, number=1) * 0.12
        return near + hills(right / 60 + start, away / 60, 2) * 1.3 * smoothstep(4, 40, away)

    ground: HeightField = field
    return dry_land(view, ground, material, camera=1.9, ranges=((1.6, 8, 80), (8, 60, 130), (60, 600, 120)))


def _trunks(view: View, count: int, near: float, far: float) -> list[Stand]:
    """Return trunks so near that their crowns are out of the picture."""
    stands = []
    for number in range(count):
        away = near + (far - near) * (number + view.random.random()) / count
        edge = view.centre / view.focal * away
        side = view.side if number % 3 else -view.side
        right = side * edge * view.random.uniform(0.5, 1.0)
        stands.append(Stand(float(right), float(away), 26.0, _trunk(view), bool(number % 2), 0.004))
    return stands


def _trunk(view: View) -> Sprite:
    """Return a tall stem with bark, lit as a cylinder."""
    height, width = 900, 40
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    across = np.linspace(-1, 1, width, dtype=np.float32)[None]
    half = 0.62 + 0.38 * np.exp(-(1 - down) * 22) + 0.08 * down
    place = across / half
    toward = np.sqrt(np.clip(1 - place**2, 0, 1))
    right, _, forward = view.light.direction
    shift = float(view.random.uniform(0, 400))
    bark = look_up(tile(2.0, 9), place * 26 + shift, down * 160 + shift)
    lean = np.clip(place * right - toward * forward + 0.15 * bark, 0, 1) + 0.12 * max(forward, 0) * (
        1 - toward
    )
    tone = colour("#6a5440") * (1 + 0.24 * bark)[..., None]
    shade = tone * (
        lean[..., None] * view.light.sun * 0.8 + view.light.ambient * (0.35 + 0.3 * toward)[..., None]
    )
    cover = smoothstep(1.0, 0.9, np.abs(place))[..., None]
    return Sprite(np.concatenate([shade * cover, cover], -1).astype(np.float32))


FOREST = Place(
    name="forest",
    paint=paint_forest,
    kind="open",
    shows=TREES,
    named=(
        "forest woods woodland woodlands wood taiga grove thicket treetops woodpecker redwood birch pinewood"
    ),
    typical=(
        "fox foxes wolf wolves bear bears owl owls deer stag moose squirrel squirrels badger lynx boar "
        "mushroom mushrooms tree trees pine pines oak fern moss elf elves fairy fairies campfire camping "
        "camp tent hunter lumberjack timber acorn autumn_leaves raccoon gnome witch"
    ),
    foreign=(
        "wald wälder baum bäume fuchs wolf bär bosque bosques árbol árboles zorro lobo oso forêt forêts "
        "arbre arbres renard loup ours"
    ),
)

JUNGLE = Place(
    name="jungle",
    paint=paint_jungle,
    kind="open",
    shows=TREES | frozenset(["palm-tree"]),
    named="jungle rainforest amazon tropics mangrove borneo congo undergrowth",
    typical=(
        "monkey monkeys gorilla gorillas orangutan chimpanzee tiger tigers parrot parrots toucan jaguar "
        "sloth python anaconda chameleon dinosaur dinosaurs tyrannosaurus jurassic explorer expedition "
        "vine vines orchid crocodile panda bamboo"
    ),
    foreign="dschungel regenwald affe selva jungla mono singe dinosaurier dinosaurio dinosaure",
)
