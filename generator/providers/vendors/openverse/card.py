"""The card of Openverse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.providers.card import Card, Entry, Kind, Package, Variable
from studio.errors import ProviderFailure

# Calls and seconds: without and with a client of one's own.
ANONYMOUS, REGISTERED = [(20, 60), (200, 86400)], [(100, 60), (10_000, 86400)]


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    if not values["OPENVERSE"]:
        return {}
    client, secret = values["OPENVERSE_CLIENT_ID"], values["OPENVERSE_CLIENT_SECRET"]
    options = {"base_url": values["OPENVERSE_BASE_URL"], "client": client, "secret": secret}
    entry = {
        "BACKEND": f"{__package__}.photos.Openverse",
        "OPTIONS": options,
        "EXTERNAL": True,
        "AT_ONCE": 2,
        "RATES": REGISTERED if client and secret else ANONYMOUS,
    }
    return {"photo": [entry]}


CARD = Card(
    module=str(__package__),
    name="Openverse",
    firm="Openverse, of the WordPress Foundation,",
    told={"photo": "a few words of the description of a scene that shall show a photo"},
    settings=(
        Variable(name="OPENVERSE", default=False, form="flag"),
        Variable(name="OPENVERSE_CLIENT_ID"),
        Variable(name="OPENVERSE_CLIENT_SECRET", form="key"),
        Variable(name="OPENVERSE_BASE_URL", default="https://api.openverse.org", form="address"),
    ),
    entries=_entries,
    switch="OPENVERSE",
    gives="free photos of many sites, by licence",
    cost="free; without a client of your own 20 searches a minute and 200 a day",
    otherwise="the built-in painter",
    serving=(
        "Openverse finds photos.",
        "Words of scenes that shall show photos are sent to it, and the photos are fetched from the sites that hold them.",
    ),
    absent=(
        "Openverse is not asked for photos.",
        "With OPENVERSE=true in .env, videos can show its free photos; it needs no key.",
    ),
    advice={
        ProviderFailure.CONFIG: "look at the settings OPENVERSE_… in .env, and whether its site can be reached from this machine",
        ProviderFailure.QUOTA: "wait, or set a client of your own in OPENVERSE_CLIENT_ID and OPENVERSE_CLIENT_SECRET",
        ProviderFailure.GONE: "look at OPENVERSE_BASE_URL",
        ProviderFailure.REFUSED: "try other words",
        ProviderFailure.INPUT: "try other words",
        ProviderFailure.BAD_ANSWER: "try again; if it stays, look at OPENVERSE_BASE_URL",
    },
    packages=(Package(name="requests", purpose="asks Openverse, where it is set up", licence="Apache-2.0"),),
    secrets=("secret",),
    loggers=("urllib3",),
)
