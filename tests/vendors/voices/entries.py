"""The services that only speak, as settings make them, and how long tests wait for them."""

from __future__ import annotations

from typing import Any

import pytest

from generator.providers.card import Card, Entry
from generator.providers.listing import lists
from generator.providers.vendors.elevenlabs import speech as elevenlabs
from generator.providers.vendors.elevenlabs.card import CARD as ELEVENLABS
from generator.providers.vendors.kokoro import speech as kokoro
from generator.providers.vendors.kokoro.card import CARD as KOKORO
from generator.providers.vendors.microsoft_edge import wire as edge
from generator.providers.vendors.microsoft_edge.card import CARD as EDGE
from tests.vendors.fakes.elevenlabs import ELEVEN_KEY, RACHEL
from tests.vendors.fakes.kokoro import KOKORO_KEY

# By the name of its fake: the card, the setting of its address, and what else is set.
SET_UP: dict[str, tuple[Card, str, dict[str, Any]]] = {
    "kokoro": (KOKORO, "KOKORO_BASE_URL", {"KOKORO_API_KEY": KOKORO_KEY, "KOKORO_VOICES": ["af_heart"]}),
    "elevenlabs": (
        ELEVENLABS,
        "ELEVENLABS_BASE_URL",
        {"ELEVENLABS_API_KEY": ELEVEN_KEY, "ELEVENLABS_VOICES": [RACHEL]},
    ),
    "edge": (EDGE, "EDGE_BASE_URL", {"SPEECH_SERVICE": "edge"}),
}
KEYS = {"kokoro": KOKORO_KEY, "elevenlabs": ELEVEN_KEY}


def voice_entries(url: str) -> dict[str, list[Entry]]:
    """Return the entries of each service, by the name of its fake on the server at an address."""
    return {name: entries_of(name, f"{url}/{name}") for name in SET_UP}


def entries_of(name: str, address: str, **changed: Any) -> list[Entry]:
    card, setting, told = SET_UP[name]
    values = {one.name: one.default for one in card.settings}
    return list(card.entries({**values, **told, setting: address, **changed}).get("speech", []))


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nothing longer than the tests' server needs, with nothing learned of any service."""
    for module in (kokoro, elevenlabs):
        for limit in ("FIRST_BYTE", "BODY", "LIST"):
            monkeypatch.setattr(module, limit, 0.6)
    monkeypatch.setattr(edge, "SECONDS", 2.0)
    kokoro._timeless.clear()
    lists.forget()
