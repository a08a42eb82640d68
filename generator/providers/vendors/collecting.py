"""What all collections have in common: one question by GET, an answer in JSON, and a file that it names."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO

import requests

from generator.providers.calling.meter import note
from generator.providers.collections.files import MOST_BYTES
from generator.providers.vendors import http
from generator.providers.vendors.fetching import fetch
from studio.contracts import Candidate
from studio.errors import ProviderError, ProviderFailure
from studio.film.uploads.pictures import MAX_UPLOAD_BYTES

# Seconds for the answer to begin, for its body, for the file of a photo, and for that of a clip.
FIRST_BYTE, BODY, FILE, CLIP_FILE = 15.0, 15.0, 30.0, 120.0
# Sites turn away the user agents of programs that do not say what they are.
USER_AGENT = "VideoGenerator/1.0 (self-hosted; looks for photos and clips for films)"
# Endings and media types of files that can be decoded.
ENDINGS = frozenset(("jpg", "jpeg", "png", "webp"))
TYPES = ("image/jpeg", "image/png", "image/webp", "application/octet-stream", "binary/octet-stream")
CLIP_TYPES = (
    *("video/mp4", "video/webm", "video/quicktime", "video/x-m4v", "application/mp4"),
    *("application/octet-stream", "binary/octet-stream"),
)
LONGEST_TITLE = 200
_TAG, _SCRIPT = re.compile(r"<[^>]*>"), re.compile(r"<(script|style)\b.*?</\1>", re.IGNORECASE | re.DOTALL)


def ask(
    service: str,
    url: str,
    params: Mapping[str, Any],
    *,
    auth: requests.auth.AuthBase | None = None,
    agent: str = USER_AGENT,
    judge: Callable[[requests.Response], ProviderError | None] = lambda response: None,
) -> Any:
    """Return what a service answers to a question, as JSON; `judge` knows the service's own words for failures.

    Raises ProviderError. Neither address nor parameters, in which there may be a key, are in its message or in a log.
    """
    try:
        response = requests.get(
            url,
            params=dict(params),
            # With none, a .netrc of the machine would be read.
            auth=auth or nobody,
            headers={"User-Agent": agent, "Accept": "application/json"},
            timeout=(http.CONNECT, FIRST_BYTE),
            allow_redirects=False,
            hooks={"response": http.read_within(BODY, service)},
        )
    except (requests.RequestException, ValueError) as error:
        raise http.transport_failure(service, error) from error
    return read_json(service, response, judge)


def nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def read_json(
    service: str,
    response: requests.Response,
    judge: Callable[[requests.Response], ProviderError | None] = lambda response: None,
) -> Any:
    """Return the JSON of an answer. Raises ProviderError."""
    if failure := judge(response):
        raise failure
    if response.status_code != 200:
        raise _failure(service, response)
    try:
        return response.json()
    except (ValueError, RecursionError) as error:
        raise not_understood(service) from error


def _failure(service: str, response: requests.Response) -> ProviderError:
    status, wait = response.status_code, http.retry_after(response)
    if status in (404, 410):
        message = f"The address of {service} is out of date."
        return ProviderError(message, ProviderFailure.CONFIG)
    is_page = response.headers.get("Content-Type", "").lower().startswith("text/html")
    if status == 403 and is_page:
        # A guard before the service, which knows nothing of keys.
        message = f"{service} turns away requests from this machine."
        return ProviderError(message, ProviderFailure.CONFIG)
    return http.status_failure(service, status, wait)


def not_understood(service: str) -> ProviderError:
    message = f"{service} answered with something that we do not understand."
    return ProviderError(message, ProviderFailure.BAD_ANSWER)


def listed(service: str, answer: Any, *path: str) -> list[dict[str, Any]]:
    """Return the objects in the list at a path of an answer. Raises ProviderError if there is none."""
    for name in path:
        answer = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(answer, list):
        raise not_understood(service)
    return [one for one in answer if isinstance(one, dict)]


def fetch_photo(service: str, candidate: Candidate, into: BinaryIO, inside: str) -> None:
    """Write the file of a candidate; see `Collection.fetch`. `inside` is the address that the operator has set."""
    fetch(
        candidate.address,
        into,
        service=service,
        seconds=FILE,
        most=MAX_UPLOAD_BYTES,
        types=TYPES,
        inside=inside,
    )
    note(pictures=1)


def fetch_clip(service: str, candidate: Candidate, into: BinaryIO, inside: str) -> None:
    """Write the file of a clip; see `fetch_photo`."""
    fetch(
        candidate.address,
        into,
        service=service,
        seconds=CLIP_FILE,
        most=MOST_BYTES,
        types=CLIP_TYPES,
        inside=inside,
    )


def plain(value: Any, most: int = LONGEST_TITLE) -> str:
    """Return the words of a value that may have HTML in it, in one line; empty if it is none."""
    if not isinstance(value, str):
        return ""
    words = html.unescape(_TAG.sub(" ", _SCRIPT.sub(" ", value)))
    # Once more: some sites pack what is packed already.
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    return words[:most].rstrip()


def web(value: Any) -> str:
    """Return an address of the web, or an empty string."""
    is_one = isinstance(value, str) and value.startswith(("https://", "http://")) and len(value) <= 2000
    return value.strip() if is_one else ""


def size(value: Any) -> int:
    """Return a number of pixels, 0 if it is none."""
    is_one = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1_000_000
    return int(value) if is_one else 0


def pixels(value: Any) -> int:
    """Return a number of pixels that may be written as words, 0 if it is none."""
    return size(count(value))


def count(value: Any) -> int:
    """Return a number of bytes, which some write as words; 0 if it is none."""
    told = str(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else ""
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 16 else 0


def seconds(value: Any) -> float:
    """Return a length in seconds, which some write as words ("62.5") or as a clock ("1:02"); 0 if it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 0.0
    try:
        parts = [float(part) for part in str(value).split(":")]
    except ValueError:
        return 0.0
    found = sum(part * 60**place for place, part in enumerate(reversed(parts[-3:])))
    return found if 0 < found < 1_000_000 else 0.0


def words_of(values: Iterable[Any], most: int = 60) -> tuple[str, ...]:
    """Return the words among values, in lower case."""
    found = (plain(value, 80).lower() for value in values)
    return tuple(dict.fromkeys(word for word in found if word))[:most]
