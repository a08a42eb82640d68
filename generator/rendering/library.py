"""Has the stills of a film ready when they are shown, and at most two of them at a time."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from generator.rendering.canvases import open_canvas
from generator.rendering.progress import Tick, wait_for
from generator.rendering.stills import Still


class StillLibrary:
    """Prepares the next still in a thread of its own while the present one is drawn."""

    def __init__(self, pictures: tuple[Path, ...], size: tuple[int, int], tick: Tick) -> None:
        self._pictures, self._size, self._tick = pictures, size, tick
        self._stills: dict[int, Future[Still]] = {}
        self._background = ThreadPoolExecutor(1, thread_name_prefix="still")

    def __enter__(self) -> StillLibrary:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._background.shutdown(cancel_futures=True)
        self._stills.clear()

    def still(self, index: int) -> Still:
        """Return the still of a shot, waiting for it if need be. Raises RenderError if its picture cannot be read."""
        return wait_for(self._wanted(index), self._tick)

    def move_on_to(self, index: int) -> None:
        """Forget the stills of all shots before `index`, and have that one and the next prepared."""
        for past in [shot for shot in self._stills if shot < index]:
            del self._stills[past]
        for needed in range(index, min(index + 2, len(self._pictures))):
            self._wanted(needed)

    def _wanted(self, index: int) -> Future[Still]:
        if index not in self._stills:
            self._stills[index] = self._background.submit(self._prepared, index)
        return self._stills[index]

    def _prepared(self, index: int) -> Still:
        return Still(open_canvas(self._pictures[index], self._size), self._size)
