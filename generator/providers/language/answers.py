"""Answers of a language model, checked and turned into descriptions and storyboards."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from generator.providers.language.questions import LANGUAGES, MOODS
from generator.providers.language.units import Unit
from studio.contracts import MOST_SCENES, Box, Description, Passage, Storyboard, is_speakable
from studio.errors import ProviderError, ProviderFailure
from studio.text.words.writing import join_silent, tidy_line

LONGEST_TITLE = 80
LONGEST_DESCRIPTION = 1000
LONGEST_WORD = 40
MOST_KEYWORDS = 12
MOST_LETTERS = 5000
# Share of a picture's side below which a box is too small for the camera to turn to.
SMALLEST_BOX = 0.005


def read_description(answer: dict[str, Any]) -> Description:
    text = _told(answer.get("description"))[:LONGEST_DESCRIPTION].rstrip()
    objects = dicts(answer.get("objects"))
    boxes = [box for one in objects if (box := _box(one))]
    return Description(
        keywords=_words([one.get("label") for one in objects]),
        text=text,
        boxes=tuple(boxes[:MOST_KEYWORDS]),
    )


def _box(found: dict[str, Any]) -> Box | None:
    """Read [ymin, xmin, ymax, xmax] in thousandths, the service's format; None if it is not a box in the picture."""
    name, edges = _word(found.get("label")), found.get("box_2d")
    if not name or not isinstance(edges, list) or len(edges) != 4 or not all(map(_is_number, edges)):
        return None
    # Clamp before dividing: an integer of a thousand digits cannot be divided.
    top, left, bottom, right = (min(max(edge, 0), 1000) / 1000 for edge in edges)
    if right - left < SMALLEST_BOX or bottom - top < SMALLEST_BOX:
        return None
    return Box(name=name, left=left, top=top, right=right, bottom=bottom)


def read_planned(
    answer: dict[str, Any],
    text: str,
    units: list[Unit],
    *,
    language: str,
    title: str,
    keywords: tuple[str, ...],
    split: str,
) -> Storyboard:
    """Return a storyboard from the model's groups of these units of a text. If the last ends early, it gets the rest."""
    scenes = _scenes(answer)
    lasts = [last for scene in scenes if _is_number(last := scene.get("last")) and isinstance(last, int)]
    if len(lasts) < len(scenes) or max(lasts) > len(units):
        raise _bad()
    lasts[-1] = len(units)
    firsts = [0, *lasts[:-1]]
    if any(last <= first for first, last in zip(firsts, lasts, strict=True)):
        raise _bad()
    if split != "auto" and len(scenes) != len(units):
        raise _bad()
    passages = [
        Passage(
            narration=" ".join(text[units[first].start : units[last - 1].end].split()),
            prompt=_prompt(scene, answer),
        )
        for scene, first, last in zip(scenes, firsts, lasts, strict=True)
    ]
    return _storyboard(answer, passages, language=language, title=title, keywords=keywords)


def join_boards(boards: list[Storyboard]) -> Storyboard:
    """Return the storyboards of consecutive sections as one; the first says what the film is about.

    Raises ProviderError if they have too many scenes.
    """
    passages = tuple(passage for board in boards for passage in board.passages)
    if len(passages) > MOST_SCENES:
        raise _bad()
    return replace(boards[0], passages=passages)


def read_invented(
    answer: dict[str, Any], *, language: str, title: str, keywords: tuple[str, ...]
) -> Storyboard:
    passages = [
        Passage(narration=_line(scene.get("narration")), prompt=_prompt(scene, answer))
        for scene in _scenes(answer)
    ]
    lengths = [len(passage.narration) for passage in passages]
    ends = join_silent([passage.narration for passage in passages])
    if not all(lengths) or not ends or sum(lengths) > MOST_LETTERS:
        raise _bad()
    groups = [passages[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)]
    passages = [
        Passage(narration=" ".join(one.narration for one in group), prompt=group[0].prompt)
        for group in groups
    ]
    return _storyboard(answer, passages, language=language, title=title, keywords=keywords)


def _storyboard(
    answer: dict[str, Any], passages: list[Passage], *, language: str, title: str, keywords: tuple[str, ...]
) -> Storyboard:
    found = re.split("[-_]", _line(answer.get("language")).lower())[0]
    named = (title or _told(answer.get("title")))[:LONGEST_TITLE].rstrip()
    code = language or (found if found in LANGUAGES else "")
    if not code:
        raise _bad()
    mood = _line(answer.get("mood")).lower()
    return Storyboard(
        title=named,
        language=code,
        keywords=keywords or _words(answer.get("keywords")),
        passages=tuple(passages),
        mood=mood if mood in MOODS else "",
    )


def _scenes(answer: dict[str, Any]) -> list[dict[str, Any]]:
    scenes = dicts(answer.get("scenes"))
    if not 1 <= len(scenes) <= MOST_SCENES:
        raise _bad()
    return scenes


def _prompt(scene: dict[str, Any], answer: dict[str, Any]) -> str:
    """Join a scene's picture prompt with the subject and the look that all pictures of the film share."""
    shown = _told(scene.get("prompt"))
    subject = _line(answer.get("subject")) if scene.get("shows_subject") else ""
    parts = (shown[:300], subject[:160], _line(answer.get("look"))[:120])
    return ", ".join(part.rstrip(" .,;") for part in parts if part)


def dicts(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a value that should be a list of objects."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_number(value: Any) -> bool:
    """Return whether a value is a real number: not a bool, which Python counts as an int, and not NaN."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value


def _told(value: Any) -> str:
    """Return a line with words in it. Raises ProviderError if it has only signs, which cannot be spoken."""
    line = _line(value)
    if not is_speakable(line):
        raise _bad()
    return line


def _line(value: Any) -> str:
    return tidy_line(value) if isinstance(value, str) else ""


def _word(value: Any) -> str:
    """Return a keyword: lower case, and without the comma that separates keywords on the page."""
    return " ".join(_line(value).lower().replace(",", " ")[:LONGEST_WORD].split())


def _words(value: Any) -> tuple[str, ...]:
    """Return keywords in their order, without duplicates."""
    words = map(_word, value) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(word for word in words if word))[:MOST_KEYWORDS]


def _bad() -> ProviderError:
    message = "The language model answered in a form that we cannot use."
    return ProviderError(message, ProviderFailure.BAD_ANSWER)
