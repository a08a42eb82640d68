"""Open space, the Earth from orbit, and the sky above the clouds."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from studio.painter.core.arrays import Array, blur, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.light import MOON
from studio.painter.core.noise import layered
from studio.painter.core.place import Place
from studio.painter.core.relief import HeightField, far_depth, march, smooth_edges
from studio.painter.core.view import SKY, Painting, View
from studio.painter.land.ground import Material, add_haze, light_on
from studio.painter.land.landscapes import Land
from studio.painter.land.shapes import hills
from studio.painter.sky.planets import add_planet
from studio.painter.sky.sky import horizon_colour, paint_sky

NEBULAE = (
    ("#7a2f9e", "#1f6fb0", "#e0708a"),
    ("#b0441f", "#1f7f8f", "#f0b060"),
    ("#2f5fb0", "#8a2f7a", "#6fd0d8"),
    ("#3f8f5f", "#2f4fa0", "#d8c070"),
)


def paint_space(view: View) -> Painting:
    """Paint stars, a nebula, and planets."""
    view.light = replace(MOON, azimuth=0.8 * view.side, elevation=0.5, stars=1.0)
    pixels = np.zeros((view.height, view.width, 3), np.float32) + colour("#03040b")
    _add_nebula(view, pixels)
    _add_star_field(view, pixels)
    layout = int(view.turn * 4) % 4
    x = view.width * (0.74 if view.side > 0 else 0.26)
    unit = view.unit
    if "earth" in view.setting.details:
        add_planet(view, pixels, x, 0.5 * view.height, unit * 0.3, "earth")
    elif layout == 0:
        add_planet(view, pixels, x, 0.42 * view.height, unit * 0.24, "ringed", 0.4 * view.side)
        add_planet(view, pixels, view.width - x, 0.7 * view.height, unit * 0.05, "rock")
    elif layout == 1:
        add_planet(view, pixels, x, view.height + 0.15 * unit, unit * 0.62, "giant", 0.3)
        add_planet(view, pixels, view.width - 0.8 * x, 0.3 * view.height, unit * 0.06, "rock")
    elif layout == 2:
        _add_spiral(view, pixels)
    else:
        add_planet(view, pixels, x, 0.34 * view.height, unit * 0.1, "rock")
        add_planet(view, pixels, x - view.side * 0.36 * unit, 0.55 * view.height, unit * 0.034, "giant")
    depth = np.full((view.height, view.width), SKY, np.float32)
    left = (0.08 if view.side > 0 else 0.5) * view.width
    slot = (left, 0.25 * view.height, left + 0.42 * view.width, 0.8 * view.height)
    return Painting(pixels=pixels, depth=depth, view=view, ground=0.8 * view.height, slot=slot, gain=1.0)


def _add_nebula(view: View, pixels: Array) -> None:
    across = (view.columns - view.centre) / view.unit
    down = (view.rows - 0.5 * view.height) / view.unit
    lean = view.side * (0.25 + 0.5 * view.turn)
    start = float(view.random.uniform(0, 12))
    warp_u = layered(across * 0.8 + start, down * 0.8, 3, exponent=1.1, number=1)
    warp_v = layered(across * 0.8, down * 0.8 + start, 3, exponent=1.1, number=2)
    body = layered(
        across * 0.75 + 0.14 * warp_u, down * 0.75 + 0.14 * warp_v + start, 6, exponent=0.95, number=3
    )
    veil = layered(across * 1.5 + 0.2 * warp_v + start, down * 1.5 + 0.2 * warp_u, 5, exponent=0.9, number=4)
    band = np.exp(-(((down * math.cos(lean) + across * math.sin(lean) + 0.08 * warp_u) / 0.4) ** 2))
    thick = smoothstep(-0.9, 2.4, body + 1.2 * band - 0.6) * (0.25 + 0.75 * band)
    codes = NEBULAE[int(view.turn * 16) % len(NEBULAE)]
    first, second, core = (colour(code) for code in codes)
    tone = mix(first, second, smoothstep(-1.2, 1.2, veil)[..., None])
    pixels += tone * (thick * 0.6)[..., None]
    pixels += core * (smoothstep(1.0, 3.4, body + 1.1 * band + 0.4 * veil) * 0.55)[..., None]
    dust = smoothstep(0.4, 2.0, 0.9 * warp_v - veil * 0.6) * band
    pixels *= (1 - 0.72 * dust)[..., None]


def _add_star_field(view: View, pixels: Array) -> None:
    random, unit = view.random, view.unit
    number = int(2_600 * view.width * view.height / unit**2 / 1.8)
    field = np.zeros((view.height, view.width, 3), np.float32)
    rows, columns = random.integers(0, view.height, number), random.integers(0, view.width, number)
    bright = random.random(number, np.float32) ** 9 * 2.2 + 0.05
    tint = np.array([[1.0, 0.86, 0.74], [1.0, 1.0, 1.0], [0.78, 0.88, 1.1]], np.float32)[
        random.integers(0, 3, number)
    ]
    field[rows, columns] = bright[:, None] * tint
    pixels += (
        blur(field, 0.5 * unit / 720) * 2.0 + blur(np.where(field > 0.7, field, 0), 2.2 * unit / 720) * 7
    )
    for _ in range(7):
        _add_bright_star(
            view,
            pixels,
            random.uniform(0, view.width),
            random.uniform(0, view.height),
            random.uniform(0.5, 1.2),
        )


def _add_bright_star(view: View, pixels: Array, x: float, y: float, size: float) -> None:
    """Draw a star with the four rays that a telescope's struts make."""
    across, down = np.abs(view.columns - x) / view.unit, np.abs(view.rows - y) / view.unit
    rays = np.exp(-across / (0.012 * size) - down / (0.0011 * size)) + np.exp(
        -down / (0.012 * size) - across / (0.0011 * size)
    )
    glow = 0.5 * np.exp(-np.hypot(across, down) / (0.007 * size))
    pixels += ((rays + glow) * size)[..., None] * colour("#e8f0ff")


