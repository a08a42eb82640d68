"""Pictures by `/images/generations`, by `/images`, or by a chat that answers with pictures."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import urljoin

import requests

from generator.providers.pictures import fit, not_a_picture, painted_size
from generator.providers.prompts import picture_prompt
from generator.providers.vendors import fetching, http
from generator.providers.vendors.openai_compatible.habits import habits
from generator.providers.vendors.openai_compatible.wire import (
    Wire,
    failure,
    in_json,
    message_of,
    note_usage,
)
from studio.contracts import ImageProvider, Picture
from studio.errors import ProviderError, ProviderFailure

# Seconds that a picture which an answer names by its address may take.
FETCHED = 60.0
ROUTES = ("images", "chat")
# Shapes that chats paint in.
SHAPES = ((1, 1), (2, 3), (3, 2), (3, 4), (4, 3), (4, 5), (5, 4), (9, 16), (16, 9), (21, 9))
UNKNOWN = (400, 404, 405, 422)
_SIZE = re.compile(r"\b(\d{3,4}) ?[x×] ?(\d{3,4})\b")  # noqa: RUF001 (some write the sign of multiplication)
_ABOUT_SIZE = re.compile(r"\bsizes?\b|width|height|resolution|dimension|aspect|pixels|\d{3,4}x\d{3,4}", re.I)
_ABOUT_FORM = re.compile(r"response_format|b64_json", re.I)
_ABOUT_SHAPE = re.compile(r"image_config|aspect", re.I)
_ABOUT_MODALITIES = re.compile(r"modalit", re.I)
_NO_MODEL = re.compile(r"model", re.I)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a model is asked for pictures.

    `sizes` are those that it takes, all if empty, by its own words if `has_told`; with `has_size` false it is told none.
    `in_json` asks for the picture
    within the answer. `path` is where pictures are made. Of chats, `has_shape` names a shape, and `says` asks for words
    beside the picture, as most want it.
    """

    sizes: tuple[tuple[int, int], ...] = ()
    has_told: bool = False
    has_size: bool = True
    in_json: bool = False
    path: Literal["/images/generations", "/images"] = "/images/generations"
    has_shape: bool = True
    says: bool = True


