"""The card of Wikimedia Commons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.providers.card import Card, Entry, Kind, Package, Variable
from studio.errors import ProviderFailure


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    if not values["COMMONS"]:
        return {}
    entry = {
        "BACKEND": f"{__package__}.photos.Commons",
        "OPTIONS": {"contact": values["COMMONS_CONTACT"], "base_url": values["COMMONS_BASE_URL"]},
        "EXTERNAL": True,
        # It asks for one request after the other.
        "AT_ONCE": 1,
        "RATES": [(60, 60)],
    }
    return {"photo": [entry], "clip": [{**entry, "BACKEND": f"{__package__}.clips.CommonsClips"}]}


CARD = Card(
    module=str(__package__),
    name="Wikimedia Commons",
    firm="The Wikimedia Foundation",
    told={
        "photo": "a few words of the description of a scene that shall show a photo",
        "clip": "a few words of the description of a scene that shall show a clip",
    },
    settings=(
        Variable(name="COMMONS", default=False, form="flag"),
        Variable(name="COMMONS_CONTACT", also=("CONTACT_EMAIL", "SITE_URL")),
        Variable(name="COMMONS_BASE_URL", default="https://commons.wikimedia.org", form="address"),
    ),
    entries=_entries,
    switch="COMMONS",
    gives="free photos and clips of places, people, nature and history",
    cost="free; one request after the other",
    otherwise="the built-in painter",
    serving=(
        "Wikimedia Commons finds photos and clips.",
        "Words of scenes that shall show them are sent to it, with COMMONS_CONTACT as the address of this site.",
    ),
    absent=(
        "Wikimedia Commons is not asked for photos and clips.",
        "With COMMONS=true and COMMONS_CONTACT in .env, videos can show its free photos and clips; it needs no key.",
    ),
    advice={
        ProviderFailure.CONFIG: "look at COMMONS_CONTACT in .env, and whether its site can be reached from this machine",
        ProviderFailure.GONE: "look at COMMONS_BASE_URL",
        ProviderFailure.REFUSED: "try other words",
        ProviderFailure.INPUT: "try other words",
        ProviderFailure.BAD_ANSWER: "try again; if it stays, look at COMMONS_BASE_URL",
    },
    packages=(
        Package(name="requests", purpose="asks Wikimedia Commons, where it is set up", licence="Apache-2.0"),
    ),
    loggers=("urllib3",),
)
