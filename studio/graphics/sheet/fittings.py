"""Figures that layouts are made of: rules, ticks, bars, tiles with drawings, panels with the painting."""

from __future__ import annotations

import cv2
import numpy as np

from studio.film.layers.motion import Motion
from studio.film.layers.values import WHOLE, Reveal
from studio.graphics.colours import Array, Colour
from studio.graphics.sheet.bitmaps import Bitmap, tinted
from studio.graphics.sheet.blocks import Block, Box
from studio.graphics.sheet.inks import WHITE
from studio.graphics.sheet.motions import drawn, fade, grown, rise, settle
from studio.graphics.sheet.shapes import rounded_box, shadowed
from studio.graphics.sheet.sheet import Sheet

_BLACK: Colour = (0.0, 0.0, 0.0)
_BROWN: Colour = (0.17, 0.10, 0.10)
# Tiles: the radius of their corners and the side of the drawing in them, in shares of their side.
_CORNER, _DRAWN = 0.23, 0.68
# Ticks of a scale, in units: from one to the next, their height and their width; every eighth is longer.
_TICK, _TICK_HIGH, _TICK_WIDE, _EIGHTH, _SHORTER = 1.72, 2.6, 0.34, 8, 0.68
# The panel's corners in units.
_PANEL_CORNER = 3.2


def put_along(
    sheet: Sheet, bitmap: Bitmap, begin: float, top: float, motion: Motion, reveal: Reveal = WHOLE,
    *, anchor: tuple[float, float] = (0.5, 0.5), is_backdrop: bool = True,
) -> None:  # fmt: skip
    """Put a bitmap that begins at a place in reading direction."""
    left = sheet.frame.left_of(begin, bitmap.shape[1])
    sheet.put(bitmap, left, top, motion, reveal=reveal, anchor=anchor, is_backdrop=is_backdrop)


def rule_block(sheet: Sheet, wide: float, thick: float, start: float) -> Block:
    """Return a short line in the accent that is drawn, `wide` and `thick` in units."""

    def fitted(width: float, factor: float) -> Box:
        unit = sheet.frame.unit
        size = min(width, wide * unit), thick * unit
        bitmap = tinted(rounded_box(*size, size[1]), sheet.inks.accent)

        def put(begin: float, top: float) -> None:
            reveal = drawn(start, 0.7, is_leftwards=sheet.is_mirrored)
            put_along(sheet, bitmap, begin, top, fade(sheet.timing, start, 0.05), reveal)

        return Box(size[0], size[1], put)

    return fitted


def ticks_block(sheet: Sheet, start: float, seconds: float = 1.1) -> Block:
    """Return a scale of ticks, which light up while a number counts."""

    def fitted(width: float, factor: float) -> Box:
        unit, inks = sheet.frame.unit, sheet.inks
        high, wide = _TICK_HIGH * unit, max(1, round(_TICK_WIDE * unit))
        count = max(2, round(width / (_TICK * unit)))
        mask = np.zeros((max(2, round(high)), max(2, round(width))), np.uint8)
        for number in range(count):
            tall = high if number % _EIGHTH == 0 else high * _SHORTER
            tick = rounded_box(wide, tall, wide / 2)
            left = round(number * (mask.shape[1] - wide) / (count - 1))
            top = mask.shape[0] - tick.shape[0]
            mask[max(0, top) :, left : left + wide] = tick[-mask.shape[0] :]
        if sheet.is_mirrored:
            mask = np.ascontiguousarray(mask[:, ::-1])

        def put(begin: float, top: float) -> None:
            motion = fade(sheet.timing, start, 0.35)
            put_along(sheet, tinted(mask, inks.ink, 0.2), begin, top, motion, is_backdrop=False)
            reveal = drawn(start, seconds, is_leftwards=sheet.is_mirrored, ease="out")
            put_along(sheet, tinted(mask, inks.accent), begin, top, motion, reveal, is_backdrop=False)

        return Box(mask.shape[1], mask.shape[0], put)

    return fitted


