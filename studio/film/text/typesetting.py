"""Typesetting of lines word by word: fonts, positions and direction of each word."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageDraw

from studio.film.plan import Cue
from studio.film.text.emoji import EMOJI, draw_emoji
from studio.film.text.fonts import load_font
from studio.film.text.runs import SPACE, GlyphRun, drawn_scale, line_pieces

Colour = tuple[int, int, int, int]

_LINE_HEIGHT = 1.28
# The baseline lies this share of the font size below a line's middle, so that capital letters are centred.
_BASE = 0.36
# Least clear space between the letters of two lines, as a share of the font size.
_CLEAR = 0.1
# Characters that may stand between the words of a cue: white space and direction marks.
_BESIDE_WORDS = " \n\u200e\u200f"


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word with its baseline at `base`, and its pieces, each with its left end; in pixels of its block."""

    number: int
    pieces: tuple[tuple[float, GlyphRun], ...]
    base: float

    @property
    def has_letters(self) -> bool:
        return any(piece.has_letters for _, piece in self.pieces)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Typeset lines: `width` and `height` in pixels, and the placed words in no particular order."""

    words: tuple[PlacedWord, ...]
    width: int
    height: int
    font_size: int


def split_cue(cue: Cue) -> list[list[tuple[str, bool]]]:
    """Return a cue's lines as (word, is joined to the one before), in the same words as the cue's.

    Direction marks before lines are left out.
    """
    lines: list[list[tuple[str, bool]]] = [[]]
    rest = cue.text
    for word in cue.words:
        gap, found, after = rest.partition(word.text)
        if not found or gap.strip(_BESIDE_WORDS):
            # The words do not match the text: use the text.
            return split_text(cue.text)
        if "\n" in gap:
            lines.append([])
        lines[-1].append((word.text, not gap and bool(lines[-1])))
        rest = after
    return split_text(cue.text) if rest.strip(_BESIDE_WORDS) else lines


def split_text(text: str) -> list[list[tuple[str, bool]]]:
    """Return the lines of a text as words."""
    return [[(word, False) for word in line.split()] for line in text.split("\n")]


def set_lines(
    lines: Sequence[Sequence[tuple[str, bool]]],
    widest: float,
    font_size: int,
    *,
    direction: str = "",
    smallest: int = 6,
) -> TextBlock | None:
    """Set lines of (word, is joined), each centred; None if no character of them can be drawn.

    `direction`, L or R, is that of the whole text; by default that of most words. Lines wider than `widest` pixels are
    set in smaller fonts, down to `smallest` pixels.
    """
    ordered = line_pieces(lines, direction)
    if not ordered:
        return None
    while font_size > smallest and max(_line_width(line, font_size) for line in ordered) > widest:
        font_size -= 1
    line_height = round(font_size * _LINE_HEIGHT)
    width = max(_line_width(line, font_size) for line in ordered)
    bases = _bases(ordered, font_size, line_height)
    placed = [
        word
        for line, base in zip(ordered, bases, strict=True)
        for word in _placed(line, width, base, font_size)
    ]
    return TextBlock(tuple(placed), round(width), round(bases[-1] - bases[0]) + line_height, font_size)


def _bases(lines: list[list[GlyphRun]], font_size: int, line_height: int) -> list[float]:
    """Return each line's baseline in pixels; letters that reach far up or down, as in Burmese, push lines apart."""
    bases = [line_height / 2 + font_size * _BASE]
    for above, below in pairwise(lines):
        deep = max(piece.reach(font_size)[1] for piece in above)
        high = max(piece.reach(font_size)[0] for piece in below)
        bases.append(bases[-1] + max(line_height, math.ceil(deep + high + _CLEAR * font_size)))
    return bases


def draw_words(
    picture: Image.Image,
    words: Sequence[PlacedWord],
    corner: tuple[float, float],
    font_size: int,
    ink: Colour,
    outline: int = 0,
) -> None:
    """Draw words of a block whose upper left corner is at `corner`; with an `outline` in pixels, only the outline.

    Emoji have colours of their own and no outline.
    """
    if drawn_scale(font_size) == 1:
        _draw_letters(ImageDraw.Draw(picture), words, corner, font_size, ink, outline)
    else:
        _draw_finely(picture, words, corner, font_size, ink, outline)
    if not outline:
        _draw_emoji(picture, words, corner, font_size)


