"""Enumerations: drawings in tiles with their words, or rows with checks."""

from __future__ import annotations

from dataclasses import replace

from studio.film.layers.motion import Motion
from studio.graphics.sheet.bitmaps import tinted
from studio.graphics.sheet.blocks import Block, Box, beside, column, spread, stand
from studio.graphics.sheet.fittings import put_along, tile_block
from studio.graphics.sheet.motions import drawn, fade, settle
from studio.graphics.sheet.shapes import check, disc, rounded_box
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import ROW, ROW_OF_MANY, STATEMENT, TILE_LABEL
from studio.graphics.values import Phrase

_FEW, _MOST = 3, 6
_HEAD = replace(STATEMENT, largest=(7.2, 8.2), smallest=4.6, lines=(2, 3))
_TILE_WIDE, _TILE_ROW, _TILE_ROW_MANY, _TILE_PAIR = 25.0, 17.5, 15.0, 20.0
# The gap between tiles beside each other, and their share of a cell.
_GAP, _OF_CELL = 4.2, 0.78


def lay_out_enumeration(sheet: Sheet) -> None:
    """Lay out an enumeration in its form."""
    items = sheet.graphic.items[:_MOST]
    drawings = sheet.graphic.drawings
    has_all = len(drawings) >= len(items) and all(
        name and sheet.drawing(name) is not None for name in drawings[: len(items)]
    )
    start = sheet.timing.opening
    head = text_block(sheet, sheet.graphic.phrases.get("main"), _HEAD, Entrance(start=start))
    if sheet.graphic.form == "tiles" and has_all:
        _tiles(sheet, items, head)
    else:
        _rows(sheet, items, head)


def _starts(sheet: Sheet, items: tuple[Phrase, ...], has_head: bool) -> list[float]:
    """Return when each item comes, none before the one above it."""
    starts: list[float] = []
    for number, item in enumerate(items):
        is_lead = number == 0 and not has_head
        start = sheet.timing.comes(item.first, len(item.text.split()), is_lead=is_lead)
        starts.append(max(start, starts[-1] + 0.15) if starts else start)
    return starts


def _tiles(sheet: Sheet, items: tuple[Phrase, ...], head: Block | None) -> None:
    frame = sheet.frame
    starts = _starts(sheet, items, head is not None)
    if frame.is_narrow or (frame.is_tall and len(items) != 4):
        side = _TILE_ROW_MANY if len(items) > _FEW else _TILE_ROW
        rows = [(3.6, _tile_row(sheet, number, items, starts, side)) for number in range(len(items))]
        stand(frame, column(frame, (0, head), *rows))
    elif frame.is_tall:
        stand(frame, column(frame, (0, head), (4, _pairs(sheet, items, starts))))
    else:
        stand(frame, column(frame, (0, head), (4.4, _abreast(sheet, items, starts))))


def _tile_row(
    sheet: Sheet, number: int, items: tuple[Phrase, ...], starts: list[float], side: float
) -> Block:
    """Return a tile with its words beside it."""
    tile = tile_block(sheet, sheet.graphic.drawings[number], side, starts[number], 0.6)
    look = replace(TILE_LABEL, largest=(6.6, 6.6), weight=760, tracking=-0.028, leading=1.08)
    words = text_block(sheet, items[number], look, Entrance(start=starts[number] + 0.05, kind="fade"))
    assert tile is not None
    return beside(sheet.frame, tile, words, 4, first_is_fixed=True) if words else tile


def _pairs(sheet: Sheet, items: tuple[Phrase, ...], starts: list[float]) -> Block:
    """Return four tiles, two by two, each with its words beside it."""
    frame = sheet.frame
    look = replace(TILE_LABEL, largest=(5.0, 5.0))

    def fitted(width: float, factor: float) -> Box:
        gap = 3.6 * frame.unit * factor
        cell = (width - gap) / 2
        side = min(_TILE_PAIR, cell * 0.45 / frame.unit / factor)
        boxes = []
        for number, item in enumerate(items):
            tile = tile_block(sheet, sheet.graphic.drawings[number], side, starts[number], 0.6)
            words = text_block(sheet, item, look, Entrance(start=starts[number] + 0.05, kind="fade"))
            assert tile is not None
            block = beside(frame, tile, words, 2.6, first_is_fixed=True) if words else tile
            boxes.append(block(cell, factor))
        high = max(box.height for box in boxes if box)

        def put(begin: float, top: float) -> None:
            for number, box in enumerate(boxes):
                row, column_ = divmod(number, 2)
                if box:
                    across = top + row * (high + gap) + (high - box.height) / 2
                    box.put(begin + column_ * (cell + gap), across)

        return Box(width, 2 * high + gap, put)

    return fitted


