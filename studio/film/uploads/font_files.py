"""Checking and cleaning of an owner's font: what it must have, and what it must not have to be used."""

from __future__ import annotations

import io
import string
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image, ImageDraw, ImageFont

from studio.errors import RenderError

MAX_FONT_BYTES = 5 * 1024 * 1024
# How a TrueType font and one with PostScript outlines begin (OpenType 1.9, "Organization of an OpenType font").
_BEGINNINGS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_COMPRESSED = (b"wOFF", b"wOF2")
_COLLECTION = b"ttcf"
_MOST_TABLES, _MOST_GLYPHS = 64, 65_535
# Tables that a font needs; what is kept of others: outlines, their shaping, and what a font varies in. Programs for
# pixels (fpgm, prep, cvt) are left out: they are code that a font library runs, and large letters need none.
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2")
_KEPT = frozenset(
    (
        *_NEEDED,
        *("post", "glyf", "loca", "CFF ", "CFF2", "GDEF", "GPOS", "GSUB", "BASE", "kern", "vhea", "vmtx"),
        *("fvar", "avar", "gvar", "HVAR", "MVAR", "STAT", "VVAR"),
    )
)
_BASIC = string.ascii_letters + string.digits + ".,:;!?'-()%&"
# Bits of OS/2 fsType: 2 alone is "Restricted License embedding", 0x200 is "Bitmap embedding only" (OpenType 1.9, OS/2).
_RESTRICTED, _PERMISSIONS, _BITMAP_ONLY = 0x2, 0xE, 0x200
# Letters are drawn once in this size, in a process that may break over it.
_TRIED = 40

NO_FONT = "This file is not a font we can read. Please use a TTF or OTF font."
TOO_LARGE = "This font is larger than 5 MB. Please use a smaller one."
COMPRESSED = "This is a font for web pages (WOFF). Please use the same font as TTF or OTF."
COLLECTION = "This file holds several fonts. Please use one of them, as TTF or OTF."
BROKEN = "This font cannot be read. It may be damaged: please try another copy of it."
NO_LATIN = (
    "This font lacks some of the letters A to Z, digits or signs of every text. Please use another one."
)
NO_OUTLINES = "This font has no outlines that can be drawn in any size. Please use another one."
NOT_ALLOWED = (
    "The makers of this font do not allow it to be used in documents and films. Please use another one."
)


class FontError(RenderError):
    """A font cannot be used; the message tells its owner why, in one sentence."""


def inspect_font(file: BinaryIO, size: int) -> None:
    """Check a font of `size` bytes by its beginning; the position ends at 0. Raises FontError."""
    file.seek(0)
    begin = file.read(4)
    file.seek(0)
    if size > MAX_FONT_BYTES:
        raise FontError(TOO_LARGE)
    if begin in _COMPRESSED:
        raise FontError(COMPRESSED)
    if begin == _COLLECTION:
        raise FontError(COLLECTION)
    if begin not in _BEGINNINGS:
        raise FontError(NO_FONT)


def clean_font(source: Path, target: Path) -> str:
    """Write an untrusted font anew with the tables that are needed to draw it; return its name. Raises FontError."""
    from fontTools.ttLib import TTFont

    data = source.read_bytes()
    inspect_font(io.BytesIO(data), len(data))
    try:
        with TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False) as font:
            _judge(font)
            name = str(font["name"].getBestFamilyName() or "")[:80]
            tags = set(font.keys())
            for tag in tags - _KEPT - {"GlyphOrder"}:
                del font[tag]
            if "glyf" in font:
                for glyph in font["glyf"].glyphs.values():
                    glyph.trim(remove_hinting=True)
            font.save(target, reorderTables=True)
        _try(target)
    except (FontError, MemoryError):
        raise
    # fontTools raises errors of many kinds for damaged tables, and all mean the same to the font's owner.
    except Exception as error:
        raise FontError(BROKEN) from error
    return name


def _judge(font: Any) -> None:
    if len(font.keys()) > _MOST_TABLES or any(tag not in font for tag in _NEEDED):
        raise FontError(BROKEN)
    if not any(tag in font for tag in ("glyf", "CFF ", "CFF2")):
        raise FontError(NO_OUTLINES)
    if font["maxp"].numGlyphs > _MOST_GLYPHS:
        raise FontError(BROKEN)
    kind = font["OS/2"].fsType
    if kind & _PERMISSIONS == _RESTRICTED or kind & _BITMAP_ONLY:
        raise FontError(NOT_ALLOWED)
    letters = font.getBestCmap() or {}
    if any(ord(letter) not in letters for letter in _BASIC):
        raise FontError(NO_LATIN)


def _try(file: Path) -> None:
    """Draw the basic letters, and see that there is something of each."""
    font = ImageFont.truetype(str(file), _TRIED, layout_engine=ImageFont.Layout.BASIC)
    for letter in string.ascii_letters + string.digits:
        picture = Image.new("L", (4 * _TRIED, 4 * _TRIED))
        ImageDraw.Draw(picture).text((_TRIED, 2.5 * _TRIED), letter, fill=255, font=font, anchor="ls")
        if picture.getbbox() is None:
            raise FontError(NO_LATIN)
