"""The voices and languages that forms offer."""

from __future__ import annotations

from typing import Any

from generator.models import Generation
from generator.providers.factory import get_voices
from studio.speech.voices import UNSPOKEN_CODES, name_language


def voice_choices() -> list[tuple[str, Any]]:
    """Offer all voices; most people are served best by the one that fits the language of their words."""
    voices = get_voices()
    english = [(voice.value, voice.label) for voice in voices if voice.language == "en"]
    others = [(voice.value, voice.label) for voice in voices if voice.language != "en"]
    return [
        ("", "Automatic, by language"),
        (Generation.NO_VOICE, "No narrator (captions and music)"),
        ("English", english),
        ("Other languages", others),
    ]


def language_choices() -> list[tuple[str, str]]:
    """Offer the languages of all voices, and those that films show without one."""
    spoken = {voice.language for voice in get_voices()}
    named = {code: name_language(code) for code in (*spoken, *UNSPOKEN_CODES)}
    return [("", "Automatic"), *sorted(named.items(), key=lambda one: one[1])]
