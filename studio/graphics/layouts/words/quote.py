"""Quotes: a mark, the words, and who said them."""

from __future__ import annotations

from dataclasses import replace

from studio.graphics.sheet.bitmaps import tinted
from studio.graphics.sheet.blocks import Block, Box, beside, column, narrowed, stand
from studio.graphics.sheet.fittings import put_along
from studio.graphics.sheet.motions import fade, rise
from studio.graphics.sheet.shapes import quotation, rounded_box
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import LABEL, QUOTE
from studio.graphics.values import Phrase

_MARK = 15.0
_BY = replace(LABEL, largest=(4.1, 4.1), weight=640, lines=(1, 2))
_ROLE = replace(LABEL, largest=(4.1, 4.1), weight=480, lines=(1, 2))


def lay_out_quote(sheet: Sheet) -> None:
    """Lay out a quote."""
    frame, timing, phrases = sheet.frame, sheet.timing, sheet.graphic.phrases
    main = phrases.get("main", Phrase(text=""))
    start = timing.comes(main.first, len(main.text.split()), is_lead=True)
    words = text_block(sheet, main, QUOTE, Entrance(start=start, step=0.04))
    block = column(frame, (0, _mark(sheet)), (3.4, words), (3.4, _speaker(sheet, start)))
    stand(frame, narrowed(block, 1.0 if frame.is_tall else 0.92))


def _mark(sheet: Sheet) -> Block:
    def fitted(width: float, factor: float) -> Box:
        bitmap = tinted(
            quotation(_MARK * sheet.frame.unit * factor, is_turned=sheet.is_mirrored), sheet.inks.accent
        )
        start = sheet.timing.scene(0.0)

        def put(begin: float, top: float) -> None:
            motion = rise(sheet.timing, start, 5 * sheet.frame.unit, sheet.frame.short, 0.8)
            put_along(sheet, bitmap, begin, top, motion)

        return Box(bitmap.shape[1], bitmap.shape[0], put)

    return fitted


def _speaker(sheet: Sheet, start: float) -> Block | None:
    frame, timing, phrases = sheet.frame, sheet.timing, sheet.graphic.phrases
    name, role = phrases.get("name"), phrases.get("role")
    if name is None:
        return None
    comes = max(timing.comes(name.first, 1), start + 0.35)
    comes = min(comes, timing.after(start, 3.0))
    entrance = Entrance(start=comes, kind="fade")

    def line(width: float, factor: float) -> Box:
        size = 6 * frame.unit, max(2.0, 0.5 * frame.unit)
        bitmap = tinted(rounded_box(*size, size[1]), sheet.inks.accent)

        def put(begin: float, top: float) -> None:
            put_along(sheet, bitmap, begin, top, fade(timing, comes))

        return Box(size[0], size[1], put)

    words = text_block(sheet, name, _BY, entrance)
    if words is None:
        return None
    if role is None:
        return beside(frame, line, words, 2.2, first_is_fixed=True)
    title = text_block(sheet, role, _ROLE, entrance, share=0.8)
    return beside(frame, line, column(frame, (0, words), (0.5, title)), 2.2, first_is_fixed=True)
