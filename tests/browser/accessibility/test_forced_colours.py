"""What is chosen shows where a browser paints in its own few colours, and a keyboard reaches what scrolls."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.visits import make_library, sign_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]

# How a chosen thing differs from one that is not, as a browser with forced colours paints it.
FILLED = """([chosen, other]) => {
  const painted = (selector) => getComputedStyle(document.querySelector(selector)).backgroundColor;
  return painted(chosen) !== painted(other);
}"""


@pytest.mark.parametrize(
    ("name", "chosen", "other"),
    [
        ("text_to_video", ".choice:has(:checked)", ".choice:not(:has(:checked))"),
        ("text_to_video", ".tabs a[aria-current]", ".tabs a:not([aria-current])"),
        ("text_to_video", ".toggle input:checked", ".toggle input:not(:checked)"),
        ("library", ".chips :checked + span", ".chips :not(:checked) + span"),
        ("library", ".shelves [aria-current]", ".shelves a:not([aria-current])"),
        ("library", ".views [aria-current]", ".views a:not([aria-current])"),
    ],
)
def test_what_is_chosen_shows_in_forced_colours(
    page: Page, live_server, alice, name: str, chosen: str, other: str
):
    make_library(alice)
    sign_in(page, live_server.url, alice)
    page.emulate_media(forced_colors="active")
    page.goto(live_server.url + reverse(name))
    page.evaluate("() => document.querySelectorAll('details').forEach((part) => (part.open = true))")
    if "toggle" in chosen:
        page.evaluate("""() => document.querySelector(".field").insertAdjacentHTML("afterend",
            '<label class="toggle"><input type="checkbox" checked></label><label class="toggle"><input type="checkbox"></label>')""")
    assert page.evaluate(FILLED, [chosen, other])


def test_a_long_text_is_scrolled_by_keyboard(page: Page, live_server, alice):
    film = make_library(alice)["failed"]
    film.input_text = "A long story goes on. " * 400
    film.save()
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + film.get_absolute_url())
    box = page.get_by_role("group", name="What you wrote")
    box.focus()
    expect(box).to_be_focused()
    page.keyboard.press("End")
    page.wait_for_function("() => document.querySelector('.told').scrollTop > 200")
