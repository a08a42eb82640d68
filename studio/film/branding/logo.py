"""A logo over the scenes of a film: where it stands, how it is drawn, and what keeps it visible on any picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from studio.errors import RenderError
from studio.film.picture.planes import Frame, rounded
from studio.film.plan import Branding, CaptionAppearance
from studio.film.text.burned.placing import line_height
from studio.film.text.captions import caption_font_size
from studio.film.text.lettering import Lettering, lettering_of
from studio.film.text.safe_area import safe_area

# The side of a square logo, by size, in shares of the side of a square of the frame's area: logos of other shapes get the
# same area, within these shares of the frame's width and height.
_SIDES = {"small": 0.07, "medium": 0.095, "large": 0.13}
_WIDEST, _HIGHEST = 0.36, 0.16
# Lines of captions that a logo in their part of the frame keeps clear of, in font sizes, with the padding of their box.
_CAPTION_LINES = 3.6
# The least gap between a logo and other letters, in shares of the frame's height.
_GAP = 0.03
# How strong what is put under a logo is: a dark shadow under a light one, a light plate under a dark one.
_STRENGTH = {"shadow": 0.62, "plate": 0.9}
# How far a shadow reaches and how soft it is, and a plate's margin and corners, in shares of the logo's height.
_REACH, _SOFT, _MARGIN, _CORNER, _MOST_MARGIN = 0.05, 0.10, 0.26, 0.28, 0.03
# A logo with at least this share of its box covered is a plate by itself.
_PLATE = 0.93
# An edge with less contrast is hardly seen; and the share of edges of which that may be.
_FAINT, _MOST_FAINT = 2.0, 0.2
# The pictures beneath are looked at this small: a camera moves over them.
_LOOKED_AT = 320
# Weights of red, green and blue in luminance (WCAG 2.2).
_WEIGHTS = np.array([0.2126, 0.7152, 0.0722], np.float32)

Rgba = NDArray[np.uint8]
Shares = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a logo stands in a frame, in pixels; all are even."""

    left: int
    top: int
    width: int
    height: int


