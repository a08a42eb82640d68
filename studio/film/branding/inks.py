"""The colours of captions and cards: the house's own, or an owner's as far as they can be read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from studio.film.branding.colours import (
    NEAR_BLACK,
    READABLE,
    WHITE,
    Rgb,
    contrast,
    from_lch,
    luminance,
    readable,
    rgb_of,
    to_lch,
)
from studio.film.plan import UNBRANDED, Branding

# The house's colour of spoken words, and the opacities of its box and of one in an owner's colour.
_SPOKEN = (255, 208, 46)
_BOX_OPACITY, _PLATE_OPACITY = 0.5, 0.92
# Colours of the spoken word where an accent would not do, for dark outlines and for white ones; and their least contrast.
_SPOKEN_INSTEAD = (_SPOKEN, (96, 205, 255), (0, 105, 160), (176, 0, 80), (30, 110, 40))
_LEAST_SPOKEN = 3.0
# How much darker a box is made at a time on which neither black nor white can be read.
_DARKER = 0.02
# Letters that are darker than this are dark letters: they need light behind them.
_DARK = 0.18
# A spoken word whose colour is nearer to that of the others than this, in steps of red, green and blue together, would
# not be told from them.
_ALIKE = 120
# As light as the darkened picture behind a card can be, in the shadow of its letters, and the least contrast of the line under its words.
_BEHIND_CARD, _LINE = (92, 92, 92), 3.0


# Styles of captions with something of one colour behind their letters.
_BOXED = ("box", "plate")


@dataclass(frozen=True, slots=True)
class CaptionInks:
    """Colours of a caption: its letters, the word that is spoken, the outline, and the box with its opacity.

    Without a box it is as the style has it.
    """

    letters: Rgb = WHITE
    spoken: Rgb = _SPOKEN
    outline: Rgb = NEAR_BLACK
    box: Rgb | None = None
    opacity: float = 0.0


@dataclass(frozen=True, slots=True)
class CardInks:
    """Colours of a card: its letters, and the short line under them, if there is one."""

    letters: Rgb = WHITE
    line: Rgb | None = None


@lru_cache(maxsize=4)
def caption_inks(style: str, branding: Branding = UNBRANDED) -> CaptionInks:
    """Return the colours of captions of a style, one of CAPTION_STYLES, with the owner's where they can be read."""
    if not branding.has_colours:
        return CaptionInks()
    return _on_box(branding) if style in _BOXED else _outlined(branding)


@lru_cache(maxsize=4)
def card_inks(branding: Branding = UNBRANDED) -> CardInks:
    """Return the colours of title and end cards, whose ground is a darkened picture."""
    letters = readable(rgb_of(branding.letters), _BEHIND_CARD) if branding.letters else WHITE
    line = readable(rgb_of(branding.accent), _BEHIND_CARD, _LINE) if branding.accent else None
    return CardInks(letters, line)


def _on_box(branding: Branding) -> CaptionInks:
    letters = rgb_of(branding.letters) if branding.letters else WHITE
    if not branding.plate:
        if luminance(letters) >= _DARK:
            # The usual box, which is half transparent: letters on it are as light as it needs them.
            return CaptionInks(letters=readable(letters, (64, 64, 64)), box=(0, 0, 0), opacity=_BOX_OPACITY)
        return CaptionInks(letters=letters, outline=WHITE, box=WHITE, opacity=_PLATE_OPACITY)
    return _on_plate(rgb_of(branding.plate), letters)


def _on_plate(box: Rgb, letters: Rgb) -> CaptionInks:
    """Return letters that can be read on a box, of which a little shines through; or else on a slightly darker one."""
    while True:
        ends = tuple(_through(box, behind) for behind in (0, 255))
        options = (letters, *(readable(letters, end) for end in ends), WHITE, (0, 0, 0))
        for shown in options:
            if all(contrast(shown, end) >= READABLE for end in ends):
                return CaptionInks(letters=shown, outline=box, box=box, opacity=_PLATE_OPACITY)
        lightness, chroma, hue = to_lch(box)
        box = from_lch((lightness - _DARKER, chroma, hue))


def _outlined(branding: Branding) -> CaptionInks:
    letters = rgb_of(branding.letters) if branding.letters else WHITE
    outline = max((NEAR_BLACK, WHITE), key=lambda edge: contrast(letters, edge))
    letters = readable(letters, outline)
    accents = [readable(rgb_of(branding.accent), outline)] if branding.accent else []
    spoken = next(
        one
        for one in (*accents, *_SPOKEN_INSTEAD)
        if contrast(one, outline) >= _LEAST_SPOKEN and not _are_alike(one, letters)
    )
    return CaptionInks(letters=letters, spoken=spoken, outline=outline)


def _are_alike(first: Rgb, second: Rgb) -> bool:
    return sum(abs(a - b) for a, b in zip(first, second, strict=True)) < _ALIKE


def _through(box: Rgb, behind: int) -> Rgb:
    red, green, blue = (round(value * _PLATE_OPACITY + behind * (1 - _PLATE_OPACITY)) for value in box)
    return red, green, blue
