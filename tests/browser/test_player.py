"""The player in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from generator.models import Generation
from tests.browser.visits import make_ready, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("complaints")]


@pytest.fixture
def watching(page: Page, live_server, alice) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + make_ready(alice).get_absolute_url())
    page.evaluate("() => { document.querySelector('video').muted = true; }")
    return page


def test_a_scene_jumps_to_its_moment_and_plays(watching: Page):
    watching.get_by_role("button", name="Scene 2, at 0:03").click()
    watching.wait_for_function("() => document.querySelector('video').currentTime > 3.2")
    assert not watching.evaluate("() => document.querySelector('video').paused")
    expect(watching.get_by_role("button", name="Scene 2, at 0:03")).to_have_attribute("aria-current", "true")


def test_the_transcript_follows_the_film(watching: Page):
    first, second = (watching.locator("[data-transcript] button").nth(number) for number in (0, 1))
    expect(first).to_have_attribute("aria-current", "true")
    watching.evaluate("() => { document.querySelector('video').currentTime = 4; }")
    expect(second).to_have_attribute("aria-current", "true")
    expect(first).not_to_have_attribute("aria-current", "true")


def test_one_can_seek_anywhere(watching: Page):
    for moment in (5, 0.5, 3.5):
        watching.evaluate("(moment) => { document.querySelector('video').currentTime = moment; }", moment)
        watching.wait_for_function(
            "(moment) => { const video = document.querySelector('video');"
            " return !video.seeking && video.readyState >= 2 && Math.abs(video.currentTime - moment) < 0.1; }",
            arg=moment,
        )


@pytest.mark.parametrize(("style", "mode"), [("karaoke", "disabled"), ("none", "showing")])
def test_subtitles_show_where_none_are_in_the_picture(watching: Page, style: str, mode: str):
    Generation.objects.update(caption_style=style)
    watching.reload()
    watching.wait_for_function(
        "(mode) => document.querySelector('video').textTracks[0]?.mode === mode", arg=mode, timeout=5000
    )
    if mode == "showing":
        watching.wait_for_function("() => document.querySelector('video').textTracks[0].cues?.length === 2")


def test_the_film_can_be_kept_under_its_title(watching: Page):
    with watching.expect_download() as waiting:
        watching.get_by_role("link", name="Download MP4").click()
    assert waiting.value.suggested_filename == "The lighthouse keeper.mp4"
