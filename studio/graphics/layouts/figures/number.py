"""Numbers: words before it, the numeral with sign and unit, a scale of ticks, words after it."""

from __future__ import annotations

from dataclasses import replace

from studio.graphics.sheet.blocks import Block, column, narrowed, stand
from studio.graphics.sheet.fittings import ticks_block
from studio.graphics.sheet.numerals import Counted, numeral_block
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import COMPARATIVE, LINE
from studio.graphics.values import Figure, Phrase

# Units of more signs stand below the numeral, in wide frames and in tall ones, rather than make it small.
_LONG_UNIT = (20, 9)
_UNIT = replace(COMPARATIVE, largest=(8.0, 7.6), lines=(1, 2))


def lay_out_number(sheet: Sheet) -> None:
    """Lay out a number."""
    frame = sheet.frame
    before, after = sheet.graphic.phrases.get("before"), sheet.graphic.phrases.get("after")
    figure = sheet.graphic.figures[0]
    start = number_start(sheet, figure, is_lead=before is None)
    share = 1.0 if frame.is_tall else 0.58 if sheet.graphic.ground == "split" else 0.8
    unit = None
    if len(figure.unit) > _LONG_UNIT[frame.is_tall]:
        named = Phrase(text=figure.unit, first=figure.first, last=figure.last)
        unit = text_block(sheet, named, _UNIT, Entrance(start=start + 0.1, kind="fade"), role="accent")
        figure = replace(figure, unit="")
    block = column(
        frame,
        (0, line_before(sheet, before)),
        (3.0, numeral_block(sheet, figure, Counted(start=start))),
        (1.6, unit),
        (3.0, ticks_block(sheet, start)),
        (3.0, line_after(sheet, after, start)),
    )
    stand(frame, narrowed(block, share))


def number_start(sheet: Sheet, figure: Figure, *, is_lead: bool) -> float:
    """Return when a number comes: with its word, or from the beginning of a first scene that shows nothing else."""
    return sheet.timing.comes(figure.first, 1, is_lead=is_lead, seconds=1.1)


def line_before(sheet: Sheet, phrase: Phrase | None) -> Block | None:
    """Return the words before a number: they come with the scene."""
    return text_block(sheet, phrase, LINE, Entrance(start=sheet.timing.opening))


def line_after(sheet: Sheet, phrase: Phrase | None, start: float) -> Block | None:
    """Return the words after a number: they come when they are spoken."""
    if phrase is None:
        return None
    comes = max(start + 0.3, sheet.timing.comes(phrase.first, len(phrase.text.split())))
    return text_block(sheet, phrase, LINE, Entrance(start=comes))
