"""One address that speaks the protocol of OpenAI: questions to it, and its errors in sentences."""

from __future__ import annotations

import re
from typing import Any

import requests

from generator.providers.addresses import is_own
from generator.providers.calling.meter import note
from generator.providers.vendors import http
from studio.errors import ProviderError, ProviderFailure

SERVICE = "OpenAI-compatible"
# Seconds for the answer to begin, and for its body. The operator's own servers may have to load a model first, or have
# one user wait for another.
FIRST_BYTE, BODY = 110.0, 60.0
OWN_FIRST_BYTE = 170.0
LONGEST_MESSAGE = 600

# What errors say, at their beginning: further on a message may repeat a user's words.
_REFUSALS = re.compile(
    r"content[_ ]policy|content[_ ]filter|moderation|safety system|safety|nsfw|flagged|not allowed by our",
    re.I,
)
_NO_MODEL = re.compile(
    r"model[_ ]not[_ ](?:found|exist)|no such model|unknown model|invalid model|not a valid model|"
    r"model\b.{0,120}?(?:does not exist|not found|not exist|no longer|deprecated|decommissioned|has been retired|"
    r"is not available|not loaded)|no endpoints found for",
    re.I | re.S,
)
_BLIND = re.compile(
    r"(?:image|vision|multimodal|image_url)\b.{0,60}?(?:not support|unsupported|not enabled|only supported)|"
    r"(?:not|n't) support.{0,40}?(?:image|vision|multimodal)|support image input|unknown variant .?image_url|"
    r"not a multimodal model",
    re.I | re.S,
)
_TOO_LONG = re.compile(
    r"context[_ ]length|context window|context size|maximum context|too many tokens|prompt is too long|"
    r"string too long|too long",
    re.I,
)
_USED_UP = re.compile(
    r"insufficient[_ ](?:quota|balance|credits?|funds)|exceeded your current quota|credit balance", re.I
)
_FOR_TODAY = re.compile(r"per[- ]day|\b[RT]PD\b|daily", re.I)
_NO_KEY = re.compile(r"(?:incorrect|invalid|missing|wrong|no) (?:api|auth\w*)[ _-]?key|api[_ ]key", re.I)


class Wire:
    """An address with its key; `service` is what people are told of it."""

    def __init__(self, *, base_url: str, key: str, service: str) -> None:
        self.base_url = base_url.rstrip("/")
        self.is_own = is_own(base_url)
        self.service = service or SERVICE
        self._auth = http.Bearer(key) if key else http.send_no_key

    def post(self, path: str, body: dict[str, Any], label: str) -> requests.Response:
        """Return the answer to a question, whatever its status. Raises ProviderError where there is none."""
        return self._ask("POST", path, label, json=body)

    def get(self, path: str, label: str) -> requests.Response:
        """Return the answer to a look at something, whatever its status. Raises ProviderError where there is none."""
        return self._ask("GET", path, label)

    def models(self) -> list[str]:
        """Return the names of the models that there are. Raises ProviderError."""
        response = self._ask("GET", "/models", "models")
        if response.status_code != 200:
            raise failure(self.service, response)
        listed = in_json(response).get("data")
        names = [one.get("id") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        return list(dict.fromkeys(name for name in names if isinstance(name, str) and name.strip()))

    def _ask(self, method: str, path: str, label: str, **options: Any) -> requests.Response:
        try:
            return requests.request(
                method,
                self.base_url + path,
                auth=self._auth,
                timeout=(http.CONNECT, OWN_FIRST_BYTE if self.is_own else FIRST_BYTE),
                allow_redirects=False,
                hooks={"response": http.read_within(BODY, f"{SERVICE} {label}")},
                **options,
            )
        except (requests.RequestException, ValueError) as error:
            raise http.transport_failure(self.service, error) from error


def in_json(response: requests.Response) -> dict[str, Any]:
    """Return the object in an answer; an empty one if there is none."""
    try:
        found = response.json()
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def note_usage(found: dict[str, Any]) -> None:
    """Note what an answer says that it has used: in the words of both of OpenAI's routes, with OpenRouter's cost."""
    used = found.get("usage")
    if not isinstance(used, dict):
        return
    asked, answered = (
        next((used[name] for name in names if used.get(name) is not None), None)
        for names in (("prompt_tokens", "input_tokens"), ("completion_tokens", "output_tokens"))
    )
    note(tokens_in=asked, tokens_out=answered, money=used.get("cost"))


def message_of(response: requests.Response) -> str:
    """Return what an error says, with its code and the parameter that it is about; empty if it says nothing.

    Servers write it as OpenAI does, as a string, as a list of what is wrong with the fields, or around all that.
    """
    found = in_json(response)
    told = found.get("error") or found.get("detail") or found.get("message") or found.get("errors")
    return " ".join(_words(told, 0)).strip()[:LONGEST_MESSAGE]


def _words(told: Any, depth: int) -> list[str]:
    if isinstance(told, str):
        return [told]
    if isinstance(told, int) and not isinstance(told, bool):
        return [str(told)]
    if isinstance(told, list) and depth < 4:
        return [word for one in told[:8] for word in _words(one, depth + 1)]
    if isinstance(told, dict) and depth < 4:
        names = ("code", "type", "param", "loc", "message", "msg", "detail", "error")
        return [word for name in names for word in _words(told.get(name), depth + 1)]
    return []


def failure(service: str, response: requests.Response) -> ProviderError:
    """Return the error for an answer whose status, or whose body, says that it failed."""
    status = status_of(response)
    return _failure(service, status, message_of(response), response)


def status_of(response: requests.Response) -> int:
    """Return the status of an answer: gateways send errors of those behind them with status 200."""
    if response.status_code != 200:
        return response.status_code
    error = in_json(response).get("error")
    code = error.get("code") if isinstance(error, dict) else None
    code = int(code) if isinstance(code, str) and code.isdecimal() and len(code) == 3 else code
    return code if isinstance(code, int) and 400 <= code < 600 else 500


def _failure(service: str, status: int, told: str, response: requests.Response) -> ProviderError:
    kinds = ProviderFailure
    if status in (400, 403, 422, 451) and _REFUSALS.search(told):
        return ProviderError(f"{service} would not work on this content.", kinds.REFUSED)
    if status in (402, 429) and (status == 402 or _USED_UP.search(told)):
        return ProviderError(f"{service} has no credit left for this site.", kinds.QUOTA)
    if status == 429 and _FOR_TODAY.search(told):
        return ProviderError(f"{service} is used up for today.", kinds.QUOTA)
    if status in (400, 404, 415, 422, 500) and _BLIND.search(told):
        return ProviderError(f"{service} has a model set up that cannot look at pictures.", kinds.GONE)
    if status in (400, 404, 422) and _NO_MODEL.search(told):
        return http.status_failure(service, 410)
    if status in (404, 405) and "model" not in told.lower():
        sentence = f"{service} does not know this kind of question at the address that is set up."
        return ProviderError(sentence, kinds.CONFIG)
    if status == 400 and _NO_KEY.search(told):
        return http.status_failure(service, 401)
    if status in (400, 413, 422) and _TOO_LONG.search(told):
        return ProviderError(f"{service} cannot take so much at once.", kinds.INPUT)
    return http.status_failure(service, status, http.retry_after(response))
