"""Shares: a ring that is drawn around its per cent, or discs of which some are lit."""

from __future__ import annotations

from dataclasses import replace

from studio.film.layers.motion import Motion
from studio.film.layers.values import WHOLE
from studio.graphics.sheet.bitmaps import tinted
from studio.graphics.sheet.blocks import Block, Box, beside, column, stand
from studio.graphics.sheet.fittings import put_along
from studio.graphics.sheet.motions import fade, ramp, settle, shown
from studio.graphics.sheet.numerals import Counted, numeral_block
from studio.graphics.sheet.shapes import disc, ring
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import NUMERAL, SHARE, SHARE_OF_FEW
from studio.graphics.values import Figure, Phrase

# The ring's diameter, its stroke, the numeral's share of it; its seconds.
_RING, _STROKE, _INNER, _SECONDS = (44.0, 50.0), 4.6, 0.30, 1.1
_SIGN = 0.55
# Discs: their largest diameter, more than which of them stand closer, and in two rows in tall frames.
_DISC, _MANY = (15.0, 13.0), 6


def lay_out_share(sheet: Sheet) -> None:
    """Lay out a share in its form."""
    if sheet.graphic.form == "discs" and sheet.graphic.place[1] > 0:
        _discs(sheet)
    else:
        _with_ring(sheet)


def _whose(sheet: Sheet) -> Phrase | None:
    """Return the words that say whose share it is."""
    phrases = sheet.graphic.phrases
    return phrases.get("main") or phrases.get("after") or phrases.get("before")


def _with_ring(sheet: Sheet) -> None:
    frame, timing, figure = sheet.frame, sheet.timing, sheet.graphic.figures[0]
    # It counts while it is drawn and is full when its number is heard, at the earliest.
    start = max(timing.scene(0.15), timing.heard(figure.first) - _SECONDS)
    start = min(start, timing.comes(figure.first, 1, seconds=_SECONDS))
    phrase = _whose(sheet)
    later = max(0.35, timing.comes(phrase.first, len(phrase.text.split()))) if phrase else 0.0
    if timing.is_first:
        later = timing.opening
    words = text_block(sheet, phrase, SHARE, Entrance(start=later)) or _nothing
    figured = _ring(sheet, figure, start)
    if frame.is_tall:
        stand(frame, column(frame, (0, figured), (5.4, words)))
    else:
        stand(frame, beside(frame, figured, words, 7.5, first_is_fixed=True))


def _nothing(width: float, factor: float) -> Box | None:
    return None


def _ring(sheet: Sheet, figure: Figure, start: float) -> Block:
    look = replace(NUMERAL, largest=(13.2, 15.0), smallest=6.0)
    counted = Counted(start=start, seconds=_SECONDS, first=0.0, ease="inout")
    shown_figure = figure if figure.sign or not figure.unit else replace(figure, sign=figure.unit, unit="")
    digits = numeral_block(
        sheet, shown_figure, counted, look, sign_role="accent", sign_share=_SIGN, is_centred=True
    )

    def fitted(width: float, factor: float) -> Box:
        unit, inks = sheet.frame.unit, sheet.inks
        side = round(min(_RING[sheet.frame.is_tall] * unit * factor, width) / 2) * 2
        stroke = _STROKE * unit * factor
        inner = digits((side - 2 * stroke) * 0.86, factor)

        def put(begin: float, top: float) -> None:
            track = tinted(ring(side, stroke), inks.ink, inks.track)
            put_along(sheet, track, begin, top, fade(sheet.timing, sheet.timing.scene(0.0), 0.4))
            _put_arc(sheet, (begin, top), side, stroke, min(1.0, figure.value / 100), start)
            if inner:
                room = (side - 2 * stroke) * 0.86
                inner.put(begin + (side - room) / 2, top + (side - inner.height) / 2)

        return Box(side, side, put)

    return fitted


def _put_arc(
    sheet: Sheet, place: tuple[float, float], side: int, stroke: float, share: float, start: float
) -> None:
    """Draw the lit part: a ring that is swept, its round beginning, and a round end that turns with it."""
    way = -1.0 if sheet.is_mirrored else 1.0
    begin, top = place
    accent, seen = sheet.inks.accent, shown(sheet.timing, start, 0.05)
    sweep = ramp(start, _SECONDS, 0.0, way * share, "inout")
    put_along(
        sheet,
        tinted(ring(side, stroke), accent),
        begin,
        top,
        Motion(opacity=seen),
        replace(WHOLE, sweep=sweep),
    )
    if share >= 1:
        return
    cap = tinted(disc(stroke), accent)
    middle = begin + (side - cap.shape[1]) / 2
    put_along(sheet, cap, middle, top, Motion(opacity=seen))
    turning = Motion(turn=ramp(start, _SECONDS, 0.0, way * share * 360, "inout"), opacity=seen)
    put_along(sheet, cap, middle, top, turning, anchor=(0.5, side / 2 / cap.shape[0]))


def _discs(sheet: Sheet) -> None:
    """Show some of a few: one disc for each, those that are meant lit."""
    frame, timing = sheet.frame, sheet.timing
    some, of = sheet.graphic.place
    phrase = _whose(sheet)
    spoken = sheet.graphic.figures[0].first if sheet.graphic.figures else phrase.first if phrase else 0
    start = max(0.0, timing.comes(spoken, 1, is_lead=True))
    later = max(0.35, timing.comes(phrase.first, len(phrase.text.split()))) if phrase else 0.0
    if timing.is_first:
        later = timing.opening
    look = SHARE_OF_FEW
    words = text_block(sheet, phrase, look, Entrance(start=later))
    stand(frame, column(frame, (0, _row_of_discs(sheet, some, max(1, min(of, 12)), start)), (4.4, words)))


def _row_of_discs(sheet: Sheet, some: int, of: int, start: float) -> Block:
    frame, inks, timing = sheet.frame, sheet.inks, sheet.timing

    def fitted(width: float, factor: float) -> Box:
        unit = frame.unit * factor
        rows = 2 if frame.is_tall and of > _MANY else 1
        count = -(-of // rows)
        gap = (1.6 if of > _MANY else 2.6) * unit
        side = min(_DISC[frame.is_tall] * unit, (width - gap * (count - 1)) / count)
        spot = disc(side)

        def put(begin: float, top: float) -> None:
            for number in range(of):
                row, column_ = divmod(number, count)
                place = begin + column_ * (side + gap), top + row * (side + gap)
                base = fade(timing, timing.scene(0.15) + number * 0.04, 0.3)
                put_along(sheet, tinted(spot, inks.ink, inks.track), *place, base)
                if number < some:
                    comes = settle(timing, start + 0.1 + number * 0.07, 0.45, 0.2)
                    put_along(sheet, tinted(spot, inks.accent), *place, comes)

        return Box(count * (side + gap) - gap, rows * (side + gap) - gap, put)

    return fitted
