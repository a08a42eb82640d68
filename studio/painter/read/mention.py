"""One mention in a prompt: a drawing, how many of it, and how much the picture is about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio.painter.figures.stature import Stature, read_statures
from studio.text.english.people import is_animate
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
    # What it does, as a word in -ing; "" for one that only is there, or to which something is done.
    act: str = ""
    is_agent: bool = False
    # The verb of the clause before it, as a word in -ing; "" for what acts, and where there is none.
    verb: str = ""
    # Whether it only says of what or for whom something is: "the address of a colleague".
    is_topic: bool = False

    @property
    def stature(self) -> Stature:
        return read_statures()[self.drawing]

    @property
    def is_anyone(self) -> bool:
        return bool(ANYONE.fullmatch(self.drawing))

    @property
    def is_emblem(self) -> bool:
        """Return whether a thing stands for people: an axe for Vikings."""
        word = singular_of(self.word.split()[-1])
        is_itself = word in self.drawing.split("-") or self.drawing == word
        return (
            self.stature.kind not in {"person", "animal", "food", "plant"}
            and is_animate(word)
            and not is_itself
        )

    @property
    def is_crowd(self) -> bool:
        """Return whether this is some people of unknown number, of whom any two figures would be a guess."""
        if not self.is_anyone or self.count in {2, 3, 4}:
            return False
        return self.drawing.endswith("holding-hands") or self.count != 1


def singular_of(word: str) -> str:
    """Return the singular of a lower-case noun, including compounds such as "firemen"."""
    return f"{word[:-3]}man" if word.endswith("men") and len(word) > 5 and word != "women" else singular(word)
