"""Statements: a phrase, a stack of lines as wide as they can be, or a phrase beside a drawing."""

from __future__ import annotations

import itertools

from studio.graphics.sheet.blocks import Block, beside, column, narrowed, stand
from studio.graphics.sheet.fittings import tile_block
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import BESIDE_TILE, LOUD, QUIET, STATEMENT
from studio.graphics.values import Phrase

_TILE = (36.0, 32.0)


def lay_out_statement(sheet: Sheet) -> None:
    """Lay out a statement in its form."""
    if sheet.graphic.form == "stack":
        _stack(sheet)
    elif sheet.graphic.form == "drawing" and any(sheet.graphic.drawings):
        _with_drawing(sheet)
    else:
        _phrase(sheet)


def _phrase(sheet: Sheet) -> None:
    frame = sheet.frame
    share = 1.0 if frame.is_tall else 0.54 if sheet.graphic.ground == "split" else 0.88
    stand(frame, narrowed(_words(sheet), share))


def _words(sheet: Sheet) -> Block:
    phrase = sheet.graphic.phrases.get("main", Phrase(text=""))
    start = sheet.timing.comes(phrase.first, len(phrase.text.split()), is_lead=True)
    return column(sheet.frame, (0, text_block(sheet, phrase, STATEMENT, Entrance(start=start))))


def _stack(sheet: Sheet) -> None:
    """Put lines one below the other, the accented ones large: all stand there at once and light up when spoken."""
    frame, timing = sheet.frame, sheet.timing
    rows: list[tuple[float, Block | None]] = []
    for number, line in enumerate(stacked_lines(sheet.graphic.items, sheet.graphic.phrases.get("main"))):
        is_loud = bool(line.emphasis)
        start = max(timing.heard(line.first) - 0.12, 0.1 + 0.16 * number)
        if number == 0:
            start = min(start, timing.comes(line.first, 3, is_lead=True))
        if timing.is_first and number == 0:
            start = timing.opening
        block = text_block(sheet, line, LOUD if is_loud else QUIET, Entrance(start=start, kind="light"))
        rows.append((0.6, block))
    share = 1.0 if frame.is_tall else 0.54 if sheet.graphic.ground == "split" else 0.84
    stand(frame, narrowed(column(frame, *rows), share))


def stacked_lines(items: tuple[Phrase, ...], main: Phrase | None) -> tuple[Phrase, ...]:
    """Return the lines of a stack: the items, or a phrase divided where what is accented begins and ends."""
    if items or main is None:
        return items
    text = main.text
    cuts = {0, len(text)} | {place for span in main.emphasis for place in span}
    lines: list[Phrase] = []
    places = sorted(cuts)
    for begin, end in itertools.pairwise(places):
        part = text[begin:end].strip()
        if not any(sign.isalnum() for sign in part):
            if lines and part:
                lines[-1] = Phrase(
                    text=lines[-1].text + part, first=lines[-1].first, last=lines[-1].last,
                    emphasis=((0, len(lines[-1].text) + len(part)),) if lines[-1].emphasis else (),
                )  # fmt: skip
            continue
        first = min(main.last, main.first + len(text[:begin].split()))
        last = min(main.last, first + max(0, len(part.split()) - 1))
        is_loud = any(start <= begin and end <= stop for start, stop in main.emphasis)
        lines.append(Phrase(text=part, first=first, last=last, emphasis=((0, len(part)),) if is_loud else ()))
    return tuple(lines)


def _with_drawing(sheet: Sheet) -> None:
    frame, timing = sheet.frame, sheet.timing
    name = next(name for name in sheet.graphic.drawings if name)
    tile = tile_block(sheet, name, _TILE[frame.is_tall], timing.scene(0.1))
    if tile is None:
        _phrase(sheet)
        return
    phrase = sheet.graphic.phrases.get("main", Phrase(text=""))
    start = timing.comes(phrase.first, len(phrase.text.split()), is_lead=True)
    words = column(frame, (0, text_block(sheet, phrase, BESIDE_TILE, Entrance(start=start))))
    if frame.is_tall:
        stand(frame, column(frame, (0, tile), (5, words)))
    else:
        stand(frame, beside(frame, words, tile, 7, first_is_fixed=False))
