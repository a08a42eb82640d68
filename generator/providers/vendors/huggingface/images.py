"""Pictures from Stable Diffusion, FLUX and the like through Hugging Face's router, one model per provider."""

from __future__ import annotations

import base64
import re
from typing import Any

import requests

from generator.providers.pictures import fit, model_seed, not_a_picture, painted_size
from generator.providers.prompts import picture_prompt
from generator.providers.vendors import http
from studio.contracts import ImageProvider, Picture
from studio.errors import ProviderError, ProviderFailure

# Seconds for the answer to begin, and for its body: models on busy processors take a minute.
FIRST_BYTE, BODY = 90.0, 60.0
LONGEST_LOADING = 30.0
REFUSALS = re.compile(r"nsfw|safety|moderat|content policy|flagged", re.IGNORECASE)
# Messages for an unknown model. Matched from the start: further on a message may repeat the prompt.
UNSUPPORTED = re.compile(
    r"(?:the )?(?:requested |specified )?model\b.{0,200}?"
    r"(?:not supported|no longer supported|deprecated|does not exist|not found)",
    re.IGNORECASE | re.DOTALL,
)


class HuggingFace(ImageProvider):
    """One model behind the router.

    `route` is the provider there: "hf-inference" answers with a picture, "nscale" with base64 in JSON.
    """

    service = "Hugging Face"

    def __init__(
        self,
        *,
        token: str,
        model: str,
        route: str = "hf-inference",
        base_url: str = "https://router.huggingface.co",
    ) -> None:
        if route not in ROUTES:
            raise ProviderError("The route to Hugging Face is not one we speak.", ProviderFailure.CONFIG)
        self._auth = http.Bearer(token)
        self._model = model
        self._route = route
        self._base_url = base_url.rstrip("/")
        self._asked = 0

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
        if self._route == "nscale":
            body: dict[str, Any] = {
                "response_format": "b64_json",
                "prompt": wanted,
                "model": self._model,
                "size": f"{asked_width}x{asked_height}",
            }
        else:
            parameters = {
                "width": asked_width,
                "height": asked_height,
                "negative_prompt": unwanted,
                "seed": tried,
            }
            body = {"inputs": wanted, "parameters": parameters}
        data = fit(self._post(body), width, height, self.service)
        sent = None if self._route == "nscale" else tried
        return Picture(data=data, width=width, height=height, model=self._model, seed=sent)

    def _post(self, body: dict[str, Any]) -> bytes:
        url = self._base_url + ROUTES[self._route].format(model=self._model)
        try:
            response = requests.post(
                url,
                json=body,
                auth=self._auth,
                headers={"Accept": "image/png"} if self._route == "hf-inference" else {},
                timeout=(http.CONNECT, FIRST_BYTE),
                allow_redirects=False,
                hooks={"response": http.read_within(BODY, f"{self.service} {self._model}")},
            )
        except (requests.RequestException, ValueError) as error:
            raise http.transport_failure(self.service, error) from error
        if response.status_code != 200:
            raise failure(response)
        if response.content[:1] == b"{" and REFUSALS.search(_sentence(response)):
            raise ProviderError(f"{self.service} would not make this picture.", ProviderFailure.REFUSED)
        return _picture_in_json(response) if self._route == "nscale" else response.content


ROUTES = {"hf-inference": "/hf-inference/models/{model}", "nscale": "/nscale/v1/images/generations"}


def _picture_in_json(response: requests.Response) -> bytes:
    try:
        return base64.b64decode(response.json()["data"][0]["b64_json"], validate=True)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise not_a_picture(HuggingFace.service) from error


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
        told = response.json()["error"]
        words = told["message"] if isinstance(told, dict) else told
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return words.strip() if isinstance(words, str) else ""


def _loading_time(response: requests.Response) -> float | None:
    """Return the seconds that a model still needs to load, as the response says, or None."""
    try:
        return http.read_seconds(response.json()["estimated_time"], LONGEST_LOADING)
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
