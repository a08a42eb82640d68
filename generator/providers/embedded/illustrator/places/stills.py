"""Backdrops for a subject: a table with lights out of focus behind it, a studio, a stage, a field of technology."""

from __future__ import annotations

import math

import cv2
import numpy as np

from generator.providers.embedded.illustrator.arrays import Array, blur, mix, resize, smoothstep
from generator.providers.embedded.illustrator.colours import colour, gradient
from generator.providers.embedded.illustrator.noise import layered
from generator.providers.embedded.illustrator.patterns import chance
from generator.providers.embedded.illustrator.view import SKY, Painting, View

# Backdrop from its bright middle to its corners.
STUDIOS = (
    ("#f7efe2", "#e3b78c", "#a8623f"), ("#eef5fb", "#a9c9e6", "#3f6f9f"), ("#f2effa", "#bfb0e0", "#5f4f9a"),
    ("#ecf7f0", "#9fd3b8", "#35806a"), ("#faeef0", "#e8aab6", "#9f4660"), ("#f6f3e6", "#d9cf9a", "#8a8440"),
)  # fmt: skip
KITCHENS = (
    ("#ffe7c0", "#dc9a55", "#54321f", "#8a5a34"),
    ("#fdf3df", "#c9a67c", "#5c4a3c", "#a57a4c"),
    ("#ffe0b5", "#b8763f", "#3c261a", "#6b4328"),
)
TECH = (
    ("#16335f", "#0a1630", "#58c8ff"),
    ("#2a1f5c", "#120d2c", "#b08aff"),
    ("#0f4a4a", "#07201f", "#4fe8c0"),
    ("#4a2430", "#1c0d14", "#ff9a6a"),
)


def paint_studio(view: View) -> Painting:
    """A seamless paper backdrop lit from one side, with soft discs of light."""
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
    _add_discs(view, pixels, tones[0], 10, 0.05)
    pixels *= 1 + 0.012 * layered(view.columns / 9, view.rows / 9, 2, number=2)[..., None]
    return _still(view, pixels, floor + 0.14 * view.height)


def _add_discs(
    view: View,
    pixels: Array,
    tint: Array,
    count: int,
    strength: float,
    low: float = 0.75,
    size: tuple[float, float] = (0.04, 0.2),
) -> None:
    """Lights out of focus: even discs with a slightly brighter rim."""
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
    """A wooden table top; behind it a kitchen or a shop, far out of focus."""
    dark = view.light.is_dark or view.time == "dusk"
    codes = KITCHENS[int(view.turn * 11) % len(KITCHENS)]
    bright, warm, deep, wood = (colour(code) for code in codes)
    line = view.height * (0.6 + 0.08 * math.sin(7 * view.turn))
    share = np.clip(view.rows / line, 0, 1)
    pixels = gradient([(0, deep), (0.55, warm * 0.8), (1, bright * 0.8)], share[:, 0])[:, None] * np.ones(
        (1, view.width, 1), np.float32
    )
    if dark:
        pixels *= 0.42
    _add_shelves(view, pixels, line, warm)
    glow = np.exp(
        -((((view.columns - view.centre - view.side * 0.22 * view.width) / view.unit) / 0.5) ** 2)
        - (((view.rows - 0.4 * line) / view.unit) / 0.32) ** 2
    )
    pixels += glow[..., None] * bright * (0.3 if dark else 0.5)
    lights = np.zeros_like(pixels)
    _add_discs(view, lights, colour("#ffd9a0"), 34, 0.2, line / view.height * 0.92, (0.012, 0.07))
    pixels += lights
    _lay_boards(view, pixels, line, wood, bright, dark)
    return _still(view, pixels, line + 0.5 * (view.height - line))


def _add_shelves(view: View, pixels: Array, line: float, warm: Array) -> None:
    """Shapes on shelves, blurred until they are only hints."""
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


def _lay_boards(view: View, pixels: Array, line: float, wood: Array, bright: Array, dark: bool) -> None:
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
    surface = wood * (value * light)[..., None] * (0.55 if dark else 1.0)
    shine = np.exp(-depth / 0.12) * 0.32 + np.exp(-((((view.columns - x) / view.unit) / 0.3) ** 2)) * 0.1 * (
        1 - depth
    )
    surface = surface + (shine * (0.9 + 0.25 * grain))[..., None] * bright * (0.4 if dark else 0.8)
    cover = smoothstep(line - 1, line + 1.5, rows)
    pixels[top:] = mix(pixels[top:], surface, cover[..., None])


