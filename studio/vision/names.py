"""Everyday names of the classifier's classes, and how sure a name must be to be used."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

# Set on some 75 photos, drawings and textures. The median over several crops of a picture must reach this: a
# texture or a shape that only one crop takes for an object does not. A broader kind is the sum of many
# classes (118 are dogs), each of which adds a little noise, so it needs more.
_CERTAIN_NAME, _LIKELY_NAME = 0.6, 0.5
_CERTAIN_KIND, _LIKELY_KIND = 0.75, 0.52

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Finding:
    """An object with its article ("a tabby cat", "mountains"), its broader kind, and how sure it is."""

    name: str
    kind: str
    is_certain: bool


@dataclass(frozen=True)
class _Group:
    """Names shared by one or several classes, and their members as an array (classes, names)."""

    names: tuple[str, ...]
    members: Floats

    def best(self, crops: Floats) -> tuple[str, float]:
        # Too little work for BLAS: on a busy machine its threads wait for each other for a tenth of a second.
        scores = np.median(np.einsum("lc,cn->ln", crops, self.members), axis=0)
        return self.names[int(scores.argmax())], float(scores.max())


def find_object(crops: Floats) -> Finding | None:
    """Return the main object by the class probabilities of several crops, (crops, 1000); None if unsure.

    The probabilities of classes that share a friendly name, or a kind, are summed before they are compared.
    """
    names, kinds, kind_of = _groups()
    name, share = names.best(crops)
    kind, kind_share = kinds.best(crops)
    if share >= _CERTAIN_NAME:
        return Finding(name, kind_of[name], True)
    if kind_share >= _CERTAIN_KIND:
        return Finding(kind, kind, True)
    if share >= _LIKELY_NAME:
        return Finding(name, kind_of[name], False)
    return Finding(kind, kind, False) if kind_share >= _LIKELY_KIND else None


def read_names() -> list[tuple[str, str]]:
    """Return friendly name and broader kind of each class in the classifier's order; ("", "") is never named.

    Classes that textures and blurs are often taken for, and those that could hurt, are never named.
    """
    table = resources.files(__package__).joinpath("imagenet_names.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    return [(name, kind) for _, name, kind in rows]


@functools.cache
def _groups() -> tuple[_Group, _Group, dict[str, str]]:
    rows = read_names()
    return _group([name for name, _ in rows]), _group([kind for _, kind in rows]), dict(rows)


def _group(column: list[str]) -> _Group:
    names = tuple(sorted(set(column) - {""}))
    members = np.array([[word == name for name in names] for word in column], dtype=np.float32)
    return _Group(names, members)
