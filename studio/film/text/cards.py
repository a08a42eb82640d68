"""Title and end cards: large words in the middle, in lines of about equal length."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise, zip_longest

from PIL import Image, ImageDraw, ImageFilter

from studio.film.branding.colours import Rgb
from studio.film.branding.inks import CardInks, card_inks
from studio.film.plan import UNBRANDED, Branding
from studio.film.text.fonts import forget_with_font
from studio.film.text.lettering import Lettering, lettering_of
from studio.film.text.safe_area import safe_area
from studio.film.text.typesetting import TextBlock, draw_words, set_lines
from studio.film.text.words import hyphen_after, is_sign, join_parts, split_words
from studio.text.lines.breaking import columns, is_torn, strain

# Font sizes to try, largest first, as shares of the square root of the frame's area; and how many columns of letters
# fit into one font size of width.
_LETTERS = (0.088, 0.074, 0.062, 0.052, 0.044)
_COLUMNS = 1 / 0.53
# Further ones, for lists that are too long for these.
_SMALL_LETTERS = (0.037, 0.031, 0.026, 0.022, 0.019)
# The share of the frame's height that a card's lines may fill.
_HIGHEST = 0.62
_LINE_HEIGHT = 1.28
# Costs, in steps of font sizes: of a line break, of a broken word, of uneven lines, and of lines that do not fit.
_BREAK, _TORN, _UNEVEN, _TOO_HIGH = 1.0, 3.0, 4.0, 100.0
# A line that ends with a word of at most this many letters (an article) costs as much as one this many columns short.
_SHORT_WORD, _DANGLING = 3, 3.0
_SHADOW = (0, 0, 0, 150)
# The line under a card's words in an owner's colour: its width, its thickness and its distance from them, in shares of
# the font size.
_LINE_WIDE, _LINE_THICK, _LINE_BELOW = 1.5, 0.11, 0.42
_CARDS = 4

Line = list[tuple[str, bool]]


@lru_cache(maxsize=_CARDS)
def draw_card(text: str, size: tuple[int, int], branding: Branding = UNBRANDED) -> Lettering | None:
    """Draw the words of a card for a frame of (width, height) pixels; None if no character can be drawn."""
    widest = size[0] * (1 - 2 * safe_area(size).side) * 0.92
    *_, font_size, lines = min(_set(text, size, widest, _LETTERS))
    if len(lines) * font_size * _LINE_HEIGHT > _HIGHEST * size[1]:
        *_, font_size, lines = min(_set(text, size, widest, (*_LETTERS, *_SMALL_LETTERS)))
    block = set_lines(_hyphenated(lines), widest, font_size)
    return None if block is None else _placed(block, size, card_inks(branding))


def _set(
    text: str, size: tuple[int, int], widest: float, shares: tuple[float, ...]
) -> list[tuple[float, int, int, list[Line]]]:
    """Return the text in lines for each of these font sizes, with its cost, the place of the size and the size in pixels."""
    side = math.sqrt(size[0] * size[1])
    options = []
    for step, share in enumerate(shares):
        font_size = max(6, round(share * side))
        lines = _balanced(text, max(6, int(widest / font_size * _COLUMNS)))
        cost = step + _unevenness(lines)
        if len(lines) * font_size * _LINE_HEIGHT > _HIGHEST * size[1]:
            cost += _TOO_HIGH
        options.append((cost, step, font_size, lines))
    return options


def _unevenness(lines: list[Line]) -> float:
    """Return the cost of lines, in steps of font sizes: their number, unevenness and broken words."""
    widths = [columns(join_parts(line)) for line in lines]
    uneven = sum((1 - width / max(widths)) ** 2 for width in widths) if max(widths, default=0) else 0.0
    torn = sum(
        bool(above and below) and below[0][1] and is_torn(above[-1][0], below[0][0])
        for above, below in pairwise(lines)
    )
    return _UNEVEN * uneven / max(1, len(lines)) + _BREAK * len(lines) + _TORN * torn


def _balanced(text: str, limit: int) -> list[Line]:
    """Break each line of a text into the fewest and most even lines of at most `limit` columns.

    Only a word that is too wide by itself may exceed the limit.
    """
    return [line for paragraph in text.split("\n") for line in _broken(split_words(paragraph, limit), limit)]


def _hyphenated(lines: list[Line]) -> list[Line]:
    """Return lines with a hyphen behind each that ends inside a word."""
    hyphenated = []
    for line, below in zip_longest(lines, lines[1:]):
        if line and below:
            text, is_joined = line[-1]
            hyphen = hyphen_after(text, below[0][0], is_joined=below[0][1])
            line = [*line[:-1], (text + hyphen, is_joined)]
        hyphenated.append(line)
    return hyphenated


def _broken(parts: Line, limit: int) -> list[Line]:
    """Break parts into the fewest lines, and among these with the least sum of squared costs."""
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(parts) + 1):
        options = []
        for begin in range(end - 1, -1, -1):
            width = columns(join_parts(parts[begin:end]))
            if width > limit and begin < end - 1:
                break
            count, cost, _ = best[begin]
            options.append((count + 1, cost + (limit - width) ** 2 + _strain_behind(parts, end) ** 2, begin))
        best.append(min(options))
    ends = [len(parts)]
    while ends[-1] > 0:
        ends.append(best[ends[-1]][2])
    return [parts[begin:end] for begin, end in pairwise(reversed(ends))]


def _strain_behind(parts: Line, end: int) -> float:
    """Return the cost, in columns, of a line break before the part at index `end`."""
    if end == len(parts):
        return 0.0
    before, (after, is_joined) = parts[end - 1][0], parts[end]
    if is_joined:
        return strain(before, after)
    return _DANGLING * (columns(before) <= _SHORT_WORD) + _DANGLING * is_sign(after)


forget_with_font(draw_card.cache_clear)


def _placed(block: TextBlock, size: tuple[int, int], inks: CardInks) -> Lettering:
    soft = max(1, block.font_size // 6)
    margin = 3 * soft
    line = round((_LINE_BELOW + _LINE_THICK) * block.font_size) if inks.line else 0
    inner = (block.width + 2 * margin + 1) // 2 * 2, (block.height + line + 2 * margin + 1) // 2 * 2
    corner = ((inner[0] - block.width) / 2, (inner[1] - block.height - line) / 2)
    shadow = Image.new("RGBA", inner, (0, 0, 0, 0))
    draw_words(shadow, block.words, corner, block.font_size, _SHADOW)
    picture = Image.new("RGBA", inner, (0, 0, 0, 0))
    picture.putalpha(shadow.getchannel("A").filter(ImageFilter.GaussianBlur(soft)))
    letters = Image.new("RGBA", inner, (0, 0, 0, 0))
    draw_words(letters, block.words, corner, block.font_size, (*inks.letters, 255))
    if inks.line:
        _underline(letters, block, corner[1], inks.line)
    picture = Image.alpha_composite(picture, letters)
    picture = picture.crop((0, 0, min(inner[0], size[0]), min(inner[1], size[1])))
    left, top = ((size[axis] - picture.size[axis]) // 4 * 2 for axis in (0, 1))
    return lettering_of(picture, (left, top))


def _underline(picture: Image.Image, block: TextBlock, top: float, colour: Rgb) -> None:
    """Draw a short line under a block of words, in the middle."""
    thick = max(2, round(_LINE_THICK * block.font_size))
    wide, above = (
        _LINE_WIDE * block.font_size,
        round(top + block.height + _LINE_BELOW * block.font_size) - thick,
    )
    middle = picture.width / 2
    box = (round(middle - wide / 2), above, round(middle + wide / 2), above + thick)
    ImageDraw.Draw(picture).rounded_rectangle(box, thick // 2, fill=(*colour, 255))
