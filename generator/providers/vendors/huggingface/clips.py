"""Pictures that are set in motion through Hugging Face's router: by fal, Together or WaveSpeed, each in its own words.

Whatever addresses are in their answers, only paths on the router are asked, which alone gets the key.
"""

from __future__ import annotations

import base64
import io
import re
import time
from abc import ABC, abstractmethod
from typing import Any
from urllib.parse import urlsplit

import requests
from PIL import Image

from generator.providers.calling.errands import Errand
from generator.providers.vendors import http
from generator.providers.vendors.collecting import CLIP_TYPES
from generator.providers.vendors.fetching import fetch
from generator.providers.vendors.huggingface.images import failure
from generator.providers.vendors.huggingface.models import name_at
from generator.providers.vendors.huggingface.routes import REFUSALS
from studio.contracts import ClipProvider, MovingPicture
from studio.errors import ProviderError, ProviderFailure

# Seconds for an answer to begin, for its body, and for the file of a clip.
FIRST_BYTE, BODY, FILE = 60.0, 60.0, 120.0
MOST_BYTES = 96 * 1024**2
# Seconds between two looks at a job: it grows, so that a long one costs few.
FIRST_PAUSE, LONGEST_PAUSE, GROWS = 2.0, 10.0, 1.4
# Bytes of a picture that Together takes.
SMALL = 60_000
# Failures after which the same job is worth another look; all others end it.
PASSING = (ProviderFailure.RETRY, ProviderFailure.BUSY)
_PATH = re.compile(r"/?[\w-][\w./-]{0,300}")
NAME = "Hugging Face"
# What models may do: the first begins with a picture, and the second with words alone.
TASKS = ("image-to-video", "text-to-video")


class Route(ABC):
    """How one provider behind the router is asked. `model` is the provider's own name for the model."""

    # Bytes that a picture may have; 0 for any.
    most = 0

    @abstractmethod
    def begin(
        self, model: str, prompt: str, picture: str, size: tuple[int, int]
    ) -> tuple[str, dict[str, Any]]:
        """Return path and body of the request; `picture` is an address that holds it, or empty."""

    @abstractmethod
    def job(self, told: Any) -> str:
        """Return the path of a job from the answer to that."""

    @abstractmethod
    def state(self, told: Any) -> tuple[str, str]:
        """Return how a job stands ("done", "failed" or ""), and the address of its clip or why there is none."""

    def look(self, job: str) -> str:
        """Return where it is asked how a job stands."""
        return job

    def result(self, job: str) -> str:
        """Return where the result is told, if that is another place."""
        return ""


class Fal(Route):
    """fal's queue."""

    def begin(
        self, model: str, prompt: str, picture: str, size: tuple[int, int]
    ) -> tuple[str, dict[str, Any]]:
        return f"/fal-ai/{model}?_subdomain=queue", {
            "prompt": prompt,
            **({"image_url": picture} if picture else {}),
        }

    def job(self, told: Any) -> str:
        # The path of the model may be another one than was asked.
        return f"/fal-ai{urlsplit(told['response_url']).path}"

    def look(self, job: str) -> str:
        return f"{job}/status?_subdomain=queue"

    def result(self, job: str) -> str:
        return f"{job}?_subdomain=queue"

    def state(self, told: Any) -> tuple[str, str]:
        if "video" in told:
            return "done", told["video"]["url"]
        if told.get("error") or told.get("detail"):
            return "failed", str(told.get("error") or told.get("detail"))
        return ("done", "") if told.get("status") == "COMPLETED" else ("", "")


class WaveSpeed(Route):
    """WaveSpeed's predictions."""

    def begin(
        self, model: str, prompt: str, picture: str, size: tuple[int, int]
    ) -> tuple[str, dict[str, Any]]:
        return f"/wavespeed/api/v3/{model}", {"prompt": prompt, **({"image": picture} if picture else {})}

    def job(self, told: Any) -> str:
        return f"/wavespeed{urlsplit(told['data']['urls']['get']).path}"

    def state(self, told: Any) -> tuple[str, str]:
        data = told["data"]
        if data["status"] == "completed":
            return "done", data["outputs"][0]
        return ("failed", str(data.get("error"))) if data["status"] in ("failed", "cancelled") else ("", "")


class Together(Route):
    """Together's videos."""

    most = SMALL

    def begin(
        self, model: str, prompt: str, picture: str, size: tuple[int, int]
    ) -> tuple[str, dict[str, Any]]:
        frames = {"frame_images": [{"input_image": picture, "frame": "first"}]} if picture else {}
        return "/together/v2/videos", {
            "model": model,
            "prompt": prompt,
            "width": size[0],
            "height": size[1],
            **frames,
        }

    def job(self, told: Any) -> str:
        number = told["id"]
        if not isinstance(number, str):
            raise TypeError("Not a number of a job.")
        return f"/together/v2/videos/{number}"

    def state(self, told: Any) -> tuple[str, str]:
        if told["status"] == "completed":
            return "done", told["outputs"]["video_url"]
        return ("failed", str(told.get("error"))) if told["status"] in ("failed", "cancelled") else ("", "")


ROUTES: dict[str, Route] = {"fal-ai": Fal(), "together": Together(), "wavespeed": WaveSpeed()}


