"""The transition into each part of a film, by what leads to it and by what is seen before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from studio.graphics.reading.film import FilmText, read_text
from studio.graphics.reading.sentence import Scene, Sentence
from studio.graphics.showing import Sentence as Part
from studio.graphics.transitions.meaning import Meaning, meaning_of
from studio.graphics.values import Graphic
from studio.painter.read.reading import read_prompt

# Moods in which films move fast.
_LOUD = frozenset(["dramatic", "playful", "energetic", "epic", "uplifting"])
# What draws the eye to itself: never twice in so many transitions, and a whip more rarely.
_STRONG, _STRONG_APART, _WHIPS_APART = frozenset(["dip", "push", "zoom", "whip"]), 2, 4
# What stands for a strong one that would come too soon.
_WEAKER = {"contrast": "cut", "time": "fade"}

Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Turn:
    """Where what is seen changes: what leads there, and what is seen on either side, None for a picture.

    `is_within` is true within a scene, `is_same_place` if both pictures show one place.
    """

    meaning: Meaning
    before: Graphic | None = None
    after: Graphic | None = None
    is_within: bool = False
    is_same_place: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """A transition: one of the film's kinds, and the reason."""

    kind: str
    reason: str


def find_transitions(
    scenes: Sequence[Scene],
    parts: Mapping[int, Sequence[Part]],
    *,
    language: str,
    mood: str,
    is_lively: bool,
) -> dict[Place, Transition]:
    """Return the transition into each part of a film but the first, by its scene, word and letter.

    `scenes` are all of a film's, `parts` what those of these indices show, if that is not their picture alone. `mood` is
    one of `studio.contracts`; `is_lively` is true for a film whose pictures change often.
    """
    film = read_text(scenes, language)
    turns = list(_turns(scenes, parts, film))
    chosen = choose_kinds([turn for _, turn in turns], mood=mood, is_lively=is_lively)
    return {place: one for (place, _), one in zip(turns, chosen, strict=True)}


def choose_kinds(turns: Sequence[Turn], *, mood: str, is_lively: bool) -> list[Transition]:
    """Return a kind for each turn of a film in order: what is strong comes rarely."""
    kinds: list[str] = []
    for turn in turns:
        kind = _kind(turn, is_loud=mood in _LOUD, is_lively=is_lively)
        if kind == "whip" and "whip" in kinds[1 - _WHIPS_APART :]:
            kind = "push"
        means = turn.meaning.kind
        if means in _WEAKER and kind in _STRONG and _STRONG & {*kinds[1 - _STRONG_APART :]}:
            kind = _WEAKER[means]
        kinds.append(kind)
    return [Transition(kind, _why(turn)) for kind, turn in zip(kinds, turns, strict=True)]


def _kind(turn: Turn, *, is_loud: bool, is_lively: bool) -> str:
    """Return the kind that a turn asks for."""
    means = turn.meaning.kind
    is_veiled = turn.before is None and turn.after is not None and turn.after.ground == "veil"
    if means == "part":
        return "zoom" if is_loud else "push"
    if means == "time":
        return "dip"
    if means == "item" and not (turn.before is None or turn.after is None):
        return "match"
    # The picture itself becomes the ground of the words about it.
    if is_veiled and (turn.is_within or means != "contrast"):
        return "rack"
    if means == "item":
        return "push"
    if means == "contrast":
        return "whip" if is_loud else "push"
    if turn.before or turn.after:
        return "soft"
    if means == "on" or turn.is_same_place or turn.is_within:
        return "cut" if is_lively else "soft"
    return "fade"


def _why(turn: Turn) -> str:
    if turn.meaning.reason:
        return turn.meaning.reason
    if turn.is_same_place:
        return "It is the same place."
    return "It is the next thing that is told."


def _turns(
    scenes: Sequence[Scene], parts: Mapping[int, Sequence[Part]], film: FilmText
) -> Iterator[tuple[Place, Turn]]:
    told = {_place(sentence): sentence for sentence in film.sentences}
    places = [read_prompt(scene.prompt).place if scene.prompt else "" for scene in scenes]
    before: tuple[int, Graphic | None] | None = None
    for index in range(len(scenes)):
        for part in parts.get(index) or (Part(first=0),):
            if before is not None:
                place = (index, part.first, part.letter)
                yield (
                    place,
                    Turn(
                        _meaning(told.get(place), film),
                        before[1],
                        part.graphic,
                        is_within=before[0] == index,
                        is_same_place=before[0] != index and places[before[0]] == places[index] != "",
                    ),
                )
            before = index, part.graphic


def _meaning(sentence: Sentence | None, film: FilmText) -> Meaning:
    """Return what leads to a sentence; None for a scene in which nothing is told."""
    if sentence is None or not sentence.index:
        return Meaning("next")
    return meaning_of(film.sentences[sentence.index - 1], sentence, film)


def _place(sentence: Sentence) -> Place:
    """Return a sentence's scene, and the word of its narration and the letter in that with which it begins."""
    said = sentence.narration[: sentence.start]
    words = said.split()
    letter = len(words[-1]) if words and not said[-1].isspace() else 0
    return sentence.scene, sentence.word_at(0), letter
