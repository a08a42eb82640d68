"""A picture of an owner's as an intro or outro: it fills the frame, or stands whole before a blurred copy of itself."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from studio.errors import RenderError
from studio.film.uploads.clips.framing import frame_clip
from studio.film.uploads.jpegs import pack_jpeg

# Seconds for which a picture is shown.
PICTURE_SECONDS = 3.0
# The copy behind a picture: pixels across before it is blurred, and its light.
_TINY, _LIGHT = 48, 0.55


def frame_picture(source: Path, target: Path, film: tuple[int, int], *, fills: bool = False) -> None:
    """Write a picture as a JPEG of a film's (width, height), as a clip would lie in it. Raises RenderError."""
    try:
        with Image.open(source) as opened:
            picture = opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RenderError("This picture could not be read.") from error
    framing = frame_clip(picture.size, film, fills=fills)
    laid = _ground(picture, film) if framing.is_framed else Image.new("RGB", film)
    laid.paste(picture.resize(framing.size, Image.Resampling.LANCZOS), framing.corner)
    target.write_bytes(pack_jpeg(laid, 95, subsampling=0))


def _ground(picture: Image.Image, film: tuple[int, int]) -> Image.Image:
    tiny = ImageOps.fit(picture, (_TINY, max(1, round(_TINY * film[1] / film[0]))))
    soft = tiny.filter(ImageFilter.GaussianBlur(2)).resize(film, Image.Resampling.BICUBIC)
    return ImageEnhance.Brightness(soft).enhance(_LIGHT)
