"""A picture is described while the form is filled in, and what was seen is corrected."""

from __future__ import annotations

import re
import time

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, expect

from generator import tasks
from generator.models import Generation
from generator.pipeline import run as pipeline
from tests.browser.visits import make_drafts, sign_in
from tests.support.media import photo
from tests.support.stand_ins import PROVIDERS, log

pytestmark = [pytest.mark.django_db(transaction=True)]
PICTURE = {"name": "beach.jpg", "mimeType": "image/jpeg", "buffer": photo()}


@pytest.fixture(autouse=True)
def a_quick_worker(settings):
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    tasks.report_alive()


@pytest.fixture
def form(page: Page, live_server, alice, complaints) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("image_to_video"))
    return page


def choose(page: Page) -> None:
    page.get_by_label("Picture or clip", exact=True).set_input_files(PICTURE)


def work() -> None:
    """Describe the draft's picture as a worker does."""
    pipeline.describe_draft(Generation.objects.claim("test"))


def chips(page: Page):
    return page.get_by_role("list", name="Keywords so far").locator("li > span")


def test_what_is_seen_appears_while_one_types_and_is_corrected_by_keyboard(form: Page):
    choose(form)
    expect(form.get_by_text("Looking at the picture…")).to_be_visible()
    expect(form).to_have_url(re.compile(reverse("draft", args=[Generation.objects.get().pk])))
    form.get_by_role("textbox", name="Title optional").fill("Rex")
    work()
    expect(chips(form)).to_have_text(["dog", "beach"])
    expect(form.locator("[data-announcer]")).to_contain_text("This is what we see")
    expect(form.get_by_label("Description")).to_have_value("A dog stands on a beach.")
    expect(form.locator("[data-stage-words]")).to_have_text("A dog stands on a beach.")
    expect(form.get_by_role("textbox", name="Title optional")).to_have_value("Rex")

    entry = form.get_by_role("textbox", name="Keywords")
    entry.focus()
    form.keyboard.type("Rex")
    form.keyboard.press("Enter")
    form.keyboard.type("old harbour, Dog,")
    expect(chips(form)).to_have_text(["dog", "beach", "Rex", "old harbour"])
    form.keyboard.press("Backspace")
    expect(chips(form)).to_have_count(3)
    expect(entry).to_be_focused()
    form.get_by_role("button", name="Take away dog").focus()
    form.keyboard.press("Enter")
    expect(form.get_by_role("button", name="Take away beach")).to_be_focused()
    expect(form.locator("[data-announcer]")).to_have_text("dog is taken away")
    entry.focus()
    form.keyboard.type("sand")
    form.get_by_label("Description").fill("Rex waits at the harbour.")
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("Making your video")).to_be_visible()
    film = Generation.objects.get()
    assert (film.status, film.keyword_list) == ("queued", ["beach", "Rex", "sand"])
    assert (film.description, film.title) == ("Rex waits at the harbour.", "Rex")


def test_the_description_need_not_be_waited_for(form: Page):
    choose(form)
    expect(form.get_by_text("You need not wait for it")).to_be_visible()
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("Making your video")).to_be_visible()
    assert Generation.objects.get().status == "queued"


def test_a_picture_that_is_still_under_way_is_sent_only_once(form: Page):
    sent = []

    def hold_up(route: Route) -> None:
        if route.request.method == "POST":
            sent.append(route.request.url)
            time.sleep(0.4)
        route.continue_()

    form.route(re.compile("/image-to-video/"), hold_up)
    choose(form)
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("Making your video")).to_be_visible()
    film = Generation.objects.get()
    assert film.status == "queued"
    assert [address.rstrip("/").rpartition("/")[2] for address in sent] == ["image-to-video", str(film.pk)]


def test_another_picture_takes_the_place_of_the_first(form: Page):
    choose(form)
    expect(form.get_by_text("Looking at the picture…")).to_be_visible()
    first = Generation.objects.get()
    form.get_by_label("Picture or clip", exact=True).set_input_files({**PICTURE, "buffer": photo((400, 300))})
    expect(form).not_to_have_url(re.compile(str(first.pk)))
    work()
    expect(chips(form)).to_have_count(2)
    assert Generation.objects.get().pk != first.pk


def test_a_picture_that_cannot_be_read_leaves_the_form_as_it_is(form: Page):
    form.get_by_role("textbox", name="Title optional").fill("Rex")
    choose(form)
    expect(form.get_by_text("Looking at the picture…")).to_be_visible()
    Generation.objects.update(error="This picture is damaged.")
    expect(form.get_by_role("alert").filter(has_text="This picture is damaged.")).to_be_visible()
    expect(form.get_by_role("textbox", name="Title optional")).to_have_value("Rex")
    form.get_by_role("button", name="Look again").click()
    expect(form.get_by_text("Looking at the picture…")).to_be_visible()
    work()
    expect(chips(form)).to_have_count(2)
    assert Generation.objects.get().title == "Rex"


def test_a_picture_that_is_none_is_refused_at_once(form: Page):
    form.get_by_label("Picture or clip", exact=True).set_input_files({**PICTURE, "buffer": b"just words"})
    expect(form.get_by_text("not a picture we can read")).to_be_visible()


