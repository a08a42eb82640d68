"""A city."""

from __future__ import annotations

import math

import numpy as np

from studio.painter.buildings.facades import tower
from studio.painter.buildings.outdoors import bloom, daylight, town_haze
from studio.painter.buildings.solids import Face, Model, plain, vector
from studio.painter.core.arrays import mix
from studio.painter.core.colours import colour
from studio.painter.core.place import TREES, Place
from studio.painter.core.view import Painting, View
from studio.painter.land.foreland import pave
from studio.painter.land.landscapes import Land
from studio.painter.land.seaside import sea_tone, set_boats
from studio.painter.land.water import first_row, paint_water
from studio.painter.sky.flights import add_birds
from studio.painter.sky.sky import paint_open_sky

CONCRETE = ("#8f949b", "#b3ab9f", "#7d8894", "#a39486", "#c2bfb8", "#6f7a88", "#9a8478", "#54657a")


def paint_city(view: View) -> Painting:
    """Paint a skyline over water, or over the roofs of the nearer quarters."""
    over_water = view.turn < 0.62
    view.horizon = view.height * (0.6 if over_water else 0.5) + 0.04 * view.height * math.sin(9 * view.turn)
    pixels, depth, fade = paint_open_sky(view)
    eye = 9.0 if over_water else 62.0
    model = Model(view, eye, daylight(view))
    near, far = (330, 1_500) if over_water else (110, 1_700)
    _add_towers(view, model, near, far, low=not over_water)
    ground = Face(
        vector(-9_000, 0, 60), vector(18_000, 0, 0), vector(0, 0, 9_000), plain(colour("#6f7468")), 1
    )
    model.add([ground])
    haze = town_haze(view, fade)
    model.render(pixels, depth, haze)
    bloom(view, pixels)
    land = Land(view, lambda right, away: right * 0 - 2, eye, pixels, depth, fade)
    if over_water:
        _flood(view, land, near)
        set_boats(view, land, 1)
    add_birds(view, land.pixels, 4)
    if view.foreland:
        terrace = pave(view, land.pixels, land.depth)
        land.water = None if land.water is None else land.water * (1 - terrace)
    return land.finish()


def _add_towers(view: View, model: Model, near: float, far: float, *, low: bool) -> None:
    random = view.random
    centre = view.side * random.uniform(0.1, 0.5)
    rows = 7 if not low else 9
    for row, away in enumerate(np.geomspace(near, far, rows)):
        edge = away * view.centre / view.focal * 1.15
        step = 34 + 6 * row
        for number in range(int(2 * edge / step) + 1):
            right = -edge + step * (number + random.uniform(0, 0.4))
            core = math.exp(-(((right / edge - centre) / 0.42) ** 2))
            rise = 0.25 + 1.0 * core * random.uniform(0.35, 1.25)
            height = (26 + 120 * rise * random.uniform(0.5, 1.1)) * (0.55 if low and row < 4 else 1.0)
            if low and row < 4:
                height = min(height, 46 + 9 * row)
            elif row == 0:
                height *= 0.5
            width = random.uniform(18, 32)
            tone = colour(CONCRETE[int(random.integers(len(CONCRETE)))]) * random.uniform(0.7, 1.1)
            model.add(tower(view.light, random, right, away + random.uniform(0, 40), width, height, tone))


def _flood(view: View, land: Land, near: float) -> None:
    """Draw water up to the quay, with the city's reflection in it."""
    water, away = paint_water(
        view, land.pixels, land.fade, camera=land.camera, waves=0.045, deep=sea_tone(view) * 0.7
    )
    part = slice(first_row(view), None)
    land.water = np.zeros_like(land.depth)
    land.water[part] = (away < near - 14) & (view.rows[part] > view.horizon)
    share = land.water[part]
    land.pixels[part] = mix(land.pixels[part], water, share[..., None])
    land.depth[part] = np.where(share > 0.5, away, land.depth[part])


CITY = Place(
    name="city",
    paint=paint_city,
    kind="open",
    has_houses=True,
    needs_foreland=True,
    shows=TREES,
    named=(
        "city cities skyline skyscraper skyscrapers downtown metropolis urban manhattan new_york tokyo "
        "london shanghai dubai chicago singapore capital wall_street stock_market stock_exchange megacity "
        "rooftop cityscape power_plant boston madrid berlin moscow beijing mumbai delhi"
    ),
    typical=(
        "business businesses company companies economy economic economics finance financial bank banks "
        "banking investor investment investments revenue profit profits stock stocks startup startups "
        "entrepreneur traffic taxi subway metro corporate money market markets inflation tax taxes "
        "election elections democracy vote voters architecture architect buildings tower towers "
        "bank_account insurance earthquake earthquakes real_estate commuter firefighter firefighters "
        "police crime journalist sales customer customers"
    ),
    vague="growth success innovation career society news trade",
    foreign=(
        "stadt städte hochhaus wirtschaft geld ciudad rascacielos economía dinero empresa ville "
        "gratte_ciel économie argent entreprise"
    ),
)
