"""Pictures by `POST /sdapi/v1/txt2img`, as A1111, Forge and sd.cpp answer it."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import Any

import requests

from generator.providers.pictures import SIDE, fit, model_seed, not_a_picture, painted_size
from generator.providers.prompts import picture_prompt
from generator.providers.vendors import http
from studio.contracts import ImageProvider, Picture
from studio.errors import ProviderError, ProviderFailure

NAME = "Stable Diffusion WebUI"
# Seconds for an answer's body, once it has begun.
BODY = 60.0
SIDES = (256, 2048)
MADE = "/sdapi/v1/txt2img"
# Unless the operator says otherwise: the servers' own number is 50, which takes twice as long for little.
STEPS = 25
# The part of the request that names the checkpoint; what the operator adds there joins it.
OVERRIDES = "override_settings"
_SAMPLING = re.compile(r"(?:sampler|scheduler)\b.{0,80}?(?:not found|unknown|invalid)|(?:unknown|invalid) (?:sampler|scheduler)", re.I)  # fmt: skip
_NO_MODEL = re.compile(r"(?:unknown|no such|missing) (?:checkpoint|model)|checkpoint.{0,80}?not found", re.I)
_MEMORY = re.compile(r"out of memory|outofmemory|not enough memory", re.I)
_FIELD = re.compile(r"\w{1,40}", re.ASCII)


class StableDiffusionApi(ImageProvider):
    """A server that makes one picture after the other: a request stays open until its turn has come and is over."""

    service = NAME

    def __init__(
        self,
        *,
        base_url: str,
        user: str = "",
        password: str = "",
        model: str = "",
        extra: Mapping[str, Any] | None = None,
        side: int = SIDE,
        seconds: float = 300.0,
    ) -> None:
        if not SIDES[0] <= side <= SIDES[1]:
            message = f"SDAPI_SIDE has to be from {SIDES[0]} to {SIDES[1]}."
            raise ProviderError(message, ProviderFailure.CONFIG)
        self._url = base_url.rstrip("/").removesuffix("/sdapi/v1") + MADE
        # The empty login too: without any, requests would look for one in the machine's .netrc.
        self._auth = _Basic(user, password)
        self._model = model
        self._extra = dict(extra or {})
        self._side = side
        self._seconds = seconds
        self._asked = 0

    def illustrate(
        self, *, prompt: str, style: str, width: int, height: int, seed: int, variant: int
    ) -> Picture:
        """Request a picture near the wanted size and crop it to size; see the contract.

        Each further call of one instance uses another seed: with the same one the server would repeat the answer that
        was not good enough.
        """
        body = self._body(prompt, style, painted_size(width, height, self._side))
        body["seed"] = model_seed(seed, variant, self._asked)
        body = self._with_extra(body)
        self._asked += 1
        answer = self._post(body)
        try:
            data = fit(_picture(answer), width, height, self.service)
        except ProviderError as error:
            raise _black() if error.kind == ProviderFailure.REFUSED else error from error
        info = _info(answer)
        name = info.get("sd_model_name") or body.get(OVERRIDES, {}).get("sd_model_checkpoint") or ""
        used = info.get("seed", body["seed"])
        return Picture(
            data=data,
            width=width,
            height=height,
            model=str(name)[:80] or "as loaded",
            seed=used if isinstance(used, int) and 0 <= used < 2**32 else None,
        )

    def _body(self, prompt: str, style: str, size: tuple[int, int]) -> dict[str, Any]:
        wanted, unwanted = picture_prompt(prompt, style)
        body: dict[str, Any] = {
            "prompt": wanted,
            "negative_prompt": unwanted,
            "width": size[0],
            "height": size[1],
            "steps": STEPS,
            "batch_size": 1,
            "n_iter": 1,
            "send_images": True,
            "save_images": False,
        }
        if self._model:
            # It stays loaded: to load the one of before again would take as long as the picture.
            body[OVERRIDES] = {"sd_model_checkpoint": self._model}
            body["override_settings_restore_afterwards"] = False
        return body

    def _with_extra(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return the request with the operator's fields, which win; among the overrides each for itself."""
        merged = {**body, **self._extra}
        if isinstance(body.get(OVERRIDES), dict) and isinstance(self._extra.get(OVERRIDES), dict):
            merged[OVERRIDES] = {**body[OVERRIDES], **self._extra[OVERRIDES]}
        return merged

    def _post(self, body: dict[str, Any]) -> dict[str, Any]:
        try:
            response = requests.post(
                self._url,
                json=body,
                auth=self._auth,
                timeout=(http.CONNECT, self._seconds),
                allow_redirects=False,
                hooks={"response": http.read_within(BODY, self.service)},
            )
        except (requests.RequestException, ValueError) as error:
            raise http.transport_failure(self.service, error) from error
        if response.status_code != 200:
            raise _failure(response)
        answer = _in_json(response)
        if not answer:
            raise ProviderError(
                f"{self.service} answered with something unusable.", ProviderFailure.BAD_ANSWER
            )
        return answer


