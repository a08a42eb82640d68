"""Two versions side by side in a real browser, and the way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from generator.models import Generation
from tests.browser.visits import make_ready, sign_in
from tests.support.factories import make_film
from tests.support.media import film as film_file

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]
VIDEOS = "() => [...document.querySelectorAll('.side-video')]"


@pytest.fixture
def generation(alice) -> Generation:
    """A video of 6 s in two versions; the second scene begins a second earlier in the later one."""
    generation = make_ready(alice)
    first = generation.film
    told = [scene.snapshot(scene.start, scene.end) for scene in generation.scenes.all()]
    first.scenes, first.settings = told, generation.settings_in_force
    first.save()
    second = make_film(generation, number=2, video=film_file(), duration=6.0, before=1)
    words = {"narration": "Each morning.", "end": 2.0}
    second.scenes = [{**told[0], **words}, {**told[1], "start": 2.0}]
    second.settings = first.settings
    second.save()
    Generation.objects.update(film=second)
    return generation


@pytest.fixture
def comparing(page: Page, live_server, alice, generation) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(f"{live_server.url}/videos/{generation.pk}/versions/compare/?left=1&right=2")
    page.wait_for_function(f"() => ({VIDEOS})().every((video) => video.readyState >= 2)")
    page.evaluate(f"() => ({VIDEOS})().forEach((video) => (video.muted = true))")
    return page


def moments(page: Page) -> list[float]:
    return page.evaluate(f"() => ({VIDEOS})().map((video) => video.currentTime)")


def test_both_play_and_stop_with_one_button(comparing: Page):
    comparing.get_by_role("button", name="Play both").click()
    comparing.wait_for_function(f"() => ({VIDEOS})().every((video) => video.currentTime > 0.6)")
    comparing.get_by_role("button", name="Stop both").click()
    comparing.wait_for_function(f"() => ({VIDEOS})().every((video) => video.paused)")
    left, right = moments(comparing)
    assert abs(left * 2 / 3 - right) < 0.3


def test_a_scene_is_shown_by_both_at_its_own_moment(comparing: Page):
    comparing.get_by_role("button", name="Play scene 2").click()
    comparing.wait_for_function(
        f"() => ({VIDEOS})()[0].currentTime > 3.3 && ({VIDEOS})()[1].currentTime > 2.2"
    )
    left, right = moments(comparing)
    assert abs((left - 3) * 4 / 3 - (right - 2)) < 0.4
    expect(comparing.locator(".pair").nth(1)).to_have_attribute("aria-current", "")


def test_out_of_step_the_second_is_left_alone(comparing: Page):
    comparing.get_by_label("In step, scene by scene").uncheck()
    comparing.evaluate(f"() => {{ ({VIDEOS})()[0].currentTime = 4; }}")
    comparing.wait_for_function(f"() => ({VIDEOS})()[0].currentTime > 3.9")
    assert moments(comparing)[1] < 0.5


def test_one_is_restored_from_the_list(page: Page, live_server, alice, generation):
    sign_in(page, live_server.url, alice)
    page.goto(f"{live_server.url}/videos/{generation.pk}/versions/")
    page.get_by_role("button", name="Restore version 1").click()
    expect(page.get_by_text("Version 1 is shown again")).to_be_visible()
    expect(page.locator("#version-1").get_by_text("Shown", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Restore version 2")).to_be_visible()
