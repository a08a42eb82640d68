"""The newest of what was typed is there after a refresh, however early that is, and never something older."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from generator.models import Generation
from tests.browser.forms.test_typing import KEPT, WORDS, form, is_kept, text, type_words

__all__ = ["form"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
NEWER = f"{WORDS} It goes on."


@pytest.mark.usefixtures("complaints")
@pytest.mark.parametrize("milliseconds", [0, 150, 700])
def test_the_newest_words_are_there_after_a_refresh(form: Page, milliseconds: int):
    draft = type_words(form)
    text(form).press_sequentially(" It goes on.")
    form.wait_for_timeout(milliseconds)
    form.reload()
    expect(text(form)).to_have_value(NEWER)
    is_kept(form, NEWER)
    expect(form.get_by_text(KEPT)).to_be_visible()
    text(form).press_sequentially(" More.")
    is_kept(form, f"{NEWER} More.")
    assert Generation.objects.get().pk == draft.pk


@pytest.mark.usefixtures("complaints")
@pytest.mark.parametrize("milliseconds", [0, 700])
def test_words_that_no_draft_holds_yet_are_there_after_a_refresh_and_are_one_draft(
    form: Page, milliseconds: int
):
    text(form).press_sequentially(WORDS)
    form.wait_for_timeout(milliseconds)
    form.reload()
    expect(text(form)).to_have_value(WORDS)
    text(form).press_sequentially(" It goes on.")
    is_kept(form, NEWER)
    form.wait_for_timeout(2500)
    assert [row.input_text for row in Generation.objects.all()] == [NEWER]


def test_an_older_state_that_was_under_way_is_written_on(form: Page):
    draft = type_words(form)
    held: list[Route] = []
    form.route("**/text-to-video/typed/", lambda route: held.append(route))
    with form.expect_request("**/text-to-video/typed/"):
        text(form).press_sequentially(" It goes")
    text(form).press_sequentially(" on.")
    # It arrives, and its answer finds nobody any more.
    held[0].fetch()
    form.unroute("**/text-to-video/typed/")
    form.reload()
    expect(text(form)).to_have_value(NEWER)
    is_kept(form, NEWER)
    assert Generation.objects.get().pk == draft.pk


def test_words_of_a_time_when_the_site_was_out_of_reach_come_back(form: Page, live_server):
    form.on("dialog", lambda dialog: dialog.accept())
    form.route("**/text-to-video/typed/", lambda route: route.abort())
    text(form).press_sequentially(WORDS)
    expect(form.get_by_text("the site does not answer")).to_be_visible()
    form.goto(live_server.url + reverse("help"))
    form.unroute("**/text-to-video/typed/")
    form.goto(live_server.url + reverse("text_to_video"))
    expect(text(form)).to_have_value(WORDS)
    is_kept(form, WORDS)


@pytest.mark.usefixtures("complaints")
def test_choices_are_brought_back_too(form: Page):
    type_words(form)
    form.get_by_text("Paper cut").click()
    form.get_by_label("Pace").select_option("Fast")
    form.reload()
    expect(form.get_by_label("Paper cut")).to_be_checked()
    expect(form.get_by_label("Pace")).to_have_value("1.3")
    form.wait_for_timeout(1500)
    assert Generation.objects.get().style == "paper"


@pytest.mark.usefixtures("complaints")
def test_what_was_sent_does_not_come_back_to_the_next_empty_form(form: Page, live_server):
    text(form).fill(WORDS)
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("Making your video")).to_be_visible()
    form.goto(live_server.url + reverse("text_to_video"))
    form.reload()
    expect(text(form)).to_have_value("")
    assert Generation.objects.count() == 1


def test_whoever_signs_out_leaves_nothing_behind(form: Page):
    form.on("dialog", lambda dialog: dialog.accept())
    form.route("**/text-to-video/typed/", lambda route: route.abort())
    text(form).press_sequentially(WORDS)
    form.evaluate("() => document.querySelector('form[data-sign-out]').requestSubmit()")
    form.wait_for_url("**/")
    assert form.evaluate("() => sessionStorage.getItem('unkept')") is None


def test_an_answer_that_is_lost_makes_no_second_draft(form: Page):
    draft = type_words(form)
    lost: list[Route] = []

    def lose(route: Route) -> None:
        lost.append(route)
        if len(lost) > 1:
            route.continue_()
            return
        route.fetch()
        route.abort()

    form.route("**/text-to-video/typed/", lose)
    text(form).press_sequentially(" It goes")
    expect(form.get_by_text("the site does not answer")).to_be_visible()
    text(form).press_sequentially(" on.")
    is_kept(form, NEWER)
    expect(form.get_by_text(KEPT)).to_be_visible()
    assert Generation.objects.get().pk == draft.pk
