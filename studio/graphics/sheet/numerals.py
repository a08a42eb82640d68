"""Blocks of numbers: large digits that count up, with their sign and unit."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from studio.film.layers.motion import Key, Motion, Track
from studio.film.text.fonts import font_runs, forget_with_font
from studio.film.text.runs import GlyphRun
from studio.graphics.sheet.bitmaps import Bitmap
from studio.graphics.sheet.blocks import Block, Box
from studio.graphics.sheet.imprints import CountImprint, Lettered
from studio.graphics.sheet.motions import fade, ramp, rise
from studio.graphics.sheet.sheet import Sheet
from studio.graphics.type.counting import Writing, writing_of
from studio.graphics.type.letters import Inked, draw_pieces
from studio.graphics.type.looks import NUMERAL, Look, script_of
from studio.graphics.type.measure import Face, run_width
from studio.graphics.type.setting import Room, face_of, pixels_of
from studio.graphics.values import Figure

# Sizes of what stands beside digits, in shares of theirs: signs, short units, units that are words; and gaps.
_SIGN, _SHORT, _WORD = 0.46, 0.46, 0.30
_SIGN_GAP, _UNIT_GAP = 0.05, 0.20
_SHORT_UNIT = 2
# A sign before digits stands at their top: their height above the base line.
_CAP = 0.727
_BASE = 0.364
# Where counting begins, in shares of the value.
_FIRST = 0.12
_STEP = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How a numeral comes: it is seen from `start` on, and counts for `seconds` from the share `first` by `ease`.

    `keys` are given instead for values that follow something else: (seconds, share of the value).
    """

    start: float
    seconds: float = 1.1
    first: float = _FIRST
    ease: str = "out"
    keys: tuple[tuple[float, float], ...] = ()
    is_risen: bool = False
    wait: float = 0.0

    def track(self, value: float, writing: Writing) -> Track:
        """Return the number over time; it never has less digits than need be."""
        if self.keys:
            return Track(keys=tuple(Key(at, value * share, "line") for at, share in self.keys))
        begin = self.first * value
        longest = 10.0 ** (len(str(int(value))) - 1)
        if self.first > 0 and longest <= 0.7 * value:
            begin = max(begin, longest)
        if writing.decimals == 0:
            begin = float(math.ceil(begin)) if begin else 0.0
        return ramp(self.start + self.wait, self.seconds, begin, value, self.ease)


@dataclass(frozen=True, slots=True)
class _Digits:
    """The digits of a number at a size: their cells in pixels, and what they are drawn from."""

    text: str
    cells: tuple[int, ...]
    width: int
    size: int
    face: Face


def numeral_block(
    sheet: Sheet, figure: Figure, counted: Counted, look: Look = NUMERAL, *, role: str = "ink",
    sign_role: str = "ink", sign_share: float = 0.0, is_centred: bool = False,
) -> Block:  # fmt: skip
    """Return a number as a block, fitted to its last value, with its sign and unit."""
    writing = writing_of(figure.text, figure.value)
    group = sheet.new_group()

    def fitted(width: float, factor: float) -> Box | None:
        if not font_runs(figure.text):
            return None
        room = Room(width=width, unit=sheet.frame.unit, is_tall=sheet.frame.is_tall, factor=factor)
        row = _Row(sheet, figure, counted, look, room, writing, group, (role, sign_role), sign_share)
        row = row.fitted()
        put = row.put_centred if is_centred else row.put
        return Box(row.width, row.height, put, row.base)

    return fitted


