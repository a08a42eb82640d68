"""A palette made of an owner's colours."""

from __future__ import annotations

from studio.film.branding.colours import (
    READABLE,
    Lch,
    Rgb,
    code_of,
    contrast,
    from_lch,
    readable,
    rgb_of,
    to_lch,
)
from studio.graphics.palettes import Palette

# Lightness and most chroma of the dark grounds, from the darkest to the lightest; the lightest is darkened down to the
# second value for an accent that could not be read on it otherwise.
_NIGHT = ((0.17, 0.05), (0.26, 0.08))
_LIGHTEST_NIGHT, _DARKEST_NIGHT, _NIGHT_CHROMA = 0.42, 0.28, 0.12
# Lightness and most chroma of letters, paper, cut paper, and of what stands back.
_INK, _PAPER, _PAPER_INK = ((0.975, 0.008), ((0.97, 0.012), (0.93, 0.022)), (0.22, 0.05))
_MARKER, _SOFT, _SECOND = (0.87, 0.09), (0.93, 0.035), (0.84, 0.06)
# How much darker the second colour of a flood is, and how far its hue is turned, in radians.
_DEEPER, _TURNED = 0.07, 0.35
# Letters of a brand are those on paper too if they have this contrast there.
_DARK_ENOUGH = 7.0


def palette_from(accent: str, letters: str = "") -> Palette:
    """Return a palette of the hue of an accent, with letters of this colour; both are "#rrggbb".

    Letters have a contrast of at least 4.5 on their grounds, and accents on theirs: both are kept as they are as far as
    that allows, and made lighter or darker where it does not.
    """
    base = to_lch(rgb_of(accent))
    dark, middle = (_toned(base, *tone) for tone in _NIGHT)
    light = _lightest_night(base, rgb_of(accent))
    ink = readable(rgb_of(letters) if letters else _toned(base, *_INK), light)
    bright = readable(rgb_of(accent), light)
    paper, shade = (_toned(base, *tone) for tone in _PAPER)
    marker = _toned(base, *_MARKER)
    paper_ink = _toned(base, *_PAPER_INK)
    if letters and min(contrast(rgb_of(letters), one) for one in (shade, marker)) >= _DARK_ENOUGH:
        paper_ink = rgb_of(letters)
    flood = readable(rgb_of(accent), dark)
    colours = (
        *(dark, middle, light),
        *(ink, bright, readable(_toned(base, *_SECOND), light), bright),
        *(paper, shade, paper_ink, readable(rgb_of(accent), shade)),
        *(marker, _toned(base, *_SOFT)),
        *(flood, _deeper(flood, dark)),
    )
    return Palette(*map(code_of, colours))


def _toned(base: Lch, lightness: float, most_chroma: float) -> Rgb:
    return from_lch((lightness, min(base[1], most_chroma), base[2]))


def _lightest_night(base: Lch, accent: Rgb) -> Rgb:
    """Return the lightest dark ground, as dark as the accent needs it, within limits."""
    lightness = _LIGHTEST_NIGHT
    while True:
        ground = _toned(base, lightness, _NIGHT_CHROMA)
        if contrast(accent, ground) >= READABLE or lightness <= _DARKEST_NIGHT:
            return ground
        lightness -= 0.01


def _deeper(flood: Rgb, behind: Rgb) -> Rgb:
    """Return the second colour of a flood: deeper and of a neighbouring hue, and still a ground for dark letters."""
    lightness, chroma, hue = to_lch(flood)
    return readable(from_lch((lightness - _DEEPER, chroma, hue - _TURNED)), behind)
