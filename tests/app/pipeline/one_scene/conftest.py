"""A site that does one thing after the other, and films that nobody renders."""

from __future__ import annotations

import pytest

from studio.film import plan as timeline
from tests.support.stand_ins import PROVIDERS, log
from tests.support.unrendered import unrendered


@pytest.fixture(autouse=True)
def site(settings, monkeypatch) -> None:
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    # One after the other, so that a call is known by its number.
    settings.GENERATOR_CALLS_AT_ONCE = settings.GENERATOR_SEGMENTS_AT_ONCE = 1
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))


@pytest.fixture
def quick(monkeypatch) -> None:
    """Have no film rendered, where only what comes before is of interest."""
    monkeypatch.setattr(
        "generator.pipeline.stages.render.render_film", lambda plan, folder, *rest: unrendered(plan, folder)
    )
