"""The making of a scene's view: the whole photo, or the part that the scene speaks of, graded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from studio.errors import RenderError
from studio.film.photo.framing import choose_view, seen_in
from studio.film.photo.grading import grade
from studio.film.photo.targets import choose_target
from studio.film.picture.ground import plain_ground
from studio.film.picture.strips import strip_axis
from studio.film.plan import Area
from studio.film.uploads.jpegs import pack_jpeg

# Raise this after any change to how views are chosen or graded, so that none made before it is reused.
VIEWS = 3
_QUALITY = 92
_SAME_SHAPE = 0.01
# Strengths of the film's look, which the scenes get in turn.
_STRENGTHS = (0.7, 1.0, 0.85)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewOrder:
    """The input for a view.

    `areas` are the things known to be in the photo, most important first. `words` is the narration of the scene;
    `is_shared` is true if that began in the scene before. `number` is the scene's number, from 0. `size` is the
    film's (width, height) in pixels.
    """

    areas: tuple[Area, ...]
    words: str
    number: int
    style: str
    size: tuple[int, int]
    is_whole: bool = False
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A JPEG, and the things seen in it, most important first."""

    data: bytes
    focus: tuple[Area, ...]


def make_view(photo: Path, order: ViewOrder) -> PhotoView:
    """Cut and grade a view of a photo that is already cleaned (a JPEG of our own).

    The first view of a film, number 0, is the photo as it is; other whole views are graded. A part in the film's
    shape has exactly the size that was ordered. If every part would cut a head, the whole photo is shown, and so are a
    strip (`studio.film.picture.strips`), along which the camera is led, and what lies on a plain ground, as a logo does,
    unless things are known in it. Raises RenderError if the photo cannot be read.
    """
    if order.is_whole and order.number == 0:
        return PhotoView(photo.read_bytes(), order.areas)
    image = _opened(photo)
    is_whole = (
        order.is_whole or strip_axis(image.size, order.size) is not None or _is_logo(image, order.areas)
    )
    part, focus = (None, order.areas) if is_whole else _choose(image, order)
    if part is not None:
        edges = (
            part.left * image.width,
            part.top * image.height,
            part.right * image.width,
            part.bottom * image.height,
        )
        image = image.resize(
            _size_of(edges, order.size), Image.Resampling.LANCZOS, box=edges, reducing_gap=3.0
        )
    graded = grade(np.asarray(image), order.style, _STRENGTHS[order.number % len(_STRENGTHS)])
    return PhotoView(pack_jpeg(Image.fromarray(graded), _QUALITY, subsampling=0), focus)


def _is_logo(image: Image.Image, areas: tuple[Area, ...]) -> bool:
    return not areas and plain_ground(image) is not None


def _choose(image: Image.Image, order: ViewOrder) -> tuple[Area | None, tuple[Area, ...]]:
    target = choose_target(
        order.areas, order.words, order.number, np.asarray(image), is_shared=order.is_shared
    )
    part = choose_view(target, order.areas, image.size, order.size, order.number)
    if part is None:
        return None, order.areas
    return part, seen_in(part, order.areas, target, image.width / image.height)


def _size_of(edges: tuple[float, float, float, float], ordered: tuple[int, int]) -> tuple[int, int]:
    """Return a part's size in pixels: as ordered, unless its shape differs and it is shown whole."""
    width, height = edges[2] - edges[0], edges[3] - edges[1]
    if abs(width / height * ordered[1] / ordered[0] - 1) < _SAME_SHAPE:
        return ordered
    scale = min(ordered[0] / width, ordered[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _opened(photo: Path) -> Image.Image:
    try:
        with Image.open(photo, formats=("JPEG",)) as image:
            return image.convert("RGB")
    except (OSError, ValueError, SyntaxError) as error:
        raise RenderError("The picture of this film could not be read.") from error
