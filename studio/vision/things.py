"""Judgement of the detector's sightings: which to believe, how many there are, and their names."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from studio.vision.classifier import Region
from studio.vision.detector import Sighting, area, overlap
from studio.vision.names import Finding, read_names

# All limits were set on some 100 photos, drawings and textures. The detector alone takes a painted swirl for
# a kite (0.96) and a squirrel for a bird (0.96), but takes nothing else for people; so all classes but people
# need a second opinion: the classifier, given the box alone, must find similar classes. Right sightings had
# 0.19 or more, wrong ones 0.12 or less.
SURE = 0.5
_ALIKE = 0.16
# A class that the classifier lacks is believed beside something certain: a kite above a person.
_BESIDE_OTHERS = 0.7
# An object that fills the picture has no outline to know it by: both networks took coffee sacks for a teddy
# bear (0.6).
_FILLING, _SURE_OF_FILLING = 0.7, 0.7
# Two classes claim one place if their boxes overlap by this much.
_SAME_PLACE = 0.7
# A second opinion costs some 25 ms.
_MOST_OPINIONS = 4
PERSON, TABLE = 1, 67

Floats = NDArray[np.float32]
# Takes regions of a picture and returns the probabilities of the classifier's classes, a row for each region.
Opinions = Callable[[list[Region]], Floats]


@dataclass(frozen=True, slots=True)
class Category:
    """A row of the table: a class of COCO, and the similar classes of the classifier.

    `alone` is the score from which the detector is believed without a second opinion.
    """

    number: int
    name: str
    plural: str
    alone: float
    alike: tuple[int, ...]

    def may_be(self, found: Finding) -> bool:
        """Return whether the classifier's finding may be this very thing."""
        return found.kind == self.name or any(read_names()[index][0] == found.name for index in self.alike)

    def covers(self, found: Finding) -> bool:
        """Return whether the finding is a finer name for this: a tabby cat for a cat, a cup of tea for a cup."""
        return found.kind == self.name or self.name.split()[-1] in found.name.split()


@dataclass(frozen=True, slots=True)
class Thing:
    """Objects of one kind in a picture. The count is exact if the detector had no doubtful sightings of it."""

    kind: Category
    regions: tuple[Region, ...]
    is_exact: bool

    @property
    def count(self) -> int:
        return len(self.regions)

    @property
    def area(self) -> float:
        return sum(map(area, self.regions))


def recognise(sightings: Sequence[Sighting], opinions: Opinions) -> list[Thing]:
    """Return the things to believe of sightings (the most certain first): people first, then by total size."""
    believed = _believed(_by_kind(sightings), opinions)
    groups = _by_kind(_one_for_each_place([seen for seen in sightings if seen.number in believed]))
    things = [_thing(group) for group in groups.values()]
    return sorted(things, key=lambda thing: (thing.kind.number != PERSON, -thing.area))


def _by_kind(sightings: Sequence[Sighting]) -> dict[int, list[Sighting]]:
    """Group sightings by class, leaving out classes without a sure one."""
    groups: dict[int, list[Sighting]] = {}
    for seen in sightings:
        groups.setdefault(seen.number, []).append(seen)
    return {number: group for number, group in groups.items() if group[0].score >= SURE}


def _thing(group: list[Sighting]) -> Thing:
    sure = tuple(seen.region for seen in group if seen.score >= SURE)
    return Thing(read_kinds()[group[0].number], sure, len(sure) == len(group))


def _one_for_each_place(sightings: list[Sighting]) -> list[Sighting]:
    """Keep the most certain of sightings whose classes claim one place."""
    kept: list[Sighting] = []
    for seen in sightings:
        if not any(
            seen.number != other.number and overlap(seen.region, other.region) > _SAME_PLACE for other in kept
        ):
            kept.append(seen)
    return kept


def _believed(groups: Mapping[int, list[Sighting]], opinions: Opinions) -> set[int]:
    kinds = read_kinds()
    believed = {number for number, group in groups.items() if group[0].score >= kinds[number].alone}
    believed |= _confirmed({number: groups[number] for number in groups.keys() - believed}, opinions)
    if not believed:
        return believed
    # A class that the classifier lacks is believed beside one that it has.
    return believed | {
        number
        for number, group in groups.items()
        if not kinds[number].alike and group[0].score >= _BESIDE_OTHERS
    }


def _confirmed(groups: Mapping[int, list[Sighting]], opinions: Opinions) -> set[int]:
    kinds = read_kinds()
    asked = [number for number, group in groups.items() if kinds[number].alike and not _is_vague(group[0])]
    asked = sorted(asked, key=lambda number: -groups[number][0].score)[:_MOST_OPINIONS]
    if not asked:
        return set()
    rows = opinions([groups[number][0].region for number in asked])
    return {
        number
        for number, row in zip(asked, rows, strict=True)
        if float(row[list(kinds[number].alike)].sum()) >= _ALIKE
    }


def _is_vague(seen: Sighting) -> bool:
    return seen.area > _FILLING and seen.score < _SURE_OF_FILLING


@functools.cache
def read_kinds() -> Mapping[int, Category]:
    """Return the table of the detector's classes, by their number."""
    table = resources.files(__package__).joinpath("coco_names.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    return {
        int(number): Category(int(number), name, plural, float(alone or "inf"), tuple(_numbers(alike)))
        for number, name, plural, alone, alike in rows
    }


def _numbers(ranges: str) -> list[int]:
    """Read "7-9 12" as 7, 8, 9, 12."""
    found: list[int] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found