def put_bar(
    sheet: Sheet, begin: float, top: float, size: tuple[float, float], corner: float, *, is_lit: bool,
    start: float, seconds: float = 0.9,
) -> None:  # fmt: skip
    """Put a bar that grows in reading direction, `size` in pixels."""
    tone, strength = (sheet.inks.accent, 1.0) if is_lit else sheet.inks.bar
    bitmap = tinted(rounded_box(*size, corner), tone, strength)
    motion, reveal = grown(
        sheet.timing, start, seconds, bitmap.shape[1] / sheet.frame.short, is_leftwards=sheet.is_mirrored
    )
    put_along(sheet, bitmap, begin, top, motion, reveal)


def put_progress(sheet: Sheet) -> float:
    """Put the bars of a list across the top of the zone, one for each item; return the zone's new top in pixels."""
    (number, count), frame, inks = sheet.graphic.place, sheet.frame, sheet.inks
    if count < 2:
        return frame.top
    gap, high = 1.1 * frame.unit, max(2.0, 0.62 * frame.unit)
    wide = (frame.zone_width - gap * (count - 1)) / count
    track = 0.16 if inks.is_light else 0.22
    for place in range(count):
        begin = frame.begin + place * (wide + gap)
        bitmap = rounded_box(wide, high, high)
        motion = fade(sheet.timing, sheet.timing.opening, 0.3)
        put_along(sheet, tinted(bitmap, inks.ink, track), begin, frame.top, motion)
        if place + 1 < number:
            put_along(sheet, tinted(bitmap, inks.accent), begin, frame.top, motion)
        elif place + 1 == number:
            put_bar(
                sheet,
                begin,
                frame.top,
                (wide, high),
                high,
                is_lit=True,
                start=sheet.timing.scene(0.15),
                seconds=0.7,
            )
    return frame.top + high


def tile_block(sheet: Sheet, name: str, side: float, start: float, seconds: float = 0.7) -> Block | None:
    """Return a drawing in a tile, `side` units wide, that settles; None if there is no such drawing."""
    drawing = sheet.drawing(name) if name else None
    if drawing is None:
        return None

    def fitted(width: float, factor: float) -> Box:
        pixels = max(8, round(side * sheet.frame.unit * factor))
        bitmap, room = _tile(sheet, drawing, pixels)

        def put(begin: float, top: float) -> None:
            motion = settle(sheet.timing, start, seconds)
            put_along(sheet, bitmap, begin - room, top - room, motion, is_backdrop=True)

        return Box(pixels, pixels, put)

    return fitted


def panel_block(sheet: Sheet, width: float, height: float, start: float) -> Block | None:
    """Return the painting in a panel, cropped to its focus; sizes in pixels. None without a painting."""
    if sheet.picture is None:
        return None
    picture = sheet.picture

    def fitted(room_width: float, factor: float) -> Box:
        size = round(min(width, room_width)), max(8, round(height * factor))
        cropped = crop(picture, size, sheet.focus)
        corner = _PANEL_CORNER * sheet.frame.unit
        bitmap = np.dstack([cropped, rounded_box(*size, corner)])
        edge = _edge(size, corner, sheet)
        bitmap[..., :3] = np.round(
            bitmap[..., :3] + (255.0 - bitmap[..., :3]) * edge[..., None] * 0.18
        ).astype(np.uint8)
        tone, strength = (_BROWN, 0.5) if sheet.inks.is_light else (_BLACK, 1.0)
        short = sheet.frame.short
        cast, room = shadowed(
            bitmap,
            [
                (0.04 * short, 0.045 * short, tone, 0.4 * strength),
                (0.01 * short, 0.015 * short, tone, 0.3 * strength),
            ],
        )

        def put(begin: float, top: float) -> None:
            motion = rise(sheet.timing, start, 7 * sheet.frame.unit, short, 0.8)
            put_along(sheet, cast, begin - room, top - room, motion)

        return Box(size[0], size[1], put)

    return fitted


