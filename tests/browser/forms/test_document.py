"""In a browser, a document is read as soon as it is chosen or dropped, and a preset leaves the words alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from generator.models import Generation
from tests.browser.visits import sign_in
from tests.support.printed import pdf, prose

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

WORDS = "The old bridge at Aldersby still stands, and nobody knows who built it."


@pytest.fixture
def form(live_server: Any, page: Page, alice: Any) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + "/text-to-video/")
    return page


def test_a_chosen_document_is_read_into_the_text_and_kept_as_a_draft(form: Page, tmp_path: Path, complaints):
    file = tmp_path / "bridge.pdf"
    file.write_bytes(pdf([prose(WORDS)]))
    form.get_by_label("From a document").set_input_files(file)
    expect(form.get_by_label("Your text")).to_have_value(WORDS)
    expect(form.get_by_text("Please look through what was read")).to_be_visible()
    form.wait_for_url("**/text-to-video/*-*/")
    assert Generation.objects.get().input_text == WORDS


def test_another_document_takes_the_place_of_the_first_and_what_was_there_comes_back(
    form: Page, tmp_path: Path, complaints
):
    for name in ("first", "second"):
        (tmp_path / f"{name}.txt").write_text(f"The {name} story.")
    text = form.get_by_label("Your text")
    text.fill("My own words.")
    form.get_by_label("From a document").set_input_files(tmp_path / "first.txt")
    expect(text).to_have_value("My own words.\n\nThe first story.")
    form.get_by_label("From a document").set_input_files(tmp_path / "second.txt")
    expect(text).to_have_value("My own words.\n\nThe second story.")
    form.get_by_role("button", name="Put back what was there").click()
    expect(text).to_have_value("My own words.")


def test_a_refused_document_is_told_at_its_field(form: Page, tmp_path: Path, complaints):
    (tmp_path / "scan.pdf").write_bytes(pdf([[]]))
    form.get_by_label("Your text").fill("My own words.")
    form.get_by_label("From a document").set_input_files(tmp_path / "scan.pdf")
    expect(form.get_by_role("alert").filter(has_text="as scanners make them")).to_be_visible()
    expect(form.get_by_label("Your text")).to_have_value("My own words.")


def test_a_document_is_dropped_on_the_text(form: Page, complaints):
    form.get_by_label("Your text").evaluate(
        """(field, words) => {
          const brought = new DataTransfer();
          brought.items.add(new File([words], "a.md", { type: "text/markdown" }));
          field.dispatchEvent(new DragEvent("drop", { dataTransfer: brought, bubbles: true, cancelable: true }));
        }""",
        WORDS,
    )
    expect(form.get_by_label("Your text")).to_have_value(WORDS)


def test_enter_in_the_name_of_a_preset_saves_it_and_makes_no_video(form: Page, complaints):
    form.get_by_label("Your text").fill(WORDS)
    form.get_by_text("Presets", exact=True).click()
    form.get_by_label("Save these choices as").fill("Mine")
    form.get_by_label("Save these choices as").press("Enter")
    expect(form.get_by_text("The preset “Mine” is saved.")).to_be_visible()
    expect(form.get_by_label("Your text")).to_have_value(WORDS)
    assert Generation.objects.get().status == "draft"


def test_enter_in_another_field_makes_the_video(form: Page, complaints):
    form.get_by_label("Your text").fill(WORDS)
    form.get_by_label("Title", exact=False).first.press("Enter")
    form.wait_for_url("**/videos/**")
    assert Generation.objects.get().status == "queued"
