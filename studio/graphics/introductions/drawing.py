"""The picture of a lower third: a name, and below it in smaller letters what its bearer is."""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw

from studio.film.text.bidi import main_direction
from studio.film.text.burned.ink import SPOKEN, WHITE, opposite, plate
from studio.film.text.safe_area import safe_area
from studio.film.text.typesetting import Colour, TextBlock, draw_words, set_lines, split_text
from studio.text.lines.breaking import columns

# Font sizes as shares of the side of a square of the frame's area, and the widest text as a share of the safe width.
_NAME, _ROLE, _WIDEST = 0.05, 0.034, 0.78
# Shares of the name's font size: the room beside, above and below, between the lines, the bar, the radius.
_BESIDE, _ABOVE, _BETWEEN, _BAR, _RADIUS = 0.5, 0.3, 0.06, 0.16, 0.28
_OPACITY = 0.82
# Layers are stored finer than the frame.
_FINER = 1.25
# From so many columns on, a role may take two lines.
_LONG = 30


def draw_lower_third(
    name: str,
    role: str,
    size: tuple[int, int],
    file: Path,
    *,
    colour: Colour = WHITE,
    accent: Colour = SPOKEN,
) -> tuple[float, float] | None:
    """Write a lower third for frames of (width, height) pixels as PNG; return its size in frame pixels.

    None if no letter of the name can be drawn. `colour` is that of the letters, `accent` that of the bar.
    """
    side = math.sqrt(size[0] * size[1]) * _FINER
    widest = size[0] * (1 - 2 * safe_area(size).side) * _WIDEST * _FINER
    em = _NAME * side
    direction = main_direction(f"{name} {role}")
    above = set_lines(split_text(name), widest, round(em), direction=direction)
    if above is None:
        return None
    below = (
        set_lines(split_text(_broken(role)), widest, round(_ROLE * side), direction=direction)
        if role
        else None
    )
    blocks = [block for block in (above, below) if block]
    text = max(block.width for block in blocks)
    between = round(_BETWEEN * em)
    width = round(text + 2 * _BESIDE * em + _BAR * em)
    height = round(sum(block.height for block in blocks) + between * (len(blocks) - 1) + 2 * _ABOVE * em)
    picture = _ground((width, height), em, colour, accent, is_leftwards=direction == "R")
    top = _ABOVE * em
    for number, block in enumerate(blocks):
        begin = round((_BESIDE + _BAR) * em)
        left = width - begin - text if direction == "R" else begin
        _draw(picture, block, (left, round(top)), text, colour if number == 0 else _softer(colour), direction)
        top += block.height + between
    picture.save(file)
    return width / _FINER, height / _FINER


def _ground(
    size: tuple[int, int], em: float, colour: Colour, accent: Colour, *, is_leftwards: bool
) -> Image.Image:
    """Return the plate with its bar at the side where reading begins."""
    picture = Image.new("RGBA", size, (*opposite(colour)[:3], 0))
    cover = plate(size, [(0, 0, *size)], _RADIUS * em)
    bar = Image.new("RGBA", size, (0, 0, 0, 0))
    wide = round(_BAR * em)
    left = size[0] - wide if is_leftwards else 0
    ImageDraw.Draw(bar).rectangle((left, 0, left + wide - 1, size[1]), fill=accent)
    picture.putalpha(cover.point(lambda light: round(light * _OPACITY)))
    # The bar has the plate's corners.
    clear = Image.new("RGBA", size, (0, 0, 0, 0))
    return Image.alpha_composite(picture, Image.composite(bar, clear, cover))


def _draw(
    picture: Image.Image,
    block: TextBlock,
    corner: tuple[float, float],
    width: int,
    ink: Colour,
    direction: str,
) -> None:
    """Draw lines that begin one below the other: they were set centred."""
    lines: dict[float, list[tuple[float, float]]] = {}
    for word in block.words:
        spans = [(at, at + run.width(block.font_size)) for at, run in word.pieces]
        lines.setdefault(word.base, []).extend(spans)
    for base, spans in lines.items():
        begin, end = min(at for at, _ in spans), max(end for _, end in spans)
        left = corner[0] + (width - end if direction == "R" else -begin)
        words = [word for word in block.words if word.base == base]
        draw_words(picture, words, (left, corner[1]), block.font_size, ink)


def _softer(colour: Colour) -> Colour:
    """Return the colour of a role: a little of its ground's."""
    pairs = zip(colour[:3], opposite(colour)[:3], strict=True)
    red, green, blue = (round(0.86 * own + 0.14 * other) for own, other in pairs)
    return red, green, blue, 255


def _broken(role: str) -> str:
    """Return a long role in two lines of about equal length."""
    words = role.split()
    if columns(role) <= _LONG or len(words) < 4:
        return role
    breaks = [
        (abs(columns(" ".join(words[:at])) - columns(" ".join(words[at:]))), at)
        for at in range(1, len(words))
    ]
    _, at = min(breaks)
    return " ".join(words[:at]) + "\n" + " ".join(words[at:])
