"""Setting of text: the largest size whose balanced lines fit, and the place of each word."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from studio.film.text.bidi import main_direction
from studio.film.text.fonts import font_runs, forget_with_font
from studio.film.text.runs import SPACE, GlyphRun, line_pieces
from studio.graphics.type.letters import Inked, draw_pieces
from studio.graphics.type.looks import Look, Script, leading_of, optical_size, script_of
from studio.graphics.type.measure import Face, run_ink, run_width
from studio.graphics.type.words import Part, parts_of, strain_between
from studio.graphics.values import Phrase
from studio.text.lines.breaking import columns

# Steps in which sizes are tried, in units.
_STEP = 0.12
# Lines that end well may make letters this much smaller; and how much smaller letters a bad end is worth.
_MUCH_SMALLER, _STRAINED = 0.78, 0.14
# A line less than this share of the longest is ragged: how much smaller letters it is worth.
_SHORT, _RAGGED = 0.55, 0.2
# The base line below a line's middle, in shares of the size: as browsers place it for Inter.
_BASE = 0.364
_SPACE_FAMILY = "Inter"
# Least clear space between the letters of two lines, in shares of the size.
_CLEAR = 0.05
# A line whose letters are at least this wide in columns may be broken anywhere rather than be illegibly small.
_COLUMNS_PER_EM = 1.8


@dataclass(frozen=True, slots=True)
class SetWord:
    """A word in its line: from the line's left end in pixels, with its pieces from there."""

    number: int
    left: float
    width: float
    pieces: tuple[tuple[float, GlyphRun], ...]
    is_accented: bool

    def inked(self, size: int, face: Face, fraction: float) -> Inked:
        """Return its letters, shifted by a part of a pixel."""
        return draw_pieces(self.pieces, size, face, fraction)


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of words, its width and its base line in pixels from the top of the text."""

    words: tuple[SetWord, ...]
    width: float
    base: float


@dataclass(frozen=True, slots=True)
class SetText:
    """Text that is set: lines from top to bottom, in pixels; `size` is that of the letters."""

    lines: tuple[SetLine, ...]
    width: float
    height: float
    size: int
    face: Face
    count: int

    @property
    def deepest(self) -> float:
        """How far ink reaches below the last base line."""
        return max((_reach(word, self.size, self.face)[1] for word in self.lines[-1].words), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The room for a text in pixels: `unit` is the size of the frame's unit, `factor` makes all sizes smaller."""

    width: float
    unit: float
    is_tall: bool
    factor: float = 1.0
    height: float = math.inf


def set_text(phrase: Phrase, look: Look, room: Room, direction: str = "") -> SetText | None:
    """Return a phrase in the largest letters whose balanced lines fit; None if it has nothing to draw."""
    if not any(font_runs(word) for word in phrase.text.split()):
        return None
    script, parts = script_of(phrase.text), parts_of(phrase)
    largest = look.largest[room.is_tall] * script.scale * room.factor
    smallest = look.smallest * script.scale * room.factor
    allowed, units = look.lines[room.is_tall], largest
    best: tuple[float, float, list[list[Part]]] | None = None
    while units > max(smallest, _MUCH_SMALLER * best[1] if best else 0.0):
        lines = _fitted(parts, look, script, units, room, allowed)
        if lines:
            cost = _badness(lines) - units / largest
            best = min(best or (cost, units, lines), (cost, units, lines), key=lambda option: option[0])
        units -= _STEP
    if best:
        return _set(best[2], look, script, best[1], room, direction)
    return _squeezed(phrase, look, script, smallest, room, direction)


def _badness(lines: Sequence[Sequence[Part]]) -> float:
    """Return how badly lines end, in shares of the largest size: that much smaller letters are as good."""
    strained = sum(max(0.0, strain_between(above[-1], below[0])) for above, below in pairwise(lines))
    signs = [sum(columns(part.text) + 1 for part in line) for line in lines]
    ragged = sum(count < _SHORT * max(signs) for count in signs)
    return _STRAINED * strained + _RAGGED * ragged


def _squeezed(
    phrase: Phrase, look: Look, script: Script, units: float, room: Room, direction: str
) -> SetText | None:
    """Return a phrase that does not fit at its smallest size: with broken words, more lines, and smaller at last."""
    while units > 0.5:
        limit = max(4, int(room.width / (units * room.unit) * _COLUMNS_PER_EM))
        parts = parts_of(phrase, limit) if look.lines[room.is_tall] > 1 else parts_of(phrase)
        lines = _fitted(parts, look, script, units, room, look.lines[room.is_tall])
        if lines:
            return _set(lines, look, script, units, room, direction)
        units *= 0.965
    return None


def pixels_of(units: float, room: Room) -> int:
    """Return a size in units as whole pixels, in which fonts draw."""
    return max(1, int(units * room.unit))


def face_of(look: Look, script: Script, units: float, *, is_tabular: bool = False) -> Face:
    """Return the letters of a look at a size in units."""
    tracking = look.tracking if script.is_spaced else 0.0
    return Face(min(look.weight, script.heaviest), round(optical_size(units)), tracking, is_tabular)


