"""Gemini through google-generativeai: descriptions and storyboards. Only this module uses Google's package."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import replace
from typing import Any

import requests

from generator.providers.vendors import http
from generator.providers.vendors.gemini.answers import (
    dicts,
    join_boards,
    read_description,
    read_invented,
    read_planned,
)
from generator.providers.vendors.gemini.questions import (
    INVENTED,
    OBSERVED,
    PLANNED,
    observe,
    tell_before,
    tell_topic,
    tell_units,
)
from generator.providers.vendors.gemini.units import cut, in_sections
from studio.contracts import MOST_SCENES, Description, Storyboard, TextProvider, VisionProvider
from studio.errors import ProviderError, ProviderFailure
from studio.text.marks.again import mark_again
from studio.text.marks.told import as_read
from studio.text.words.writing import without_partings

SERVICE = "Gemini"
# Seconds for the answer to begin, and for its body.
FIRST_BYTE, BODY = 60.0, 30.0
# Models think before they answer, and these tokens count too: with fewer, some answers come back empty.
MOST_TOKENS = 16384
# Numbers of the service's FinishReason: complete, or cut at the token limit. All others are refusals, except those
# that say nothing (0 unspecified, 5 other, 10 malformed call).
STOP, CUT_OFF, SILENT = 1, 2, (0, 5, 10)
BAD_CODES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Gemini:
    """One model of the service. The package takes seconds to import, so this happens at the first question."""

    def __init__(self, *, key: str, model: str, base_url: str) -> None:
        self._key = key
        self.model = model
        self._base_url = base_url.rstrip("/")

    def ask(self, instruction: str, parts: list[Any], schema: dict[str, Any]) -> dict[str, Any]:
        """Return the model's answer as a JSON object; `schema` is the one asked for. Raises ProviderError."""
        try:
            response = self._generate(instruction, parts, schema)
        # The package lets errors of four libraries through, which differ in what they raise for bad answers.
        except Exception as error:
            raise _failure(error) from error
        return read_json(_text_of(response))

    def _generate(self, instruction: str, parts: list[Any], schema: dict[str, Any]) -> Any:
        # The package warns of its own end, and of Python 3.11's, each time it is imported.
        warnings.filterwarnings("ignore", category=FutureWarning, module=rf"google\.|{__name__}")
        import google.ai.generativelanguage as service
        import google.generativeai as package

        # REST, because the default transport takes neither a time limit nor another address.
        options = {"api_key": self._key, "api_endpoint": self._base_url}
        client = service.GenerativeServiceClient(transport="rest", client_options=options)
        session = client._transport._session  # type: ignore[attr-defined]  # Of the REST transport alone.
        label = f"{SERVICE} {self.model}"
        session.hooks["response"] += [http.read_within(BODY, label), _refuse_foreign_error]
        # A key cannot be refreshed, so there is no point in sending it three times.
        session._max_refresh_attempts = 0
        model: Any = package.GenerativeModel(  # type: ignore[attr-defined]  # Not marked as exported.
            self.model, system_instruction=instruction
        )
        model._client = client
        return model.generate_content(
            parts,
            generation_config={
                "response_mime_type": "application/json",
                "response_schema": schema,
                "max_output_tokens": MOST_TOKENS,
            },
            # Without `retry=None` the package repeats a 503 for ten minutes.
            request_options=package.types.RequestOptions(timeout=FIRST_BYTE, retry=None),
        )


class GeminiVision(VisionProvider):
    """Descriptions of pictures, in the language asked for."""

    service = SERVICE

    def __init__(
        self, *, key: str, model: str, base_url: str = "https://generativelanguage.googleapis.com"
    ) -> None:
        self._gemini = Gemini(key=key, model=model, base_url=base_url)

    def describe(self, *, picture: bytes, language: str = "en") -> Description:
        # As bytes: a picture object would be sent as a lossless file of a hundred times the size.
        parts = [{"mime_type": "image/jpeg", "data": picture}, "What does this picture show?"]
        seen = read_description(self._gemini.ask(observe(language), parts, OBSERVED))
        return replace(seen, model=self._gemini.model)


class GeminiText(TextProvider):
    """Storyboards: the scenes of a text, whose words stay as they are, or of a topic with a text by the model."""

    service = SERVICE

    def __init__(
        self, *, key: str, model: str, base_url: str = "https://generativelanguage.googleapis.com"
    ) -> None:
        self._gemini = Gemini(key=key, model=model, base_url=base_url)

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
            answer = self._gemini.ask(instruction, [question], PLANNED)
            board = read_planned(
                answer, shown, section, language=language, title=title, keywords=keywords, split=split
            )
            boards.append(board)
            # A text has one language, and a film one title.
            language, title = language or board.language, title or board.title
            before = before or tell_before(answer)
        return replace(_marked(join_boards(boards), text, verbatim=verbatim), model=self._gemini.model)

    def invent_storyboard(
        self, *, topic: str, language: str = "", title: str = "", keywords: tuple[str, ...] = ()
    ) -> Storyboard:
        instruction, question = tell_topic(topic, language, keywords)
        answer = self._gemini.ask(instruction, [question], INVENTED)
        board = read_invented(answer, language=language, title=title, keywords=keywords)
        return replace(board, model=self._gemini.model)


def _marked(board: Storyboard, text: str, *, verbatim: bool) -> Storyboard:
    """Put the marks of a text back into its narrations: the model is told nothing of them."""
    narrations = mark_again([passage.narration for passage in board.passages], text, verbatim=verbatim)
    passages = zip(board.passages, narrations, strict=True)
    marked = tuple(replace(passage, narration=narration) for passage, narration in passages if narration)
    return replace(board, passages=marked)


