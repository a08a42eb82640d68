"""The card of Google's voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.providers.card import Card, Entry, Kind, Package, Variable
from studio.errors import ProviderFailure
from studio.speech.voices import Voice

CHOICE = "gtts"


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    """Return its entry only if it was switched on: it needs no key, but it sends texts to Google."""
    if values["SPEECH_SERVICE"] != CHOICE:
        return {}
    options = {
        "tld": values["GTTS_TLD"],
        "slow": values["GTTS_SLOW"],
        "base_url": values["GTTS_BASE_URL"],
    }
    entry = {
        "BACKEND": f"{__package__}.voice.GoogleSpeech",
        "OPTIONS": options,
        "EXTERNAL": True,
        "AT_ONCE": 1,
    }
    return {"speech": [entry]}


def _voices(entries: Sequence[Entry]) -> tuple[Voice, ...]:
    # Import the package only if it is used.
    from generator.providers.vendors.google_tts.voices import google_voices

    return tuple(Voice(value=one.value, label=one.label, language=one.language) for one in google_voices())


CARD = Card(
    module=str(__package__),
    name="Google's voice",
    firm="Google's text-to-speech service",
    told={"speech": "the words that the narrator says"},
    settings=(
        Variable(name="SPEECH_SERVICE", default="embedded"),
        Variable(name="GTTS_TLD", default="com"),
        Variable(name="GTTS_SLOW", default=False, form="flag"),
        Variable(name="GTTS_BASE_URL", form="address"),
    ),
    entries=_entries,
    switch="SPEECH_SERVICE",
    gives="69 languages by gTTS",
    cost="free, unofficial, may be blocked or end without notice",
    otherwise="a neural English voice, robotic others",
    serving=(
        "Google's voice speaks: every narration is sent to Google over a connection that is not verified.",
        "With SPEECH_SERVICE=embedded in .env, or without that line, nothing is sent.",
    ),
    absent=(
        "Google's voice is not in use, and no narration is sent to it.",
        "With SPEECH_SERVICE=gtts in .env, Google's voice speaks 69 languages; it needs no key.",
    ),
    advice={
        ProviderFailure.CONFIG: "look at the settings GTTS_… in .env",
        ProviderFailure.GONE: "use SPEECH_SERVICE=embedded",
        ProviderFailure.REFUSED: "try again later",
        ProviderFailure.INPUT: "use SPEECH_SERVICE=embedded",
        ProviderFailure.BAD_ANSWER: "try again; if it stays, use SPEECH_SERVICE=embedded",
    },
    packages=(Package(name="gTTS", purpose="asks Google's voice, where it is set up", licence="MIT"),),
    loggers=("gtts",),
    voices=_voices,
    choice=CHOICE,
)
