"""How the choices for the sentences of a film are judged, by the kinds and the values that are right.

A row of the corpus `choices` is a film: its sentences with " ¦ " between them, its language, and for each sentence what is
right or acceptable, with " | " between: a kind of graphic scene or "paint". "number=3000" also says the only value that may
be shown, "comparison=4.1,3.2" two. Every two sentences are a scene.
"""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from studio.graphics.choice.choose import Choice, choose
from studio.graphics.reading.numerals import scale_of
from studio.graphics.reading.sentence import Scene
from studio.graphics.values import Figure, Graphic
from studio.painter.read.confidence import confidence
from studio.text.storyboard.moods import find_mood
from studio.text.words.dictionaries import words_in_english
from tests.studio.corpora.corpus import Row, Score, read_corpus

_BETWEEN = " ¦ "
_ENDS = '.!?…”»"。！？؟।'


@dataclass(frozen=True, slots=True)
class Judged:
    """What was chosen for a sentence, and what is wrong about it: `false` is what its text does not say."""

    choice: Choice
    mistake: str = ""
    false: str = ""


def scenes_of(row: Row) -> list[Scene]:
    sentences = row[0].split(_BETWEEN)
    space = "" if row[1] in {"zh", "ja"} else " "
    # A heading is a line of its own.
    told = [f"{one}{space if one[-1] in _ENDS else chr(10)}" for one in sentences]
    return [Scene(narration="".join(told[at : at + 2]).strip()) for at in range(0, len(told), 2)]


@cache
def choices_of(row: Row) -> list[Choice]:
    text = row[0].replace(_BETWEEN, " ")
    mood = find_mood(words_in_english(text, row[1]))
    return choose(scenes_of(row), language=row[1], mood=mood, style="plain", confidence=confidence)


def judge_film(row: Row) -> list[Judged]:
    """Return each sentence of a film with what is wrong about its choice."""
    rest, rights = [*choices_of(row)], row[2].split(_BETWEEN)
    judged = []
    for text, right in zip(row[0].split(_BETWEEN), rights, strict=True):
        parts: list[Judged] = []
        # A long sentence is shown in parts.
        while (
            rest
            and rest[0].text in text
            and (not parts or sum(map(len, _texts(parts))) < len(text) - len(parts))
        ):
            parts.append(_judge(rest.pop(0), right.split(" | ")))
        assert parts, text
        judged.append(_together(parts))
    assert not rest, row[0]
    return judged


def _texts(parts: list[Judged]) -> list[str]:
    return [one.choice.text for one in parts]


def _together(parts: list[Judged]) -> Judged:
    """Return the parts of one sentence as one: false if any part is, and right if any is right."""
    false = next((one for one in parts if one.false), None)
    return false or next((one for one in parts if not one.mistake), parts[0])


def judge_choices(name: str) -> tuple[Score, list[str]]:
    """Return how many sentences of a corpus are shown as what is right or acceptable, and what is false in any of them."""
    judged = [one for row in read_corpus(name) for one in judge_film(row)]
    wrong = tuple(f"{one.choice.text} -> {one.mistake}" for one in judged if one.mistake)
    false = [f"{one.choice.text} -> {one.false}" for one in judged if one.false]
    return Score(len(judged), wrong), false


def _judge(choice: Choice, rights: list[str]) -> Judged:
    kind = choice.graphic.kind if choice.graphic else "paint"
    kinds = {right.partition("=")[0] for right in rights}
    allowed = {
        float(value) for right in rights if "=" in right for value in right.partition("=")[2].split(",")
    }
    shown = (
        [_size(figure, choice.graphic.language) for figure in choice.graphic.figures]
        if choice.graphic
        else []
    )
    false = ""
    if allowed and any(round(size, 3) not in allowed for size in shown):
        false = f"{kind} shows {shown}"
    if choice.graphic and (lost := lost_words(choice.text, choice.graphic)):
        false = f"{kind} loses {lost}"
    mistake = "" if kind in kinds else f"{kind}, not {' or '.join(sorted(kinds))}"
    return Judged(choice, mistake or false, false)


def _size(figure: Figure, language: str) -> float:
    return figure.value * scale_of(figure.unit, language)


# Words without which a number says something else.
_QUALIFIERS = re.compile(
    r"\b(?:up to|almost|nearly|less than|more than|fewer than|at least|at most|no more than|not|never|only|over|under|about|around|roughly|if|unless|until)\b",
    re.IGNORECASE,
)
_FIGURED = frozenset(["number", "share", "change", "growth", "comparison"])


def lost_words(text: str, graphic: Graphic) -> str:
    """Return a word directly before a number of an English sentence that qualifies it and is not shown; "" if none."""
    if graphic.kind not in _FIGURED or graphic.language != "en":
        return ""
    shown = " ".join(
        [*(phrase.text for phrase in graphic.phrases.values()), *(item.text for item in graphic.items)]
    ).lower()
    words = text.split()
    for figure in graphic.figures:
        before = " ".join(words[max(0, figure.first - 3) : figure.first])
        for match in _QUALIFIERS.finditer(before):
            if match[0].lower() not in shown:
                return match[0]
    return ""
