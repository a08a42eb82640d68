"""Changing a film's settings with scripts: what is made again is said, music is heard, nothing is lost unasked."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from generator.models import Generation
from tests.browser.visits import make_ready, sign_in, unfold

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]


@pytest.fixture
def film(alice) -> Generation:
    return make_ready(alice)


@pytest.fixture
def editor(page: Page, live_server, alice, film: Generation) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("storyboard", args=[film.pk]))
    return page


def test_what_is_made_again_is_said_before_it_is_pressed(editor: Page, film: Generation):
    unfold(editor, "Music and effects")
    editor.get_by_label("Music", exact=True).select_option("epic")
    expect(editor.locator("#remade")).to_contain_text("The sound is mixed again")
    expect(editor.locator("#told-sound")).to_contain_text("Epic")
    editor.get_by_role("button", name="Make the changes").click()
    expect(editor.get_by_text("The sound is mixed again")).to_be_visible()
    film.refresh_from_db()
    assert (film.status, film.music) == (Generation.Status.QUEUED, "epic")


def test_music_is_heard_as_it_is_chosen_and_as_loud(editor: Page):
    unfold(editor, "Music and effects")
    sound = editor.locator("[data-sample-sound]")
    editor.get_by_label("Music", exact=True).select_option("tender")
    assert (sound.get_attribute("src") or "").endswith("tender.m4a")
    editor.get_by_label("Volume of the music").fill("200")
    assert sound.evaluate("element => element.volume") == 1
    expect(editor.get_by_text("200 %", exact=True)).to_be_visible()
    editor.get_by_label("Music", exact=True).select_option("")
    expect(sound).to_be_hidden()
    expect(editor.get_by_text("Without music there is nothing to hear.")).to_be_visible()


def test_ones_own_music_is_asked_for_only_where_it_is_chosen(editor: Page):
    unfold(editor, "Music and effects")
    file = editor.get_by_label("Your own music", exact=True)
    expect(file).to_be_hidden()
    editor.get_by_label("Music", exact=True).select_option("own")
    expect(file).to_be_visible()
    file.set_input_files({"name": "song.mp3", "mimeType": "audio/mpeg", "buffer": b"ID3 la la la"})
    expect(editor.locator("#remade")).to_contain_text("The sound is mixed again")


def test_a_wrong_field_is_open_and_has_the_focus(editor: Page):
    unfold(editor, "Title and description")
    editor.get_by_label("Title", exact=True).fill("")
    editor.get_by_role("button", name="Make the changes").click()
    expect(editor.get_by_text("Please give the video a title.")).to_be_visible()
    expect(editor.locator("[name=title]")).to_be_focused()


def test_on_a_phone_the_film_can_be_folded(editor: Page):
    editor.set_viewport_size({"width": 390, "height": 844})
    expect(editor.locator("video")).to_be_visible()
    unfold(editor, "The video of now")
    expect(editor.locator("video")).to_be_hidden()
    assert editor.evaluate("document.documentElement.scrollWidth") == 390
