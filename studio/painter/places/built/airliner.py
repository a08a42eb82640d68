"""An airliner on its wheels, seen from the side."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, mix, smoothstep
from studio.painter.core.colours import colour
from studio.painter.core.light import Light
from studio.painter.core.sprites import Sheet, Sprite
from studio.painter.land.trees import lit

# In metres: the sheet's height and length, the fuselage's axis and radius, its nose and tail.
TALL, LONG = 12.4, 39.0
AXIS, RADIUS, NOSE, TAIL = 4.3, 1.95, -18.6, 18.9
LIVERIES = (("#1f4f9c", "#d8dde2"), ("#c8302f", "#f0ede6"), ("#1f7a5a", "#e9e6da"), ("#e08a1f", "#2f3f6a"))


def airliner(light: Light, random: np.random.Generator) -> Sprite:
    """Return an airliner that faces left, in one of several liveries."""
    tail, stripe = (colour(code) for code in LIVERIES[int(random.integers(len(LIVERIES)))])
    sheet = Sheet(150, LONG / TALL)
    _polygon(sheet, [(-9.5, 0.7), (-9.1, 0.7), (-9.1, 3), (-9.5, 3)], lit(light, colour("#8d9296"), 0, 0, 1))
    _polygon(sheet, [(2.2, 0.9), (2.7, 0.9), (2.7, 3), (2.2, 3)], lit(light, colour("#8d9296"), 0, 0, 1))
    for x, radius in ((-9.6, 0.5), (-8.9, 0.5), (1.9, 0.62), (3.2, 0.62)):
        sheet.disc(x / TALL, radius / TALL, radius / TALL, colour("#22242a") * light.ambient)
    fin = [(11.2, 5.6), (16.2, 12.2), (19.0, 12.2), (17.9, 5.2)]
    _polygon(sheet, fin, lit(light, tail, 0.1, 0.1, 0.95))
    _polygon(
        sheet, [(15.4, 10.9), (16.2, 12.2), (19.0, 12.2), (18.7, 10.9)], lit(light, stripe, 0.1, 0.1, 0.95)
    )
    _lay_fuselage(sheet, light, tail, stripe)
    wing = lit(light, colour("#c9ced3"), 0, 0.7, 0.6)
    _polygon(sheet, [(-3.6, 3.5), (2.8, 3.3), (9.6, 2.3), (7.6, 2.1), (0.4, 2.6)], wing)
    _polygon(sheet, [(-3.6, 3.5), (0.4, 2.6), (7.6, 2.1), (-1.6, 2.9)], wing * 0.6)
    _polygon(sheet, [(13.4, 5.0), (19.2, 5.7), (19.3, 5.4), (15.6, 4.7)], wing)
    for shade, low, high in ((0.55, 1.3, 2.9), (1.0, 1.7, 2.9)):
        engine = [
            (-4.6, low + 0.2),
            (-4.6, high - 0.1),
            (-3.4, high),
            (-0.6, high - 0.3),
            (-0.3, low + 0.6),
            (-1.2, low),
        ]
        _polygon(sheet, engine, lit(light, colour("#dfe2e5"), 0, 0.1, 0.9) * shade)
    _polygon(
        sheet, [(-4.75, 1.55), (-4.5, 1.5), (-4.5, 2.85), (-4.75, 2.8)], colour("#2a2d33") * light.ambient
    )
    return sheet.finish()


def _polygon(sheet: Sheet, points: list[tuple[float, float]], tone: Array) -> None:
    sheet.polygon(np.array(points, np.float32) / TALL, tone)


def _lay_fuselage(sheet: Sheet, light: Light, tail: Array, stripe: Array) -> None:
    """Draw a tube that is round at the nose and rises to the tail, with windows, doors and cockpit."""
    rows, columns = sheet.values.shape[:2]
    x = (np.arange(columns, dtype=np.float32)[None] - sheet.middle) / sheet.scale * TALL
    y = (sheet.scale - np.arange(rows, dtype=np.float32)[:, None]) / sheet.scale * TALL
    front = np.sqrt(np.clip(1 - ((NOSE + 5.2 - x).clip(0) / 5.2) ** 2, 0, 1))
    slim = smoothstep(TAIL + 0.4, 8.0, x)
    radius = RADIUS * front * (0.12 + 0.88 * slim)
    axis = AXIS - 0.35 * (1 - front) + (RADIUS - radius) * 0.72 * (x > 4)
    place = (y - axis) / np.maximum(radius, 1e-3)
    inside = (np.abs(place) < 1) & (x > NOSE) & (x < TAIL)
    paint = np.broadcast_to(colour("#f4f5f6"), (rows, columns, 3))
    paint = mix(paint, colour("#aeb6bd"), smoothstep(-0.35, -0.45, place)[..., None])
    band = (np.abs(place + 0.32) < 0.07) & (x < 14)
    paint = np.where(band[..., None], stripe, paint)
    paint = mix(paint, tail, smoothstep(0.0, 0.4, x - 11.5 - 1.6 * place)[..., None])
    pane = (np.abs(y - AXIS - 0.5) < 0.2) & (np.abs(x / 0.9 % 1 - 0.5) < 0.2) & (x > -13) & (x < 11.5)
    cockpit = (
        (np.abs(y - AXIS - 0.62) < 0.28)
        & (x > NOSE + 1.2)
        & (x < NOSE + 3.2)
        & (y < AXIS + 1.4 + 0.3 * (x - NOSE - 2))
    )
    paint = np.where((pane | cockpit)[..., None], colour("#27313c"), paint)
    toward = np.sqrt(np.clip(1 - place * place, 0, 1))
    _, up, forward = light.direction
    facing = np.clip(place * up - toward * forward, 0, 1)
    sky = 0.62 + 0.3 * place
    tone = paint * (facing[..., None] * light.sun + sky[..., None] * light.ambient)
    if light.is_dark:
        tone = np.where(pane[..., None], np.array([1.0, 0.78, 0.45], np.float32) * 0.6, tone)
    sheet.values[inside] = np.dstack([tone, np.ones_like(place)])[inside]
