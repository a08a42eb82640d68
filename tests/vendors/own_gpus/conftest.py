"""Time limits that the tests' server needs."""

from __future__ import annotations

import pytest

from generator.providers.vendors.sdapi import images as sdapi


@pytest.fixture(autouse=True)
def quick(monkeypatch) -> None:
    monkeypatch.setattr(sdapi, "BODY", 0.6)
