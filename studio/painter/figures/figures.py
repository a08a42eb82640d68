"""A drawing as a figure in the picture: shaped from its outline, relit, scaled to its place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np

from studio.painter.core.arrays import Array, blur, mix, resize, smoothstep
from studio.painter.core.light import Light
from studio.painter.figures.art import Art, trim

# Drawings are rastered at one of these sizes, so that a film's scenes share them; the smallest is enough to
# measure the width of a drawing. Films show pictures at 1 / 1.15 of their size, so a raster may be smaller
# than its final size.
RASTERS = (64, 96, 120, 144, 176, 208, 256, 304, 368, 440, 528, 640, 768)
SHORT = 0.8
# The light on a form is smooth: it is computed on a copy with this longer side in pixels.
FORM_SIZE = 150
# Detached bits of a drawing (sparkles, flakes) below this share of it are left out.
SPECK = 0.02
# Reflectance of a white drawing: the scenery has no pure white either.
WHITE = 0.74


@dataclass(slots=True)
class Figure:
    """An image (height, width, 4): linear colour times coverage, then coverage. It stands on its lower edge."""

    values: Array

    @property
    def aspect(self) -> float:
        return self.values.shape[1] / self.values.shape[0]


def sketch_figure(art: Art, name: str) -> Figure:
    """Return a small figure of a drawing, for placing and not for showing; raises KeyError if unknown."""
    return _cut_out(art, name, RASTERS[0])


def draw_figure(art: Art, name: str, tall: float) -> Figure:
    """Return a drawing at least about `tall` pixels high, without stray bits; raises KeyError if unknown."""
    # Without its transparent edges, a drawing is lower than its raster.
    wanted = tall * RASTERS[0] / sketch_figure(art, name).values.shape[0]
    return _cut_out(art, name, next((size for size in RASTERS if size >= SHORT * wanted), RASTERS[-1]))


def _cut_out(art: Art, name: str, size: int) -> Figure:
    return Figure(trim(_without_specks(trim(art.icon(name, size)))))


def fit(figure: Figure, tall: float, lean: float = 0.0, *, mirrored: bool = False) -> Figure:
    """Return a figure `tall` pixels high, then rotated by `lean` radians; positive is to the right."""
    height = max(round(tall), 2)
    values = cv2.flip(figure.values, 1) if mirrored else figure.values
    values = resize(np.ascontiguousarray(values), max(round(tall * figure.aspect), 2), height)
    return Figure(trim(_turned(np.clip(values, 0, 1), lean)) if lean else np.clip(values, 0, 1))


def light_figure(
    figure: Figure, light: Light, bounce: Array, modelling: float = 1.0, own: float = 0.0
) -> Figure:
    """Light a figure like its surroundings: `bounce` (3,) is the light reflected by the ground.

    `modelling` (0..1) is how much the light shows the form: little suits flat styles. `own` is the least
    light on parts that shine by themselves.
    """
    height, width = figure.values.shape[:2]
    share = min(FORM_SIZE / max(height, width), 1.0)
    size = max(round(width * share), 4), max(round(height * share), 4)
    cover = resize(np.ascontiguousarray(figure.values[..., 3]), *size)
    normal, edge = _form(cover)
    right, up, forward = light.direction
    across, rise, toward = normal[..., 0], normal[..., 1], normal[..., 2]
    facing = across * right + rise * up - toward * forward
    # Wrapped around the form: unlike a planet's, the far side of a small thing is lit too.
    key = mix(0.45, np.clip((facing + 0.55) / 1.55, 0, 1) ** 1.3, modelling)
    sky = 0.74 + 0.26 * rise
    total = sky[..., None] * light.ambient * 1.15 + (0.2 + 0.62 * key)[..., None] * light.sun
    total = total + np.clip(-rise, 0, 1)[..., None] * bounce * 0.5
    behind = float(np.clip(0.35 + 0.65 * forward, 0, 1))
    rim = edge * np.clip(across * right * 1.4 + rise * max(up, 0.35), 0, 1)
    down = np.linspace(0, 1, size[1], dtype=np.float32)[:, None, None]
    total = total * (1 - 0.24 * modelling * smoothstep(0.8, 1.0, down))
    lit = resize(total.astype(np.float32), width, height)
    if own:
        # Flames and lamps are yellow; what carries them is not.
        flame = smoothstep(1.2, 2.2, figure.values[..., 1] / np.maximum(figure.values[..., 2], 1e-3))
        lit = np.maximum(lit, own * flame[..., None])
    lit *= WHITE
    glow = resize(rim.astype(np.float32), width, height)[..., None] * light.sun * (0.5 * behind * modelling)
    # Dark fur and glass catch less of it than white paint.
    colour = figure.values[..., :3] * (lit + glow) + 0.1 * glow * figure.values[..., 3:]
    return Figure(np.dstack([colour, figure.values[..., 3]]).astype(np.float32))


def veil(figure: Figure, air: Array, share: float) -> Figure:
    """Mix the colour of the air, `air` (3,), into the figure by a share (0..1)."""
    if share < 0.004:
        return figure
    cover = figure.values[..., 3:]
    return Figure(np.dstack([mix(figure.values[..., :3], air * cover, share), cover]).astype(np.float32))


def soften(figure: Figure, sigma: float) -> Figure:
    """Return a figure blurred by `sigma` pixels, on a sheet with room for the blur."""
    edge = math.ceil(2 * sigma)
    if sigma <= 0.3:
        return figure
    sheet = cv2.copyMakeBorder(figure.values, 0, 0, edge, edge, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    return Figure(blur(cast(Array, sheet), sigma))


def _without_specks(values: Array) -> Array:
    solid = (values[..., 3] > 0.02).astype(np.uint8)
    count, labels, facts, _ = cv2.connectedComponentsWithStats(solid)
    areas = facts[:, cv2.CC_STAT_AREA].astype(np.float64)
    areas[0] = 0
    kept = areas >= SPECK * areas.max()
    if count < 3 or kept[1:].all() or areas.max() < 0.55 * areas.sum():
        return values
    return np.where(kept[labels][..., None], values, 0).astype(np.float32)


def _turned(values: Array, lean: float) -> Array:
    height, width = values.shape[:2]
    wide = math.ceil(abs(width * math.cos(lean)) + abs(height * math.sin(lean)))
    tall = math.ceil(abs(height * math.cos(lean)) + abs(width * math.sin(lean)))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -math.degrees(lean), 1.0)
    turn[:, 2] += ((wide - width) / 2, (tall - height) / 2)
    return cast(Array, cv2.warpAffine(values, turn, (wide, tall), flags=cv2.INTER_LINEAR))


def _form(cover: Array) -> tuple[Array, Array]:
    """Inflate an outline like a cushion; return its normals (right, up, toward the eye) and its edge, 0 to 1."""
    inside = np.pad((cover > 0.5).astype(np.uint8), 1)
    away = cv2.distanceTransform(inside, cv2.DIST_L2, cv2.DIST_MASK_5)[1:-1, 1:-1]
    reach = np.float32(0.3 * min(cover.shape))
    height = np.sqrt(1 - (1 - np.clip(away / reach, 0, 1)) ** 2) * reach
    height = blur(height.astype(np.float32), float(reach) * 0.16)
    slope = [cv2.Sobel(height, cv2.CV_32F, *way, scale=1 / 8) for way in ((1, 0), (0, 1))]
    normal = np.dstack([-slope[0], slope[1], np.full_like(height, 0.8)])
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    edge = smoothstep(float(reach) * 0.17, 0.0, away.astype(np.float32))
    return normal.astype(np.float32), edge
