"""Quotes: a mark, the words, and who said them."""

from __future__ import annotations

from dataclasses import replace

from studio.graphics.staging.bitmaps import tinted
from studio.graphics.staging.blocks import Block, Box, beside, column, narrowed, stand
from studio.graphics.staging.motions import fade, rise
from studio.graphics.staging.pieces import put_along
from studio.graphics.staging.shapes import quotation, rounded_box
from studio.graphics.staging.stage import Stage
from studio.graphics.staging.texts import Entrance, text_block
from studio.graphics.type.looks import LABEL, QUOTE
from studio.graphics.values import Phrase

_MARK = 15.0
_BY = replace(LABEL, largest=(4.1, 4.1), weight=640, lines=(1, 2))
_ROLE = replace(LABEL, largest=(4.1, 4.1), weight=480, lines=(1, 2))


def lay_out_quote(stage: Stage) -> None:
    """Lay out a quote."""
    frame, timing, phrases = stage.frame, stage.timing, stage.graphic.phrases
    main = phrases.get("main", Phrase(text=""))
    start = timing.comes(main.first, len(main.text.split()), is_lead=True)
    words = text_block(stage, main, QUOTE, Entrance(start=start, step=0.04))
    block = column(frame, (0, _mark(stage)), (3.4, words), (3.4, _speaker(stage, start)))
    stand(frame, narrowed(block, 1.0 if frame.is_tall else 0.92))


def _mark(stage: Stage) -> Block:
    def fitted(width: float, factor: float) -> Box:
        bitmap = tinted(
            quotation(_MARK * stage.frame.unit * factor, is_turned=stage.is_mirrored), stage.inks.accent
        )
        start = stage.timing.scene(0.0)

        def put(begin: float, top: float) -> None:
            motion = rise(stage.timing, start, 5 * stage.frame.unit, stage.frame.short, 0.8)
            put_along(stage, bitmap, begin, top, motion)

        return Box(bitmap.shape[1], bitmap.shape[0], put)

    return fitted


def _speaker(stage: Stage, start: float) -> Block | None:
    frame, timing, phrases = stage.frame, stage.timing, stage.graphic.phrases
    name, role = phrases.get("name"), phrases.get("role")
    if name is None:
        return None
    comes = max(timing.comes(name.first, 1), start + 0.35)
    comes = min(comes, timing.after(start, 3.0))
    entrance = Entrance(start=comes, kind="fade")

    def line(width: float, factor: float) -> Box:
        size = 6 * frame.unit, max(2.0, 0.5 * frame.unit)
        bitmap = tinted(rounded_box(*size, size[1]), stage.inks.accent)

        def put(begin: float, top: float) -> None:
            put_along(stage, bitmap, begin, top, fade(timing, comes))

        return Box(size[0], size[1], put)

    words = text_block(stage, name, _BY, entrance)
    if words is None:
        return None
    if role is None:
        return beside(frame, line, words, 2.2, first_is_fixed=True)
    title = text_block(stage, role, _ROLE, entrance, share=0.8)
    return beside(frame, line, column(frame, (0, words), (0.5, title)), 2.2, first_is_fixed=True)
