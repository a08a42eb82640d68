"""Effects of a figure on the ground: its cast and its contact shadow, and its reflection in water."""

from __future__ import annotations

import math

import cv2
import numpy as np

from studio.painter.core.apart import Laid
from studio.painter.core.arrays import Array, blur, look_at, mix, smoothstep
from studio.painter.core.colours import luminance
from studio.painter.core.light import Light
from studio.painter.core.view import SKY, Painting, View
from studio.painter.figures.figures import Figure

# A low sun throws endless shadows: they end at this multiple of the figure's height.
LONGEST = 1.5
# Sideways, a shadow that looks right in a picture is shorter still.
STEEPEST = 0.3


def throw_shadow(
    painting: Painting, figure: Figure, x: float, foot: float, away: float, light: Light
) -> None:
    """Darken the ground where the figure's upright outline blocks the sun.

    The figure stands at column `x` on row `foot`, `away` metres off; the ground is taken as level around it.
    """
    strength = _strength(light)
    view = painting.view
    drop = foot - view.horizon
    if strength < 0.04 or drop < 0.02 * view.height:
        return
    height, width = figure.values.shape[:2]
    corners = np.array([[0, height], [width, height], [width, 0], [0, 0]], np.float32)
    ground = np.array(
        [_fallen(view, x + across, foot, up, light)
         for across, up in ((-width / 2, 0), (width / 2, 0), (width / 2, height), (-width / 2, height))],
        np.float32,
    )  # fmt: skip
    part = _part(view.width, view.height, ground, 0.06 * height)
    if part is None:
        return
    rows, columns = part
    ground -= (columns.start, rows.start)
    size = (columns.stop - columns.start, rows.stop - rows.start)
    way = cv2.getPerspectiveTransform(corners, ground)
    outline = np.ascontiguousarray(figure.values[..., 3])
    cover = np.asarray(cv2.warpPerspective(outline, way, size, flags=cv2.INTER_LINEAR), np.float32)
    # The farther from the foot, the more the sun's disc blurs the edge.
    far = np.abs(np.arange(size[1], dtype=np.float32)[:, None] + rows.start - foot)
    share = np.clip(far / max(abs(float(np.ptp(ground[:, 1]))), 1), 0, 1)
    cover = mix(blur(cover, 0.006 * height), blur(cover, 0.028 * height), share) * (1 - 0.4 * share)
    depth = painting.depth[part]
    cover = cover * smoothstep(2.6 * away, 1.6 * away, depth) * (depth < SKY / 2)
    _darken(painting, part, cover * strength, light)


def touch_ground(painting: Painting, figure: Figure, x: float, foot: float, strength: float = 0.62) -> None:
    """Darken the ground directly under something that stands on it."""
    height, width = figure.values.shape[:2]
    soles = figure.values[-max(round(0.1 * height), 2) :, :, 3].max(0)
    reach = max(0.05 * height, 0.03 * width, 3.0)
    edge = math.ceil(2.5 * reach)
    sheet = np.zeros((2 * edge, width + 2 * edge), np.float32)
    thick = max(round(0.4 * reach), 1)
    sheet[edge - thick : edge + thick, edge:-edge] = soles
    top, left = round(foot - edge - 0.2 * reach), round(x - width / 2 - edge)
    _set_dark(painting, np.minimum(blur(sheet, reach * 0.5) * 1.8, 1) * strength, left, top)


def shade_below(painting: Painting, width: float, x: float, foot: float) -> None:
    """Draw the faint round shadow of something that flies low over the ground."""
    half, flat = max(round(width * 0.36), 2), max(round(width * 0.07), 1)
    edge = 2 * flat
    sheet = np.zeros((2 * (flat + edge), 2 * (half + edge)), np.float32)
    cv2.ellipse(sheet, (half + edge, flat + edge), (half, flat), 0, 0, 360, 1.0, -1, cv2.LINE_AA)
    _set_dark(painting, blur(sheet, flat * 0.8) * 0.3, round(x - half - edge), round(foot - flat - edge))


