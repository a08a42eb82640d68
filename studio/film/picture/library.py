"""The stills of a film: each is prepared once for all painters, and dropped after its last use."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Container, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from studio.film.layers.layers import LayerStack
from studio.film.layers.staging import SharedFalls, stage_shot
from studio.film.layers.values import Fall
from studio.film.picture.camera import Move
from studio.film.picture.canvases import Canvas, open_backdrop, open_canvas
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from studio.film.picture.stills import Still
from studio.film.plan import Area, Shot
from studio.film.transitions.matching import Layered

# Every second view of a picture shows it so many times as large: less is no other picture to the eye, and more would
# look soft.
NEARER = 1.45
# Chooses the camera move over a canvas for the shot of this index.
PlanMove = Callable[[int, Canvas], Move]


class Shown(Layered, Protocol):
    """What a shot shows, under its camera move."""

    @property
    def move(self) -> Move: ...

    def draw(self, number: int, count: int, frame: Frame, easel: Easel) -> None:
        """Draw its frame of this number, of `count` in which the shot is seen; `easel` is the painter's own memory."""

    def close(self) -> None:
        """Let go of what it holds."""


@dataclass(frozen=True, slots=True)
class MovingStill:
    """A still under its camera move."""

    still: Still
    move: Move
    marks: frozenset[object] = frozenset()

    def draw(self, number: int, count: int, frame: Frame, easel: Easel) -> None:
        self.still.draw(self.move.at(number / max(1, count - 1)), frame, easel.scratch)

    def draw_ground(self, number: int, count: int, frame: Frame, easel: Easel) -> None:
        self.draw(number, count, frame, easel)

    def draw_over(
        self,
        number: int,
        frame: Frame,
        easel: Easel,
        marks: frozenset[object],
        *,
        is_of_marks: bool,
        down: float,
    ) -> None:
        """Draw nothing: nothing lies over it."""

    def close(self) -> None:
        """Nothing is held."""


@dataclass(frozen=True, slots=True)
class MovingStack:
    """A stack of layers under its camera move."""

    stack: LayerStack
    move: Move

    def draw(self, number: int, count: int, frame: Frame, easel: Easel) -> None:
        self.draw_ground(number, count, frame, easel)
        self.stack.draw_over(number, frame, easel)

    @property
    def marks(self) -> frozenset[object]:
        return self.stack.marks

    def draw_ground(self, number: int, count: int, frame: Frame, easel: Easel) -> None:
        self.stack.draw_ground(number, count, self.move.at(number / max(1, count - 1)), frame, easel)

    def draw_over(
        self,
        number: int,
        frame: Frame,
        easel: Easel,
        marks: frozenset[object],
        *,
        is_of_marks: bool,
        down: float,
    ) -> None:
        self.stack.draw_over(number, frame, easel, lambda mark: (mark in marks) == is_of_marks, down)

    def close(self) -> None:
        self.stack.close()


class StillLibrary:
    """The stills of a film's shots; several threads may ask for the same one at a time."""

    def __init__(
        self,
        shots: tuple[Shot, ...],
        size: tuple[int, int],
        plan_move: PlanMove,
        uses: Iterable[int] | None = None,
        *,
        still: Container[int] = (),
    ) -> None:
        """Take the shots; `uses` has each shot's index once for each time that it will be released.

        Without `uses` every still is kept. `still` has the shots under
        a camera that does not move.
        """
        self._still = still
        self._shots, self._size, self._plan_move = shots, size, plan_move
        self._uses = None if uses is None else Counter(uses)
        self._stills: dict[int, Future[Shown]] = {}
        self._falls: SharedFalls = {}
        self._nearness = NEARER if any(shot.view % 2 for shot in shots) else 1.0
        self._opened: tuple[tuple[object, ...], Canvas] | None = None
        self._lock = threading.Lock()
        # Only one still is prepared at a time: this takes several times the memory that the still then keeps.
        self._preparing = threading.Lock()

    def still(self, index: int) -> Shown:
        """Return the still of a shot, prepared on the first call. Raises RenderError if it cannot be read."""
        with self._lock:
            is_first = index not in self._stills
            prepared = self._stills.setdefault(index, Future())
        if is_first:
            try:
                prepared.set_result(self._prepared(index))
            except BaseException as error:
                prepared.set_exception(error)
        return prepared.result()

    def release(self, indexes: Iterable[int]) -> None:
        """Note that one use of each of these shots is over; drop the stills whose last use it was."""
        if self._uses is None:
            return
        with self._lock:
            for index in indexes:
                self._uses[index] -= 1
                shown = self._stills.pop(index, None) if self._uses[index] <= 0 else None
                if shown is not None and shown.done() and shown.exception() is None:
                    shown.result().close()
            self._drop_falls()

    def _drop_falls(self) -> None:
        """Let go of what falls in no shot that is still to be released: snow is 20 MB."""
        assert self._uses is not None
        wanted = {
            layer
            for index, count in self._uses.items()
            if count > 0
            for layer in self._shots[index].layers
            if isinstance(layer, Fall)
        }
        # A copy: another painter may be adding one.
        for fall in tuple(self._falls):
            if fall not in wanted:
                del self._falls[fall]

    def _prepared(self, index: int) -> Shown:
        with self._preparing:
            shot = self._shots[index]
            canvas = (
                open_backdrop(shot.picture, self._size)
                if shot.card
                else self._canvas(shot, is_still=index in self._still)
            )
            move = self._plan_move(index, canvas)
            if shot.is_plain:
                return MovingStill(Still(canvas, self._size, move.reach(self._size)), move)
            stack = stage_shot(shot, canvas, move, self._size, self._falls, is_calm=index in self._still)
            return MovingStack(stack, move)

    def _canvas(self, shot: Shot, *, is_still: bool) -> Canvas:
        """Return the canvas of a view, which is that of the view before at another size if they are of one picture.

        What a sky comes from at the sides is never seen: what lies between covers the frame.
        """
        between = 1 - 2 * shot.ground.bleed
        how = (*_shown(shot), is_still)
        if self._opened is None or self._opened[0] != how:
            canvas = open_canvas(
                shot.picture,
                self._size,
                shot.focus,
                is_still=is_still,
                nearness=self._nearness / between,
            )
            self._opened = how, canvas
        canvas = self._opened[1]
        if shot.view % 2 or canvas.is_framed or canvas.axis is not None:
            return canvas
        width, height = canvas.extent
        return replace(canvas, extent=(width / self._nearness, height / self._nearness))


def _shown(shot: Shot) -> tuple[Path, tuple[Area, ...], float]:
    return shot.picture, shot.focus, shot.ground.bleed
