"""What a shot shows, made ready to be drawn."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from studio.errors import RenderError
from studio.film.layers.bitmaps import Bitmap
from studio.film.layers.clips import ClipPlayer
from studio.film.layers.counters import PreparedCounter
from studio.film.layers.falls.kinds import KINDS, prepare_fall
from studio.film.layers.layers import Drawn, LayerStack, OnScreen, PreparedLayer
from studio.film.layers.motion import Motion
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
    parts: list[Drawn] = [_lowest(shot, canvas, move, size, is_calm)]
    whole = canvas.inner or CropBox(0.0, 0.0, *canvas.extent)
    screen = CropBox(0.0, 0.0, float(size[0]), float(size[1]))
    for layer in shot.layers:
        if not isinstance(layer, Fall):
            parts.append(_prepared(_calmed(layer) if is_calm else layer, whole))
        elif not is_calm:
            parts.append(_fall(layer, size, falls))
    over = [_prepared(layer, screen) for layer in shot.over]
    # Half way all layers lie as they were painted, so they come apart as little as can be.
    return LayerStack(tuple(parts), tuple(over), size, move.at(0.5), camera_moves=move.start != move.end)


def _lowest(shot: Shot, canvas: Canvas, move: Move, size: tuple[int, int], is_calm: bool) -> Drawn:
    """Return the clip or the picture on which all else lies."""
    if shot.clip:
        focus = shot.focus[0] if shot.focus else None
        middle = ((focus.left + focus.right) / 2, (focus.top + focus.bottom) / 2) if focus else (0.5, 0.5)
        return ClipPlayer(shot.clip, middle)
    ground = replace(shot.ground, drift=0.0, flow=0.0) if is_calm else shot.ground
    return Scenery(canvas, size, move.reach(size), ground)


def _fall(fall: Fall, size: tuple[int, int], falls: SharedFalls) -> Drawn:
    if fall not in falls:
        if fall.kind not in KINDS:
            raise RenderError("A layer of this film is of an unknown kind.")
        falls[fall] = prepare_fall(fall, size)
    return falls[fall]


def _calmed(layer: Layer | Counter) -> Layer | Counter:
    """Return a layer that does not swing; it still comes and goes."""
    motion = layer.motion
    calm = {field.name: replace(getattr(motion, field.name), waves=()) for field in fields(motion)}
    return replace(layer, motion=Motion(**calm))


def _prepared(layer: Layer | Counter, whole: CropBox) -> OnScreen:
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