def _add_spiral(view: View, pixels: Array) -> None:
    """Draw a galaxy seen at an angle: two arms of dust and young stars around a warm core."""
    x = view.width * (0.66 if view.side > 0 else 0.34)
    across = (view.columns - x) / view.unit
    down = (view.rows - 0.46 * view.height) / view.unit
    lean = 0.45 * view.side
    along = across * math.cos(lean) + down * math.sin(lean)
    side = (down * math.cos(lean) - across * math.sin(lean)) / 0.42
    distance = np.hypot(along, side) + 1e-4
    angle = np.arctan2(side, along)
    grain = layered(along * 5, side * 5, 5, exponent=0.7, number=5)
    arms = 0.5 + 0.5 * np.cos(2 * (angle - 2.6 * np.log(distance * 9 + 0.25)) + 0.5 * grain)
    disc = np.exp(-distance * 5.2)
    light = disc * (0.12 + 1.1 * arms**2 * np.clip(0.7 + 0.4 * grain, 0, 2)) * smoothstep(0.62, 0.3, distance)
    pixels += (
        light[..., None] * mix(colour("#8fb4ff"), colour("#ffd9a0"), np.exp(-distance * 9)[..., None]) * 1.9
    )
    pixels += (np.exp(-distance * 26) * 2.2)[..., None] * colour("#ffe6bd")


def paint_orbit(view: View) -> Painting:
    """Paint the Earth's curve from a few hundred kilometres up."""
    view.light = replace(MOON, azimuth=0.7 * view.side, elevation=0.5, stars=0.9)
    pixels = np.zeros((view.height, view.width, 3), np.float32) + colour("#02040b")
    _add_star_field(view, pixels)
    radius = view.unit * (1.5 + 0.9 * view.turn)
    x = view.centre + view.side * 0.3 * view.unit
    y = view.height * (0.52 + 0.1 * view.turn) + radius
    add_planet(view, pixels, x, y, radius, "earth", 0.9 * view.side)
    sun_x = float(np.clip(view.centre + view.side * 0.36 * view.width, 0, view.width))
    sun_y = y - math.sqrt(max(radius**2 - (sun_x - x) ** 2, 0.0)) - 0.05 * view.unit
    distance = np.hypot(view.columns - sun_x, view.rows - sun_y) / view.unit
    pixels += (np.exp(-distance * 34) * 3 + np.exp(-distance * 7) * 0.4)[..., None] * colour("#fff4e2")
    depth = np.full((view.height, view.width), SKY, np.float32)
    left = (0.08 if view.side > 0 else 0.5) * view.width
    slot = (left, 0.12 * view.height, left + 0.42 * view.width, 0.62 * view.height)
    return Painting(pixels=pixels, depth=depth, view=view, ground=0.62 * view.height, slot=slot, gain=0.9)


CLOUD_TOPS = Material(low="#f2f4f8", high="#ffffff", rock="#e6eaf2", rough=0.05)


