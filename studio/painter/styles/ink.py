"""A drawing: ink lines and hatching over light washes of colour on white paper."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, blur, ease, grey_of, mix, power, resize, smoothstep
from studio.painter.core.noise import layered
from studio.painter.core.style import PaintStyle
from studio.painter.styles.exposure import by_hand
from studio.painter.styles.flow import flow_of, outlines, positions, smear, tremble, unit_of
from studio.painter.styles.watercolour import flatten

PAPER = np.array([0.985, 0.978, 0.958], np.float32)
INK = np.array([0.10, 0.11, 0.17], np.float32)
# Hatching: direction across and down, lines per unit, and the tone below which it is drawn.
HATCHES = ((0.78, 0.62, 105, 0.34), (0.70, -0.71, 96, 0.2))


def draw_ink(display: Array, depth: Array, shift: float) -> Array:
    """Return display values (height, width, 3) as ink on colour; `shift` (0..1) varies the strokes.

    `depth` (height, width) in metres gives the outlines between near and far things.
    """
    unit = unit_of(display)
    tone = _even(display)
    lines = np.maximum(_lines(tone, unit, shift), outlines(display, depth, unit / 330) * 0.9)
    lines = tremble(blur(lines, unit / 1500), 0.0012, 14, shift)
    darkness = blur(tone, unit / 140)
    ink = np.maximum(lines, _hatching(darkness, unit, shift))
    washed = _wash(display, tone, unit, shift)
    return np.clip(mix(washed, INK, np.clip(ink, 0, 1)[..., None] * 0.94), 0, 1)


def _even(display: Array) -> Array:
    """Return the tones (height, width) spread over the whole range, so that a night can be drawn too."""
    grey = grey_of(display)
    low, high = (float(value) for value in np.quantile(grey[::6, ::6], (0.01, 0.98)))
    spread = np.clip((grey - low) / max(high - low, 0.25), 0, 1)
    middle = float(np.clip(np.median(spread[::6, ::6]), 0.05, 0.95))
    # A night stays darker than a day.
    wanted = 0.36 + 0.26 * ease(0.2, 0.5, float(np.median(grey[::6, ::6])))
    return power(spread, float(np.clip(np.log(wanted) / np.log(middle), 0.4, 1.3)))


def _lines(tone: Array, unit: float, shift: float) -> Array:
    """Return the pen's lines, 0 to 1.

    Difference of Gaussians, made coherent along the flow: Kang et al., "Coherent line drawing", 2007.
    """
    calm = blur(tone, unit / 900)
    fine, broad = blur(calm, unit / 640), blur(calm, unit / 340)
    response = smear(np.asarray(broad - fine, np.float32), flow_of(calm, unit / 90, shift), unit / 130)
    rows, columns = positions(tone)
    # A pen's pressure varies.
    press = 0.006 * layered(columns * 6 + 3 * shift, rows * 6, 2, number=7)
    return smoothstep(0.011, 0.034, response + press * 0.5)


def _hatching(tone: Array, unit: float, shift: float) -> Array:
    """Return parallel pen strokes, 0 to 1, that are thicker in deeper shadow."""
    rows, columns = positions(tone)
    sway = 0.006 * layered(columns * 2.2 + 2 * shift, rows * 2.2, 2, number=8)
    gaps = layered(columns * 11, rows * 11 + 4 * shift, 2, number=9)
    total = np.zeros(tone.shape, np.float32)
    for across, down, number, limit in HATCHES:
        place = (columns * across + rows * down + sway) * number
        off = np.abs(place - np.floor(place) - 0.5)
        thick = 0.21 * smoothstep(limit, limit - 0.26, tone) - 0.02 + 0.03 * gaps
        soft = np.float32(0.9 * number / unit)
        total = np.maximum(
            total, smoothstep(0, 1, (thick - off) / soft + 0.5) * smoothstep(limit, limit - 0.07, tone)
        )
    return total * 0.72


def _wash(display: Array, tone: Array, unit: float, shift: float) -> Array:
    """Return thin colour on paper; it does not quite keep to the lines, and highlights stay bare."""
    height, width = tone.shape
    radius = max(2, round(unit / 220))
    small = resize(np.dstack([display, tone]), max(width // 2, 8), max(height // 2, 8))
    calm, light = flatten(small[..., :3], radius), flatten(small[..., 3:].repeat(3, -1), radius)
    grey = grey_of(calm)[..., None]
    hue = np.clip(1 + (calm - grey) / (grey + 0.15) * 0.85, 0.3, 1.5)
    loose = tremble(np.clip(hue * (0.34 + 0.62 * power(light, 0.8)), 0, 1), 0.0042, 5, shift)
    rows, columns = positions(loose)
    pools = (1 + 0.05 * layered(columns * 3 + 9 * shift, rows * 3, 3, number=4))[..., None]
    bare = smoothstep(0.74, 0.97, grey_of(loose)[..., None] * pools)
    return resize(mix(PAPER * (1 - (1 - loose) * pools), PAPER, bare * 0.8), width, height)


LINE = PaintStyle(name="line", paint=by_hand(draw_ink), modelling=0.7, is_whole=True, is_on_paper=True)
