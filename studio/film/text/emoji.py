"""Emoji drawn from art files, because the caption fonts have none."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from PIL import Image

from studio.film.text.skin import tone_of, with_tone
from studio.text.lines.clusters import FLAG_LETTERS, JOINER, is_flag_letter, is_tone

# The font family of a run that is a drawing.
EMOJI = "emoji"
# The side of a drawing and its advance width, as shares of the font size.
_SIDE, _WIDTH = 1.12, 1.22
_DRAWINGS = 64

# Zip files of SVGs, named as "red-apple"; the first that has a name is used.
_files: list[Path] = []

_AS_TEXT, _AS_EMOJI = "\ufe0e", "\ufe0f"
_SELECTORS = frozenset((_AS_TEXT, _AS_EMOJI))
# Variation selectors, and the enclosing keycap.
_ONLY_OF_EMOJI = _SELECTORS | {"\u20e3"}
_SEXES = frozenset("♀♂")
# Two hands of different tones, and the handshake that they are.
_SHAKING, _SHAKEN = "🫱\u200d🫲", "🤝"
# After a black flag, tag letters in this range name a part of a country.
_BLACK_FLAG, _TAG_LETTERS = "🏴", range(0xE0061, 0xE007B)
# Characters below this code point are text symbols, such as ©; from it on they are pictures.
_PICTURES = 0x2600


def add_drawings(files: list[Path]) -> None:
    """Add zip files of SVGs as a source of emoji for this process; the first that has a drawing is used."""
    if _files != files:
        _files[:] = files
        _archives.cache_clear()
        _drawing.cache_clear()
        emoji_name.cache_clear()


def emoji_files() -> tuple[Path, ...]:
    """Return the zip files that drawings are taken from."""
    return tuple(_files)


def emoji_width(font_size: int) -> float:
    """Return the advance width of an emoji in pixels at this font size."""
    return _WIDTH * font_size


def draw_emoji(cluster: str, font_size: int) -> Image.Image:
    """Return the drawing of an emoji that has a name, at a font size in pixels. It is shared: do not draw on it.

    Its skin has the tone that the cluster asks for.
    """
    name = emoji_name(cluster)
    assert name is not None
    return _drawing(name, tone_of(cluster), max(4, round(_SIDE * font_size)))


@cache
def emoji_name(cluster: str) -> str | None:
    """Return the name of the drawing for a cluster (a character with its joiners and marks), or None.

    A sequence that has no drawing of its own is drawn as its first part. Skin tones have none: see `draw_emoji`.
    """
    if not _files:
        return None
    signs = "".join(sign for sign in cluster if sign not in _SELECTORS and not is_tone(sign))
    signs = _SHAKEN if signs == _SHAKING else signs
    first, *others = signs.split(JOINER)
    without_sex = JOINER.join((first, *(part for part in others if part not in _SEXES)))
    names = (_names().get(reading) for reading in (signs, without_sex, first))
    return next((name for name in (_flag_name(signs), *names) if name in _archives()), None)


def is_rather_text(cluster: str) -> bool:
    """Return whether an emoji is drawn from a font if one has it: ©, ™ and arrows without an emoji selector."""
    sign, tail = cluster[0], cluster[1:]
    return tail == _AS_TEXT or (
        not tail and ord(sign) < _PICTURES and unicodedata.east_asian_width(sign) != "W"
    )


def in_letters(cluster: str) -> str:
    """Return the part of a cluster that fonts can show: a flag's letters, as "DE", or the digit of a keycap."""
    return _flag_letters(cluster) or "".join(sign for sign in cluster if sign not in _ONLY_OF_EMOJI)


def _flag_name(signs: str) -> str:
    """Return the name of a flag's drawing, "flag-de" or "flag-gb-sct", or "" if it is not a flag."""
    if letters := _flag_letters(signs):
        return f"flag-{letters.lower()}"
    tags = [chr(ord("a") + ord(sign) - _TAG_LETTERS.start) for sign in signs[1:] if ord(sign) in _TAG_LETTERS]
    is_part = signs.startswith(_BLACK_FLAG) and len(tags) > 2
    return f"flag-{''.join(tags[:2])}-{''.join(tags[2:])}" if is_part else ""


def _flag_letters(signs: str) -> str:
    if not signs or not all(map(is_flag_letter, signs)):
        return ""
    return "".join(chr(ord("A") + ord(sign) - FLAG_LETTERS.start) for sign in signs)


@cache
def _names() -> dict[str, str]:
    """Return the drawing's name of each emoji, without selectors and skin tones (from Unicode 17's CLDR names)."""
    table = resources.files(__package__).joinpath("emoji_names.tsv").read_text(encoding="utf-8")
    return dict(row.split("\t") for row in table.splitlines())


@cache
def _archives() -> dict[str, zipfile.ZipFile]:
    """Return each drawing's archive, read into memory: forked processes would share an open file's position."""
    found: dict[str, zipfile.ZipFile] = {}
    for file in _files:
        archive = zipfile.ZipFile(io.BytesIO(file.read_bytes()))
        found = dict.fromkeys(archive.namelist(), archive) | found
    return found


@lru_cache(maxsize=_DRAWINGS)
def _drawing(name: str, tone: str, side: int) -> Image.Image:
    import resvg_py

    svg = _archives()[name].read(name).decode()
    encoded = resvg_py.svg_to_bytes(svg_string=svg, width=side, height=side, skip_system_fonts=True)
    with Image.open(io.BytesIO(bytes(encoded))) as drawing:
        image = drawing.convert("RGBA")
    return with_tone(image, tone) if tone else image
