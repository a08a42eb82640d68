"""A film that was really made, small and by quick providers, and a way to change its settings as a browser does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from generator.forms.settings.film import FilmForm
from generator.models import Generation
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from tests.app.pages.videos.test_storyboard import as_sent
from tests.support.factories import make_generation
from tests.support.stand_ins import PROVIDERS, log

TEXT = (
    "The captain Jonas Berg came home with the tide. Nine of ten ships were lost in that storm. "
    "Why did nobody see the light. A small grey cat sat upon the deck and looked at all of them."
)


def settings_as_sent(generation: Generation) -> dict[str, Any]:
    """Return what a browser sends of the settings as they are."""
    form = FilmForm(None, None, generation=generation)
    bound = [*form, *form.brand]
    values = {
        field.name: field.value() for field in bound if field.name not in ("music_file", "logo", "font_file")
    }
    return {
        name: "on" if value is True else value for name, value in values.items() if value not in (None, False)
    }


def sent_for(generation: Generation, **change: Any) -> dict[str, Any]:
    """Return what a browser sends for the page with some fields changed, `s1_narration` for one of scene 1.

    None is a box that is not ticked.
    """
    of_scenes = {name: change.pop(name) for name in list(change) if re.match(r"s\d+_", name)}
    sent = {**as_sent(generation, **of_scenes), **settings_as_sent(generation), **change}
    return {name: value for name, value in sent.items() if value is not None}


def as_query(sent: dict[str, Any]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in sent.items():
        query[name] = str(value)
    return query


@pytest.fixture
def send(as_alice: Client) -> Callable[..., Any]:
    def post(generation: Generation, **change: Any) -> Any:
        generation.refresh_from_db()
        address = reverse("storyboard", args=[generation.pk])
        return as_alice.post(address, sent_for(generation, **change))

    return post


@pytest.fixture
def quick(settings, monkeypatch) -> None:
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    for shape, size in {"16:9": (160, 90), "9:16": (90, 160)}.items():
        monkeypatch.setitem(timeline.FRAME_SIZES, shape, size)


def run(generation: Generation) -> Generation:
    """Make what waits, as a worker does."""
    taken = Generation.objects.claim("test")
    assert taken
    pipeline.run(taken)
    generation.refresh_from_db()
    assert generation.status == Generation.Status.SUCCEEDED, generation.error
    return generation


@pytest.fixture
def made(alice, quick) -> Generation:
    return run(make_generation(alice, input_text=TEXT, seed=7, music="calm"))