def paint_clouds(view: View) -> Painting:
    """Paint the view above a sea of clouds."""
    if view.light.overcast > 0:
        view.light = replace(view.light, overcast=0.0, haze=0.4, cover=0.2, disc=1.0)
    view.light = replace(view.light, cover=min(view.light.cover, 0.32))
    field = _cloud_tops(float(view.random.uniform(0, 12)))
    camera = 300.0
    sky = paint_sky(view)
    fade = horizon_colour(sky, view)
    surface = march(view, field, camera, ((60, 500, 150), (500, 3_000, 220), (3_000, 26_000, 190)))
    surface.normal[..., 1] += 0.35
    surface.normal /= np.linalg.norm(surface.normal, axis=-1, keepdims=True)
    surface.lit = 0.35 + 0.65 * surface.lit
    light = light_on(view, surface)
    hollow = smoothstep(-60, 200, surface.level)[..., None]
    through = max(view.light.direction[2], 0.0) * 0.25
    tone = mix(view.light.shade * 0.8, light * 0.62 + through * view.light.sun, 0.35 + 0.65 * hollow)
    grain = layered(surface.right / 60, (surface.away + 2 * surface.level) / 60, 4, exponent=0.7, number=6)
    clear = np.clip(400 / surface.away, 0, 1)
    land = add_haze(view, tone * (1 + 0.05 * grain * clear)[..., None], surface.away, fade, 0.5)
    pixels = mix(sky, land, surface.seen[..., None])
    smooth_edges(pixels, surface)
    soft = blur(pixels, 1.6)
    near = smoothstep(900, 200, surface.away)[..., None] * surface.seen[..., None]
    pixels = mix(pixels, soft, near)
    return Land(view, field, camera, pixels, far_depth(surface), fade).finish()


def _cloud_tops(start: float) -> HeightField:
    """Return rounded cloud tops: the absolute value of noise has round tops and sharp clefts."""

    def field(right: Array, away: Array) -> Array:
        puffs = np.abs(layered(right / 520 + start, away / 520, 1, number=2))
        small = np.abs(layered(right / 190, away / 190 + start, 1, number=3))
        fine = np.abs(layered(right / 70, away / 70 + start, 2, exponent=0.9, number=4))
        tall = smoothstep(0.9, 2.4, hills(right / 3_200 + start, away / 3_200, 2, number=5))
        tall *= smoothstep(900, 2_600, away)
        heaps = puffs * (46 + 60 * tall) + small * (15 + 18 * tall) + fine * (4 + 3 * tall)
        return hills(right / 900 + start, away / 900, 3) * 40 + heaps + tall * 150

    return field


SPACE = Place(
    name="space",
    paint=paint_space,
    kind="beyond",
    is_airless=True,
    is_weightless=True,
    has_ground=False,
    shows=frozenset(["globe-showing-europe-africa", "rock"]),
    named=(
        "space outer_space galaxy galaxies universe cosmos cosmic nebula milky_way supernova black_hole "
        "interstellar constellation constellations solar_system saturn jupiter neptune uranus venus "
        "deep_space"
    ),
    typical=(
        "asteroid asteroids comet comets meteor meteors astronaut astronauts rocket rockets spaceship "
        "spacecraft alien aliens ufo telescope astronomy astronomer astrophysics shuttle nasa cosmonaut "
        "starlight zodiac"
    ),
    vague="star stars planet planets gravity infinity eternity launch",
    foreign=(
        "weltraum weltall galaxie sterne stern planet planeten rakete universum espacio galaxia estrella "
        "estrellas planeta planetas cohete universo espace étoile étoiles planète fusée univers cosmos "
        "astronauta astronaute"
    ),
)

ORBIT = Place(
    name="orbit",
    paint=paint_orbit,
    kind="beyond",
    is_airless=True,
    is_weightless=True,
    has_ground=False,
    shows=frozenset(["globe-showing-europe-africa", "rock"]),
    named="orbit orbiting planet_earth satellite stratosphere space_station whole_world our_planet",
    typical="climate globalization continent continents atmosphere ozone geography civilization",
    vague="earth globe world international global humanity population",
    foreign="erde welt weltkugel klima tierra mundo clima terre monde climat",
)

CLOUDS = Place(
    name="clouds",
    paint=paint_clouds,
    kind="open",
    has_ground=False,
    named=(
        "above_the_clouds heaven heavens cockpit skydiving mid_air in_the_sky through_the_sky cloudscape "
        "sea_of_clouds"
    ),
    typical=(
        "cloud clouds plane planes airplane airplanes aeroplane aircraft helicopter pilot flight flights "
        "flying bird birds wing wings angel angels balloon balloons parachute glider helicopter dove "
        "doves albatross soar soaring migration"
    ),
    vague="sky skies air wind winds dream dreams imagination soul spirit",
    foreign=(
        "himmel wolke vogel vögel flugzeug cielo pájaro pájaros avión ciel oiseau oiseaux avion nube nuage"
    ),
)
