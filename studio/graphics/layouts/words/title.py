"""Titles and chapters: words at the edge where reading begins, a short rule, a ghost of their number."""

from __future__ import annotations

import re

from studio.graphics.sheet.blocks import column, narrowed, stand
from studio.graphics.sheet.fittings import rule_block
from studio.graphics.sheet.ghosts import put_ghost
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import TITLE
from studio.graphics.values import Phrase

_NUMBER = re.compile(r"(?<![\d.,])\d{1,2}(?![\d.,]?\d)")
_GHOST = (62.0, 56.0)
_LESS = 0.75


def lay_out_title(sheet: Sheet) -> None:
    """Lay out a title or the name of a chapter."""
    frame, graphic, timing = sheet.frame, sheet.graphic, sheet.timing
    phrase = graphic.phrases.get("main", Phrase(text=""))
    start = timing.comes(phrase.first, len(phrase.text.split()), is_lead=True)
    number = _NUMBER.search(phrase.text)
    if number and graphic.ground not in ("split", "painted"):
        _put_number(sheet, number.group())
    share = 1.0 if frame.is_tall else 0.56 if graphic.ground == "split" else 0.78
    words = text_block(sheet, phrase, TITLE, Entrance(start=start))
    rule = rule_block(sheet, 13, 0.72, max(0.0, start) + 0.4)
    block = narrowed(column(frame, (0, words), (2.6, rule)), share)
    stand(frame, block, align="foot" if frame.is_tall else "middle", pad=2.0 if frame.is_tall else 0.0)


def _put_number(sheet: Sheet, digits: str) -> None:
    frame = sheet.frame
    units = _GHOST[frame.is_tall] * min(1.0, 1.15 / len(digits) ** _LESS)
    wide = 0.62 * units * len(digits) * frame.unit
    begin = frame.width - wide - (0.5 if frame.is_tall else 3.0) * frame.unit
    middle = frame.left_of(begin, wide) + wide / 2
    across = frame.top + 0.36 * units * frame.unit if frame.is_tall else frame.height * 0.46
    put_ghost(sheet, digits, units, (middle, across), turn=0, share=0.20, start=sheet.timing.scene(0.0))
