"""Gemini on the wire, through whichever of Google's packages: addresses, times, and what goes wrong."""

from __future__ import annotations

from typing import Any

import requests

from generator.providers.language.answers import dicts
from generator.providers.vendors import http
from studio.errors import ProviderError, ProviderFailure

SERVICE = "Gemini"
ADDRESS = "https://generativelanguage.googleapis.com"
# Seconds for the answer to begin, and for its body.
FIRST_BYTE, BODY = 60.0, 30.0
# Models think before they answer, and these tokens count too: with fewer, some answers come back empty.
MOST_TOKENS = 16384


class ForeignError(requests.RequestException):
    """An error response that is not the service's own, such as a proxy's or gateway's page."""


def refuse_foreign_error(response: requests.Response, *args: Any, **options: Any) -> None:
    """Raise ForeignError before the package tries to parse an error of another server, at which it fails."""
    if response.status_code < 400:
        return
    try:
        known = isinstance(response.json()["error"]["message"], str)
    except (ValueError, LookupError, TypeError):
        known = False
    if not known:
        raise ForeignError(response=response)


def failure_of(error: Exception) -> ProviderError:
    """Return the error for whatever one of Google's packages has raised."""
    if isinstance(error, ForeignError) and error.response is not None:
        return http.status_failure(SERVICE, error.response.status_code, http.retry_after(error.response))
    if isinstance(error, requests.RequestException | UnicodeError):
        return http.transport_failure(SERVICE, error)
    told = _told(error)
    details = dicts(told.get("details"))
    status = int(getattr(error, "code", None) or 0)
    if status == 429:
        return _too_much(details)
    if status == 400:
        return _bad_request(told, details)
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


def check_ending(text: str, *, is_cut_off: bool, is_refused: bool) -> str:
    """Return the text of an answer. Raises ProviderError if it did not come to its end."""
    if is_cut_off:
        raise ProviderError(f"{SERVICE} broke off in the middle of its answer.", ProviderFailure.BAD_ANSWER)
    if is_refused:
        raise refusal()
    if not text.strip():
        raise empty()
    return text


def refusal() -> ProviderError:
    return ProviderError(f"{SERVICE} would not work on this content.", ProviderFailure.REFUSED)


def empty() -> ProviderError:
    return ProviderError(f"{SERVICE} gave an empty answer.", ProviderFailure.BAD_ANSWER)
