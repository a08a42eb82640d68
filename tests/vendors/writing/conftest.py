"""A site whose texts are written by Gemini on the wire, and spoken by a quick voice."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client

from tests.support.stand_ins import PROVIDERS
from tests.vendors.conftest import lists
from tests.vendors.server import Services


@pytest.fixture
def writing_site(settings, services: Services) -> Services:
    settings.GENERATOR_PROVIDERS = lists(services.url) | {"speech": PROVIDERS["speech"]}
    settings.GENERATOR_RATES = {**settings.GENERATOR_RATES, "write": ""}
    return services


def looked_for(client: Client, begun: Any, seconds: float = 10.0) -> dict[str, Any]:
    """Look for what was begun as a page's script does, until it is there."""
    told: dict[str, Any] = begun.json()
    if "look" not in told:
        return told
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found: dict[str, Any] = client.get(told["look"]).json()
        if found.get("done"):
            return found
        time.sleep(0.02)
    raise AssertionError("Nothing came.")