class HuggingFaceClips(ClipProvider):
    """One model behind the router. The number of a job is noted, so that another worker waits for the same."""

    service = NAME

    def __init__(
        self,
        *,
        token: str,
        model: str,
        route: str,
        base_url: str = "https://router.huggingface.co",
        hub_url: str = "https://huggingface.co",
        seconds: float = 600.0,
    ) -> None:
        if route not in ROUTES:
            message = "A model of HF_CLIP_MODELS has to begin with fal-ai, together or wavespeed and a colon."
            raise ProviderError(message, ProviderFailure.CONFIG)
        self._auth = http.Bearer(token)
        self._model, self._name, self._route = model, route, ROUTES[route]
        self._base_url, self._hub_url = base_url.rstrip("/"), hub_url.rstrip("/")
        self._seconds = seconds
        self.errand = Errand()

    def animate(
        self, *, picture: bytes, prompt: str, seconds: float, width: int, height: int, seed: int
    ) -> MovingPicture:
        """Have the model make a clip, of whatever length it makes; see the contract."""
        job = self.errand.noted
        if not job:
            job = self._begin(picture, prompt, (width, height))
            self.errand.note(job)
        try:
            address = self._wait(job)
            data = self._fetch(address)
        except ProviderError as error:
            if error.kind not in PASSING:
                # Another try is another job.
                self.errand.note("")
            raise
        return MovingPicture(data=data, model=self._model)

    def _begin(self, picture: bytes, prompt: str, size: tuple[int, int]) -> str:
        name, task = name_at(self._name, self._model, TASKS, self._hub_url)
        sent = _smaller(picture, self._route.most) if task == TASKS[0] else b""
        held = f"data:image/jpeg;base64,{base64.b64encode(sent).decode()}" if sent else ""
        path, body = self._route.begin(name, prompt, held, size)
        told = self._ask("POST", self._base_url + path, json=body)
        try:
            return _path(self._route.job(told))
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise _odd() from error

    def _wait(self, job: str) -> str:
        """Return the address of a job's clip once it is done. Raises ProviderError if it fails, or nobody waits."""
        until, pause = time.monotonic() + self._seconds, FIRST_PAUSE
        while True:
            state, told = self._look(self._route.look(job))
            if state == "done" and not told:
                state, told = self._look(self._route.result(job))
                if not told:
                    raise _odd()
            if state == "done":
                return told
            if state == "failed":
                refused = bool(REFUSALS.search(told[:2000]))
                kind = ProviderFailure.REFUSED if refused else ProviderFailure.BAD_ANSWER
                raise ProviderError(f"{NAME} {'would' if refused else 'could'} not make this clip.", kind)
            if time.monotonic() > until:
                raise ProviderError(f"{NAME} did not make this clip in time.")
            if not self.errand.pause(pause):
                raise ProviderError(f"Nobody waits for {NAME} any more.")
            pause = min(pause * GROWS, LONGEST_PAUSE)

    def _look(self, path: str) -> tuple[str, str]:
        told = self._ask("GET", self._base_url + path)
        try:
            state, value = self._route.state(told)
        except (LookupError, TypeError, AttributeError) as error:
            raise _odd() from error
        if not isinstance(value, str):
            raise _odd()
        return state, value

    def _fetch(self, address: str) -> bytes:
        into = io.BytesIO()
        try:
            fetch(
                address,
                into,
                service=NAME,
                seconds=FILE,
                most=MOST_BYTES,
                types=CLIP_TYPES,
                inside=self._base_url,
            )
        except ProviderError as error:
            if error.kind != ProviderFailure.INPUT:
                raise
            # It is kept for a while only: another job makes it again.
            raise ProviderError(str(error), ProviderFailure.BAD_ANSWER) from error
        return into.getvalue()

    def _ask(self, method: str, url: str, **options: Any) -> Any:
        try:
            response = requests.request(
                method,
                url,
                auth=self._auth,
                timeout=(http.CONNECT, FIRST_BYTE),
                allow_redirects=False,
                hooks={"response": http.read_within(BODY, f"{NAME} {self._model}")},
                **options,
            )
        except (requests.RequestException, ValueError) as error:
            raise http.transport_failure(NAME, error) from error
        if response.status_code not in (200, 201, 202):
            raise failure(response)
        try:
            return response.json()
        except (ValueError, RecursionError) as error:
            raise _odd() from error


def _path(told: Any) -> str:
    """Return a path that an answer names, if it is a plain one. Raises ValueError."""
    if not isinstance(told, str) or not _PATH.fullmatch(told) or ".." in told or "//" in told:
        raise ValueError("Not a path.")
    return told


def _odd() -> ProviderError:
    return ProviderError(f"{NAME} answered with something unusable.", ProviderFailure.BAD_ANSWER)


def _smaller(picture: bytes, most: int) -> bytes:
    """Return a picture as a JPEG of at most so many bytes; as it is, if any number will do."""
    if not most or len(picture) <= most:
        return picture
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    for side in (1280, 960, 720, 480, 320):
        image.thumbnail((side, side))
        for quality in (85, 70, 55):
            into = io.BytesIO()
            image.save(into, "JPEG", quality=quality)
            if into.tell() <= most:
                return into.getvalue()
    return into.getvalue()
