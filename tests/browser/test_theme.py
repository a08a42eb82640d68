"""The switch between the light and the dark look."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("complaints")]
BACKGROUND = "() => getComputedStyle(document.body).backgroundColor"


def brightness(page: Page) -> int:
    return int(page.evaluate(BACKGROUND).removeprefix("rgb(").split(",")[0])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_turns_the_systems_look_around_and_stays_so(page: Page, live_server, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.goto(live_server.url + reverse("help"))
    switch = page.get_by_role("button", name="Dark theme")
    was_dark = scheme == "dark"
    assert (brightness(page) < 60) == was_dark
    expect(switch).to_have_attribute("aria-pressed", str(was_dark).lower())
    switch.click()
    assert (brightness(page) < 60) != was_dark
    page.goto(live_server.url + reverse("terms"))
    assert (brightness(page) < 60) != was_dark
    expect(switch).to_have_attribute("aria-pressed", str(not was_dark).lower())
