"""Growth: an amount that counts up with a line that is drawn."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from studio.film.layers.motion import EASES, Key, Motion, Track
from studio.graphics.colours import Colour, colour
from studio.graphics.layouts.figures.number import line_before
from studio.graphics.sheet.bitmaps import Bitmap, tinted
from studio.graphics.sheet.blocks import Block, Box, column, narrowed, stand
from studio.graphics.sheet.inks import WHITE
from studio.graphics.sheet.motions import drawn, fade, shown
from studio.graphics.sheet.numerals import Counted, numeral_block
from studio.graphics.sheet.shapes import disc, lines
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.sheet.texts import Entrance, text_block
from studio.graphics.type.looks import AXIS, GROWTH, LINE
from studio.graphics.values import Phrase

# How steep a curve is; how many steps it is sampled in; how thick it is, and its end point, in units.
_STEEP, _STEPS, _THICK, _POINT, _HALO = 3.1, 60, 0.95, 3.2, 5.0
# The shortest and longest time in which a line is drawn, in seconds.
_FASTEST, _SLOWEST = 1.5, 3.6
_FOOT, _HEAD = 6.4, 3.0
_AREA = (0.42, 0.34)


def lay_out_growth(sheet: Sheet) -> None:
    """Lay out a growth, with a straight line or a curve."""
    frame, figure = sheet.frame, sheet.graphic.figures[0]
    start, seconds = _span(sheet)
    steps = [number / 24 for number in range(25)]
    rises = _heights(sheet, [EASES["smooth"](step) for step in steps])
    keys = tuple((start + seconds * step, height) for step, height in zip(steps, rises, strict=True))
    numeral = numeral_block(sheet, figure, Counted(start=start, keys=keys), GROWTH)
    after = sheet.graphic.phrases.get("after")
    words = column(
        frame,
        (0, line_before(sheet, sheet.graphic.phrases.get("before"))),
        (2.6, numeral),
        (2.0, text_block(sheet, after, LINE, Entrance(start=_comes(sheet, after, start)))),
    )
    if frame.is_tall:
        high = frame.zone_height * 0.5
        stand(frame, column(frame, (0, words), (3.0, _chart_block(sheet, high, start, seconds))))
        return
    is_straight = sheet.graphic.form != "curve"
    wide = frame.zone_width * (0.5 if is_straight else 1.0)
    chart = _Chart(sheet, wide, frame.zone_height * 0.98, start, seconds)
    chart.put(frame.end - wide, frame.bottom - frame.zone_height * 0.98)
    # A curve is low where it begins: the words stand above it there.
    share = 0.45 if is_straight else 0.62
    stand(frame, narrowed(words, share), align="middle" if is_straight else "top", drop=0.0 if is_straight else 1.5,
          pad=0.0 if is_straight else 0.36 * frame.zone_height / frame.unit)  # fmt: skip


def _comes(sheet: Sheet, phrase: Phrase | None, start: float) -> float:
    if phrase is None:
        return 0.0
    return max(start + 0.3, sheet.timing.comes(phrase.first, len(phrase.text.split())))


def _span(sheet: Sheet) -> tuple[float, float]:
    """Return when the line begins and how long it takes: until its number has been said."""
    timing, figure = sheet.timing, sheet.graphic.figures[0]
    before = sheet.graphic.phrases.get("before")
    begins = timing.heard(before.last if before else figure.first) - 0.12
    start = max(0.18, min(begins, timing.duration - 0.2 - 1.6 - _FASTEST))
    if timing.is_first and before is None:
        start = timing.opening
    said = timing.heard(figure.last + 1) if timing.starts else start + _FASTEST
    seconds = min(_SLOWEST, max(_FASTEST, said - start))
    return start, max(0.6, min(seconds, timing.duration - 0.8 - start))


def _heights(sheet: Sheet, places: list[float]) -> list[float]:
    """Return how high the line is at places along it, both from 0 to 1."""
    if sheet.graphic.form != "curve":
        return places
    return [(math.exp(_STEEP * place) - 1) / (math.exp(_STEEP) - 1) for place in places]


def _chart_block(sheet: Sheet, height: float, start: float, seconds: float) -> Block:
    def fitted(width: float, factor: float) -> Box:
        chart = _Chart(sheet, width, height * factor, start, seconds)
        return Box(width, height * factor, chart.put)

    return fitted


class _Chart:
    """A line with the area below it, its end point, a base line and the times at its ends: never mirrored."""

    def __init__(self, sheet: Sheet, width: float, height: float, start: float, seconds: float) -> None:
        self.sheet, self.start, self.seconds = sheet, start, seconds
        self.width, self.height = round(width), round(height)
        unit = sheet.frame.unit
        self.foot, self.head = _FOOT * unit, _HEAD * unit
        shares = [number / _STEPS for number in range(_STEPS + 1)]
        rises = _heights(sheet, shares)
        self.points = [
            (share * self.width, self._down(rise)) for share, rise in zip(shares, rises, strict=True)
        ]

    def put(self, begin: float, top: float) -> None:
        """Put all parts of the chart, from a beginning in reading direction on."""
        sheet, unit = self.sheet, self.sheet.frame.unit
        left = sheet.frame.left_of(begin, self.width)
        margin = math.ceil(unit)
        size = self.width + 2 * margin, self.height + margin
        points = [(x + margin, y) for x, y in self.points]
        ground = max(2.0, 0.16 * unit)
        base = lines(size, [[(margin, self._down(0)), (self.width + margin, self._down(0))]], ground)
        still = fade(sheet.timing, sheet.timing.scene(0.18), 0.3)
        sheet.put(tinted(base, sheet.inks.ink, 0.28), left - margin, top, still)
        area = self._area(size, points)
        motion = fade(sheet.timing, self.start, 0.1)
        reveal = drawn(self.start, self.seconds, ease="smooth")
        sheet.put(area, left - margin, top, motion, reveal=reveal, is_backdrop=True)
        line = tinted(lines(size, [points], _THICK * unit), sheet.inks.accent)
        sheet.put(line, left - margin, top, motion, reveal=reveal)
        self._put_point(left, top)
        self._put_axis(left, top)

    def _down(self, rise: float) -> float:
        return self.height - self.foot - (self.height - self.foot - self.head) * rise

    def _area(self, size: tuple[float, float], points: list[tuple[float, float]]) -> Bitmap:
        floor = self._down(0)
        outline = [*points, (points[-1][0], floor), (points[0][0], floor)]
        mask = lines(size, [outline], 0, is_filled=True).astype(np.float32)
        fall = np.clip(1 - (np.arange(mask.shape[0]) - self.head) / (floor - self.head), 0, 1)
        strength = _AREA[self.sheet.inks.is_light] * fall[:, None]
        return tinted(np.round(mask * strength).astype(np.uint8), self.sheet.inks.accent)

    def _put_point(self, left: float, top: float) -> None:
        """Put the end point: it runs along the line while that is drawn."""
        sheet, unit, short = self.sheet, self.sheet.frame.unit, self.sheet.frame.short
        last = self.points[-1]
        keys_x, keys_y = [], []
        for number in range(25):
            share = EASES["smooth"](number / 24)
            [rise] = _heights(sheet, [share])
            at = self.start + self.seconds * number / 24
            keys_x.append(Key(at, (share * self.width - last[0]) / short, "line"))
            keys_y.append(Key(at, (self._down(rise) - last[1]) / short, "line"))
        motion = Motion(
            x=Track(keys=tuple(keys_x)),
            y=Track(keys=tuple(keys_y)),
            opacity=shown(sheet.timing, self.start, 0.2),
        )
        middle: Colour = WHITE if sheet.inks.is_light else colour(sheet.palette.night0)
        for size, tone, strength in (
            (_HALO, sheet.inks.accent, 0.25), (_POINT, sheet.inks.accent, 1.0), (1.75, middle, 1.0)
        ):  # fmt: skip
            spot = tinted(disc(size * unit), tone, strength)
            side = spot.shape[0] / 2
            sheet.put(spot, left + last[0] - side, top + last[1] - side, motion)

    def _put_axis(self, left: float, top: float) -> None:
        """Put the times that the text names at the ends of the base line."""
        sheet, phrases = self.sheet, self.sheet.graphic.phrases
        entrance = Entrance(start=sheet.timing.scene(0.3), kind="fade")
        across = top + self._down(0) + 1.1 * sheet.frame.unit
        is_mirrored = sheet.is_mirrored
        begin = sheet.frame.width - left - self.width if is_mirrored else left
        for role, is_left in (("start", True), ("end", False)):
            phrase = phrases.get(role)
            block = text_block(sheet, phrase, replace(AXIS, lines=(1, 1)), entrance)
            box = block(self.width * 0.48, 1.0) if block else None
            if box:
                is_begin = is_left != is_mirrored
                box.put(begin if is_begin else begin + self.width - box.width, across)
