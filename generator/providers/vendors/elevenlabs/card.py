"""The card of ElevenLabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.providers.card import Card, Entry, Kind, Package, Variable
from studio.errors import ProviderFailure
from studio.speech.voices import Voice


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    if not values["ELEVENLABS_API_KEY"]:
        return {}
    options = {
        "key": values["ELEVENLABS_API_KEY"],
        "voices": values["ELEVENLABS_VOICES"],
        "model": values["ELEVENLABS_MODEL"],
        "base_url": values["ELEVENLABS_BASE_URL"],
    }
    entry = {
        "BACKEND": f"{__package__}.speech.ElevenLabs",
        "OPTIONS": options,
        "EXTERNAL": True,
        "AT_ONCE": values["ELEVENLABS_CALLS_AT_ONCE"],
    }
    return {"speech": [entry]}


def _voices(entries: Sequence[Entry]) -> tuple[Voice, ...]:
    # Import what asks only if it is used.
    from generator.providers.vendors.elevenlabs.speech import ElevenLabs

    return tuple(
        choice
        for entry in entries
        for voice in ElevenLabs(**entry["OPTIONS"]).named_voices()
        for choice in voice.choices()
    )


CARD = Card(
    module=str(__package__),
    name="ElevenLabs",
    firm="ElevenLabs",
    told={"speech": "the words that the narrator says"},
    settings=(
        Variable(name="ELEVENLABS_API_KEY", form="key"),
        Variable(name="ELEVENLABS_VOICES", default=[], form="voices"),
        Variable(name="ELEVENLABS_MODEL"),
        Variable(name="ELEVENLABS_BASE_URL", default="https://api.elevenlabs.io", form="address"),
        Variable(name="ELEVENLABS_CALLS_AT_ONCE", default=2, form="count"),
    ),
    entries=_entries,
    switch="ELEVENLABS_API_KEY",
    models="ELEVENLABS_MODEL",
    gives="the voices of your account, which tell the times of their words",
    cost="a small free quota a month, then by letter; one call a scene",
    otherwise="a neural English voice, robotic others",
    serving=(
        "ElevenLabs speaks the languages of the voices that are set up.",
        "The narrations in these languages are sent to it. `manage.py check_providers` calls it once.",
    ),
    absent=(
        "No key for ElevenLabs is set.",
        "With ELEVENLABS_API_KEY in .env, its voices speak; ELEVENLABS_VOICES names them by language.",
    ),
    advice={
        ProviderFailure.CONFIG: "look at ELEVENLABS_API_KEY (what the key and its plan may do) and at ELEVENLABS_VOICES in .env",
        ProviderFailure.REFUSED: "look at the text of the scene",
        ProviderFailure.INPUT: "look at the text of the scene, or name another model in ELEVENLABS_MODEL",
    },
    packages=(Package(name="requests", purpose="asks ElevenLabs, where it is set up", licence="Apache-2.0"),),
    secrets=("key",),
    loggers=("urllib3",),
    voices=_voices,
)
