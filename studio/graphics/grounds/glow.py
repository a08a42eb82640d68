"""Glow: a gradient with one figure, another one for each mood; quiet behind numbers and figures."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np

from studio.graphics.colours import Array, Colour, colour
from studio.graphics.grounds.canvas import Canvas, Stop
from studio.graphics.palettes import PALETTE_OF, Palette

WHITE: Colour = (1.0, 1.0, 1.0)
Box = tuple[float, float, float, float]
# How near letters may come to the bright body of a glow, in shares of the frame's side.
_NEAR = 0.01
LOUD, QUIET, BARE = "loud", "quiet", "bare"


def paint_glow(canvas: Canvas, mood: str, palette: Palette, form: str) -> None:
    """Paint the glow of a mood in one of its forms: loud, quiet or bare."""
    canvas.fill(*_base(mood, palette))
    _FIGURES.get(mood, _neutral)(canvas, palette, form)


def glow_form(
    mood: str, size: tuple[int, int], letters: list[Box], *, is_quiet: bool, is_bare: bool, is_mirrored: bool
) -> str:
    """Return the form in which no letters (boxes in pixels of the frame) stand on the bright body of a glow."""
    form = BARE if is_bare else QUIET if is_quiet else LOUD
    for option in (LOUD, QUIET, BARE)[(LOUD, QUIET, BARE).index(form) :]:
        body = _body(mood, size, option, is_mirrored=is_mirrored)
        if body is None or not any(
            _touches(box, body, _NEAR * math.sqrt(size[0] * size[1])) for box in letters
        ):
            return option
    return BARE


def _body(
    mood: str, size: tuple[int, int], form: str, *, is_mirrored: bool
) -> tuple[float, float, float] | None:
    """Return the middle and radius of what is bright in a glow, in pixels."""
    width, height = size
    side, is_tall = math.sqrt(width * height), width < height * 1.01
    if mood == "calm" and form == LOUD:
        x, y, radius = _moon(is_tall)
    elif mood == "uplifting" and form != BARE:
        x, y, radius = _sun(form, is_tall)
    elif mood == "playful" and form == LOUD:
        x, y, radius = (1.02, 0.035, 0.30) if is_tall else (1.0, 0.10, 0.33)
    elif mood == "playful" and form == QUIET:
        x, y, radius = (0.96, 0.88, 0.20) if is_tall else (0.97, 1.0, 0.20)
    else:
        return None
    return (1 - x if is_mirrored else x) * width, y * height, radius * side


def _touches(box: Box, body: tuple[float, float, float], near: float) -> bool:
    x, y, radius = body
    away_x = max(box[0] - x, 0.0, x - box[2])
    away_y = max(box[1] - y, 0.0, y - box[3])
    return math.hypot(away_x, away_y) < radius + near


def _base(mood: str, palette: Palette) -> tuple[float, list[Stop]]:
    night = [colour(code) for code in (palette.night0, palette.night1, palette.night2)]
    bases: dict[str, tuple[float, list[Stop]]] = {
        "calm": (178, [(0, night[0]), (0.62, night[1]), (1.3, night[2])]),
        "uplifting": (145, [(0.08, night[0]), (0.52, night[1]), (1.12, night[2])]),
        "dramatic": (145, [(0.30, night[0]), (1, night[1])]),
        "playful": (145, [(0, night[1]), (1, colour("#5B2AD6"))]),
        "tech": (180, [(0, night[0]), (0.78, night[1])]),
    }
    return bases.get(mood, (145, [(0, night[0]), (1, night[1])]))


def _moon(is_tall: bool) -> tuple[float, float, float]:
    return (0.76, 0.13, 0.125) if is_tall else (0.82, 0.26, 0.125)


def _sun(form: str, is_tall: bool) -> tuple[float, float, float]:
    if form == QUIET:
        return (0.90, 0.755, 0.12) if is_tall else (0.90, 0.775, 0.12)
    return (0.72, 0.70, 0.26) if is_tall else (0.79, 0.66, 0.255)


def _calm(canvas: Canvas, palette: Palette, form: str) -> None:
    """A moon over water; quiet, only its light."""
    x, y, radius = _moon(canvas.is_tall)
    middle, side, sun = (canvas.across(x), y * canvas.height), canvas.side, colour(palette.sun)
    halo = [(0.0, sun, 0.42), (0.4, sun, 0.13), (1.0, sun, 0.0)]
    canvas.halo(middle, (0.6 * side, 0.6 * side), halo, 1.0 if form == LOUD else 0.75)
    if form == LOUD:
        canvas.disc(middle, radius * side, [(0.0, colour("#FFF6DD")), (1.0, sun)], degrees=135)
    night1 = colour(palette.night1)
    water = _blend_down(canvas, colour(palette.night2), night1, 0.77, 1.0)
    canvas.mix(water, canvas.polygon_cover(canvas.hill(0.80, 0.030, 11, 2)) * np.float32(0.55))
    canvas.mix(night1, canvas.polygon_cover(canvas.hill(0.87, 0.024, 5, 3)) * np.float32(0.8))
    canvas.mix(
        colour(palette.night0), canvas.polygon_cover(canvas.hill(0.94, 0.018, 23, 2)) * np.float32(0.85)
    )


def _uplifting(canvas: Canvas, palette: Palette, form: str) -> None:
    """A sun with rings behind hills; bare, the hills."""
    x, y, share = _sun(form, canvas.is_tall)
    middle, radius, sun = (canvas.across(x), y * canvas.height), share * canvas.side, colour(palette.sun)
    if form != BARE:
        for number, times in enumerate((1.42, 1.92, 2.5, 3.16)):
            canvas.disc(middle, radius * times, sun, 0.085 - 0.017 * number)
        canvas.disc(middle, radius, [(0.0, colour("#FFE3A3")), (0.55, sun), (1.0, colour("#FF7A59"))])
    far = _blend_down(canvas, colour("#8E2A55"), colour(palette.night1), 0.71, 1.0)
    canvas.mix(far, canvas.polygon_cover(canvas.hill(0.745, 0.035, 31, 2)))
    canvas.mix(colour("#4A1347"), canvas.polygon_cover(canvas.hill(0.82, 0.03, 8, 2)))
    canvas.mix(colour(palette.night0), canvas.polygon_cover(canvas.hill(0.905, 0.025, 19, 3)))


def _dramatic(canvas: Canvas, palette: Palette, form: str) -> None:
    """A beam of light, a fire below the far corner, and embers."""
    quiet, side, height = 1.0 if form == LOUD else 0.8, canvas.side, canvas.height
    middle = (canvas.across(0.92 if canvas.is_tall else 0.96), height * (0.86 if canvas.is_tall else 0.98))
    dark = colour("#7A2318")
    fire = [
        (0.0, colour("#FF7A35"), 0.85),
        (0.22, colour(palette.sun), 0.5),
        (0.55, dark, 0.28),
        (1.0, dark, 0.0),
    ]
    canvas.halo(middle, (0.74 * side, 0.74 * side), fire, quiet)
    for ends, strength in (((0.98, 1.16, 0.74, 0.30), 1.0), ((0.84, 0.90, 0.42, 0.24), 0.6)):
        xs = [canvas.across(end) for end in ends]
        beam = canvas.polygon_cover(
            [(xs[0], -0.05 * height), (xs[1], -0.05 * height), (xs[2], 1.05 * height), (xs[3], 1.05 * height)]
        )
        soft = cv2.GaussianBlur(beam, (0, 0), 0.012 * side)
        fall = np.clip(1 - np.arange(height, dtype=np.float32) / height, 0, 1)[:, None]
        canvas.mix(
            colour("#FFC79A"), np.asarray(soft * fall, np.float32) * np.float32(0.26 * strength * quiet)
        )
    random = np.random.default_rng(4)
    for _ in range(26 if form == LOUD else 14):
        x, y = (
            canvas.across(0.42 + 0.56 * float(random.random())),
            height * (0.12 + 0.8 * float(random.random())),
        )
        size = side * (0.0014 + 0.0028 * float(random.random()) ** 2)
        accent = colour(palette.accent1)
        canvas.halo((x, y), (size + 1, size + 1), [(0.0, accent, 1.0), (0.75, accent, 0.8), (1.0, accent, 0.0)],
                    0.25 + 0.55 * float(random.random()))  # fmt: skip


def _playful(canvas: Canvas, palette: Palette, form: str) -> None:
    """Discs in the key colours; quiet, most of them violet."""
    violet, light = colour("#6333DC"), colour("#7A45EE")
    sun, first, second = colour(palette.sun), colour(palette.accent1), colour(palette.accent2)
    loud_tall = [
        (1.02, 0.035, 0.30, sun, 0.95), (0.80, -0.02, 0.17, first, 1.0), (-0.06, 0.93, 0.30, violet, 1.0),
        (0.96, 0.86, 0.20, light, 1.0), (0.60, 0.105, 0.018, WHITE, 0.9), (0.14, 0.80, 0.014, first, 0.95),
        (0.09, 0.075, 0.012, second, 0.9),
    ]  # fmt: skip
    loud = [
        (1.0, 0.10, 0.33, sun, 0.95), (0.80, -0.08, 0.18, first, 1.0), (-0.02, 1.06, 0.30, violet, 1.0),
        (0.88, 1.02, 0.24, light, 1.0), (0.70, 0.215, 0.016, WHITE, 0.9), (0.965, 0.60, 0.022, first, 0.95),
        (0.42, 0.09, 0.011, second, 0.9),
    ]  # fmt: skip
    bright_tall = [(0.96, 0.88, 0.20, sun, 0.92), (0.93, 0.785, 0.020, first, 1.0)]
    bright = [(0.97, 1.0, 0.20, sun, 0.95), (0.862, 0.815, 0.020, first, 1.0)]
    quiet_tall = [
        (1.02, 0.03, 0.30, violet, 1.0),
        (0.78, -0.02, 0.17, light, 1.0),
        (-0.06, 0.93, 0.30, violet, 1.0),
    ]
    quiet = [
        (1.0, 0.06, 0.33, violet, 1.0),
        (0.80, -0.10, 0.18, light, 1.0),
        (-0.02, 1.06, 0.30, violet, 1.0),
    ]
    if form == LOUD:
        discs = loud_tall if canvas.is_tall else loud
    else:
        discs = quiet_tall if canvas.is_tall else quiet
        if form == QUIET:
            discs = discs + (bright_tall if canvas.is_tall else bright)
    for x, y, radius, tone, opacity in discs:
        canvas.disc((canvas.across(x), y * canvas.height), radius * canvas.side, tone, opacity)


def _tech(canvas: Canvas, palette: Palette, form: str) -> None:
    """A lit horizon over a grid."""
    side, width, height = canvas.side, canvas.width, canvas.height
    line, x = height * 0.80, canvas.across(0.7 if canvas.is_tall else 0.74)
    night2, accent = colour(palette.night2), colour(palette.accent1)
    light = [(0.0, colour("#4FB4FF"), 0.75), (0.35, night2, 0.55), (1.0, night2, 0.0)]
    canvas.halo((x, line), (side, 0.52 * side), light, 1.0 if form == LOUD else 0.8)
    below = np.clip(np.arange(height, dtype=np.float32)[:, None] + 1 - line, 0, 1)
    floor = np.broadcast_to(below, (height, width))
    canvas.mix(colour(palette.night0), np.asarray(floor * np.float32(0.62), np.float32))
    grid = np.zeros((height, width), np.uint8)
    for number in range(-22, 23):
        ends = (x + number * side * 0.028, line), (x + number * side * 0.30, height * 1.02)
        _line(grid, *ends)
    for number in range(1, 9):
        y = line + (height * 1.02 - line) * (number / 8) ** 2.1
        _line(grid, (0, y), (width, y))
    fall = 0.75 - 0.63 * np.clip((np.arange(height, dtype=np.float32) - line) / max(1.0, height - line), 0, 1)
    canvas.mix(accent, np.asarray(grid / 255 * floor * fall[:, None] * 0.34, np.float32))
    thick = max(1.0, 0.0024 * side)
    band = np.clip(thick / 2 + 0.5 - np.abs(np.arange(height, dtype=np.float32) + 0.5 - line), 0, 1)
    shares = np.abs(np.arange(width, dtype=np.float32) / width - (1 if canvas.is_mirrored else 0))
    along = np.interp(shares, [0, 0.76, 1], [0, 0.95, 0.25]).astype(np.float32)
    canvas.mix(colour("#D9FBFF"), band[:, None] * along[None])


def _neutral(canvas: Canvas, palette: Palette, form: str) -> None:
    """Two lights in the site's own colours or an owner's, with rings around one of them."""
    quiet, side = 1.0 if form == LOUD else 0.8, canvas.side
    x, y = canvas.across(0.8 if canvas.is_tall else 0.84), canvas.height * (0.12 if canvas.is_tall else 0.22)
    # The site's own light is warmer than its palette's sun; that of an owner's colours is their accent.
    warm = colour("#FF7A55" if palette == PALETTE_OF["neutral"] else palette.sun)
    night2 = colour(palette.night2)
    canvas.halo((x, y), (0.8 * side, 0.8 * side), [(0.0, night2, 0.95), (1.0, night2, 0.0)], quiet)
    low = canvas.across(1.02), canvas.height * (0.34 if canvas.is_tall else 0.62)
    canvas.halo(low, (0.46 * side, 0.46 * side), [(0.0, warm, 0.62), (1.0, warm, 0.0)], quiet)
    for radius, opacity in ((0.20, 1.0), (0.32, 0.7), (0.46, 0.45)):
        canvas.circle((x, y), radius * side, max(1.0, 0.0016 * side), WHITE, 0.16 * quiet * opacity)


def _line(
    grid: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
    start: tuple[float, float],
    end: tuple[float, float],
) -> None:
    points = [tuple(round(value * 16) for value in point) for point in (start, end)]
    cv2.line(grid, points[0], points[1], 255, 1, cv2.LINE_AA, 4)


def _blend_down(canvas: Canvas, top: Colour, bottom: Colour, first: float, last: float) -> Array:
    """Return a gradient from one row to another, in shares of the height."""
    rows = (np.arange(canvas.height, dtype=np.float32) / canvas.height - first) / (last - first)
    share = np.clip(rows, 0, 1)[:, None, None]
    return np.asarray(np.asarray(top) + (np.asarray(bottom) - np.asarray(top)) * share, np.float32)


_FIGURES: dict[str, Callable[[Canvas, Palette, str], None]] = {
    "calm": _calm, "uplifting": _uplifting, "dramatic": _dramatic, "playful": _playful, "tech": _tech,
    "neutral": _neutral,
}  # fmt: skip