def _abreast(sheet: Sheet, items: tuple[Phrase, ...], starts: list[float]) -> Block:
    """Return tiles in one row, each with its words below it."""
    frame, count = sheet.frame, len(items)
    look = replace(TILE_LABEL, largest=(3.8, 3.8) if count > _FEW else (4.4, 4.4))

    def fitted(width: float, factor: float) -> Box:
        gap = _GAP * frame.unit
        cell = (width - gap * (count - 1)) / max(count, 2 if count < _FEW else count)
        side = min(_TILE_WIDE, cell / frame.unit * _OF_CELL)
        columns_ = []
        for number, item in enumerate(items):
            tile = tile_block(sheet, sheet.graphic.drawings[number], side, starts[number], 0.6)
            entrance = Entrance(start=starts[number] + 0.05, kind="fade")
            words = text_block(sheet, item, look, entrance, align="centre")
            assert tile is not None
            columns_.append(_captioned(sheet, tile, words, cell, factor))
        places = (
            spread(columns_, width) if count >= _FEW else [(cell + gap) * number for number in range(count)]
        )

        def put(begin: float, top: float) -> None:
            for box, place in zip(columns_, places, strict=True):
                box.put(begin + place, top)

        return Box(width, max(box.height for box in columns_), put)

    return fitted


def _captioned(sheet: Sheet, tile: Block, words: Block | None, cell: float, factor: float) -> Box:
    """Return a tile in the middle of its cell, with its words in the middle below it."""
    picture = tile(cell, factor)
    assert picture is not None
    said = words(cell, factor) if words else None
    gap = 2.3 * sheet.frame.unit * factor

    def put(begin: float, top: float) -> None:
        picture.put(begin + (cell - picture.width) / 2, top)
        if said:
            said.put(begin, top + picture.height + gap)

    return Box(cell, picture.height + (gap + said.height if said else 0.0), put)


def _rows(sheet: Sheet, items: tuple[Phrase, ...], head: Block | None) -> None:
    frame = sheet.frame
    starts = _starts(sheet, items, head is not None)
    is_few = len(items) <= _FEW
    look = ROW if is_few else ROW_OF_MANY
    rows: list[tuple[float, Block | None]] = [(0, head)]
    first = 5.2 if head else 0.0
    for number, item in enumerate(items):
        words = text_block(sheet, item, look, Entrance(start=starts[number], step=0.02))
        if words:
            # With a head above them the places of the rows can be seen before they are spoken of.
            waits = sheet.timing.scene(0.35 + 0.08 * number) if head else starts[number]
            check = _check(sheet, waits, starts[number], 7.6 if is_few else 6.4)
            row = beside(frame, check, words, 3, first_is_fixed=True)
            lined = _lined(sheet, row, min(waits, starts[number])) if number else row
            rows.append(((2.6 if is_few else 1.9) if number else first, lined))
    stand(frame, column(frame, *rows))


def _lined(sheet: Sheet, row: Block, start: float) -> Block:
    """Return a row with a fine line above it."""

    def fitted(width: float, factor: float) -> Box | None:
        box = row(width, factor)
        if box is None:
            return None
        gap = (2.6 if len(sheet.graphic.items) <= _FEW else 1.9) * sheet.frame.unit * factor
        thick = max(1.0, 0.14 * sheet.frame.unit)

        def put(begin: float, top: float) -> None:
            line = tinted(rounded_box(width, thick, 0), sheet.inks.ink, 0.16)
            put_along(sheet, line, begin, top, fade(sheet.timing, start), is_backdrop=False)
            box.put(begin, top + gap + thick)

        return Box(box.width, box.height + gap + thick, put)

    return fitted


def _check(sheet: Sheet, waits: float, start: float, size: float) -> Block:
    """Return a disc with a check that is drawn from `start` on; from `waits` on there is its unlit place."""

    def fitted(width: float, factor: float) -> Box:
        side = round(size * sheet.frame.unit * factor)
        spot, tick = tinted(disc(side), sheet.inks.accent), tinted(check(side), sheet.inks.on_accent)

        def put(begin: float, top: float) -> None:
            if waits < start - 0.3:
                place = tinted(disc(side), sheet.inks.ink, 0.14)
                put_along(sheet, place, begin, top, fade(sheet.timing, waits))
            put_along(sheet, spot, begin, top, settle(sheet.timing, start, 0.6))
            motion: Motion = fade(sheet.timing, start + 0.15, 0.05)
            reveal = drawn(start + 0.15, 0.45)
            left = sheet.frame.left_of(begin, side)
            sheet.put(tick, left, top, motion, reveal=reveal)

        return Box(side, side, put)

    return fitted
