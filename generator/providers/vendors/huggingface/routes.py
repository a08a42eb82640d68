"""The routes behind Hugging Face's router: each firm there is asked for a picture, and answers, in its own way."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from studio.errors import ProviderError, ProviderFailure

SERVICE = "Hugging Face"
# Where a job of WaveSpeed's is asked for: nothing else is, whatever an answer names.
_JOB = re.compile(r"/api/v3/predictions/[\w-]{1,100}(?:/result)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A picture to be made: words, and sides in pixels. `model` is its name at the route."""

    model: str
    wanted: str
    unwanted: str
    width: int
    height: int
    seed: int

    @property
    def sides(self) -> dict[str, int]:
        return {"width": self.width, "height": self.height}


@dataclass(frozen=True, slots=True)
class FileAt:
    """The picture is a file at an address."""

    address: str


@dataclass(frozen=True, slots=True)
class Later:
    """The picture is not ready: this path of the router's is to be asked."""

    path: str


Found = bytes | FileAt | Later


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How one firm is asked.

    `path` and `body` make the request, `read` reads what it answers as JSON; without it the answer is the picture.
    `details` are what models may not take, and are left out of the body once one has said so. At a route that `renames`
    models have other names than at Hugging Face.
    """

    path: Callable[[Wish], str]
    body: Callable[[Wish], dict[str, Any]]
    read: Callable[[Any], Found] | None = None
    details: Callable[[Wish], dict[str, Any]] = lambda wish: {}
    # The part of the body that the details belong to, if it is not the whole.
    inner: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    renames: bool = True
    has_seed: bool = True

    def asked(self, wish: Wish, *, is_bare: bool = False) -> dict[str, Any]:
        """Return the body of the request; a bare one has no details."""
        body = self.body(wish)
        if not is_bare:
            (body[self.inner] if self.inner else body).update(self.details(wish))
        return body


def _of_fal(answer: Any) -> Found:
    return FileAt(str(answer["images"][0]["url"]))


def _in_base64(answer: Any) -> Found:
    return base64.b64decode(answer["data"][0]["b64_json"], validate=True)


def _of_replicate(answer: Any) -> Found:
    output = answer.get("output")
    if output:
        return FileAt(str(output if isinstance(output, str) else output[0]))
    if answer.get("status") in ("failed", "canceled"):
        raise _failed(answer.get("error"))
    # It answers after a minute at the latest, without a picture while the model is being loaded.
    raise ProviderError(f"{SERVICE} is still loading the model.", ProviderFailure.BUSY, wait=20.0)


def _of_wavespeed(answer: Any) -> Found:
    job = answer["data"]
    if job.get("outputs"):
        return FileAt(str(job["outputs"][0]))
    if job.get("status") not in ("created", "processing"):
        raise _failed(job.get("error"))
    path = urlsplit(str(job["urls"]["get"])).path
    if not _JOB.fullmatch(path):
        raise ProviderError(f"{SERVICE} named a job that is not its own.", ProviderFailure.BAD_ANSWER)
    return Later(f"/wavespeed{path}")


def _failed(why: Any) -> ProviderError:
    if REFUSALS.search(str(why or "")):
        return ProviderError(f"{SERVICE} would not make this picture.", ProviderFailure.REFUSED)
    return ProviderError(f"{SERVICE} could not finish this picture.", ProviderFailure.RETRY)


def _version(name: str) -> dict[str, str]:
    """Return the version in a name of Replicate's that has one."""
    version = name.partition(":")[2]
    return {"version": version} if version else {}


REFUSALS = re.compile(r"nsfw|safety|moderat|content policy|flagged", re.IGNORECASE)
ROUTES = {
    "hf-inference": Route(
        path=lambda wish: f"/hf-inference/models/{wish.model}",
        body=lambda wish: {
            "inputs": wish.wanted,
            "parameters": {**wish.sides, "negative_prompt": wish.unwanted, "seed": wish.seed},
        },
        headers={"Accept": "image/png"},
        renames=False,
    ),
    "nscale": Route(
        path=lambda wish: "/nscale/v1/images/generations",
        body=lambda wish: {
            "response_format": "b64_json",
            "prompt": wish.wanted,
            "model": wish.model,
            "size": f"{wish.width}x{wish.height}",
        },
        read=_in_base64,
        renames=False,
        has_seed=False,
    ),
    "fal-ai": Route(
        path=lambda wish: f"/fal-ai/{wish.model}",
        body=lambda wish: {"prompt": wish.wanted},
        details=lambda wish: {"image_size": wish.sides, "seed": wish.seed},
        read=_of_fal,
    ),
    "together": Route(
        path=lambda wish: "/together/v1/images/generations",
        body=lambda wish: {"prompt": wish.wanted, "model": wish.model, "response_format": "base64"},
        details=lambda wish: {**wish.sides, "seed": wish.seed},
        read=_in_base64,
    ),
    "replicate": Route(
        path=lambda wish: (
            "/replicate/v1/predictions"
            if ":" in wish.model
            else f"/replicate/v1/models/{wish.model}/predictions"
        ),
        body=lambda wish: {"input": {"prompt": wish.wanted}, **_version(wish.model)},
        details=lambda wish: {**wish.sides, "seed": wish.seed},
        inner="input",
        read=_of_replicate,
        headers={"Prefer": "wait"},
    ),
    "wavespeed": Route(
        path=lambda wish: f"/wavespeed/api/v3/{wish.model}",
        body=lambda wish: {"prompt": wish.wanted},
        details=lambda wish: {"size": f"{wish.width}*{wish.height}", "seed": wish.seed},
        read=_of_wavespeed,
    ),
}