def test_a_refused_picture_leaves_the_one_before_with_its_name_and_corrections(form: Page):
    choose(form)
    expect(form.get_by_text("Looking at the picture…")).to_be_visible()
    work()
    expect(chips(form)).to_have_count(2)
    form.get_by_label("Description").fill("Rex waits.")
    form.get_by_label("Picture or clip", exact=True).set_input_files(
        {"name": "notes.jpg", "mimeType": "image/jpeg", "buffer": b"just words"}
    )
    refused = form.get_by_role("alert").filter(has_text="not a picture we can read")
    expect(refused).to_be_visible()
    expect(form.get_by_text("Your picture from before is still used.")).to_be_visible()
    expect(form.locator("[data-name]")).to_have_text("beach.jpg")
    form.wait_for_function("() => document.querySelector('[data-preview]').naturalWidth === 320")
    expect(form.get_by_label("Description")).to_have_value("Rex waits.")
    # Longer than the page waits before it asks again.
    form.wait_for_timeout(700)
    expect(refused).to_be_visible()
    choose(form)
    expect(refused).to_have_count(0)
    expect(form.get_by_text("Looking at the picture…")).to_be_visible()


def test_too_large_a_picture_leaves_the_one_before_with_its_name(form: Page, tmp_path):
    choose(form)
    expect(form.get_by_text("Looking at the picture…")).to_be_visible()
    work()
    expect(chips(form)).to_have_count(2)
    file = tmp_path / "huge.jpg"
    with file.open("wb") as huge:
        huge.truncate(26 * 1024 * 1024)
    form.get_by_label("Picture or clip", exact=True).set_input_files(file)
    expect(form.get_by_text("This picture is larger than 25 MB.")).to_be_visible()
    expect(form.get_by_text("Your picture from before is still used.")).to_be_visible()
    expect(form.locator("[data-name]")).to_have_text("beach.jpg")
    expect(chips(form)).to_have_count(2)
    form.get_by_role("button", name="Generate video").click()
    form.wait_for_url("**/videos/**")
    assert Generation.objects.get().input_image


def test_a_refusal_stays_while_the_picture_before_is_looked_at(form: Page):
    choose(form)
    expect(form.get_by_text("Looking at the picture…")).to_be_visible()
    form.get_by_label("Picture or clip", exact=True).set_input_files(
        {"name": "notes.jpg", "mimeType": "image/jpeg", "buffer": b"just words"}
    )
    refused = form.get_by_role("alert").filter(has_text="not a picture we can read")
    expect(refused).to_be_visible()
    work()
    expect(chips(form)).to_have_count(2)
    expect(refused).to_be_visible()
    expect(form.locator("[data-name]")).to_have_text("beach.jpg")


def test_where_a_picture_cannot_be_sent_the_video_can_be_made_all_the_same(form: Page, complaints: list[str]):
    form.route(re.compile("/image-to-video/"), lambda route: route.abort(), times=1)
    choose(form)
    expect(form.get_by_text("could not be sent just now")).to_be_visible()
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("Making your video")).to_be_visible()
    # The browser itself and htmx note the failure on the console.
    complaints.clear()


def test_a_draft_is_gone_on_with_from_the_library(form: Page, live_server, alice):
    make_drafts(alice)
    form.goto(live_server.url + reverse("library"))
    form.locator(".tile").filter(has_text="Continue").nth(1).get_by_role("link").first.click()
    expect(chips(form)).to_have_count(4)
    # The picture of the draft is shown where it was chosen.
    form.wait_for_function("() => document.querySelector('[data-preview]').naturalWidth === 320")


def test_it_all_works_without_scripts(browser: Browser, live_server, alice):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("image_to_video"))
    choose(page)
    page.get_by_role("textbox", name="Title optional").fill("Rex")
    page.get_by_role("button", name="Look at the picture first").click()
    expect(page.get_by_text("Looking at the picture…")).to_be_visible()
    work()
    page.get_by_role("textbox", name="Title optional").fill("Rex at sea")
    page.get_by_role("button", name="Show what was seen").click()
    expect(page.get_by_label("Keywords")).to_have_value("dog, beach")
    expect(page.get_by_role("textbox", name="Title optional")).to_have_value("Rex at sea")
    page.get_by_label("Keywords").fill("Rex, sea")
    page.get_by_role("button", name="Generate video").click()
    expect(page.get_by_text("Making your video")).to_be_visible()
    assert Generation.objects.get().keyword_list == ["Rex", "sea"]
    context.close()


def test_an_answer_about_a_picture_of_before_is_waited_for_by_nobody(form: Page, complaints: list[str]):
    said: list[str] = []
    form.on("console", lambda message: said.append(message.text))
    choose(form)
    expect(form.locator("#seen[data-draft]")).to_have_count(1)
    draft = Generation.objects.get()
    held: list[Route] = []
    asked = re.compile(f"/{draft.pk}/[a-z]+/$")
    form.route(asked, lambda route: held.append(route))
    with form.expect_request(asked):
        work()
    form.get_by_label("Picture or clip", exact=True).set_input_files({**PICTURE, "buffer": photo((400, 300))})
    expect(form).not_to_have_url(re.compile(str(draft.pk)))
    for route in held:
        route.continue_()
    form.wait_for_timeout(800)
    assert [line for line in said if "oob" in line] == []
    # Nor is it taken for an answer about the picture that is there now.
    expect(form.get_by_text("could not be sent just now")).to_be_hidden()
    work()
    expect(chips(form)).to_have_count(2)
    # The browser itself and htmx note on the console that the draft of before is not there any more.
    complaints.clear()
