"""Definitions: a term in the accent, a rule, and what it is."""

from __future__ import annotations

from studio.graphics.sheet.bitmaps import tinted
from studio.graphics.sheet.blocks import Block, Box, column, narrowed, stand
from studio.graphics.sheet.fittings import put_along
from studio.graphics.sheet.motions import drawn, fade
from studio.graphics.sheet.shapes import rounded_box
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import GLOSS, TERM
from studio.graphics.values import Phrase


def lay_out_definition(sheet: Sheet) -> None:
    """Lay out a definition."""
    frame, timing, phrases = sheet.frame, sheet.timing, sheet.graphic.phrases
    term = phrases.get("term") or phrases.get("main") or Phrase(text="")
    gloss = phrases.get("gloss")
    start = timing.comes(term.first, len(term.text.split()), is_lead=True)
    # In the accent as a whole: no part of it stands out from the rest.
    named = text_block(
        sheet,
        Phrase(text=term.text, first=term.first, last=term.last),
        TERM,
        Entrance(start=start),
        role="accent",
    )
    later = max(start + 0.3, timing.comes(gloss.first, len(gloss.text.split()))) if gloss else start
    said = text_block(sheet, gloss, GLOSS, Entrance(start=later, step=0.045))
    share = 1.0 if frame.is_tall else 0.54 if sheet.graphic.ground == "split" else 0.9
    block = column(frame, (0, named), (3.0, _rule(sheet, max(0.0, start) + 0.2)), (3.0, said))
    stand(frame, narrowed(block, share))


def _rule(sheet: Sheet, start: float) -> Block:
    def fitted(width: float, factor: float) -> Box:
        wide = width if sheet.frame.is_tall else width * 0.78
        high = max(2.0, 0.34 * sheet.frame.unit)
        bitmap = rounded_box(wide, high, high)

        def put(begin: float, top: float) -> None:
            motion = fade(sheet.timing, start, 0.1)
            put_along(sheet, tinted(bitmap, sheet.inks.ink, 0.22), begin, top, motion)
            reveal = drawn(start, 0.7, is_leftwards=sheet.is_mirrored)
            put_along(sheet, tinted(bitmap, sheet.inks.ink, 0.5), begin, top, motion, reveal)

        return Box(wide, high, put)

    return fitted
