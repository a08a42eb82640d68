"""Facts about the thing in each drawing: its height, where it belongs, and the direction in which it looks."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from studio.painter.figures.drawings import DRAWINGS


@dataclass(frozen=True, slots=True)
class Stature:
    """The thing in a drawing, without the transparent edges around it.

    `kind` is one of person, animal, vehicle, building, plant, food, thing, sign, sky. `height` is in metres.
    `stage` is "ground", "water", "air" or "table", `faces` "left", "right" or "". `cut` is "chest" if the
    drawing shows a person no farther down than that, so that it looks best at the lower edge of a picture;
    else "".
    """

    kind: str
    height: float
    stage: str
    faces: str
    cut: str


@functools.cache
def read_statures() -> Mapping[str, Stature]:
    """Return the stature of each drawing that may be in a picture, by its name."""
    table = resources.files(__package__).joinpath("stature.tsv").read_text(encoding="utf-8")
    found = {
        name: Stature(own.kind, own.height, own.stage, own.faces, own.cut) for name, own in DRAWINGS.items()
    }
    for line in table.splitlines()[1:]:
        kind, height, stage, faces, cut, drawings = line.split("\t")
        found |= dict.fromkeys(drawings.split(), Stature(kind, float(height), stage, faces, cut))
    return found


@functools.cache
def read_traits() -> Mapping[str, frozenset[str]]:
    """Return the drawings of each trait; `traits.tsv` says what each means, and names those of the art."""
    table = resources.files(__package__).joinpath("traits.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return {
        trait: frozenset(drawings.split()) | {own.name for own in DRAWINGS.values() if trait in own.traits}
        for trait, _, drawings in rows
    }


def has_trait(drawing: str, trait: str) -> bool:
    """Return whether a drawing has one of the traits of `traits.tsv`."""
    return drawing in read_traits()[trait]


def kind_of(drawing: str) -> str:
    """Return what a drawing shows, as `contracts.CutOut` names it: the kind of its stature, or something closer."""
    for trait in ("flame", "balloon"):
        if has_trait(drawing, trait):
            return trait
    stature = read_statures().get(drawing)
    if stature is None or has_trait(drawing, "stiff"):
        return "thing"
    return "boat" if (stature.kind, stature.stage) == ("vehicle", "water") else stature.kind
