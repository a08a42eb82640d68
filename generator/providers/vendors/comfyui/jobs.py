"""Jobs of a graph that ComfyUI runs: queued, asked for until they are done, and their files fetched."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Mapping
from typing import Any

import requests

from generator.providers.calling.errands import Errand
from generator.providers.vendors import http
from generator.providers.vendors.comfyui.answers import (
    NAME,
    PICTURES,
    Entry,
    file_of,
    in_json,
    is_over,
    refusal,
    status_failure,
)
from generator.providers.vendors.comfyui.graph import Nodes
from studio.errors import ProviderError, ProviderFailure

logger = logging.getLogger(__name__)

# Seconds for an answer to begin, and for its body: nothing that is asked here lasts.
FIRST_BYTE, BODY = 30.0, 60.0
# Seconds between two looks at a job: it grows, so that a long one costs few.
FIRST_PAUSE, LONGEST_PAUSE, GROWS = 0.5, 5.0, 1.4
# A job that is not in the history is looked for in the queue at each so many looks.
LOOKS = 3
# As many of the latest jobs are searched for one whose number the server chose.
LATEST = 200
# Failures after which the same job is worth another look; all others end it.
PASSING = (ProviderFailure.RETRY, ProviderFailure.BUSY)
_NUMBER = re.compile(r"[\w-]{1,80}")


class Jobs:
    """A server that runs a graph for each thing that is made.

    The number of a job is known before the server is asked: newer servers take it as theirs, and older ones keep it as
    the name of the client. So a job that another worker began, or whose answer was lost, is found again.
    """

    service = NAME
    # What a job makes, for people, and how its files end.
    makes, endings = "picture", PICTURES

    def __init__(self, base_url: str, headers: Mapping[str, str] | None, seconds: float) -> None:
        self._url = base_url.rstrip("/")
        self._auth = _Headers(headers or {})
        self._seconds = seconds
        self._asked = 0
        self._sent: set[str] = set()
        self.errand = Errand()

    def _made(self, nodes: Nodes) -> bytes:
        """Return the file that the job for this try makes, which may have been sent before."""
        number = self.errand.number(self._asked)
        found = self._find(number) if self.errand.is_resumed or number in self._sent else ""
        entry = self._wait(found or self._send(nodes, number))
        try:
            file = file_of(entry, self.endings, self.makes)
        except ProviderError as error:
            # This job has ended, whatever another one may bring.
            self._asked += error.kind in PASSING
            raise
        response = self._ask("GET", "/view", params=file)
        if response.status_code == 404:
            message = f"{self.service} no longer has the {self.makes} that it made."
            raise ProviderError(message, ProviderFailure.BAD_ANSWER)
        if response.status_code != 200:
            raise status_failure(response)
        return response.content

    def _send(self, nodes: Nodes, number: str) -> str:
        """Queue a graph, and return the number that the server has given it."""
        # From now on it may be there, even if the answer is lost.
        self._sent.add(number)
        body = {"prompt": nodes, "prompt_id": number, "client_id": number}
        response = self._ask("POST", "/prompt", json=body)
        if response.status_code != 200:
            raise refusal(response)
        given = in_json(response).get("prompt_id")
        if not isinstance(given, str) or not _NUMBER.fullmatch(given):
            raise ProviderError(
                f"{self.service} answered with something unusable.", ProviderFailure.BAD_ANSWER
            )
        return given

    def _find(self, number: str) -> str:
        """Return the server's number of a job that was sent under ours; empty if it has none.

        The queue is looked at first: what leaves it meanwhile is in the history.
        """
        for jobs in self._queue():
            for given, client in jobs.items():
                if number in (given, client):
                    return given
        if self._history(number):
            return number
        latest = in_json(self._get("/history", max_items=LATEST))
        return next((given for given, entry in latest.items() if _client(entry) == number), "")

    def _wait(self, number: str) -> Entry:
        """Return how a job has ended, once it has. Raises ProviderError if it is lost, or nobody waits any more."""
        until, pause, looks, is_missing = time.monotonic() + self._seconds, FIRST_PAUSE, 0, False
        while True:
            entry = self._history(number)
            if entry and is_over(entry):
                return entry
            looks += 1
            if not entry and (is_missing or looks % LOOKS == 0):
                # Twice, because it may have left the one before it came into the other.
                gone = not any(number in jobs for jobs in self._queue())
                if gone and is_missing:
                    raise ProviderError(f"{self.service} has lost this {self.makes}.")
                is_missing = gone
            if time.monotonic() > until:
                self._take_back(number)
                raise ProviderError(f"{self.service} did not make this {self.makes} in time.")
            if not self.errand.pause(pause):
                if self.errand.is_unwanted:
                    self._take_back(number)
                raise ProviderError(f"Nobody waits for {self.service} any more.")
            pause = min(pause * GROWS, LONGEST_PAUSE)

    def _take_back(self, number: str) -> None:
        """Take our job out of the queue, or stop it if it is the one that runs; others' are left alone."""
        try:
            running, pending = self._queue()
            if number in pending:
                self._ask("POST", "/queue", json={"delete": [number]})
                # It may have begun meanwhile.
                running, _ = self._queue()
            if number in running:
                # Older servers stop whatever runs, which was this one a moment ago.
                self._ask("POST", "/interrupt", json={"prompt_id": number})
        except ProviderError as error:
            logger.info("A job could not be taken back: %s", error)

    def _queue(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the jobs that run, and those that wait: their numbers, with the names of their clients."""
        told = in_json(self._get("/queue"))
        return _jobs(told.get("queue_running")), _jobs(told.get("queue_pending"))

    def _history(self, number: str) -> Entry:
        """Return what the server knows of a job that has ended; nothing of one that has not."""
        entry = in_json(self._get(f"/history/{number}")).get(number)
        return entry if isinstance(entry, dict) else {}

    def _get(self, path: str, **params: Any) -> requests.Response:
        response = self._ask("GET", path, params=params)
        if response.status_code != 200:
            raise status_failure(response)
        return response

    def _ask(self, method: str, path: str, **options: Any) -> requests.Response:
        try:
            return requests.request(
                method,
                self._url + path,
                auth=self._auth,
                timeout=(http.CONNECT, FIRST_BYTE),
                allow_redirects=False,
                hooks={"response": http.read_within(BODY, self.service)},
                **options,
            )
        except (requests.RequestException, ValueError) as error:
            raise http.transport_failure(self.service, error) from error


class _Headers(requests.auth.AuthBase):
    """The headers that a proxy before the server asks for. As plain ones, a .netrc of the machine could replace them."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = dict(headers)

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers.update(self._headers)
        return request


def _jobs(listed: Any) -> dict[str, str]:
    """Return jobs of the queue by their numbers, with the names of their clients."""
    jobs = (
        [one for one in listed if isinstance(one, list) and len(one) > 1] if isinstance(listed, list) else []
    )
    return {one[1]: _client({"prompt": one}) for one in jobs if isinstance(one[1], str)}


def _client(entry: Any) -> str:
    """Return the name of the client that sent a job; empty if it is not told."""
    try:
        name = entry["prompt"][3]["client_id"]
    except (LookupError, TypeError):
        return ""
    return name if isinstance(name, str) else ""
