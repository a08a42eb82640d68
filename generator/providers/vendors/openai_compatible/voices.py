"""The voices that an operator has named: `language=voice`, or a voice for all languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studio.speech.voices import UNSPOKEN_CODES, VOICES, Voice

PREFIX = "openai-"
_SAME = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "fil": "tl"}


@dataclass(frozen=True, slots=True)
class NamedVoice:
    """A voice of the service; `language` is its ISO 639 code, empty if it speaks all."""

    name: str
    language: str = ""


def read_voices(settings: Iterable[str]) -> list[NamedVoice]:
    """Return the voices in the order in which they were named."""
    pairs = [one.strip().rpartition("=") for one in settings if one.strip()]
    return [NamedVoice(name.strip(), common(language)) for language, _, name in pairs]


def common(language: str) -> str:
    """Return a language without its region, as films know it."""
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    return _SAME.get(code, code)


def find_voice(voices: Iterable[NamedVoice], language: str, value: str = "") -> str:
    """Return the service's name of the voice for a language, the one that was chosen if it speaks it; "" if none does."""
    code = common(language)
    fitting = sorted((one for one in voices if one.language in (code, "")), key=lambda one: not one.language)
    if value:
        fitting = [one for one in fitting if PREFIX + one.name == value] or fitting
    return fitting[0].name if fitting else ""


def offered(voices: Iterable[NamedVoice], service: str) -> list[Voice]:
    """Return the voices to choose from; one that speaks all languages is there in each."""
    tongues = tuple(dict.fromkeys([*(voice.language for voice in VOICES), *UNSPOKEN_CODES]))
    return [
        Voice(value=PREFIX + one.name, label=f"{one.name} ({service})", language=language)
        for one in voices
        for language in ((one.language,) if one.language else tongues)
    ]
