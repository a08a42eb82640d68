"""What is drawn over a whole scenery is drawn behind its near things too, where these are kept apart."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from studio.painter.core.arrays import Array
from studio.painter.core.view import View

P = ParamSpec("P")
Draw = Callable[Concatenate[View, Array, P], None]


def drawn_behind(draw: Draw[P]) -> Draw[P]:
    """Return a function that draws on pixels in place, and the same on their state without near things."""

    @functools.wraps(draw)
    def on_both(view: View, pixels: Array, /, *rest: P.args, **named: P.kwargs) -> None:
        apart = view.apart
        if apart is None or not apart.holds(pixels):
            draw(view, pixels, *rest, **named)
            return
        # Both times the same numbers are drawn.
        again = copy.deepcopy(view.random)
        draw(view, pixels, *rest, **named)
        first, view.random = view.random, again
        behind = [apart.depth if value is apart.front_depth else value for value in rest]
        draw(view, apart.pixels, *behind, **named)  # type: ignore[arg-type]
        view.random = first

    return on_both
