"""Storyboards and descriptions by any language model that answers in JSON."""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from generator.providers.language.answers import join_boards, read_description, read_invented, read_planned
from generator.providers.language.questions import (
    INVENTED,
    OBSERVED,
    OBSERVED_WITHOUT_PLACES,
    PLANNED,
    observe,
    tell_before,
    tell_topic,
    tell_units,
)
from generator.providers.language.units import cut, in_sections
from studio.contracts import MOST_SCENES, Description, Storyboard, TextProvider, VisionProvider
from studio.errors import ProviderError, ProviderFailure
from studio.text.marks.again import mark_again
from studio.text.marks.told import as_read
from studio.text.words.writing import without_partings

BAD_CODES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# As many braces of an answer are tried for the beginning of an object.
MOST_BRACES = 200


class LanguageModel(ABC):
    """One model of a service. `service` is the service's name for people.

    `knows_places` means that it tells where in a picture something is, as `questions.observe` asks for it: others number
    places in pixels of a picture that they have shrunk, or in an order of their own, and are not asked.
    """

    service: str
    model: str
    knows_places = False

    @abstractmethod
    def ask(
        self, instruction: str, question: str, schema: dict[str, Any], pictures: Sequence[bytes] = ()
    ) -> dict[str, Any]:
        """Return the answer as a JSON object, made by `read_json`.

        `schema` is the JSON schema of the answer that is wanted; what comes back may differ. `pictures` are JPEGs that
        the question is about. Raises ProviderError.
        """


class ModelVision(VisionProvider):
    """Descriptions of pictures by a language model that sees, in the language asked for."""

    def __init__(self, language_model: LanguageModel) -> None:
        self._model = language_model

    def describe(self, *, picture: bytes, language: str = "en") -> Description:
        """Describe a picture; see the contract."""
        places = self._model.knows_places
        schema = OBSERVED if places else OBSERVED_WITHOUT_PLACES
        question = "What does this picture show?"
        seen = read_description(
            self._model.ask(observe(language, places=places), question, schema, [picture])
        )
        return replace(seen, boxes=seen.boxes if places else (), model=self._model.model)


class ModelText(TextProvider):
    """Storyboards: the scenes of a text, whose words stay as they are, or of a topic with a text by the model."""

    def __init__(self, language_model: LanguageModel) -> None:
        self._model = language_model

    def write_storyboard(
        self,
        *,
        text: str,
        language: str = "",
        title: str = "",
        keywords: tuple[str, ...] = (),
        split: str = "auto",
        verbatim: bool = False,
    ) -> Storyboard:
        """Return a storyboard; the model groups sentences by number, so it cannot change their words.

        It is asked about a long text section by section, and told what the pictures of the first share.
        """
        text = without_partings(text)
        shown = as_read(text, verbatim=verbatim)
        units = cut(shown, language, split)
        boards: list[Storyboard] = []
        before = ""
        for section in in_sections(units, split):
            most = max(1, MOST_SCENES * sum(len(unit.words) for unit in section) // len(shown))
            instruction, question = tell_units(section, keywords, split, most, before)
            answer = self._model.ask(instruction, question, PLANNED)
            board = read_planned(
                answer, shown, section, language=language, title=title, keywords=keywords, split=split
            )
            boards.append(board)
            # A text has one language, and a film one title.
            language, title = language or board.language, title or board.title
            before = before or tell_before(answer)
        return replace(_marked(join_boards(boards), text, verbatim=verbatim), model=self._model.model)

    def invent_storyboard(
        self, *, topic: str, language: str = "", title: str = "", keywords: tuple[str, ...] = ()
    ) -> Storyboard:
        """Have the narration of a topic written as well; see the contract."""
        instruction, question = tell_topic(topic, language, keywords)
        answer = self._model.ask(instruction, question, INVENTED)
        board = read_invented(answer, language=language, title=title, keywords=keywords)
        return replace(board, model=self._model.model)


def _marked(board: Storyboard, text: str, *, verbatim: bool) -> Storyboard:
    """Put the marks of a text back into its narrations: the model is told nothing of them."""
    narrations = mark_again([passage.narration for passage in board.passages], text, verbatim=verbatim)
    passages = zip(board.passages, narrations, strict=True)
    marked = tuple(replace(passage, narration=narration) for passage, narration in passages if narration)
    return replace(board, passages=marked)


def read_json(text: str, service: str) -> dict[str, Any]:
    """Read a JSON object, even from within a code fence or a sentence. Raises ProviderError, kind BAD_ANSWER."""
    start, end = text.find("{"), text.rfind("}")
    try:
        found = json.loads(text[start : end + 1], strict=False)
    except (ValueError, RecursionError):
        found = _longest_object(text)
    if not isinstance(found, dict):
        message = f"{service} answered in a form that we cannot read."
        raise ProviderError(message, ProviderFailure.BAD_ANSWER)
    return {key: _without_bad_codes(value) for key, value in found.items()}


def _longest_object(text: str) -> dict[str, Any] | None:
    """Return the longest JSON object among words that have braces of their own; None if there is none."""
    decoder = json.JSONDecoder(strict=False)
    longest: tuple[int, dict[str, Any] | None] = (0, None)
    place = text.find("{")
    for _ in range(MOST_BRACES):
        if place < 0:
            break
        end = place + 1
        try:
            found, end = decoder.raw_decode(text, place)
            if isinstance(found, dict) and end - place > longest[0]:
                longest = (end - place, found)
        except (ValueError, RecursionError):
            end = place + 1
        place = text.find("{", end)
    return longest[1]


def _without_bad_codes(found: Any) -> Any:
    """Remove from all texts what JSON allows but databases do not: lone surrogates and control characters."""
    if isinstance(found, dict):
        return {key: _without_bad_codes(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_without_bad_codes(value) for value in found]
    return BAD_CODES.sub("", found) if isinstance(found, str) else found
