"""The ink of captions: colours, outlines, shadows and boxes, as pictures that are not yet placed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw, ImageFilter

from studio.film.branding.inks import caption_inks
from studio.film.plan import UNBRANDED, Branding, CaptionAppearance
from studio.film.text.typesetting import Colour, PlacedWord, TextBlock, draw_words

WHITE, NEAR_BLACK, SPOKEN = (255, 255, 255, 255), (12, 12, 12, 255), (255, 208, 46, 255)
_NEAR_WHITE = (248, 248, 248, 255)
_BOX_OPACITY, _BOX_ALONE = 0.5, 0.72
# Opacity of the shadow under outlined letters, and its blur as a share of the font size; letters without an outline,
# or with a thin one, have little else that tells them from the picture, so their shadow is this much denser.
_SHADOW_OPACITY, _SHADOW_SPREAD, _SHADOW_ALONE, _SHADOW_THIN = 0.55, 0.12, 3.2, 2.4
# Width of the outline as a share of the font size: on a box letters need less.
OUTLINE, OUTLINE_ON_BOX = 1 / 9, 1 / 14
_STROKES = {"none": 0.0, "thin": 1 / 22, "thick": 1 / 6}
# The share of a colour that dimmed letters keep; the rest is that of their outline.
_DIMMED = 0.68
# Plates are drawn so many times larger and reduced, for smooth corners.
_FINER = 3


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of letters and of what is said just now, and one of CAPTION_STROKES.

    `edge` is the colour of outlines, `box` that of boxes and plates, of this `opacity`; without them they are dark behind
    light letters, light behind dark ones, and as dense as the style has it.
    """

    colour: Colour = WHITE
    accent: Colour = SPOKEN
    stroke: str = "usual"
    edge: Colour | None = None
    box: Colour | None = None
    opacity: float = 0.0

    @property
    def against(self) -> Colour:
        """What outlines have."""
        return self.edge or opposite(self.colour)

    @property
    def plate(self) -> Colour:
        """What plates have."""
        return self.box or self.against

    @property
    def dimmed(self) -> Look:
        """The same with letters of a word that is not said yet."""
        pairs = zip(self.colour[:3], self.against[:3], strict=True)
        red, green, blue = (round(_DIMMED * own + (1 - _DIMMED) * other) for own, other in pairs)
        return replace(self, colour=(red, green, blue, 255))

    def outline(self, font_size: int, usual: float) -> int:
        """Return the width of the outline in pixels; `usual` is the style's own, as a share of the font size."""
        share = _STROKES.get(self.stroke, usual)
        return max(1, round(font_size * share)) if share else 0


def look_of(appearance: CaptionAppearance, branding: Branding = UNBRANDED) -> Look:
    """Return the colours of captions: the house's, or their owner's as far as they can be read."""
    if not branding.has_colours:
        return Look(stroke=appearance.stroke)
    inks = caption_inks(appearance.style, branding)
    return Look(
        colour=(*inks.letters, 255),
        accent=(*inks.spoken, 255),
        stroke=appearance.stroke,
        edge=(*inks.outline, 255),
        box=(*inks.box, 255) if inks.box else None,
        opacity=inks.opacity,
    )


def opposite(colour: Colour) -> Colour:
    """Return what letters on a ground of this colour have, or an outline around letters of it: near black or white."""
    return NEAR_BLACK if luminance(colour) > luminance_between() else _NEAR_WHITE


def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    shares = [part / 255 for part in colour[:3]]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def luminance_between() -> float:
    """Return the luminance from which on black has more contrast to a colour than white: 0.179."""
    return math.sqrt(1.05 * 0.05) - 0.05


def boxed(block: TextBlock, look: Look) -> tuple[Image.Image, tuple[float, float]]:
    """Return the letters on a soft dark box, and the corner of their block in that picture."""
    font_size = block.font_size
    padding, soft = round(font_size * 0.5), max(1, font_size // 10)
    size = even((block.width + 2 * padding + 6 * soft, block.height + padding + 6 * soft))
    outline = look.outline(font_size, OUTLINE_ON_BOX)
    shade = Image.new("L", size, 0)
    box = (3 * soft, 3 * soft, size[0] - 3 * soft, size[1] - 3 * soft)
    opacity = max(look.opacity, _BOX_OPACITY if outline else _BOX_ALONE)
    ImageDraw.Draw(shade).rounded_rectangle(box, font_size // 3, fill=round(255 * opacity))
    picture = Image.new("RGBA", size, _ground(look))
    picture.putalpha(shade.filter(ImageFilter.GaussianBlur(soft)))
    corner = ((size[0] - block.width) / 2, 3 * soft + padding / 2)
    return lettered(picture, block.words, corner, font_size, look, outline), corner


def outlined(block: TextBlock, look: Look) -> tuple[Image.Image, tuple[float, float]]:
    """Return the letters with a dark outline and a soft shadow, and the corner of their block in that picture."""
    font_size = block.font_size
    outline = look.outline(font_size, OUTLINE)
    usual, spread = max(1, round(font_size * OUTLINE)), max(1, round(font_size * _SHADOW_SPREAD))
    under = max(outline, usual)
    margin = under + 3 * spread
    size = even((block.width + 2 * margin, block.height + 2 * margin))
    corner = ((size[0] - block.width) / 2, float(margin))
    shadow = Image.new("RGBA", size, (0, 0, 0, 0))
    draw_words(shadow, block.words, corner, font_size, (0, 0, 0, round(255 * _SHADOW_OPACITY)), under)
    cover = shadow.getchannel("A").filter(ImageFilter.GaussianBlur(spread))
    if outline < usual:
        denser = _SHADOW_THIN if outline else _SHADOW_ALONE
        cover = cover.point(lambda light: min(255, round(light * denser)))
    picture = Image.new("RGBA", size, _ground(look))
    picture.putalpha(cover)
    return lettered(picture, block.words, corner, font_size, look, outline), corner


def _ground(look: Look) -> Colour:
    """Return the colour of boxes and shadows: black, or white under dark letters, or as they have it."""
    if look.box:
        return (*look.box[:3], 0)
    return (0, 0, 0, 0) if look.against == NEAR_BLACK else (255, 255, 255, 0)


def lettered(
    picture: Image.Image,
    words: Sequence[PlacedWord],
    corner: tuple[float, float],
    font_size: int,
    look: Look,
    outline: int,
) -> Image.Image:
    """Return a picture with words over it; `outline` is the width of theirs in pixels."""
    letters = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    if outline:
        draw_words(letters, words, corner, font_size, look.against, outline)
    draw_words(letters, words, corner, font_size, look.colour)
    return Image.alpha_composite(picture, letters)


def plate(
    size: tuple[int, int], boxes: Sequence[tuple[float, float, float, float]], radius: float
) -> Image.Image:
    """Return how much plates with rounded corners cover of a picture of this size: a mask with smooth edges."""
    mask = Image.new("L", (size[0] * _FINER, size[1] * _FINER), 0)
    draw = ImageDraw.Draw(mask)
    for box in boxes:
        left, top, right, bottom = (edge * _FINER for edge in box)
        round_by = max(0.0, min(radius * _FINER, (right - left) / 2, (bottom - top) / 2))
        draw.rounded_rectangle((left, top, right - 1, bottom - 1), round_by, fill=255)
    return mask.resize(size, Image.Resampling.BOX)


def even(size: tuple[int, int]) -> tuple[int, int]:
    """Return a size in even numbers of pixels, at least as large."""
    return (size[0] + 1) // 2 * 2, (size[1] + 1) // 2 * 2
