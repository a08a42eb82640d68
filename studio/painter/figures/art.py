"""The art that set-up prepared: drawings found by a word and rastered at any size."""

from __future__ import annotations

import functools
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np

from studio.assets import FLUENT, NOTO, TAGS, find_asset
from studio.painter.core.arrays import Array
from studio.painter.figures.bodies import add_body
from studio.painter.figures.drawings import DRAWINGS
from studio.painter.figures.wings import FLYING, can_fly, perched, spread_wings

# Number of rasters kept in memory, of up to 2 MB each: a film shows its few subjects again and again.
_RASTERS = 16
# Exponent from sRGB display values to linear light, the inverse of the painter's development.
_GAMMA = 2.2
# Names that Fluent Emoji has for drawings of Emojibase, besides "person-…" for those of people.
_OTHER_NAMES = {
    "black-bird": "blackbird",
    "merman": "man-merpeople",
    "mermaid": "woman-merpeople",
    "merperson": "person-merpeople",
    "phoenix": "phoenix-bird",
    "pinata": "piata",
}
# Emojibase's groups of faces, symbols and flags.
_VAGUE_GROUPS = (0, 8, 9)


class Art:
    """The drawings of Fluent Emoji, and those of Noto Emoji that it lacks, by name: "red-apple".

    Birds that are drawn sitting are there a second time, flying: "owl-flying". A few drawings are our own.
    """

    def __init__(self, fluent: Path, noto: Path | None, tags: Path | None) -> None:
        self._sources = {name: path for path in (noto, fluent) if path for name in _open(path).namelist()}
        self._fluent, self._tags = fluent, tags
        self._sources |= {f"{name}{FLYING}": path for name, path in self._sources.items() if can_fly(name)}
        self._sources |= dict.fromkeys(DRAWINGS, fluent)
        self.names = frozenset(self._sources)

    def icon(self, name: str, pixels: int) -> Array:
        """Return a drawing, (pixels, pixels, 4): linear colour times coverage, then coverage.

        Takes some 0.2 s at 600 pixels the first time. Raises KeyError for an unknown name.
        """
        values = cast(Array, cv2.LUT(_raster(self._sources[name], name, pixels), _light()))
        values[..., :3] *= values[..., 3:]
        return values

    def find(self, word: str) -> tuple[str, ...]:
        """Return the names of drawings for an English word in the singular, the closest first; often none.

        First those with that name, then those whose last word it is ("red apple" for "apple"), then those
        that have it as a search tag. Flags, symbols and faces are left out unless it is their name.
        """
        return self._words.get(_slug(word), ())

    @functools.cached_property
    def _words(self) -> Mapping[str, tuple[str, ...]]:
        closeness: dict[str, dict[str, int]] = {}
        for name, label, group, tags in self._entries():
            words = {label: 0}
            if group not in _VAGUE_GROUPS:
                words.setdefault(label.rpartition("-")[2], 1)
                words |= {_slug(tag): 2 for tag in tags if _slug(tag) not in words}
            for word, rank in words.items():
                closeness.setdefault(word, {})[name] = rank
        return {word: tuple(sorted(found, key=found.__getitem__)) for word, found in closeness.items()}

    def _entries(self) -> Iterator[tuple[str, str, int, list[str]]]:
        """Yield name, label, group and tags of each drawing; of one unknown to Emojibase, the name only."""
        known: dict[str, list[Any]] = json.loads(self._tags.read_text(encoding="utf-8")) if self._tags else {}
        named = set()
        for label, (group, *tags) in known.items():
            if name := self._name(_slug(label)):
                named.add(name)
                yield name, _slug(label), group, tags
        for name in sorted(self.names - named):
            yield name, name, _VAGUE_GROUPS[0], []

    def _name(self, label: str) -> str | None:
        """Return the drawing of a label, in Fluent Emoji's style if there is one."""
        candidates = [label, f"person-{label}", _OTHER_NAMES.get(label, "")]
        there = [name for name in candidates if name in self.names]
        return next((name for name in there if self._sources[name] == self._fluent), next(iter(there), None))


def open_art(assets_dir: Path | str | None) -> Art | None:
    """Return the art in an assets folder; None if set-up has not prepared it.

    The folder is read each time, so that a running worker finds what set-up adds later.
    """
    fluent = find_asset(assets_dir, FLUENT)
    if fluent is None:
        return None
    return _art(fluent, find_asset(assets_dir, NOTO), find_asset(assets_dir, TAGS))


_art = functools.lru_cache(maxsize=2)(Art)


def trim(values: Array) -> Array:
    """Crop the transparent edges of a drawing (height, width, 4), so that it stands on its lower edge."""
    rows, columns = np.any(values[..., 3] > 0.02, axis=1), np.any(values[..., 3] > 0.02, axis=0)
    if not rows.any():
        return values
    (top, bottom), (left, right) = (np.flatnonzero(line)[[0, -1]] for line in (rows, columns))
    return values[top : bottom + 1, left : right + 1]


@functools.lru_cache(maxsize=_RASTERS)
def _raster(path: Path, name: str, pixels: int) -> Array:
    """Return a drawing in bytes, (pixels, pixels, 4): red, green, blue, coverage."""
    import resvg_py

    bird = perched(name)
    drawn = DRAWINGS[name].svg if name in DRAWINGS else _open(path).read(bird).decode()
    svg = spread_wings(name, add_body(bird, drawn))
    encoded = resvg_py.svg_to_bytes(svg_string=svg, width=pixels, height=pixels, skip_system_fonts=True)
    decoded = cast(Array, cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_UNCHANGED))
    return cast(Array, cv2.cvtColor(decoded, cv2.COLOR_BGRA2RGBA))


@functools.cache
def _light() -> Array:
    """Return the meaning of each byte value, (256, 1, 4): linear light of three colours, and coverage."""
    share = np.arange(256, dtype=np.float32) / 255
    return np.stack([share ** np.float32(_GAMMA)] * 3 + [share], -1)[:, None]


@functools.lru_cache(maxsize=4)
def _open(path: Path) -> zipfile.ZipFile:
    # In memory, because forked worker processes would share one open file's position.
    return zipfile.ZipFile(io.BytesIO(path.read_bytes()))


def _slug(words: str) -> str:
    """Return words in the form of a drawing's name: "Piñata's stick" as "pinatas-stick"."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
