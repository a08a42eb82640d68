"""Mountains, meadow, savanna, desert and snow."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.place import BOUQUET, TREES, Place
from studio.painter.core.relief import HeightField
from studio.painter.core.view import Painting, View
from studio.painter.land.exotics import cactus
from studio.painter.land.flowers import add_blades, add_flowers
from studio.painter.land.ground import Material
from studio.painter.land.groves import broadleaves, pines, scatter
from studio.painter.land.landscapes import dry_land
from studio.painter.land.scouting import scout
from studio.painter.land.shapes import dunes, hills, peaks
from studio.painter.land.trees import broadleaf, bush, pine
from studio.painter.sky.flights import add_birds

ALPINE = Material(
    low="#4d6b38", high="#7d8a4c", rock="#7b736b", steep=(0.86, 0.7), snow_level=900, grain=3, rough=0.08, patch=300, growth=0.3,
)  # fmt: skip
GRASSLAND = Material(
    low="#4b6d2e",
    high="#86993f",
    rock="#8b8058",
    steep=(0.7, 0.5),
    grain=0.4,
    rough=0.04,
    patch=24,
    growth=0.26,
)
SAND = Material(
    low="#d9a566", high="#ecc58b", rock="#cf9a5e", grain=0.7, rough=0.022, patch=90, contrast=0.04
)
DRY_GRASS = Material(
    low="#b39a52",
    high="#d3ba72",
    rock="#a08a5a",
    steep=(0.7, 0.5),
    grain=0.4,
    rough=0.04,
    patch=40,
    growth=0.26,
)
SNOWFIELD = Material(
    low="#c9d6e6",
    high="#e9f0f8",
    rock="#5f6670",
    steep=(0.72, 0.58),
    grain=2,
    rough=0.03,
    patch=200,
    contrast=0.03,
)


def paint_mountains(view: View) -> Painting:
    size = 3600 * (0.8 + 0.5 * view.random.random())
    tall = size * (0.5 + 0.12 * view.random.random())
    lean = view.side * 0.3

    def make(start: float, aside: float) -> HeightField:
        def field(right: Array, away: Array) -> Array:
            rise = smoothstep(700, 5200, away + lean * right)
            ground = hills(right / 500 + start, away / 500 + aside, 3) * 12
            return (
                ground + rise * (peaks(right / size + start, away / size + aside) - 0.12) * tall * 1.25 - 24
            )

        return field

    field = scout(view, make, 26, 12_000, 0.17, near=900)
    land = dry_land(view, field, ALPINE, camera=26, ranges=((6, 60, 60), (60, 900, 110), (900, 14_000, 450)))
    woods = pines(view)
    land.plant(scatter(view, woods, 420, 160, 3_000, (16, 26), clump=0.25, patch=260))
    land.plant(scatter(view, woods, 26, 60, 130, (14, 22), clump=0.0, patch=60, clear=22))
    return land.finish()


def paint_meadow(view: View) -> Painting:
    def make(start: float, aside: float) -> HeightField:
        def field(right: Array, away: Array) -> Array:
            near = hills(right / 26 + start, away / 26 + aside, 3, number=1) * 0.3
            far = hills(right / 700 + start, away / 700 + aside, 3)
            return (
                near
                + smoothstep(30, 700, away) * (far * 30 + 12)
                + smoothstep(1500, 9000, away) * (far * 70 + 90)
            )

        return field

    field = scout(view, make, 3.4, 9_000, 0.05, near=80)
    land = dry_land(
        view,
        field,
        GRASSLAND,
        camera=3.4,
        ranges=((2.5, 12, 70), (12, 80, 110), (80, 900, 160), (900, 9_000, 160)),
    )
    woods = broadleaves(view)
    land.plant(scatter(view, woods, 360, 220, 2_200, (9, 16), clump=0.55, patch=220))
    land.plant(scatter(view, woods, 8, 34, 120, (8, 13), clear=9))
    if not view.is_white and view.setting.season != "autumn":
        add_flowers(view, land, 700, 2.6, 22)
    return land.finish()


def paint_desert(view: View) -> Painting:
    size = 240 * (0.8 + 0.5 * view.random.random())
    flip = float(view.side)

    def make(start: float, aside: float) -> HeightField:
        def field(right: Array, away: Array) -> Array:
            big = dunes(flip * right / size + start, away / size + aside) * size * 0.16
            small = (
                dunes(flip * right / size * 3.1 + aside, away / size * 3.1 + start, number=2) * size * 0.02
            )
            sand = (big + small) * smoothstep(0, 60, away) + smoothstep(1000, 6000, away) * 40
            return np.maximum(sand, pyramids(right, away)) if has_pyramids else sand

        return field

    has_pyramids = "pyramid" in view.setting.details

    def pyramids(right: Array, away: Array) -> Array:
        tops = []
        for share, far, tall in ((0.34, 620, 118), (-0.1, 900, 128), (0.66, 1_250, 120)):
            aside = flip * share * far * view.centre / view.focal
            along, across = (
                (right - aside) * 0.87 + (away - far) * 0.5,
                (away - far) * 0.87 - (right - aside) * 0.5,
            )
            tops.append(tall - np.maximum(np.abs(along), np.abs(across)) * 1.15)
        return np.maximum(np.maximum(tops[0], tops[1]), tops[2])

    camera = size * (0.12 + 0.08 * view.random.random())
    field = scout(view, make, camera, 5_000, 0.04, near=50)
    ranges = ((4, 30, 90), (30, 200, 170), (200, 900, 190), (900, 6_000, 150))
    land = dry_land(view, field, SAND, camera=camera, ranges=ranges)
    if "cactus" in view.setting.details:
        kinds = [cactus(view.random, view.light) for _ in range(3)]
        land.plant(scatter(view, kinds, 26, 22, 160, (3, 6), clump=-0.5, patch=40, clear=3))
    return land.finish()


def paint_snow(view: View) -> Painting:
    size = 3200 * (0.8 + 0.5 * view.random.random())

    def make(start: float, aside: float) -> HeightField:
        def field(right: Array, away: Array) -> Array:
            rise = smoothstep(700, 4500, away - 0.3 * view.side * right)
            drifts = dunes(right / 40 + start, away / 40 + aside, number=1) * 2.0
            drifts += hills(right / 120, away / 120 + aside, 2) * 1.5
            return drifts + rise * (peaks(right / size + start, away / size + aside) - 0.12) * size * 0.62

        return field

    field = scout(view, make, 6, 9_000, 0.13, near=500)
    land = dry_land(
        view,
        field,
        SNOWFIELD,
        camera=6,
        ranges=((3, 20, 80), (20, 120, 130), (120, 900, 150), (900, 10_000, 320)),
    )
    woods = [pine(view.random, view.light, colour("#2c4638"), snow=0.75) for _ in range(3)]
    land.plant(scatter(view, woods, 260, 90, 1_300, (10, 20), clump=0.35, patch=160))
    land.plant(scatter(view, woods, 10, 24, 70, (8, 15), clear=10))
    return land.finish()


def paint_savanna(view: View) -> Painting:
    """Paint dry grass and flat-crowned acacias."""

    def make(start: float, aside: float) -> HeightField:
        def field(right: Array, away: Array) -> Array:
            near = hills(right / 30 + start, away / 30 + aside, 3, number=1) * 0.2
            far = hills(right / 1_100 + start, away / 1_100 + aside, 3) * 22 * smoothstep(200, 2_000, away)
            return (
                near + far + smoothstep(3_000, 9_000, away) * peaks(right / 5_000 + start, away / 5_000) * 500
            )

        return field

    field = scout(view, make, 3.0, 9_000, 0.03, near=120)
    land = dry_land(
        view,
        field,
        DRY_GRASS,
        camera=3.0,
        ranges=((2.5, 12, 70), (12, 80, 110), (80, 900, 160), (900, 10_000, 160)),
    )
    crowns = [
        broadleaf(
            view.random, view.light, colour("#6a7434"), 260, spread=view.random.uniform(1.3, 1.7), crown=0.34
        )
        for _ in range(4)
    ]
    land.plant(scatter(view, crowns, 130, 130, 1_800, (6, 10), clump=0.2, patch=260))
    land.plant(scatter(view, crowns, 7, 30, 100, (6, 9), clump=-2, clear=9))
    shrubs = [bush(view.random, view.light, colour("#7d7a3c")) for _ in range(3)]
    land.plant(scatter(view, shrubs, 60, 12, 200, (0.5, 1.2), clump=0.1, patch=30))
    add_blades(view, land.pixels, land.depth, colour("#c8a860"))
    add_birds(view, land.pixels, 6)
    return land.finish()


MOUNTAINS = Place(
    name="mountains",
    paint=paint_mountains,
    kind="open",
    shows=TREES,
    named=(
        "mountain mountains alps alpine himalaya himalayas everest summit peak peaks ridge andes rockies "
        "highlands glen mountaintop massif sierra canyon valley ravine gorge cave cavern mount"
    ),
    typical=(
        "eagle eagles climber climbers hike hiker hikers hiking goat goats ibex avalanche yeti trek "
        "trekking marmot rock rocks cave dragon dragons adventure challenge"
    ),
    foreign=("berg berge gebirge alpen gipfel montaña montañas cumbre montagne montagnes alpes sommet"),
)

MEADOW = Place(
    name="meadow",
    paint=paint_meadow,
    kind="open",
    shows=BOUQUET,
    named=(
        "meadow meadows hill hills hillside pasture prairie grassland countryside landscape plains steppe "
        "picnic glade playing_field golf_course racecourse"
    ),
    typical=(
        "cow cows horse horses sheep lamb lambs pony grass wildflower dandelion daisy poppy poppies kite "
        "rainbow dog dogs puppy rabbit rabbits hare hedgehog nature ecology ecosystem photosynthesis "
        "plant plants seed seeds seedling sprout leaf biology evolution field_trip butterfly_effect "
        "animal animals"
    ),
    vague="spring summer freedom peace hope joy happiness sun sunlight sunshine environment",
    foreign=(
        "wiese wiesen hügel landschaft gras pferd kuh schaf prado pradera colina colinas paisaje hierba "
        "caballo vaca prairie colline collines pré paysage herbe cheval vache natur naturaleza pflanze "
        "pflanzen planta plantas plante plantes sonne sol soleil"
    ),
)

SAVANNA = Place(
    name="savanna",
    paint=paint_savanna,
    kind="open",
    named="savanna savannah serengeti safari kenya tanzania outback bush_land africa african",
    typical=(
        "lion lions lioness elephant elephants giraffe giraffes zebra zebras rhino rhinoceros hippo "
        "cheetah hyena antelope gazelle ostrich meerkat leopard buffalo wildebeest"
    ),
    foreign="savanne sabana löwe elefant león elefante éléphant girafe jirafa afrika áfrica afrique",
)

DESERT = Place(
    name="desert",
    paint=paint_desert,
    kind="open",
    shows=frozenset(["cactus"]),
    named=("desert dune dunes sahara gobi arid oasis mojave egypt egyptian arabia pyramid pyramids sphinx"),
    typical=(
        "camel camels cactus cacti scorpion nomad nomads bedouin caravan mirage pharaoh mummy cleopatra "
        "rattlesnake vulture lizard drought cowboy western"
    ),
    foreign="wüste düne dünen kamel desierto duna dunas camello désert chameau",
)

SNOW = Place(
    name="snow",
    paint=paint_snow,
    kind="open",
    shows=TREES | frozenset(["ice"]),
    named=(
        "arctic antarctica antarctic tundra iceberg glacier icecap south_pole north_pole polar greenland "
        "lapland siberia alaska ski ski_slope ski_slopes piste"
    ),
    typical=(
        "polar_bear penguin penguins seal seals walrus reindeer husky sled sledge igloo skier skiers "
        "skiing skied snowboard snowboarder snowboarders snowman ice icy frost frozen blizzard christmas "
        "santa snow snowy snowflake snowflakes mammoth inuit"
    ),
    foreign=(
        "arktis antarktis pinguin eis schnee ártico antártida pingüino hielo nieve arctique antarctique "
        "pingouin manchot glace neige"
    ),
)
