"""Backdrops for a subject: a table with lights out of focus behind it, and a studio."""

from __future__ import annotations

import math

import cv2
import numpy as np

from studio.painter.buildings.patterns import chance
from studio.painter.core.arrays import Array, blur, mix, resize, smoothstep
from studio.painter.core.colours import colour, gradient
from studio.painter.core.noise import layered
from studio.painter.core.place import Place
from studio.painter.core.view import SKY, Painting, View

# Colours of the backdrop from its bright middle to its corners.
STUDIOS = (
    ("#f7efe2", "#e3b78c", "#a8623f"), ("#eef5fb", "#a9c9e6", "#3f6f9f"), ("#f2effa", "#bfb0e0", "#5f4f9a"),
    ("#ecf7f0", "#9fd3b8", "#35806a"), ("#faeef0", "#e8aab6", "#9f4660"), ("#f6f3e6", "#d9cf9a", "#8a8440"),
)  # fmt: skip
KITCHENS = (
    ("#ffe7c0", "#dc9a55", "#54321f", "#8a5a34"),
    ("#fdf3df", "#c9a67c", "#5c4a3c", "#a57a4c"),
    ("#ffe0b5", "#b8763f", "#3c261a", "#6b4328"),
)


def paint_studio(view: View) -> Painting:
    """Paint a seamless paper backdrop lit from one side, with soft discs of light."""
    tones = [colour(code) for code in STUDIOS[int(view.turn * len(STUDIOS) * 1.7) % len(STUDIOS)]]
    dim = 0.5 if view.light.is_dark or view.time == "dusk" else 1.0
    floor = view.height * (0.7 + 0.06 * math.sin(9 * view.turn))
    x = view.centre + view.side * 0.16 * view.width
    across, down = (view.columns - x) / view.unit, (view.rows - 0.46 * view.height) / view.unit
    distance = np.sqrt(across**2 + (1.15 * down) ** 2)
    wall = gradient([(0, tones[0]), (0.45, tones[1]), (1, tones[2])], np.clip(distance / 1.05, 0, 1))
    ground = gradient(
        [(0, tones[0]), (0.5, tones[1]), (1, tones[2])],
        np.clip(
            np.hypot(across * 0.8, (view.rows - floor - 0.12 * view.unit) / view.unit * 2.4) / 1.15, 0, 1
        ),
    )
    bend = smoothstep(floor - 0.1 * view.unit, floor + 0.1 * view.unit, view.rows)
    pixels = mix(wall, ground * 1.04, bend[..., None] * np.ones_like(distance)[..., None]) * dim
    add_discs(view, pixels, tones[0], 10, 0.05)
    pixels *= 1 + 0.012 * layered(view.columns / 9, view.rows / 9, 2, number=2)[..., None]
    return still(view, pixels, floor + 0.14 * view.height)


def add_discs(
    view: View,
    pixels: Array,
    tint: Array,
    count: int,
    strength: float,
    low: float = 0.75,
    size: tuple[float, float] = (0.04, 0.2),
) -> None:
    """Draw lights out of focus: even discs with a slightly brighter rim."""
    random = view.random
    for _ in range(count):
        x, y = random.uniform(0, view.width), random.uniform(0, low * view.height)
        radius = view.unit * random.uniform(*size)
        left, right = int(max(x - radius - 3, 0)), int(min(x + radius + 4, view.width))
        top, bottom = int(max(y - radius - 3, 0)), int(min(y + radius + 4, view.height))
        if left >= right or top >= bottom:
            continue
        distance = np.hypot(view.columns[:, left:right] - x, view.rows[top:bottom] - y) / radius
        disc = smoothstep(1.0, 1 - 5 / radius, distance) * (0.6 + 0.4 * smoothstep(0.5, 1.0, distance))
        pixels[top:bottom, left:right] += (disc * strength * random.uniform(0.4, 1.2))[..., None] * tint


def paint_table(view: View) -> Painting:
    """Paint a wooden table top; behind it a kitchen or a shop, far out of focus."""
    dark = view.light.is_dark or view.time == "dusk"
    codes = KITCHENS[int(view.turn * 11) % len(KITCHENS)]
    bright, warm, deep, wood = (colour(code) for code in codes)
    line = view.height * (0.6 + 0.08 * math.sin(7 * view.turn))
    share = np.clip(view.rows / line, 0, 1)
    pixels = gradient([(0, deep), (0.55, warm * 0.8), (1, bright * 0.8)], share[:, 0])[:, None] * np.ones(
        (1, view.width, 1), np.float32
    )
    if dark:
        pixels *= 0.26
    _add_shelves(view, pixels, line, warm)
    glow = np.exp(
        -((((view.columns - view.centre - view.side * 0.22 * view.width) / view.unit) / 0.5) ** 2)
        - (((view.rows - 0.4 * line) / view.unit) / 0.32) ** 2
    )
    pixels += glow[..., None] * bright * (0.16 if dark else 0.5)
    lights = np.zeros_like(pixels)
    add_discs(view, lights, colour("#ffd9a0"), 34, 0.2, line / view.height * 0.92, (0.012, 0.07))
    pixels += lights
    lay_boards(view, pixels, line, wood, bright, dark)
    return still(view, pixels, line + 0.5 * (view.height - line))


