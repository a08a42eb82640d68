"""The declaration of a style of picture, with all that the rest of the painter needs to know about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from studio.painter.core.arrays import Array
from studio.painter.core.view import Painting


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintStyle:
    """One style; each is declared once, below the function that makes it.

    `paint` turns exposed pixels (height, width, 3) in linear light, with their painting, into display values
    in 0..1 (sRGB). `grain` is the deviation of the noise that is added, in steps of 1/255: enough to keep
    skies free of bands. `modelling` (0 to 1) is how strongly figures are shaded as round: in cut or printed
    styles, which are flat, the border between light and shade would be taken for a shape. `detail` is the
    size of the smallest detail that the style leaves of a drawing, so that a smaller raster looks the same.

    For pictures in layers: `reach` is how far around a thing the style may change the picture, in shares of its unit. One
    that sees the picture as a whole (`is_whole`) makes all of it a little other with a thing than without. `has_border`:
    paper is seen around the picture, and may not move into it. `has_cells`: nothing may be turned or moved by less than
    a cell. `is_on_paper` tells styles that look made on paper or by hand: words between them stand on paper as well.
    """

    name: str
    paint: Callable[[Array, Painting], Array]
    grain: float = 0.5
    modelling: float = 1.0
    detail: float = 1.0
    reach: float = 0.008
    is_whole: bool = False
    has_border: bool = False
    has_cells: bool = False
    is_on_paper: bool = False