def place_logo(
    shape: tuple[int, int],
    size: tuple[int, int],
    branding: Branding,
    captions: CaptionAppearance,
    progress_line: str = "none",
) -> Place:
    """Return where a logo of (width, height) stands in a frame of (width, height) pixels.

    It is never under captions, nor under the line that grows with the film.
    """
    ratio = shape[0] / shape[1]
    side = _SIDES[branding.logo_size] * math.sqrt(size[0] * size[1])
    height = min(side / math.sqrt(ratio), _HIGHEST * size[1], _WIDEST * size[0] / ratio)
    width, height = max(2, round(height * ratio / 2) * 2), max(2, round(height / 2) * 2)
    area = safe_area(size)
    end, side_name = branding.corner.split("-")
    beside = round(area.side * size[0] / 2) * 2
    margin = round((area.top if end == "top" else area.foot) * size[1])
    if captions.is_drawn and captions.position == end:
        margin += round(_CAPTION_LINES * caption_font_size(size, captions.letters) + _GAP * size[1])
    if progress_line == end:
        margin += 2 * line_height(size) + round(_GAP * size[1])
    top = margin if end == "top" else size[1] - margin - height
    left = beside if side_name == "left" else size[0] - beside - width
    return Place(left, max(0, top // 2 * 2), width, height)


def kept_free(
    branding: Branding,
    size: tuple[int, int],
    captions: CaptionAppearance,
    progress_line: str = "none",
) -> tuple[float, float]:
    """Return the shares of a frame's height above and below that other letters leave to the logo; 0 without one."""
    if branding.logo is None:
        return 0.0, 0.0
    with _opened(branding.logo) as picture:
        place = place_logo(picture.size, size, branding, captions, progress_line)
    if branding.corner.startswith("top"):
        return (place.top + place.height) / size[1] + _GAP, 0.0
    return 0.0, (size[1] - place.top) / size[1] + _GAP


class Logo:
    """A logo drawn for the frames of one film."""

    def __init__(
        self,
        branding: Branding,
        size: tuple[int, int],
        captions: CaptionAppearance,
        progress_line: str = "none",
    ) -> None:
        """Draw it once for frames of (width, height) pixels. Raises RenderError if its file cannot be read."""
        assert branding.logo is not None
        with _opened(branding.logo) as picture:
            self.place = place_logo(picture.size, size, branding, captions, progress_line)
            pixels = _resized(picture, (self.place.width, self.place.height))
        self._size, self._pixels = size, pixels
        self._is_plate = float((pixels[..., 3] > 127).mean()) >= _PLATE
        self._drawn = {"": self._lettering("")}

    def shade_over(self, picture: Path) -> str:
        """Return what the logo needs to be seen over a picture: "", or a "shadow" or a "plate" under it."""
        if self._is_plate:
            return ""
        behind = self._beneath(picture)
        faint = {shade: self._faint(behind, shade) for shade in ("", *_STRENGTH)}
        return "" if faint[""] <= _MOST_FAINT else min(_STRENGTH, key=lambda shade: faint[shade])

    def blend_onto(self, frame: Frame, shade: str, opacity: float = 1.0) -> None:
        """Draw it over a frame."""
        if shade not in self._drawn:
            self._drawn[shade] = self._lettering(shade)
        drawn = self._drawn[shade]
        (drawn if opacity >= 1 else _faded(drawn, opacity)).blend_onto(frame)

    def _beneath(self, picture: Path) -> Shares:
        """Return the luminance of the part of a picture that lies under the logo, in the logo's size."""
        with _opened(picture) as opened:
            opened.draft("RGB", (_LOOKED_AT, _LOOKED_AT))
            small = np.asarray(opened.convert("RGB"), np.uint8)
        height, width = small.shape[:2]
        scale = min(width / self._size[0], height / self._size[1])
        left = (width - self._size[0] * scale) / 2 + self.place.left * scale
        top = (height - self._size[1] * scale) / 2 + self.place.top * scale
        part = small[
            int(top) : max(int(top) + 1, round(top + self.place.height * scale)),
            int(left) : max(int(left) + 1, round(left + self.place.width * scale)),
        ]
        return _luminance(np.asarray(cv2.resize(part, (self.place.width, self.place.height)), np.uint8))

    def _faint(self, behind: Shares, shade: str) -> float:
        """Return the share of the logo's edge that would hardly be seen over this luminance."""
        covered = self._pixels[..., 3] > 127
        inner = cv2.erode(covered.astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=0).astype(bool)
        edge = covered & ~inner
        if not edge.any():
            return 0.0
        seen = _luminance(self._pixels[..., :3])[edge]
        share = _STRENGTH.get(shade, 0.0)
        around = behind[edge] * (1 - share) + (share if shade == "plate" else 0.0)
        contrast = (np.maximum(seen, around) + 0.05) / (np.minimum(seen, around) + 0.05)
        return float((contrast < _FAINT).mean())

    def _lettering(self, shade: str) -> Lettering:
        place, room = self.place, self._room(shade)
        size = (place.width + 2 * room, place.height + 2 * room)
        logo = Image.new("RGBA", size, (0, 0, 0, 0))
        logo.paste(Image.fromarray(self._pixels), (room, room))
        under = {"shadow": self._shadow, "plate": self._plate}.get(shade)
        picture = Image.alpha_composite(under(logo), logo) if under else logo
        return lettering_of(picture, (place.left - room, place.top - room))

    def _shadow(self, logo: Image.Image) -> Image.Image:
        reach = max(1, round(_REACH * self.place.height))
        spread = logo.getchannel("A").filter(ImageFilter.MaxFilter(2 * reach + 1))
        spread = spread.filter(ImageFilter.GaussianBlur(max(1.0, _SOFT * self.place.height)))
        picture = Image.new("RGBA", logo.size, (0, 0, 0, 0))
        picture.putalpha(spread.point(lambda value: round(value * _STRENGTH["shadow"])))
        return picture

    def _plate(self, logo: Image.Image) -> Image.Image:
        # Drawn larger and made smaller, so that its corners are round.
        finer = 4
        mask = Image.new("L", (logo.width * finer, logo.height * finer))
        box = (0, 0, mask.width - 1, mask.height - 1)
        radius = round(_CORNER * min(self.place.height, self.place.width) * finer)
        ImageDraw.Draw(mask).rounded_rectangle(box, radius, fill=round(255 * _STRENGTH["plate"]))
        picture = Image.new("RGBA", logo.size, (255, 255, 255, 0))
        picture.putalpha(mask.resize(logo.size, Image.Resampling.BOX))
        return picture

    def _room(self, shade: str) -> int:
        """Return the room around it for what is put under it: even, and within the frame."""
        shares = {"shadow": _REACH + 2.5 * _SOFT, "plate": _MARGIN}
        wanted = math.ceil(shares.get(shade, 0.0) * self.place.height)
        if shade == "plate":
            wanted = min(wanted, round(_MOST_MARGIN * self._size[1]))
        free = min(
            self.place.left,
            self.place.top,
            self._size[0] - self.place.left - self.place.width,
            self._size[1] - self.place.top - self.place.height,
        )
        return min(wanted, free) // 2 * 2


def _opened(file: Path) -> Image.Image:
    try:
        return Image.open(file)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RenderError("The logo of this film could not be read.") from error


def _resized(picture: Image.Image, size: tuple[int, int]) -> Rgba:
    """Return a picture with alpha at a size; what is transparent lends its colour to no edge."""
    multiplied = picture.convert("RGBA").convert("RGBa").resize(size, Image.Resampling.LANCZOS)
    return np.asarray(multiplied.convert("RGBA"), np.uint8)


def _luminance(pixels: Rgba) -> Shares:
    values = np.asarray(pixels, np.float32) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ _WEIGHTS, np.float32)


def _faded(drawn: Lettering, opacity: float) -> Lettering:
    """Return a lettering of which only this share is seen."""
    ink = [rounded(plane.astype(np.float32) * opacity) for plane in drawn.ink]
    rest = [rounded(255 - (255 - plane.astype(np.float32)) * opacity) for plane in drawn.remainder]
    return Lettering(drawn.left, drawn.top, (ink[0], ink[1], ink[2]), (rest[0], rest[1], rest[2]))