def _fitted(
    parts: Sequence[Part], look: Look, script: Script, units: float, room: Room, allowed: int
) -> list[list[Part]] | None:
    face = face_of(look, script, units)
    size = pixels_of(units, room)
    context = "".join(part.text for part in parts)
    widths = [_part_width(part.text, context, face) for part in parts]
    limit = room.width / size
    lines = broken_lines(parts, widths, limit, run_width(_SPACE_FAMILY, " ", face))
    if lines is None or len(lines) > allowed:
        return None
    if len(lines) * leading_of(look, script, units) * size > room.height:
        return None
    return [list(parts[begin:end]) for begin, end in lines]


def broken_lines(
    parts: Sequence[Part], widths: Sequence[float], limit: float, space: float
) -> list[tuple[int, int]] | None:
    """Return the fewest and most even lines of parts as (begin, end); None if a part is wider than the limit."""
    if max(widths, default=0.0) > limit:
        return None
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(parts) + 1):
        options, width = [], 0.0
        strained = strain_between(parts[end - 1], parts[end]) if end < len(parts) else 0.0
        for begin in range(end - 1, -1, -1):
            width += widths[begin] + (0.0 if begin == end - 1 or parts[begin + 1].is_joined else space)
            if width > limit:
                break
            count, cost, _ = best[begin]
            options.append((count + 1, cost + (limit - width) ** 2 + strained * abs(strained), begin))
        best.append(min(options))
    ends = [len(parts)]
    while ends[-1] > 0:
        ends.append(best[ends[-1]][2])
    return list(pairwise(reversed(ends)))


def _set(
    lines: Sequence[Sequence[Part]], look: Look, script: Script, units: float, room: Room, direction: str
) -> SetText:
    face, size = face_of(look, script, units), pixels_of(units, room)
    flat = [part for line in lines for part in line]
    leading = leading_of(look, script, units) * size
    direction = direction or main_direction(" ".join(part.text for part in flat))
    rows = line_pieces([[(part.text, part.is_joined) for part in line] for line in lines], direction)
    placed = [tuple(_words(row, flat, face, size)) for row in rows]
    first = leading / 2 + _BASE * size
    above = max((_reach(word, size, face)[0] for word in placed[0]), default=0.0)
    first = max(first, above)
    done: list[SetLine] = []
    for words in placed:
        width = _line_width(words, size, face)
        done.append(SetLine(words, width, _below(done, words, leading, size, face) if done else first))
    below = max((_reach(word, size, face)[1] for word in placed[-1]), default=0.0)
    height = done[-1].base + max(leading / 2 - _BASE * size, below)
    return SetText(tuple(done), max(line.width for line in done), height, size, face, len(flat))


def _below(done: Sequence[SetLine], words: Sequence[SetWord], leading: float, size: int, face: Face) -> float:
    """Return the base line of words below other lines: further down if their marks would meet."""
    deep = max((_reach(word, size, face)[1] for word in done[-1].words), default=0.0)
    high = max((_reach(word, size, face)[0] for word in words), default=0.0)
    return done[-1].base + max(leading, deep + high + _CLEAR * size)


def _words(row: list[GlyphRun], flat: Sequence[Part], face: Face, size: int) -> Iterator[SetWord]:
    left, found = 0.0, dict[int, list[tuple[float, GlyphRun]]]()
    ends = dict[int, float]()
    for piece in row:
        width = run_width(piece.family, piece.text, face) * size
        if piece.number != SPACE:
            found.setdefault(piece.number, []).append((left, piece))
            ends[piece.number] = left + width
        left += width
    for number, pieces in found.items():
        start = pieces[0][0]
        shifted = tuple((place - start, piece) for place, piece in pieces)
        yield SetWord(number, start, ends[number] - start, shifted, flat[number].is_accented)


def _reach(word: SetWord, size: int, face: Face) -> tuple[float, float]:
    """Return how far a word's ink reaches above and below the base line in pixels, with a pixel for soft edges."""
    inks = [run_ink(run.family, run.text, face) for _, run in word.pieces]
    return 1 - min(top for _, top, *_ in inks) * size, max(ink[3] for ink in inks) * size + 1


def _line_width(words: Sequence[SetWord], size: int, face: Face) -> float:
    """Return the width of a line: that of its ink, if letters reach beyond their advance."""
    first, last = sys.float_info.max, 0.0
    for word in words:
        for start, run in word.pieces:
            left, _, right, _ = run_ink(run.family, run.text, face)
            first = min(first, word.left + start + left * size)
            last = max(last, word.left + start + right * size)
    return max([last - min(first, last), *(word.left + word.width for word in words)])


@lru_cache(maxsize=4096)
def _part_width(text: str, context: str, face: Face) -> float:
    return sum(run_width(family, run, face) for family, run in font_runs(text, context))


forget_with_font(_part_width.cache_clear)