def mirror_figure(painting: Painting, figure: Figure, x: float, line: float) -> Laid | None:
    """Draw the broken reflection of a floating figure on the water below row `line`; return what was laid there."""
    view = painting.view
    height, width = figure.values.shape[:2]
    low, top = min(round(line + 0.8 * height), view.height), round(line)
    left = round(x - width / 2)
    edge = round(0.1 * width) + 2
    first, last = max(left - edge, 0), min(left + width + edge, view.width)
    if low - top < 3 or last - first < 3 or painting.water is None:
        return None
    rows = np.arange(low - top, dtype=np.float32)[:, None]
    columns = np.arange(first, last, dtype=np.float32)[None] - left
    wave = _ripples(painting, low - top)
    sway = wave * (0.008 + 0.05 * rows / height) * height
    sheet = cv2.copyMakeBorder(figure.values[::-1], 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    image = look_at(np.asarray(sheet), columns + sway + 1, np.clip(rows + 0.6 * sway, 0, None) + 1)
    part = (slice(top, low), slice(first, last))
    fade = 0.62 * (1 - 0.75 * rows / (0.8 * height)) * np.clip(1 + 0.35 * wave, 0, 1.3)
    share = fade[..., None] * painting.water[part][..., None]
    under = painting.pixels[part]
    cover, ink = image[..., 3:] * share, image[..., :3] * share * 0.8
    painting.pixels[part] = under * (1 - cover) + ink
    return Laid(*part, np.dstack([ink, cover]))


def _ripples(painting: Painting, count: int) -> Array:
    """Return the shift of each row of a reflection, around 0: waves are longer nearer to the eye."""
    rows = np.arange(count, dtype=np.float32)[:, None] / painting.view.unit
    phase = 30 * painting.view.turn
    swell = np.sin(26 * np.sqrt(rows * 6 + 0.02) + phase) + 0.6 * np.sin(
        61 * np.sqrt(rows * 6 + 0.02) + 2 * phase
    )
    return np.asarray(swell * 0.7, np.float32)


def _fallen(view: View, x: float, foot: float, up: float, light: Light) -> tuple[float, float]:
    """Return the shadow of a point `up` pixels over the ground, in pixels.

    Lengths are in units of the distance: the figure stands at 1, the eye is (foot - horizon) above the
    ground.
    """
    right, rise, forward = light.direction
    slant = 1 / max(rise, STEEPEST)
    length = min(slant * math.hypot(right, forward), LONGEST) / max(math.hypot(right, forward), 1e-3)
    away = float(np.clip(1 - forward * length * up / view.focal, 0.62, 2.4))
    aside = x - view.centre - right * length * up
    return view.centre + aside / away, view.horizon + (foot - view.horizon) / away


def _strength(light: Light) -> float:
    """Return the sun's share of the light on level ground, softened by cloud."""
    sun = float(luminance(light.sun)) * max(light.direction[1], 0.3)
    share = sun / (sun + float(luminance(light.ambient)) + 1e-3)
    return min(share * 1.15, 0.78) * (1 - 0.85 * light.overcast)


def _part(width: int, height: int, points: Array, edge: float) -> tuple[slice, slice] | None:
    left, top = (int(value) for value in np.floor(points.min(0) - edge))
    right, low = (int(value) for value in np.ceil(points.max(0) + edge))
    left, top, right, low = max(left, 0), max(top, 0), min(right, width), min(low, height)
    if right - left < 2 or low - top < 2:
        return None
    return slice(top, low), slice(left, right)


def _set_dark(painting: Painting, sheet: Array, left: int, top: int) -> None:
    """Darken the picture by a sheet (0..1) whose upper left corner is at (left, top)."""
    height, width = sheet.shape
    rows = slice(max(top, 0), min(top + height, painting.view.height))
    columns = slice(max(left, 0), min(left + width, painting.view.width))
    if rows.stop <= rows.start or columns.stop <= columns.start:
        return
    cover = sheet[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    seen = painting.depth[rows, columns] < SKY / 2
    painting.darken((rows, columns), (1 - cover * seen)[..., None])


def _darken(painting: Painting, part: tuple[slice, slice], share: Array, light: Light) -> None:
    """Remove the sun's share of the light, so that the sky's colour is left."""
    tint = light.ambient / max(float(luminance(light.ambient)), 1e-3)
    kept = mix(np.ones(3, np.float32), np.clip(tint, 0.6, 1.5), 0.35)
    left = mix(1.0, (1 - share)[..., None] * kept, np.clip(share * 4, 0, 1)[..., None])
    painting.darken(part, left)
