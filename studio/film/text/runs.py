"""Division of lines into pieces that are drawn in one call: of one font and one direction, in visual order."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from typing import NamedTuple

from studio.film.text.bidi import levels_of, main_direction, mirrored, visual_order
from studio.film.text.emoji import EMOJI, emoji_width
from studio.film.text.fonts import font_runs, is_shaped, load_font

# The word number of spaces, and the font that gives their width.
SPACE, _SPACE_FAMILY = -1, "Inter"
# Below this font size in pixels it shows that each letter begins on a whole pixel: they are drawn this many times
# larger and then reduced.
_SMALL, _FINER = 30, 3
# Stands for anything that is not a letter.
_OBJECT = "\ufffc"


@dataclass(frozen=True, slots=True)
class ShapedWord:
    """A word, or a part of one in scripts without spaces: `number` counts those of the text, from 0.

    `is_joined` means that no space precedes it. `runs` are its (family, text) runs in reading order.
    """

    number: int
    runs: tuple[tuple[str, str], ...]
    is_joined: bool


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Letters of one word, in one font and one direction, that are drawn in one call."""

    number: int
    family: str
    text: str
    is_leftwards: bool

    def width(self, font_size: int) -> float:
        return _run_width(self.family, self.text, font_size)

    def reach(self, font_size: int) -> tuple[int, int]:
        """Return its extent above and below the baseline in pixels."""
        return _run_reach(self.family, self.text, font_size)

    @property
    def has_letters(self) -> bool:
        """Whether it has a letter, a digit or an emoji, not only punctuation."""
        return _is_lettered(self.family, self.text)

    @property
    def direction(self) -> str | None:
        """The direction in which it is shaped, or None without shaping."""
        return ("rtl" if self.is_leftwards else "ltr") if is_shaped() else None

    @property
    def shown(self) -> str:
        """The text to give to the font, already reversed if the font does not shape it."""
        return mirrored(self.text) if self.is_leftwards and not is_shaped() else self.text


class _Sign(NamedTuple):
    """A character, or an emoji of several, with the number of its word and which of the word's runs it is in."""

    number: int
    run: int
    family: str
    text: str


def line_pieces(lines: Sequence[Sequence[tuple[str, bool]]], direction: str = "") -> list[list[GlyphRun]]:
    """Return the pieces of lines of (word, is joined) from left to right; lines with nothing to draw are left out.

    `direction`, L or R, is that of the whole text; by default that of most words.
    """
    direction = direction or main_direction(" ".join(text for line in lines for text, _ in line))
    return list(
        _ordered([words for words in _prepared(lines) if any(_has_ink(word) for word in words)], direction)
    )


def _prepared(lines: Sequence[Sequence[tuple[str, bool]]]) -> Iterator[list[ShapedWord]]:
    number, context = 0, "".join(text for line in lines for text, _ in line)
    for line in lines:
        words = []
        for text, is_joined in line:
            runs = font_runs(text, context)
            if runs:
                words.append(ShapedWord(number, tuple(runs), is_joined))
            number += 1
        yield words


def _has_ink(word: ShapedWord) -> bool:
    return any(_is_lettered(family, text) for family, text in word.runs)


def _is_lettered(family: str, text: str) -> bool:
    return family == EMOJI or any(character.isalnum() for character in text)


def _ordered(lines: list[list[ShapedWord]], direction: str) -> Iterator[list[GlyphRun]]:
    """Yield the pieces of each line from left to right, with the spaces between words."""
    rows = [_signs(words) for words in lines]
    # Order all lines as one text: the end of a line affects the next one, as with a number after a name.
    text = " ".join("".join(_seen(sign) for sign in row) for row in rows)
    levels = iter(levels_of(text, direction))
    for row in rows:
        pieces, heights = [], []
        for (number, _, family, level), group in groupby(
            zip(row, islice(levels, len(row)), strict=True), lambda pair: (*pair[0][:3], pair[1])
        ):
            pieces.append(GlyphRun(number, family, "".join(sign.text for sign, _ in group), level % 2 == 1))
            heights.append(level)
        # The space between lines.
        next(levels, None)
        yield [pieces[index] for index in visual_order(heights)]


def _signs(words: list[ShapedWord]) -> list[_Sign]:
    signs: list[_Sign] = []
    for place, word in enumerate(words):
        if place and not word.is_joined:
            signs.append(_Sign(SPACE, 0, _SPACE_FAMILY, " "))
        for run, (family, text) in enumerate(word.runs):
            # An emoji is one neutral character, whatever it is made of.
            parts = [text] if family == EMOJI else text
            signs += [_Sign(word.number, run, family, part) for part in parts]
    return signs


def _seen(sign: _Sign) -> str:
    return _OBJECT if sign.family == EMOJI else sign.text


def drawn_scale(font_size: int) -> int:
    """Return the factor by which letters are drawn larger and then reduced, as each begins on a whole pixel."""
    return _FINER if font_size < _SMALL else 1


# Cached: every way to break a cue's lines asks for the same widths, and short words recur.
@lru_cache(maxsize=2048)
def _run_width(family: str, text: str, font_size: int) -> float:
    if family == EMOJI:
        return emoji_width(font_size)
    scale = drawn_scale(font_size)
    return load_font(family, font_size, scale).getlength(text) / scale


@lru_cache(maxsize=2048)
def _run_reach(family: str, text: str, font_size: int) -> tuple[int, int]:
    if family == EMOJI:
        return 0, 0
    _, top, _, bottom = load_font(family, font_size).getbbox(text, anchor="ls")
    return max(0, math.ceil(-top)), max(0, math.ceil(bottom))
