"""The card of Kokoro."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.providers.card import Card, Entry, Kind, Package, Variable
from studio.errors import ProviderFailure
from studio.speech.voices import Voice


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    if not values["KOKORO_BASE_URL"]:
        return {}
    options = {
        "base_url": values["KOKORO_BASE_URL"],
        "key": values["KOKORO_API_KEY"],
        "voices": values["KOKORO_VOICES"],
    }
    entry = {
        "BACKEND": f"{__package__}.speech.KokoroSpeech",
        "OPTIONS": options,
        "EXTERNAL": True,
        "AT_ONCE": values["KOKORO_CALLS_AT_ONCE"],
    }
    return {"speech": [entry]}


def _voices(entries: Sequence[Entry]) -> tuple[Voice, ...]:
    # Import what asks only if it is used.
    from generator.providers.vendors.kokoro.speech import KokoroSpeech

    return tuple(
        voice.choice
        for entry in entries
        for voice in KokoroSpeech(**entry.get("OPTIONS", {})).known_voices() or ()
    )


CARD = Card(
    module=str(__package__),
    name="Kokoro",
    # Whoever is at the address.
    firm="",
    told={"speech": "the words that the narrator says"},
    settings=(
        Variable(name="KOKORO_BASE_URL", form="address"),
        Variable(name="KOKORO_API_KEY", form="key"),
        Variable(name="KOKORO_VOICES", default=[], form="voices"),
        Variable(name="KOKORO_CALLS_AT_ONCE", default=1, form="count"),
    ),
    entries=_entries,
    switch="KOKORO_BASE_URL",
    gives="natural voices in eight languages from a Kokoro-FastAPI server of your own, which tells the times of English words",
    cost="nothing but the machine; one call for each 400 characters",
    otherwise="a neural English voice, robotic others",
    serving=(
        "Kokoro speaks English, Spanish, French, Hindi, Italian, Japanese, Portuguese and Chinese.",
        "The narrations in these languages are sent to the server at KOKORO_BASE_URL.",
    ),
    absent=(
        "No server with Kokoro's voices is set.",
        "With KOKORO_BASE_URL in .env, the address of a Kokoro-FastAPI server, its voices speak eight languages.",
    ),
    advice={
        ProviderFailure.CONFIG: "look at KOKORO_BASE_URL, KOKORO_API_KEY and KOKORO_VOICES in .env",
        ProviderFailure.GONE: "look at what runs at KOKORO_BASE_URL",
        ProviderFailure.REFUSED: "look at the text of the scene",
        ProviderFailure.INPUT: "look at the log of the server at KOKORO_BASE_URL",
        ProviderFailure.BAD_ANSWER: "look at what runs at KOKORO_BASE_URL, and at its log",
        ProviderFailure.RETRY: "look whether the server at KOKORO_BASE_URL runs, and how long it takes to speak",
    },
    packages=(
        Package(
            name="requests",
            purpose="asks a server of Kokoro's voices, where one is set up",
            licence="Apache-2.0",
        ),
    ),
    secrets=("key",),
    loggers=("urllib3",),
    voices=_voices,
)
