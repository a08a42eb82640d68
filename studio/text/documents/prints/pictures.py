"""The pictures on the pages of a PDF: where each stands, which are worth a scene, and their files."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PIL import Image

from studio.text.documents.pictured import Gathered, Shown, worth_showing
from studio.text.documents.prints.lines import PrintedLine

# More of them are not looked at on one page: drawings are sometimes made of thousands.
_MOST_ON_A_PAGE = 40
_MOST_PIXELS = 40_000_000
# And of all that are decoded here: somebody waits for the words.
_MOST_DECODED = 100_000_000
# A picture of a whole page is one of a scanner's, where so many pages have one: the words lie over it unseen.
_WHOLE, _SCANNED = 0.85, 0.6
# What lies as it is in a JPEG file, by its colours.
_PLAIN_COLOURS = ("/DeviceRGB", "/DeviceGray", "/ICCBased", "/CalRGB", "/CalGray")
_QUALITY = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A picture on a page: the object of the file that has it, and its edges in points from the lower left.

    The data of `shown` is as it lies in the file, by which it is known again and not yet decoded.
    """

    shown: Shown
    object: Any
    left: float
    right: float
    bottom: float
    top: float


def placed_on(page: Any, drawn: Sequence[tuple[str, Sequence[float]]]) -> list[Placed]:
    """Return the pictures of a page of pypdf's. `drawn` has the name and the matrix of what is drawn on it, in order."""
    objects = (page.get("/Resources") or {}).get("/XObject") or {}
    found = []
    for name, matrix in drawn[:_MOST_ON_A_PAGE]:
        try:
            one = objects[name].get_object()
            if one.get("/Subtype") == "/Image" and (placed := _placed(page, one, matrix)):
                found.append(placed)
        except MemoryError:
            raise
        except Exception:
            # A broken picture is no reason to refuse the words.
            continue
    return found


def _placed(page: Any, one: Any, matrix: Sequence[float]) -> Placed | None:
    box = page.mediabox
    a, b, c, d, e, f = (float(value) for value in matrix)
    # Of pictures the matrix lays a square with sides of 1 on the page.
    across, up = [e, e + a, e + c, e + a + c], [f, f + b, f + d, f + b + d]
    left, right = (min(max(edge(across) - float(box.left), 0.0), float(box.width)) for edge in (min, max))
    bottom, top = (min(max(edge(up) - float(box.bottom), 0.0), float(box.height)) for edge in (min, max))
    pixels = (int(one.get("/Width", 0)), int(one.get("/Height", 0)))
    share = (right - left) * (top - bottom) / (float(box.width) * float(box.height))
    if not math.isfinite(share) or one.get("/ImageMask") or math.prod(pixels) > _MOST_PIXELS:
        return None
    shown = Shown(data=bytes(one._data), ending="jpg", pixels=pixels, share=share)
    return Placed(shown=shown, object=one, left=left, right=right, bottom=bottom, top=top)


def worth_a_scene(pages: Sequence[Sequence[Placed]]) -> list[list[Placed]]:
    """Return the pictures of each page that are its own, as with slides; none that a scanner has made of a page."""
    whole = sum(any(one.shown.share >= _WHOLE for one in page) for page in pages)
    if whole >= _SCANNED * len(pages):
        pages = [[one for one in page if one.shown.share < _WHOLE] for page in pages]
    kept = []
    for page, worth in zip(
        pages, worth_showing([[one.shown for one in page] for page in pages]), strict=True
    ):
        keys = {shown.key: shown for shown in worth}
        own = {one.shown.key: one for one in reversed(page) if one.shown.key in keys}
        kept.append(list(reversed(own.values())))
    return kept


def marks_of(
    pages: Sequence[Sequence[PrintedLine]], pictures: Sequence[Sequence[Placed]], gathered: Gathered
) -> dict[int, list[str]]:
    """Return the marks of pictures by the place, among all lines of all pages, of the line that each follows.

    What stands before all lines has the place -1.
    """
    marks: dict[int, list[str]] = {}
    first, decoded = 0, 0
    for lines, page in zip(pages, pictures, strict=True):
        for one in page:
            decoded += 0 if _is_jpeg(one.object) else math.prod(one.shown.pixels)
            file = _file_of(one) if decoded <= _MOST_DECODED else b""
            name = f"picture {len(gathered.pictures) + 1}.jpg"
            if file and (mark := gathered.mark(replace(one.shown, data=file), name)):
                marks.setdefault(first + _line_before(lines, one), []).append(mark)
        first += len(lines)
    return marks


def _line_before(lines: Sequence[PrintedLine], picture: Placed) -> int:
    """Return the place of the line after which a picture is seen: the last above it in its column; -1 if there is none."""
    middle = (picture.bottom + picture.top) / 2
    beside = [
        (place, line)
        for place, line in enumerate(lines)
        if min(line.end, picture.right) - max(line.x, picture.left) > 0
    ]
    above = [place for place, line in beside if line.y > middle]
    below = [place for place, line in beside if line.y <= middle]
    if above:
        return max(above) if not below else max([one for one in above if one < max(below)] or above)
    if below:
        return min(below) - 1
    # Nothing stands in its column: what is level with it on the page comes before it.
    return max((place for place, line in enumerate(lines) if line.y > middle), default=-1)


def _file_of(picture: Placed) -> bytes:
    """Return a picture as a file; empty if it cannot be decoded."""
    one = picture.object
    if _is_jpeg(one):
        return picture.shown.data
    try:
        decoded: Image.Image = one.decode_as_image()
        if "A" in decoded.getbands() or "transparency" in decoded.info:
            seen = decoded.convert("RGBA")
            ground = Image.new("RGBA", seen.size, "white")
            decoded = Image.alpha_composite(ground, seen)
        written = io.BytesIO()
        decoded.convert("RGB").save(written, "JPEG", quality=_QUALITY)
    except MemoryError:
        raise
    except Exception:
        # Each kind of coding has errors of its own.
        return b""
    return written.getvalue()


def _is_jpeg(one: Any) -> bool:
    """Return whether a picture lies in the file as a JPEG that looks the same outside."""
    filters, colours = one.get("/Filter"), one.get("/ColorSpace")
    filters = filters if isinstance(filters, list) else [filters]
    space = colours[0] if isinstance(colours, list) else colours
    is_plain = space in _PLAIN_COLOURS and not {"/SMask", "/Mask", "/Decode"} & set(one)
    return filters == ["/DCTDecode"] and is_plain and (space != "/ICCBased" or _is_seen(colours))


def _is_seen(colours: Any) -> bool:
    """Return whether a profile is one of screens: those of presses have four colours."""
    return int(colours[1].get_object().get("/N", 3)) in (1, 3)
