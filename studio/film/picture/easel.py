"""The memory in which one painter paints frames, one after the other."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from studio.film.picture.planes import Frame
from studio.film.picture.stills import scratch_for


class Easel:
    """The frame being painted, a second one to be blended over it, and scratch memory."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Allocate memory for frames of (width, height) pixels; each thread needs an easel of its own."""
        self._size = size
        self.frame, self.other = Frame.blank(size), Frame.blank(size)
        self.scratch = scratch_for(size)

    @cached_property
    def spare(self) -> NDArray[np.uint8]:
        """Two planes for what a layer adds and leaves, or for a second state of what moves."""
        return np.empty((2, self._size[1], self._size[0]), np.uint8)

    @cached_property
    def third(self) -> Frame:
        """A frame for what is drawn into one of the other two: in a transition both are taken."""
        return Frame.blank(self._size)
