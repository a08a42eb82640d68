"""A film that is made, one whose rows are there alone, and the page on which they are edited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.models import Generation
from generator.pipeline.stages.narrate import narrate
from tests.app.pages.editing.conftest import made, quick, send
from tests.support.factories import make_generation, make_scene

__all__ = ["made", "quick", "send", "stored"]


@pytest.fixture
def stored(alice) -> Generation:
    generation = make_generation(alice, status=Generation.Status.SUCCEEDED, video=b"film", language="en")
    for words in ("The boat came home.", "Nobody saw the light.", "A cat sat upon the deck."):
        make_scene(generation, narration=words, prompt=words)
    return generation


@pytest.fixture
def speak(quick, tmp_path: Path) -> Callable[[Generation], None]:
    """Make what is spoken in a film whose rows are there alone, and nothing else of it."""

    def run(generation: Generation) -> None:
        taken = Generation.objects.claim("test")
        assert taken
        assert taken.pk == generation.pk
        for job in narrate(taken, tmp_path):
            job.keep(job.call(lambda share: None))
        Generation.objects.filter(pk=taken.pk).update(status=Generation.Status.SUCCEEDED)

    return run
