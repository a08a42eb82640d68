"""Pictures from Stable Diffusion, FLUX and the like through Hugging Face's router, one model per provider."""

from __future__ import annotations

import io
import re
import time
from dataclasses import replace
from typing import Any

import requests

from generator.providers.pictures import fit, model_seed, not_a_picture, painted_size
from generator.providers.prompts import picture_prompt
from generator.providers.vendors import http
from generator.providers.vendors.fetching import fetch
from generator.providers.vendors.huggingface.models import name_at
from generator.providers.vendors.huggingface.routes import REFUSALS, ROUTES, FileAt, Found, Later, Wish
from studio.contracts import ImageProvider, Picture
from studio.errors import ProviderError, ProviderFailure

# Seconds for the answer to begin, and for its body: models on busy processors take a minute.
FIRST_BYTE, BODY = 90.0, 60.0
LONGEST_LOADING = 30.0
# Seconds between two questions whether a picture is ready, and after which nobody asks any more.
PAUSE, PATIENCE = 1.0, 90.0
# Seconds that fetching a picture may take.
FETCHING = 60.0
# Messages for an unknown model. Matched from the start: further on a message may repeat the prompt.
UNSUPPORTED = re.compile(
    r"(?:the )?(?:requested |specified )?model\b.{0,200}?"
    r"(?:not supported|no longer supported|deprecated|does not exist|not found)",
    re.IGNORECASE | re.DOTALL,
)
# Messages of models that take no such details.
UNKNOWN_DETAIL = re.compile(
    r"\b(?:width|height|size|image_size|seed|additional propert\w+|extra \w+|unexpected|not permitted)\b",
    re.IGNORECASE,
)


class HuggingFace(ImageProvider):
    """One model behind the router. `route` is the firm there that runs it, one of ROUTES."""

    service = "Hugging Face"

    def __init__(
        self,
        *,
        token: str,
        model: str,
        route: str = "hf-inference",
        base_url: str = "https://router.huggingface.co",
        hub_url: str = "https://huggingface.co",
    ) -> None:
        if route not in ROUTES:
            raise ProviderError("The route to Hugging Face is not one we speak.", ProviderFailure.CONFIG)
        self._auth = http.Bearer(token)
        self._model = model
        self._route, self._name = ROUTES[route], route
        self._base_url, self._hub_url = base_url.rstrip("/"), hub_url.rstrip("/")
        self._asked = 0
        # Whether the model has said that it takes words alone.
        self._is_bare = False

    def illustrate(
        self, *, prompt: str, style: str, width: int, height: int, seed: int, variant: int
    ) -> Picture:
        """Request a picture near the wanted size and crop it to size; see the contract.

        Each further call of one instance uses another seed: with the same one the service would repeat the answer that
        was not good enough.
        """
        wanted, unwanted = picture_prompt(prompt, style)
        asked_width, asked_height = painted_size(width, height)
        tried = model_seed(seed, variant, self._asked)
        self._asked += 1
        wish = Wish(
            model=self._model,
            wanted=wanted,
            unwanted=unwanted,
            width=asked_width,
            height=asked_height,
            seed=tried,
        )
        if self._route.renames:
            name, _ = name_at(self._name, self._model, ("text-to-image",), self._hub_url)
            wish = replace(wish, model=name)
        data = fit(self._fetched(self._paint(wish)), width, height, self.service)
        sent = tried if self._route.has_seed and not self._is_bare else None
        return Picture(data=data, width=width, height=height, model=self._model, seed=sent)

    def _paint(self, wish: Wish) -> Found:
        """Ask for a picture, and once more for it with words alone if the model takes nothing else."""
        path = self._route.path(wish)
        response = self._ask("POST", path, self._route.asked(wish, is_bare=self._is_bare))
        if response.status_code in (400, 422) and not self._is_bare and self._refuses_details(wish, response):
            self._is_bare = True
            response = self._ask("POST", path, self._route.asked(wish, is_bare=True))
        # Replicate says 201 and 202.
        if response.status_code not in (200, 201, 202):
            raise failure(response)
        return self._read(response)

    def _refuses_details(self, wish: Wish, response: requests.Response) -> bool:
        told = _sentence(response)
        return bool(self._route.details(wish) and UNKNOWN_DETAIL.search(told) and not REFUSALS.search(told))

    def _read(self, response: requests.Response) -> Found:
        if response.content[:1] == b"{" and REFUSALS.search(_sentence(response)):
            raise ProviderError(f"{self.service} would not make this picture.", ProviderFailure.REFUSED)
        if self._route.read is None:
            return response.content
        try:
            return self._route.read(response.json())
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise not_a_picture(self.service) from error

    def _fetched(self, found: Found) -> bytes:
        """Return a picture's file, once it is ready."""
        until = time.monotonic() + PATIENCE
        while isinstance(found, Later):
            if time.monotonic() > until:
                raise ProviderError(f"{self.service} did not finish the picture in time.")
            time.sleep(PAUSE)
            response = self._ask("GET", found.path)
            if response.status_code != 200:
                raise failure(response)
            found = self._read(response)
        if isinstance(found, FileAt):
            file = io.BytesIO()
            fetch(found.address, file, service=self.service, seconds=FETCHING, inside=self._base_url)
            return file.getvalue()
        return found

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> requests.Response:
        try:
            return requests.request(
                method,
                self._base_url + path,
                json=body,
                auth=self._auth,
                headers=dict(self._route.headers),
                timeout=(http.CONNECT, FIRST_BYTE),
                allow_redirects=False,
                hooks={"response": http.read_within(BODY, f"{self.service} {self._model}")},
            )
        except (requests.RequestException, ValueError) as error:
            raise http.transport_failure(self.service, error) from error


def failure(response: requests.Response) -> ProviderError:
    """Return the error for a response, by its status and error text."""
    service, status, text = HuggingFace.service, response.status_code, response.text[:2000]
    if "router.huggingface.co" in text and status in (404, 410):
        return ProviderError(f"The address of {service} is out of date.", ProviderFailure.CONFIG)
    if status in (400, 422) and REFUSALS.search(text):
        return ProviderError(f"{service} would not make this picture.", ProviderFailure.REFUSED)
    if status == 400 and UNSUPPORTED.match(_sentence(response)):
        return http.status_failure(service, 410)
    wait = http.retry_after(response)
    if status == 503 and wait is None:
        wait = _loading_time(response)
    return http.status_failure(service, status, wait)


def _sentence(response: requests.Response) -> str:
    """Return the message of an error response, or an empty string if there is none."""
    try:
        answer = response.json()
        # As the router and most firms say it, else as fal and Replicate do.
        told = answer["error"] if answer.get("error") else answer["detail"]
        words = told["message"] if isinstance(told, dict) else told
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ""
    # fal lists what is wrong with each field.
    return words.strip() if isinstance(words, str) else str(words or "")


def _loading_time(response: requests.Response) -> float | None:
    """Return the seconds that a model still needs to load, as the response says, or None."""
    try:
        return http.read_seconds(response.json()["estimated_time"], LONGEST_LOADING)
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
