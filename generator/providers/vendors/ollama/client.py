"""Storyboards and descriptions by Ollama's `/api/chat`, the one route on which a context's size can be set."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence
from typing import Any

import requests

from generator.providers.addresses import is_own
from generator.providers.calling.meter import note
from generator.providers.language.model import LanguageModel, ModelText, ModelVision, read_json
from generator.providers.offering import only_one
from generator.providers.vendors import http
from generator.providers.vendors.ollama.room import answer_to, context_for, least_tokens_of
from studio.errors import ProviderError, ProviderFailure

SERVICE = "Ollama"
# Seconds for the answer to begin: a model is loaded first, and answers come whole. Then for its body.
FIRST_BYTE, BODY = 175.0, 30.0
# The most tokens of a context, unless a setting says otherwise.
MOST_CONTEXT = 16384
KEPT_LOADED = "5m"
_NO_MODEL = re.compile(r"model\b.{0,160}?not found|try pulling|pull model", re.I | re.S)
_NO_THINKING = re.compile(r"\bthink", re.I)
_BLIND = re.compile(r"image|vision|multimodal|mmproj|projector", re.I)
_TOO_LONG = re.compile(r"context (?:length|window|size)|too long|exceed", re.I)
_NO_SCHEMA = re.compile(r"format|grammar|schema", re.I)
_THOUGHTS = re.compile(r"<(think|thinking)>.*?</\1>|\A.*?</(?:think|thinking)>", re.S | re.I)


class OllamaModel(LanguageModel):
    """One model; without a name the one that an own server has."""

    service = SERVICE

    def __init__(
        self, *, base_url: str, key: str = "", model: str = "", most_context: int = MOST_CONTEXT, setting: str
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._auth = http.Bearer(key) if key else http.send_no_key
        self.model = model
        self._most = most_context
        self._setting = setting

    def ask(
        self, instruction: str, question: str, schema: dict[str, Any], pictures: Sequence[bytes] = ()
    ) -> dict[str, Any]:
        # In words as well: servers elsewhere know no schemas, and say nothing of it.
        instruction = (
            f"{instruction}\n\nAnswer with one JSON object of this JSON schema: {json.dumps(schema)}"
        )
        context = context_for(instruction, question, len(pictures))
        if context > self._most:
            raise too_long()
        self.model = self.model or self._find_model()
        message = {"role": "user", "content": question}
        shown = [base64.b64encode(picture).decode() for picture in pictures]
        body: dict[str, Any] = {
            "model": self.model,
            "messages": [
                {"role": "system", "content": instruction},
                {**message, "images": shown} if shown else message,
            ],
            "stream": False,
            "format": schema,
            "think": False,
            # Newer servers then refuse what does not fit; older ones are found out by their figures.
            "truncate": False,
            "shift": False,
            "options": {"num_ctx": context, "num_predict": answer_to(question)},
            "keep_alive": KEPT_LOADED,
        }
        found = self._chat(body)
        note(tokens_in=found.get("prompt_eval_count"), tokens_out=found.get("eval_count"))
        _check_figures(found, context, least_tokens_of(f"{instruction} {question}"))
        words = _THOUGHTS.sub("", _content(found)).strip()
        if not words:
            raise ProviderError(f"{SERVICE} gave an empty answer.", ProviderFailure.BAD_ANSWER)
        return read_json(words, SERVICE)

    def offers(self) -> list[str]:
        response = self._ask("GET", "/api/tags", "models")
        if response.status_code != 200:
            raise self._failure(response)
        listed = _object(response).get("models")
        names = (
            [one.get("name") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        )
        return [name for name in names if isinstance(name, str) and name]

    def _find_model(self) -> str:
        if not is_own(self._base_url):
            sentence = f"{SERVICE} has many models, and {self._setting} names none of them."
            raise ProviderError(sentence, ProviderFailure.CONFIG)
        return only_one(self.offers(), SERVICE, self._setting)

    def _chat(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a question; what a model or an older server does not know of is left out."""
        optional = {"think": _NO_THINKING, "format": _NO_SCHEMA}
        while True:
            response = self._ask("POST", "/api/chat", self.model, json=body)
            told = _message(response)
            if response.status_code == 200 and not told:
                return _object(response)
            unknown = [name for name, about in optional.items() if name in body and about.search(told)]
            failed = self._failure(response)
            if response.status_code != 400 or not unknown or failed.kind == ProviderFailure.GONE:
                raise failed
            body = {name: value for name, value in body.items() if name != unknown[0]}

    def _ask(self, method: str, path: str, label: str, **options: Any) -> requests.Response:
        try:
            return requests.request(
                method,
                self._base_url + path,
                auth=self._auth,
                timeout=(http.CONNECT, FIRST_BYTE),
                allow_redirects=False,
                hooks={"response": http.read_within(BODY, f"{SERVICE} {label}")},
                **options,
            )
        except (requests.RequestException, ValueError) as error:
            raise http.transport_failure(SERVICE, error) from error

    def _failure(self, response: requests.Response) -> ProviderError:
        status, told = response.status_code, _message(response)
        if status in (400, 404) and _NO_MODEL.search(told):
            sentence = f"{SERVICE} does not have this model yet: `ollama pull {self.model}` fetches it."
            return ProviderError(sentence, ProviderFailure.GONE)
        if status in (404, 405):
            sentence = f"{SERVICE} is not what answers at the address that is set up."
            return ProviderError(sentence, ProviderFailure.CONFIG)
        if status in (400, 413, 422, 500) and _TOO_LONG.search(told):
            return too_long()
        if status in (400, 500) and _BLIND.search(told):
            sentence = f"{SERVICE} has a model set up that cannot look at pictures."
            return ProviderError(sentence, ProviderFailure.GONE)
        if status == 402 or (status == 429 and "usage limit" in told.lower()):
            return ProviderError(f"{SERVICE} is used up for now.", ProviderFailure.QUOTA)
        # An error with status 200 is one that came after the beginning of the answer.
        return http.status_failure(SERVICE, 500 if status == 200 else status, http.retry_after(response))