class OpenAIImages(ImageProvider):
    """One model that paints. It takes no seed, so another try is another picture anyway."""

    service = "OpenAI-compatible"

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        key: str = "",
        service: str = "",
        route: str = "images",
        sizes: Sequence[str] = (),
    ) -> None:
        if route not in ROUTES:
            raise ProviderError("OPENAI_IMAGE_ROUTE has to be images or chat.", ProviderFailure.CONFIG)
        self.wire = Wire(base_url=base_url, key=key, service=service)
        self.service = self.wire.service
        self._model = model
        self._route = route
        self._sizes = tuple(_sizes_in(" ".join(sizes)))

    def illustrate(
        self, *, prompt: str, style: str, width: int, height: int, seed: int, variant: int
    ) -> Picture:
        """Request a picture of nearly this shape and crop it to size; see the contract."""
        wanted, _ = picture_prompt(prompt, style)
        about = (self.wire.base_url, self._model, self._route)
        manner: Manner = habits.recall(*about, default=Manner(sizes=self._sizes))
        body = self._for_chat if self._route == "chat" else self._for_images
        while True:
            path = "/chat/completions" if self._route == "chat" else manner.path
            response = self.wire.post(path, body(manner, wanted, width, height), self._model)
            if response.status_code == 200:
                data = self._picture(response, manner)
                if data is not None:
                    break
                following: Manner | None = replace(manner, in_json=True)
            else:
                following = self._after(manner, response, (width, height))
            if following is None:
                raise failure(self.service, response)
            manner = following
        fitted = fit(data, width, height, self.service)
        habits.learn(*about, found=manner)
        return Picture(data=fitted, width=width, height=height, model=self._model)

    def offers(self) -> list[str]:
        return self.wire.models()

    def _for_images(self, manner: Manner, prompt: str, width: int, height: int) -> dict[str, Any]:
        body: dict[str, Any] = {"model": self._model, "prompt": prompt, "n": 1}
        if manner.has_size:
            across, down = _asked(manner, width, height)
            body["size"] = f"{across}x{down}"
        if manner.in_json:
            # Not from the start: many models refuse to be told so.
            body["response_format"] = "b64_json"
        return body

    def _for_chat(self, manner: Manner, prompt: str, width: int, height: int) -> dict[str, Any]:
        shape = "{}:{}".format(*min(SHAPES, key=lambda one: _unlike(one, (width, height))))
        body: dict[str, Any] = {
            "model": self._model,
            "messages": [{"role": "user", "content": f"Make a picture of the shape {shape}: {prompt}"}],
            "modalities": ["image", "text"] if manner.says else ["image"],
        }
        if manner.has_shape:
            body["image_config"] = {"aspect_ratio": shape}
        return body

    def _after(self, manner: Manner, response: requests.Response, wanted: tuple[int, int]) -> Manner | None:
        """Return how to ask after this refusal; None if it is about something else."""
        refused, told = failure(self.service, response), message_of(response)
        if response.status_code not in UNKNOWN or refused.kind in (
            ProviderFailure.REFUSED,
            ProviderFailure.QUOTA,
        ):
            return None
        if self._route == "chat":
            if manner.says and _ABOUT_MODALITIES.search(told):
                return replace(manner, says=False)
            return (
                replace(manner, has_shape=False) if manner.has_shape and _ABOUT_SHAPE.search(told) else None
            )
        if response.status_code in (404, 405):
            is_elsewhere = manner.path == "/images/generations" and refused.kind == ProviderFailure.CONFIG
            return replace(manner, path="/images") if is_elsewhere else None
        if not manner.in_json and _ABOUT_FORM.search(told):
            return replace(manner, in_json=True)
        if manner.has_size and _ABOUT_SIZE.search(told):
            asked = _asked(manner, *wanted)
            named = tuple(size for size in _sizes_in(told) if size != asked)
            if named and not manner.has_told:
                return replace(manner, sizes=named, has_told=True)
            return replace(manner, has_size=False)
        return None

    def _picture(self, response: requests.Response, manner: Manner) -> bytes | None:
        """Return the picture of an answer; None if it has to be asked for within the answer."""
        found = in_json(response)
        note_usage(found)
        source = _in_chat(found, self.service) if self._route == "chat" else _in_data(found)
        if not source:
            if found.get("error"):
                raise failure(self.service, response)
            raise not_a_picture(self.service)
        if not source.startswith(("http://", "https://", "/")) or source.startswith("/9j/"):
            return _decoded(source, self.service)
        into = io.BytesIO()
        try:
            fetching.fetch(
                urljoin(f"{self.wire.base_url}/", source),
                into,
                service=self.service,
                seconds=FETCHED,
                most=http.MOST_BYTES,
                inside=self.wire.base_url,
            )
        except ProviderError:
            if manner.in_json or self._route == "chat":
                raise
            return None
        return into.getvalue()


def _asked(manner: Manner, width: int, height: int) -> tuple[int, int]:
    """Return the size to ask for: the likest of those that the model takes, of two alike the larger."""
    if not manner.sizes:
        return painted_size(width, height)
    return min(manner.sizes, key=lambda size: (round(_unlike(size, (width, height)), 3), -size[0] * size[1]))


def _unlike(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return how much of a picture of one shape has to be cut off for the other: 1 is nothing."""
    ratio = (one[0] / one[1]) / (other[0] / other[1])
    return max(ratio, 1 / ratio)


def _sizes_in(text: str) -> list[tuple[int, int]]:
    return list(dict.fromkeys((int(across), int(down)) for across, down in _SIZE.findall(text)))


def _in_data(found: dict[str, Any]) -> str:
    """Return the picture, or its address, in an answer of a service for pictures; empty if there is none."""
    listed = found.get("data")
    for one in listed if isinstance(listed, list) else []:
        for name in ("b64_json", "url", "image", "b64"):
            if isinstance(one, dict) and isinstance(one.get(name), str) and one[name]:
                return str(one[name]).strip()
    return ""


def _in_chat(found: dict[str, Any], service: str) -> str:
    """Return the picture in a message. Raises ProviderError, kind REFUSED, for words in its place."""
    choices = found.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(message, dict):
        return ""
    content = message.get("content")
    listed = [message.get("images"), content if isinstance(content, list) else None]
    for one in (one for some in listed if isinstance(some, list) for one in some if isinstance(one, dict)):
        named = one.get("image_url")
        address = named.get("url") if isinstance(named, dict) else named
        if isinstance(address, str) and address:
            return address.strip()
    if message.get("refusal") or (isinstance(content, str) and content.strip()):
        raise ProviderError(f"{service} answered with words in place of a picture.", ProviderFailure.REFUSED)
    return ""


def _decoded(source: str, service: str) -> bytes:
    """Return the bytes of a picture in base64, with or without the beginning of a data address."""
    if source[:5].lower() == "data:":
        source = source.partition(",")[2]
    try:
        return base64.b64decode("".join(source.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise not_a_picture(service) from error
