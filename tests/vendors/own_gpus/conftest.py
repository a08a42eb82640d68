"""Time limits that the tests' server needs."""

from __future__ import annotations

import pytest

from generator.providers.vendors.comfyui import jobs as comfyui
from generator.providers.vendors.sdapi import images as sdapi
from tests.vendors.fakes.comfyui import server


@pytest.fixture(autouse=True)
def quick(monkeypatch) -> None:
    monkeypatch.setattr(sdapi, "BODY", 0.6)
    monkeypatch.setattr(comfyui, "FIRST_BYTE", 0.6)
    monkeypatch.setattr(comfyui, "BODY", 0.6)
    monkeypatch.setattr(comfyui, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(comfyui, "LONGEST_PAUSE", 0.03)
    server.reset()
