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


def test_the_bar_shows_what_is_there_and_goes_there(watching: Page):
    bar = watching.get_by_role("slider", name="Moment of the video")
    preview = watching.locator("[data-seek-preview]")
    watching.wait_for_function(
        "() => document.querySelector('track[kind=metadata]').track.cues?.length === 2"
    )
    expect(preview).to_be_hidden()
    box = bar.bounding_box()
    assert box
    watching.mouse.move(box["x"] + 0.75 * box["width"], box["y"] + box["height"] / 2)
    expect(preview).to_be_visible()
    expect(preview).to_contain_text("0:04")
    picture = preview.locator("[data-seek-picture]")
    expect(picture).to_have_css("background-position", "-32px 0px")
    watching.mouse.down()
    watching.mouse.up()
    watching.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 4.5) < 0.3")
    watching.mouse.move(5, 5)
    expect(preview).to_be_hidden()


def test_the_bar_can_be_moved_by_keys(watching: Page):
    bar = watching.get_by_role("slider", name="Moment of the video")
    bar.focus()
    for _ in range(20):
        watching.keyboard.press("ArrowRight")
    watching.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 2) < 0.2")
    expect(bar).to_have_attribute("aria-valuetext", "0:02 of 0:06")
