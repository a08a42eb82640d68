"""Dates: day and month, the year, what happened, and a rail with all dates of the film."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from studio.film.layers.motion import Motion
from studio.film.layers.values import WHOLE
from studio.graphics.sheet.bitmaps import tinted
from studio.graphics.sheet.blocks import Block, Box, column, narrowed, stand
from studio.graphics.sheet.fittings import put_along
from studio.graphics.sheet.motions import fade, ramp, shown
from studio.graphics.sheet.numerals import Counted, numeral_block
from studio.graphics.sheet.shapes import disc, rounded_box
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import DAY, LINE, YEAR
from studio.graphics.values import Figure, Phrase

_TICKS, _FADED, _LONG = 60, 9, 5
_DAY_LARGE = replace(YEAR, lines=(2, 2), leading=1.0, largest=(20.0, 17.0), smallest=7.0)
# Where the dates of a film stand on the rail, in shares of it; a lone one is here.
_RAIL, _ALONE = (0.06, 0.94), 0.5


def lay_out_date(sheet: Sheet) -> None:
    """Lay out a date."""
    frame, timing, phrases = sheet.frame, sheet.timing, sheet.graphic.phrases
    day, year = phrases.get("day"), phrases.get("year")
    happened = phrases.get("after") or phrases.get("main") or phrases.get("fact")
    if year is None:
        large, day = day or Phrase(text=""), None
    else:
        large = year
    first = timing.comes(large.first, 1, is_lead=True)
    big = _year(sheet, large, first) or text_block(sheet, large, _DAY_LARGE, Entrance(start=first))
    before = text_block(
        sheet, day, DAY, Entrance(start=min(timing.opening, first), kind="fade"), role="accent"
    )
    comes = max(first + 0.3, timing.comes(happened.first, len(happened.text.split()))) if happened else 0.0
    if timing.is_first and happened and happened.first < large.first:
        comes = timing.opening
    below = text_block(sheet, happened, LINE, Entrance(start=comes))
    share = 0.58 if sheet.graphic.ground == "split" and not frame.is_tall else 1.0
    said = narrowed(below, 1.0 if frame.is_tall or share < 1 else 0.84) if below else None
    block = column(frame, (0, before), (1.8, big), (4.0, said), (3.6, _rail(sheet)))
    stand(frame, narrowed(block, share))


def _year(sheet: Sheet, phrase: Phrase, start: float) -> Block | None:
    """Return a year as a numeral that rises; None if it is more than digits."""
    if not phrase.text.isdecimal():
        return None
    value = float(int(phrase.text))
    figure = Figure(value=value, text=phrase.text, first=phrase.first, last=phrase.last)
    counted = Counted(start=start, keys=((start, 1.0), (start + 0.1, 1.0)), is_risen=True)
    return numeral_block(sheet, figure, counted, YEAR)


def rail_places(dates: tuple[float, ...], now: float) -> tuple[list[float], float, float]:
    """Return where other dates stand on the rail, where this one does, and where the one before it does.

    All are shares of the rail's length. Dates stand as far apart as they are in time; close ones a little further.
    """
    known = sorted({*dates, now})
    if len(known) < 2:
        return [], _ALONE, 0.0
    span = known[-1] - known[0]
    places = [_RAIL[0] + (_RAIL[1] - _RAIL[0]) * (date - known[0]) / span for date in known]
    for number in range(1, len(places)):
        places[number] = max(places[number], places[number - 1] + 0.03)
    scale = _RAIL[1] / max(_RAIL[1], places[-1])
    places = [place * scale for place in places]
    index = known.index(now)
    others = [place for number, place in enumerate(places) if number != index]
    return others, places[index], places[index - 1] if index else 0.0


def _now(sheet: Sheet) -> float:
    """Return this scene's date as a number: the one of the film's dates that its year or day names."""
    dates, phrases = sheet.graphic.dates, sheet.graphic.phrases
    figures = sheet.graphic.figures
    if figures:
        return figures[0].value
    digits = [part for role in ("year", "day") if role in phrases for part in phrases[role].text.split()]
    for part in digits:
        if part.isdecimal():
            value = float(int(part))
            return min(dates, key=lambda date: abs(date - value)) if dates else value
    return dates[0] if dates else 0.0


def _rail(sheet: Sheet) -> Block:
    others, now, last = rail_places(sheet.graphic.dates, _now(sheet))

    def fitted(width: float, factor: float) -> Box:
        unit = sheet.frame.unit
        high = 4.6 * unit

        def put(begin: float, top: float) -> None:
            middle = top + high / 2
            _put_ticks(sheet, begin, middle, width)
            spot = tinted(disc(1.6 * unit), sheet.inks.ink, 0.75)
            for place in others:
                at = begin + width * place - spot.shape[1] / 2
                put_along(
                    sheet, spot, at, middle - spot.shape[0] / 2, fade(sheet.timing, sheet.timing.scene(0.2))
                )
            _put_marker(sheet, begin, middle, width, (last, now))

        return Box(width, high, put)

    return fitted


def _put_ticks(sheet: Sheet, begin: float, middle: float, width: float) -> None:
    unit = sheet.frame.unit
    high = 2.3 * unit
    mask = np.zeros((max(3, round(high)), max(2, round(width))), np.float32)
    thick = max(1, round(0.16 * unit))
    for number in range(_TICKS + 1):
        edge = min(1.0, min(number, _TICKS - number) / _FADED)
        is_long = number % _LONG == 0
        tall = round(high if is_long else high * 0.48)
        left = min(mask.shape[1] - thick, round(number / _TICKS * mask.shape[1]))
        top = (mask.shape[0] - tall) // 2
        mask[top : top + tall, left : left + thick] = 255 * edge * (0.42 if is_long else 0.22)
    bitmap = tinted(np.round(mask).astype(np.uint8), sheet.inks.ink)
    put_along(sheet, bitmap, begin, middle - high / 2, fade(sheet.timing, sheet.timing.scene(0.18)))


def _put_marker(sheet: Sheet, begin: float, middle: float, width: float, way: tuple[float, float]) -> None:
    """Put the line up to this date and its marker, which slides here from the date before."""
    unit, accent, short = sheet.frame.unit, sheet.inks.accent, sheet.frame.short
    first, now = way
    length, thick = max(2.0, now * width), max(2.0, 0.6 * unit)
    line = tinted(rounded_box(length, thick, thick), accent, 0.9)
    share = first / now if now else 0.0
    start = sheet.timing.scene(0.2)
    if sheet.is_mirrored:
        reveal = replace(WHOLE, left=ramp(start, 1.0, 1 - share, 0.0, "inout"))
    else:
        reveal = replace(WHOLE, right=ramp(start, 1.0, share, 1.0, "inout"))
    seen = shown(sheet.timing, sheet.timing.scene(0.05), 0.3)
    put_along(sheet, line, begin, middle - thick / 2, Motion(opacity=seen), reveal)
    slide = (now - first) * width / short * (1 if sheet.is_mirrored else -1)
    motion = Motion(x=ramp(start, 1.0, slide, 0.0, "inout"), opacity=seen)
    for size, strength in ((4.6, 0.28), (2.3, 1.0)):
        spot = tinted(disc(math.ceil(size * unit)), accent, strength)
        at = begin + length - spot.shape[1] / 2
        put_along(sheet, spot, at, middle - spot.shape[0] / 2, motion)
