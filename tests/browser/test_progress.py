"""A video that comes along before one's eyes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from generator.models import Generation
from tests.browser.visits import make_ready, make_running, sign_in
from tests.support.factories import make_film, make_scene
from tests.support.media import photo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("complaints")]
Status = Generation.Status


@pytest.fixture
def running(alice) -> Generation:
    return make_running(alice)


@pytest.fixture
def waiting_page(page: Page, live_server, alice, running) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + running.get_absolute_url())
    return page


def test_it_fills_up_and_ends_with_the_film(waiting_page: Page, running):
    page = waiting_page
    expect(page).to_have_title(re.compile("^46 % · How glaciers move"))
    page.evaluate("() => { document.querySelector('.board img').wasHereBefore = true; }")

    second = running.scenes.get(position=1)
    second.image = running.scenes.get(position=0).image
    second.image_fingerprint = "b2"
    second.save()
    Generation.objects.update(progress=61, title="Rivers of ice")
    expect(page).to_have_title(re.compile("^61 % · Rivers of ice"))
    expect(page.get_by_role("heading", name="Rivers of ice")).to_be_visible()
    expect(page.locator(".board img")).to_have_count(2)
    # A picture that is there already is not loaded again.
    assert page.evaluate("() => document.querySelector('.board img').wasHereBefore")

    Generation.objects.update(stage="render", progress=80)
    expect(page.locator("[data-announcer]")).to_have_text("Cutting the video")

    running.refresh_from_db()
    finished = make_ready(running.owner, title="Another")
    Generation.objects.filter(pk=running.pk).update(status=Status.SUCCEEDED, progress=100, film=finished.film)
    expect(page.locator("video")).to_be_visible()
    expect(page).to_have_title("Rivers of ice · Video Generator")


def test_it_can_be_cancelled_and_gone_on_with(waiting_page: Page, running):
    waiting_page.get_by_role("button", name="Cancel").click()
    expect(waiting_page.get_by_role("heading", name="You cancelled this video")).to_be_visible()
    waiting_page.get_by_role("button", name="Go on").click()
    expect(waiting_page.get_by_text("Waiting for its turn")).to_be_visible()


def test_it_notices_that_it_was_deleted_elsewhere(waiting_page: Page, running, complaints: list[str]):
    Generation.objects.all().delete()
    expect(waiting_page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    # The browser itself notes each 404 on its console, and htmx the first.
    assert [said for said in complaints if "404" not in said] == []
    complaints.clear()


def test_it_notices_that_one_was_signed_out(waiting_page: Page, live_server):
    waiting_page.context.clear_cookies()
    expect(waiting_page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_library_follows_too(page: Page, live_server, alice, running):
    sign_in(page, live_server.url, alice)
    page.goto(f"{live_server.url}/videos/")
    expect(page.get_by_text("46 %")).to_be_visible()
    make_scene(running, image=photo())
    Generation.objects.update(status=Status.SUCCEEDED, film=make_film(running, duration=6.0, video=b"film"))
    expect(page.locator(".tile .pill")).to_have_text("Ready")
