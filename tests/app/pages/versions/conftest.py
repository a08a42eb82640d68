"""Runs that paint, speak and render with stand-ins, for tests of relatives in other shapes and languages."""

from __future__ import annotations

import pytest

from generator.models import Generation
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from tests.support.stand_ins import PROVIDERS, log
from tests.support.unrendered import unrendered


@pytest.fixture
def quick(settings, monkeypatch) -> None:
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    for shape, size in (("16:9", (160, 90)), ("9:16", (90, 160)), ("1:1", (120, 120))):
        monkeypatch.setitem(timeline.FRAME_SIZES, shape, size)
    monkeypatch.setattr(
        "generator.pipeline.stages.render.render_film", lambda plan, folder, *rest: unrendered(plan, folder)
    )


def run() -> Generation:
    """Make the film that waits, and return it."""
    taken = Generation.objects.claim("host:1")
    assert taken
    pipeline.run(taken)
    return Generation.objects.select_related("film").get(pk=taken.pk)