def _add_shelves(view: View, pixels: Array, line: float, warm: Array) -> None:
    """Draw shapes on shelves, blurred until they are only hints."""
    random, scale = view.random, 4
    small = np.zeros((view.height // scale, view.width // scale, 4), np.float32)
    unit = view.unit / scale
    for board in range(3):
        y = line / scale * (0.26 + 0.26 * board)
        cv2.rectangle(
            small,
            (0, round(y)),
            (small.shape[1], round(y + 0.016 * unit)),
            (*map(float, warm * 0.22), 0.9),
            -1,
        )
        x = random.uniform(-0.1, 0.05) * unit
        while x < small.shape[1]:
            wide, tall = random.uniform(0.05, 0.15) * unit, random.uniform(0.05, 0.14) * unit
            codes = ("#c9843f", "#e9b877", "#8f5a34", "#f0d6a8", "#a8522f", "#7f8a5a", "#d9c9b0")
            tone = colour(codes[int(random.integers(7))]) * random.uniform(0.5, 1.0)
            spot = (round(x + wide / 2), round(y - tall / 2))
            if random.random() < 0.72:
                cv2.ellipse(
                    small,
                    spot,
                    (max(1, round(wide / 2)), max(1, round(tall / 2))),
                    0,
                    0,
                    360,
                    (*map(float, tone), 0.85),
                    -1,
                )
            x += wide * random.uniform(1.0, 1.8)
    small[..., :3] *= small[..., 3:]
    soft = resize(blur(small, unit * 0.018), view.width, view.height)
    pixels[:] = pixels * (1 - np.clip(soft[..., 3:], 0, 1)) + np.maximum(soft[..., :3], 0)


def lay_boards(view: View, pixels: Array, line: float, wood: Array, bright: Array, dark: bool) -> None:
    top = int(line)
    rows = view.rows[top:]
    depth = np.clip((rows - line) / (view.height - line), 1e-3, 1)
    away = 1 / (depth * 0.9 + 0.13)
    along = (view.columns - view.centre) / view.unit * away * 1.1 + 20 + 9 * view.turn
    up = np.broadcast_to(away * 2.2, along.shape)
    board = np.floor(along * 1.55)
    tone = chance(board, board * 0, 4)
    grain = layered(along * 3 + 7 * tone, up * 0.35 + 9 * tone, 6, exponent=0.6, number=3)
    rings = np.sin((along * 9 + 0.5 * grain + 6 * tone) * 2.2)
    seam = np.abs(along * 1.55 - np.round(along * 1.55))
    value = (
        (0.74 + 0.42 * tone) * (1 + 0.14 * grain + 0.05 * rings) * (0.4 + 0.6 * smoothstep(0.0, 0.022, seam))
    )
    x = view.centre + view.side * 0.2 * view.width
    light = 0.5 + 0.75 * np.exp(-((((view.columns - x) / view.unit) / 0.6) ** 2)) * (1 - 0.3 * depth)
    surface = wood * (value * light)[..., None] * (0.36 if dark else 1.0)
    shine = np.exp(-depth / 0.12) * 0.32 + np.exp(-((((view.columns - x) / view.unit) / 0.3) ** 2)) * 0.1 * (
        1 - depth
    )
    surface = surface + (shine * (0.9 + 0.25 * grain))[..., None] * bright * (0.22 if dark else 0.8)
    cover = smoothstep(line - 1, line + 1.5, rows)
    pixels[top:] = mix(pixels[top:], surface, cover[..., None])


def still(view: View, pixels: Array, ground: float) -> Painting:
    depth = np.broadcast_to(
        np.where(view.rows > ground - 0.2 * view.height, 4.0, SKY), (view.height, view.width)
    ).astype(np.float32)
    left = (0.08 if view.side > 0 else 0.5) * view.width
    slot = (left, max(ground - 0.6 * view.height, 0.08 * view.height), left + 0.42 * view.width, ground)
    return Painting(
        pixels=pixels.astype(np.float32), depth=depth, view=view, ground=ground, slot=slot, gain=1.0
    )


TABLE = Place(
    name="table",
    paint=paint_table,
    kind="backdrop",
    is_laid=True,
    named=(
        "bakery cafe café coffee_shop restaurant diner bistro tavern pub table tabletop teahouse shop "
        "store boutique workshop workbench patisserie"
    ),
    typical=(
        "vegetable vegetables strawberry strawberries tomato tomatoes carrot carrots cherry cherries "
        "grapes olives pie pies bread loaf baker bakers bake baked baking cake cakes coffee tea pastry "
        "croissant cookie cookies chocolate pizza cheese wine beer juice breakfast fruit fruits apple "
        "apples banana bananas lemon sugar salt milk egg eggs butter jam flour eat eating nutrition diet "
        "vitamin vitamins dessert sandwich pasta noodle noodles craft crafts carpenter pottery candle "
        "candles knife cup mug spoon plate toy toys watchmaker chess"
    ),
    vague="food foods clock clocks watch letter letters gift gifts",
    foreign=(
        "bäckerei brot kuchen kaffee tisch frühstück essen obst panadería pan pastel café mesa desayuno "
        "comida fruta boulangerie pain gâteau petit_déjeuner repas"
    ),
)

STUDIO = Place(
    name="studio",
    paint=paint_studio,
    kind="backdrop",
    is_hall=True,
    named="studio backdrop showroom gallery catwalk",
    typical=(
        "heart hearts product products brand brands design designer fashion shoe shoes dress perfume "
        "cosmetics makeup jewelry jewellery ring diamond camera photo photos photography photographer "
        "portrait painting painter paintings art artist artists sculpture muscle muscles brain brains "
        "lung lungs bone bones skeleton skin psychology yoga fitness exercise logo"
    ),
    vague=(
        "idea ideas question questions mind emotion emotions memory hand hands eye eyes face body colour "
        "colours color colors shape shapes creativity thank welcome"
    ),
    foreign="herz corazón cœur gehirn cerebro cerveau kunst arte",
)
