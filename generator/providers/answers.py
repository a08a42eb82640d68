"""What a language model answers, checked and turned into descriptions and storyboards."""

from __future__ import annotations

import re
from typing import Any

from generator.exceptions import ProviderError, ProviderFailure
from generator.providers.base import Box, Description, Passage, Storyboard
from generator.providers.questions import MOODS
from generator.providers.units import MOST_SCENES, Unit
from generator.writing import is_speakable, join_silent, tidy_line

LONGEST_TITLE = 80
LONGEST_DESCRIPTION = 1000
MOST_KEYWORDS = 12
MOST_LETTERS = 5000


def read_description(answer: dict[str, Any]) -> Description:
    text = _line(answer.get("description"))
    # Where the owner writes nothing, the narrator says this.
    if not is_speakable(text):
        raise _bad()
    objects = _dicts(answer.get("objects"))
    boxes = [box for one in objects if (box := _box(one))]
    return Description(
        keywords=_words([one.get("label") for one in objects]),
        text=text[:LONGEST_DESCRIPTION],
        boxes=tuple(boxes[:MOST_KEYWORDS]),
    )


def _box(found: dict[str, Any]) -> Box | None:
    """Read [ymin, xmin, ymax, xmax] in thousandths, the service's own way; None where it is no place in the picture."""
    name, edges = _line(found.get("label")).lower(), found.get("box_2d")
    if not name or not isinstance(edges, list) or len(edges) != 4:
        return None
    if not all(isinstance(edge, int | float) for edge in edges):
        return None
    top, left, bottom, right = (min(max(edge / 1000, 0.0), 1.0) for edge in edges)
    if left >= right or top >= bottom:
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
    """Make scenes of the groups of units. A last scene that ends early is made to hold the rest."""
    scenes = _scenes(answer)
    lasts = [last for scene in scenes if isinstance(last := scene.get("last"), int)]
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
    found = re.match(r"[a-z]{2}\b", _line(answer.get("language")).lower())
    named = (title or _line(answer.get("title")))[:LONGEST_TITLE]
    code = language or (found.group() if found else "")
    if not named or not code:
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
    scenes = _dicts(answer.get("scenes"))
    if not 1 <= len(scenes) <= MOST_SCENES:
        raise _bad()
    return scenes


def _prompt(scene: dict[str, Any], answer: dict[str, Any]) -> str:
    """Join what this picture shows with the subject and the look that all pictures of the film share."""
    shown = _line(scene.get("prompt"))
    if not shown:
        raise _bad()
    subject = _line(answer.get("subject")) if scene.get("shows_subject") else ""
    parts = (shown[:300], subject[:160], _line(answer.get("look"))[:120])
    return ", ".join(part.rstrip(" .,;") for part in parts if part)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _line(value: Any) -> str:
    return tidy_line(value) if isinstance(value, str) else ""


def _words(value: Any) -> tuple[str, ...]:
    """Return keywords in their order, lower case, none twice, none with the comma that separates them on the page."""
    words = [_line(word).lower().replace(",", " ")[:40] for word in value] if isinstance(value, list) else []
    return tuple(dict.fromkeys(word for word in words if word))[:MOST_KEYWORDS]


def _bad() -> ProviderError:
    message = "The language model answered in a form that we cannot use."
    return ProviderError(message, ProviderFailure.BAD_ANSWER)