@dataclass(frozen=True, slots=True)
class _Row:
    """Digits with their sign and unit, in units of `units`."""

    sheet: Sheet
    figure: Figure
    counted: Counted
    look: Look
    room: Room
    writing: Writing | None
    group: int
    roles: tuple[str, str]
    sign_share: float
    units: float = 0.0

    def fitted(self) -> _Row:
        """Return the row in the largest size that fits, below the smallest if need be."""
        units = self.look.largest[self.room.is_tall] * self.room.factor
        while True:
            row = replace(self, units=units)
            if row.width <= self.room.width or units < 1:
                return row
            units = units - _STEP if units > self.look.smallest * self.room.factor else units * 0.965

    @property
    def size(self) -> int:
        return pixels_of(self.units, self.room)

    @property
    def digits(self) -> _Digits:
        script = script_of(self.figure.text)
        face = face_of(self.look, script, self.units, is_tabular=self.writing is not None)
        text = self.figure.text
        if self.writing:
            return _digits(text, self.writing.alphabet, self.size, face)
        width = sum(run_width(family, run, face) for family, run in font_runs(text)) * self.size
        return _Digits(text, (), math.ceil(width), self.size, face)

    @property
    def sign_size(self) -> int:
        share = self.sign_share or (0.56 if self.figure.sign == "%" else _SIGN)
        return max(1, int(self.size * share))

    @property
    def unit_size(self) -> int:
        share = _SHORT if len(self.figure.unit) <= _SHORT_UNIT else _WORD
        return max(1, int(self.size * share))

    @property
    def width(self) -> float:
        """From the first ink to the last."""
        return self._inner + (self._unit_gap + self._unit_inked.mask.shape[1] if self.figure.unit else 0.0)

    @property
    def _inner(self) -> float:
        """The width of digits and sign."""
        inked = self.digits.width - self._flush - self._flush_end
        return inked + (self._sign_inked.mask.shape[1] + self._sign_gap if self.figure.sign else 0.0)

    @property
    def height(self) -> float:
        below = max(0.02 * self.size, self._depth)
        return self.base + below

    @property
    def base(self) -> float:
        return max((self.look.leading / 2 + _BASE) * self.size, self._rise + 0.02 * self.size)

    def put(self, begin: float, top: float) -> None:
        """Draw the row: digits and sign always from left to right, the unit where reading goes on."""
        frame, figure = self.sheet.frame, self.figure
        inner = self._inner
        left = frame.left_of(begin, inner)
        base = round(top + self.base)
        digits_left, sign_wide = left, self._sign_inked.mask.shape[1] if figure.sign else 0
        if figure.sign and figure.is_before:
            digits_left += sign_wide + self._sign_gap
        self._put_digits(digits_left - self._flush, base)
        if figure.sign:
            self._put_sign(left if figure.is_before else left + inner - sign_wide, base)
        if figure.unit:
            unit = self._unit_inked
            place = frame.left_of(begin + inner + self._unit_gap, unit.mask.shape[1])
            self._put_letters(unit, place - unit.left, base, "accent", figure.unit, self.unit_size)

    def put_centred(self, begin: float, top: float) -> None:
        """Draw the row around the middle of its room."""
        self.put(begin + (self.room.width - self.width) / 2, top)

    def _put_digits(self, left: float, base: int) -> None:
        sheet, digits = self.sheet, self.digits
        if self.writing is None:
            inked = _drawn(digits.text, self.size, digits.face)
            self._put_letters(inked, left, base, self.roles[0], digits.text, self.size)
            return
        strip, cells, top = _strip(self.writing.alphabet, self.size, digits.face)
        letters = self._letters(self.roles[0], digits.text, self.size)
        is_ended = bool(self.figure.unit or (self.figure.sign and not self.figure.is_before)) and not (
            sheet.frame.is_leftwards
        )
        start = round(left)
        box = self._box(start, base)
        sheet.imprints.append(
            CountImprint(
                strip=strip, alphabet=self.writing.alphabet, cells=cells,
                left=start + digits.width if is_ended or sheet.is_mirrored else start, top=base + top, box=box,
                value=self.counted.track(self.figure.value, self.writing), motion=self._motion(self.size),
                letters=letters, is_ended=is_ended or sheet.is_mirrored, decimals=self.writing.decimals,
                group=self.writing.group, sizes=self.writing.sizes, point=self.writing.point,
                digits=self.writing.digits,
            )
        )  # fmt: skip

    def _box(self, left: int, base: int) -> tuple[int, int, int, int]:
        inked = _drawn(self.digits.text, self.size, self.digits.face)
        bottom = base + inked.bottom
        first = left + self._flush
        return first, base + inked.top, left + self.digits.width - self._flush_end, bottom

    def _put_sign(self, left: float, base: int) -> None:
        inked = self._sign_inked
        # Currency signs stand at the digits' top, percent signs on their base line.
        drop = (
            0 if self.figure.sign == "%" or self.sign_share else -round(_CAP * (self.size - self.sign_size))
        )
        self._put_letters(
            inked, left - inked.left, base + drop, self.roles[1], self.figure.sign, self.sign_size
        )

    def _put_letters(self, inked: Inked, left: float, base: float, role: str, text: str, size: int) -> None:
        place = left + inked.left, base + inked.top
        self.sheet.put(inked.pixels, *place, self._motion(size), letters=self._letters(role, text, size))

    def _letters(self, role: str, text: str, size: int) -> Lettered:
        units = size / self.sheet.frame.unit
        return Lettered(role=role, group=self.group, units=units, text=text)

    def _motion(self, size: int) -> Motion:
        timing = self.sheet.timing
        if self.counted.is_risen:
            return rise(timing, self.counted.start, size, self.sheet.frame.short)
        return fade(timing, self.counted.start, 0.35)

    @property
    def _sign_inked(self) -> Inked:
        face = face_of(replace(self.look, weight=680, tracking=0.0), script_of(""), self.units)
        return _drawn(self.figure.sign, self.sign_size, face)

    @property
    def _unit_inked(self) -> Inked:
        script = script_of(self.figure.unit)
        face = face_of(replace(self.look, weight=700, tracking=-0.03), script, self.units)
        return _drawn(self.figure.unit, self.unit_size, face)

    @property
    def _sign_gap(self) -> float:
        return _SIGN_GAP * self.size

    @property
    def _unit_gap(self) -> float:
        return _UNIT_GAP * self.unit_size + 0.03 * self.size

    @property
    def _flush(self) -> int:
        """The empty pixels before the ink of the first digit."""
        return _bearing(self.figure.text, self.digits.face, self.size, self.writing)[0]

    @property
    def _flush_end(self) -> int:
        """The empty pixels behind the ink of the last digit."""
        return _bearing(self.figure.text, self.digits.face, self.size, self.writing)[1]

    @property
    def _rise(self) -> float:
        inked = _drawn(self.figure.text, self.size, self.digits.face)
        return max(-inked.top, -self._unit_inked.top if self.figure.unit else 0)

    @property
    def _depth(self) -> float:
        inked = _drawn(self.figure.text, self.size, self.digits.face)
        unit = self._unit_inked if self.figure.unit else None
        return max(inked.bottom, unit.bottom if unit else 0)


