"""Ghosts: one huge sign behind the words, as an outline of light or as cut paper."""

from __future__ import annotations

import cv2
import numpy as np

from studio.film.layers.motion import Motion
from studio.film.text.fonts import font_runs
from studio.film.text.runs import GlyphRun
from studio.graphics.sheet.bitmaps import Bitmap, tinted
from studio.graphics.sheet.motions import ramp, shown
from studio.graphics.sheet.shapes import shadowed
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.type.letters import draw_pieces
from studio.graphics.type.measure import Face, run_width

_SHADE = (0.23, 0.13, 0.13)
_WEIGHT = 840


def put_ghost(
    sheet: Sheet, sign: str, units: float, middle: tuple[float, float], *, turn: float, share: float, start: float
) -> None:  # fmt: skip
    """Put a sign of this size in units around a point, in pixels of the frame; `turn` is in degrees clockwise.

    `share` is how opaque it is on grounds that are not of paper.
    """
    unit, inks = sheet.frame.unit, sheet.inks
    size, face = round(units * unit), Face(_WEIGHT, 32, -0.05 if len(sign) > 1 else 0.0)
    pieces, left = [], 0.0
    for family, run in font_runs(sign):
        pieces.append((left, GlyphRun(0, family, run, False)))
        left += run_width(family, run, face) * size
    if not pieces:
        return
    mask = _turned(draw_pieces(tuple(pieces), size, face).mask, turn)
    if sheet.graphic.ground == "paper":
        bitmap, _ = shadowed(
            tinted(mask, inks.marker),
            [(1.2 * unit, 2 * unit, _SHADE, 0.11), (0.4 * unit, 0.6 * unit, _SHADE, 0.15)],
        )
    else:
        bitmap = tinted(mask, inks.marker if inks.is_light else inks.accent, 0.5 if inks.is_light else share)
    height, width = bitmap.shape[:2]
    motion = Motion(
        y=ramp(start, 0.9, 4 * unit / sheet.frame.short, 0.0), opacity=shown(sheet.timing, start, 0.9)
    )
    sheet.put(bitmap, middle[0] - width / 2, middle[1] - height / 2, motion, is_backdrop=True)


def _turned(mask: Bitmap, degrees: float) -> Bitmap:
    """Return coverage turned clockwise around its middle, with room for its corners."""
    if not degrees:
        return mask
    height, width = mask.shape
    room = round(0.12 * max(height, width))
    padded = cv2.copyMakeBorder(mask, room, room, room, room, cv2.BORDER_CONSTANT, value=0)
    middle = (padded.shape[1] / 2 - 0.5, padded.shape[0] / 2 - 0.5)
    matrix = cv2.getRotationMatrix2D(middle, -degrees, 1.0)
    return np.asarray(cv2.warpAffine(padded, matrix, padded.shape[::-1], flags=cv2.INTER_CUBIC), np.uint8)
