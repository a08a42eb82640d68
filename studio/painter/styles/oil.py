"""An oil painting: strokes that follow the shapes, and light on the ridges of paint."""

from __future__ import annotations

import cv2
import numpy as np

from studio.painter.core.arrays import Array, blur, grey_of, look_up, mix, resize, saturated, smoothstep
from studio.painter.core.noise import tile
from studio.painter.core.style import PaintStyle
from studio.painter.styles.exposure import by_hand
from studio.painter.styles.flow import flow_of, positions, smear, unit_of
from studio.painter.styles.watercolour import flatten

# Brushes from broad to fine: width and spacing in units, and the colour error from which a stroke is laid.
BRUSHES = ((1 / 34, 1 / 56, 0.0), (1 / 70, 1 / 108, 0.045), (1 / 150, 1 / 235, 0.075))
# OpenCV takes the points of lines in fixed point with this many fractional bits (sixteenths of a pixel).
FRACTION = 4
LONGEST = 2.6


def paint_oil(display: Array, depth: Array, shift: float) -> Array:
    """Return display values (height, width, 3) as painted in oil; `shift` (0..1) varies the strokes."""
    unit = unit_of(display)
    rich = _enrich(display)
    subject = flatten(rich, max(2, round(unit / 240)))
    flow = flow_of(grey_of(subject), unit / 30, shift)
    canvas = np.full((*display.shape[:2], 4), 128, np.uint8)
    canvas[..., :3] = np.rint(np.clip(blur(subject, unit / 60), 0, 1) * 255)
    random = np.random.default_rng((4_111, int(shift * 4096)))
    for width, spacing, tolerance in BRUSHES:
        _layer(
            canvas, blur(subject, unit * width * 0.22), flow, unit * width, unit * spacing, tolerance, random
        )
    painted = canvas[..., :3].astype(np.float32) / 255
    painted = painted + (subject - painted) * 0.16
    return np.clip(painted + _ridges(canvas[..., 3], flow, unit)[..., None] * (0.35 + painted), 0, 1)


def _enrich(display: Array) -> Array:
    """Return deeper, warmer colours: more saturation, darker shadows, yellower highlights."""
    grey = grey_of(display)
    vivid = np.clip(saturated(display, grey, 1.3), 0, 1)
    warm = np.array([1.04, 1.0, 0.93], np.float32)
    return np.clip(vivid * mix(1.0, warm, smoothstep(0.2, 0.8, grey)[..., None]), 0, 1)


def _layer(
    canvas: Array,
    subject: Array,
    flow: tuple[Array, Array],
    width: float,
    spacing: float,
    tolerance: float,
    random: np.random.Generator,
) -> None:
    """Paint one brush's strokes where the canvas still differs from the subject.

    Hertzmann, "Painterly rendering with curved brush strokes of multiple sizes", 1998, with straight strokes.
    """
    high, wide = subject.shape[:2]
    down, across = np.meshgrid(np.arange(0, high, spacing), np.arange(0, wide, spacing), indexing="ij")
    places = (
        np.stack([across.ravel(), down.ravel()], -1) + random.uniform(-0.6, 0.6, (across.size, 2)) * spacing
    )
    random.shuffle(places)
    places = np.clip(places, 0, (wide - 1, high - 1))
    columns, rows = places.astype(np.intp).T
    if tolerance:
        missing = _missing(canvas, subject, width)
        wanted = missing[rows, columns] > tolerance
        places, columns, rows = places[wanted], columns[wanted], rows[wanted]
    colours = subject[rows, columns]
    ways = np.stack([flow[0][rows, columns], flow[1][rows, columns]], -1)
    reach = _reach(subject, places, ways, colours, width)[:, None]
    # Paint is never mixed twice alike.
    colours = np.clip(
        colours * random.normal(1, 0.035, (len(colours), 1)) + random.normal(0, 0.01, colours.shape), 0, 1
    )
    paint = np.column_stack([np.rint(colours * 255), random.integers(70, 190, len(colours))]).tolist()
    for stroke, tone in zip(_strokes(places, ways, reach, max(1, round(width))), paint, strict=True):
        cv2.fillConvexPoly(canvas, stroke, tone, cv2.LINE_AA, FRACTION)


def _strokes(places: Array, ways: Array, reach: Array, width: int) -> Array:
    """Return the outlines (count, 8, 2) of straight strokes with round ends, in 1 / 2^FRACTION of a pixel.

    OpenCV draws them three times as fast as thick lines.
    """
    half = ways * (width / 2)
    side = np.stack([-half[:, 1], half[:, 0]], -1)
    ends = ((-1, -0.92, 0.38), (-1, -0.38, 0.92), (1, 0.38, 0.92), (1, 0.92, 0.38))
    corners = (*ends, *((end, along, -across) for end, along, across in reversed(ends)))
    outline = [places + ways * reach * end + half * along + side * across for end, along, across in corners]
    return np.rint(np.stack(outline, 1) * 2**FRACTION).astype(np.int32)


def _missing(canvas: Array, subject: Array, width: float) -> Array:
    """Return the difference between canvas and subject around each pixel."""
    half = max(subject.shape[1] // 2, 8), max(subject.shape[0] // 2, 8)
    laid = resize(canvas, *half)[..., :3].astype(np.float32) / 255
    apart = cv2.cvtColor(np.abs(laid - resize(subject, *half)), cv2.COLOR_RGB2GRAY) * 1.3
    return resize(blur(np.asarray(apart, np.float32), width / 6), subject.shape[1], subject.shape[0])


def _reach(subject: Array, places: Array, ways: Array, colours: Array, width: float) -> Array:
    """Return half the length of each stroke in pixels: it stops before it leaves its shape."""
    high, wide = subject.shape[:2]
    reach = np.full(len(places), 0.25 * width)
    going = np.ones(len(places), bool)
    for share in (0.5, 0.75, 1.0):
        for side in (-1, 1):
            there = places + ways * (side * share * LONGEST * width / 2)
            columns, rows = np.clip(np.rint(there), 0, (wide - 1, high - 1)).astype(np.intp).T
            going &= np.abs(subject[rows, columns] - colours).max(-1) < 0.09
        reach[going] = share * LONGEST * width / 2
    return reach


def _ridges(paint: Array, flow: tuple[Array, Array], unit: float) -> Array:
    """Return the light on the relief of paint and bristles, around 0; it falls from the upper left."""
    rows, columns = positions(paint)
    # Bristles scale with the picture, so that a larger picture is not painted more finely.
    grain = look_up(tile(0.2, 21), columns * np.float32(460), rows * np.float32(460))
    bristles = smear(grain, flow, unit / 42)
    bristles = bristles / np.float32(bristles.std() + 1e-6)
    relief = blur(paint.astype(np.float32) / 255, unit / 900) * 1.5 + bristles * 0.2
    fall = cv2.Sobel(relief, cv2.CV_32F, 1, 0) * 0.6 + cv2.Sobel(relief, cv2.CV_32F, 0, 1) * 0.8
    return np.clip(np.asarray(fall, np.float32) * np.float32(0.05 * unit / 720), -0.16, 0.2)


OIL = PaintStyle(name="oil", paint=by_hand(paint_oil), detail=0.8, is_whole=True)
