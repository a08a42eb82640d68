"""Cutting what a scene says into stretches: a page plays one while it asks for the next, so that it begins at once.

A stretch is a sentence or a few. What a service speaks is not cut: its answer is then the one that the film will need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.models import Scene
from generator.pipeline.stages.parts import Part, parts_of
from studio.film.text.words import ending_of
from studio.text.words.language import UNSPACED
from studio.text.words.sentences import sentence_ends

# Characters of the first stretch, for which somebody waits, and of those that are fetched while one listens.
FIRST, LATER = 70, 130
# Characters after which a sentence is parted at a comma, and the seconds of pause there and after a sentence, beyond
# what is left at the ends of a recording.
LONGEST, CLAUSE_PAUSE, SENTENCE_PAUSE = 120, 0.05, 0.2
NO_NARRATOR = "No narrator is chosen: these words are read, and not heard."
NO_WORDS = "There are no words to speak."
UNSPOKEN = "No voice here speaks these words: they are shown, and not heard."


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some parts of a scene that are heard together."""

    parts: tuple[Part, ...]

    @property
    def length(self) -> int:
        return sum(len(part.text) for part in self.parts)


class UnheardError(Exception):
    """Nothing can be heard; the message is for who wanted to."""


def stretches_of(scene: Scene) -> list[Stretch]:
    """Return what is heard of a scene, in order. Raises UnheardError if that is nothing."""
    if not scene.narration.strip():
        raise UnheardError(NO_WORDS)
    if not scene.has_narrator:
        raise UnheardError(NO_NARRATOR)
    parts = parts_of(scene)
    if not any(part.has_voice for part in parts):
        raise UnheardError(UNSPOKEN)
    found: list[Stretch] = []
    for part in (small for whole in parts for small in _cut(whole, scene.pace_in_force)):
        most = LATER if len(found) > 1 else FIRST
        if found and found[-1].length + len(part.text) <= most:
            found[-1] = Stretch((*found[-1].parts, part))
        else:
            found.append(Stretch((part,)))
    return found


def _cut(part: Part, pace: float) -> Iterator[Part]:
    """Cut what a built-in voice speaks at the ends of its sentences, and long ones at commas."""
    if not part.has_voice or part.chain.links[0].guard or len(part.text) <= FIRST:
        yield part
        return
    places = _places(part.text, part.language)
    start = 0
    for place, seconds in [*places, (len(part.text), None)]:
        text = part.text[start:place]
        if text.strip():
            is_end = place == len(part.text)
            pause = part.pause if is_end or seconds is None else seconds / pace
            yield replace(
                part,
                start=part.start + start,
                text=text,
                pause=pause,
                ends_line=part.ends_line and is_end,
                # The end of a sentence keeps its sign; a clause goes on.
                is_last=part.is_last if is_end else seconds == SENTENCE_PAUSE,
            )
        start = place


def _places(text: str, language: str) -> list[tuple[int, float]]:
    """Return where a text can be cut, each with the seconds of pause there."""
    if language in UNSPACED:
        return [(match.end(), SENTENCE_PAUSE) for match in re.finditer(r"[。！？]+[」』”’）]*", text)]  # noqa: RUF001
    words = list(re.finditer(r"\S+", text))
    ends = sentence_ends([word[0] for word in words], [False] * len(words), language)
    places, start = list[tuple[int, float]](), 0
    for index, word in enumerate(words):
        if index in ends:
            places.append((word.end(), SENTENCE_PAUSE))
        elif word.end() - start > LONGEST / 2 and ending_of(word[0]) and len(text) - word.end() > FIRST / 2:
            places.append((word.end(), CLAUSE_PAUSE))
        elif word.end() - start > LONGEST * 2:
            places.append((word.end(), 0.0))
        else:
            continue
        start = word.end()
    return places
