"""Time limits that the tests' server needs, and clips that are ready."""

from __future__ import annotations

import pytest

from generator.providers.vendors.comfyui import jobs as comfyui
from generator.providers.vendors.gemini import veo as gemini
from generator.providers.vendors.huggingface import clips as huggingface
from tests.vendors.fakes.comfyui import server
from tests.vendors.fakes.router import router
from tests.vendors.fakes.veo import veo
from tests.vendors.offers import clip, ready_clips


@pytest.fixture(autouse=True)
def quick(monkeypatch) -> None:
    monkeypatch.setattr(comfyui, "FIRST_BYTE", 0.6)
    monkeypatch.setattr(comfyui, "BODY", 0.6)
    monkeypatch.setattr(comfyui, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(comfyui, "LONGEST_PAUSE", 0.03)
    for name, seconds in (("FIRST_BYTE", 0.6), ("BODY", 0.6), ("FIRST_PAUSE", 0.01), ("LONGEST_PAUSE", 0.03)):
        monkeypatch.setattr(huggingface, name, seconds)
        monkeypatch.setattr(gemini, name, seconds)
    server.reset()
    router.reset()
    veo.reset()
    clip(1, 320, 5)
    ready_clips(320, 640)
