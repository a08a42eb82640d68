"""Gemini through google-generativeai: descriptions and storyboards. Only this module uses Google's package."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import requests

from generator.providers.language.answers import dicts
from generator.providers.language.model import LanguageModel, ModelText, ModelVision, read_json
from generator.providers.vendors import http
from studio.errors import ProviderError, ProviderFailure

SERVICE = "Gemini"
ADDRESS = "https://generativelanguage.googleapis.com"
# Seconds for the answer to begin, and for its body.
FIRST_BYTE, BODY = 60.0, 30.0
# Models think before they answer, and these tokens count too: with fewer, some answers come back empty.
MOST_TOKENS = 16384
# Numbers of the service's FinishReason: complete, or cut at the token limit. All others are refusals, except those
# that say nothing (0 unspecified, 5 other, 10 malformed call).
STOP, CUT_OFF, SILENT = 1, 2, (0, 5, 10)


class Gemini(LanguageModel):
    """One model of the service. The package takes seconds to import, so this happens at the first question."""

    service = SERVICE
    knows_places = True

    def __init__(self, *, key: str, model: str, base_url: str) -> None:
        self._key = key
        self.model = model
        self._base_url = base_url.rstrip("/")

    def ask(
        self, instruction: str, question: str, schema: dict[str, Any], pictures: Sequence[bytes] = ()
    ) -> dict[str, Any]:
        # As bytes: a picture object would be sent as a lossless file of a hundred times the size.
        parts = [*({"mime_type": "image/jpeg", "data": picture} for picture in pictures), question]
        try:
            response = self._generate(instruction, parts, schema)
        # The package lets errors of four libraries through, which differ in what they raise for bad answers.
        except Exception as error:
            raise _failure(error) from error
        return read_json(_text_of(response), SERVICE)

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


class GeminiVision(ModelVision):
    """Descriptions of pictures."""

    service = SERVICE

    def __init__(self, *, key: str, model: str, base_url: str = ADDRESS) -> None:
        super().__init__(Gemini(key=key, model=model, base_url=base_url))


class GeminiText(ModelText):
    """Storyboards."""

    service = SERVICE

    def __init__(self, *, key: str, model: str, base_url: str = ADDRESS) -> None:
        super().__init__(Gemini(key=key, model=model, base_url=base_url))


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
