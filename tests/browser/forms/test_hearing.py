"""Hearing scenes and voices with scripts: what is pressed is heard, one at a time, and what cannot be heard is said."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from generator.models import Generation
from studio.speech.kept import KeptSpeech
from tests.browser.visits import make_ready, sign_in
from tests.support.stand_ins import QuickSpeech, log

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]


@pytest.fixture(autouse=True)
def here(monkeypatch) -> None:
    log.reset()
    monkeypatch.setattr(KeptSpeech, "speak", QuickSpeech.speak)
    monkeypatch.setattr("studio.speech.kept.get_ready", lambda: None)


@pytest.fixture
def film(alice) -> Generation:
    return make_ready(alice)


@pytest.fixture
def editor(page: Page, live_server, alice, film: Generation) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("storyboard", args=[film.pk]))
    return page


def words(editor: Page, number: int = 0):
    return editor.locator("[data-scenes] textarea[name$=narration]").nth(number)


def button(editor: Page, name: str):
    return editor.get_by_role("button", name=name, exact=True)


def heard() -> str:
    return " ".join(asked["text"].strip() for kind, asked in log.calls if kind == "speech")


def test_the_words_as_they_stand_are_heard_to_their_end(editor: Page):
    words(editor).fill("Words that nobody saved. They are heard.")
    button(editor, "Hear scene 1").click()
    expect(button(editor, "Stop scene 1")).to_be_visible()
    expect(button(editor, "Hear scene 1")).to_be_visible()
    assert heard() == "Words that nobody saved. They are heard."


def test_a_long_scene_is_heard_stretch_by_stretch(editor: Page):
    told = "This sentence is the first of three that are told here one after the other. The second. And the third one is it."
    words(editor).fill(told)
    button(editor, "Hear scene 1").press("Enter")
    expect(button(editor, "Hear scene 1")).to_be_visible(timeout=15_000)
    assert heard() == told
    assert len(log.calls) > 1


def test_a_press_stops_it_and_one_is_heard_at_a_time(editor: Page):
    words(editor).fill("one two three four five six seven eight nine ten eleven twelve.")
    button(editor, "Hear scene 1").click()
    button(editor, "Stop scene 1").click()
    expect(button(editor, "Hear scene 1")).to_be_visible()
    button(editor, "Hear scene 1").click()
    button(editor, "Hear scene 2").click()
    expect(button(editor, "Hear scene 1")).to_be_visible()
    expect(button(editor, "Stop scene 2")).to_be_visible()
    editor.locator("video").evaluate("element => element.play()")
    expect(button(editor, "Hear scene 2")).to_be_visible()


def test_the_settings_of_the_page_and_of_the_scene_count(editor: Page):
    editor.locator("summary", has_text="Voice and language").click()
    editor.get_by_label("Voice", exact=True).first.select_option("joe-deep")
    button(editor, "Hear scene 1").click()
    expect(button(editor, "Stop scene 1")).to_be_visible()
    expect(button(editor, "Hear scene 1")).to_be_visible()
    editor.locator("[data-more] summary").first.click()
    editor.locator("[data-more] select[name$=voice]").first.select_option("joe-bright")
    button(editor, "Hear scene 1").click()
    expect(button(editor, "Stop scene 1")).to_be_visible()
    expect(button(editor, "Hear scene 1")).to_be_visible()
    assert [asked["voice"] for _, asked in log.calls] == ["joe-deep", "joe-bright"]


def test_what_cannot_be_heard_is_said_at_the_scene(editor: Page):
    words(editor).fill("")
    button(editor, "Hear scene 1").click()
    line = editor.locator("[data-scene] [data-heard]").first
    expect(line).to_have_text("There are no words to speak.")
    expect(button(editor, "Hear scene 1")).to_be_visible()


def test_a_new_scene_is_heard_by_its_number(editor: Page):
    editor.get_by_role("button", name="Add a scene", exact=True).click()
    words(editor, 2).fill("This one is new.")
    button(editor, "Hear scene 3").click()
    expect(button(editor, "Stop scene 3")).to_be_visible()


def test_a_voice_is_heard_before_it_is_chosen(page: Page, live_server, alice):
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("text_to_video"))
    page.get_by_label("Voice", exact=True).select_option("robot-de")
    button(page, "Hear this voice").press("Space")
    expect(button(page, "Stop this voice")).to_be_visible()
    page.get_by_label("Voice", exact=True).select_option("none")
    expect(button(page, "Hear this voice")).to_be_visible()
    button(page, "Hear this voice").click()
    expect(page.locator(".hear-voice [data-heard]")).to_have_text(
        "No narrator is chosen: these words are read, and not heard."
    )
    assert [asked["voice"] for _, asked in log.calls] == ["robot-de"]


def test_without_a_script_there_is_no_button(browser, live_server, alice, film: Generation):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("storyboard", args=[film.pk]))
    expect(page.get_by_role("button", name="Hear scene 1")).to_have_count(0)
    expect(page.get_by_role("button", name="Hear this voice")).to_have_count(0)
    context.close()
