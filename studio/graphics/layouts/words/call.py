"""Calls: what to do, and where: a pill with a link, a price or a date, and its condition."""

from __future__ import annotations

import numpy as np

from studio.graphics.sheet.bitmaps import Bitmap, tinted
from studio.graphics.sheet.blocks import Block, Box, column, narrowed, stand
from studio.graphics.sheet.imprints import Lettered
from studio.graphics.sheet.motions import settle
from studio.graphics.sheet.shapes import arrow_short, rounded_box, shadowed
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import CALL, LINE, PILL
from studio.graphics.type.setting import Room, SetText, set_text
from studio.graphics.values import Phrase

_PADS = (4.2, 2.3)
_SHADOW = (0.0, 0.0, 0.0)


def lay_out_call(sheet: Sheet) -> None:
    """Lay out a call."""
    frame, timing, phrases = sheet.frame, sheet.timing, sheet.graphic.phrases
    main = phrases.get("main", Phrase(text=""))
    start = timing.comes(main.first, len(main.text.split()), is_lead=True)
    words = text_block(sheet, main, CALL, Entrance(start=start))
    later = start + 0.35
    condition = phrases.get("condition")
    comes = (
        max(later + 0.35, timing.comes(condition.first, len(condition.text.split()))) if condition else 0.0
    )
    below = text_block(sheet, condition, LINE, Entrance(start=comes))
    share = 1.0 if frame.is_tall else 0.56 if sheet.graphic.ground == "split" else 0.86
    block = column(frame, (0, words), (4.0, _pill(sheet, later)), (4.0, below))
    stand(frame, narrowed(block, share))


def _pill(sheet: Sheet, start: float) -> Block | None:
    """Return the pill: a round box in the accent with a link and an arrow."""
    link = sheet.graphic.phrases.get("link")
    if link is None or not link.text.strip():
        return None
    frame = sheet.frame
    plain = Phrase(text=link.text, first=link.first, last=link.last)

    def fitted(width: float, factor: float) -> Box | None:
        unit = frame.unit * factor
        pads = _PADS[0] * unit, _PADS[1] * unit
        arrow = 7.0 * unit if _is_address(link.text) else 0.0
        room = Room(width=width - 2 * pads[0] - arrow, unit=frame.unit, is_tall=frame.is_tall, factor=factor)
        done = set_text(plain, PILL, room, "R" if sheet.is_mirrored else "L")
        if done is None:
            return None
        wide, high = done.width + 2 * pads[0] + arrow, done.size * 1.1 + 2 * pads[1]

        def put(begin: float, top: float) -> None:
            _put_pill(sheet, done, (begin, top), (wide, high), (pads[0], arrow), start)

        return Box(wide, high, put)

    return fitted


def _put_pill(
    sheet: Sheet, done: SetText, place: tuple[float, float], size: tuple[float, float],
    inner: tuple[float, float], start: float,
) -> None:  # fmt: skip
    """Draw box, arrow and letters as two bitmaps that settle around one point."""
    frame, inks = sheet.frame, sheet.inks
    box = tinted(rounded_box(*size, size[1]), inks.accent)
    cast, room = shadowed(box, [(0.014 * frame.short, 0.03 * frame.short, _SHADOW, 0.25)])
    height, width = box.shape[:2]
    # Both grow around where reading begins, in the middle of the height.
    pivot = frame.left_of(place[0], width) + (width if sheet.is_mirrored else 0), place[1] + height / 2
    motion = settle(sheet.timing, start, 0.7, 0.9)
    left, top = frame.left_of(place[0], width), place[1]

    def anchor(corner: tuple[float, float], bitmap: Bitmap) -> tuple[float, float]:
        return (pivot[0] - corner[0]) / bitmap.shape[1], (pivot[1] - corner[1]) / bitmap.shape[0]

    corner = round(left) - room, round(top) - room
    sheet.put(cast, *corner, motion, anchor=anchor(corner, cast), is_backdrop=True)
    canvas = np.zeros((height, width), np.uint8)
    line, base = done.lines[0], height / 2 + 0.36 * done.size
    text_left = width - inner[0] - done.width if sheet.is_mirrored else inner[0]
    for word in line.words:
        letter = word.inked(done.size, done.face, 0.0)
        _stamp(canvas, letter.mask, round(text_left + word.left) + letter.left, round(base) + letter.top)
    if inner[1]:
        arrow = arrow_short(0.9 * done.size, is_leftwards=sheet.is_mirrored)
        at = inner[0] if sheet.is_mirrored else width - inner[0] - arrow.shape[1]
        _stamp(canvas, arrow, round(at), round((height - arrow.shape[0]) / 2))
    rows, columns = np.flatnonzero(canvas.any(1)), np.flatnonzero(canvas.any(0))
    inked = np.ascontiguousarray(canvas[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
    letters = Lettered(
        role="on_accent", group=sheet.new_group(), units=done.size / frame.unit,
        text=" ".join("".join(run.text for _, run in word.pieces) for word in line.words),
    )  # fmt: skip
    place_of = round(left) + int(columns[0]), round(top) + int(rows[0])
    sheet.put(inked, *place_of, motion, anchor=anchor(place_of, inked), letters=letters)


def _stamp(canvas: Bitmap, mask: Bitmap, left: int, top: int) -> None:
    height, width = canvas.shape
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(width, left + mask.shape[1]), min(height, top + mask.shape[0])
    if x0 < x1 and y0 < y1:
        part = canvas[y0:y1, x0:x1]
        np.maximum(part, mask[y0 - top : y1 - top, x0 - left : x1 - left], out=part)


def _is_address(text: str) -> bool:
    """Return whether a text leads somewhere: a link, which has a full stop and no spaces."""
    return "." in text and " " not in text.strip() and any(sign.isalpha() for sign in text)
