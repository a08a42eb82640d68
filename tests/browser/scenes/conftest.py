"""A film in four scenes, open on the page on which they are changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from generator.models import Generation
from tests.browser.visits import sign_in
from tests.support.factories import make_generation, make_scene
from tests.support.media import film as film_bytes
from tests.support.media import photo

WORDS = (
    "The harbour wakes. Boats leave.",
    "A gull waits on the pier.",
    "By noon the market is full.",
    "In the evening the lighthouse turns.",
)


@pytest.fixture
def film(alice) -> Generation:
    values = {
        "status": Generation.Status.SUCCEEDED,
        "video": film_bytes(),
        "poster": photo(),
        "duration": 6.0,
    }
    generation = make_generation(alice, language="en", title="The harbour", **values)
    for number, words in enumerate(WORDS):
        make_scene(
            generation, narration=words, prompt=f"Picture {number}", image=photo(), image_fingerprint="a"
        )
    return generation


@pytest.fixture
def address(live_server, film: Generation) -> str:
    return live_server.url + reverse("storyboard", args=[film.pk])


@pytest.fixture
def editor(page: Page, live_server, alice, address: str) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(address)
    return page


@pytest.fixture
def told(editor: Page) -> Callable[[], list[str]]:
    """Return the words of the scenes that stay, in their order."""
    return lambda: words_of(editor)


def words_of(page: Page) -> list[str]:
    return page.evaluate(
        """() => [...document.querySelectorAll("[data-scenes] > :not([data-out]) [name$=-narration]")]
          .map((area) => area.value)"""
    )


def kept(page: Page) -> None:
    """Wait until what was changed is kept."""
    page.locator('[data-kept] [data-when="kept"]').wait_for()
