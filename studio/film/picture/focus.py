"""The camera's focus in a shot: the things known to be in the picture, or else its salient part."""

from __future__ import annotations

from studio.film.picture.areas import around, find_heads, is_person
from studio.film.picture.camera import CropBox
from studio.film.picture.canvases import Canvas
from studio.film.picture.saliency import find_salient
from studio.film.plan import Area

# The largest share of the frame's sides up to which a focus that is not a head is kept whole.
_MOST_KEPT = 0.94


def find_focus(
    canvas: Canvas, areas: tuple[Area, ...], size: tuple[int, int]
) -> tuple[CropBox | None, CropBox | None]:
    """Return the box on the canvas that the camera turns to, and the box that it must not cut; each may be None.

    The latter holds people's heads or, if there are none, the most important thing. `areas` are the things known to be
    in the picture, most important first. `size` is the frame's (width, height) in pixels.
    """
    if canvas.is_framed:
        return None, None
    width, height = canvas.extent
    heads = around(find_heads(areas, width / height))
    target = areas[0] if areas else find_salient(canvas.pixels)
    if areas and is_person(areas[0]):
        # Viewers look at people's faces.
        target = heads
    kept = heads or (areas[0] if areas else None)
    focus, whole = (canvas.box(area) if area else None for area in (target, kept))
    # Keeping something nearly as large as the frame whole would leave the camera no room.
    if whole and not heads and not _fits(whole, size):
        whole = None
    return focus, whole


def _fits(box: CropBox, size: tuple[int, int]) -> bool:
    return box.right - box.left < _MOST_KEPT * size[0] and box.bottom - box.top < _MOST_KEPT * size[1]
