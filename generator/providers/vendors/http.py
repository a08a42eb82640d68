"""HTTP for all outside services: time limits on response bodies, and errors turned into ProviderError."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
import urllib3

from studio.errors import ProviderError, ProviderFailure

logger = logging.getLogger(__name__)

# Seconds to connect.
CONNECT = 5.0
PIECE = 64 * 1024
MOST_BYTES = 32 * 1024 * 1024
LONGEST_WAIT = 600.0
# Form of request ids, by which a service's support finds a request; anything else is not logged.
REQUEST_ID = re.compile(r"[\w-]{1,80}")

# Statuses due to this site's set-up: a key, an address, a method. All other 4xx statuses, except those that
# `status_failure` names, are due to the single request.
ABOUT_SET_UP = (405, 406, 407, 426, 511)

Hook = Callable[..., None]


class TooMuchError(requests.RequestException):
    """A response body is too large."""


class RedirectedError(requests.RequestException):
    """The answer redirects to another address, which must get neither the key nor the request."""


class Bearer(requests.auth.AuthBase):
    """Bearer authentication. If the token were set as a plain header, a .netrc file of the machine would replace it."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def send_no_key(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send no key, and no password of the machine's .netrc in its place."""
    return request


def read_within(seconds: float, label: str) -> Hook:
    """Return a response hook for requests that reads the whole body, or raises once `seconds` have passed.

    It also raises at each redirect. Every request to a service uses it, so no redirect is ever followed. A timeout of
    requests bounds only each read of the socket, so an answer that trickles in would never end. `label` names service
    and model in the log, which gets neither address nor body.
    """

    def read(response: requests.Response, *args: Any, **options: Any) -> None:
        # Hooks are called before requests follows a redirect, whichever package sent the request.
        if 300 <= response.status_code < 400:
            response.raw.close()
            raise RedirectedError(response=response)
        # `_content` is where requests stores the body it has read; there is no public way to set it.
        response._content = _read_body(response, time.monotonic() + seconds)
        response._content_consumed = True  # type: ignore[attr-defined]  # Missing in its types.
        found = REQUEST_ID.fullmatch(response.headers.get("x-request-id", ""))
        name = found.group() if found else "-"
        took = response.elapsed.total_seconds()
        logger.info("%s: status %s after %.1f s, request %s", label, response.status_code, took, name)

    return read


def _read_body(response: requests.Response, until: float) -> bytes:
    pieces, size = [], 0
    try:
        while piece := response.raw.read1(PIECE, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if time.monotonic() > until:
                raise requests.ReadTimeout("The body dripped.")
            if size > MOST_BYTES:
                raise TooMuchError("The body is too long.")
    except urllib3.exceptions.HTTPError as error:
        raise requests.exceptions.ChunkedEncodingError("The body broke off.") from error
    finally:
        response.raw.release_conn()
    promised = response.headers.get("Content-Length", "")
    if promised.isdecimal() and "Content-Encoding" not in response.headers and size < int(promised):
        raise requests.exceptions.ChunkedEncodingError("The body broke off.")
    return b"".join(pieces)


def transport_failure(service: str, error: BaseException) -> ProviderError:
    """Return the error, with one sentence for people, for a request without a complete answer."""
    if isinstance(error, requests.Timeout):
        return ProviderError(f"{service} did not answer in time.")
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return ProviderError(f"{service} broke off in the middle of its answer.")
    if isinstance(error, RedirectedError):
        message = f"The address of {service} leads to another one, which we do not follow."
        return ProviderError(message, ProviderFailure.CONFIG)
    if isinstance(error, TooMuchError):
        return ProviderError(f"{service} answered with far too much.", ProviderFailure.BAD_ANSWER)
    if isinstance(error, ValueError):
        # requests and the standard library raise these for addresses and keys that cannot be sent.
        return ProviderError(f"The address or the key of {service} is not usable.", ProviderFailure.CONFIG)
    return ProviderError(f"{service} cannot be reached.")


def status_failure(service: str, status: int, wait: float | None = None) -> ProviderError:
    """Return the error, with one sentence for people, for a status other than 200 if the body says nothing better."""
    kind, sentence = {
        401: (ProviderFailure.CONFIG, "does not accept the key of this site"),
        402: (ProviderFailure.QUOTA, "is used up for this month"),
        403: (ProviderFailure.CONFIG, "does not allow the key of this site to do this"),
        404: (ProviderFailure.GONE, "no longer has the model that is set up"),
        410: (ProviderFailure.GONE, "no longer has the model that is set up"),
        408: (ProviderFailure.RETRY, "did not answer in time"),
        429: (ProviderFailure.BUSY, "is asked too often at the moment"),
        500: (ProviderFailure.RETRY, "has a fault at the moment"),
    }.get(status, _by_class(status))
    return ProviderError(f"{service} {sentence}.", kind, wait=wait)


def _by_class(status: int) -> tuple[ProviderFailure, str]:
    if status in ABOUT_SET_UP:
        return ProviderFailure.CONFIG, "does not understand what it is asked"
    if status >= 500:
        return ProviderFailure.BUSY, "is overloaded at the moment"
    if status >= 400:
        return ProviderFailure.INPUT, "cannot take what it was given"
    return ProviderFailure.BAD_ANSWER, "answered with something unusable"


def retry_after(response: requests.Response) -> float | None:
    """Return the seconds of a Retry-After header, given in seconds or as a date; None without one."""
    value = response.headers.get("Retry-After", "").strip()
    try:
        seconds = (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return read_seconds(value)
    return min(max(seconds, 0.0), LONGEST_WAIT)


def read_seconds(value: Any, longest: float = LONGEST_WAIT) -> float | None:
    """Return the seconds that a service asks clients to wait, at most `longest`; None if it names none."""
    try:
        seconds = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    # Tested as >= 0 because NaN is not below zero either.
    return min(seconds, longest) if seconds >= 0 else None
