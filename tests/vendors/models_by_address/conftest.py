"""Services at addresses of an operator's choice, with nothing learned of them, and nobody who waits long."""

from __future__ import annotations

import pytest

from generator.providers.vendors import fetching
from generator.providers.vendors.ollama import client as ollama
from generator.providers.vendors.openai_compatible import wire
from generator.providers.vendors.openai_compatible.habits import habits


@pytest.fixture(autouse=True)
def afresh(monkeypatch) -> None:
    habits.forget()
    for module, name in ((wire, "FIRST_BYTE"), (wire, "OWN_FIRST_BYTE"), (wire, "BODY")):
        monkeypatch.setattr(module, name, 0.6)
    for module, name in ((ollama, "FIRST_BYTE"), (ollama, "BODY"), (fetching, "FIRST_BYTE")):
        monkeypatch.setattr(module, name, 0.6)
