"""Words and eyes by `/chat/completions`: storyboards, and descriptions of pictures."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import requests

from generator.providers.language.model import LanguageModel, ModelText, ModelVision, read_json
from generator.providers.offering import only_one
from generator.providers.vendors.openai_compatible.habits import habits
from generator.providers.vendors.openai_compatible.wire import Wire, failure, in_json, message_of, note_usage
from studio.errors import ProviderError, ProviderFailure

# Models think before they answer, and these tokens count too: with fewer, some answers come back empty.
MOST_TOKENS = 16384
Form = Literal["json_schema", "json_object", "plain"]
Limit = Literal["max_completion_tokens", "max_tokens", ""]
# Statuses of a server that does not know a part of the question; others do so only if they name it.
UNKNOWN = (400, 415, 422)
_FORM_NAMED = re.compile(r"response[_ ]?format|json_schema|json_object|requested parameters", re.I)
_ABOUT_FORM = re.compile(rf"{_FORM_NAMED.pattern}|json|schema|structured|grammar|guided", re.I)
# Refusals that name no reason.
_SAYS_NOTHING = re.compile(
    r"(?:bad|invalid|request|error|unprocessable|entity|content|parameters?|input|unsupported|_|\d|\W)*", re.I
)
# What another form of the question would not change.
LASTING = (ProviderFailure.REFUSED, ProviderFailure.GONE, ProviderFailure.QUOTA, ProviderFailure.CONFIG)
_ABOUT_LIMIT = re.compile(r"max_(?:completion_|new_|output_)?tokens|completion tokens|output tokens", re.I)
_THOUGHTS = re.compile(
    r"<(think|thinking|thought|reasoning)>.*?</\1>|\A.*?</(?:think|thinking)>", re.S | re.I
)
_OPEN_THOUGHT = re.compile(r"\A\s*<(?:think|thinking|thought|reasoning)>", re.I)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a model is asked: what makes it answer in JSON, and what its longest answer is called."""

    form: Form = "json_schema"
    limit: Limit = "max_completion_tokens"

    def after(self, told: str, *, is_known: bool) -> Manner | None:
        """Return the next manner once a question was refused with these words; None if they are about something else.

        Of a server that has never answered, a refusal without a reason may be about the form.
        """
        if self.limit and _ABOUT_LIMIT.search(told):
            following: Limit = "max_tokens" if self.limit == "max_completion_tokens" else ""
            return replace(self, limit=following)
        is_silent = not is_known and _SAYS_NOTHING.fullmatch(told)
        if self.form != "plain" and (_ABOUT_FORM.search(told) or is_silent):
            return replace(self, form="json_object" if self.form == "json_schema" else "plain")
        return None


class ChatModel(LanguageModel):
    """One model at an address; without a name the one model of an operator's own server."""

    def __init__(
        self, *, base_url: str, key: str = "", model: str = "", service: str = "", setting: str = ""
    ) -> None:
        self.wire = Wire(base_url=base_url, key=key, service=service)
        self.service = self.wire.service
        self.model = model
        self._setting = setting or "OPENAI_TEXT_MODELS"

    def ask(
        self, instruction: str, question: str, schema: dict[str, Any], pictures: Sequence[bytes] = ()
    ) -> dict[str, Any]:
        self.model = self.model or self._find_model()
        known = habits.recall(self.wire.base_url, self.model, "manner", default=None)
        manner: Manner = known or Manner()
        while True:
            body = _body(self.model, manner, instruction, question, schema, pictures)
            response = self.wire.post("/chat/completions", body, self.model)
            if response.status_code == 200:
                answer = self._read(response)
                habits.learn(self.wire.base_url, self.model, "manner", found=manner)
                return answer
            refused, told = failure(self.service, response), message_of(response)
            is_other = refused.kind in LASTING or response.status_code not in UNKNOWN
            following = manner.after(told, is_known=known is not None)
            if following is None or (is_other and not _FORM_NAMED.search(told)):
                raise refused
            manner = following

    def offers(self) -> list[str]:
        return self.wire.models()

    def _find_model(self) -> str:
        """Return the one model of an own server. A service that is paid is never asked for a model nobody chose."""
        if not self.wire.is_own:
            sentence = f"{self.service} has many models, and {self._setting} names none of them."
            raise ProviderError(sentence, ProviderFailure.CONFIG)
        return only_one(self.wire.models(), self.service, self._setting)

    def _read(self, response: requests.Response) -> dict[str, Any]:
        found = in_json(response)
        note_usage(found)
        choices = found.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        if found.get("error") and not choice:
            raise failure(self.service, response)
        message = choice.get("message") if isinstance(choice, dict) else None
        if not isinstance(choice, dict) or not isinstance(message, dict):
            sentence = f"{self.service} answered in a form that we cannot read."
            raise ProviderError(sentence, ProviderFailure.BAD_ANSWER)
        reason = str(choice.get("finish_reason") or "").lower()
        if message.get("refusal") or reason in ("content_filter", "safety", "refusal"):
            raise ProviderError(f"{self.service} would not work on this content.", ProviderFailure.REFUSED)
        if reason == "error":
            raise ProviderError(f"{self.service} has a fault at the moment.")
        words = without_thoughts(text_of(message.get("content")))
        if not words or reason in ("length", "max_tokens"):
            raise unfinished(self.service, is_cut=reason in ("length", "max_tokens"), has_words=bool(words))
        return read_json(words, self.service)


