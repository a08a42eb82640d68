"""Items of a list: bars that tell where we are, a numeral, the item, and the painting or a drawing beside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from studio.graphics.sheet.bitmaps import tinted
from studio.graphics.sheet.blocks import Block, beside, column, narrowed, stand
from studio.graphics.sheet.fittings import panel_block, put_progress, tile_block
from studio.graphics.sheet.motions import fade
from studio.graphics.sheet.numerals import Counted, numeral_block
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import ITEM, ITEM_BESIDE, NUMERAL, Look
from studio.graphics.values import Figure, Phrase

_TILE = (36.0, 30.0)
_PANEL = (0.46, 0.86, 0.47)
# Sizes of the numeral: alone, beside a tile or panel (wide), above text alone, with a tile, with a panel (tall).
_NUMERALS = ((30.0, 20.0, 20.0), (25.0, 22.0, 17.0))
_PAINTED, _SHADE = 13.0, 0.6


def lay_out_item(sheet: Sheet) -> None:
    """Lay out an item of a list in its form."""
    if sheet.graphic.form == "painted" or sheet.graphic.ground == "painted":
        _on_painting(sheet)
        return
    below = put_progress(sheet)
    frame = sheet.frame
    figured = _figured(sheet)
    drop = (below - frame.top) / frame.unit + (3.0 if below > frame.top else 0.0)
    if figured:
        if frame.is_tall:
            stand(frame, _stacked(sheet, figured), drop=drop, align="middle")
        else:
            text = column(frame, (0, _numeral(sheet, 1)), (2.6, _words(sheet, ITEM_BESIDE)))
            stand(frame, beside(frame, text, figured, 6, first_is_fixed=False), drop=drop)
        return
    if frame.is_tall:
        stand(frame, column(frame, (0, _numeral(sheet, 0)), (3.0, _words(sheet, ITEM))), drop=drop)
        return
    words = column(frame, (0, _words(sheet, ITEM)))
    if sheet.graphic.ground == "split":
        block = column(frame, (0, _numeral(sheet, 1)), (2.6, words))
        stand(frame, narrowed(block, 0.56), drop=drop)
    else:
        number = _numeral(sheet, 0)
        stand(frame, beside(frame, number, words, 5, first_is_fixed=True) if number else words, drop=drop)


def _figured(sheet: Sheet) -> Block | None:
    """Return the painting in a panel or a drawing in a tile; None if neither is to be shown or there."""
    frame, form = sheet.frame, sheet.graphic.form
    start = sheet.timing.scene(0.1)
    if form == "panel" and sheet.graphic.ground != "split":
        if frame.is_tall:
            return panel_block(sheet, frame.zone_width, frame.zone_height * _PANEL[2], start)
        return panel_block(sheet, frame.zone_width * _PANEL[0], frame.zone_height * _PANEL[1], start)
    if form == "tile":
        name = next((name for name in sheet.graphic.drawings if name), "")
        return tile_block(sheet, name, _TILE[frame.is_tall], start)
    return None


def _stacked(sheet: Sheet, figured: Block) -> Block:
    number = _numeral(sheet, 2 if sheet.graphic.form == "panel" else 1)
    return column(sheet.frame, (0, figured), (3.6, number), (2.4, _words(sheet, ITEM_BESIDE)))


def _numeral(sheet: Sheet, form: int) -> Block | None:
    """Return the item's number, in the text's own digits if it has them; None for a list without numbers."""
    number, count = sheet.graphic.place
    if number < 1 or count < 2:
        return None
    figures, start = sheet.graphic.figures, sheet.timing.scene(0.18)
    figure = figures[0] if figures else Figure(value=float(number), text=local_digits(str(number), sheet))
    size = _NUMERALS[sheet.frame.is_tall][form]
    counted = Counted(start=start, keys=((start, 1.0), (start + 0.1, 1.0)), is_risen=True)
    return numeral_block(sheet, figure, counted, replace(NUMERAL, largest=(size, size)), role="accent")


def local_digits(number: str, sheet: Sheet) -> str:
    """Return a number in the digits that the scene's own words use, if they have any."""
    phrases = (*sheet.graphic.phrases.values(), *sheet.graphic.items)
    sample = next((sign for phrase in phrases for sign in phrase.text if sign.isdecimal()), "0")
    zero = ord(sample) - int(sample)
    return "".join(chr(zero + int(digit)) for digit in number)


def _words(sheet: Sheet, look: Look) -> Block | None:
    phrase = sheet.graphic.phrases.get("main", Phrase(text=""))
    start = sheet.timing.comes(phrase.first, len(phrase.text.split()))
    if sheet.timing.is_first:
        start = sheet.timing.opening + 0.15
    return text_block(sheet, phrase, look, Entrance(start=start))


def _on_painting(sheet: Sheet) -> None:
    """Show where we are over the painting: bars and the numeral, on a shade along the upper edge."""
    frame = sheet.frame
    rows = round(frame.height * (0.34 if frame.is_tall else 0.46))
    fall = np.clip(1 - np.arange(rows) / rows, 0, 1) ** 1.4 * _SHADE
    mask = np.repeat(np.round(255 * fall).astype(np.uint8)[:, None], frame.width, 1)
    shade = tinted(np.ascontiguousarray(mask), (0.0, 0.0, 0.0))
    sheet.put(shade, 0, 0, fade(sheet.timing, sheet.timing.scene(0.0), 0.3), is_backdrop=True)
    below = put_progress(sheet)
    number = _numeral(sheet, 0)
    if number:
        # Its size is given, whatever room there is.
        box = number(frame.zone_width, _PAINTED / _NUMERALS[frame.is_tall][0])
        if box:
            box.put(frame.begin, below + 3.2 * frame.unit)