def _text_of(response: Any) -> str:
    """Return the text of the first candidate's parts; the package's own shortcut raises if there are none.

    Read from the raw message, in which a finish reason newer than the package is just a number.
    """
    message = type(response._result).pb(response._result)
    if message.prompt_feedback.block_reason:
        raise ProviderError(f"{SERVICE} would not work on this content.", ProviderFailure.REFUSED)
    if not message.candidates:
        raise ProviderError(f"{SERVICE} gave an empty answer.", ProviderFailure.BAD_ANSWER)
    candidate = message.candidates[0]
    text = "".join(part.text for part in candidate.content.parts)
    if candidate.finish_reason == CUT_OFF:
        raise ProviderError(f"{SERVICE} broke off in the middle of its answer.", ProviderFailure.BAD_ANSWER)
    if candidate.finish_reason not in (STOP, *SILENT):
        raise ProviderError(f"{SERVICE} would not work on this content.", ProviderFailure.REFUSED)
    if not text.strip():
        raise ProviderError(f"{SERVICE} gave an empty answer.", ProviderFailure.BAD_ANSWER)
    return text


def read_json(text: str) -> dict[str, Any]:
    """Read a JSON object, even from within a code fence or a sentence. Raises ProviderError, kind BAD_ANSWER."""
    start, end = text.find("{"), text.rfind("}")
    try:
        found = json.loads(text[start : end + 1], strict=False)
    except (ValueError, RecursionError) as error:
        message = f"{SERVICE} answered in a form that we cannot read."
        raise ProviderError(message, ProviderFailure.BAD_ANSWER) from error
    if not isinstance(found, dict):
        message = f"{SERVICE} answered in a form that we cannot read."
        raise ProviderError(message, ProviderFailure.BAD_ANSWER)
    return {key: _without_bad_codes(value) for key, value in found.items()}


def _without_bad_codes(found: Any) -> Any:
    """Remove from all texts what JSON allows but databases do not: lone surrogates and control characters."""
    if isinstance(found, dict):
        return {key: _without_bad_codes(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_without_bad_codes(value) for value in found]
    return BAD_CODES.sub("", found) if isinstance(found, str) else found


class ForeignError(requests.RequestException):
    """An error response that is not the service's own, such as a proxy's or gateway's page."""


def _refuse_foreign_error(response: requests.Response, *args: Any, **options: Any) -> None:
    """Raise ForeignError before the package tries to parse an error of another server, at which it fails."""
    if response.status_code < 400:
        return
    try:
        known = isinstance(response.json()["error"]["message"], str)
    except (ValueError, LookupError, TypeError):
        known = False
    if not known:
        raise ForeignError(response=response)


def _failure(error: Exception) -> ProviderError:
    if isinstance(error, ForeignError) and error.response is not None:
        return http.status_failure(SERVICE, error.response.status_code, http.retry_after(error.response))
    if isinstance(error, requests.RequestException | UnicodeError):
        return http.transport_failure(SERVICE, error)
    details = [detail for detail in getattr(error, "details", None) or [] if isinstance(detail, dict)]
    status = int(getattr(error, "code", None) or 0)
    if status == 429:
        return _too_much(details)
    if status == 400:
        return _bad_request(_told(error), details)
    if status:
        return http.status_failure(SERVICE, status)
    message = f"{SERVICE} answered in a form that we cannot read."
    return ProviderError(message, ProviderFailure.BAD_ANSWER)


def _told(error: Exception) -> dict[str, Any]:
    """Return the service's error object; the caller has made sure that the error is the service's own."""
    try:
        return dict(error.response.json()["error"])  # type: ignore[attr-defined]  # Errors of many classes.
    except (AttributeError, ValueError, LookupError, TypeError):
        return {}


def _bad_request(told: dict[str, Any], details: list[dict[str, Any]]) -> ProviderError:
    """Return the error for a bad request: a fault of the set-up, such as a wrong key, or of this request.

    Only the beginning of the message counts: further on it may repeat a user's text.
    """
    message = str(told.get("message", ""))
    wrong_key = any(str(detail.get("reason", "")).startswith("API_KEY") for detail in details)
    if wrong_key or message.startswith(("API key not valid", "API key expired", "API Key not found")):
        return http.status_failure(SERVICE, 401)
    if message.startswith("User location is not supported"):
        sentence = f"{SERVICE} does not serve the country in which this site runs."
        return ProviderError(sentence, ProviderFailure.CONFIG)
    if told.get("status") == "FAILED_PRECONDITION":
        sentence = (
            f"{SERVICE} needs something to be set up in the account of this site first, such as billing."
        )
        return ProviderError(sentence, ProviderFailure.CONFIG)
    if message.startswith("* GenerateContentRequest.model"):
        return http.status_failure(SERVICE, 404)
    return http.status_failure(SERVICE, 400)


def _too_much(details: list[dict[str, Any]]) -> ProviderError:
    """Return the error for an exceeded quota: per day, until midnight in California, or per minute, a short wait."""
    violations = [one for detail in details for one in dicts(detail.get("violations"))]
    if any("PerDay" in str(one.get("quotaId", "")) for one in violations):
        return ProviderError(f"{SERVICE} is used up for today.", ProviderFailure.QUOTA)
    delays = [str(detail["retryDelay"]).removesuffix("s") for detail in details if "retryDelay" in detail]
    return http.status_failure(SERVICE, 429, http.read_seconds(delays[0]) if delays else None)
