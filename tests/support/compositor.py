"""Draws a graphic scene at a time, slowly and in floating point: what the engine is compared with."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from studio.film.layers.values import Counter, Layer, Reveal
from studio.graphics.laid_out import LaidOut

# How much a ground grows in a second.
BREATH = 0.008


def draw_at(scene: LaidOut, size: tuple[int, int], seconds: float) -> np.ndarray:
    """Return the frame (height, width, 3) of a scene at a time, in bytes."""
    frame = _ground(scene, size, seconds)
    for layer in (*scene.layers, *scene.over):
        if seconds < layer.start or (layer.end is not None and seconds > layer.end):
            continue
        if isinstance(layer, Counter):
            _draw_counter(frame, layer, seconds)
        else:
            _draw_layer(frame, layer, seconds)
    return np.clip(np.round(frame), 0, 255).astype(np.uint8)


def _ground(scene: LaidOut, size: tuple[int, int], seconds: float) -> np.ndarray:
    pixels = _opened(scene.picture, "RGB").astype(np.float32)
    height, width = pixels.shape[:2]
    zoom = 1 + BREATH * seconds * (scene.move == "breathe")
    scale = max(size[0] / width, size[1] / height) * zoom
    matrix = np.array(
        [[scale, 0, size[0] / 2 - scale * width / 2], [0, scale, size[1] / 2 - scale * height / 2]]
    )
    matrix[:, 2] += 0.5 * scale - 0.5
    return cv2.warpAffine(pixels, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _draw_layer(frame: np.ndarray, layer: Layer, seconds: float) -> None:
    opacity = min(1.0, max(0.0, layer.motion.opacity.at(seconds)))
    if opacity <= 0:
        return
    bitmap = _opened(layer.picture, "RGBA").astype(np.float32)
    bitmap[..., 3] *= opacity / 255
    bitmap[..., 3] *= _revealed(layer.reveal, bitmap.shape[:2], seconds, min(frame.shape[:2]))
    bitmap[..., :3] *= bitmap[..., 3:]
    height, width = frame.shape[:2]
    rows, columns = bitmap.shape[:2]
    box = layer.left * width, layer.top * height, layer.right * width, layer.bottom * height
    short = min(width, height)
    scale_x, scale_y = (box[2] - box[0]) / columns, (box[3] - box[1]) / rows
    zoom, stretch = layer.motion.scale.at(seconds), layer.motion.stretch.at(seconds)
    turn = math.radians(layer.motion.turn.at(seconds))
    anchor = np.array([layer.anchor[0] * columns, layer.anchor[1] * rows])
    turned = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    linear = turned @ np.diag([scale_x * zoom, scale_y * zoom * stretch])
    place = np.array(
        [
            box[0] + anchor[0] * scale_x + layer.motion.x.at(seconds) * short,
            box[1] + anchor[1] * scale_y + layer.motion.y.at(seconds) * short,
        ]
    )
    matrix = np.column_stack([linear, place - linear @ anchor])
    matrix[:, 2] += linear @ np.array([0.5, 0.5]) - 0.5
    drawn = cv2.warpAffine(bitmap, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=0)
    frame *= 1 - drawn[..., 3:]
    frame += drawn[..., :3]


def _revealed(reveal: Reveal, shape: tuple[int, ...], seconds: float, short: int) -> np.ndarray | float:
    rows, columns = shape
    left, right = reveal.left.at(seconds) * columns, reveal.right.at(seconds) * columns
    top, bottom = reveal.top.at(seconds) * rows, reveal.bottom.at(seconds) * rows
    soft = max(1.0, reveal.softness * short)
    x, y = np.arange(columns) + 0.5, np.arange(rows) + 0.5
    along = np.clip((x - left) / soft + 0.5, 0, 1) * np.clip((right - x) / soft + 0.5, 0, 1)
    if left <= 0:
        along = np.where(x < right, np.clip((right - x) / soft + 0.5, 0, 1), along)
    if right >= columns:
        along = np.where(x > left, np.clip((x - left) / soft + 0.5, 0, 1), along)
    if left <= 0 and right >= columns:
        along = np.ones(columns)
    down = np.ones(rows)
    if top > 0 or bottom < rows:
        down = np.clip((y - top) / soft + 0.5, 0, 1) * np.clip((bottom - y) / soft + 0.5, 0, 1)
    shown = (down[:, None] * along[None]).astype(np.float32)
    sweep = reveal.sweep.at(seconds)
    if abs(sweep) < 1:
        angle = np.arctan2(x[None] - columns / 2, rows / 2 - y[:, None]) / (2 * math.pi) % 1.0
        seen = angle <= sweep if sweep >= 0 else angle >= 1 + sweep
        shown = shown * seen.astype(np.float32)
    return shown


def _draw_counter(frame: np.ndarray, counter: Counter, seconds: float) -> None:
    opacity = min(1.0, max(0.0, counter.motion.opacity.at(seconds)))
    if opacity <= 0:
        return
    strip = _opened(counter.glyphs, "RGBA").astype(np.float32)
    height, width = frame.shape[:2]
    starts = np.cumsum([0.0, *counter.cells]) * strip.shape[1]
    text = written(counter, counter.value.at(seconds))
    parts = [
        strip[:, round(starts[place]) : round(starts[place + 1])]
        for place in map(counter.alphabet.index, text)
    ]
    row = np.concatenate(parts, 1)
    row[..., 3] *= opacity / 255
    row[..., :3] *= row[..., 3:]
    scale = (counter.bottom - counter.top) * height / strip.shape[0]
    left = counter.left * width
    left -= row.shape[1] * scale * (1.0 if counter.is_ended else 0.5 if counter.is_centred else 0.0)
    top = counter.top * height + counter.motion.y.at(seconds) * min(width, height)
    matrix = np.array([[scale, 0, left], [0, scale, top]])
    matrix[:, 2] += 0.5 * scale - 0.5
    drawn = cv2.warpAffine(row, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=0)
    frame *= 1 - drawn[..., 3:]
    frame += drawn[..., :3]


def written(counter: Counter, value: float) -> str:
    """Return the number that a counter shows for a value."""
    whole, _, rest = f"{max(0.0, value):.{counter.decimals}f}".partition(".")
    if counter.group and len(whole) > counter.sizes[0]:
        parts, left = [whole[-counter.sizes[0] :]], whole[: -counter.sizes[0]]
        while left:
            parts.append(left[-counter.sizes[1] :])
            left = left[: -counter.sizes[1]]
        whole = counter.group.join(reversed(parts))
    text = whole + (counter.point + rest if rest else "")
    return "".join(counter.digits[int(sign)] if sign in "0123456789" else sign for sign in text)


@lru_cache(maxsize=256)
def _opened(path: Path, mode: str) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert(mode))
