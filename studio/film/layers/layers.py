"""Layers ready to be drawn, and the stack of all that a shot shows."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from studio.film.layers.bitmaps import Bitmap
from studio.film.layers.motion import Motion
from studio.film.layers.placing import OPEN, Opening, Place, ShotFrame
from studio.film.layers.values import WHOLE, Counter, Fall, Layer, Reveal
from studio.film.picture.camera import CameraView, CropBox
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame

# Seconds that rounding may lose.
_ROUNDING = 1e-6


class Drawn(Protocol):
    """One of the things that are drawn over each other to make a frame. Several threads may draw it at a time."""

    @property
    def is_still(self) -> bool:
        """Whether it looks the same in all frames as long as the camera stands still."""

    def draw(self, at: ShotFrame, frame: Frame, easel: Easel) -> None:
        """Draw it over what is in the frame; `easel` is the painter's own memory."""

    def close(self) -> None:
        """Let go of what it holds."""


class OnScreen(Drawn, Protocol):
    """What is drawn on the screen: `mark` is equal for two of the same look at the same place, None if that is unknown."""

    @property
    def mark(self) -> object: ...


class PreparedLayer:
    """A layer with its bitmap."""

    def __init__(
        self, layer: Layer, bitmap: Bitmap, box: CropBox, rows: tuple[float, float] | None = None
    ) -> None:
        """Take a layer, where it lies at rest and the rows it is seen between, in frame pixels on the canvas."""
        self._layer, self._bitmap, self._box, self._rows = layer, bitmap, box, rows

    @property
    def is_still(self) -> bool:
        layer = self._layer
        is_whole = not layer.start and layer.end is None and is_steady(layer.reveal)
        return is_whole and layer.motion.is_still

    def draw(self, at: ShotFrame, frame: Frame, easel: Easel) -> None:
        layer = self._layer
        if not is_seen(layer.start, layer.end, at.seconds):
            return
        opacity = min(1.0, layer.motion.opacity.at(at.seconds))
        if opacity > 0:
            self._bitmap.lay(frame, easel, self.place(at, frame.size), opacity)

    @property
    def mark(self) -> object:
        """What is equal for two of the same look at the same place."""
        layer = self._layer
        return (layer.picture, layer.left, layer.top, layer.right, layer.bottom, layer.between)

    def close(self) -> None:
        """Nothing is held."""

    def hidden_rows(self, at: ShotFrame, size: tuple[int, int]) -> tuple[int, int]:
        """Return the rows [first, end) of a frame of (width, height) pixels in which nothing behind it is seen."""
        layer = self._layer
        if not self._bitmap.may_hide or not is_seen(layer.start, layer.end, at.seconds):
            return (0, 0)
        return self._bitmap.hidden_rows(size, self.place(at, size), layer.motion.opacity.at(at.seconds))

    def place(self, at: ShotFrame, size: tuple[int, int]) -> Place:
        """Return where it lies in a frame of (width, height) pixels."""
        layer = self._layer
        view = at.seen_at(layer.depth)
        return place_box(
            self._box, layer.anchor, layer.motion, at.seconds, view, size, layer.reveal, self._rows
        )


def is_seen(start: float, end: float | None, seconds: float) -> bool:
    """Return whether what is seen from a start to an end is seen at a time, all in seconds."""
    return start - _ROUNDING <= seconds and (end is None or seconds < end - _ROUNDING)


def fullness(layers: Sequence[Layer | Counter], seconds: float) -> float:
    """Return how many of these layers are seen at a time in seconds; one that is seen in part counts less."""
    shown = 0.0
    for layer in layers:
        if is_seen(layer.start, layer.end, seconds):
            shown += min(1.0, max(0.0, layer.motion.opacity.at(seconds))) * _share_open(layer, seconds)
    return round(shown, 3)


def _share_open(layer: Layer | Counter, seconds: float) -> float:
    if isinstance(layer, Counter):
        return 1.0
    part = layer.reveal
    wide = min(1.0, part.right.at(seconds)) - max(0.0, part.left.at(seconds))
    high = min(1.0, part.bottom.at(seconds)) - max(0.0, part.top.at(seconds))
    return max(0.0, wide) * max(0.0, high) * min(1.0, abs(part.sweep.at(seconds)))


def has_keys(layer: Layer | Counter | Fall) -> bool:
    """Return whether a layer comes, goes or changes at times of its shot; what only swings begins anew unseen."""
    if isinstance(layer, (Fall, Counter)):
        return isinstance(layer, Counter)
    motion = layer.motion
    tracks = (motion.x, motion.y, motion.scale, motion.stretch, motion.turn, motion.opacity)
    is_timed = bool(layer.start) or layer.end is not None or not is_steady(layer.reveal)
    return is_timed or any(track.keys for track in tracks)


def is_steady(reveal: Reveal) -> bool:
    """Return whether the part of a layer that is seen never changes."""
    tracks = (reveal.left, reveal.top, reveal.right, reveal.bottom, reveal.sweep)
    return reveal == WHOLE or all(track.is_still for track in tracks)


