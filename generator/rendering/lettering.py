"""Draws captions: white outlined letters on a soft dark box, ready to be blended onto a frame."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from generator.rendering.captions import caption_font_size
from generator.rendering.fonts import font_runs, is_right_to_left, load_font
from generator.rendering.planes import Frame, Plane, planes_of_rgb, rounded

# Shares of the frame kept free at the sides and below; in tall frames players lay their buttons over the foot.
_SIDE_MARGIN = 0.06
_FOOT_MARGIN, _FOOT_MARGIN_TALL = 0.065, 0.16
_LINE_HEIGHT = 1.28
_BOX_OPACITY = 0.5
_WHITE, _NEAR_BLACK = (255, 255, 255, 255), (12, 12, 12, 255)


@dataclass(frozen=True, slots=True)
class Lettering:
    """A drawn caption: its left upper corner, and per plane the premultiplied values and what is left of the frame."""

    left: int
    top: int
    ink: tuple[Plane, Plane, Plane]
    remainder: tuple[Plane, Plane, Plane]

    def blend_onto(self, frame: Frame) -> None:
        """Lay the caption over a frame, touching nothing outside its own box."""
        for plane, ink, remainder in zip(frame.planes, self.ink, self.remainder, strict=True):
            scale = frame.y.shape[0] // plane.shape[0]
            top, left = self.top // scale, self.left // scale
            region = plane[top : top + ink.shape[0], left : left + ink.shape[1]]
            cv2.multiply(region, remainder, dst=region, scale=1 / 255)
            cv2.add(region, ink, dst=region)


def draw_caption(text: str, size: tuple[int, int]) -> Lettering | None:
    """Draw a caption of one or two lines for a frame of (width, height) pixels; None if no character can be drawn."""
    lines = [runs for line in text.split("\n") if (runs := font_runs(line)) and _has_ink(runs)]
    if not lines:
        return None
    widest = size[0] * (1 - 2 * _SIDE_MARGIN)
    font_size = caption_font_size(size)
    # A line of unusually wide letters is drawn smaller rather than past the safe area.
    while font_size > 6 and max(_width(line, font_size) for line in lines) > widest - font_size:
        font_size -= 1
    return _placed(_drawn(lines, font_size), size)


def _has_ink(runs: list[tuple[str, str]]) -> bool:
    return any(character.isalnum() for _, text in runs for character in text)


def _width(runs: list[tuple[str, str]], font_size: int) -> float:
    return sum(load_font(family, font_size).getlength(text) for family, text in runs)


def _drawn(lines: list[list[tuple[str, str]]], font_size: int) -> Image.Image:
    """Return the lines on their box as a premultiplied-ready RGBA picture with even sides."""
    padding, line_height = round(font_size * 0.5), round(font_size * _LINE_HEIGHT)
    soft = max(1, font_size // 10)
    inner = (
        round(max(_width(line, font_size) for line in lines)) + 2 * padding,
        len(lines) * line_height + padding,
    )
    size = ((inner[0] + 6 * soft + 1) // 2 * 2, (inner[1] + 6 * soft + 1) // 2 * 2)
    shade = Image.new("L", size, 0)
    box = (3 * soft, 3 * soft, size[0] - 3 * soft, size[1] - 3 * soft)
    ImageDraw.Draw(shade).rounded_rectangle(box, font_size // 3, fill=round(255 * _BOX_OPACITY))
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    picture.putalpha(shade.filter(ImageFilter.GaussianBlur(soft)))
    letters = Image.new("RGBA", size, (0, 0, 0, 0))
    for number, line in enumerate(lines):
        middle = 3 * soft + padding / 2 + (number + 0.5) * line_height
        _draw_line(ImageDraw.Draw(letters), line, (size[0] / 2, middle), font_size)
    return Image.alpha_composite(picture, letters)


def _draw_line(
    canvas: ImageDraw.ImageDraw, runs: list[tuple[str, str]], middle: tuple[float, float], font_size: int
) -> None:
    """Draw the runs of a line side by side, centred; a right-to-left line starts at the right."""
    ordered = runs[::-1] if is_right_to_left("".join(text for _, text in runs)) else runs
    place = middle[0] - _width(runs, font_size) / 2
    # All fonts share one base line, set so that capital letters stand in the middle of the line.
    base = middle[1] + font_size * 0.36
    for outline in (max(1, round(font_size / 14)), 0):
        left = place
        for family, text in ordered:
            font: ImageFont.FreeTypeFont = load_font(family, font_size)
            ink = _NEAR_BLACK if outline else _WHITE
            canvas.text(
                (left, base), text, fill=ink, font=font, anchor="ls", stroke_width=outline, stroke_fill=ink
            )
            left += font.getlength(text)


def _placed(picture: Image.Image, size: tuple[int, int]) -> Lettering:
    foot = _FOOT_MARGIN_TALL if size[1] > size[0] else _FOOT_MARGIN
    picture = picture.crop((0, 0, min(picture.width, size[0]), min(picture.height, size[1])))
    left = (size[0] - picture.width) // 4 * 2
    top = max(0, round(size[1] * (1 - foot)) - picture.height) // 2 * 2
    pixels = np.asarray(picture)
    opacity = np.asarray(pixels[:, :, 3], np.float32) / 255
    ink = [plane * opacity for plane in planes_of_rgb(np.ascontiguousarray(pixels[:, :, :3]))]
    half = (picture.width // 2, picture.height // 2)
    chroma = [cv2.resize(plane, half, interpolation=cv2.INTER_AREA) for plane in (*ink[1:], opacity)]
    luma_rest, chroma_rest = rounded(1 - opacity, 255), rounded(1 - chroma[2], 255)
    ink_planes = (rounded(ink[0]), rounded(chroma[0]), rounded(chroma[1]))
    return Lettering(left, top, ink_planes, (luma_rest, chroma_rest, chroma_rest))
