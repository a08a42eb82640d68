"""Changes: an arrow, a percentage, what became of it, and two bars that show it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from studio.film.layers.values import WHOLE
from studio.graphics.layouts.figures.number import line_after, line_before, number_start
from studio.graphics.sheet.bitmaps import tinted
from studio.graphics.sheet.blocks import Block, Box, beside, column, narrowed, stand
from studio.graphics.sheet.fittings import put_along, put_bar
from studio.graphics.sheet.motions import fade, ramp
from studio.graphics.sheet.numerals import Counted, numeral_block
from studio.graphics.sheet.shapes import arrow_up
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import CHANGE, COMPARATIVE
from studio.graphics.values import Figure

# Comparatives that are longer than this stand below as a line.
_LONGEST = 12


def lay_out_change(sheet: Sheet) -> None:
    """Lay out a change by a share, or by a factor."""
    frame = sheet.frame
    figure = sheet.graphic.figures[0]
    before, after = sheet.graphic.phrases.get("before"), sheet.graphic.phrases.get("after")
    word = sheet.graphic.phrases.get("comparative")
    start = number_start(sheet, figure, is_lead=before is None)
    is_up = sheet.graphic.direction >= 0 and figure.value >= 0
    if word and len(word.text) > _LONGEST and after is None:
        word, after = None, word
    row = _numeral(sheet, replace(figure, value=abs(figure.value)), start, is_up=is_up)
    aside = text_block(sheet, word, COMPARATIVE, Entrance(start=start + 0.5, kind="fade"), role="accent")
    below: Block | None = None
    if aside and not frame.is_tall:
        row = beside(frame, row, aside, 3.4, first_is_fixed=True, on_base=True)
    elif aside:
        below = aside
    block = column(
        frame,
        (0, line_before(sheet, before)),
        (3.4, row),
        (2.0, below),
        (3.0, line_after(sheet, after, start)),
        (4.0, _bars(sheet, figure, start, is_up=is_up)),
    )
    share = 0.58 if sheet.graphic.ground == "split" and not frame.is_tall else 1.0
    stand(frame, narrowed(block, share))


def _numeral(sheet: Sheet, figure: Figure, start: float, *, is_up: bool) -> Block:
    """Return the arrow and the number beside it, on one base line."""
    counted = Counted(start=start + 0.05, seconds=1.0, wait=0.1)
    digits = numeral_block(sheet, figure, counted, CHANGE)

    def fitted(width: float, factor: float) -> Box | None:
        gap = 3.8 * sheet.frame.unit * factor
        box = digits(width - (0.62 * CHANGE.largest[0] * factor * sheet.frame.unit + gap), factor)
        if box is None:
            return None
        side = max(8, round(box.height * 0.74))

        def put(begin: float, top: float) -> None:
            bitmap = arrow_up(side, is_up=is_up, is_leftwards=sheet.is_mirrored)
            reveal = replace(WHOLE, right=ramp(start + 0.1, 0.7, 0.0, 1.0, "inout"))
            if sheet.is_mirrored:
                reveal = replace(WHOLE, left=ramp(start + 0.1, 0.7, 1.0, 0.0, "inout"))
            across = top + box.base - side * 0.96
            motion = fade(sheet.timing, start + 0.1, 0.05)
            tinted_arrow = tinted(np.ascontiguousarray(bitmap), sheet.inks.accent)
            put_along(sheet, tinted_arrow, begin, across, motion, reveal)
            box.put(begin + side + gap, top)

        return Box(side + gap + box.width, box.height, put, box.base)

    return fitted


def _bars(sheet: Sheet, figure: Figure, start: float, *, is_up: bool) -> Block:
    """Return two bars: what was, and what became of it."""
    share = abs(figure.value) / 100 if figure.sign else max(0.0, abs(figure.value) - 1)
    after = 1 + share if is_up else max(0.04, 1 - min(1.0, share))
    longest = max(1.0, after)

    def fitted(width: float, factor: float) -> Box:
        unit = sheet.frame.unit * factor
        high, gap = (4.4 if sheet.frame.is_tall else 4.0) * unit, 1.3 * unit

        def put(begin: float, top: float) -> None:
            for number, (length, delay) in enumerate(((1.0, 0.2), (after, 0.45))):
                size = max(high, width * length / longest), high
                place = begin, top + number * (high + gap)
                put_bar(sheet, *place, size, high * 0.34, is_lit=number == 1, start=start + delay)

        return Box(width, 2 * high + gap, put)

    return fitted