def place_box(
    box: CropBox,
    anchor: tuple[float, float],
    motion: Motion,
    seconds: float,
    view: CameraView,
    size: tuple[int, int],
    reveal: Reveal = WHOLE,
    rows: tuple[float, float] | None = None,
) -> Place:
    """Return where a box on the canvas lies in a frame of (width, height) pixels that shows a view."""
    zoom, unit = size[0] / view.width, min(size)
    across, down = anchor
    x = box.left + across * (box.right - box.left) + unit * motion.x.at(seconds)
    y = box.top + down * (box.bottom - box.top) + unit * motion.y.at(seconds)
    pivot = ((x - view.left) * zoom, (y - view.top) * zoom)
    scale, stretch = zoom * motion.scale.at(seconds), motion.stretch.at(seconds)
    width, height = (box.right - box.left) * scale, (box.bottom - box.top) * scale * stretch
    left, top = pivot[0] - across * width, pivot[1] - down * height
    edges = (-math.inf, math.inf)
    if rows:
        edges = ((rows[0] - view.top) * zoom, (rows[1] - view.top) * zoom)
    opening = _opening(reveal, seconds, (left, top, width, height), unit)
    turn = math.radians(motion.turn.at(seconds))
    return Place(left, top, width, height, turn, pivot, *edges, opening)


def _opening(reveal: Reveal, seconds: float, place: tuple[float, float, float, float], unit: int) -> Opening:
    """Return the part of a place (left, top, width, height) that is seen."""
    if reveal == WHOLE:
        return OPEN
    left, top, width, height = place
    soft = reveal.softness * unit

    def edge(share: float, start: float, length: float, is_first: bool) -> float:
        # At 0 and at 1 the whole soft edge lies beyond; where nothing is hidden there is no edge.
        if share <= 0 if is_first else share >= 1:
            return -math.inf if is_first else math.inf
        return start - soft / 2 + min(1.0, max(0.0, share)) * (length + soft)

    edges = (
        edge(reveal.left.at(seconds), left, width, True),
        edge(reveal.top.at(seconds), top, height, True),
        edge(reveal.right.at(seconds), left, width, False),
        edge(reveal.bottom.at(seconds), top, height, False),
    )
    sweep = max(-1.0, min(1.0, reveal.sweep.at(seconds)))
    if abs(sweep) == 1 and all(map(math.isinf, edges)):
        return OPEN
    return Opening(*edges, sweep, soft)


class LayerStack:
    """All that a shot shows but its captions, drawn one over the other; last what lies on the screen."""

    def __init__(
        self,
        parts: tuple[Drawn, ...],
        over: tuple[OnScreen, ...],
        size: tuple[int, int],
        rest: CameraView,
        *,
        camera_moves: bool,
    ) -> None:
        """Take what follows the camera, the farthest first, and what no camera moves."""
        self._parts, self._over, self._size, self._rest = parts, over, size, rest
        # What lies still at the bottom is drawn once for all frames.
        still = next((number for number, part in enumerate(parts) if not part.is_still), len(parts))
        self._steady = 0 if camera_moves else still
        self._drawn: Frame | None = None

    @property
    def marks(self) -> frozenset[object]:
        """The marks of what lies on the screen."""
        return frozenset(part.mark for part in self._over if part.mark is not None)

    def draw(self, number: int, count: int, view: CameraView, frame: Frame, easel: Easel) -> None:
        """Draw the frame of this number, of `count` in which the shot is seen, under the camera's view."""
        self.draw_ground(number, count, view, frame, easel)
        self.draw_over(number, frame, easel)

    def draw_ground(self, number: int, count: int, view: CameraView, frame: Frame, easel: Easel) -> None:
        """Draw all but what lies on the screen."""
        at = ShotFrame(number, count, view, self._rest)
        if self._steady:
            frame.copy_from(self._steady_frame(at, easel))
        elif self._parts:
            self._parts[0].draw(replace(at, hidden=self._hidden(at)), frame, easel)
        for part in self._parts[max(1, self._steady) :]:
            part.draw(at, frame, easel)

    def draw_over(
        self,
        number: int,
        frame: Frame,
        easel: Easel,
        wanted: Callable[[object], bool] = lambda mark: True,
        down: float = 0.0,
    ) -> None:
        """Draw what lies on the screen and whose mark is wanted, so many pixels further down."""
        screen = CameraView(0.0, -down, float(self._size[0]))
        on_screen = ShotFrame(number, number + 1, screen, screen)
        for part in self._over:
            if wanted(part.mark):
                part.draw(on_screen, frame, easel)

    def close(self) -> None:
        """Let go of the files that are open."""
        for part in (*self._parts, *self._over):
            part.close()

    def _hidden(self, at: ShotFrame) -> tuple[int, int]:
        """Return the most rows of what lies at the bottom that one thing over it hides."""
        hidden = [
            part.hidden_rows(at, self._size) for part in self._parts[1:] if isinstance(part, PreparedLayer)
        ]
        return max(hidden, key=lambda rows: rows[1] - rows[0], default=(0, 0))

    def _steady_frame(self, at: ShotFrame, easel: Easel) -> Frame:
        # Two painters may draw it at the same time; both draw the same.
        if self._drawn is None:
            drawn = Frame.blank(self._size)
            for part in self._parts[: self._steady]:
                part.draw(at, drawn, easel)
            self._drawn = drawn
        return self._drawn
