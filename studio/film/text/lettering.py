"""Drawn captions, ready to blend onto a frame: on a soft box, outlined, or with the spoken word coloured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from studio.film.branding.colours import WHITE
from studio.film.branding.inks import CaptionInks, caption_inks
from studio.film.picture.planes import Frame, Plane, planes_of_rgb, rounded
from studio.film.plan import UNBRANDED, Branding, CaptionAppearance, Cue
from studio.film.text.bidi import direction_of
from studio.film.text.captions import caption_font_size
from studio.film.text.safe_area import safe_area
from studio.film.text.typesetting import PlacedWord, TextBlock, draw_words, set_lines, split_cue

# Opacity of the shadow under outlined letters, and its blur as a share of the font size.
_SHADOW_OPACITY, _SHADOW_SPREAD = 0.55, 0.12
# Width of the outline as a share of the font size: on a box letters need less.
_OUTLINE, _OUTLINE_ON_BOX = 1 / 9, 1 / 14


@dataclass(frozen=True, slots=True)
class Lettering:
    """A drawn caption: its upper left corner, and per plane premultiplied values and the share left of the frame."""

    left: int
    top: int
    ink: tuple[Plane, Plane, Plane]
    remainder: tuple[Plane, Plane, Plane]

    def blend_onto(self, frame: Frame) -> None:
        """Blend the caption over a frame, changing nothing outside its own box."""
        for plane, ink, remainder in zip(frame.planes, self.ink, self.remainder, strict=True):
            scale = frame.y.shape[0] // plane.shape[0]
            top, left = self.top // scale, self.left // scale
            region = plane[top : top + ink.shape[0], left : left + ink.shape[1]]
            cv2.multiply(region, remainder, dst=region, scale=1 / 255)
            cv2.add(region, ink, dst=region)


@dataclass(frozen=True, slots=True)
class DrawnCaption:
    """A caption, and for karaoke each of its words as it looks while spoken (None for a word without letters)."""

    whole: Lettering
    spoken: tuple[Lettering | None, ...] = ()


def draw_caption(
    cue: Cue, size: tuple[int, int], appearance: CaptionAppearance, branding: Branding = UNBRANDED
) -> DrawnCaption | None:
    """Draw a cue for a frame of (width, height) pixels; None if no character of it can be drawn."""
    inks = caption_inks(appearance.style, branding)
    font_size = caption_font_size(size, appearance.letters)
    # Room for the box on both sides.
    widest = size[0] * (1 - 2 * safe_area(size).side) - 1.6 * font_size
    block = set_lines(split_cue(cue), widest, font_size, direction=direction_of(cue.text))
    if block is None:
        return None
    picture, corner = (_boxed if appearance.style == "box" else _outlined)(block, inks)
    place = _place(picture.size, size, appearance.position)
    picture = picture.crop((0, 0, min(picture.width, size[0]), min(picture.height, size[1])))
    whole = lettering_of(picture, place)
    if appearance.style != "karaoke":
        return DrawnCaption(whole)
    by_number = {placed.number: placed for placed in block.words}
    spoken: list[Lettering | None] = []
    for number in range(len(cue.words)):
        word = by_number.get(number)
        if word and not word.has_letters and spoken:
            # A dash is not spoken: the word before it keeps its colour.
            spoken.append(spoken[-1])
        else:
            spoken.append(_spoken(word, block, picture, corner, place, inks) if word else None)
    return DrawnCaption(whole, tuple(spoken))


def lettering_of(picture: Image.Image, place: tuple[int, int]) -> Lettering:
    """Return an RGBA picture as a Lettering; its sides and its place in the frame are even numbers."""
    pixels = np.asarray(picture)
    opacity = np.asarray(pixels[:, :, 3], np.float32) / 255
    ink = [plane * opacity for plane in planes_of_rgb(np.ascontiguousarray(pixels[:, :, :3]))]
    half = (picture.width // 2, picture.height // 2)
    chroma = [cv2.resize(plane, half, interpolation=cv2.INTER_AREA) for plane in (*ink[1:], opacity)]
    luma_rest, chroma_rest = rounded(1 - opacity, 255), rounded(1 - chroma[2], 255)
    ink_planes = (rounded(ink[0]), rounded(chroma[0]), rounded(chroma[1]))
    return Lettering(place[0], place[1], ink_planes, (luma_rest, chroma_rest, chroma_rest))


def _boxed(block: TextBlock, inks: CaptionInks) -> tuple[Image.Image, tuple[float, float]]:
    """Return the letters on a soft box, and the corner of their block in that picture."""
    font_size = block.font_size
    padding, soft = round(font_size * 0.5), max(1, font_size // 10)
    size = _even((block.width + 2 * padding + 6 * soft, block.height + padding + 6 * soft))
    shade = Image.new("L", size, 0)
    box = (3 * soft, 3 * soft, size[0] - 3 * soft, size[1] - 3 * soft)
    ImageDraw.Draw(shade).rounded_rectangle(box, font_size // 3, fill=round(255 * inks.opacity))
    picture = Image.new("RGBA", size, (*inks.box, 0))
    picture.putalpha(shade.filter(ImageFilter.GaussianBlur(soft)))
    corner = ((size[0] - block.width) / 2, 3 * soft + padding / 2)
    outline = max(1, round(font_size * _OUTLINE_ON_BOX))
    return _lettered(picture, block.words, corner, font_size, inks, outline), corner


def _outlined(block: TextBlock, inks: CaptionInks) -> tuple[Image.Image, tuple[float, float]]:
    """Return the letters with an outline and a soft shadow, and the corner of their block in that picture."""
    font_size = block.font_size
    outline, spread = max(1, round(font_size * _OUTLINE)), max(1, round(font_size * _SHADOW_SPREAD))
    margin = outline + 3 * spread
    size = _even((block.width + 2 * margin, block.height + 2 * margin))
    corner = ((size[0] - block.width) / 2, float(margin))
    shadow = Image.new("RGBA", size, (0, 0, 0, 0))
    shade = 255 if inks.outline == WHITE else 0
    draw_words(
        shadow, block.words, corner, font_size, (shade, shade, shade, round(255 * _SHADOW_OPACITY)), outline
    )
    picture = Image.new("RGBA", size, (shade, shade, shade, 0))
    picture.putalpha(shadow.getchannel("A").filter(ImageFilter.GaussianBlur(spread)))
    return _lettered(picture, block.words, corner, font_size, inks, outline), corner


def _lettered(
    picture: Image.Image,
    words: Sequence[PlacedWord],
    corner: tuple[float, float],
    font_size: int,
    inks: CaptionInks,
    outline: int,
) -> Image.Image:
    letters = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw_words(letters, words, corner, font_size, (*inks.outline, 255), outline)
    draw_words(letters, words, corner, font_size, (*inks.letters, 255))
    return Image.alpha_composite(picture, letters)


def _spoken(
    placed: PlacedWord,
    block: TextBlock,
    picture: Image.Image,
    corner: tuple[float, float],
    place: tuple[int, int],
    inks: CaptionInks,
) -> Lettering:
    """Return a word in the colour of spoken words, cropped to its own box, at its place in the frame."""
    letters = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    # Only the letters: their outline is drawn already, and neighbouring letters keep theirs.
    draw_words(letters, [placed], corner, block.font_size, (*inks.spoken, 255))
    left, top, right, bottom = letters.getbbox() or (0, 0, 2, 2)
    box = (left // 2 * 2, top // 2 * 2, -(-right // 2) * 2, -(-bottom // 2) * 2)
    return lettering_of(letters.crop(box), (place[0] + box[0], place[1] + box[1]))


def _even(size: tuple[int, int]) -> tuple[int, int]:
    return (size[0] + 1) // 2 * 2, (size[1] + 1) // 2 * 2


def _place(inner: tuple[int, int], size: tuple[int, int], position: str) -> tuple[int, int]:
    """Return the upper left corner, in even numbers, of a caption in a frame; sizes are (width, height) in pixels."""
    area = safe_area(size)
    free = max(0, size[1] - inner[1])
    tops = {
        "bottom": round(size[1] * (1 - area.foot)) - inner[1],
        "middle": free / 2,
        "top": round(size[1] * area.top),
    }
    left = max(0, size[0] - inner[0]) // 4 * 2
    return left, int(min(free, max(0, tops[position]))) // 2 * 2
