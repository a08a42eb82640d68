"""Names: of a person or a brand with two echoes above it, of a place with a pin, or as a tag on the painting."""

from __future__ import annotations

from dataclasses import replace

from studio.graphics.colours import colour
from studio.graphics.sheet.bitmaps import tinted
from studio.graphics.sheet.blocks import Block, Box, column, narrowed, stand
from studio.graphics.sheet.fittings import put_along, tile_block
from studio.graphics.sheet.inks import WHITE
from studio.graphics.sheet.motions import drawn_downwards, fade, rise
from studio.graphics.sheet.shapes import rounded_box
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import FACT, LABEL, NAME, script_of
from studio.graphics.values import Phrase

_PIN, _PIN_SIZE = "round-pushpin", 17.0
_ECHOES = (0.40, 0.17)
_TAG = replace(LABEL, largest=(4.6, 4.6), weight=720, tracking=-0.022, lines=(1, 2))
_TAG_FACT = replace(LABEL, largest=(3.3, 3.3), weight=520, lines=(2, 3))


def lay_out_name(sheet: Sheet) -> None:
    """Lay out a name in its form."""
    if sheet.graphic.form == "tag" or sheet.graphic.ground == "painted":
        _tag(sheet)
        return
    frame, timing = sheet.frame, sheet.timing
    name = sheet.graphic.phrases.get("main") or sheet.graphic.phrases.get("name") or Phrase(text="")
    fact = sheet.graphic.phrases.get("fact")
    start = timing.comes(name.first, len(name.text.split()), is_lead=True)
    is_place = sheet.graphic.form == "place"
    pin = (
        tile_block(sheet, next(iter(sheet.graphic.drawings), "") or _PIN, _PIN_SIZE, timing.scene(0.05), 0.6)
        if is_place
        else None
    )
    named = _Named(sheet, name, start)
    words = named.block(has_echoes=not is_place and sheet.graphic.ground != "split")
    later = max(start + 0.3, timing.comes(fact.first, len(fact.text.split()))) if fact else start
    block = column(frame, (0, pin), (3.6, words), (2.6, _fact(sheet, fact, start + 0.3, later)))
    share = 0.56 if sheet.graphic.ground == "split" and not frame.is_tall else 1.0
    if is_place:
        stand(frame, narrowed(block, share))
    else:
        stand(frame, narrowed(block, share), align="foot", pad=3.0 if frame.is_tall else 1.5)


class _Named:
    """A name, one word per line in tall frames, with its echoes."""

    def __init__(self, sheet: Sheet, name: Phrase, start: float) -> None:
        self.sheet, self.name, self.start = sheet, name, start
        words = name.text.split()
        is_split = sheet.graphic.ground == "split"
        self.look = replace(NAME, lines=(2 if is_split else 1, min(3, max(1, len(words)))))

    def block(self, *, has_echoes: bool) -> Block | None:
        """Return the name as a block."""
        sheet = self.sheet
        plain = Phrase(text=self.name.text, first=self.name.first, last=self.name.last)
        words = text_block(sheet, plain, self.look, Entrance(start=self.start))
        if words is None or not has_echoes:
            return words

        def fitted(width: float, factor: float) -> Box | None:
            box = words(width, factor)
            if box is None:
                return None

            def put(begin: float, top: float) -> None:
                for number, share in enumerate(_ECHOES, start=1):
                    self._put_echo(width, factor, begin, top, number, share)
                box.put(begin, top)

            return Box(box.width, box.height, put, box.base)

        return fitted

    def _put_echo(
        self, width: float, factor: float, begin: float, top: float, number: int, share: float
    ) -> None:
        sheet = self.sheet
        leading = max(1.0, script_of(self.name.text).leading)
        thick = max(1, round(0.2 * sheet.frame.unit))
        measured = text_block(sheet, Phrase(text=self.name.text), self.look, Entrance(start=0))
        box = measured(width, factor) if measured else None
        if box is None:
            return
        way = number * box.height * min(1.0, leading)
        entrance = Entrance(start=sheet.timing.scene(0.05), kind="slide", way=way)
        echo = text_block(
            sheet, Phrase(text=self.name.text), self.look, entrance, role="echo", share=share, echo=thick
        )
        done = echo(width, factor) if echo else None
        if done:
            done.put(begin, top - way)


def _fact(sheet: Sheet, fact: Phrase | None, bar: float, start: float) -> Block | None:
    """Return a fact with a bar in the accent beside it."""
    words = text_block(sheet, fact, FACT, Entrance(start=start))
    if words is None:
        return None

    def fitted(width: float, factor: float) -> Box | None:
        thick, gap = max(2.0, 0.7 * sheet.frame.unit), 2.2 * sheet.frame.unit * factor
        box = words(width - thick - gap, factor)
        if box is None:
            return None
        bitmap = tinted(rounded_box(thick, box.height, thick), sheet.inks.accent)

        def put(begin: float, top: float) -> None:
            put_along(sheet, bitmap, begin, top, fade(sheet.timing, bar, 0.05), drawn_downwards(bar, 0.5))
            box.put(begin + thick + gap, top)

        return Box(box.width + thick + gap, box.height, put)

    return fitted


def _tag(sheet: Sheet) -> None:
    """Put name and fact on a plate in the upper corner where reading begins: dark, or white below dark letters."""
    frame, palette, timing = sheet.frame, sheet.palette, sheet.timing
    name = sheet.graphic.phrases.get("main") or sheet.graphic.phrases.get("name") or Phrase(text="")
    fact = sheet.graphic.phrases.get("fact")
    start = timing.comes(name.first, len(name.text.split()), is_lead=True)
    entrance = Entrance(start=start + 0.1, kind="fade")
    plain = Phrase(text=name.text, first=name.first, last=name.last)
    words = column(
        frame,
        (0, text_block(sheet, plain, _TAG, entrance)),
        (0.3, text_block(sheet, fact, _TAG_FACT, entrance)),
    )
    unit = frame.unit
    across, along, thick = 1.8 * unit, 2.6 * unit, max(2.0, 0.62 * unit)
    inner = words(frame.zone_width * 0.7 - 2 * along - thick, 1.0)
    if inner is None or not inner.height:
        return
    inset = along + thick + 2 * unit
    size = inset + inner.width + along, inner.height + 2 * across
    motion = rise(timing, start, 4 * unit, frame.short)
    tone = WHITE if sheet.inks.is_light else colour(palette.night0)
    plate = tinted(rounded_box(*size, 1.5 * unit), tone, 0.84)
    put_along(sheet, plate, frame.begin, frame.top, motion)
    bar = tinted(rounded_box(thick, inner.height, thick), sheet.inks.accent)
    put_along(sheet, bar, frame.begin + along, frame.top + across, motion)
    inner.put(frame.begin + inset, frame.top + across)
