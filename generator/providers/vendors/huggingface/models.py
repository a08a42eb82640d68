"""What a model of Hugging Face is called by the firm that runs it, asked of Hugging Face's list without a key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import requests

from generator.providers.listing import lists
from generator.providers.vendors import http
from studio.errors import ProviderError, ProviderFailure

SERVICE = "Hugging Face"
# Seconds for the list to begin, and for its body.
FIRST_BYTE, BODY = 15.0, 15.0
# It becomes a part of a path, or is sent as a value.
_NAME = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*(?::[\w.-]+)?")


def name_at(route: str, model: str, tasks: Sequence[str], hub: str) -> tuple[str, str]:
    """Return the name that a route has for a model, and which of some tasks, such as "text-to-image", it does there.

    It is asked for once a day. Raises ProviderError: GONE if the route does not run that model.
    """
    found = lists.now(("hugging face", hub, model), lambda: _ask(model, hub)).get(route, {})
    name, task = found.get("providerId"), found.get("task")
    is_there = task in tasks and found.get("status") != "error"
    if not is_there or not isinstance(name, str) or not _NAME.fullmatch(name):
        message = f"{SERVICE} does not offer the model that is set up by this route."
        raise ProviderError(message, ProviderFailure.GONE)
    return name, str(task)


def _ask(model: str, hub: str) -> dict[str, dict[str, Any]]:
    """Return what is known of a model, by route."""
    try:
        response = requests.get(
            f"{hub.rstrip('/')}/api/models/{model}",
            params={"expand[]": "inferenceProviderMapping"},
            auth=http.send_no_key,
            timeout=(http.CONNECT, FIRST_BYTE),
            allow_redirects=False,
            hooks={"response": http.read_within(BODY, f"{SERVICE} list")},
        )
    except (requests.RequestException, ValueError) as error:
        raise http.transport_failure(SERVICE, error) from error
    # It says 401 of models that are not there, so as not to tell of private ones.
    if response.status_code in (401, 404):
        raise http.status_failure(SERVICE, 404)
    if response.status_code != 200:
        raise http.status_failure(SERVICE, response.status_code, http.retry_after(response))
    try:
        listed = response.json()["inferenceProviderMapping"]
        # By route, or in other versions of the list as rows that name theirs.
        rows = listed.items() if isinstance(listed, dict) else [(row["provider"], row) for row in listed]
        return {str(route): row for route, row in rows if isinstance(row, dict)}
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        message = f"{SERVICE} answered with something unusable."
        raise ProviderError(message, ProviderFailure.BAD_ANSWER) from error
