"""Pictures that Veo sets in motion, by the key of Gemini: begun, asked for until it is done, and fetched."""

from __future__ import annotations

import base64
import io
import re
import time
from typing import Any

import requests

from generator.providers.calling.errands import Errand
from generator.providers.vendors import http
from generator.providers.vendors.collecting import CLIP_TYPES
from generator.providers.vendors.fetching import fetch
from generator.providers.vendors.gemini.wire import ADDRESS, SERVICE, failure_of
from studio.contracts import ClipProvider, MovingPicture
from studio.errors import ProviderError, ProviderFailure

# Seconds for an answer to begin, for its body, and for the file of a clip.
FIRST_BYTE, BODY, FILE = 60.0, 60.0, 120.0
MOST_BYTES = 96 * 1024**2
# Seconds between two looks at a job: it grows, so that a long one costs few.
FIRST_PAUSE, LONGEST_PAUSE, GROWS = 5.0, 15.0, 1.3
# Lengths that it makes, in seconds.
LENGTHS = (4, 6, 8)
# Failures after which the same job is worth another look; all others end it.
PASSING = (ProviderFailure.RETRY, ProviderFailure.BUSY)
_NAME = re.compile(r"(?:models/[\w.-]{1,100}/)?operations/[\w.-]{1,200}")
_REFUSALS = re.compile(r"safety|polic|prohibited|responsible|sensitive|violat|filtered", re.IGNORECASE)


class Veo(ClipProvider):
    """One model of Veo. The name of a job is noted, so that another worker waits for the same."""

    service = SERVICE

    def __init__(self, *, key: str, model: str, base_url: str = ADDRESS, seconds: float = 600.0) -> None:
        self._auth = _Key(key)
        self._model, self._base_url, self._seconds = model, base_url.rstrip("/"), seconds
        self.errand = Errand()

    def animate(
        self, *, picture: bytes, prompt: str, seconds: float, width: int, height: int, seed: int
    ) -> MovingPicture:
        """Have it make a clip that is wide or tall; see the contract."""
        job = self.errand.noted
        if not job:
            job = self._begin(picture, prompt, seconds, is_wide=width >= height)
            self.errand.note(job)
        try:
            data = self._fetch(self._wait(job))
        except ProviderError as error:
            if error.kind not in PASSING:
                # Another try is another job.
                self.errand.note("")
            raise
        return MovingPicture(data=data, model=self._model)

    def _begin(self, picture: bytes, prompt: str, seconds: float, *, is_wide: bool) -> str:
        kind = "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"
        image = {"bytesBase64Encoded": base64.b64encode(picture).decode(), "mimeType": kind}
        length = next((one for one in LENGTHS if one >= seconds), LENGTHS[-1])
        body = {
            "instances": [{"prompt": prompt, "image": image}],
            "parameters": {"aspectRatio": "16:9" if is_wide else "9:16", "durationSeconds": length},
        }
        told = self._ask("POST", f"models/{self._model}:predictLongRunning", json=body)
        name = told.get("name")
        if not isinstance(name, str) or not _NAME.fullmatch(name) or ".." in name:
            raise _odd()
        return name

    def _wait(self, job: str) -> str:
        """Return the address of a job's clip once it is done. Raises ProviderError if it fails, or nobody waits."""
        until, pause = time.monotonic() + self._seconds, FIRST_PAUSE
        while True:
            told = self._ask("GET", job)
            if told.get("done") is True:
                return _address(told)
            if time.monotonic() > until:
                raise ProviderError(f"{SERVICE} did not make this clip in time.")
            if not self.errand.pause(pause):
                raise ProviderError(f"Nobody waits for {SERVICE} any more.")
            pause = min(pause * GROWS, LONGEST_PAUSE)

    def _fetch(self, address: str) -> bytes:
        """Return the file at an address: the service asks for the key there, and sends on without it."""
        into = io.BytesIO()
        try:
            fetch(
                address,
                into,
                service=SERVICE,
                seconds=FILE,
                most=MOST_BYTES,
                types=CLIP_TYPES,
                inside=self._base_url,
                auth=self._auth,
            )
        except ProviderError as error:
            if error.kind != ProviderFailure.INPUT:
                raise
            # It is kept for two days: another job makes it again.
            raise ProviderError(str(error), ProviderFailure.BAD_ANSWER) from error
        return into.getvalue()

    def _ask(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        try:
            response = requests.request(
                method,
                f"{self._base_url}/v1beta/{path}",
                auth=self._auth,
                timeout=(http.CONNECT, FIRST_BYTE),
                allow_redirects=False,
                hooks={"response": http.read_within(BODY, f"{SERVICE} {self._model}")},
                **options,
            )
        except (requests.RequestException, ValueError) as error:
            raise http.transport_failure(SERVICE, error) from error
        try:
            told = response.json()
        except (ValueError, RecursionError):
            told = None
        if response.status_code != 200:
            is_own = isinstance(told, dict) and isinstance(told.get("error"), dict)
            if is_own:
                raise failure_of(_AnsweredError(response))
            raise http.status_failure(SERVICE, response.status_code, http.retry_after(response))
        if not isinstance(told, dict):
            raise _odd()
        return told


class _Key(requests.auth.AuthBase):
    """The key as the header is wanted here."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["x-goog-api-key"] = self._key
        return request


class _AnsweredError(Exception):
    """An error that the service has answered, in the form of those of Google's packages."""

    def __init__(self, response: requests.Response) -> None:
        super().__init__("An error was answered.")
        self.code, self.response = response.status_code, response


def _address(told: dict[str, Any]) -> str:
    """Return where the clip of a job that is done lies. Raises ProviderError with why there is none."""
    if isinstance(error := told.get("error"), dict):
        raise _not_made(str(error.get("message", "")))
    try:
        made = told["response"]["generateVideoResponse"]
        samples = made.get("generatedSamples") or []
        if not samples:
            raise _not_made(str(made.get("raiMediaFilteredReasons", "")))
        address = samples[0]["video"]["uri"]
    except (LookupError, TypeError, AttributeError) as error:
        raise _odd() from error
    if not isinstance(address, str):
        raise _odd()
    return address


def _not_made(why: str) -> ProviderError:
    if _REFUSALS.search(why[:2000]):
        return ProviderError(f"{SERVICE} would not make this clip.", ProviderFailure.REFUSED)
    return ProviderError(f"{SERVICE} could not make this clip.", ProviderFailure.BAD_ANSWER)


def _odd() -> ProviderError:
    return ProviderError(f"{SERVICE} answered with something unusable.", ProviderFailure.BAD_ANSWER)
