"""The pictures that stand on a slide: pictures, shapes that are filled with one, and the slide's own ground."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.oxml.ns import qn

from studio.text.documents.pictured import Shown


def shown_on(slide: Any, shapes: list[Any], area: float) -> list[Shown]:
    """Return the pictures of a slide in the order in which it is read; `area` is that of the slide.

    What stands on the layout below is on many slides alike, and is left out.
    """
    found = [
        _shown(slide, shape, shape.element, (shape.width or 0) * (shape.height or 0) / area)
        for shape in shapes
    ]
    own_ground = slide.element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
    ground = _shown(slide, None, own_ground, 1.0) if own_ground is not None else None
    return [shown for shown in (*found, ground) if shown]


def _shown(slide: Any, shape: Any, element: Any, share: float) -> Shown | None:
    """Return the picture of a shape, or of a ground, if it has one that can be read."""
    fill = next(_fills(element), None)
    blip = fill.find(qn("a:blip")) if fill is not None else None
    key = blip.get(qn("r:embed")) if blip is not None else None
    if not key:
        # A picture that is only linked to lies on somebody's machine.
        return None
    try:
        part = slide.part.related_part(key)
        image = part.image
        pixels, ending = image.size, image.ext
    except (KeyError, AttributeError, ValueError, OSError):
        # A drawing of lines, which nothing here decodes, or a part that is missing.
        return None
    return Shown(data=part.blob, ending=ending, pixels=pixels, share=min(1.0, share), crop=crop_of(fill))


def _fills(element: Any) -> Iterator[Any]:
    """Yield where a shape's picture is named. What is within groups and tables has shapes of its own."""
    for name in ("p:blipFill", "p:spPr/a:blipFill", "p:bgPr/a:blipFill"):
        steps = "/".join(qn(step) for step in name.split("/"))
        if (found := element.find(steps)) is not None:
            yield found


def crop_of(fill: Any) -> tuple[float, float, float, float]:
    """Return what is cut off a picture's sides. One that is drawn out instead is shown whole."""
    cut = fill.find(qn("a:srcRect"))
    if cut is None:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = (_share(cut.get(side)) for side in "ltrb")
    return (left, top, right, bottom) if left + right < 1 and top + bottom < 1 else (0.0, 0.0, 0.0, 0.0)


def _share(value: str | None) -> float:
    """Read thousandths of a per cent, as old files have them, or a number with the sign of per cent."""
    try:
        told = (
            float(value.rstrip("%")) / 100 if value and value.endswith("%") else float(value or 0) / 100_000
        )
    except ValueError:
        return 0.0
    return min(1.0, max(0.0, told))
