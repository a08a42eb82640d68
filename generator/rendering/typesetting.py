"""Sets lines of text word by word: each word in its fonts, at its place, from left to right or from right to left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from typing import NamedTuple

from PIL import Image, ImageDraw

from generator.rendering.bidi import levels_of, main_direction, mirrored, visual_order
from generator.rendering.emoji import EMOJI, draw_emoji, emoji_width
from generator.rendering.fonts import font_runs, is_shaped, load_font
from generator.rendering.timeline import Cue

Colour = tuple[int, int, int, int]

_LINE_HEIGHT = 1.28
# The base line lies this share of the font size below a line's middle: capital letters then stand in the middle.
_BASE = 0.36
# The number of what belongs to no word, and the font that tells how wide spaces are.
_SPACE, _SPACE_FAMILY = -1, "Inter"
# What may stand between the words of a cue: spaces, and marks that tell a line's direction.
_BESIDE_WORDS = " \n\u200e\u200f"
# Stands for what is no letter.
_OBJECT = "\ufffc"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a part of one in scripts without spaces: `number` counts those of the text, from 0.

    `is_joined` tells that it follows the word before without a space. `runs` are its (family, text) as they are read.
    """

    number: int
    runs: tuple[tuple[str, str], ...]
    is_joined: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """What is drawn at once: letters of one word, in one font and one direction."""

    number: int
    family: str
    text: str
    is_leftwards: bool

    def width(self, font_size: int) -> float:
        return _run_width(self.family, self.text, font_size)

    @property
    def direction(self) -> str | None:
        """The direction by which it is shaped, where anything is."""
        return ("rtl" if self.is_leftwards else "ltr") if is_shaped() else None

    @property
    def shown(self) -> str:
        """The text as it is to be given to a font: it only turns it around where it shapes it."""
        return mirrored(self.text) if self.is_leftwards and not is_shaped() else self.text


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word on a base line at `base`: its pieces, each with its left end; in pixels of its block."""

    number: int
    pieces: tuple[tuple[float, Piece], ...]
    base: float


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text that are set: `width` and `height` in pixels, and the words in no certain order."""

    words: tuple[PlacedWord, ...]
    width: int
    height: int
    font_size: int


class _Sign(NamedTuple):
    """A character, or an emoji of several, with the number of its word and which of the word's runs it is in."""

    number: int
    run: int
    family: str
    text: str


def split_cue(cue: Cue) -> list[list[tuple[str, bool]]]:
    """Return a cue's lines as its (word, is joined to the one before); the words count as the cue's words do.

    Marks of direction before lines are left out.
    """
    lines: list[list[tuple[str, bool]]] = [[]]
    rest = cue.text
    for word in cue.words:
        gap, found, after = rest.partition(word.text)
        if not found or gap.strip(_BESIDE_WORDS):
            # The words are not those of the text: the text counts.
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
) -> Block | None:
    """Set lines of (word, is joined), each centred; None if no character of them can be drawn.

    `direction`, L or R, is that of the text which the lines are; by default that of most letters. Lines that are wider
    than `widest` pixels are set smaller, down to a font of `smallest` pixels.
    """
    direction = direction or main_direction("".join(text for line in lines for text, _ in line))
    prepared = [words for words in _prepared(lines) if any(_has_ink(word) for word in words)]
    if not prepared:
        return None
    ordered = list(_ordered(prepared, direction))
    while font_size > smallest and max(_line_width(line, font_size) for line in ordered) > widest:
        font_size -= 1
    line_height = round(font_size * _LINE_HEIGHT)
    width = max(_line_width(line, font_size) for line in ordered)
    placed = [
        word
        for number, line in enumerate(ordered)
        for word in _placed(line, width, (number + 0.5) * line_height + font_size * _BASE, font_size)
    ]
    return Block(tuple(placed), round(width), len(ordered) * line_height, font_size)


