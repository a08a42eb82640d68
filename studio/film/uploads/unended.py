"""Whether a JPEG that breaks off lacks no more than its end mark: the lines that it should have can be decoded."""

from __future__ import annotations

import hashlib
import random
from io import BytesIO
from typing import BinaryIO

from PIL import Image

from studio.film.uploads.containers import Structure, write_parts

# The most pixels of a picture that is decoded to find out, and the most samples that its decoder may process, which
# takes two seconds: this happens while its owner waits at the form. What costs more counts as damaged.
_MOST_PIXELS, _MOST_EFFORT = 25_000_000, 250_000_000
# Rows that are compared at a time: fewer copies of the picture.
_STRIP = 256
_END = b"\xff\xd9"
# Bytes that a decoder reads as parts of a picture wherever it lacks some; among them all marks by which it finds its
# place again. There are no bytes of 255, which begin marks.
_CHANCE = random.Random(0)
_NOISE = [bytes(_CHANCE.randrange(1, 255) for _ in range(96)) for _ in range(25)]
_STRANGE = _NOISE[0] + b"".join(b"\xff%c%s" % (0xD0 + n % 8, noise) for n, noise in enumerate(_NOISE[1:]))


def has_all_lines(file: BinaryIO, structure: Structure) -> bool:
    """Return whether a JPEG, up to its end mark or where that should be, is complete.

    The decoder does not say what it lacks: it fills that up. So the picture is decoded with nothing after it and with
    strange bytes: what is complete looks the same. Raises errors of many kinds.
    """
    if structure.width * structure.height > _MOST_PIXELS or structure.effort > _MOST_EFFORT:
        return False
    bare = write_parts(file, structure.parts).removesuffix(_END)
    return _sum_of(bare + _END) == _sum_of(bare + _STRANGE + _END)


def _sum_of(jpeg: bytes) -> str:
    seen = hashlib.sha256()
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as picture:
        picture.load()
        for top in range(0, picture.height, _STRIP):
            strip = (0, top, picture.width, min(top + _STRIP, picture.height))
            seen.update(picture.crop(strip).tobytes())
    return seen.hexdigest()
