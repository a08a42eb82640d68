"""Reduction of a picture to a few colours."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np

from studio.painter.core.arrays import Array

SAMPLES = 6_000

# The index of a colour for each pixel, (height, width).
Labels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def to_lab(display: Array) -> Array:
    """Convert display values to CIE Lab, in which equal differences look equal."""
    return cast(Array, cv2.cvtColor(np.clip(display, 0, 1), cv2.COLOR_RGB2Lab))


def from_lab(values: Array) -> Array:
    """Convert a list of CIE Lab colours (count, 3) to display values."""
    return np.clip(cast(Array, cv2.cvtColor(values[None].astype(np.float32), cv2.COLOR_Lab2RGB)), 0, 1)[0]


def choose_colours(lab: Array, count: int) -> Array:
    """Return `count` Lab colours for a picture in Lab by k-means, and its brightest: (count + 1, 3)."""
    flat = lab.reshape(-1, 3)
    values = np.ascontiguousarray(flat[:: max(1, len(flat) // SAMPLES)], np.float32)
    # OpenCV's random seed would be shared by threads, so the centres start from the values' own quantiles.
    order = np.argsort(values @ np.array([1.0, 0.7, 0.45], np.float32), kind="stable")
    start = np.zeros((len(values), 1), np.int32)
    start[order, 0] = np.arange(len(values)) * count // len(values)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.3)
    _, _, centres = cv2.kmeans(values, count, start, criteria, 1, cv2.KMEANS_USE_INITIAL_LABELS)
    # A sun or a lamp is too small to be chosen by its area.
    brightest = flat[flat[:, 0] >= np.quantile(flat[:, 0], 0.999)].mean(0, keepdims=True)
    return np.concatenate([centres, brightest]).astype(np.float32)


def apart(palette: Array, least: float, lightness: float = 0.55) -> Array:
    """Leave out Lab colours that differ by less than `least` from an earlier one.

    Lightness counts less than hue, by the factor `lightness`: differently lit ground is still the same
    ground.
    """
    weight = np.array([lightness, 1.0, 1.0], np.float32)
    kept: list[Array] = []
    for colour in palette:
        if all(float(np.linalg.norm((colour - other) * weight)) > least for other in kept):
            kept.append(colour)
    return np.asarray(kept)


def nearest(lab: Array, colours: Array) -> Labels:
    """Return the index of the nearest of up to 256 colours for each pixel."""
    chosen = np.zeros(lab.shape[:2], np.uint8)
    best = np.full(lab.shape[:2], np.inf, np.float32)
    for number, colour in enumerate(colours):
        # The squared distance, less the pixel's own square, which is the same for all colours.
        weights = np.array([[*(-2 * colour), colour @ colour]], np.float32)
        away = cv2.transform(lab, weights)
        closer = cv2.compare(away, best, cv2.CMP_LT)
        cv2.copyTo(np.full_like(chosen, number), closer, chosen)
        cv2.min(away, best, best)
    return chosen


def fill(labels: Labels, tones: Array) -> Array:
    """Return pixels (height, width, 3), each with the tone (count, 3) of its label."""
    table = np.zeros((256, 1, 3), np.float32)
    table[: len(tones), 0] = tones
    return cast(Array, cv2.LUT(cv2.merge([labels, labels, labels]), table))
