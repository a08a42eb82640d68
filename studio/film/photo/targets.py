"""The choice of the area of the photo that a scene shows: a thing that its words name, or each in turn."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studio.film.picture.areas import PEOPLE, around, find_heads, is_person, size_of
from studio.film.picture.saliency import find_salient
from studio.film.plan import Area

# An area that fills more of the photo than this share is not a part worth turning to.
_LARGEST = 0.7
# Parts to show if nothing is known of the photo: they differ from each other.
_PARTS = (
    Area(left=0.05, top=0.1, right=0.55, bottom=0.9),
    Area(left=0.45, top=0.1, right=0.95, bottom=0.9),
    Area(left=0.2, top=0.3, right=0.8, bottom=0.95),
)
_PRONOUNS = frozenset(
    ("he", "she", "they", "him", "her", "we", "i", "me", "us", "grandfather", "grandmother")
)
_RELATIVES = frozenset(
    ("mother", "father", "sister", "brother", "uncle", "aunt", "friend", "friends", "guest")
)
_ALIKE = {
    "dog": ("puppy", "hound", "terrier", "spaniel", "retriever", "shepherd", "pekinese", "pup"),
    "cat": ("kitten", "tabby", "kitty"),
    "bird": ("gull", "sparrow", "robin", "pigeon", "duck", "parrot", "eagle"),
    "horse": ("pony", "mare", "foal", "stallion"),
    "cow": ("cattle", "bull", "calf"),
    "boat": ("ship", "sailboat", "canoe", "rowboat", "vessel"),
    "car": ("automobile", "taxi", "vehicle"),
    "bus": ("minibus", "coach", "vehicle"),
    "motorbike": ("motorcycle", "bike"),
    "bicycle": ("bike",),
    "airplane": ("plane", "aircraft", "jet"),
    "cup": ("coffee", "tea", "mug", "espresso"),
    "wine glass": ("wine", "glass"),
    "dining table": ("table",),
    "couch": ("sofa",),
    "ball": ("football",),
    "screen": ("monitor", "computer", "television"),
}


def choose_target(
    areas: Sequence[Area], words: str, number: int, pixels: NDArray[np.uint8], *, is_shared: bool = False
) -> Area:
    """Return the area that a scene shows of a photo; `areas` are the things known to be in it.

    It is the one that the scene's words name first. Scenes whose words name nothing, and those that share their words
    with the scene before them (`is_shared`), show one thing after the other by their `number`. If nothing is known,
    the salient part is shown. `pixels` are RGB, (height, width, 3).
    """
    shape = pixels.shape[1] / pixels.shape[0]
    # For people who fill the photo, take the face.
    things = [
        find_heads([thing], shape)[0] if size_of(thing) >= _LARGEST and is_person(thing) else thing
        for thing in _things(areas, words)
    ]
    things = [thing for thing in things if size_of(thing) < _LARGEST]
    named = sorted(
        (place, index) for index, thing in enumerate(things) if (place := _said(thing.name, words)) >= 0
    )
    if named:
        return things[named[(number - 1) % len(named) if is_shared else 0][1]]
    if not things:
        salient = find_salient(pixels)
        things = [salient] if salient else []
    things = (things + list(_PARTS))[: max(3, len(things))] if things else list(_PARTS)
    return things[(number - 1) % len(things)]


def _things(areas: Sequence[Area], words: str) -> list[Area]:
    """Return one area for each name: around all that have it, or the foremost if the words speak of one."""
    named: dict[str, list[Area]] = {}
    for area in areas:
        named.setdefault(area.name, []).append(area)
    things = []
    for name, alike in named.items():
        together = around(alike)
        assert together is not None
        is_one = size_of(together) >= _LARGEST or (_said(name, words) >= 0 and _speaks_of_one(name, words))
        things.append(alike[0] if is_one else together)
    return things


def _speaks_of_one(name: str, words: str) -> bool:
    said = re.findall(r"[^\W\d_]+", words.lower())
    return name.split()[-1] in said or bool({"he", "she", "him", "man", "woman", "boy", "girl"} & set(said))


def _said(name: str, words: str) -> int:
    """Return the index of the first word that means a thing of this name, or -1."""
    called = {name.lower().split()[-1] if name else "", *_ALIKE.get(name.lower(), ())}
    if is_person(Area(name=name, left=0, top=0, right=1, bottom=1)):
        called |= PEOPLE | _PRONOUNS | _RELATIVES
    for place, word in enumerate(re.findall(r"[^\W\d_]+", words.lower())):
        if {word, word.removesuffix("s"), word.removesuffix("es")} & called - {""}:
            return place
    return -1
