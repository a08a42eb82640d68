"""What a shot shows, made ready to be drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from studio.errors import RenderError
from studio.film.layers.bitmaps import Bitmap
from studio.film.layers.counters import PreparedCounter
from studio.film.layers.layers import Drawn, LayerStack, PreparedLayer
from studio.film.layers.placing import box_of
from studio.film.layers.scenery import Scenery
from studio.film.layers.values import Counter, Fall, Layer
from studio.film.picture.camera import CropBox, Move
from studio.film.picture.canvases import Canvas
from studio.film.plan import Shot

# The falls of a film, which its shots share: each is some megabytes.
SharedFalls = dict[Fall, Drawn]


def stage_shot(
    shot: Shot,
    canvas: Canvas,
    move: Move,
    size: tuple[int, int],
    falls: SharedFalls,
    *,
    is_calm: bool = False,
) -> LayerStack:
    """Prepare all that a shot shows in frames of (width, height) pixels. Raises RenderError if a part cannot be read.

    If it `is_calm`, nothing moves without end: no sky, no water, no swing, and nothing falls.
    """
    ground = replace(shot.ground, drift=0.0, flow=0.0) if is_calm else shot.ground
    parts: list[Drawn] = [Scenery(canvas, size, move.reach(size), ground)]
    whole = canvas.inner or CropBox(0.0, 0.0, *canvas.extent)
    screen = CropBox(0.0, 0.0, float(size[0]), float(size[1]))
    parts += [_prepared(layer, whole) for layer in shot.layers if not isinstance(layer, Fall)]
    over = [_prepared(layer, screen) for layer in shot.over]
    # Half way all layers lie as they were painted, so they come apart as little as can be.
    return LayerStack(tuple(parts), tuple(over), size, move.at(0.5), camera_moves=move.start != move.end)


def _prepared(layer: Layer | Counter, whole: CropBox) -> Drawn:
    if isinstance(layer, Counter):
        return PreparedCounter(layer, _read(layer.glyphs), whole, 1.0)
    box = box_of((layer.left, layer.top, layer.right, layer.bottom), whole)
    rows = None
    if layer.between:
        height = whole.bottom - whole.top
        rows = (whole.top + layer.between[0] * height, whole.top + layer.between[1] * height)
    # What is shown larger than it lies is stored so.
    larger = max(1.0, layer.motion.scale.highest)
    size = ((box.right - box.left) * larger, (box.bottom - box.top) * larger)
    return PreparedLayer(layer, Bitmap(_read(layer.picture), size), box, rows)


def _read(file: Path) -> NDArray[np.uint8]:
    try:
        with Image.open(file) as image:
            return np.asarray(image.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RenderError("A layer of this film could not be read.") from error