class OllamaText(ModelText):
    """Storyboards."""

    service = SERVICE

    def __init__(
        self, *, base_url: str, key: str = "", model: str = "", most_context: int = MOST_CONTEXT
    ) -> None:
        self._model_there = OllamaModel(
            base_url=base_url, key=key, model=model, most_context=most_context, setting="OLLAMA_TEXT_MODELS"
        )
        super().__init__(self._model_there)

    def offers(self) -> list[str]:
        return self._model_there.offers()


class OllamaVision(ModelVision):
    """Descriptions of pictures."""

    service = SERVICE

    def __init__(
        self, *, base_url: str, key: str = "", model: str = "", most_context: int = MOST_CONTEXT
    ) -> None:
        self._model_there = OllamaModel(
            base_url=base_url, key=key, model=model, most_context=most_context, setting="OLLAMA_VISION_MODELS"
        )
        super().__init__(self._model_there)

    def offers(self) -> list[str]:
        return self._model_there.offers()


def _check_figures(found: dict[str, Any], context: int, least: int) -> None:
    """Raise ProviderError for a question that was cut to fit, or an answer that had no room left.

    Older servers cut in silence: the question is then smaller than it can be, or fills the whole context.
    """
    asked, answered = _count(found, "prompt_eval_count"), _count(found, "eval_count")
    if asked and (asked < least or asked + answered >= context):
        raise too_long()
    if found.get("done_reason") == "length":
        words = _content(found).strip()
        sentence = (
            "broke its answer off because it became too long" if words else "thought instead of answering"
        )
        raise ProviderError(f"{SERVICE} {sentence}.", ProviderFailure.BAD_ANSWER)


def _count(found: dict[str, Any], name: str) -> int:
    value = found.get(name)
    return value if isinstance(value, int) and value > 0 else 0


def too_long() -> ProviderError:
    return ProviderError(
        f"{SERVICE} has too little room for this text and its answer, so it was not asked for a part of it.",
        ProviderFailure.INPUT,
    )


def _object(response: requests.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _message(response: requests.Response) -> str:
    """Return what an error says; empty for an answer."""
    told = _object(response).get("error")
    if isinstance(told, dict):
        told = told.get("message")
    return told[:600] if isinstance(told, str) else ""


def _content(found: dict[str, Any]) -> str:
    message = found.get("message")
    content = message.get("content") if isinstance(message, dict) else None
    return content if isinstance(content, str) else ""