class _Basic(requests.auth.AuthBase):
    """Basic authentication where there is a login, in the bytes that browsers send it in; else none."""

    def __init__(self, user: str, password: str) -> None:
        self._login = f"{user}:{password}" if user else ""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._login:
            packed = base64.b64encode(self._login.encode()).decode()
            request.headers["Authorization"] = f"Basic {packed}"
        return request


def _in_json(response: requests.Response) -> dict[str, Any]:
    """Return the object that an answer holds; empty if it holds none."""
    try:
        found = response.json()
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _picture(answer: dict[str, Any]) -> bytes:
    """Return the first picture of an answer, which some servers write as a data address."""
    images = answer.get("images")
    first = images[0] if isinstance(images, list) and images else None
    if not isinstance(first, str):
        raise not_a_picture(NAME)
    try:
        return base64.b64decode(first.rpartition(",")[2], validate=True)
    except (binascii.Error, ValueError) as error:
        raise not_a_picture(NAME) from error


def _info(answer: dict[str, Any]) -> dict[str, Any]:
    """Return what a server tells of the picture: an object in a string, in which sd.cpp has nothing."""
    told = answer.get("info")
    try:
        found = json.loads(told) if isinstance(told, str) else told
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _black() -> ProviderError:
    message = f"{NAME} made a black picture: its scheduler or CFG scale does not fit its model."
    return ProviderError(message, ProviderFailure.BAD_ANSWER)


def _failure(response: requests.Response) -> ProviderError:
    """Return the error for a response, by its status and what it says."""
    status, told = response.status_code, _in_json(response)
    words = " ".join(str(told[name]) for name in ("error", "detail", "errors") if told.get(name))[:2000]
    if status == 401:
        sentence, kind = "does not accept the user and password of this site", ProviderFailure.CONFIG
    elif _MEMORY.search(words):
        sentence, kind = "has not enough memory for a picture of this size", ProviderFailure.BUSY
    elif _SAMPLING.search(words):
        sentence, kind = "does not know the sampler or scheduler that is set up", ProviderFailure.CONFIG
    elif _NO_MODEL.search(words):
        sentence, kind = "does not have the checkpoint that is set up", ProviderFailure.GONE
    elif status in (404, 405):
        sentence, kind = "was started without --api, or is not at this address", ProviderFailure.CONFIG
    elif status in (400, 422) and (field := _field(told)):
        sentence, kind = f"does not take the field {field} as it is set up", ProviderFailure.CONFIG
    else:
        return http.status_failure(NAME, status, http.retry_after(response))
    return ProviderError(f"{NAME} {sentence}.", kind)


def _field(told: dict[str, Any]) -> str:
    """Return the name of the field that a server found wrong; empty if it names none."""
    try:
        name = told["detail"][0]["loc"][-1]
    except (LookupError, TypeError):
        return ""
    return name if isinstance(name, str) and _FIELD.fullmatch(name) else ""
