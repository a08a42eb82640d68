"""The bar of the forms that start a video: in sight wherever one is, over nothing that one works with."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.visits import sign_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]

FORMS = ("text_to_video", "image_to_video")
# The name of what has the focus, if the bar covers it and it is no part of the bar.
UNDER_BAR = """() => {
  const bar = document.querySelector("[data-send]"), focused = document.activeElement;
  const box = focused.getBoundingClientRect(), around = bar.getBoundingClientRect();
  const isBeside = box.right <= around.left || box.left >= around.right;
  const isFree = bar.contains(focused) || !box.height || isBeside || box.bottom <= around.top + 1 || box.top >= around.bottom - 1;
  return isFree || focused === document.body || focused.id === "main" ? "" : focused.outerHTML.slice(0, 90);
}"""


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("window", [(390, 844), (360, 640), (844, 390), (1366, 640), (1280, 800)])
def test_the_button_is_in_sight_from_top_to_bottom(
    page: Page, live_server, alice, name: str, window: tuple[int, int]
):
    page.set_viewport_size({"width": window[0], "height": window[1]})
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse(name))
    button = page.get_by_role("button", name="Generate video")
    for share in (0, 0.3, 0.6):
        page.evaluate("(share) => scrollTo(0, share * document.documentElement.scrollHeight)", share)
        expect(button).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_that_has_the_focus_lies_under_the_bar(page: Page, live_server, alice, name: str, width: int):
    page.set_viewport_size({"width": width, "height": 700})
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse(name))
    page.evaluate("() => document.querySelectorAll('details').forEach((part) => (part.open = true))")
    covered = []
    page.evaluate("() => document.querySelector('main').focus()")
    for key in ("Tab", "Shift+Tab"):
        for _ in range(28):
            page.keyboard.press(key)
            covered.append(page.evaluate(UNDER_BAR))
    assert [name for name in covered if name] == []


def test_the_bar_says_what_the_video_will_be(page: Page, live_server, alice):
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("text_to_video"))
    bar = page.locator("[data-send]")
    expect(bar).to_contain_text("No words yet")
    page.get_by_label("Your text").fill("The sea was calm. " * 40)
    expect(bar).to_contain_text("About 1:02, 8 scenes")
    page.get_by_label("Voice").select_option("none")
    expect(bar).to_contain_text("No narrator")


def test_the_bar_leaves_the_room_of_a_keyboard_to_the_field(browser, live_server, alice):
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("text_to_video"))
    bar = page.locator("[data-send]")
    expect(bar).to_have_css("position", "sticky")
    page.get_by_label("Your text").focus()
    expect(bar).to_have_css("position", "static")
    page.get_by_label("Voice").focus()
    expect(bar).to_have_css("position", "sticky")
    context.close()


@pytest.mark.parametrize("name", FORMS)
def test_the_bar_needs_no_scripts(browser, live_server, alice, name: str):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse(name))
    expect(page.get_by_role("button", name="Generate video")).to_be_in_viewport(ratio=1)
    context.close()
