"""The editor of scenes has no faults that axe finds, in any of its states."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.accessibility.faults import find_faults_here
from tests.browser.scenes.conftest import kept

pytestmark = [
    pytest.mark.long,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
]


def unfold(page: Page) -> None:
    page.locator("[data-more] summary").first.click()
    page.locator("[name$=-narration]").nth(1).fill("")
    page.locator("[data-more] summary").nth(1).click()
    page.get_by_role("button", name="Delete scene 3").click()
    kept(page)


def test_everything_that_can_be_unfolded(editor: Page):
    unfold(editor)
    assert find_faults_here(editor) == []


def test_changes_that_are_back_a_second_tab_and_what_other_pages_say(editor: Page, address: str, live_server):
    unfold(editor)
    second = editor.context.new_page()
    second.goto(address)
    expect(second.get_by_text("This video is open in another tab")).to_be_visible()
    assert find_faults_here(second) == []
    second.goto(live_server.url + reverse("library"))
    expect(second.get_by_text("Changes not made yet")).to_be_visible()
    assert find_faults_here(second) == []
    second.close()


def test_a_list_in_which_a_scene_is_dragged(editor: Page):
    box = editor.locator("[data-grip]").first.bounding_box()
    assert box
    editor.mouse.move(box["x"] + 10, box["y"] + 20)
    editor.mouse.down()
    editor.mouse.move(box["x"] + 10, box["y"] + 60, steps=4)
    editor.locator("[data-dragging]").first.wait_for()
    assert find_faults_here(editor) == []
    editor.mouse.up()
