"""The card of Edge's voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.providers.card import Card, Entry, Kind, Package, Variable
from studio.errors import ProviderFailure
from studio.speech.voices import Voice

CHOICE = "edge"


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    """Return its entry only if it was switched on: it needs no key, but it sends texts to Microsoft."""
    if values["SPEECH_SERVICE"] != CHOICE:
        return {}
    entry = {
        "BACKEND": f"{__package__}.speech.EdgeSpeech",
        "OPTIONS": {"base_url": values["EDGE_BASE_URL"]},
        "EXTERNAL": True,
        "AT_ONCE": 1,
    }
    return {"speech": [entry]}


def _voices(entries: Sequence[Entry]) -> tuple[Voice, ...]:
    # The usual voices of languages (`voices.USUAL`, with where their names are from) until the service's list is there.
    from generator.providers.vendors.microsoft_edge.speech import EdgeSpeech
    from generator.providers.vendors.microsoft_edge.voices import USUAL, read_voice

    usual = [voice for name in USUAL.values() if (voice := read_voice(name))]
    return tuple(
        voice.choice
        for entry in entries
        for voice in EdgeSpeech(**entry.get("OPTIONS", {})).known_voices() or usual
    )


CARD = Card(
    module=str(__package__),
    name="Edge's voice",
    firm="Microsoft's text-to-speech service for its browser",
    told={"speech": "the words that the narrator says"},
    settings=(
        Variable(name="SPEECH_SERVICE", default="embedded"),
        Variable(name="EDGE_BASE_URL", form="address"),
    ),
    entries=_entries,
    switch="SPEECH_SERVICE",
    gives="natural voices in some 75 languages by edge-tts, which tell the times of their words",
    cost="free, unofficial, may be blocked or end without notice",
    otherwise="a neural English voice, robotic others",
    serving=(
        "Edge's voice speaks: every narration is sent to Microsoft, by a way that is meant for its browser.",
        "With SPEECH_SERVICE=embedded in .env, or without that line, nothing is sent.",
    ),
    absent=(
        "The voices of Microsoft's browser do not speak.",
        "With SPEECH_SERVICE=edge in .env they do, in some 75 languages; it needs no key, and is unofficial.",
    ),
    advice={
        ProviderFailure.CONFIG: "look at EDGE_BASE_URL and at the network of this machine",
        ProviderFailure.GONE: "set the clock of this machine, look for a newer edge-tts, or use SPEECH_SERVICE=embedded",
        ProviderFailure.REFUSED: "look at the text of the scene",
        ProviderFailure.INPUT: "use SPEECH_SERVICE=embedded",
        ProviderFailure.BAD_ANSWER: "try again; if it stays, look for a newer edge-tts, or use SPEECH_SERVICE=embedded",
    },
    packages=(
        Package(name="edge-tts", purpose="asks Edge's voice, where it is set up", licence="LGPL-3.0-only"),
    ),
    loggers=("aiohttp", "asyncio"),
    voices=_voices,
    choice=CHOICE,
)
