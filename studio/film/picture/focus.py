"""What the camera of a shot looks at: what is known to be in the picture, or else what stands out in it."""

from __future__ import annotations

from studio.film.picture.areas import around, find_heads, is_person
from studio.film.picture.camera import Box
from studio.film.picture.canvases import Canvas
from studio.film.picture.saliency import find_salient
from studio.film.plan import Area

# The largest share of the frame's sides that is kept whole without being a head.
_MOST_KEPT = 0.94


def find_focus(
    canvas: Canvas, areas: tuple[Area, ...], size: tuple[int, int]
) -> tuple[Box | None, Box | None]:
    """Return where on the canvas the camera turns to, and what it must not cut: each None where there is none.

    It cuts no heads, and where there are none not what matters most. `size` is the frame's in pixels.

    `areas` are the things that are known to be in the picture, most important first.
    """
    if canvas.is_framed:
        return None, None
    width, height = canvas.extent
    heads = around(find_heads(areas, width / height))
    target = areas[0] if areas else find_salient(canvas.pixels)
    if areas and is_person(areas[0]):
        # Who looks at people looks at their faces.
        target = heads
    kept = heads or (areas[0] if areas else None)
    focus, whole = (canvas.box(area) if area else None for area in (target, kept))
    # What is larger than the frame, or nearly so, would leave the camera no room.
    if whole and not heads and not _fits(whole, size):
        whole = None
    return focus, whole


def _fits(box: Box, size: tuple[int, int]) -> bool:
    return box.right - box.left < _MOST_KEPT * size[0] and box.bottom - box.top < _MOST_KEPT * size[1]