@lru_cache(maxsize=64)
def _strip(alphabet: str, size: int, face: Face) -> tuple[Bitmap, tuple[int, ...], int]:
    """Return the characters of an alphabet side by side, their cells in pixels, and the strip's top from the base."""
    drawn = [_drawn(sign, size, face) for sign in alphabet]
    top = min(inked.top for inked in drawn)
    bottom = max(inked.bottom for inked in drawn)
    cells = _cells(alphabet, size, face)
    strip = np.zeros((bottom - top, sum(cells)), np.uint8)
    start = 0
    for sign, inked, cell in zip(alphabet, drawn, cells, strict=True):
        left = start + _left_in_cell(sign, inked, cell, size, face)
        width = min(inked.mask.shape[1], cell)
        row = inked.top - top
        strip[row : row + inked.mask.shape[0], left : left + width] = inked.mask[:, :width]
        start += cell
    return strip, cells, top


def _left_in_cell(sign: str, inked: Inked, cell: int, size: int, face: Face) -> int:
    """Return how many pixels from its cell's edge a sign is drawn: digits stand in the middle."""
    shift = round((cell - _advance(sign, face) * size) / 2) if sign.isdecimal() else 0
    return int(min(max(0, inked.left + shift), max(0, cell - inked.mask.shape[1])))


@lru_cache(maxsize=256)
def _digits(text: str, alphabet: str, size: int, face: Face) -> _Digits:
    cells = dict(zip(alphabet, _cells(alphabet, size, face), strict=True))
    return _Digits(text, tuple(cells[sign] for sign in text), sum(cells[sign] for sign in text), size, face)


@lru_cache(maxsize=1024)
def _cells(alphabet: str, size: int, face: Face) -> tuple[int, ...]:
    widest = max(_advance(sign, face) for sign in alphabet if sign.isdecimal())
    return tuple(
        max(1, round((widest if sign.isdecimal() else _advance(sign, face)) * size)) for sign in alphabet
    )


@lru_cache(maxsize=1024)
def _bearing(text: str, face: Face, size: int, writing: Writing | None) -> tuple[int, int]:
    if writing is None:
        inked = _drawn(text, size, face)
        width = math.ceil(sum(run_width(family, run, face) for family, run in font_runs(text)) * size)
        return inked.left, max(0, width - inked.right)
    # Only the two signs that matter are drawn: a number is measured in many sizes before one fits.
    cells, ends = _cells(writing.alphabet, size, face), []
    for sign in (text[0], text[-1]):
        cell, inked = cells[writing.alphabet.index(sign)], _drawn(sign, size, face)
        left = _left_in_cell(sign, inked, cell, size, face)
        columns = left + np.flatnonzero(inked.mask[:, :cell].any(0))
        ends.append((int(columns[0]), cell - 1 - int(columns[-1])) if len(columns) else (0, 0))
    return ends[0][0], ends[1][1]


def _advance(sign: str, face: Face) -> float:
    return sum(run_width(family, run, face) for family, run in font_runs(sign))


@lru_cache(maxsize=256)
def _drawn(text: str, size: int, face: Face) -> Inked:
    left, pieces = 0.0, []
    for family, run in font_runs(text):
        pieces.append((left, GlyphRun(0, family, run, _is_leftwards(run))))
        left += run_width(family, run, face) * size
    return draw_pieces(tuple(pieces), size, face)


def _is_leftwards(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


for _kept in (_strip, _digits, _cells, _bearing, _drawn):
    forget_with_font(_kept.cache_clear)
