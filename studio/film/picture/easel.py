"""The memory that one painter needs: frames are painted in it one after the other."""

from __future__ import annotations

from studio.film.picture.planes import Frame
from studio.film.picture.stills import scratch_for


class Easel:
    """The frame that is being painted, a second one for what is blended over it, and scratch memory."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Take the memory for frames of (width, height) pixels; each thread needs an easel of its own."""
        self.frame, self.other = Frame.blank(size), Frame.blank(size)
        self.scratch = scratch_for(size)
