"""The making of a picture in another shape out of one that is there: cut around what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from studio.errors import RenderError
from studio.film.photo.targets import choose_target
from studio.film.picture.areas import find_heads
from studio.film.plan import Area
from studio.film.uploads.jpegs import pack_jpeg

# A picture may be enlarged by this factor, the room for the camera included (15 per cent): a landscape picture of a
# service, made for the same quality, gives a portrait at 1.78.
MOST_GROWN = 1.85
_QUALITY = 92
_PLACES = 41
# How much seeing the target, and each further thing, counts; and what a head costs that is cut.
_TARGET, _OTHER, _CUT = 3.0, 1.0, 4.0
_ALL_SEEN, _HALF, _HARDLY_SEEN = 0.97, 0.5, 0.05


def reframe(
    picture: Path, size: tuple[int, int], areas: Sequence[Area], words: str, *, most_grown: float = MOST_GROWN
) -> bytes | None:
    """Return the largest part of a picture in the shape of `size`, (width, height) in pixels, as a JPEG of that size.

    It shows as much as it can of what the words name and of the `areas`, in fractions of the picture, and cuts no heads
    that it can keep whole. None if the picture would have to be enlarged more than `most_grown` times. Raises
    RenderError if it cannot be read.
    """
    cut = reframe_with_areas(picture, size, areas, words, most_grown=most_grown)
    return cut and cut[0]


def reframe_with_areas(
    picture: Path, size: tuple[int, int], areas: Sequence[Area], words: str, *, most_grown: float = MOST_GROWN
) -> tuple[bytes, tuple[Area, ...]] | None:
    """Return the same part, and which of the areas are seen in it, in fractions of that part."""
    image = _opened(picture)
    ratio = size[0] / size[1]
    width, height = min(image.width, image.height * ratio), min(image.height, image.width / ratio)
    if size[0] / width > most_grown:
        return None
    part = (width / image.width, height / image.height)
    left, top = _place(image, part, areas, words)
    edges = (
        left * image.width,
        top * image.height,
        left * image.width + width,
        top * image.height + height,
    )
    cut = image.resize(size, Image.Resampling.LANCZOS, box=edges, reducing_gap=3.0)
    shown = Area(left=left, top=top, right=left + part[0], bottom=top + part[1])
    return pack_jpeg(cut, _QUALITY, subsampling=0), tuple(_within(areas, shown))


def _within(areas: Sequence[Area], shown: Area) -> Iterator[Area]:
    """Yield the areas of which at least half is in the part that is shown, as they lie in it."""
    wide, high = shown.right - shown.left, shown.bottom - shown.top
    for area in areas:
        if _share(area, shown) >= _HALF:
            yield Area(
                name=area.name,
                left=max(0.0, (area.left - shown.left) / wide),
                top=max(0.0, (area.top - shown.top) / high),
                right=min(1.0, (area.right - shown.left) / wide),
                bottom=min(1.0, (area.bottom - shown.top) / high),
            )


def _place(
    image: Image.Image, part: tuple[float, float], areas: Sequence[Area], words: str
) -> tuple[float, float]:
    """Return where the part begins, in fractions of the picture."""
    target = choose_target(areas, words, 0, np.asarray(image))
    heads = find_heads(tuple(areas), image.width / image.height)
    room = (1 - part[0], 1 - part[1])

    def worth(step: int) -> float:
        left, top = room[0] * step / (_PLACES - 1), room[1] * step / (_PLACES - 1)
        shown = Area(left=left, top=top, right=left + part[0], bottom=top + part[1])
        seen = _TARGET * _share(target, shown) + sum(_OTHER * _share(area, shown) for area in areas)
        cut = sum(_HARDLY_SEEN < _share(head, shown) < _ALL_SEEN for head in heads)
        # Of places that show as much, the one with the target in its middle.
        beside = abs((target.left + target.right) / 2 - (left + part[0] / 2)) + abs(
            (target.top + target.bottom) / 2 - (top + part[1] / 2)
        )
        return seen - _CUT * cut - 0.5 * beside

    best = max(range(_PLACES), key=worth)
    return room[0] * best / (_PLACES - 1), room[1] * best / (_PLACES - 1)


def _share(area: Area, shown: Area) -> float:
    """Return the share of an area that is seen."""
    across = min(area.right, shown.right) - max(area.left, shown.left)
    down = min(area.bottom, shown.bottom) - max(area.top, shown.top)
    whole = (area.right - area.left) * (area.bottom - area.top)
    return max(0.0, across) * max(0.0, down) / whole if whole > 0 else 0.0


def _opened(picture: Path) -> Image.Image:
    try:
        with Image.open(picture) as image:
            return image.convert("RGB")
    except (OSError, ValueError, SyntaxError) as error:
        raise RenderError("A picture of this film could not be read.") from error
