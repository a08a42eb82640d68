"""The memory in which one painter paints frames, one after the other."""

from __future__ import annotations

from studio.film.picture.planes import Frame
from studio.film.picture.stills import scratch_for


class Easel:
    """The frame being painted, a second one to be blended over it, and scratch memory."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Allocate memory for frames of (width, height) pixels; each thread needs an easel of its own."""
        self.frame, self.other = Frame.blank(size), Frame.blank(size)
        self.scratch = scratch_for(size)
