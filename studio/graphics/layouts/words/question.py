"""Questions: the words, and the mark of their script behind them at the far side."""

from __future__ import annotations

from studio.graphics.sheet.blocks import column, narrowed, stand
from studio.graphics.sheet.ghosts import put_ghost
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import QUESTION
from studio.graphics.values import Phrase

# The marks, and the one that is drawn for each: those of wide scripts look like "?".
_MARKS = {"?": "?", "؟": "؟", "？": "?", ";": ";", "፧": "፧", "՞": "?"}  # noqa: RUF001
_SIZE = (70.0, 74.0)


def lay_out_question(sheet: Sheet) -> None:
    """Lay out a question."""
    frame, timing = sheet.frame, sheet.timing
    phrase = sheet.graphic.phrases.get("main", Phrase(text=""))
    mark = next((_MARKS[sign] for sign in reversed(phrase.text) if sign in _MARKS), "")
    if mark and sheet.graphic.ground not in ("split", "painted"):
        units = _SIZE[frame.is_tall]
        wide = 0.62 * units * frame.unit
        begin = frame.width - wide - (0.0 if frame.is_tall else 7.5) * frame.unit
        middle = frame.left_of(begin, wide) + wide / 2
        across = frame.top + 0.34 * units * frame.unit if frame.is_tall else frame.height * 0.46
        turn = -7.0 if sheet.is_mirrored else 7.0
        put_ghost(sheet, mark, units, (middle, across), turn=turn, share=0.24, start=timing.scene(0.05))
    start = timing.comes(phrase.first, len(phrase.text.split()), is_lead=True)
    words = text_block(sheet, phrase, QUESTION, Entrance(start=start))
    share = 1.0 if frame.is_tall else 0.56 if sheet.graphic.ground == "split" else 0.76
    block = narrowed(column(frame, (0, words)), share)
    stand(frame, block, align="foot" if frame.is_tall else "middle", pad=2.0 if frame.is_tall else 0.0)
