"""Words of a caption as they look while they are spoken, and after that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PIL import Image

from studio.film.text.burned.ink import Look, opposite, plate
from studio.film.text.lettering import Lettering, cropped
from studio.film.text.typesetting import PlacedWord, TextBlock, draw_words

# Shares of the font size: the room around the letters of a lit word, and the radius of its plate's corners.
_BESIDE, _ABOVE, _BELOW, _RADIUS = 0.14, 0.14, 0.16, 0.2
_HIGH, _DEEP = 0.74, 0.22

# Draws one word of a block whose corner is at a place of a picture of this size.
DrawWord = Callable[[PlacedWord, TextBlock, tuple[int, int], tuple[float, float]], Image.Image]


def each_word(
    count: int,
    block: TextBlock,
    picture: tuple[tuple[int, int], tuple[float, float]],
    place: tuple[int, int],
    draw: DrawWord,
) -> tuple[Lettering | None, ...]:
    """Return each of a cue's words by itself, at its place in the frame; None for a word without letters.

    `picture` is the size of the caption's picture, and the corner of the block in it; `place` is where it lies.
    """
    size, corner = picture
    by_number = {placed.number: placed for placed in block.words}
    found: list[Lettering | None] = []
    for number in range(count):
        word = by_number.get(number)
        if word and not word.has_letters and found:
            # A dash is not spoken: the word before it stays as it is.
            found.append(found[-1])
        else:
            found.append(cropped(draw(word, block, size, corner), place) if word else None)
    return tuple(found)


def in_colour(look: Look) -> DrawWord:
    """Return what draws a word's letters only: their outline is drawn already, and neighbouring letters keep theirs."""

    def draw(
        word: PlacedWord, block: TextBlock, size: tuple[int, int], corner: tuple[float, float]
    ) -> Image.Image:
        letters = Image.new("RGBA", size, (0, 0, 0, 0))
        draw_words(letters, [word], corner, block.font_size, look.colour)
        return letters

    return draw


def on_plate(look: Look) -> DrawWord:
    """Return what draws a word on a plate of the accent's colour."""

    def draw(
        word: PlacedWord, block: TextBlock, size: tuple[int, int], corner: tuple[float, float]
    ) -> Image.Image:
        box = _box_of(word, block, size, corner)
        picture = Image.new("RGBA", size, (*look.accent[:3], 0))
        picture.putalpha(plate(size, [box], _RADIUS * block.font_size))
        letters = Image.new("RGBA", size, (0, 0, 0, 0))
        draw_words(
            letters, [word], corner, block.font_size, replace(look, colour=opposite(look.accent)).colour
        )
        return Image.alpha_composite(picture, letters)

    return draw


def _box_of(
    word: PlacedWord, block: TextBlock, size: tuple[int, int], corner: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Return the plate of a word: it reaches half way to its neighbours at most."""
    font_size = block.font_size
    left, right = _span(word, font_size)
    beside = _BESIDE * font_size
    before, after = beside, beside
    for other in block.words:
        if other.base == word.base and other.number != word.number:
            begin, end = _span(other, font_size)
            if end <= left + 1:
                before = min(before, max(0.0, (left - end) / 2))
            elif begin >= right - 1:
                after = min(after, max(0.0, (begin - right) / 2))
    reaches = [run.reach(font_size) for _, run in word.pieces]
    high = max(_HIGH * font_size, *(reach[0] for reach in reaches)) + _ABOVE * font_size
    deep = max(_DEEP * font_size, *(reach[1] for reach in reaches)) + _BELOW * font_size
    base = corner[1] + word.base
    return (
        max(0.0, corner[0] + left - before),
        max(0.0, base - high),
        min(float(size[0]), corner[0] + right + after),
        min(float(size[1]), base + deep),
    )


def _span(word: PlacedWord, font_size: int) -> tuple[float, float]:
    spans = [(at, at + run.width(font_size)) for at, run in word.pieces]
    return min(at for at, _ in spans), max(end for _, end in spans)
