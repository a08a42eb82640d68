"""Solid models under studio light: kneaded clay, or soft forms as of a computer render."""

from __future__ import annotations

import math
from typing import cast

import cv2
import numpy as np

from studio.painter.core.arrays import (
    Array,
    blur,
    brightest_of,
    grey_of,
    look_up,
    mix,
    resize,
    smoothstep,
    times,
    tripled,
)
from studio.painter.core.noise import layered, tile
from studio.painter.core.style import PaintStyle
from studio.painter.core.view import SKY
from studio.painter.styles.exposure import in_shapes
from studio.painter.styles.flow import positions, unit_of
from studio.painter.styles.palettes import apart, choose_colours, fill, from_lab, nearest, to_lab
from studio.painter.styles.watercolour import flatten

# Forms are found on a smaller copy: enlarging it makes their outlines smooth.
FORM_SIZE = 480
POLISH_SIZE = 560
SKY_TONES, GROUND_TONES, SUBJECT_TONES = 4, 9, 7
# Difference of tones (CIE Lab) from which a form stands out fully, and below which it does not.
FULL_STEP = 26.0
LEAST_STEP = 6.5


def knead_clay(display: Array, depth: Array, shift: float, cover: Array | None = None) -> Array:
    """Return display values (height, width, 3) as clay, like `render_soft`; `shift` moves the dents."""
    height, width = display.shape[:2]
    unit = unit_of(display)
    calm, sky, subject = _reduce(display, depth, cover)
    tones, ranks = _pieces(calm, sky, subject, 3.6)
    slopes = resize(_bulge(ranks, 0.019) * _standing(tones, 0.5), width, height)
    colours = _clear(mix(blur(tones, 0.8), calm, 0.25)) * (1 - 0.42 * _shadow(ranks, 0.008))
    rows, columns = positions(display)
    dents = layered(columns * 10 + 5 * shift, rows * 10, 3, exponent=1.1, number=3) * np.float32(0.0019)
    surface = dents * np.float32(unit) + _prints(columns, rows, shift) * np.float32(unit / 720)
    shade, gloss = _light(slopes + _slopes(surface), 0.55)
    lit = times(resize(colours, width, height), shade) + tripled(gloss * np.float32(0.07))
    return np.clip(lit * np.array([1.05, 1.0, 0.93], np.float32), 0, 1)


def render_soft(display: Array, depth: Array, shift: float, cover: Array | None = None) -> Array:
    """Return display values (height, width, 3) as a soft render.

    `depth` in metres identifies the sky, `cover` (height, width) is the share of subjects, which keep more of
    their detail.
    """
    height, width = display.shape[:2]
    unit = unit_of(display)
    calm, sky, subject = _reduce(display, depth, cover)
    tones, ranks = _pieces(calm, sky, subject, 1.8)
    # The sky is air, not a form.
    solid = 1 - blur(sky.astype(np.float32), 2.5)[..., None]
    standing = _standing(tones, 0.0) * solid
    slopes = blur(_bulge(ranks, 0.05) * standing, 1.8)
    shade, gloss = _light(resize(slopes, width, height), 0.46)
    smooth = _polish(display)
    grey = tripled(grey_of(smooth))
    pastel = 0.13 + 0.87 * np.clip(grey ** np.float32(0.76) + (smooth - grey) * 1.25, 0, 1)
    dark = (0.2 * _shadow(ranks, 0.02) + 0.4 * _behind(depth, ranks.shape)) * standing
    shade *= 1 - resize(dark, width, height)
    lit = times(resize(pastel, width, height), shade) + tripled(gloss * np.float32(0.05))
    bright = np.clip(lit - 0.7, 0, 1)
    return np.clip(lit + blur(bright, unit / 20) * 0.5, 0, 1)


def _reduce(display: Array, depth: Array, cover: Array | None) -> tuple[Array, Array, Array]:
    """Return a smaller copy in calm colours, and masks of its sky and its subjects."""
    height, width = display.shape[:2]
    share = FORM_SIZE / unit_of(display)
    size = max(8, round(width * share)), max(8, round(height * share))
    sharp = resize(display, *size)
    calm = blur(np.clip(flatten(flatten(sharp, 6), 4), 0, 1), 0.7)
    sky = resize((depth >= SKY / 2).astype(np.float32), *size) > 0.5
    if cover is None:
        return calm, sky, np.zeros_like(sky)
    shown = resize(cover, *size)
    calm = mix(calm, np.clip(flatten(sharp, 1), 0, 1), np.clip(shown, 0, 1)[..., None])
    return calm, sky & (shown <= 0.5), shown > 0.5


def _pieces(calm: Array, sky: Array, subject: Array, round_off: float) -> tuple[Array, Array]:
    """Cut a picture into rounded pieces of few colours; return their colours and their ranks.

    Large pieces lie below (rank 0) and small ones on top; those of the sky are under all others, and those of
    the subjects above all.
    """
    lab = to_lab(calm)
    tones: list[Array] = []
    ranks, most = np.zeros(sky.shape, np.uint8), np.full(sky.shape, -1, np.float32)
    for part, count in ((sky, SKY_TONES), (~(sky | subject), GROUND_TONES), (subject, SUBJECT_TONES)):
        if part.mean() < 0.004:
            continue
        palette = apart(choose_colours(lab[part], min(count, int(part.sum()))), LEAST_STEP)
        labels = nearest(lab, palette)
        masks = [(labels == number) & part for number in range(len(palette))]
        for number in sorted(range(len(masks)), key=lambda at: -float(masks[at].mean())):
            share = blur(masks[number].astype(np.float32), 0.9 if part is subject else round_off)
            cv2.copyTo(np.full_like(ranks, len(tones)), cv2.compare(share, most, cv2.CMP_GT), ranks)
            cv2.max(share, most, most)
            tones.append(palette[number])
    return fill(ranks, from_lab(np.asarray(tones))), ranks.astype(np.float32)


