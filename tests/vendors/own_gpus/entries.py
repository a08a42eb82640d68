"""The services on operators' own graphics cards, as the settings make their entries."""

from __future__ import annotations

from typing import Any

from generator.providers.card import Entry
from generator.providers.vendors.sdapi.card import CARD as SDAPI
from tests.vendors.fakes.sdapi import PASSWORD, USER


def sdapi(url: str, **changed: Any) -> Entry:
    values = {setting.name: setting.default for setting in SDAPI.settings}
    given = {"SDAPI_BASE_URL": f"{url}/sdapi", "SDAPI_AUTH": f"{USER}:{PASSWORD}", **changed}
    (entry,) = SDAPI.entries(values | given)["image"]
    return entry


def on_own_gpus(url: str) -> list[Entry]:
    return [sdapi(url)]
