"""A film that is made, one whose rows are there alone, and the page on which they are edited."""

from __future__ import annotations

import pytest

from generator.models import Generation
from tests.app.pages.editing.conftest import made, quick, send
from tests.support.factories import make_generation, make_scene

__all__ = ["made", "quick", "send", "stored"]


@pytest.fixture
def stored(alice) -> Generation:
    generation = make_generation(alice, status=Generation.Status.SUCCEEDED, video=b"film", language="en")
    for words in ("The boat came home.", "Nobody saw the light.", "A cat sat upon the deck."):
        make_scene(generation, narration=words, prompt=words)
    return generation
