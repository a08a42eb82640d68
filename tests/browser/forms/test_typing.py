"""What is typed is kept while one types, whatever becomes of the page."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, Route, expect

from generator.models import Generation, User
from tests.browser.visits import sign_in
from tests.support.factories import PASSWORD, make_generation
from tests.support.media import photo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
WORDS = "The fox crosses the snow. Nobody sees it."
KEPT = re.compile("Kept as a draft in your library")


@pytest.fixture
def form(page: Page, live_server, alice) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("text_to_video"))
    return page


def text(page: Page):
    return page.get_by_label("Your text")


def type_words(page: Page, words: str = WORDS) -> Generation:
    text(page).press_sequentially(words)
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.wait_for_function("words => document.querySelector('[data-create]').elements.draft.value", arg=words)
    page.wait_for_url("**/text-to-video/*-*/")
    return Generation.objects.drafts().latest("created_at")


def is_kept(page: Page, words: str) -> None:
    """Wait until a draft holds exactly these words."""
    for _ in range(100):
        if Generation.objects.drafts().filter(input_text=words).exists():
            return
        page.wait_for_timeout(50)
    raise AssertionError(list(Generation.objects.values_list("status", "input_text")))


@pytest.mark.usefixtures("complaints")
def test_it_is_there_after_the_page_was_loaded_anew(form: Page):
    draft = type_words(form)
    assert form.url.endswith(draft.get_absolute_url())
    form.get_by_text("Paper cut").click()
    form.get_by_label("Pace").select_option("Fast")
    form.wait_for_timeout(1500)
    form.reload()
    expect(text(form)).to_have_value(WORDS)
    expect(form.get_by_label("Paper cut")).to_be_checked()
    expect(form.get_by_label("Pace")).to_have_value("1.3")
    assert Generation.objects.count() == 1


@pytest.mark.usefixtures("complaints")
def test_a_slip_to_the_other_form_loses_nothing_and_leads_back(form: Page):
    text(form).press_sequentially(WORDS)
    # At once, before the pause in which it would have been kept.
    form.get_by_role("link", name="From a picture").click()
    expect(form.get_by_label("Picture or clip", exact=True)).to_be_attached()
    form.get_by_role("link", name="From text").click()
    expect(text(form)).to_have_value(WORDS)
    assert Generation.objects.count() == 1


@pytest.mark.usefixtures("complaints")
def test_the_draft_that_was_kept_is_the_one_that_is_sent(form: Page):
    draft = type_words(form)
    text(form).press_sequentially(" It goes on.")
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("Making your video")).to_be_visible()
    row = Generation.objects.get()
    assert (row.pk, row.status, row.input_text) == (draft.pk, "queued", f"{WORDS} It goes on.")


@pytest.mark.usefixtures("complaints")
def test_one_request_is_under_way_at_a_time_and_sending_waits_for_it(form: Page):
    under_way, most = 0, 0

    def slowly(route: Route) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        answer = route.fetch()
        form.wait_for_timeout(1200)
        under_way -= 1
        route.fulfill(response=answer)

    form.route("**/text-to-video/typed/", slowly)
    with form.expect_request("**/text-to-video/typed/"):
        text(form).press_sequentially(WORDS)
    text(form).press_sequentially(" More.")
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("Making your video")).to_be_visible()
    row = Generation.objects.get()
    assert (row.status, row.input_text, most) == ("queued", f"{WORDS} More.", 1)


@pytest.mark.usefixtures("complaints")
def test_a_text_that_is_refused_is_kept_as_it_stands(form: Page):
    text(form).fill("?!")
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("Please write some words")).to_be_visible()
    is_kept(form, "?!")
    form.wait_for_url("**/text-to-video/*-*/")
    form.reload()
    expect(text(form)).to_have_value("?!")


def test_pages_ask_before_they_are_left_only_while_something_is_not_kept(form: Page):
    asked = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    type_words(form)
    form.reload()
    assert asked == []
    form.route("**/text-to-video/typed/", lambda route: route.abort())
    text(form).press_sequentially("More.")
    form.reload()
    assert asked == ["beforeunload"]


def test_two_windows_with_one_draft_end_with_two(form: Page, context: BrowserContext):
    draft = type_words(form)
    other = context.new_page()
    other.goto(form.url)
    text(other).fill(f"{WORDS} Of the other.")
    is_kept(other, f"{WORDS} Of the other.")
    text(form).fill(f"{WORDS} Of the one.")
    expect(form.get_by_text("so what you write here is a draft of its own now")).to_be_visible()
    is_kept(form, f"{WORDS} Of the one.")
    assert (
        form.get_by_role("link", name="Show the other one")
        .get_attribute("href")
        .endswith(draft.get_absolute_url())
    )
    assert Generation.objects.drafts().count() == 2
    other.close()


def sign_out_everywhere() -> None:
    Session.objects.all().delete()


def sign_in_by_hand(page: Page, alice: User) -> None:
    page.get_by_label("Email").fill(alice.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("way", ["Generate video", "Sign in and go on"])
def test_a_visit_that_ends_in_mid_form_costs_nothing(form: Page, alice, way: str):
    draft = type_words(form)
    sign_out_everywhere()
    text(form).press_sequentially(" More words.")
    expect(form.get_by_text("You are not signed in any more")).to_be_visible()
    form.get_by_role("button", name=way).click()
    sign_in_by_hand(form, alice)
    expect(text(form)).to_have_value(f"{WORDS} More words.")
    assert form.url.endswith(draft.get_absolute_url())
    assert Generation.objects.get().input_text == f"{WORDS} More words."


def test_who_signed_in_again_in_another_window_types_on_as_if_nothing_had_been(
    form: Page, alice, context: BrowserContext, live_server
):
    type_words(form)
    sign_out_everywhere()
    other = context.new_page()
    other.goto(live_server.url + reverse("account_login"))
    sign_in_by_hand(other, alice)
    expect(other.get_by_role("heading", name="Your library")).to_be_visible()
    text(form).press_sequentially(" More words.")
    is_kept(form, f"{WORDS} More words.")
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("Making your video")).to_be_visible()
    assert Generation.objects.get().status == "queued"
    other.close()


def test_who_signs_in_meanwhile_gets_none_of_it(form: Page, bob, context: BrowserContext, live_server):
    type_words(form)
    sign_out_everywhere()
    other = context.new_page()
    other.goto(live_server.url + reverse("account_login"))
    sign_in_by_hand(other, bob)
    expect(other.get_by_role("heading", name="Your library")).to_be_visible()
    text(form).press_sequentially(" Not for Bob.")
    expect(form.get_by_text("somebody else has signed in in this browser")).to_be_visible()
    assert not Generation.objects.filter(owner=bob).exists()
    assert Generation.objects.get().input_text == WORDS
    other.close()


def test_a_form_without_a_valid_token_shows_all_that_was_typed(form: Page, context: BrowserContext):
    text(form).fill(WORDS)
    form.get_by_label("Title", exact=False).first.fill("Fox")
    form.evaluate(
        "() => (document.querySelector('[data-create]').elements.csrfmiddlewaretoken.value = 'x'.repeat(64))"
    )
    form.route("**/text-to-video/typed/", lambda route: route.abort())
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_role("heading", name="Please try once more")).to_be_visible()
    expect(text(form)).to_have_value(WORDS)
    form.get_by_role("button", name="Send again").click()
    expect(form.get_by_text("Making your video")).to_be_visible()
    row = Generation.objects.get(status="queued")
    assert (row.input_text, row.title) == (WORDS, "Fox")


@pytest.mark.usefixtures("complaints")
def test_a_draft_is_found_and_deleted_in_the_library(page: Page, live_server, alice):
    make_generation(alice, status="draft", title="", input_text=WORDS)
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("library"))
    page.get_by_role("link", name="The fox crosses the snow. Nobody sees it.", exact=True).click()
    expect(text(page)).to_have_value(WORDS)
    page.go_back()
    page.get_by_label("More for The fox crosses").click()
    page.get_by_role("button", name="Into the bin").click()
    expect(page.get_by_text("The draft is in the bin.")).to_be_visible()


@pytest.mark.usefixtures("complaints")
def test_without_scripts_a_draft_is_kept_on_demand(browser, live_server, alice):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("text_to_video"))
    text(page).fill("?!")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(text(page)).to_have_value("?!")
    text(page).fill(WORDS)
    page.get_by_role("button", name="Generate video").click()
    assert Generation.objects.get().input_text == WORDS
    context.close()


@pytest.mark.usefixtures("complaints")
def test_what_is_typed_beside_a_picture_is_kept_once_the_picture_is_there(page: Page, live_server, alice):
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("image_to_video"))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_label("What should the narrator say?").press_sequentially("This is Rex.")
    page.get_by_role("link", name="From text").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"], "There is no draft yet that could hold it."
    page.get_by_label("Picture or clip", exact=True).set_input_files(
        {"name": "dog.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.wait_for_url("**/image-to-video/*-*/")
    is_kept(page, "This is Rex.")
    page.get_by_label("What should the narrator say?").fill("This is Rex, our dog.")
    is_kept(page, "This is Rex, our dog.")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.reload()
    expect(page.get_by_label("What should the narrator say?")).to_have_value("This is Rex, our dog.")
    assert (len(asked), Generation.objects.count()) == (1, 1)
