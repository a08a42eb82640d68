"""Choosing a clip for a scene with scripts: it is sent before the form, shown at once, and goes on after a fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from generator.models import Generation, Sending
from tests.browser.accessibility.faults import find_faults_here
from tests.browser.visits import make_ready, sign_in
from tests.studio.film.uploads.clips.clip_files import even, write_clip

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("complaints")]


@pytest.fixture
def film(alice) -> Generation:
    return make_ready(alice)


@pytest.fixture
def clip(tmp_path) -> Path:
    # One that every browser plays.
    how = {"codec": "libvpx-vp9", "deadline": "realtime", "cpu-used": "8"}
    return write_clip(tmp_path / "holiday.webm", even(10), tone=440.0, **how)


@pytest.fixture
def storyboard(page: Page, live_server, alice, film: Generation) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("storyboard", args=[film.pk]))
    return page


def test_a_clip_is_sent_and_its_part_chosen(storyboard: Page, film: Generation, clip: Path):
    scene = storyboard.locator("[data-scene]").first
    expect(scene.locator("[data-clip]")).to_be_hidden()
    scene.locator("input[type=file]").set_input_files(clip)
    expect(scene.get_by_text("The clip is here: holiday.webm")).to_be_visible()
    expect(scene.locator("[data-picture]")).to_have_attribute("src", re.compile("^data:image/jpeg"))
    expect(storyboard.locator("[data-changes]")).to_have_text("1 scene is changed.")
    first = scene.locator("[data-picture]").get_attribute("src")
    scene.get_by_label("Clip from (scene 1)").fill("0:01")
    scene.get_by_label("Clip from (scene 1)").blur()
    expect(scene.locator("[data-picture]")).not_to_have_attribute("src", first)
    scene.get_by_label("The clip's sound (scene 1)").select_option("under")
    storyboard.get_by_role("button", name="Make the changes").click()
    expect(storyboard.get_by_text("Your changes are being made.")).to_be_visible()
    sent = film.scenes.get(position=0)
    assert sent.clip_upload.size == clip.stat().st_size
    assert (sent.clip_start, sent.clip_sound, sent.clip_has_sound) == (1.0, "under", True)
    assert not Sending.objects.exists()


def test_a_connection_that_breaks_costs_nothing(
    storyboard: Page, film: Generation, clip: Path, complaints: list[str]
):
    faults = []

    def break_once(route: Route) -> None:
        if "at=" in route.request.url and not faults:
            faults.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    storyboard.route("**/send-clip/**", break_once)
    scene = storyboard.locator("[data-scene]").first
    scene.locator("input[type=file]").set_input_files(clip)
    storyboard.get_by_role("button", name="Make the changes").click()
    expect(storyboard.get_by_text("A clip is still being sent.")).to_be_visible()
    expect(scene.get_by_text("The clip is here: holiday.webm")).to_be_visible(timeout=10_000)
    assert len(faults) == 1
    # The browser's own, of the fault that was made here.
    assert len(complaints) == 1
    complaints.clear()
    assert Sending.objects.get().is_whole


def test_what_is_no_clip_is_said_at_the_scene(storyboard: Page, tmp_path):
    (tmp_path / "film.mp4").write_bytes(b"no film at all")
    scene = storyboard.locator("[data-scene]").first
    scene.locator("input[type=file]").set_input_files(tmp_path / "film.mp4")
    expect(scene.get_by_text("This file is not a clip that we can read.")).to_be_visible()


def test_the_fields_about_clips_can_be_used_by_everybody(storyboard: Page, film: Generation, clip: Path):
    for scene in storyboard.locator("[data-scene]").all():
        scene.locator("input[type=file]").set_input_files(clip)
        expect(scene.get_by_text("The clip is here: holiday.webm")).to_be_visible()
    assert find_faults_here(storyboard) == []
