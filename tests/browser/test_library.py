"""The library with scripts."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from generator.models import Generation
from tests.browser.visits import make_running, sign_in
from tests.support.factories import make_generation

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]


@pytest.fixture
def library(page: Page, live_server, alice) -> Page:
    for title in ("The sea", "The forest", "A desert"):
        make_generation(alice, title=title, input_text="", status=Generation.Status.SUCCEEDED)
    make_generation(alice, title="A broken sea", input_text="", status=Generation.Status.FAILED)
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("library"))
    return page


def test_it_is_searched_while_one_types_and_filtered_at_once(library: Page):
    cards = library.locator(".tile")
    expect(cards).to_have_count(4)
    library.get_by_label("Search your videos").fill("sea")
    expect(cards).to_have_count(2)
    library.get_by_text("Failed", exact=True).first.click()
    expect(cards).to_have_count(1)
    expect(library).to_have_url(re.compile(r"\?q=sea&status=failed"))
    library.reload()
    expect(cards).to_have_count(1)
    expect(library.get_by_label("Search your videos")).to_have_value("sea")


def test_only_a_search_dims_what_is_there(page: Page, live_server, alice):
    """Asking again how far a video is does not, on however slow a way: there it would blink all the time."""
    make_running(alice)
    page.emulate_media(reduced_motion="reduce")
    sign_in(page, live_server.url, alice)
    held: list[Route] = []
    page.route("**/videos/**", lambda route: held.append(route) if is_of_htmx(route) else route.continue_())
    page.goto(live_server.url + reverse("library"))
    expect(page.locator("#results")).to_have_class("htmx-request", timeout=8000)
    expect(page.locator("#results .grid")).to_have_css("opacity", "1")
    page.get_by_label("Search your videos").fill("ice")
    expect(page.locator("#results .grid")).to_have_css("opacity", "0.55")
    for route in held:
        route.fulfill(status=204)


def is_of_htmx(route: Route) -> bool:
    return "hx-request" in route.request.headers


def test_films_are_chosen_put_into_a_folder_thrown_away_put_back_and_renamed(library: Page, alice):
    cards, bar = library.locator(".tile"), library.locator("[data-bar]")
    expect(bar).to_be_hidden()
    # With the keyboard: the first, and with the shift key as far as the third.
    boxes = library.get_by_role("checkbox", name=re.compile("^Select (A|The)"))
    boxes.nth(0).focus()
    library.keyboard.press("Space")
    boxes.nth(2).click(modifiers=["Shift"])
    expect(bar.get_by_text("3 selected")).to_be_visible()
    library.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    library.keyboard.press("Control+a")
    expect(bar.get_by_text("4 selected")).to_be_visible()
    boxes.nth(0).click()

    bar.get_by_text("Folder", exact=True).click()
    bar.get_by_label("Into which folder").select_option("New folder …")
    bar.get_by_label("Name of the new folder").fill("Nature")
    bar.get_by_role("button", name="Move").click()
    expect(library.get_by_text("3 videos are in “Nature” now.")).to_be_visible()
    library.get_by_role("navigation", name="Folders").get_by_role("link", name="Nature").click()
    expect(cards).to_have_count(3)

    library.get_by_label("Search in this folder").fill("the")
    expect(library).to_have_url(re.compile(r"folder=\d+&q=the"))
    expect(cards).to_have_count(2)
    library.get_by_label("Select all").check()
    library.keyboard.press("Delete")
    expect(library.get_by_text("2 videos are in the bin.")).to_be_visible()
    assert Generation.objects.in_bin().count() == 2
    library.get_by_role("button", name="Put back").click()
    expect(library.get_by_text("2 videos are back in your library.")).to_be_visible()
    expect(cards).to_have_count(2)

    library.get_by_label("More for The sea").click()
    library.get_by_role("link", name="Rename").click()
    field = library.get_by_label("New title")
    expect(field).to_be_focused()
    field.fill("The ocean")
    library.keyboard.press("Enter")
    expect(library.get_by_role("link", name="The ocean", exact=True)).to_be_focused()
    assert Generation.objects.filter(title="The ocean").exists()

    library.get_by_role("link", name="The ocean", exact=True).click()
    expect(library.get_by_role("link", name=re.compile("^(Previous|Next) video: The forest"))).to_be_visible()
    library.get_by_role("button", name="Into the bin").click()
    expect(library.get_by_text("The video is in the bin.")).to_be_visible()
    expect(library).to_have_url(re.compile(r"q=the"))
    library.get_by_role("navigation", name="Folders").get_by_role("link", name="Bin").click()
    library.get_by_role("button", name="Put back The ocean").click()
    expect(library.get_by_text("It is back in your library.")).to_be_visible()
    expect(library.get_by_text("The bin is empty")).to_be_visible()


def test_a_name_is_not_lost_to_the_list_that_asks_again(library: Page, alice):
    make_generation(alice, title="Being made", input_text="")
    library.reload()
    library.get_by_label("More for The sea").click()
    library.get_by_role("link", name="Rename").click()
    library.get_by_label("New title").fill("The oce")
    library.get_by_label("Select The forest").check()
    # The list would ask each four seconds.
    library.wait_for_timeout(4500)
    expect(library.get_by_label("New title")).to_have_value("The oce")
    library.get_by_label("New title").press("Escape")
    expect(library.get_by_role("link", name="The sea", exact=True)).to_be_focused()
    with library.expect_response(re.compile(r"/videos/")):
        pass
    expect(library.get_by_label("Select The forest")).to_be_checked()


def test_without_scripts_all_of_it_is_there(browser, live_server, alice):
    make_generation(alice, title="The sea", status=Generation.Status.SUCCEEDED)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("library"))
    page.get_by_label("Select The sea").check()
    page.get_by_text("Folder", exact=True).click()
    page.get_by_label("Into which folder").select_option("New folder …")
    page.get_by_label("Name of the new folder").fill("Nature")
    page.get_by_role("button", name="Move").click()
    page.locator("[name=everything]").check()
    page.locator("[data-bar]").get_by_role("button", name="Into the bin").click()
    page.get_by_role("button", name="Put back").click()
    page.get_by_label("More for The sea").click()
    page.get_by_role("link", name="Rename").click()
    page.get_by_label("Title").fill("The ocean")
    page.get_by_role("button", name="Save").click()
    film = Generation.objects.owned_by(alice).get()
    assert (film.title, str(film.folder)) == ("The ocean", "Nature")
    context.close()


def test_how_many_were_found_is_told_once_a_search_and_not_again_and_again(library: Page, alice):
    found = library.locator("#found")
    expect(library.get_by_role("status")).to_have_count(1)
    expect(found).to_have_text("")
    make_generation(alice, title="A slow sea", input_text="")
    library.get_by_label("Search your videos").fill("sea")
    expect(found).to_have_text("3 videos found")
    found.evaluate("(place) => place.replaceChildren()")
    # The list asks again by itself while a video is made.
    with library.expect_response(re.compile(r"/videos/\?")):
        pass
    expect(found).to_have_text("")
