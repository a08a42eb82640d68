"""The library with scripts."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from generator.models import Generation
from tests.browser.visits import sign_in
from tests.support.factories import make_generation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("complaints")]


@pytest.fixture
def library(page: Page, live_server, alice) -> Page:
    for title in ("The sea", "The forest", "A desert"):
        make_generation(alice, title=title, input_text="", status=Generation.Status.SUCCEEDED)
    make_generation(alice, title="A broken sea", input_text="", status=Generation.Status.FAILED)
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("library"))
    return page


def test_it_is_searched_while_one_types_and_filtered_at_once(library: Page):
    cards = library.get_by_role("listitem")
    expect(cards).to_have_count(4)
    library.get_by_label("Search your videos").fill("sea")
    expect(cards).to_have_count(2)
    library.get_by_text("Failed", exact=True).first.click()
    expect(cards).to_have_count(1)
    expect(library).to_have_url(re.compile(r"\?q=sea&status=failed"))
    library.reload()
    expect(cards).to_have_count(1)
    expect(library.get_by_label("Search your videos")).to_have_value("sea")


def test_a_deletion_asks_and_can_be_thought_better_of(library: Page):
    library.get_by_label("Search your videos").fill("the")
    # The address changes with the answer; before it, the old list could be taken for the found one.
    expect(library).to_have_url(re.compile(r"\?q=the"))
    expect(library.get_by_role("listitem")).to_have_count(2)
    card = library.get_by_role("listitem").filter(has_text="The sea")
    card.get_by_role("link", name="Delete").click()
    question = library.get_by_role("dialog", name="Delete this video?")
    expect(question.get_by_text("The sea")).to_be_visible()
    expect(question.get_by_role("button", name="Keep it")).to_be_focused()
    library.keyboard.press("Escape")
    expect(question).to_be_hidden()
    assert Generation.objects.filter(title="The sea").exists()

    card.get_by_role("link", name="Delete").click()
    question.get_by_role("button", name="Delete").click()
    expect(library.get_by_text("The video is deleted.")).to_be_visible()
    expect(library).to_have_url(re.compile(r"\?q=the"))
    assert not Generation.objects.filter(title="The sea").exists()


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
