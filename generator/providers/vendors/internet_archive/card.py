"""The card of the Internet Archive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.providers.card import Card, Entry, Kind, Package, Variable
from studio.errors import ProviderFailure


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    if not values["INTERNET_ARCHIVE"]:
        return {}
    entry = {
        "BACKEND": f"{__package__}.clips.InternetArchive",
        "OPTIONS": {"base_url": values["INTERNET_ARCHIVE_BASE_URL"]},
        "EXTERNAL": True,
        "AT_ONCE": 1,
        # A search is up to six requests.
        "RATES": [(10, 60)],
    }
    return {"clip": [entry]}


CARD = Card(
    module=str(__package__),
    name="Internet Archive",
    firm="The Internet Archive",
    told={"clip": "a few words of the description of a scene that shall show a clip"},
    settings=(
        Variable(name="INTERNET_ARCHIVE", default=False, form="flag"),
        Variable(name="INTERNET_ARCHIVE_BASE_URL", default="https://archive.org", form="address"),
    ),
    entries=_entries,
    switch="INTERNET_ARCHIVE",
    gives="free clips from old films, news and amateurs, by licence",
    cost="free; ten searches a minute are asked for",
    otherwise="a free photo, or the built-in painter",
    serving=(
        "The Internet Archive finds clips.",
        "Words of scenes that shall show clips are sent to it, and the clips are fetched from its hosts.",
    ),
    absent=(
        "The Internet Archive is not asked for clips.",
        "With INTERNET_ARCHIVE=true in .env, videos can show its free clips; it needs no key.",
    ),
    advice={
        ProviderFailure.CONFIG: "look whether its site can be reached from this machine",
        ProviderFailure.GONE: "look at INTERNET_ARCHIVE_BASE_URL",
        ProviderFailure.REFUSED: "try other words",
        ProviderFailure.INPUT: "try other words",
        ProviderFailure.BAD_ANSWER: "try again; if it stays, look at INTERNET_ARCHIVE_BASE_URL",
    },
    packages=(
        Package(
            name="requests", purpose="asks the Internet Archive, where it is set up", licence="Apache-2.0"
        ),
    ),
    loggers=("urllib3",),
)
