"""Credits of voices whose licence asks to be named: of those that were fetched, as their notes say."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings

from generator.models.credits.credited import told_credit
from studio.contracts import Credit
from studio.speech.piper.installed import FetchedVoice, fetched_voices

SOURCE = "the Piper collection of voices"
PAGE = "https://huggingface.co/rhasspy/piper-voices"
# Licences that ask for a name, as the cards of voices write them: "CC BY 4.0", "cc-by-sa", "Attribution".
_ASKS = re.compile(r"\bby\b|attribution", re.IGNORECASE)


def voice_credits(speech_provider: str) -> list[dict[str, Any]]:
    """Return the credits that the voices of a scene ask for, as rows store them; `speech_provider` names the voices."""
    named = {word for voice in speech_provider.split(", ") for word in voice.split()[1:2]}
    if not named:
        return []
    return [told_credit(_credit(voice)) for voice in _asking() if voice.key in named]


def _asking() -> list[FetchedVoice]:
    return [voice for voice in fetched_voices(settings.VOICES_DIR) if _ASKS.search(voice.licence)]


def _credit(voice: FetchedVoice) -> Credit:
    return Credit(
        source=SOURCE,
        # What tells voices of one collection apart.
        page=voice.source or f"{PAGE}#{voice.key}",
        licence=voice.licence,
        title=voice.name,
        must_be_named=True,
    )