def draw_words(
    picture: Image.Image,
    words: Sequence[PlacedWord],
    corner: tuple[float, float],
    font_size: int,
    ink: Colour,
    outline: int = 0,
) -> None:
    """Draw words of a block whose left upper corner lies at `corner`; with an `outline` of pixels, only that.

    Emoji have colours of their own and no outline.
    """
    canvas = ImageDraw.Draw(picture)
    for placed in words:
        # On whole pixels: the same letters look the same wherever they stand.
        base = round(corner[1] + placed.base)
        for start, piece in placed.pieces:
            left = round(corner[0] + start)
            if piece.family != EMOJI:
                canvas.text(
                    (left, base), piece.shown, fill=ink, font=load_font(piece.family, font_size), anchor="ls",
                    stroke_width=outline, stroke_fill=ink, direction=piece.direction,
                )  # fmt: skip
            elif not outline:
                drawing = draw_emoji(piece.text, font_size)
                top = round(base - font_size * _BASE - drawing.height / 2)
                picture.alpha_composite(drawing, (max(0, left), max(0, top)))


def _prepared(lines: Sequence[Sequence[tuple[str, bool]]]) -> Iterator[list[Word]]:
    number, context = 0, "".join(text for line in lines for text, _ in line)
    for line in lines:
        words = []
        for text, is_joined in line:
            runs = font_runs(text, context)
            if runs:
                words.append(Word(number, tuple(runs), is_joined))
            number += 1
        yield words


def _has_ink(word: Word) -> bool:
    return any(
        family == EMOJI or any(character.isalnum() for character in text) for family, text in word.runs
    )


def _ordered(lines: list[list[Word]], direction: str) -> Iterator[list[Piece]]:
    """Yield the pieces of each line from left to right, with the spaces between words."""
    rows = [_signs(words) for words in lines]
    # What a line ends with tells how the next one is read: a number behind a name belongs to it.
    text = " ".join("".join(_seen(sign) for sign in row) for row in rows)
    levels = iter(levels_of(text, direction))
    for row in rows:
        pieces, heights = [], []
        for (number, _, family, level), group in groupby(
            zip(row, islice(levels, len(row)), strict=True), lambda pair: (*pair[0][:3], pair[1])
        ):
            pieces.append(Piece(number, family, "".join(sign.text for sign, _ in group), level % 2 == 1))
            heights.append(level)
        # The space between lines.
        next(levels, None)
        yield [pieces[index] for index in visual_order(heights)]


def _signs(words: list[Word]) -> list[_Sign]:
    signs: list[_Sign] = []
    for place, word in enumerate(words):
        if place and not word.is_joined:
            signs.append(_Sign(_SPACE, 0, _SPACE_FAMILY, " "))
        for run, (family, text) in enumerate(word.runs):
            # An emoji is one sign of no direction, whatever it is made of.
            parts = [text] if family == EMOJI else text
            signs += [_Sign(word.number, run, family, part) for part in parts]
    return signs


def _seen(sign: _Sign) -> str:
    return _OBJECT if sign.family == EMOJI else sign.text


def _line_width(pieces: list[Piece], font_size: int) -> float:
    return sum(piece.width(font_size) for piece in pieces)


def _placed(pieces: list[Piece], block_width: float, base: float, font_size: int) -> Iterator[PlacedWord]:
    left = (block_width - _line_width(pieces, font_size)) / 2
    words: dict[int, list[tuple[float, Piece]]] = {}
    for piece in pieces:
        if piece.number != _SPACE:
            words.setdefault(piece.number, []).append((left, piece))
        left += piece.width(font_size)
    for number, parts in words.items():
        yield PlacedWord(number, tuple(parts), base)


# Every way to break the lines of a cue asks for the same widths, and the short words of a language come again.
@lru_cache(maxsize=2048)
def _run_width(family: str, text: str, font_size: int) -> float:
    return emoji_width(font_size) if family == EMOJI else load_font(family, font_size).getlength(text)
