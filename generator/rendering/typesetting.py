"""Sets lines of text word by word: each word in its fonts, at its place, from left to right or from right to left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from PIL import Image, ImageDraw, ImageFont

from generator.rendering.emoji import EMOJI, draw_emoji, emoji_width
from generator.rendering.fonts import direction_of, font_runs, load_font
from generator.rendering.timeline import Cue

Colour = tuple[int, int, int, int]

_LINE_HEIGHT = 1.28
# The base line lies this share of the font size below a line's middle: capital letters then stand in the middle.
_BASE = 0.36


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a part of one in scripts without spaces: `number` counts those of the text, from 0.

    `is_joined` tells that it follows the word before without a space. `runs` are its (family, text), one after the
    other from left to right.
    """

    number: int
    runs: tuple[tuple[str, str], ...]
    is_joined: bool
    direction: str

    def width(self, font_size: int) -> float:
        return sum(_run_width(family, text, font_size) for family, text in self.runs)


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word whose left end lies at `left`, on a base line at `base`, in pixels of its block."""

    word: Word
    left: float
    base: float
    width: float


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text that are set: `width` and `height` in pixels, and the words in no certain order."""

    words: tuple[PlacedWord, ...]
    width: int
    height: int
    font_size: int


def split_cue(cue: Cue) -> list[list[tuple[str, bool]]]:
    """Return a cue's lines as its (word, is joined to the one before); the words count as the cue's words do."""
    lines: list[list[tuple[str, bool]]] = [[]]
    rest = cue.text
    for word in cue.words:
        gap, found, after = rest.partition(word.text)
        if not found or gap.strip():
            # The words are not those of the text: the text counts.
            return split_text(cue.text)
        if "\n" in gap:
            lines.append([])
        lines[-1].append((word.text, not gap and bool(lines[-1])))
        rest = after
    return split_text(cue.text) if rest.strip() else lines


def split_text(text: str) -> list[list[tuple[str, bool]]]:
    """Return the lines of a text as words."""
    return [[(word, False) for word in line.split()] for line in text.split("\n")]


def set_lines(
    lines: Sequence[Sequence[tuple[str, bool]]], widest: float, font_size: int, *, smallest: int = 6
) -> Block | None:
    """Set lines of (word, is joined), each centred; None if no character of them can be drawn.

    Lines that are wider than `widest` pixels are set smaller, down to a font of `smallest` pixels.
    """
    prepared = [words for words in _prepared(lines) if any(_has_ink(word) for word in words)]
    if not prepared:
        return None
    ordered = [_ordered(words) for words in prepared]
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
        left, base = round(corner[0] + placed.left), round(corner[1] + placed.base)
        for family, text in placed.word.runs:
            width = _run_width(family, text, font_size)
            if family == EMOJI:
                if not outline:
                    drawing = draw_emoji(text, font_size)
                    top = round(base - font_size * _BASE - drawing.height / 2)
                    picture.alpha_composite(drawing, (max(0, left), max(0, top)))
            else:
                canvas.text(
                    (left, base), text, fill=ink, font=load_font(family, font_size), anchor="ls",
                    stroke_width=outline, stroke_fill=ink,
                )  # fmt: skip
            left += round(width)


def _prepared(lines: Sequence[Sequence[tuple[str, bool]]]) -> Iterator[list[Word]]:
    number, context = 0, "".join(text for line in lines for text, _ in line)
    for line in lines:
        words = []
        for text, is_joined in line:
            direction = direction_of(text)
            runs = font_runs(text, context)
            if runs:
                words.append(
                    Word(number, tuple(runs[::-1] if direction == "R" else runs), is_joined, direction)
                )
            number += 1
        yield words


def _has_ink(word: Word) -> bool:
    return any(
        family == EMOJI or any(character.isalnum() for character in text) for family, text in word.runs
    )


def _ordered(words: list[Word]) -> list[Word]:
    """Return the words of a line from left to right (UAX 9, rules P2 and L2, for whole words)."""
    paragraph = next((word.direction for word in words if word.direction), "L")
    # Numbers and signs go with the line.
    groups = [
        list(group)[:: -1 if direction == "R" else 1]
        for direction, group in groupby(words, key=lambda word: word.direction or paragraph)
    ]
    return [word for group in (groups[::-1] if paragraph == "R" else groups) for word in group]


def _gaps(words: list[Word], font_size: int) -> list[float]:
    """Return the space before each word, counted from the left."""
    gaps = [0.0]
    for left, right in pairwise(words):
        later = max(left, right, key=lambda word: word.number)
        gaps.append(0.0 if later.is_joined else _space(font_size))
    return gaps


def _line_width(words: list[Word], font_size: int) -> float:
    return sum(_gaps(words, font_size)) + sum(word.width(font_size) for word in words)


def _placed(words: list[Word], block_width: float, base: float, font_size: int) -> Iterator[PlacedWord]:
    left = (block_width - _line_width(words, font_size)) / 2
    for word, gap in zip(words, _gaps(words, font_size), strict=True):
        width = word.width(font_size)
        yield PlacedWord(word, left + gap, base, width)
        left += gap + width


# Every way to break the lines of a cue asks for the same widths, and the short words of a language come again.
@lru_cache(maxsize=2048)
def _run_width(family: str, text: str, font_size: int) -> float:
    return emoji_width(font_size) if family == EMOJI else load_font(family, font_size).getlength(text)


@lru_cache(maxsize=16)
def _space(font_size: int) -> float:
    font: ImageFont.FreeTypeFont = load_font("Inter", font_size)
    return font.getlength(" ")
