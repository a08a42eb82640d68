"""The card of Pixabay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.providers.card import Card, Entry, Kind, Package, Variable
from studio.errors import ProviderFailure


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    if not values["PIXABAY_KEY"]:
        return {}
    entry = {
        "BACKEND": f"{__package__}.photos.Pixabay",
        "OPTIONS": {"key": values["PIXABAY_KEY"], "base_url": values["PIXABAY_BASE_URL"]},
        "EXTERNAL": True,
        "AT_ONCE": 2,
        "RATES": [(100, 60)],
    }
    return {"photo": [entry], "clip": [{**entry, "BACKEND": f"{__package__}.clips.PixabayClips"}]}


CARD = Card(
    module=str(__package__),
    name="Pixabay",
    firm="Pixabay",
    told={
        "photo": "a few words of the description of a scene that shall show a photo",
        "clip": "a few words of the description of a scene that shall show a clip",
    },
    settings=(
        Variable(name="PIXABAY_KEY", form="key"),
        Variable(name="PIXABAY_BASE_URL", default="https://pixabay.com", form="address"),
    ),
    entries=_entries,
    switch="PIXABAY_KEY",
    gives="free photos and clips of a large community",
    cost="free; 100 searches a minute",
    otherwise="the built-in painter",
    serving=(
        "Pixabay finds photos and clips.",
        "Words of scenes that shall show them are sent to it, and the files are fetched from its hosts.",
    ),
    absent=(
        "Pixabay is not asked for photos and clips.",
        "With PIXABAY_KEY in .env, videos can show its free photos and clips.",
    ),
    advice={
        ProviderFailure.GONE: "look at PIXABAY_BASE_URL",
        ProviderFailure.REFUSED: "try other words",
        ProviderFailure.INPUT: "try other words",
        ProviderFailure.BAD_ANSWER: "try again; if it stays, look at PIXABAY_BASE_URL",
    },
    packages=(Package(name="requests", purpose="asks Pixabay, where it is set up", licence="Apache-2.0"),),
    secrets=("key",),
    loggers=("urllib3",),
)
