"""A site that says what it was sent, for tests of the web server alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

# More than a system keeps for who does not read.
MUCH = 12_000_000


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    # As the site does with what is too much: not a byte is read.
    body = environ["wsgi.input"].read(length) if length < 10**9 else b""
    answer = f"{environ['PATH_INFO']} {len(body)} {hashlib.sha256(body).hexdigest()}".encode()
    if environ["PATH_INFO"] == "/much":
        answer = b"m" * MUCH
    start_response("200 OK", [("Content-Length", str(len(answer)))])
    return [answer]
