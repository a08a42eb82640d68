"""The stills of a film: each is prepared once for all painters, and dropped after its last use."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from studio.film.picture.camera import Move
from studio.film.picture.canvases import Canvas, open_backdrop, open_canvas
from studio.film.picture.planes import Frame
from studio.film.picture.stills import Still, StoredPlane
from studio.film.plan import Area, Shot

# Every second view of a picture shows it so many times as large: less is no other picture to the eye, and more would
# look soft.
NEARER = 1.45
# Chooses the camera move over a canvas for the shot of this index.
PlanMove = Callable[[int, Canvas], Move]


@dataclass(frozen=True, slots=True)
class MovingStill:
    """A still under its camera move."""

    still: Still
    move: Move

    def draw(self, progress: float, frame: Frame, scratch: StoredPlane) -> None:
        """Draw a frame at a share of the move, 0 to 1; `scratch` is the painter's own memory."""
        self.still.draw(self.move.at(progress), frame, scratch)


class StillLibrary:
    """The stills of a film's shots; several threads may ask for the same one at a time."""

    def __init__(
        self,
        shots: tuple[Shot, ...],
        size: tuple[int, int],
        plan_move: PlanMove,
        uses: Iterable[int] | None = None,
        *,
        is_still: bool = False,
    ) -> None:
        """Take the shots; `uses` has each shot's index once for each time that it will be released.

        Without `uses` every still is kept. `is_still` is true if the camera does not move.
        """
        self._is_still = is_still
        self._shots, self._size, self._plan_move = shots, size, plan_move
        self._uses = None if uses is None else Counter(uses)
        self._stills: dict[int, Future[MovingStill]] = {}
        self._nearness = NEARER if any(shot.view % 2 for shot in shots) else 1.0
        self._opened: tuple[Shot, Canvas] | None = None
        self._lock = threading.Lock()
        # Only one still is prepared at a time: this takes several times the memory that the still then keeps.
        self._preparing = threading.Lock()

    def still(self, index: int) -> MovingStill:
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
                if self._uses[index] <= 0:
                    self._stills.pop(index, None)

    def _prepared(self, index: int) -> MovingStill:
        with self._preparing:
            shot = self._shots[index]
            canvas = open_backdrop(shot.picture, self._size) if shot.card else self._canvas(shot)
            move = self._plan_move(index, canvas)
            return MovingStill(Still(canvas, self._size, move.reach(self._size)), move)

    def _canvas(self, shot: Shot) -> Canvas:
        """Return the canvas of a view, which is that of the view before at another size if they are of one picture."""
        if self._opened is None or _shown(self._opened[0]) != _shown(shot):
            canvas = open_canvas(
                shot.picture, self._size, shot.focus, is_still=self._is_still, nearness=self._nearness
            )
            self._opened = shot, canvas
        canvas = self._opened[1]
        if shot.view % 2 or canvas.is_framed or canvas.axis is not None:
            return canvas
        width, height = canvas.extent
        return replace(canvas, extent=(width / self._nearness, height / self._nearness))


def _shown(shot: Shot) -> tuple[Path, tuple[Area, ...]]:
    return shot.picture, shot.focus