def text_of(content: Any) -> str:
    """Return the text of an answer, which may come in parts; parts that are thoughts are left out."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    texts = [
        part if isinstance(part, str) else part.get("text")
        for part in parts
        if isinstance(part, str)
        or (isinstance(part, dict) and part.get("type") in ("text", "output_text", None))
    ]
    return "".join(text for text in texts if isinstance(text, str))


def without_thoughts(text: str) -> str:
    """Return an answer without what the model thought aloud; nothing of one that never stops thinking."""
    answer = _THOUGHTS.sub("", text).strip()
    return "" if _OPEN_THOUGHT.match(answer) else answer


def unfinished(service: str, *, is_cut: bool, has_words: bool) -> ProviderError:
    """Return the error for an answer that has no end, or no beginning."""
    if not is_cut:
        sentence = f"{service} gave an empty answer."
    elif has_words:
        sentence = f"{service} broke its answer off because it became too long."
    else:
        sentence = f"{service} thought for so long that nothing was left for the answer."
    return ProviderError(sentence, ProviderFailure.BAD_ANSWER)


def _body(
    model: str,
    manner: Manner,
    instruction: str,
    question: str,
    schema: dict[str, Any],
    pictures: Sequence[bytes],
) -> dict[str, Any]:
    # Without a temperature: newer models take none but their own.
    if manner.form != "json_schema":
        instruction = f"{instruction}\n\n{in_words(schema)}"
    content: Any = question
    if pictures:
        # The text first, as gateways ask.
        shown = [{"type": "image_url", "image_url": {"url": data_url(picture)}} for picture in pictures]
        content = [{"type": "text", "text": question}, *shown]
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": "system", "content": instruction}, {"role": "user", "content": content}],
    }
    if manner.limit:
        body[manner.limit] = MOST_TOKENS
    if manner.form == "json_schema":
        wanted = {"name": "answer", "strict": True, "schema": strict(schema)}
        body["response_format"] = {"type": "json_schema", "json_schema": wanted}
    elif manner.form == "json_object":
        body["response_format"] = {"type": "json_object"}
    return body


def data_url(picture: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}"


def in_words(schema: dict[str, Any]) -> str:
    """Return the request for an answer in a schema, for models that are not held to one."""
    return (
        f"Answer with one JSON object and nothing else. It has this JSON schema: {json.dumps(strict(schema))}"
    )


def strict(schema: Any) -> Any:
    """Return a schema as strict servers want it: all that is named is required, and nothing else is allowed."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: strict(value) for name, value in schema.items()}
    if made.get("type") == "object" and isinstance(properties := made.get("properties"), dict):
        made |= {"required": list(properties), "additionalProperties": False}
    return made


class OpenAIText(ModelText):
    """Storyboards."""

    service = "OpenAI-compatible"

    def __init__(self, *, base_url: str, key: str = "", model: str = "", service: str = "") -> None:
        self._chat = ChatModel(
            base_url=base_url, key=key, model=model, service=service, setting="OPENAI_TEXT_MODELS"
        )
        super().__init__(self._chat)

    def offers(self) -> list[str]:
        return self._chat.offers()


class OpenAIVision(ModelVision):
    """Descriptions of pictures."""

    service = "OpenAI-compatible"

    def __init__(self, *, base_url: str, key: str = "", model: str = "", service: str = "") -> None:
        self._chat = ChatModel(
            base_url=base_url, key=key, model=model, service=service, setting="OPENAI_VISION_MODELS"
        )
        super().__init__(self._chat)

    def offers(self) -> list[str]:
        return self._chat.offers()
