"""Canvases: pictures of any size and shape, fitted so that they cover the film's frame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from studio.errors import RenderError
from studio.film.picture.areas import around, find_heads
from studio.film.picture.camera import CropBox
from studio.film.picture.ground import lay_on_ground, plain_ground
from studio.film.picture.strips import strip_axis
from studio.film.plan import Area

# A picture whose shape differs from the frame's by more than this factor would lose too much to cropping; if it
# differs by less, the camera shows most of it while it travels.
_ODD_SHAPE = 1.25
# Of a picture on a plain ground nothing is cut, unless it has the frame's shape but for this factor.
_SAME_SHAPE = 1.02
# Pixels kept per frame pixel: as many as the closest camera view resolves.
_DETAIL = 1.15
# A picture with up to this many is left as it is: shrinking it would cost more than it saves, and lose detail.
_MUCH_DETAIL = 1.5
# A framed picture fills this share of the frame, so that the camera can come nearer without cutting it.
_FRAMED = 0.93
# The most frames that a strip is long: along a longer one the camera would rush, so it is laid out narrower.
_LONGEST = 3.2
_BACKGROUND_LIGHT = 0.55
_SHADOW_DARKNESS = 0.5
_SOFTNESS = 4


@dataclass(frozen=True, slots=True)
class Canvas:
    """RGB pixels (height, width, 3), and how large they are laid out: `extent` in frame pixels at scale 1.

    `is_framed` is true if the whole picture lies on a blurred background, or on its own plain ground, instead of filling
    the canvas; `inner` is the box that it fills, None if that is the whole canvas. `axis` is that of a strip, which the
    camera is led along.
    """

    pixels: NDArray[np.uint8]
    extent: tuple[float, float]
    is_framed: bool
    inner: CropBox | None = None
    axis: int | None = None

    def box(self, area: Area) -> CropBox:
        """Return the box on the canvas, in frame pixels, of a part of the picture."""
        inner = self.inner or CropBox(0.0, 0.0, *self.extent)
        left, top = inner.left, inner.top
        width, height = inner.right - left, inner.bottom - top
        return CropBox(
            left + area.left * width,
            top + area.top * height,
            left + area.right * width,
            top + area.bottom * height,
        )


def open_canvas(
    file: Path,
    size: tuple[int, int],
    focus: tuple[Area, ...] = (),
    *,
    is_still: bool = False,
    nearness: float = 1.0,
) -> Canvas:
    """Read a picture and fit it to a frame of (width, height) pixels.

    If covering the frame would cut people's heads in `focus`, or what lies on a plain ground such as a logo, the picture
    is framed. A strip fills the frame's other side, unless the camera stands still (`is_still`). Others are laid out
    `nearness` times as large as would cover the frame. Raises RenderError if it cannot be read.
    """
    picture = _read(file, size, nearness)
    axis = strip_axis(picture.size, size)
    # A lettering is read as a whole; a long page, which may be plain at its rim as well, is gone down.
    if axis != 1 and (ground := _ground_around(picture, size)):
        return _framed(picture, size, ground=ground)
    if axis is not None and not is_still:
        return _strip(picture, size, axis)
    if not covers(picture.size, size, focus):
        return _framed(picture, size)
    return _covering(picture, size, nearness)


def covers(picture: tuple[int, int], size: tuple[int, int], focus: tuple[Area, ...]) -> bool:
    """Return whether a picture of (width, height) pixels may cover a frame, and so be cut at two of its sides."""
    stretch = (picture[0] / picture[1]) / (size[0] / size[1])
    return max(stretch, 1 / stretch) <= _ODD_SHAPE and not _cuts_heads(focus, picture, stretch)


def lies_on_ground(file: Path, size: tuple[int, int]) -> bool:
    """Return whether a picture is shown whole on its own plain ground; false if it cannot be read."""
    try:
        with Image.open(file) as image:
            if not _would_be_cut(image.size, size):
                return False
            image.draft("RGB", (size[0] // 2, size[1] // 2))
            return strip_axis(image.size, size) != 1 and plain_ground(_opaque(image)) is not None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def _ground_around(picture: Image.Image, size: tuple[int, int]) -> tuple[int, int, int] | None:
    """Return the plain ground of a picture that would be cut if it covered the frame."""
    return plain_ground(picture) if _would_be_cut(picture.size, size) else None


def _would_be_cut(picture: tuple[int, int], size: tuple[int, int]) -> bool:
    stretch = (picture[0] / picture[1]) / (size[0] / size[1])
    return max(stretch, 1 / stretch) > _SAME_SHAPE


def open_backdrop(file: Path, size: tuple[int, int]) -> Canvas:
    """Read a picture and make it a dark, blurred background for words. Raises RenderError if it cannot be read."""
    larger = (round(size[0] * _DETAIL), round(size[1] * _DETAIL))
    pixels = _background(_read(file, size), larger, (0, 0), (0, 0))
    return Canvas(pixels, (float(size[0]), float(size[1])), is_framed=True)


def _read(file: Path, size: tuple[int, int], nearness: float = 1.0) -> Image.Image:
    try:
        with Image.open(file) as image:
            # A JPEG far larger than needed is decoded at a fraction of its size.
            needed = _DETAIL * nearness
            image.draft("RGB", (round(size[0] * needed), round(size[1] * needed)))
            image.load()
            return _opaque(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RenderError("A picture of this film could not be read.") from error


def _opaque(image: Image.Image) -> Image.Image:
    """Return an RGB picture, one with transparency on a ground that contrasts with it."""
    if not image.has_transparency_data:
        return image if image.mode == "RGB" else image.convert("RGB")
    return lay_on_ground(image.convert("RGBA"))


def _cuts_heads(focus: tuple[Area, ...], picture: tuple[int, int], stretch: float) -> bool:
    """Return whether no crop that covers the frame holds all heads at once."""
    heads = around(find_heads(focus, picture[0] / picture[1]))
    if heads is None:
        return False
    if stretch > 1:
        return heads.right - heads.left > 1 / stretch
    return heads.bottom - heads.top > stretch


def _covering(image: Image.Image, size: tuple[int, int], nearness: float = 1.0) -> Canvas:
    """Scale the whole picture so that it just covers the frame, or more; the excess is room for the camera."""
    scale = min(image.width / size[0], image.height / size[1]) / nearness
    extent = (image.width / scale, image.height / scale)
    if scale > _MUCH_DETAIL:
        target = (round(extent[0] * _DETAIL), round(extent[1] * _DETAIL))
        image = image.resize(target, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return Canvas(np.asarray(image), extent, is_framed=False)


def _strip(image: Image.Image, size: tuple[int, int], axis: int) -> Canvas:
    frames = max(image.width / size[0], image.height / size[1]) / min(
        image.width / size[0], image.height / size[1]
    )
    if frames <= _LONGEST:
        return replace(_covering(image, size), axis=axis)
    long = (round(_LONGEST * size[0]), size[1]) if axis == 0 else (size[0], round(_LONGEST * size[1]))
    return replace(_framed(image, long, 1.0), is_framed=False, axis=axis)


def _framed(
    image: Image.Image,
    size: tuple[int, int],
    share: float = _FRAMED,
    *,
    ground: tuple[int, int, int] | None = None,
) -> Canvas:
    """Lay the whole picture on its background, of whose width or height it fills a share; or on its plain ground."""
    width, height = round(size[0] * _DETAIL), round(size[1] * _DETAIL)
    scale = min(width / image.width, height / image.height) * share
    inner = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    corner = ((width - inner[0]) // 2, (height - inner[1]) // 2)
    canvas = (
        Image.new("RGB", (width, height), ground)
        if ground
        else Image.fromarray(_background(image, (width, height), corner, inner))
    )
    canvas.paste(image.resize(inner, Image.Resampling.LANCZOS, reducing_gap=3.0), corner)
    across, down = size[0] / width, size[1] / height
    place = CropBox(
        corner[0] * across, corner[1] * down, (corner[0] + inner[0]) * across, (corner[1] + inner[1]) * down
    )
    return Canvas(np.asarray(canvas), (float(size[0]), float(size[1])), is_framed=True, inner=place)


def _background(
    image: Image.Image, size: tuple[int, int], corner: tuple[int, int], inner: tuple[int, int]
) -> NDArray[np.uint8]:
    """Return a dark, blurred copy of the picture that covers the frame, with the picture's shadow at `corner`.

    Nothing in it is sharp, so it is computed at a small size. A little noise keeps its gradients from banding.
    """
    small = (size[0] // _SOFTNESS, size[1] // _SOFTNESS)
    shade = np.zeros((small[1], small[0]), np.float32)
    left, top, right, bottom = (
        side // _SOFTNESS for side in (*corner, corner[0] + inner[0], corner[1] + inner[1])
    )
    shade[top:bottom, left:right] = _SHADOW_DARKNESS
    light = _BACKGROUND_LIGHT * (1 - cv2.GaussianBlur(shade, (0, 0), max(1.0, min(small) / 60)))
    soft = _blurred_cover(image, small) * light[:, :, None]
    noise = np.random.default_rng(0).random((size[1], size[0]), np.float32)
    background = np.empty((size[1], size[0], 3), np.uint8)
    for channel in range(3):
        plane = cv2.resize(soft[:, :, channel], size, interpolation=cv2.INTER_CUBIC)
        background[:, :, channel] = np.clip(plane + noise, 0, 255)
    return background


def _blurred_cover(image: Image.Image, size: tuple[int, int]) -> NDArray[np.float32]:
    scale = min(image.width / size[0], image.height / size[1])
    # A rounding error could make the crop larger than the picture.
    crop = (min(image.width, size[0] * scale), min(image.height, size[1] * scale))
    left, top = (image.width - crop[0]) / 2, (image.height - crop[1]) / 2
    tiny = (96, max(1, round(96 * size[1] / size[0])))
    cover = image.resize(tiny, Image.Resampling.BOX, box=(left, top, left + crop[0], top + crop[1]))
    blurred = np.asarray(cover.filter(ImageFilter.GaussianBlur(4)), np.float32)
    return np.asarray(cv2.resize(blurred, size, interpolation=cv2.INTER_CUBIC), np.float32)
