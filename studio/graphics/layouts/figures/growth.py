"""Growth: an amount that counts up with a line that is drawn."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from studio.film.layers.motion import EASES, Key, Motion, Track
from studio.graphics.colours import Colour, colour
from studio.graphics.layouts.figures.number import line_before
from studio.graphics.staging.bitmaps import Bitmap, tinted
from studio.graphics.staging.blocks import Block, Box, column, narrowed, stand
from studio.graphics.staging.inks import WHITE
from studio.graphics.staging.motions import drawn, fade, shown
from studio.graphics.staging.numerals import Counted, numeral_block
from studio.graphics.staging.shapes import disc, lines
from studio.graphics.staging.stage import Stage
from studio.graphics.staging.texts import Entrance, text_block
from studio.graphics.type.looks import AXIS, GROWTH, LINE
from studio.graphics.values import Phrase

# How steep a curve is; how many steps it is sampled in; how thick it is, and its end point, in units.
_STEEP, _STEPS, _THICK, _POINT, _HALO = 3.1, 60, 0.95, 3.2, 5.0
# The shortest and longest time in which a line is drawn, in seconds.
_FASTEST, _SLOWEST = 1.5, 3.6
_FOOT, _HEAD = 6.4, 3.0
_AREA = (0.42, 0.34)


def lay_out_growth(stage: Stage) -> None:
    """Lay out a growth, with a straight line or a curve."""
    frame, figure = stage.frame, stage.graphic.figures[0]
    start, seconds = _span(stage)
    steps = [number / 24 for number in range(25)]
    rises = _heights(stage, [EASES["smooth"](step) for step in steps])
    keys = tuple((start + seconds * step, height) for step, height in zip(steps, rises, strict=True))
    numeral = numeral_block(stage, figure, Counted(start=start, keys=keys), GROWTH)
    after = stage.graphic.phrases.get("after")
    words = column(
        frame,
        (0, line_before(stage, stage.graphic.phrases.get("before"))),
        (2.6, numeral),
        (2.0, text_block(stage, after, LINE, Entrance(start=_comes(stage, after, start)))),
    )
    if frame.is_tall:
        high = frame.zone_height * 0.5
        stand(frame, column(frame, (0, words), (3.0, _chart_block(stage, high, start, seconds))))
        return
    is_straight = stage.graphic.form != "curve"
    wide = frame.zone_width * (0.5 if is_straight else 1.0)
    chart = _Chart(stage, wide, frame.zone_height * 0.98, start, seconds)
    chart.put(frame.end - wide, frame.bottom - frame.zone_height * 0.98)
    # A curve is low where it begins: the words stand above it there.
    share = 0.45 if is_straight else 0.62
    stand(frame, narrowed(words, share), align="middle" if is_straight else "top", drop=0.0 if is_straight else 1.5,
          pad=0.0 if is_straight else 0.36 * frame.zone_height / frame.unit)  # fmt: skip


def _comes(stage: Stage, phrase: Phrase | None, start: float) -> float:
    if phrase is None:
        return 0.0
    return max(start + 0.3, stage.timing.comes(phrase.first, len(phrase.text.split())))


def _span(stage: Stage) -> tuple[float, float]:
    """Return when the line begins and how long it takes: until its number has been said."""
    timing, figure = stage.timing, stage.graphic.figures[0]
    before = stage.graphic.phrases.get("before")
    begins = timing.heard(before.last if before else figure.first) - 0.12
    start = max(0.18, min(begins, timing.duration - 0.2 - 1.6 - _FASTEST))
    if timing.is_first and before is None:
        start = timing.opening
    said = timing.heard(figure.last + 1) if timing.starts else start + _FASTEST
    seconds = min(_SLOWEST, max(_FASTEST, said - start))
    return start, max(0.6, min(seconds, timing.duration - 0.8 - start))


def _heights(stage: Stage, places: list[float]) -> list[float]:
    """Return how high the line is at places along it, both from 0 to 1."""
    if stage.graphic.form != "curve":
        return places
    return [(math.exp(_STEEP * place) - 1) / (math.exp(_STEEP) - 1) for place in places]


def _chart_block(stage: Stage, height: float, start: float, seconds: float) -> Block:
    def fitted(width: float, factor: float) -> Box:
        chart = _Chart(stage, width, height * factor, start, seconds)
        return Box(width, height * factor, chart.put)

    return fitted


class _Chart:
    """A line with the area below it, its end point, a base line and the times at its ends: never mirrored."""

    def __init__(self, stage: Stage, width: float, height: float, start: float, seconds: float) -> None:
        self.stage, self.start, self.seconds = stage, start, seconds
        self.width, self.height = round(width), round(height)
        unit = stage.frame.unit
        self.foot, self.head = _FOOT * unit, _HEAD * unit
        shares = [number / _STEPS for number in range(_STEPS + 1)]
        rises = _heights(stage, shares)
        self.points = [
            (share * self.width, self._down(rise)) for share, rise in zip(shares, rises, strict=True)
        ]

    def put(self, begin: float, top: float) -> None:
        """Put all parts of the chart, from a beginning in reading direction on."""
        stage, unit = self.stage, self.stage.frame.unit
        left = stage.frame.left_of(begin, self.width)
        margin = math.ceil(unit)
        size = self.width + 2 * margin, self.height + margin
        points = [(x + margin, y) for x, y in self.points]
        ground = max(2.0, 0.16 * unit)
        base = lines(size, [[(margin, self._down(0)), (self.width + margin, self._down(0))]], ground)
        still = fade(stage.timing, stage.timing.scene(0.18), 0.3)
        stage.put(tinted(base, stage.inks.ink, 0.28), left - margin, top, still)
        area = self._area(size, points)
        motion = fade(stage.timing, self.start, 0.1)
        reveal = drawn(self.start, self.seconds, ease="smooth")
        stage.put(area, left - margin, top, motion, reveal=reveal, is_backdrop=True)
        line = tinted(lines(size, [points], _THICK * unit), stage.inks.accent)
        stage.put(line, left - margin, top, motion, reveal=reveal)
        self._put_point(left, top)
        self._put_axis(left, top)

    def _down(self, rise: float) -> float:
        return self.height - self.foot - (self.height - self.foot - self.head) * rise

    def _area(self, size: tuple[float, float], points: list[tuple[float, float]]) -> Bitmap:
        floor = self._down(0)
        outline = [*points, (points[-1][0], floor), (points[0][0], floor)]
        mask = lines(size, [outline], 0, is_filled=True).astype(np.float32)
        fall = np.clip(1 - (np.arange(mask.shape[0]) - self.head) / (floor - self.head), 0, 1)
        strength = _AREA[self.stage.inks.is_light] * fall[:, None]
        return tinted(np.round(mask * strength).astype(np.uint8), self.stage.inks.accent)

    def _put_point(self, left: float, top: float) -> None:
        """Put the end point: it runs along the line while that is drawn."""
        stage, unit, short = self.stage, self.stage.frame.unit, self.stage.frame.short
        last = self.points[-1]
        keys_x, keys_y = [], []
        for number in range(25):
            share = EASES["smooth"](number / 24)
            [rise] = _heights(stage, [share])
            at = self.start + self.seconds * number / 24
            keys_x.append(Key(at, (share * self.width - last[0]) / short, "line"))
            keys_y.append(Key(at, (self._down(rise) - last[1]) / short, "line"))
        motion = Motion(
            x=Track(keys=tuple(keys_x)),
            y=Track(keys=tuple(keys_y)),
            opacity=shown(stage.timing, self.start, 0.2),
        )
        middle: Colour = WHITE if stage.inks.is_light else colour(stage.palette.night0)
        for size, tone, strength in (
            (_HALO, stage.inks.accent, 0.25), (_POINT, stage.inks.accent, 1.0), (1.75, middle, 1.0)
        ):  # fmt: skip
            spot = tinted(disc(size * unit), tone, strength)
            side = spot.shape[0] / 2
            stage.put(spot, left + last[0] - side, top + last[1] - side, motion)

    def _put_axis(self, left: float, top: float) -> None:
        """Put the times that the text names at the ends of the base line."""
        stage, phrases = self.stage, self.stage.graphic.phrases
        entrance = Entrance(start=stage.timing.scene(0.3), kind="fade")
        across = top + self._down(0) + 1.1 * stage.frame.unit
        is_mirrored = stage.is_mirrored
        begin = stage.frame.width - left - self.width if is_mirrored else left
        for role, is_left in (("start", True), ("end", False)):
            phrase = phrases.get(role)
            block = text_block(stage, phrase, replace(AXIS, lines=(1, 1)), entrance)
            box = block(self.width * 0.48, 1.0) if block else None
            if box:
                is_begin = is_left != is_mirrored
                box.put(begin if is_begin else begin + self.width - box.width, across)