def _draw_letters(
    draw: ImageDraw.ImageDraw,
    words: Sequence[PlacedWord],
    corner: tuple[float, float],
    font_size: int,
    ink: Colour | int,
    outline: int,
    scale: int = 1,
) -> None:
    for placed in words:
        # On whole pixels, so that the same letters look the same everywhere.
        base = round((corner[1] + placed.base) * scale)
        for start, piece in placed.pieces:
            if piece.family != EMOJI:
                place = round((corner[0] + start) * scale), base
                _draw_piece(draw, place, piece, font_size, ink, outline * scale, scale)


def _draw_piece(
    draw: ImageDraw.ImageDraw,
    place: tuple[int, int],
    piece: GlyphRun,
    font_size: int,
    ink: Colour | int,
    outline: int,
    scale: int,
) -> None:
    """Draw a piece; smaller if the font library cannot draw it at its size, and not at all if it never can."""
    for size in (font_size, font_size // 2, font_size // 4):
        try:
            draw.text(
                place, piece.shown, fill=ink, font=load_font(piece.family, max(1, size), scale), anchor="ls",
                stroke_width=outline, stroke_fill=ink, direction=piece.direction,
            )  # fmt: skip
        except OSError:
            continue
        return


def _draw_finely(
    picture: Image.Image,
    words: Sequence[PlacedWord],
    corner: tuple[float, float],
    font_size: int,
    ink: Colour,
    outline: int,
) -> None:
    """Draw letters larger and reduce them, only in the part of the picture that has words."""
    scale, around = drawn_scale(font_size), 2 * font_size + outline
    spans = [(start, start + piece.width(font_size)) for placed in words for start, piece in placed.pieces]
    bases = [placed.base for placed in words]
    box = (
        max(0, int(corner[0] + min(start for start, _ in spans)) - around),
        max(0, int(corner[1] + min(bases)) - around),
        min(picture.width, int(corner[0] + max(end for _, end in spans)) + around),
        min(picture.height, int(corner[1] + max(bases)) + around),
    )
    size = box[2] - box[0], box[3] - box[1]
    if min(size) <= 0:
        # Text too wide at the smallest size is cut off: these words lie beyond the frame's edge.
        return
    mask = Image.new("L", (size[0] * scale, size[1] * scale))
    origin = corner[0] - box[0], corner[1] - box[1]
    _draw_letters(ImageDraw.Draw(mask), words, origin, font_size, 255, outline, scale)
    layer = Image.new("RGBA", size, ink)
    layer.putalpha(mask.resize(size, Image.Resampling.BOX).point(lambda light: light * ink[3] // 255))
    picture.alpha_composite(layer, box[:2])


def _draw_emoji(
    picture: Image.Image, words: Sequence[PlacedWord], corner: tuple[float, float], font_size: int
) -> None:
    for placed in words:
        for start, piece in placed.pieces:
            if piece.family == EMOJI:
                drawing = draw_emoji(piece.text, font_size)
                top = round(corner[1] + placed.base - font_size * _BASE - drawing.height / 2)
                picture.alpha_composite(drawing, (max(0, round(corner[0] + start)), max(0, top)))


def _line_width(pieces: list[GlyphRun], font_size: int) -> float:
    return sum(piece.width(font_size) for piece in pieces)


def _placed(pieces: list[GlyphRun], block_width: float, base: float, font_size: int) -> Iterator[PlacedWord]:
    left = (block_width - _line_width(pieces, font_size)) / 2
    words: dict[int, list[tuple[float, GlyphRun]]] = {}
    for piece in pieces:
        if piece.number != SPACE:
            words.setdefault(piece.number, []).append((left, piece))
        left += piece.width(font_size)
    for number, parts in words.items():
        yield PlacedWord(number, tuple(parts), base)
