"""Pictures of any service: the size to ask for, and what comes back, checked and cut to size."""

from __future__ import annotations

import hashlib
import io

from PIL import Image, ImageOps

from generator.providers.calling.meter import note
from studio.errors import ProviderError, ProviderFailure

# Models work best near a megapixel, with sides that are a multiple of this.
SIDE, MULTIPLE = 1024, 64
MOST_PIXELS = 40_000_000
SMALLEST_SIDE = 64
# If no channel value, of 255, reaches this, the picture is the black one that means a refusal.
BLACK = 24
# Share of a picture's pixels that is ignored as stray.
STRAY = 0.001


def painted_size(width: int, height: int, side: int = SIDE) -> tuple[int, int]:
    """Return the (width, height) in pixels to request: the wanted shape, in multiples of 64, of about as many pixels as a
    square with this side has: a megapixel, unless a model was made for less.
    """
    scale = (side * side / (width * height)) ** 0.5
    return max(1, int(width * scale / MULTIPLE)) * MULTIPLE, max(1, int(height * scale / MULTIPLE)) * MULTIPLE


def model_seed(seed: int, variant: int, asked: int) -> int:
    """Return a 32-bit seed from film, scene and try."""
    mixed = hashlib.sha256(f"{seed} {variant} {asked}".encode()).digest()
    return int.from_bytes(mixed[:4], "big")


def fit(data: bytes, width: int, height: int, service: str) -> bytes:
    """Decode the answer of a service and return it as a JPEG of exactly this size in pixels, cropped if needed.

    Raises ProviderError: REFUSED for the black picture that means a refusal, BAD_ANSWER if it is not a picture.
    """
    # Whether it is of use or not, it was made.
    note(pictures=1)
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as opened:
            if min(opened.size) < SMALLEST_SIDE or opened.width * opened.height > MOST_PIXELS:
                raise ValueError
            picture = opened.convert("RGB")
    # Decoders raise many kinds of errors, and all mean that this is not the picture that was asked for.
    except Exception as error:
        raise not_a_picture(service) from error
    # By the same measure as the later check: a picture too dark for that was refused and not badly made.
    fitted = ImageOps.fit(picture, (width, height), Image.Resampling.LANCZOS)
    if is_dark(fitted):
        raise ProviderError(f"{service} would not make this picture.", ProviderFailure.REFUSED)
    # Shrunk first, so that stray pixels do not count.
    lowest, highest = zip(*picture.resize((64, 64), Image.Resampling.BOX).getextrema(), strict=True)
    if all(high - low < 6 for low, high in zip(lowest, highest, strict=True)):
        message = f"{service} answered with a picture of one flat colour."
        raise ProviderError(message, ProviderFailure.BAD_ANSWER)
    packed = io.BytesIO()
    fitted.save(packed, "JPEG", quality=92)
    return packed.getvalue()


def is_dark(picture: Image.Image) -> bool:
    """Return whether all but stray pixels of an RGB picture are nearly black."""
    shares = picture.histogram()
    bright = max(sum(shares[channel * 256 + BLACK : channel * 256 + 256]) for channel in range(3))
    return bright <= STRAY * picture.width * picture.height


def not_a_picture(service: str) -> ProviderError:
    message = f"{service} answered with something that is not a picture."
    return ProviderError(message, ProviderFailure.BAD_ANSWER)
