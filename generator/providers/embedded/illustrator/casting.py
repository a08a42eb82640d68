"""Chooses which drawings a picture prompt calls for; where that is unsure, none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.providers.embedded.illustrator.art import Art
from generator.providers.embedded.illustrator.concepts import SCENES, read_concepts

_LONGEST_PHRASE = 3


@dataclass(frozen=True, slots=True)
class Role:
    """One drawing in a picture.

    `drawing` is a name that the art knows, `height` its height in the world in metres (a cup 0.12, a child 1.2, a ship 20),
    so that sizes beside each other are plausible. `stage` is where it belongs: "ground", "water", "air", or "table" for
    small things that stand on any surface. `count` says how many are to be seen, 1 to 5; `faces` is "left" or "right"
    where the drawing looks one way, else "".
    """

    drawing: str
    height: float
    stage: str
    count: int = 1
    faces: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is in a picture: no subject means scenery only; of companions there are up to three."""

    subject: Role | None
    companions: tuple[Role, ...] = ()


def cast_prompt(prompt: str, art: Art, place: str) -> Cast:
    """Return the drawings that an English prompt calls for in a painted place (a name of the gazetteer's PLACES)."""
    concepts = read_concepts()
    words = re.findall(r"[a-z0-9'-]+", prompt.lower())
    start = 0
    while start < len(words):
        for length in range(_LONGEST_PHRASE, 0, -1):
            drawing = concepts.get(" ".join(words[start : start + length]), "")
            if drawing in art.names and drawing not in SCENES:
                return Cast(Role(drawing, 0.6, "table"))
        start += 1
    return Cast(None)
