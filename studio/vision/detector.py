"""Detection of people and things, if the detector's asset was prepared at set-up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from studio.vision.classifier import Region
from studio.vision.sessions import DamagedNetworkError, open_network

if TYPE_CHECKING:
    import onnxruntime

# Side in pixels of the network's square input.
_SIDE = 300
# Below this score a sighting is dropped; from here to certainty it only makes a count doubtful.
_LOWEST_SCORE = 0.35
# Two boxes of one class are the same object if their intersection over union reaches this (Liu et al. 2016
# take 0.45), or if one crop sees only a part of what another saw whole.
_SAME_AREA, _PART_OF = 0.5, 0.8
# A box covered this much by more certain ones of its class is drawn over two objects: true boxes, such as
# those of people in a row, were covered by 0.79 or less.
_COVERED = 0.9
_GRID = 32
# A box that ends within this fraction of a crop's side from the crop's inner edge is cut off.
_EDGE = 0.01
_STRETCHED = 1.2

_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Sighting:
    """One object: its class's number in COCO, a score from 0 to 1, and left, top, right, bottom in fractions."""

    number: int
    score: float
    region: Region

    @property
    def area(self) -> float:
        return area(self.region)


def detect(image: Image.Image, network: Path) -> list[Sighting]:
    """Return what is seen in an RGB picture, the most certain first; takes some 0.1 s.

    An object is listed once for each class that it may be of. A network that cannot be loaded gives no
    sightings and is removed, so that the next set-up makes it anew.
    """
    session = load_detector(network)
    if session is None:
        return []
    found: list[Sighting] = []
    # The whole picture comes first, so that a part seen in a later crop is recognised as a part.
    for crop in _crops(image.width, image.height):
        found += _settle(list(_sightings(session, image, crop)))
    return _without_bridges(_settle(found))


def load_detector(network: Path) -> onnxruntime.InferenceSession | None:
    """Return the network, loaded once in each process; remove a file that cannot be loaded."""
    try:
        with _loading:
            return open_network(network)
    except DamagedNetworkError:
        return None


def _crops(width: int, height: int) -> list[Region]:
    """Return the whole, squeezed into a square; and, if that squeezes much, the squares at both ends as well."""
    side = min(width, height)
    crops: list[Region] = [(0, 0, 1, 1)]
    if max(width, height) > _STRETCHED * side:
        across, down = side / width, side / height
        crops += [(0, 0, across, down), (1 - across, 1 - down, 1, 1)]
    return crops


def _sightings(session: onnxruntime.InferenceSession, image: Image.Image, crop: Region) -> Iterator[Sighting]:
    left, top, right, bottom = crop
    size = np.array((image.width, image.height) * 2)
    box = tuple((size * crop).tolist())
    seen = image.resize((_SIDE, _SIDE), Image.Resampling.BILINEAR, box=box, reducing_gap=2)
    boxes, scores = session.run(["boxes", "scores"], {"pixels": np.asarray(seen, np.float32)[None]})
    # The first class is "nothing".
    for row, number in zip(*np.nonzero(scores[:, 1:] >= _LOWEST_SCORE), strict=True):
        y1, x1, y2, x2 = boxes[row].clip(0, 1).tolist()
        inner = ((x1, left > 0), (y1, top > 0), (1 - x2, right < 1), (1 - y2, bottom < 1))
        if any(distance < _EDGE and is_inner for distance, is_inner in inner):
            continue
        across, down = right - left, bottom - top
        region = (left + x1 * across, top + y1 * down, left + x2 * across, top + y2 * down)
        yield Sighting(int(number) + 1, float(scores[row, number + 1]), region)


def _settle(sightings: list[Sighting]) -> list[Sighting]:
    """Keep the most certain sighting of each object (greedy non-maximum suppression)."""
    kept: list[Sighting] = []
    for sighting in sorted(sightings, key=lambda sighting: -sighting.score):
        if not any(_is_same(sighting, other) for other in kept):
            kept.append(sighting)
    return kept


def _without_bridges(sightings: list[Sighting]) -> list[Sighting]:
    """Leave out boxes that more certain ones of their class cover: two neighbours seen as a third."""
    kept: list[Sighting] = []
    for sighting in sightings:
        others = [other.region for other in kept if other.number == sighting.number]
        if _covered_share(sighting.region, others) < _COVERED:
            kept.append(sighting)
    return kept


def _covered_share(region: Region, others: list[Region]) -> float:
    left, top, right, bottom = region
    steps = (np.arange(_GRID) + 0.5) / _GRID
    across, down = left + steps * (right - left), top + steps * (bottom - top)
    covered = np.zeros((_GRID, _GRID), bool)
    for x1, y1, x2, y2 in others:
        covered |= ((down > y1) & (down < y2))[:, None] & (across > x1) & (across < x2)
    return float(covered.mean())


def _is_same(one: Sighting, other: Sighting) -> bool:
    if one.number != other.number:
        return False
    is_part = shared_area(one.region, other.region) > _PART_OF * min(one.area, other.area)
    return is_part or overlap(one.region, other.region) > _SAME_AREA


def overlap(one: Region, other: Region) -> float:
    """Return the intersection over union of two regions."""
    shared = shared_area(one, other)
    return shared / (area(one) + area(other) - shared + 1e-9)


def shared_area(one: Region, other: Region) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, across) * max(0.0, down)


def area(region: Region) -> float:
    left, top, right, bottom = region
    return (right - left) * (bottom - top)
