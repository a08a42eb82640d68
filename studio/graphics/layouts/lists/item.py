"""Items of a list: bars that tell where we are, a numeral, the item, and the painting or a drawing beside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from studio.graphics.staging.bitmaps import tinted
from studio.graphics.staging.blocks import Block, beside, column, narrowed, stand
from studio.graphics.staging.motions import fade
from studio.graphics.staging.numerals import Counted, numeral_block
from studio.graphics.staging.pieces import panel_block, put_progress, tile_block
from studio.graphics.staging.stage import Stage
from studio.graphics.staging.texts import Entrance, text_block
from studio.graphics.type.looks import ITEM, ITEM_BESIDE, NUMERAL, Look
from studio.graphics.values import Figure, Phrase

_TILE = (36.0, 30.0)
_PANEL = (0.46, 0.86, 0.47)
# Sizes of the numeral: alone, beside a tile or panel (wide), above text alone, with a tile, with a panel (tall).
_NUMERALS = ((30.0, 20.0, 20.0), (25.0, 22.0, 17.0))
_PAINTED, _SHADE = 13.0, 0.6


def lay_out_item(stage: Stage) -> None:
    """Lay out an item of a list in its form."""
    if stage.graphic.form == "painted" or stage.graphic.ground == "painted":
        _on_painting(stage)
        return
    below = put_progress(stage)
    frame = stage.frame
    figured = _figured(stage)
    drop = (below - frame.top) / frame.unit + (3.0 if below > frame.top else 0.0)
    if figured:
        if frame.is_tall:
            stand(frame, _stacked(stage, figured), drop=drop, align="middle")
        else:
            text = column(frame, (0, _numeral(stage, 1)), (2.6, _words(stage, ITEM_BESIDE)))
            stand(frame, beside(frame, text, figured, 6, first_is_fixed=False), drop=drop)
        return
    if frame.is_tall:
        stand(frame, column(frame, (0, _numeral(stage, 0)), (3.0, _words(stage, ITEM))), drop=drop)
        return
    words = column(frame, (0, _words(stage, ITEM)))
    if stage.graphic.ground == "split":
        block = column(frame, (0, _numeral(stage, 1)), (2.6, words))
        stand(frame, narrowed(block, 0.56), drop=drop)
    else:
        number = _numeral(stage, 0)
        stand(frame, beside(frame, number, words, 5, first_is_fixed=True) if number else words, drop=drop)


def _figured(stage: Stage) -> Block | None:
    """Return the painting in a panel or a drawing in a tile; None if neither is to be shown or there."""
    frame, form = stage.frame, stage.graphic.form
    start = stage.timing.scene(0.1)
    if form == "panel" and stage.graphic.ground != "split":
        if frame.is_tall:
            return panel_block(stage, frame.zone_width, frame.zone_height * _PANEL[2], start)
        return panel_block(stage, frame.zone_width * _PANEL[0], frame.zone_height * _PANEL[1], start)
    if form == "tile":
        name = next((name for name in stage.graphic.drawings if name), "")
        return tile_block(stage, name, _TILE[frame.is_tall], start)
    return None


def _stacked(stage: Stage, figured: Block) -> Block:
    number = _numeral(stage, 2 if stage.graphic.form == "panel" else 1)
    return column(stage.frame, (0, figured), (3.6, number), (2.4, _words(stage, ITEM_BESIDE)))


def _numeral(stage: Stage, form: int) -> Block | None:
    """Return the item's number, in the text's own digits if it has them; None for a list without numbers."""
    number, count = stage.graphic.place
    if number < 1 or count < 2:
        return None
    figures, start = stage.graphic.figures, stage.timing.scene(0.18)
    figure = figures[0] if figures else Figure(value=float(number), text=local_digits(str(number), stage))
    size = _NUMERALS[stage.frame.is_tall][form]
    counted = Counted(start=start, keys=((start, 1.0), (start + 0.1, 1.0)), is_risen=True)
    return numeral_block(stage, figure, counted, replace(NUMERAL, largest=(size, size)), role="accent")


def local_digits(number: str, stage: Stage) -> str:
    """Return a number in the digits that the scene's own words use, if they have any."""
    phrases = (*stage.graphic.phrases.values(), *stage.graphic.items)
    sample = next((sign for phrase in phrases for sign in phrase.text if sign.isdecimal()), "0")
    zero = ord(sample) - int(sample)
    return "".join(chr(zero + int(digit)) for digit in number)


def _words(stage: Stage, look: Look) -> Block | None:
    phrase = stage.graphic.phrases.get("main", Phrase(text=""))
    start = stage.timing.comes(phrase.first, len(phrase.text.split()))
    if stage.timing.is_first:
        start = stage.timing.opening + 0.15
    return text_block(stage, phrase, look, Entrance(start=start))


def _on_painting(stage: Stage) -> None:
    """Show where we are over the painting: bars and the numeral, on a shade along the upper edge."""
    frame = stage.frame
    rows = round(frame.height * (0.34 if frame.is_tall else 0.46))
    fall = np.clip(1 - np.arange(rows) / rows, 0, 1) ** 1.4 * _SHADE
    mask = np.repeat(np.round(255 * fall).astype(np.uint8)[:, None], frame.width, 1)
    shade = tinted(np.ascontiguousarray(mask), (0.0, 0.0, 0.0))
    stage.put(shade, 0, 0, fade(stage.timing, stage.timing.scene(0.0), 0.3), is_backdrop=True)
    below = put_progress(stage)
    number = _numeral(stage, 0)
    if number:
        # Its size is given, whatever room there is.
        box = number(frame.zone_width, _PAINTED / _NUMERALS[frame.is_tall][0])
        if box:
            box.put(frame.begin, below + 3.2 * frame.unit)
