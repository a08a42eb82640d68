"""Comparisons: two values as bars to scale, or two phrases with an arrow between them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from studio.graphics.sheet.bitmaps import tinted
from studio.graphics.sheet.blocks import Block, Box, column, stand
from studio.graphics.sheet.fittings import put_along, put_bar
from studio.graphics.sheet.motions import drawn, drawn_downwards, fade
from studio.graphics.sheet.shapes import arrow_along, rounded_box
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import LABEL, LINE, NUMERAL, QUESTION, SIDE, SIDE_NUMERAL, Look, script_of
from studio.graphics.type.setting import Room, set_text
from studio.graphics.values import Figure, Phrase

_LIT, _UNLIT, _SHORTEST = 8.6, 6.2, 0.045
_HEAD = replace(QUESTION, largest=(6.4, 7.4), smallest=4.6, lines=(1, 3))
_ARROW = 13.0
_CLOSE, _DIM = "%‰°", 0.72


def lay_out_comparison(sheet: Sheet) -> None:
    """Lay out a comparison in its form."""
    if sheet.graphic.form == "arrow" or len(sheet.graphic.figures) < 2:
        _sides(sheet)
    else:
        _bars(sheet)


def _lit(sheet: Sheet) -> int:
    """Return which of two is meant: the one whose label is accented, else the second."""
    accented = [bool(item.emphasis) for item in sheet.graphic.items[:2]]
    return 0 if accented == [True, False] else 1


def _item(sheet: Sheet, number: int) -> Phrase | None:
    items = sheet.graphic.items
    return items[number] if number < len(items) else None


def _bars(sheet: Sheet) -> None:
    frame, timing = sheet.frame, sheet.timing
    figures = sheet.graphic.figures[:2]
    head = text_block(sheet, sheet.graphic.phrases.get("main"), _HEAD, Entrance(start=timing.opening))
    longest = max(abs(figure.value) for figure in figures) or 1.0
    rows: list[tuple[float, Block | None]] = [(0, head)]
    start = 0.0
    for number, figure in enumerate(figures):
        start = max(timing.comes(figure.first, 2, is_lead=number == 0), start + 0.4 * number)
        share = max(_SHORTEST, abs(figure.value) / longest)
        row = _bar_row(sheet, figure, _item(sheet, number), share, start, is_lit=number == _lit(sheet))
        rows.append((4.4 if frame.is_tall else 3.4, row))
    stand(frame, column(frame, *rows))


def _bar_row(
    sheet: Sheet, figure: Figure, label: Phrase | None, share: float, start: float, *, is_lit: bool
) -> Block:
    """Return a label and a value on one base line, and a bar to scale below them."""
    frame = sheet.frame
    size = _LIT if is_lit else _UNLIT
    look = replace(NUMERAL, largest=(size, size), smallest=4.2, leading=1.0)
    role = "accent" if is_lit else "ink"
    value = text_block(sheet, _written(figure), look, Entrance(start=start + 0.3, kind="fade"), role=role)
    words = text_block(
        sheet, _plain(label), replace(LABEL, largest=(4.3, 4.3)), Entrance(start=start, kind="fade")
    )

    def fitted(width: float, factor: float) -> Box | None:
        unit = frame.unit * factor
        high, gap = (9.6 if frame.is_tall else 9.0) * unit, 1.2 * unit
        number = value(width * 0.6, factor) if value else None
        if number is None:
            return None
        said = words(width - number.width - 3 * unit, factor) if words else None
        top_of_number = max(0.0, (said.base if said else 0.0) - number.base)
        base = top_of_number + number.base
        head = max(top_of_number + number.height, base + (said.height - said.base if said else 0.0))

        def put(begin: float, top: float) -> None:
            if said:
                said.put(begin, top + base - said.base)
            number.put(begin + width - number.width, top + top_of_number)
            track = tinted(rounded_box(width, high, high * 0.22), sheet.inks.ink, 0.09)
            still = fade(sheet.timing, min(start, sheet.timing.opening + 0.1), 0.4)
            put_along(sheet, track, begin, top + head + gap, still)
            place = begin, top + head + gap
            put_bar(sheet, *place, (width * share, high), high * 0.22, is_lit=is_lit, start=start)

        return Box(width, head + gap + high, put)

    return fitted


def _plain(phrase: Phrase | None) -> Phrase | None:
    return replace(phrase, emphasis=()) if phrase else None


def _sides(sheet: Sheet) -> None:
    """Put two phrases or values beside each other, or one below the other, with an arrow between them."""
    frame, timing = sheet.frame, sheet.timing
    items, figures = sheet.graphic.items, sheet.graphic.figures
    firsts = [
        figures[number].first if number < len(figures) else items[number].first if number < len(items) else 0
        for number in range(2)
    ]
    first = timing.comes(firsts[0], 2, is_lead=True)
    second = max(first + 0.5, timing.comes(firsts[1], 2))
    sides = [_side(sheet, number, (first, second)[number]) for number in range(2)]
    arrow = _arrow(sheet, min(first + 0.35, second))
    head = text_block(sheet, sheet.graphic.phrases.get("main"), _HEAD, Entrance(start=timing.opening))
    if frame.is_tall:
        stand(frame, column(frame, (0, head), (5.0, sides[0]), (3.4, arrow), (3.4, sides[1])))
    else:
        stand(frame, column(frame, (0, head), (5.0, _three(sheet, sides, arrow))))


def _side(sheet: Sheet, number: int, start: float) -> Block:
    """Return one side: a value with its label, or a phrase."""
    frame, figures = sheet.frame, sheet.graphic.figures
    is_lit, label = number == 1, _plain(_item(sheet, number))
    role, share = ("accent", 1.0) if is_lit else ("ink", _DIM)
    if number < len(figures):
        big = text_block(
            sheet, _written(figures[number]), SIDE_NUMERAL, Entrance(start=start), role=role, share=share
        )
        below = text_block(sheet, label, replace(LINE, largest=(4.4, 4.6)), Entrance(start=start + 0.1))
        return column(frame, (0, big), (1.6, below))

    def fitted(width: float, factor: float) -> Box | None:
        look = _even_look(sheet, width, factor)
        words = text_block(sheet, label, look, Entrance(start=start), role=role, share=share)
        return words(width, factor) if words else None

    return fitted


def _even_look(sheet: Sheet, width: float, factor: float) -> Look:
    """Return the look in which both phrases have letters of one size: that of the longer."""
    frame = sheet.frame
    room = Room(width=width, unit=frame.unit, is_tall=frame.is_tall, factor=factor)
    units = SIDE.largest[frame.is_tall]
    for item in sheet.graphic.items[:2]:
        if done := set_text(item, SIDE, room, "R" if sheet.is_mirrored else "L"):
            units = min(units, (done.size + 0.5) / frame.unit / factor / script_of(item.text).scale)
    return replace(SIDE, largest=(units, units), smallest=max(1.0, units - 0.2))


def _written(figure: Figure) -> Phrase:
    """Return a value as it is written in one line, with its sign and unit."""
    text = f"{figure.sign}{figure.text}" if figure.is_before else figure.text
    if figure.sign and not figure.is_before:
        text += figure.sign if figure.sign in _CLOSE else f"\u00a0{figure.sign}"
    if figure.unit:
        text += ("" if _is_wide(figure.unit) else "\u00a0") + figure.unit
    return Phrase(text=text, first=figure.first, last=figure.last)


def _is_wide(unit: str) -> bool:
    """Return whether a unit stands close to its number: in scripts without spaces."""
    return unicodedata.east_asian_width(unit[0]) in ("W", "F")


def _arrow(sheet: Sheet, start: float) -> Block:
    frame = sheet.frame

    def fitted(width: float, factor: float) -> Box:
        bitmap = arrow_along(
            _ARROW * frame.unit * factor, is_downwards=frame.is_tall, is_leftwards=sheet.is_mirrored
        )
        reveal = (
            drawn_downwards(start, 0.7)
            if frame.is_tall
            else drawn(start, 0.7, is_leftwards=sheet.is_mirrored)
        )

        def put(begin: float, top: float) -> None:
            put_along(
                sheet, tinted(bitmap, sheet.inks.accent), begin, top, fade(sheet.timing, start, 0.05), reveal
            )

        return Box(bitmap.shape[1], bitmap.shape[0], put)

    return fitted


def _three(sheet: Sheet, sides: list[Block], arrow: Block) -> Block:
    """Return two sides with an arrow between them, on a line through the middle of the larger words."""
    gap = 4.5 * sheet.frame.unit

    def fitted(width: float, factor: float) -> Box | None:
        pointer = arrow(width, factor)
        assert pointer is not None
        room = (width - pointer.width - 2 * gap) / 2
        boxes = [side(room, factor) for side in sides]
        if boxes[0] is None or boxes[1] is None:
            return boxes[0] or boxes[1]
        one, two = boxes[0], boxes[1]
        height = max(one.height, two.height)
        # Values stand on one line, phrases of more lines around one.
        is_even = not sheet.graphic.figures
        drops = [(height - box.height) / 2 if is_even else 0.0 for box in (one, two)]
        middle = height / 2 if is_even else _middle(sheet, one)

        def put(begin: float, top: float) -> None:
            one.put(begin, top + drops[0])
            pointer.put(begin + one.width + gap, top + middle - pointer.height / 2)
            two.put(begin + one.width + pointer.width + 2 * gap, top + drops[1])

        return Box(one.width + pointer.width + two.width + 2 * gap, height, put)

    return fitted


def _middle(sheet: Sheet, box: Box) -> float:
    """Return how far below the top of a side the middle of its large words lies."""
    return min(box.height / 2, box.base * 0.6) if box.base else box.height / 2
