"""Numbers: words before it, the numeral with sign and unit, a scale of ticks, words after it."""

from __future__ import annotations

from studio.graphics.staging.blocks import Block, column, narrowed, stand
from studio.graphics.staging.numerals import Counted, numeral_block
from studio.graphics.staging.pieces import ticks_block
from studio.graphics.staging.stage import Stage
from studio.graphics.staging.texts import Entrance, text_block
from studio.graphics.type.looks import LINE
from studio.graphics.values import Figure, Phrase


def lay_out_number(stage: Stage) -> None:
    """Lay out a number."""
    frame = stage.frame
    before, after = stage.graphic.phrases.get("before"), stage.graphic.phrases.get("after")
    figure = stage.graphic.figures[0]
    start = number_start(stage, figure, is_lead=before is None)
    share = 1.0 if frame.is_tall else 0.58 if stage.graphic.ground == "split" else 0.8
    block = column(
        frame,
        (0, line_before(stage, before)),
        (3.0, numeral_block(stage, figure, Counted(start=start))),
        (3.0, ticks_block(stage, start)),
        (3.0, line_after(stage, after, start)),
    )
    stand(frame, narrowed(block, share))


def number_start(stage: Stage, figure: Figure, *, is_lead: bool) -> float:
    """Return when a number comes: with its word, or from the beginning of a first scene that shows nothing else."""
    return stage.timing.comes(figure.first, 1, is_lead=is_lead, seconds=1.1)


def line_before(stage: Stage, phrase: Phrase | None) -> Block | None:
    """Return the words before a number: they come with the scene."""
    return text_block(stage, phrase, LINE, Entrance(start=stage.timing.opening))


def line_after(stage: Stage, phrase: Phrase | None, start: float) -> Block | None:
    """Return the words after a number: they come when they are spoken."""
    if phrase is None:
        return None
    comes = max(start + 0.3, stage.timing.comes(phrase.first, len(phrase.text.split())))
    return text_block(stage, phrase, LINE, Entrance(start=comes))
