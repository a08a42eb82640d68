"""Layers of cut paper: flat shapes, each throwing a shadow on the layer behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import cast

import cv2
import numpy as np

from studio.painter.core.arrays import Array, blur, look_up, resize, smoothstep
from studio.painter.core.noise import tile
from studio.painter.core.style import PaintStyle
from studio.painter.core.view import SKY
from studio.painter.styles.exposure import in_shapes
from studio.painter.styles.palettes import apart, choose_colours, from_lab, nearest, to_lab
from studio.painter.styles.watercolour import flatten

Mask = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
BANDS = 4
# Shapes are cut on a smaller copy: enlarging it makes their outlines smooth.
CUT_SIZE = 450
# Pieces below this share of the picture are left out; the limit is larger in the sky, where nothing small
# matters.
SNIPPET, SKY_SNIPPET = 0.0005, 0.004
SUBJECT_PAPERS = 8
# Hue counts more than lightness in comparing colours (CIE Lab).
HUE_WEIGHT = np.array([0.8, 1.5, 1.5], np.float32)


def cut_paper(display: Array, depth: Array, shift: float, cover: Array | None = None) -> Array:
    """Return display values (height, width, 3) as a paper cut.

    `depth` (height, width) in metres gives the order of the papers; `shift` moves the fibres. `cover`
    (height, width) is the share of subjects, which are cut finer, from papers of their own.
    """
    height, width = display.shape[:2]
    unit = 0.75 * (height * width) ** 0.5
    small_width, small_height = (
        max(8, round(width * CUT_SIZE / unit)),
        max(8, round(height * CUT_SIZE / unit)),
    )
    sharp = resize(display, small_width, small_height)
    small = blur(flatten(flatten(sharp, 6), 4), 0.8)
    bands = _bands(depth, small_width, small_height)
    fibre = _fibre(height, width, shift)
    canvas = np.empty_like(display)
    canvas[:] = np.median(small[::4, ::4].reshape(-1, 3), 0)
    sheets = list(_layers(small, bands))
    if cover is not None:
        subject = np.clip(resize(cover, small_width, small_height), 0, 1) > 0.5
        sheets += _subject_layers(flatten(sharp, 1), subject)
    for mask, tone, lift in sheets:
        share = np.clip((resize(mask, width, height) - 0.44) * np.float32(1 / 0.12), 0, 1)
        _lay(canvas, share, tone, lift * unit, fibre)
    return np.clip(canvas, 0, 1)


def _bands(depth: Array, width: int, height: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    """Return bands of depth as numbers: 0 is the sky, then from far to near."""
    small = cast(Array, cv2.resize(depth, (width, height), interpolation=cv2.INTER_NEAREST))
    small = cast(Array, cv2.medianBlur(np.minimum(small, np.float32(SKY)), 5))
    ground = small < SKY / 2
    bands = np.zeros((height, width), np.int32)
    if ground.mean() < 0.02:
        return bands
    distance = np.log(small[ground])
    limits = np.quantile(distance, np.linspace(0, 1, BANDS + 1)[1:-1])
    bands[ground] = BANDS - np.searchsorted(limits, distance)
    return bands


def _layers(
    small: Array, bands: np.ndarray[tuple[int, ...], np.dtype[np.int32]]
) -> Iterator[tuple[Array, Array, float]]:
    """Yield sheets from far to near: their mask (0..1), colour, and height above the one behind."""
    for band in range(int(bands.max()) + 1):
        nearer = bands >= band
        here = bands == band
        if here.mean() < 0.004:
            continue
        tones, labels = _palette(small, here, 4 if band == 0 else 3)
        order = np.argsort([-float((labels[here] == number).mean()) for number in range(len(tones))])
        least = SKY_SNIPPET if band == 0 else SNIPPET
        yield _soft(nearer, SNIPPET), tones[order[0]], 0.012
        for rank in order[1:]:
            share = _soft((labels == rank) & here, least)
            if float((share > 0.5).mean()) > 0.003:
                yield share, tones[rank], 0.005
        if band == 0:
            yield from _sun(small, here)


def _sun(small: Array, sky: Mask) -> Iterator[tuple[Array, Array, float]]:
    """Yield a disc of paper for the sun or the moon, which is too small to be chosen as a colour by its area."""
    light = small.min(-1)
    bright = ((light > light[sky].max() - 0.04) & (light > 0.6) & sky).astype(np.uint8)
    _, labels, facts, centres = cv2.connectedComponentsWithStats(bright, connectivity=4)
    for number in np.argsort(-facts[1:, cv2.CC_STAT_AREA])[:3] + 1:
        wide, tall, area = (int(facts[number, column]) for column in (2, 3, 4))
        if 0.7 < wide / tall < 1.4 and area > 0.65 * wide * tall and 0.0003 < area / bright.size < 0.02:
            rows, columns = np.indices(sky.shape, np.float32)
            x, y = centres[number]
            radius = 0.5 * max(wide, tall)
            share = np.clip(radius - np.hypot(columns - x, rows - y) + 0.5, 0, 1) * sky
            yield share.astype(np.float32), _vivid(small[labels == number].mean(0)), 0.006
            return


def _subject_layers(small: Array, here: Mask) -> Iterator[tuple[Array, Array, float]]:
    """Yield the sheets of subjects: their outline, and on it the parts of other colours."""
    if here.sum() < 30:
        return
    lab = to_lab(small)
    palette = apart(choose_colours(lab[here], SUBJECT_PAPERS), 9.0, 0.8)
    labels = nearest(lab, palette)
    order = sorted(range(len(palette)), key=lambda number: -float((labels[here] == number).mean()))
    tones = [_vivid(tone) for tone in from_lab(palette)]
    yield blur(here.astype(np.float32), 0.8), tones[order[0]], 0.011
    for number in order[1:]:
        share = blur(((labels == number) & here).astype(np.float32), 0.8)
        if float((share > 0.5).mean()) > 0.0001:
            yield share, tones[number], 0.0028


def _palette(
    small: Array, here: Mask, count: int
) -> tuple[list[Array], np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    """Return a few colours for a band, and the index of the nearest of them for each pixel."""
    part = small[here]
    seen = to_lab(part[None])[0] * HUE_WEIGHT
    values = np.ascontiguousarray(seen[:: max(1, len(seen) // 4_000)], np.float32)
    count = min(count, len(values))
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 16, 0.3)
    # OpenCV's random seed would be shared by threads, so the centres start from the values' own quantiles.
    order = np.argsort(values @ np.array([1.0, 0.7, 0.45], np.float32), kind="stable")
    start = np.zeros((len(values), 1), np.int32)
    start[order, 0] = np.arange(len(values)) * count // len(values)
    _, _, centres = cv2.kmeans(values, count, start, criteria, 1, cv2.KMEANS_USE_INITIAL_LABELS)
    chosen = np.argmin(np.square(centres).sum(1) - 2 * (seen @ centres.T), 1).astype(np.uint8)
    labels = np.zeros(here.shape, np.uint8)
    labels[here] = chosen
    shapes = [part[chosen == number][:: 1 + len(part) // 20_000] for number in range(count)]
    tones = [_vivid(np.median(shape, 0) if len(shape) else np.zeros(3, np.float32)) for shape in shapes]
    return tones, labels


def _vivid(tone: Array) -> Array:
    """Return the colour of dyed paper: clear and not too dark."""
    grey = float(tone.mean())
    return np.clip(0.1 + 0.9 * (grey**0.85 + (tone - grey) * 1.4), 0, 1).astype(np.float32)


def _soft(mask: Mask, least: float) -> Array:
    """Round a mask's outline, as scissors do, and leave out pieces below `least` of the picture."""
    here = mask.astype(np.uint8)
    left, top, width, height = cv2.boundingRect(here)
    part = slice(top, top + height), slice(left, left + width)
    kept = np.zeros(mask.shape, np.float32)
    if width:
        _, labels, facts, _ = cv2.connectedComponentsWithStats(here[part], connectivity=4)
        large = facts[:, cv2.CC_STAT_AREA] >= least * mask.size
        large[0] = False
        kept[part] = large[labels]
    first = smoothstep(0.35, 0.65, blur(kept, 2.6))
    return blur(first, 1.1)


