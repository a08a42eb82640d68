"""Knows by which drawing a word is shown, and which drawings are scenes themselves."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources

# Drawings with a sky or a ground of their own: set into a painted place they would be a picture in a picture.
SCENES = frozenset(
    [
        "beach-with-umbrella",
        "bridge-at-night",
        "camping",
        "cityscape",
        "cityscape-at-dusk",
        "desert",
        "desert-island",
        "fireworks",
        "flower-playing-cards",
        "fog",
        "foggy",
        "framed-picture",
        "landslide",
        "man-climbing",
        "man-mountain-biking",
        "map-of-japan",
        "metro",
        "milky-way",
        "moon-viewing-ceremony",
        "motorway",
        "mount-fuji",
        "mountain",
        "mountain-railway",
        "national-park",
        "night-with-stars",
        "person-climbing",
        "person-mountain-biking",
        "railway-track",
        "shooting-star",
        "snow-capped-mountain",
        "snowboarder",
        "sparkler",
        "stadium",
        "sunrise",
        "sunrise-over-mountains",
        "sunset",
        "umbrella-on-ground",
        "volcano",
        "water-wave",
        "woman-climbing",
        "woman-mountain-biking",
    ]
)


@functools.cache
def read_concepts() -> Mapping[str, str]:
    """Return the name of a drawing for each of some 2,300 words in the singular; a word that is unsure is not there.

    Some words are two or three: "polar bear" is to be looked for before "bear".
    """
    table = resources.files(__package__).joinpath("concepts.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in table.splitlines()[1:])
