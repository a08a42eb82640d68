"""Changing scenes with scripts: their order, new ones, and those left out."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from generator.models import Generation
from tests.browser.visits import make_ready, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("complaints")]


@pytest.fixture
def film(alice) -> Generation:
    return make_ready(alice)


@pytest.fixture
def storyboard(page: Page, live_server, alice, film: Generation) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("storyboard", args=[film.pk]))
    return page


def test_scenes_are_moved_added_and_left_out_and_then_sent(storyboard: Page, film: Generation):
    scenes = storyboard.locator("[data-scene]")
    status = storyboard.locator("[data-changes]")
    expect(status).to_have_text("Nothing is changed yet.")
    scenes.first.get_by_role("button", name="Move this scene down").click()
    expect(scenes.nth(1).get_by_label("Words")).to_have_value("Every evening.")
    scenes.first.get_by_role("button", name="Leave this scene out").click()
    storyboard.get_by_role("button", name="Add a scene").click()
    expect(scenes).to_have_count(3)
    expect(scenes.last.get_by_label("Words")).to_be_focused()
    scenes.last.get_by_label("Words").fill("A gull cried.")
    expect(status).to_have_text("3 scenes are changed.")
    storyboard.get_by_role("button", name="Make the changes").click()
    expect(storyboard.get_by_text("Your changes are being made.")).to_be_visible()
    assert [scene.narration for scene in film.scenes.all()] == ["Every evening.", "A gull cried."]


def test_changes_that_are_taken_back_are_none(storyboard: Page):
    words = storyboard.locator("[data-scene]").first.get_by_label("Words")
    words.fill("Every morning.")
    expect(storyboard.locator("[data-changes]")).to_have_text("1 scene is changed.")
    words.fill("Every evening.")
    expect(storyboard.locator("[data-changes]")).to_have_text("Nothing is changed yet.")
