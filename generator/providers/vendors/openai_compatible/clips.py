"""Pictures that are set in motion by `/videos`, as OpenRouter has it: begun, asked for until it is done, and fetched."""

from __future__ import annotations

import base64
import io
import re
import time
from collections.abc import Iterable
from typing import Any

import requests

from generator.providers.calling.errands import Errand
from generator.providers.vendors import http
from generator.providers.vendors.collecting import CLIP_TYPES
from generator.providers.vendors.fetching import fetch
from generator.providers.vendors.openai_compatible.wire import Wire, failure, in_json
from studio.contracts import ClipProvider, MovingPicture
from studio.errors import ProviderError, ProviderFailure

# Seconds for the file of a clip.
FILE = 120.0
MOST_BYTES = 96 * 1024**2
# Seconds between two looks at a job: it grows, so that a long one costs few.
FIRST_PAUSE, LONGEST_PAUSE, GROWS = 5.0, 20.0, 1.3
# Failures after which the same job is worth another look; all others end it.
PASSING = (ProviderFailure.RETRY, ProviderFailure.BUSY)
_NUMBER = re.compile(r"[\w.-]{1,200}")
_ENDED = ("failed", "cancelled", "expired")
_REFUSALS = re.compile(r"safety|polic|moderat|nsfw|flagged|prohibited|sensitive", re.IGNORECASE)


class OpenAIClips(ClipProvider):
    """One model that moves pictures. The number of a job is noted, so that another worker waits for the same."""

    service = "OpenAI-compatible"

    def __init__(
        self, *, base_url: str, key: str, model: str, service: str = "", seconds: float = 600.0
    ) -> None:
        self._wire = Wire(base_url=base_url, key=key, service=service)
        self._auth = http.Bearer(key) if key else None
        self._model, self._seconds = model, seconds
        self.errand = Errand()

    def animate(
        self, *, picture: bytes, prompt: str, seconds: float, width: int, height: int, seed: int
    ) -> MovingPicture:
        """Have the model make a clip, as near as it can to what is wanted; see the contract."""
        job = self.errand.noted
        if not job:
            job = self._begin(picture, prompt, seconds, width / height)
            self.errand.note(job)
        try:
            self._wait(job)
            data = self._fetch(job)
        except ProviderError as error:
            if error.kind not in PASSING:
                # Another try is another job.
                self.errand.note("")
            raise
        return MovingPicture(data=data, model=self._model)

    def _begin(self, picture: bytes, prompt: str, seconds: float, shape: float) -> str:
        held = f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}"
        frame = {"type": "image_url", "image_url": {"url": held}, "frame_type": "first_frame"}
        can = self._abilities()
        body: dict[str, Any] = {"model": self._model, "prompt": prompt, "frame_images": [frame]}
        # Only what the list of models names is asked for.
        if lengths := _numbers(can.get("supported_durations")):
            body["duration"] = min((one for one in lengths if one >= seconds), default=max(lengths))
        if shapes := _shapes(can.get("supported_aspect_ratios")):
            body["aspect_ratio"] = min(shapes, key=lambda one: abs(shapes[one] - shape))
        response = self._wire.post("/videos", body, self._model)
        number = self._told(response).get("id")
        if not isinstance(number, str) or not _NUMBER.fullmatch(number) or ".." in number:
            raise self._odd()
        return number

    def _abilities(self) -> dict[str, Any]:
        """Return what the service tells of the model; nothing where it has no such list."""
        response = self._wire.get("/videos/models", self._model)
        if response.status_code in (404, 405):
            return {}
        listed = self._told(response).get("data")
        models = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        found = next((one for one in models if one.get("id") == self._model), None)
        if models and found is None:
            raise http.status_failure(self._wire.service, 410)
        return found or {}

    def _wait(self, job: str) -> None:
        """Return once a job is done. Raises ProviderError if it fails, or nobody waits any more."""
        until, pause = time.monotonic() + self._seconds, FIRST_PAUSE
        while True:
            # Whatever address it says that this is asked at.
            told = self._told(self._wire.get(f"/videos/{job}", self._model))
            status = told.get("status")
            if status == "completed":
                return
            if status in _ENDED:
                raise self._not_made(str(told.get("error", "")))
            if not isinstance(status, str):
                raise self._odd()
            if time.monotonic() > until:
                raise ProviderError(f"{self._wire.service} did not make this clip in time.")
            if not self.errand.pause(pause):
                raise ProviderError(f"Nobody waits for {self._wire.service} any more.")
            pause = min(pause * GROWS, LONGEST_PAUSE)

    def _fetch(self, job: str) -> bytes:
        into = io.BytesIO()
        try:
            fetch(
                f"{self._wire.base_url}/videos/{job}/content?index=0",
                into,
                service=self._wire.service,
                seconds=FILE,
                most=MOST_BYTES,
                types=CLIP_TYPES,
                inside=self._wire.base_url,
                auth=self._auth,
            )
        except ProviderError as error:
            if error.kind != ProviderFailure.INPUT:
                raise
            # It is kept for a while only: another job makes it again.
            raise ProviderError(str(error), ProviderFailure.BAD_ANSWER) from error
        return into.getvalue()

    def _told(self, response: requests.Response) -> dict[str, Any]:
        if response.status_code not in (200, 201, 202):
            raise failure(self._wire.service, response)
        if not (told := in_json(response)):
            raise self._odd()
        return told

    def _not_made(self, why: str) -> ProviderError:
        name = self._wire.service
        if _REFUSALS.search(why[:2000]):
            return ProviderError(f"{name} would not make this clip.", ProviderFailure.REFUSED)
        return ProviderError(f"{name} could not make this clip.", ProviderFailure.BAD_ANSWER)

    def _odd(self) -> ProviderError:
        message = f"{self._wire.service} answered with something unusable."
        return ProviderError(message, ProviderFailure.BAD_ANSWER)


def _numbers(listed: Any) -> list[int]:
    values = listed if isinstance(listed, Iterable) and not isinstance(listed, str | dict) else ()
    return [one for one in values if isinstance(one, int) and not isinstance(one, bool) and 0 < one < 100]


def _shapes(listed: Any) -> dict[str, float]:
    """Return shapes as they are written ("16:9"), with the ratio of their sides."""
    values = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    found = {one: re.fullmatch(r"([1-9]\d?):([1-9]\d?)", one) for one in values}
    return {one: int(sides[1]) / int(sides[2]) for one, sides in found.items() if sides}
