"""The voices of an account at ElevenLabs: named by the operator, or listed by the service."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from studio.speech.voices import UNSPOKEN_CODES, VOICES, Voice

PREFIX = "elevenlabs-"
# An id becomes a part of an address.
_ID = re.compile(r"[A-Za-z0-9]{8,40}")
_SAME = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "fil": "tl"}


@dataclass(frozen=True, slots=True)
class ElevenVoice:
    """A voice by its id; without languages it is for all of them. Its name is empty if the service was not asked."""

    id: str
    languages: tuple[str, ...] = ()
    name: str = ""

    def choices(self) -> list[Voice]:
        """Return the voice as it is chosen, once for each language."""
        tongues = self.languages or tuple(
            dict.fromkeys([*(voice.language for voice in VOICES), *UNSPOKEN_CODES])
        )
        label = f"{self.name or self.id} (ElevenLabs)"
        return [Voice(value=PREFIX + self.id, label=label, language=language) for language in tongues]


def common(language: str) -> str:
    """Return a language without its region, as films know it."""
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    return _SAME.get(code, code)


def read_voices(named: Iterable[str]) -> list[ElevenVoice]:
    """Return the voices of a setting: ids, or `language=id`. What is no id is left out."""
    pairs = [one.strip().rpartition("=") for one in named]
    return [
        ElevenVoice(name, (common(language),) if language else ())
        for language, _, name in pairs
        if _ID.fullmatch(name)
    ]


def listed_voices(answer: Any) -> list[ElevenVoice] | None:
    """Return the voices in the service's list with the languages that it names for each; None if it is no list."""
    voices = answer.get("voices") if isinstance(answer, dict) else None
    if not isinstance(voices, list):
        return None
    return [
        ElevenVoice(one["voice_id"], _languages(one), str(one.get("name") or "")[:60])
        for one in voices
        if isinstance(one, dict) and isinstance(one.get("voice_id"), str) and _ID.fullmatch(one["voice_id"])
    ]


def _languages(voice: dict[str, Any]) -> tuple[str, ...]:
    """Return the languages that a voice was made or checked for; English if the service names none."""
    labels, checked = voice.get("labels"), voice.get("verified_languages")
    told = [labels.get("language")] if isinstance(labels, dict) else []
    told += (
        [one.get("language") for one in checked if isinstance(one, dict)] if isinstance(checked, list) else []
    )
    codes = [
        common(one) for one in told if isinstance(one, str) and re.fullmatch(r"[A-Za-z]{2,3}([-_]\w+)?", one)
    ]
    return tuple(dict.fromkeys(codes)) or ("en",)


def find_voice(voices: Sequence[ElevenVoice], language: str, value: str = "") -> ElevenVoice | None:
    """Return the chosen voice if it speaks the language, else the first of the language; None if there is none."""
    code = common(language)
    fitting = sorted(
        (one for one in voices if not one.languages or code in one.languages),
        key=lambda one: not one.languages,
    )
    chosen = next((one for one in fitting if PREFIX + one.id == value), None)
    return chosen or (fitting[0] if fitting else None)
