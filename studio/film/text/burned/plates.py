"""A rounded plate for each line of a caption."""

from __future__ import annotations

from dataclasses import replace

from PIL import Image

from studio.film.text.burned.ink import Look, even, lettered, plate
from studio.film.text.typesetting import PlacedWord, TextBlock

# Shares of the font size: the room beside, above and below the letters of a line, the gap between two plates, the
# radius of the corners, and the room around all plates.
_BESIDE, _ABOVE, _BELOW, _GAP, _RADIUS, _MARGIN = 0.42, 0.2, 0.2, 0.16, 0.3, 0.1
# How far a line reaches at least above and below its baseline: capitals and descenders of Latin letters.
_HIGH, _DEEP = 0.78, 0.24
_OPACITY = 0.84


def plated(block: TextBlock, look: Look) -> tuple[Image.Image, tuple[float, float]]:
    """Return the letters on plates, and the corner of their block in that picture."""
    font_size = block.font_size
    lines: dict[float, list[PlacedWord]] = {}
    for word in block.words:
        lines.setdefault(word.base, []).append(word)
    margin = round(_MARGIN * font_size)
    left, top = margin + _BESIDE * font_size, float(margin)
    words, boxes = list[PlacedWord](), list[tuple[float, float, float, float]]()
    for base in sorted(lines):
        high, deep = _reach(lines[base], font_size)
        moved = round(top + _ABOVE * font_size + high)
        low = moved + deep + _BELOW * font_size
        spans = [(at, at + run.width(font_size)) for word in lines[base] for at, run in word.pieces]
        beside = _BESIDE * font_size
        boxes.append(
            (
                left + min(at for at, _ in spans) - beside,
                top,
                left + max(end for _, end in spans) + beside,
                low,
            )
        )
        words += [replace(word, base=float(moved)) for word in lines[base]]
        top = low + _GAP * font_size
    size = even((round(block.width + 2 * left), round(boxes[-1][3] + margin)))
    cover = plate(size, boxes, _RADIUS * font_size).point(
        lambda light: round(light * max(look.opacity, _OPACITY))
    )
    picture = Image.new("RGBA", size, (*look.plate[:3], 0))
    picture.putalpha(cover)
    outline = look.outline(font_size, 0.0)
    return lettered(picture, words, (left, 0.0), font_size, look, outline), (left, 0.0)


def _reach(words: list[PlacedWord], font_size: int) -> tuple[float, float]:
    """Return how far the letters of a line reach above and below its baseline, in pixels."""
    reaches = [run.reach(font_size) for word in words for _, run in word.pieces]
    high = max(reach[0] for reach in reaches)
    deep = max(reach[1] for reach in reaches)
    return max(high, _HIGH * font_size), max(deep, _DEEP * font_size)