def _polish(display: Array) -> Array:
    """Return a copy with smooth surfaces and sharp edges, without grain.

    Tomasi and Manduchi, "Bilateral filtering for gray and color images", 1998.
    """
    height, width = display.shape[:2]
    share = POLISH_SIZE / unit_of(display)
    smooth = resize(display, max(8, round(width * share)), max(8, round(height * share))).astype(np.float32)
    smooth = flatten(smooth, 4) * np.float32(0.6) + smooth * np.float32(0.4)
    for _ in range(2):
        smooth = cast(Array, cv2.bilateralFilter(smooth, 7, 0.16, 4.4))
    return np.clip(blur(smooth, 0.6), 0, 1)


def _clear(colours: Array) -> Array:
    """Return the colours of clay: clear, matte, and not too dark."""
    grey = tripled(grey_of(colours))
    return np.clip(0.08 + 0.92 * (grey ** np.float32(0.9) + (colours - grey) * 1.3), 0, 1)


def _bulge(ranks: Array, roundness: float) -> Array:
    """Return the slopes (height, width, 2) of pieces that bulge like cushions at edges above lower pieces.

    The height follows a quarter of a circle from the edge inwards, over `roundness` units.
    """
    reach = roundness * FORM_SIZE
    edge = math.ceil(1.7 * reach) + 2
    across, down = np.zeros_like(ranks), np.zeros_like(ranks)
    for rank in range(1, int(ranks.max()) + 1):
        here = (ranks == rank).astype(np.uint8)
        left, top, width, height = cv2.boundingRect(here)
        # Distances beyond the cushion's edge do not count.
        part = (
            slice(max(top - edge, 0), top + height + edge),
            slice(max(left - edge, 0), left + width + edge),
        )
        away = cv2.distanceTransform((ranks[part] >= rank).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
        raised = np.sqrt(1 - (1 - np.clip(away / np.float32(reach), 0, 1)) ** 2) * np.float32(reach)
        raised = blur(np.asarray(raised, np.float32), roundness * FORM_SIZE / 6)
        for slope, way in ((across, (1, 0)), (down, (0, 1))):
            cv2.copyTo(cv2.Sobel(raised, cv2.CV_32F, *way, scale=1 / 8), here[part], slope[part])
    return blur(np.dstack([across, down]), 0.6)


def _slopes(surface: Array) -> Array:
    """Return the slopes of a surface across and down, (height, width, 2)."""
    ways = ((1, 0), (0, 1))
    return np.stack([cv2.Sobel(surface, cv2.CV_32F, *way, scale=1 / 8) for way in ways], -1).astype(
        np.float32
    )


def _standing(tones: Array, least: float) -> Array:
    """Return how much (from `least` to 1) each point stands out from the pieces around, (height, width, 1)."""
    lab = to_lab(tones)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
    step = blur(brightest_of(cv2.dilate(lab, disc) - cv2.erode(lab, disc)), 4)
    return least + (1 - least) * smoothstep(FULL_STEP * 0.3, FULL_STEP, step)[..., None]


def _shadow(ranks: Array, softness: float) -> Array:
    """Return the darkness (0..1) of shadows of higher pieces on lower ones; they fall down and to the right."""
    reach = softness * FORM_SIZE
    move = np.array([[1, 0, reach * 0.7], [0, 1, reach]], np.float32)
    moved = cv2.warpAffine(ranks, move, ranks.shape[::-1], borderMode=cv2.BORDER_REPLICATE)
    return np.clip(blur(cast(Array, moved), reach) - ranks, 0, 1)[..., None]


def _behind(depth: Array, size: tuple[int, ...]) -> Array:
    """Return the share of light (0..1) that nearer things take from a point beside them, (height, width, 1).

    Luft et al., "Image enhancement by unsharp masking the depth buffer", 2006.
    """
    far = resize(np.log(np.clip(depth, 0.3, 2e3)).astype(np.float32), size[1], size[0])
    return smoothstep(0, 1.2, far - blur(far, FORM_SIZE / 34))[..., None]


def _light(slopes: Array, strength: float) -> tuple[Array, Array]:
    """Return the shade (around 1) and the gloss (0..1) of slopes under a large lamp at the upper left."""
    across, down = slopes[..., 0], slopes[..., 1]
    steep = np.sqrt(1 + across * across + down * down)
    facing = np.asarray((across * 0.42 + down * 0.6 + 0.68) / steep, np.float32)
    return 1 + strength * (facing - 0.68), smoothstep(0.9, 1.0, facing)


def _prints(columns: Array, rows: Array, shift: float) -> Array:
    """Return fingerprints, at positions in pixels of a 720-pixel unit: curved ridges in patches."""
    warp = layered(columns * 2.4 + 3 * shift, rows * 2.4, 2, number=6)
    ridges = np.sin((columns * 0.8 + rows * 0.5 + 0.09 * warp) * np.float32(560))
    patches = smoothstep(0.6, 1.5, layered(columns * 4, rows * 4 + 6 * shift, 2, number=10))
    fine = look_up(tile(1.2, 17), columns * 400, rows * 400)
    return np.asarray(0.16 * ridges * patches + 0.08 * fine, np.float32)


CLAY = PaintStyle(
    name="clay",
    paint=in_shapes(knead_clay),
    modelling=0.3,
    detail=0.7,
    is_whole=True,
    reach=0.014,
    is_on_paper=True,
)
RENDER = PaintStyle(
    name="render", paint=in_shapes(render_soft), grain=0.7, detail=0.8, is_whole=True, reach=0.014
)
