"""What the camera of a shot looks at: what is known to be in the picture, or else what stands out in it."""

from __future__ import annotations

from generator.rendering.areas import around, find_heads, is_person
from generator.rendering.camera import Box
from generator.rendering.canvases import Canvas
from generator.rendering.saliency import find_salient
from generator.rendering.timeline import Area


def find_focus(canvas: Canvas, areas: tuple[Area, ...]) -> tuple[Box | None, Box | None]:
    """Return where on the canvas the camera turns to, and what it must not cut: each None where there is none.

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
    return canvas.box(target) if target else None, canvas.box(heads) if heads else None
