"""Changing scenes with scripts: their order, new ones, and those left out."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from generator.models import Generation
from tests.browser.visits import make_ready, sign_in
from tests.support.factories import make_scene

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("complaints")]

# The name of what has the focus, if it is covered by the bar at the bottom and not a part of it.
UNDER_BAR = """() => {
  const bar = document.querySelector("#save"), focused = document.activeElement;
  const box = focused.getBoundingClientRect();
  const isFree = bar.contains(focused) || !box.height || box.bottom <= bar.getBoundingClientRect().top + 1;
  return isFree || focused === document.body || focused.id === "main" ? "" : focused.outerHTML.slice(0, 90);
}"""


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
    expect(status).to_have_text("No scene is changed yet.")
    scenes.first.get_by_role("button", name="Move scene 1 down").click()
    expect(scenes.nth(1).get_by_label("Words")).to_have_value("Every evening.")
    scenes.first.get_by_role("button", name="Delete scene 1").click()
    storyboard.get_by_role("button", name="Add a scene", exact=True).click()
    expect(scenes).to_have_count(3)
    expect(scenes.last.get_by_label("Words")).to_be_focused()
    scenes.last.get_by_label("Words").fill("A gull cried.")
    expect(status).to_have_text("2 scenes are changed.")
    storyboard.get_by_role("button", name="Make the changes").click()
    expect(storyboard.get_by_text("Your changes are being made.")).to_be_visible()
    assert [scene.narration for scene in film.scenes.all()] == ["Every evening.", "A gull cried."]


def test_changes_that_are_taken_back_are_none(storyboard: Page):
    words = storyboard.locator("[data-scene]").first.get_by_label("Words")
    words.fill("Every morning.")
    expect(storyboard.locator("[data-changes]")).to_have_text("1 scene is changed.")
    words.fill("Every evening.")
    expect(storyboard.locator("[data-changes]")).to_have_text("No scene is changed yet.")


def test_after_an_error_the_page_still_knows_what_is_changed_and_where_scenes_stand(
    storyboard: Page, film: Generation
):
    scenes = storyboard.locator("[data-scene]")
    scenes.nth(0).get_by_role("button", name="down").click()
    scenes.nth(1).get_by_label("Words").fill("word " * 300)
    storyboard.get_by_role("button", name="Make the changes").click()
    expect(storyboard.get_by_text("Please keep a scene to 1,000 characters")).to_be_visible()
    # Of two that have changed places, one was moved.
    expect(storyboard.locator("[data-changes]")).to_have_text(re.compile("[12] scenes? (is|are) changed."))
    expect(scenes.nth(1).get_by_label("Words")).to_have_value("word " * 300)
    scenes.nth(1).get_by_label("Words").fill("Every morning.")
    expect(storyboard.get_by_text("Please keep a scene to 1,000 characters")).to_have_count(0)
    expect(storyboard.get_by_text("fields marked in red")).to_have_count(0)
    storyboard.get_by_role("button", name="Make the changes").click()
    expect(storyboard.get_by_text("Your changes are being made.")).to_be_visible()
    assert film.scenes.last().narration == "Every morning."


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_that_has_the_focus_lies_under_the_bar(storyboard: Page, film: Generation, width: int):
    for number in range(8):
        make_scene(film, narration=f"Sentence {number}.", prompt="A boat")
    storyboard.set_viewport_size({"width": width, "height": 844})
    storyboard.reload()
    covered = []
    storyboard.get_by_role("link", name="Back").focus()
    for _ in range(70):
        storyboard.keyboard.press("Shift+Tab")
        covered.append(storyboard.evaluate(UNDER_BAR))
    storyboard.evaluate("() => document.querySelector('main').focus()")
    for _ in range(70):
        storyboard.keyboard.press("Tab")
        covered.append(storyboard.evaluate(UNDER_BAR))
    assert [name for name in covered if name] == []


def test_a_skip_link_leads_to_saving(storyboard: Page):
    storyboard.keyboard.press("Tab")
    storyboard.keyboard.press("Tab")
    expect(storyboard.get_by_role("link", name="Skip to saving")).to_be_focused()
    storyboard.keyboard.press("Enter")
    storyboard.keyboard.press("Tab")
    expect(storyboard.get_by_role("link", name="Back")).to_be_focused()


def test_buttons_name_their_scene_also_after_a_move(storyboard: Page):
    first = storyboard.locator("[data-scene]").first
    names = [button.get_attribute("aria-label") for button in storyboard.locator("[data-scene] button").all()]
    assert len(set(names)) == len(names) == 18
    first.get_by_role("button", name="Move scene 1 down").click()
    expect(storyboard.get_by_role("button", name="Move scene 2 up")).to_be_focused()
    storyboard.get_by_role("button", name="Add a scene", exact=True).click()
    expect(storyboard.get_by_role("button", name="Delete scene 3")).to_have_count(1)


NAMES = """() => {
  // Not `innerText`: what is not on the screen is not laid out.
  const labelOf = (part) => [...(part.labels?.[0]?.childNodes ?? [])].filter((one) => one.className !== "optional");
  const wordsOf = (part) => labelOf(part).map((one) => one.textContent).join("").trim().replace(/\\s+/g, " ");
  return [...document.querySelectorAll("main :is(button, a, input:not([type=hidden]), textarea, select, img)")]
    .filter((part) => part.checkVisibility())
    .map((part) => part.getAttribute("aria-label") ?? (wordsOf(part) || part.alt || part.textContent.trim()));
}"""


def test_every_name_is_there_once_also_of_scenes_that_are_left_out(storyboard: Page, film: Generation):
    for number in range(3):
        make_scene(film, narration=f"Sentence {number}.", prompt="A boat")
    storyboard.reload()

    def names() -> list[str]:
        found = storyboard.evaluate(NAMES)
        assert sorted(found) == sorted(set(found))
        assert all(found)
        return found

    assert {"Words (scene 5)", "Picture (scene 5)", "Move scene 2 up", "The picture of scene 2"} <= set(
        names()
    )
    storyboard.get_by_role("button", name="Delete scene 2").click()
    expect(storyboard.get_by_role("button", name="Put left-out scene 2 back")).to_be_focused()
    assert {"Words (scene 4)", "Delete scene 2"} <= set(names())
    assert "Words (left-out scene 2)" not in names()
    for _ in range(2):
        storyboard.get_by_role("button", name="Add a scene", exact=True).click()
    assert "Words (scene 6)" in names()
    storyboard.get_by_role("button", name="Delete scene 5").click()
    storyboard.get_by_role("button", name="Delete scene 5").click()
    assert {"Put left-out new scene 1 back", "Put left-out new scene 2 back"} <= set(names())
    storyboard.get_by_role("button", name="Put left-out scene 2 back").click()
    assert "Words (scene 5)" in names()
    assert "Words (left-out scene 2)" not in names()
