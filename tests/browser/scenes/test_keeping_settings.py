"""Settings are kept while one chooses them, as scenes are: leaving loses nothing, and another tab is told."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from generator.models import Generation, TypedScenes
from tests.browser.scenes.conftest import WORDS, kept
from tests.browser.visits import unfold

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]


def choose(page: Page) -> None:
    """Choose something in fields of each kind: words, a list, a line, a switch, cards."""
    unfold(page, "Title and description")
    page.get_by_label("Title", exact=True).fill("The harbour at dawn")
    unfold(page, "Music and effects")
    page.get_by_label("Music", exact=True).select_option("epic")
    page.get_by_label("Volume of the music").fill("150")
    unfold(page, "Motion")
    page.get_by_text("Less motion", exact=True).click()
    unfold(page, "Shape and quality")
    page.locator("label.choice", has_text="9:16").click()


def chosen(page: Page) -> dict[str, object]:
    return page.evaluate(
        """() => { const all = new FormData(document.querySelector("[data-storyboard]"));
          return Object.fromEntries(["title", "music", "music_volume", "less_motion", "size"].map((name) => [name, all.get(name)])); }"""
    )


CHOSEN = {
    "title": "The harbour at dawn",
    "music": "epic",
    "music_volume": "150",
    "less_motion": "on",
    "size": "9:16",
}


def test_settings_are_there_again_after_leaving(editor: Page, film: Generation):
    editor.on("dialog", lambda dialog: pytest.fail(dialog.type))
    before = chosen(editor)
    choose(editor)
    # Nobody is asked: what was chosen last is kept before the page is left.
    editor.get_by_role("link", name="Back").click()
    expect(editor.get_by_text("these changes are not made yet")).to_be_visible()
    editor.get_by_role("link", name="Go on with them").click()
    expect(editor.get_by_text("Your changes of")).to_be_visible()
    assert chosen(editor) == CHOSEN
    expect(editor.locator("#told-sound")).to_contain_text("Epic, 150 %")
    expect(editor.locator("#remade")).to_contain_text("made again")
    # What was only put back is not typed once more: another window has nothing to be told of.
    editor.wait_for_timeout(1200)
    assert TypedScenes.objects.get().revision == int(
        editor.locator("[data-storyboard]").get_attribute("data-revision") or 0
    )
    editor.get_by_role("button", name="Discard them").click()
    expect(editor.get_by_text("Your changes are discarded.")).to_be_visible()
    assert chosen(editor) == before


def test_settings_and_scenes_are_sent_after_they_were_put_back(editor: Page, film: Generation):
    choose(editor)
    editor.locator("[name$=-narration]").first.fill("Other words.")
    kept(editor)
    editor.reload()
    editor.get_by_role("button", name="Make the changes").click()
    expect(editor.get_by_text("Your changes to the scenes are being made.")).to_be_visible()
    film.refresh_from_db()
    assert (film.title, film.music, film.music_volume, film.size) == (
        CHOSEN["title"],
        "epic",
        150,
        "9:16",
    )
    assert film.less_motion
    assert film.scenes.first().narration == "Other words."  # type: ignore[union-attr]
    assert not TypedScenes.objects.exists()


def test_a_second_tab_is_told_that_settings_are_being_chosen(editor: Page, address: str):
    choose(editor)
    kept(editor)
    second = editor.context.new_page()
    second.goto(address)
    expect(second.get_by_text("This video is open in another tab")).to_be_visible()
    second.get_by_role("button", name="Go on here").click()
    expect(second.get_by_text("Your changes of")).to_be_visible()
    assert chosen(second) == CHOSEN
    second.close()


def test_a_wrong_setting_is_kept_as_it_was_sent(editor: Page):
    editor.on("dialog", lambda dialog: pytest.fail(dialog.type))
    choose(editor)
    editor.get_by_label("Title", exact=True).fill("")
    editor.get_by_role("button", name="Make the changes").click()
    expect(editor.get_by_text("Please give the video a title.")).to_be_visible()
    editor.get_by_role("link", name="Back").click()
    editor.get_by_role("link", name="Go on with them").click()
    expect(editor.get_by_text("Your changes of")).to_be_visible()
    assert chosen(editor) == CHOSEN | {"title": ""}


def test_settings_are_undone_and_done_again(editor: Page):
    before = chosen(editor)
    choose(editor)
    editor.locator("[name$=-narration]").first.fill("Other words.")
    undo = editor.get_by_role("button", name="Undo")
    undo.click()
    assert editor.locator("[name$=-narration]").first.input_value() == WORDS[0]
    undo.click()
    assert chosen(editor)["size"] == "16:9"
    undo.click()
    assert chosen(editor)["less_motion"] is None
    editor.get_by_label("Title", exact=True).focus()
    editor.keyboard.press("Control+z")
    assert chosen(editor)["music_volume"] == "100"
    expect(editor.get_by_text("100 %", exact=True)).to_be_visible()
    editor.get_by_role("button", name="Redo").click()
    assert chosen(editor)["music_volume"] == "150"
    for _ in range(3):
        undo.click()
    assert chosen(editor) == before
    expect(editor.locator("[data-kept] [data-when=kept]")).to_be_hidden()
    editor.wait_for_timeout(1200)
    assert not TypedScenes.objects.exists()
