"""The card of Pexels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.providers.card import Card, Entry, Kind, Package, Variable
from studio.errors import ProviderFailure


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    if not values["PEXELS_KEY"]:
        return {}
    entry = {
        "BACKEND": f"{__package__}.photos.Pexels",
        "OPTIONS": {"key": values["PEXELS_KEY"], "base_url": values["PEXELS_BASE_URL"]},
        "EXTERNAL": True,
        "AT_ONCE": 2,
        "RATES": [(200, 3600), (20_000, 30 * 86400)],
    }
    return {"photo": [entry], "clip": [{**entry, "BACKEND": f"{__package__}.clips.PexelsClips"}]}


CARD = Card(
    module=str(__package__),
    name="Pexels",
    firm="Pexels",
    told={
        "photo": "a few words of the description of a scene that shall show a photo",
        "clip": "a few words of the description of a scene that shall show a clip",
    },
    settings=(
        Variable(name="PEXELS_KEY", form="key"),
        Variable(name="PEXELS_BASE_URL", default="https://api.pexels.com", form="address"),
    ),
    entries=_entries,
    switch="PEXELS_KEY",
    gives="free photos and clips of photographers",
    cost="free; 200 searches an hour, 20,000 a month",
    otherwise="the built-in painter",
    serving=(
        "Pexels finds photos and clips.",
        "Words of scenes that shall show them are sent to it, and the files are fetched from its hosts.",
    ),
    absent=(
        "Pexels is not asked for photos and clips.",
        "With PEXELS_KEY in .env, videos can show its free photos and clips.",
    ),
    advice={
        ProviderFailure.GONE: "look at PEXELS_BASE_URL",
        ProviderFailure.REFUSED: "try other words",
        ProviderFailure.INPUT: "try other words",
        ProviderFailure.BAD_ANSWER: "try again; if it stays, look at PEXELS_BASE_URL",
    },
    packages=(Package(name="requests", purpose="asks Pexels, where it is set up", licence="Apache-2.0"),),
    secrets=("key",),
    loggers=("urllib3",),
)
