"""An old travel poster: a few flat inks, blended by spray where they meet, on warm paper."""

from __future__ import annotations

import numpy as np

from studio.painter.core.arrays import Array, blur, look_up, mix, resize, smoothstep
from studio.painter.core.noise import tile
from studio.painter.core.style import PaintStyle
from studio.painter.styles.exposure import in_shapes
from studio.painter.styles.flow import positions, unit_of
from studio.painter.styles.palettes import choose_colours, fill, from_lab, nearest, to_lab
from studio.painter.styles.watercolour import flatten

INKS, SUBJECT_INKS = 11, 6
# Shapes are simplified on a smaller copy: enlarging it makes their outlines smooth.
SHAPE_SIZE = 560
# How far the spray of an ink reaches into the next one, in steps of CIE lightness.
SPRAY = 3.2
# A small red roof counts more than a slightly darker cloud.
HUE_WEIGHT = np.array([1.0, 1.6, 1.6], np.float32)
CREAM = np.array([0.965, 0.915, 0.795], np.float32)
DEEP = np.array([0.10, 0.185, 0.235], np.float32)


def print_poster(display: Array, depth: Array, shift: float, cover: Array | None = None) -> Array:
    """Return display values (height, width, 3) as a printed poster; `shift` (0..1) moves the paper.

    `cover` (height, width) is the share of subjects, which get inks of their own.
    """
    height, width = display.shape[:2]
    unit = unit_of(display)
    share = min(1.0, SHAPE_SIZE / unit)
    size = max(8, round(width * share)), max(8, round(height * share))
    sharp = resize(display, *size)
    small = blur(flatten(flatten(sharp, 5), 4), 0.8)
    colours = choose_colours(to_lab(small) * HUE_WEIGHT, INKS)
    subject = None if cover is None else np.clip(resize(cover, *size), 0, 1)
    if subject is not None:
        small = mix(small, flatten(sharp, 1), subject[..., None])
    rows, columns = positions(display)
    scale = np.float32(500)
    speckle = look_up(tile(0.3, 23), columns * scale + 300 * shift, rows * scale)
    lab = to_lab(resize(small, width, height)) * HUE_WEIGHT
    lab[..., 0] += SPRAY * speckle
    inks = _mute(from_lab(colours / HUE_WEIGHT))
    chosen = fill(nearest(lab, colours), inks)
    if cover is not None and subject is not None and (subject > 0.5).sum() > SUBJECT_INKS:
        own = choose_colours(to_lab(small)[subject > 0.5] * HUE_WEIGHT, SUBJECT_INKS)
        inks = _mute(from_lab(np.concatenate([colours, own]) / HUE_WEIGHT))[len(colours) :]
        chosen = np.where((cover > 0.5)[..., None], fill(nearest(lab, own), inks), chosen)
    printed = blur(chosen, unit / 1200)
    fibre = look_up(tile(1.1, 17), columns * 330, rows * 330 + 200 * shift)
    # Ink lies thinner on the ridges of the paper.
    worn = smoothstep(1.3, 2.6, fibre + 0.5 * speckle)[..., None] * 0.22
    return np.clip(mix(printed, CREAM, worn) * (1 + 0.014 * fibre)[..., None], 0, 1)


def _mute(inks: Array) -> Array:
    """Return the colours of old inks: darks are a deep blue-green, lights are the paper, nothing is bright."""
    grey = inks @ np.array([0.3, 0.59, 0.11], np.float32)
    low, high = float(grey.min()), float(grey.max())
    value = ((grey - low) / max(high - low, 0.2))[:, None]
    hue = (inks - grey[:, None]) * 0.95 * np.array([1.0, 0.9, 0.8], np.float32)
    return np.clip(mix(DEEP, CREAM, value**0.95) + hue, 0, 1)


VINTAGE = PaintStyle(
    name="vintage", paint=in_shapes(print_poster), modelling=0.4, detail=0.8, is_whole=True, is_on_paper=True
)