def _fibre(height: int, width: int, shift: float) -> Array:
    rows, columns = np.arange(height, dtype=np.float32)[:, None], np.arange(width, dtype=np.float32)[None]
    fine = look_up(tile(1.2, 17), columns * 0.6 + 400 * shift, rows * 0.6)
    coarse = look_up(tile(2.2, 18), columns * 0.25, rows * 0.25 + 300 * shift)
    result: Array = 1 + 0.016 * fine + 0.012 * coarse
    return result


def _lay(canvas: Array, cover: Array, tone: Array, lift: float, fibre: Array) -> None:
    """Paste one sheet: its shadow falls down and to the right, its upper edge catches the light."""
    rows, columns = (np.flatnonzero(cv2.reduce(cover, way, cv2.REDUCE_MAX) > 0.01) for way in (1, 0))
    if not rows.size:
        return
    reach = math.ceil(4 * lift) + 2
    part = tuple(
        slice(max(int(line[0]) - 2, 0), min(int(line[-1]) + reach, length))
        for line, length in zip((rows, columns), cover.shape, strict=True)
    )
    cover, below = np.ascontiguousarray(cover[part]), canvas[part]
    dark = 1 - _shadow(cover, lift) * (1 - cover)
    below *= cv2.merge([dark, dark, dark])
    rim = np.zeros_like(cover)
    rim[2:, 1:] = np.clip(cover[2:, 1:] - cover[:-2, :-1], 0, 1) * 0.1
    sheet = cv2.transform(cv2.merge([fibre[part], rim]), np.column_stack([tone, np.ones(3, np.float32)]))
    below[:] = cv2.blendLinear(np.ascontiguousarray(below), sheet, 1 - cover, cover)


def _shadow(cover: Array, lift: float) -> Array:
    """Return the darkness of a sheet's shadow; it is soft enough to be computed on a quarter of the pixels."""
    height, width = cover.shape
    small = resize(cover, max(width // 4, 2), max(height // 4, 2))
    shift = np.array([[1, 0, lift * 0.1], [0, 1, lift * 0.2]], np.float32)
    moved = cv2.warpAffine(small, shift, (small.shape[1], small.shape[0]), borderMode=cv2.BORDER_REPLICATE)
    return np.clip(resize(blur(cast(Array, moved), lift * 0.19), width, height), 0, 1) * 0.42


PAPER = PaintStyle(
    name="paper",
    paint=in_shapes(cut_paper),
    modelling=0.0,
    detail=0.7,
    is_whole=True,
    reach=0.014,
    is_on_paper=True,
)
