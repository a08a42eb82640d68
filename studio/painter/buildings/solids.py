"""Flat faces in space, of which rooms, furniture and buildings are made."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from studio.painter.core.arrays import Array, mix
from studio.painter.core.view import View

# Takes positions in metres along and up a face, and the size of a pixel there in metres; returns linear
# colours.
Paint = Callable[[Array, Array, Array], Array]
# Takes points (..., 3) in metres (right, up, away) and a normal; returns the light that arrives, (..., 3).
Illumination = Callable[[Array, Array], Array]

NEAR = 0.08


@dataclass(slots=True)
class Face:
    """A parallelogram from `corner` along two edges, in metres: right, up from the ground, away.

    `cells` is how finely its light is computed along each edge; `direct` adds light with sharp edges,
    computed for each pixel; `glow` is light of its own; `cover` (0..1) makes it see-through.
    """

    corner: Array
    along: Array
    up: Array
    paint: Paint
    cells: int = 3
    direct: Illumination | None = None
    glow: Paint | None = None
    cover: Callable[[Array, Array], Array] | None = None
    gloss: float = 0.0
    normal: Array = field(init=False)

    def __post_init__(self) -> None:
        normal = np.cross(self.up, self.along).astype(np.float32)
        self.normal = normal / (np.linalg.norm(normal) + 1e-9)


def vector(right: float, up: float, away: float) -> Array:
    return np.array([right, up, away], np.float32)


def plain(colour: Array) -> Paint:
    """Return the paint of one colour."""
    return lambda along, up, size: np.broadcast_to(colour, (*along.shape, 3))


def box(
    right: float, bottom: float, away: float, width: float, height: float, depth: float,
    paint: Paint, top: Paint | None = None, angle: float = 0.0, cells: int = 3, gloss: float = 0.0,
) -> list[Face]:  # fmt: skip
    """Return the five upper faces of a box whose floor is centred on (right, away), turned by `angle` radians."""
    cos, sin = math.cos(angle), math.sin(angle)
    x, z = vector(cos, 0, sin), vector(-sin, 0, cos)
    centre, up = vector(right, bottom, away), vector(0, height, 0)
    front = centre - x * (width / 2) - z * (depth / 2)
    back = centre + x * (width / 2) + z * (depth / 2)
    faces = [
        Face(front, x * width, up, paint, cells, gloss=gloss),
        Face(back, -x * width, up, paint, cells, gloss=gloss),
        Face(front + z * depth, -z * depth, up, paint, cells, gloss=gloss),
        Face(back - z * depth, z * depth, up, paint, cells, gloss=gloss),
        Face(front + up, x * width, z * depth, top or paint, cells, gloss=gloss),
    ]
    return faces


@dataclass(slots=True)
class Model:
    """Faces seen from an eye `eye` metres above the ground."""

    view: View
    eye: float
    illuminate: Illumination
    faces: list[Face] = field(default_factory=list)

    def add(self, faces: Sequence[Face]) -> None:
        self.faces.extend(faces)

    def render(
        self, pixels: Array, depth: Array, haze: Callable[[Array, Array], Array] | None = None
    ) -> None:
        """Draw the faces, far ones first, where nothing is nearer; `haze` takes colours and distances."""
        eye = vector(0, self.eye, 0)
        seen = [face for face in self.faces if float(np.dot(face.normal, eye - face.corner)) > 1e-4]
        seen.sort(key=lambda face: -float(np.linalg.norm(face.corner + (face.along + face.up) / 2 - eye)))
        for face in seen:
            self._draw(face, pixels, depth, haze)

    def _draw(
        self, face: Face, pixels: Array, depth: Array, haze: Callable[[Array, Array], Array] | None
    ) -> None:
        view = self.view
        outline = self._outline(face)
        if outline is None:
            return
        low, high = outline.min(0), outline.max(0)
        left, top = max(math.floor(low[0]) - 1, 0), max(math.floor(low[1]) - 1, 0)
        right, bottom = min(math.ceil(high[0]) + 2, view.width), min(math.ceil(high[1]) + 2, view.height)
        if left >= right or top >= bottom:
            return
        mask = np.zeros((bottom - top, right - left), np.uint8)
        cv2.fillConvexPoly(mask, np.rint((outline - [left, top]) * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
        rays = np.dstack(np.broadcast_arrays(
            (view.columns[:, left:right] + 0.5 - view.centre) / view.focal,
            -(view.rows[top:bottom] + 0.5 - view.horizon) / view.focal,
            np.float32(1.0),
        )).astype(np.float32)  # fmt: skip
        facing = rays @ face.normal
        facing = np.where(np.abs(facing) < 1e-5, -1e-5, facing)
        away = (float(np.dot(face.normal, face.corner - vector(0, self.eye, 0))) / facing).astype(np.float32)
        area = (slice(top, bottom), slice(left, right))
        cover = (mask / np.float32(255)) * (away > 0) * (away < depth[area] * 1.0006 + 0.001)
        if not cover.any():
            return
        colours, cover = self._colours(face, rays, away, cover)
        if haze is not None:
            colours = haze(colours, away)
        pixels[area] = mix(pixels[area], colours, cover[..., None])
        depth[area] = np.where(cover > 0.5, np.minimum(away, depth[area]), depth[area])

    def _colours(self, face: Face, rays: Array, away: Array, cover: Array) -> tuple[Array, Array]:
        away = np.clip(away, NEAR, 5_000)
        points = rays * away[..., None] + vector(0, self.eye, 0)
        offset = points - face.corner
        along_length, up_length = float(np.linalg.norm(face.along)), float(np.linalg.norm(face.up))
        # The edges need not be at right angles: solve for both shares at once.
        gram = np.array(
            [[along_length**2, np.dot(face.along, face.up)], [np.dot(face.along, face.up), up_length**2]]
        )
        inverse = np.linalg.inv(gram).astype(np.float32)
        first, second = offset @ face.along, offset @ face.up
        u = np.clip(inverse[0, 0] * first + inverse[0, 1] * second, 0, 1)
        v = np.clip(inverse[1, 0] * first + inverse[1, 1] * second, 0, 1)
        size = away / self.view.focal
        albedo = face.paint(u * along_length, v * up_length, size)
        light = self._light(face, u, v, points)
        if face.direct is not None:
            light = light + face.direct(points, face.normal)
        colours = albedo * light
        if face.gloss:
            colours = colours + self._gloss(face, rays, points) * face.gloss
        if face.glow is not None:
            colours = colours + face.glow(u * along_length, v * up_length, size)
        if face.cover is not None:
            cover = cover * face.cover(u * along_length, v * up_length)
        return colours.astype(np.float32), cover.astype(np.float32)

    def _light(self, face: Face, u: Array, v: Array, points: Array) -> Array:
        """Compute the light on a grid over the face, and interpolate."""
        count = face.cells
        if count <= 0:
            return self.illuminate(points, face.normal)
        steps = np.linspace(0, 1, count + 1, dtype=np.float32)
        grid = face.corner + steps[None, :, None] * face.along + steps[:, None, None] * face.up
        light = self.illuminate(grid, face.normal).astype(np.float32)
        return np.asarray(
            cv2.remap(
                light,
                u * np.float32(count),
                v * np.float32(count),
                cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_REPLICATE,
            ),
            np.float32,
        )

    def _gloss(self, face: Face, rays: Array, points: Array) -> Array:
        """Return the light from the direction of the mirrored ray, as a dull mirror shows it."""
        facing = -(rays @ face.normal) / np.linalg.norm(rays, axis=-1)
        fresnel = 0.05 + 0.6 * np.clip(1 - np.abs(facing), 0, 1) ** 4
        return self.illuminate(points, face.normal) * fresnel[..., None]

    def _outline(self, face: Face) -> Array | None:
        """Project the corners, after clipping the face to the view with a margin."""
        view = self.view
        corners = [
            face.corner,
            face.corner + face.along,
            face.corner + face.along + face.up,
            face.corner + face.up,
        ]
        points = [corner - vector(0, self.eye, 0) for corner in corners]
        left, right = (view.centre + 16) / view.focal, (view.width - view.centre + 16) / view.focal
        top = (view.horizon + 16) / view.focal
        bottom = (view.height - view.horizon + 16) / view.focal
        planes = ((0, 0, 1, NEAR), (1, 0, left, 0), (-1, 0, right, 0), (0, -1, top, 0), (0, 1, bottom, 0))
        for across, up, away, least in planes:
            points = _cut(points, vector(across, up, away), least)
            if len(points) < 3:
                return None
        kept = np.array(points, np.float32)
        columns = view.centre + view.focal * kept[:, 0] / kept[:, 2]
        rows = view.horizon - view.focal * kept[:, 1] / kept[:, 2]
        return np.stack([columns, rows], -1).astype(np.float32)


def _cut(points: list[Array], normal: Array, least: float) -> list[Array]:
    """Return the part of a polygon on one side of a plane (Sutherland and Hodgman, 1974)."""
    kept: list[Array] = []
    heights = [float(point @ normal) - least for point in points]
    for number, (point, height) in enumerate(zip(points, heights, strict=True)):
        following, after = points[(number + 1) % len(points)], heights[(number + 1) % len(points)]
        if height >= 0:
            kept.append(point)
        if (height >= 0) != (after >= 0):
            kept.append(point + (following - point) * (height / (height - after)))
    return kept
