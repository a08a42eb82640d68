"""Draws the words of title and end cards: large, in the middle, in lines of about the same length."""

from __future__ import annotations

import math
from functools import lru_cache

from PIL import Image, ImageFilter

from generator.rendering.breaking import columns
from generator.rendering.lettering import Lettering, lettering_of
from generator.rendering.safe_area import safe_area
from generator.rendering.typesetting import Block, draw_words, set_lines
from generator.rendering.words import join_parts, split_words

# Font sizes that are tried, as shares of the side of a square of the frame's area, the largest first; and how many
# columns of letters fit into a width of one font size.
_LETTERS = (0.088, 0.074, 0.062, 0.052, 0.044)
_COLUMNS = 1 / 0.56
# The share of the frame's height that a card's lines may fill.
_HIGHEST = 0.62
_LINE_HEIGHT = 1.28
_WHITE, _SHADOW = (255, 255, 255, 255), (0, 0, 0, 150)
_CARDS = 4

Line = list[tuple[str, bool]]


@lru_cache(maxsize=_CARDS)
def draw_card(text: str, size: tuple[int, int]) -> Lettering | None:
    """Draw the words of a card for a frame of (width, height) pixels; None if no character can be drawn."""
    widest = size[0] * (1 - 2 * safe_area(size).side) * 0.92
    side = math.sqrt(size[0] * size[1])
    for share in _LETTERS:
        font_size = max(6, round(share * side))
        lines = _balanced(text, max(6, int(widest / font_size * _COLUMNS)))
        if len(lines) * font_size * _LINE_HEIGHT <= _HIGHEST * size[1]:
            break
    block = set_lines(lines, widest, font_size)
    return None if block is None else _placed(block, size)


def _balanced(text: str, limit: int) -> list[Line]:
    """Break each line of a text into as few lines as can be, as even as can be, each at most `limit` columns wide."""
    lines = []
    for paragraph in text.split("\n"):
        parts = split_words(paragraph, limit)
        broken = _broken(parts, limit)
        for narrower in range(limit - 1, 0, -1):
            tighter = _broken(parts, narrower)
            if len(tighter) > len(broken) or any(columns(join_parts(line)) > narrower for line in tighter):
                break
            broken = tighter
        lines += broken
    return lines


def _broken(parts: Line, limit: int) -> list[Line]:
    lines: list[Line] = []
    for text, is_joined in parts:
        if lines and columns(join_parts([*lines[-1], (text, is_joined)])) <= limit:
            lines[-1].append((text, is_joined))
        else:
            lines.append([(text, False)])
    return lines


def _placed(block: Block, size: tuple[int, int]) -> Lettering:
    soft = max(1, block.font_size // 6)
    margin = 3 * soft
    inner = (block.width + 2 * margin + 1) // 2 * 2, (block.height + 2 * margin + 1) // 2 * 2
    corner = ((inner[0] - block.width) / 2, (inner[1] - block.height) / 2)
    shadow = Image.new("RGBA", inner, (0, 0, 0, 0))
    draw_words(shadow, block.words, corner, block.font_size, _SHADOW)
    picture = Image.new("RGBA", inner, (0, 0, 0, 0))
    picture.putalpha(shadow.getchannel("A").filter(ImageFilter.GaussianBlur(soft)))
    letters = Image.new("RGBA", inner, (0, 0, 0, 0))
    draw_words(letters, block.words, corner, block.font_size, _WHITE)
    picture = Image.alpha_composite(picture, letters)
    picture = picture.crop((0, 0, min(inner[0], size[0]), min(inner[1], size[1])))
    left, top = ((size[axis] - picture.size[axis]) // 4 * 2 for axis in (0, 1))
    return lettering_of(picture, (left, top))