def crop(picture: Bitmap, size: tuple[int, int], focus: tuple[float, float]) -> Bitmap:
    """Return the part of a picture around its focus that covers a size in pixels."""
    height, width = picture.shape[:2]
    scale = max(size[0] / width, size[1] / height)
    wide, high = min(width, round(size[0] / scale)), min(height, round(size[1] / scale))
    left = round(min(max(0.0, focus[0] * width - wide / 2), width - wide))
    top = round(min(max(0.0, focus[1] * height - high / 2), height - high))
    part = np.ascontiguousarray(picture[top : top + high, left : left + wide])
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(part, size, interpolation=way), np.uint8)


def _tile(sheet: Sheet, drawing: Bitmap, pixels: int) -> tuple[Bitmap, int]:
    """Return a tile with a drawing and its shadow, and how far the shadow reaches beyond it in pixels."""
    is_white = sheet.inks.is_light or sheet.graphic.palette == "playful"
    mask, short = rounded_box(pixels, pixels, _CORNER * pixels), sheet.frame.short
    if is_white:
        tile = tinted(mask, WHITE)
    else:
        # Half transparent from the upper left to the lower right, on the dark of the ground.
        slope = np.add.outer(np.linspace(0, 1, pixels), np.linspace(0, 0.45, pixels)) / 1.45
        tile = tinted(mask, sheet.inks.second)
        tile[..., 3] = np.round(mask * (0.34 - 0.24 * slope)).astype(np.uint8)
    inner = round(_DRAWN * pixels)
    art = np.asarray(cv2.resize(drawing, (inner, inner), interpolation=cv2.INTER_AREA), np.uint8)
    art, room = shadowed(art, [(0.005 * short, 0.008 * short, _BLACK, 0.3 if not is_white else 0.0)])
    margin = (pixels - inner) // 2 - room
    casts = [(0.026 * short, 0.05 * short, _BROWN, 0.14), (0.004 * short, 0.008 * short, _BROWN, 0.08)]
    if not is_white:
        edge = _edge((pixels, pixels), _CORNER * pixels, sheet)
        tile = over(tile, tinted(np.round(edge * 255).astype(np.uint8), sheet.inks.ink, 0.18), 0)
        # No shadow under what is half transparent: it would be seen through it.
        return over(tile, art, margin), 0
    cast, grown_by = shadowed(tile, casts)
    return over(cast, art, margin + grown_by), grown_by


def over(below: Bitmap, above: Bitmap, margin: int) -> Bitmap:
    """Return a bitmap with another over it, at this distance from its left and upper edges."""
    first, second = max(0, margin), max(0, -margin)
    side = min(below.shape[0] - first, above.shape[0] - second)
    part = above[second : second + side, second : second + side].astype(np.float32) / 255
    result = below.astype(np.float32) / 255
    under = result[first : first + side, first : first + side]
    alpha = part[..., 3:] + under[..., 3:] * (1 - part[..., 3:])
    ink = part[..., :3] * part[..., 3:] + under[..., :3] * under[..., 3:] * (1 - part[..., 3:])
    result[first : first + side, first : first + side] = np.concatenate(
        [ink / np.maximum(alpha, 1e-4), alpha], -1
    )
    return np.round(result * 255).astype(np.uint8)


def _edge(size: tuple[int, int], corner: float, sheet: Sheet) -> Array:
    """Return how much of each pixel belongs to the thin line along a box's edge, from 0 to 1."""
    thick = max(1, round(0.15 * sheet.frame.unit))
    outer = rounded_box(*size, corner).astype(np.float32)
    inner = np.zeros_like(outer)
    inside = rounded_box(size[0] - 2 * thick, size[1] - 2 * thick, corner - thick)
    inner[thick : thick + inside.shape[0], thick : thick + inside.shape[1]] = inside
    return np.asarray(np.clip(outer - inner, 0, 255) / 255, np.float32)
