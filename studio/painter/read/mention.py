"""One mention in a prompt: a drawing, how many of it, and how much the picture is about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio.painter.figures.stature import Stature, read_statures
from studio.text.words.vocabulary import singular

# Drawings of a person of whom the words say no more than man, girl or people.
ANYONE = re.compile(r"(?:man|woman|person|people|men|women|woman-and-man)-(?:walking|holding-hands)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A drawing that some words call for.

    `weight` in [0, 1] says how much the picture is about it; it `is_alone` if a part of the prompt is nothing
    else, and `is_aloft` if the words put it in the air.
    """

    drawing: str
    word: str
    weight: float
    count: int = 1
    is_alone: bool = False
    is_aloft: bool = False

    @property
    def stature(self) -> Stature:
        return read_statures()[self.drawing]

    @property
    def is_anyone(self) -> bool:
        return bool(ANYONE.fullmatch(self.drawing))


def singular_of(word: str) -> str:
    """Return the singular of a lower-case noun, including compounds such as "firemen"."""
    return f"{word[:-3]}man" if word.endswith("men") and len(word) > 5 and word != "women" else singular(word)
