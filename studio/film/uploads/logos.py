"""Checking and cleaning of logos: pictures that keep their transparency, and vector drawings."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, BinaryIO
from xml.parsers import expat

import numpy as np
from PIL import Image

from studio.film.uploads.containers import read_structure
from studio.film.uploads.decoding import decode_with_alpha
from studio.film.uploads.pictures import PictureError, Sides, decoding, judge_picture

MAX_LOGO_BYTES = 5 * 1024 * 1024
MAX_LOGO_PIXELS = 16_000_000
MAX_SVG_BYTES = 1024 * 1024
LOGO_FORMATS = ("JPEG", "PNG", "WebP")
# The longer side of a cleaned logo in pixels: more than the largest one in the largest film.
LOGO_SIDE = 1024
# Largest ratio of the sides of a logo, and its least side in pixels after its margins are cut off.
MAX_LOGO_ASPECT = 12
_LEAST_SIDE = 8
# Elements of a drawing that are drawn; and the most of them.
_MOST_ELEMENTS = 20_000
_DRAWN = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline"),
        *(
            "polygon",
            "linearGradient",
            "radialGradient",
            "stop",
            "clipPath",
            "mask",
            "pattern",
            "title",
            "desc",
        ),
        *(
            "metadata",
            "style",
            "filter",
            "feBlend",
            "feColorMatrix",
            "feComposite",
            "feDropShadow",
            "feFlood",
        ),
        *("feGaussianBlur", "feMerge", "feMergeNode", "feOffset"),
    )
)
_SVG = "http://www.w3.org/2000/svg"
_FRONT = 4096
# What a value may not lead to: anything but a part of the same drawing.
_OUTWARD = re.compile(r"url\s*\(\s*['\"]?\s*(?!['\"#])|@import|expression\s*\(", re.IGNORECASE)

NO_LOGO = "This file is not a logo we can read. Please use a PNG, JPEG, WebP or SVG picture."
TOO_LARGE = "This logo is larger than 5 MB. Please use a smaller one."
TOO_MANY_PIXELS = "This logo has more than 16 megapixels. Please use a smaller one."
TOO_LARGE_SVG = "This SVG is larger than 1 MB. Please save the logo as a PNG."
BROKEN_SVG = "This SVG cannot be read. Please save the logo as a PNG."
LETTERS_IN_SVG = "This SVG has its words as text. Please turn them into outlines, or save the logo as a PNG."
PICTURE_IN_SVG = "This SVG holds a picture, or leads to another file. Please save the logo as a PNG."
TOO_SMALL = "This logo is too small. Please use a larger one."
TOO_LONG = "This logo is too long and narrow. Please use one that is at most twelve times as long as wide."
EMPTY = "Nothing can be seen in this logo. Please use one that is not all transparent."


_SIDES = Sides(least=_LEAST_SIDE, aspect=MAX_LOGO_ASPECT, too_small=TOO_SMALL, too_long=TOO_LONG)


class LogoError(PictureError):
    """A logo cannot be used; the message tells its owner why, in one sentence."""


def is_svg(file: BinaryIO) -> bool:
    """Return whether a file looks like a vector drawing; the position ends at 0."""
    file.seek(0)
    front = file.read(_FRONT)
    file.seek(0)
    return front.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<svg" in front.lower()


def inspect_logo(file: BinaryIO, size: int) -> None:
    """Check a logo of `size` bytes by its structure; the position ends at 0. Raises PictureError."""
    if size > MAX_LOGO_BYTES:
        raise LogoError(TOO_LARGE)
    try:
        if is_svg(file):
            if size > MAX_SVG_BYTES:
                raise LogoError(TOO_LARGE_SVG)
            return
        structure = read_structure(file)
        if structure is None or structure.format not in LOGO_FORMATS:
            raise LogoError(NO_LOGO)
        if structure.width * structure.height > MAX_LOGO_PIXELS:
            raise LogoError(TOO_MANY_PIXELS)
        judge_picture(file, size, _SIDES)
    finally:
        file.seek(0)


def clean_logo(source: Path, target: Path) -> tuple[int, int]:
    """Write an untrusted logo anew as a PNG with alpha, cut to what is seen; return its (width, height) in pixels.

    Raises PictureError.
    """
    with source.open("rb") as file:
        inspect_logo(file, file.seek(0, 2))
        drawing = file.read() if is_svg(file) else None
        with decoding():
            if drawing is None:
                image = decode_with_alpha(file, judge_picture(file, file.seek(0, 2), _SIDES), LOGO_SIDE)
            else:
                image = _drawn(drawing)
    image = _cut(image)
    image.save(target, "PNG")
    return image.size


def _cut(image: Image.Image) -> Image.Image:
    """Return a picture without its transparent margins. Raises LogoError if nothing is left."""
    pixels = np.asarray(image.convert("RGBA"))
    seen = pixels[..., 3] > 8
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    if not len(rows):
        raise LogoError(EMPTY)
    part = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = part.shape[:2]
    if min(width, height) < _LEAST_SIDE:
        raise LogoError(TOO_SMALL)
    if max(width, height) > MAX_LOGO_ASPECT * min(width, height):
        raise LogoError(TOO_LONG)
    return Image.fromarray(np.ascontiguousarray(part))


def _drawn(data: bytes) -> Image.Image:
    import resvg_py

    root = _sanitised(data)
    width, height = _sides(root)
    if max(width, height) > MAX_LOGO_ASPECT * min(width, height):
        raise LogoError(TOO_LONG)
    scale = LOGO_SIDE / max(width, height)
    try:
        encoded = resvg_py.svg_to_bytes(
            svg_string=ET.tostring(root, encoding="unicode"),
            width=max(1, round(width * scale)),
            height=max(1, round(height * scale)),
            skip_system_fonts=True,
        )
    except ValueError as error:
        raise LogoError(BROKEN_SVG) from error
    with Image.open(io.BytesIO(bytes(encoded)), formats=("PNG",)) as image:
        return image.convert("RGBA")


def _sanitised(data: bytes) -> ET.Element:
    """Return a drawing with known elements only, which lead to nothing outside it. Raises LogoError."""
    root = _parsed(data)
    if root.tag != f"{{{_SVG}}}svg":
        raise LogoError(NO_LOGO)
    stack = [root]
    while stack:
        element = stack.pop()
        for child in list(element):
            name = str(child.tag).removeprefix(f"{{{_SVG}}}")
            if name in ("text", "tspan", "textPath"):
                raise LogoError(LETTERS_IN_SVG)
            if name in ("image", "feImage"):
                raise LogoError(PICTURE_IN_SVG)
            if name in _DRAWN:
                stack.append(child)
            else:
                element.remove(child)
        _clean_values(element)
    return root


def _clean_values(element: ET.Element) -> None:
    for name, value in list(element.attrib.items()):
        plain = name.rpartition("}")[2].lower()
        if plain.startswith("on") or plain == "base":
            del element.attrib[name]
        elif (plain == "href" and not value.strip().startswith("#")) or _OUTWARD.search(value):
            raise LogoError(PICTURE_IN_SVG)
    if _OUTWARD.search(element.text or ""):
        raise LogoError(PICTURE_IN_SVG)


def _parsed(data: bytes) -> ET.Element:
    """Parse XML that declares no types and no entities, and has not too many elements."""
    builder, parser = ET.TreeBuilder(), expat.ParserCreate(namespace_separator="}")
    count = 0

    def refuse(*_: Any) -> int:
        raise LogoError(BROKEN_SVG)

    def start(name: str, values: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > _MOST_ELEMENTS:
            raise LogoError(BROKEN_SVG)
        builder.start(_braced(name), {_braced(key): value for key, value in values.items()})

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: builder.end(_braced(name))
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, ET.ParseError, AssertionError, ValueError) as error:
        raise LogoError(BROKEN_SVG) from error


def _braced(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _sides(root: ET.Element) -> tuple[float, float]:
    """Return the width and height of a drawing, of which only the ratio matters."""
    box = [float(part) for part in re.findall(r"-?[\d.]+(?:e-?\d+)?", root.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return box[2], box[3]
    sides = [
        re.fullmatch(r"\s*([\d.]+)\s*(?:px|pt|mm|cm|in|pc)?\s*", root.get(name, ""))
        for name in ("width", "height")
    ]
    found = [float(side.group(1)) if side else 0.0 for side in sides]
    if min(found) <= 0:
        raise LogoError(BROKEN_SVG)
    return found[0], found[1]
