"""How wide letters are, in shares of their size: measured once, large, for any size."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from studio.film.text.emoji import EMOJI, emoji_width
from studio.film.text.fonts import load_font
from studio.text.lines.clusters import split_clusters

# The size in pixels at which letters are measured.
_LARGE = 256
# Letters that are moved apart are drawn one by one: forms that depend on their neighbours are not wanted then.
APART = ("-calt", "-liga", "-clig")
TABULAR = ("tnum", "lnum")


class Face(NamedTuple):
    """Letters of one weight: `optical` is the size whose shapes they have, `tracking` what moves them apart."""

    weight: int
    optical: float
    tracking: float
    is_tabular: bool = False

    @property
    def features(self) -> list[str] | None:
        features = (*APART * bool(self.tracking), *TABULAR * self.is_tabular)
        return list(features) or None


@lru_cache(maxsize=8192)
def run_width(family: str, text: str, face: Face) -> float:
    """Return the advance of a run of letters in one font, in shares of their size."""
    if family == EMOJI:
        return emoji_width(_LARGE) / _LARGE
    return cluster_places(family, text, face)[-1] if face.tracking else _advance(family, text, face)


@lru_cache(maxsize=8192)
def cluster_places(family: str, text: str, face: Face) -> tuple[float, ...]:
    """Return where each letter of a run begins, and where the last ends, with kerning and tracking."""
    clusters = list(split_clusters(text))
    ends = [0.0]
    for count in range(1, len(clusters) + 1):
        ends.append(_advance(family, "".join(clusters[:count]), face))
    advances = [_advance(family, cluster, face) for cluster in clusters]
    # Kerning lies between a letter and the one before it.
    starts = [end - advance for (_, end), advance in zip(pairwise(ends), advances, strict=True)]
    return tuple(place + face.tracking * number for number, place in enumerate([*starts, ends[-1]]))


@lru_cache(maxsize=8192)
def run_ink(family: str, text: str, face: Face) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of a run's ink from its start and base line, in shares of the size."""
    if family == EMOJI:
        return 0.0, -0.9, 1.2, 0.25
    font = load_font(family, _LARGE, weight=face.weight, optical=face.optical)
    left, top, right, bottom = font.getbbox(text, anchor="ls", features=face.features)
    if face.tracking:
        # Letters that are moved are not beyond their places.
        left, right = 0.0, run_width(family, text, face) * _LARGE
    return left / _LARGE, top / _LARGE, right / _LARGE, bottom / _LARGE


@lru_cache(maxsize=8192)
def _advance(family: str, text: str, face: Face) -> float:
    font = load_font(family, _LARGE, weight=face.weight, optical=face.optical)
    return float(font.getlength(text, features=face.features)) / _LARGE