def paint_stage(view: View) -> Painting:
    """A theatre stage: red curtain, boards, beams of light."""
    curtain = colour(("#8f1f28", "#4a2a6a", "#1f4a7a", "#8f3a1f")[int(view.turn * 13) % 4])
    floor = view.height * 0.74
    fold = (view.columns / view.unit) * 46 + 0.9 * np.sin(
        view.rows / view.unit * 2.3 + view.columns / view.unit * 3
    )
    wave = 0.5 + 0.5 * np.sin(fold + 0.7 * np.sin(fold * 0.37))
    pixels = curtain * (0.1 + 0.75 * wave**1.5)[..., None] * np.ones((view.height, 1, 1), np.float32)
    along = (view.columns - view.centre) / np.maximum(view.rows - floor + 0.2 * view.unit, 1) * 0.9
    boards = 0.8 + 0.3 * chance(np.floor(along * 4), along * 0, 3)
    seam = np.abs(along * 4 - np.round(along * 4))
    wood = colour("#8a5c38") * (boards * (0.5 + 0.5 * smoothstep(0.0, 0.03, seam)))[..., None]
    pixels = mix(
        pixels,
        wood * 0.55,
        smoothstep(floor - 1, floor + 1.5, view.rows)[..., None] * np.ones((1, view.width, 1), np.float32),
    )
    light = np.full((view.height, view.width), 0.22, np.float32)
    beams = np.zeros_like(light)
    for number, lean in enumerate((-0.5, 0.06, 0.55)):
        x0, x1 = (
            view.centre + lean * 1.1 * view.unit,
            view.centre + (lean * 0.42 + 0.08 * view.side) * view.unit,
        )
        share = np.clip((view.rows + 0.1 * view.height) / (floor + 0.1 * view.height), 0, 1.4)
        middle, wide = x0 + (x1 - x0) * share, view.unit * (0.02 + 0.16 * share)
        body = np.exp(-(((view.columns - middle) / wide) ** 2) * 1.4)
        beams += (
            body
            * (0.5 + 0.2 * (number == 1))
            * np.exp(-share * 0.7)
            * (view.rows < floor + 0.14 * view.height)
        )
        pool = np.exp(
            -((((view.columns - x1) / view.unit) / 0.26) ** 2)
            - (((view.rows - floor - 0.1 * view.height) / view.unit) / 0.09) ** 2
        )
        light += body * 0.5 + pool * 1.3
    pixels = pixels * light[..., None] * 2.2 + (beams * 0.2)[..., None] * colour("#fff0d6")
    return _still(view, pixels, floor + 0.12 * view.height)


def paint_technology(view: View) -> Painting:
    """A dark field with a grid in perspective, lines of light and floating points."""
    inner, outer, accent = (colour(code) for code in TECH[int(view.turn * 17) % len(TECH)])
    line = view.height * (0.58 + 0.06 * math.sin(8 * view.turn))
    across, down = (
        (view.columns - view.centre - view.side * 0.12 * view.width) / view.unit,
        (view.rows - line) / view.unit,
    )
    distance = np.sqrt(across**2 * 0.8 + down**2 * 2)
    pixels = gradient(
        [(0, mix(inner, accent, 0.2)), (0.35, inner), (1, outer)], np.clip(distance / 0.95, 0, 1)
    )
    below = np.maximum(down, 1e-3)
    away = 0.16 / below
    u, v = across * away * 7, away * 9 + 3 * view.turn
    size = away / view.unit * 7
    width_u, width_v = 0.02 + 0.9 * size, 0.02 + 1.1 * size * away * 6
    grid = np.exp(-((np.abs(u - np.round(u)) / width_u) ** 2)) * np.clip(0.02 / width_u * 2, 0, 1)
    grid = np.maximum(
        grid, np.exp(-((np.abs(v - np.round(v)) / width_v) ** 2)) * np.clip(0.02 / width_v * 2, 0, 1)
    )
    pixels += (grid * smoothstep(0.0, 0.05, down) * np.exp(-np.abs(across) * 0.9) * 0.7)[..., None] * accent
    pixels += (np.exp(-np.abs(down) / 0.006) * np.exp(-np.abs(across) * 1.6) * 0.8)[..., None] * accent
    _add_circuit(view, pixels, line, accent)
    _add_discs(view, pixels, accent, 16, 0.06, 0.95, (0.015, 0.1))
    return _still(view, pixels, line + 0.6 * (view.height - line))


def _add_circuit(view: View, pixels: Array, line: float, accent: Array) -> None:
    """Traces that run and turn like those of a circuit, with a light at each end."""
    random, unit = view.random, view.unit
    sheet = np.zeros((view.height, view.width), np.uint8)
    for _ in range(34):
        x, y = random.uniform(0, view.width), random.uniform(0, line * 0.94)
        points = [(x, y)]
        turn = int(random.integers(8))
        for _ in range(int(random.integers(2, 5))):
            length, angle = unit * random.uniform(0.03, 0.16), turn * math.pi / 4
            x, y = x + math.cos(angle) * length, min(y + math.sin(angle) * length, line * 0.96)
            points.append((x, y))
            turn += int(random.choice([-1, 1]))
        shade = int(random.integers(40, 150))
        cv2.polylines(
            sheet,
            [np.rint(np.array(points) * 16).astype(np.int32)],
            False,
            shade,
            max(1, round(unit / 500)),
            cv2.LINE_AA,
            4,
        )
        cv2.circle(
            sheet,
            (round(points[-1][0]), round(points[-1][1])),
            max(2, round(unit / 190)),
            min(shade + 90, 255),
            -1,
            cv2.LINE_AA,
        )
    lines = sheet.astype(np.float32) / 255
    pixels += (lines * 0.55 + blur(lines, unit / 90) * 0.9)[..., None] * accent


def _still(view: View, pixels: Array, ground: float) -> Painting:
    depth = np.broadcast_to(
        np.where(view.rows > ground - 0.2 * view.height, 4.0, SKY), (view.height, view.width)
    ).astype(np.float32)
    left = (0.08 if view.side > 0 else 0.5) * view.width
    slot = (left, max(ground - 0.6 * view.height, 0.08 * view.height), left + 0.42 * view.width, ground)
    return Painting(
        pixels=pixels.astype(np.float32), depth=depth, view=view, ground=ground, slot=slot, gain=1.0
    )
