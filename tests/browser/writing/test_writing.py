"""In a browser, what a text service writes comes into its fields, can be undone, and a fault is told at the place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from generator.models import Generation
from tests.browser.accessibility.faults import find_faults_here
from tests.browser.visits import sign_in
from tests.support.factories import make_generation, make_scene
from tests.support.stand_ins import PROVIDERS
from tests.vendors.conftest import lists
from tests.vendors.protocols import GOOD, google_error
from tests.vendors.server import GEMINI, Services, serving
from tests.vendors.written import GERMAN

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

TOLD = ("The sea was calm.", "{Nguyen|win} came in.")
# Milliseconds: languages and voices are loaded first.
PATIENCE = 30_000
DEAD = google_error(403, "PERMISSION_DENIED", "x")


@pytest.fixture
def services(settings) -> Iterator[Services]:
    with serving(GOOD) as services:
        settings.GENERATOR_PROVIDERS = lists(services.url) | {"speech": PROVIDERS["speech"]}
        yield services


@pytest.fixture
def film(alice: Any) -> Generation:
    made = make_generation(
        alice, status=Generation.Status.SUCCEEDED, video=b"film", title="Sea", language="en"
    )
    for position, narration in enumerate(TOLD):
        make_scene(made, position=position, narration=narration)
    return made


@pytest.fixture
def visit(live_server: Any, page: Page, alice: Any, services: Services) -> Page:
    sign_in(page, live_server.url, alice)
    return page


def test_a_draft_comes_into_the_text_and_is_undone(
    live_server: Any, visit: Page, services: Services, complaints
):
    visit.goto(f"{live_server.url}/text-to-video/")
    text, title = visit.get_by_label("Your text"), visit.get_by_label("Title", exact=False).first
    text.fill("My own words.")
    visit.get_by_text("Write it for me").click()
    visit.get_by_label("Topic").fill("the deep sea")
    visit.get_by_label("Audience").fill("children")
    # The Enter key asks for the draft, and sends no film.
    visit.get_by_label("Audience").press("Enter")
    expect(visit.get_by_text("seconds with this voice")).to_be_visible(timeout=PATIENCE)
    assert text.input_value().startswith("My own words.\n\nThe sea keeps")
    assert title.input_value() == "The deep sea"
    visit.get_by_role("button", name="Undo the draft").click()
    expect(text).to_have_value("My own words.")
    services.on(GEMINI, DEAD)
    visit.get_by_role("button", name="Write a draft").click()
    expect(visit.get_by_role("alert").filter(has_text="could not be written")).to_be_visible(timeout=PATIENCE)
    expect(text).to_have_value("My own words.")
    assert find_faults_here(visit) == []
    assert not Generation.objects.exclude(status="draft").exists()


def test_a_scene_is_reworded_and_undone(live_server: Any, visit: Page, film: Generation, complaints):
    visit.goto(f"{live_server.url}/videos/{film.pk}/storyboard/")
    field = visit.locator("[name$='-0-narration']")
    visit.get_by_role("button", name="Reword scene 1").click()
    visit.get_by_role("button", name="Shorter (scene 1)").click()
    expect(field).to_have_value("Today the sea lay perfectly still.", timeout=PATIENCE)
    expect(visit.get_by_text("Rewritten: about")).to_be_visible(timeout=PATIENCE)
    assert find_faults_here(visit) == []
    visit.get_by_role("button", name="Undo", exact=True).click()
    expect(field).to_have_value(TOLD[0])
    assert film.scenes.get(position=0).narration == TOLD[0]


def test_the_words_are_translated_and_a_publication_is_shown(
    live_server: Any, visit: Page, film: Generation, complaints
):
    visit.goto(f"{live_server.url}/videos/{film.pk}/language/")
    visit.get_by_role("button", name="Translate the words").click()
    expect(visit.get_by_role("alert").filter(has_text="choose a language")).to_be_visible(timeout=PATIENCE)
    visit.get_by_label("Language", exact=True).select_option("de")
    visit.get_by_role("button", name="Translate the words").click()
    expect(visit.get_by_label("Scene 1 in the new language")).to_have_value(GERMAN, timeout=PATIENCE)
    assert find_faults_here(visit) == []
    visit.get_by_role("button", name="Put back what was there").click()
    expect(visit.get_by_label("Scene 1 in the new language")).to_have_value("")
    visit.goto(f"{live_server.url}/videos/{film.pk}/")
    visit.get_by_role("button", name="Write title, description and hashtags").click()
    expect(visit.get_by_text("#DeepSea #QuietHarbour #boat")).to_be_visible(timeout=PATIENCE)
    assert find_faults_here(visit) == []
    assert Generation.objects.count() == 1
