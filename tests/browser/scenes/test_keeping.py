"""What is changed is kept while one types; a second window is told before anybody types in it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from generator.models import Generation, TypedScenes
from tests.browser.scenes.conftest import WORDS, kept, words_of
from tests.browser.visits import sign_in
from tests.support.media import photo

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]


def test_everything_is_there_again_after_leaving(editor: Page, told, address: str):
    editor.on("dialog", lambda dialog: pytest.fail(dialog.type))
    scene = editor.locator("[data-scene]").nth(1)
    scene.locator("[name$=-narration]").fill("Two gulls wait.")
    scene.locator("[data-more] summary").click()
    scene.get_by_label("Transition").select_option("dip")
    editor.get_by_role("button", name="Duplicate scene 2").click()
    editor.get_by_role("button", name="Delete scene 4").click()
    editor.locator("[data-grip]").first.focus()
    editor.keyboard.press("ArrowDown")
    before = told()
    # Nobody is asked: what was typed last is kept before the page is left.
    editor.get_by_role("link", name="Back").click()
    expect(editor.get_by_text("these changes are not made yet")).to_be_visible()
    editor.get_by_role("link", name="Go on with them").click()
    expect(editor.get_by_text("Your changes of")).to_be_visible()
    assert told() == before
    assert before == ["Two gulls wait.", WORDS[0], "Two gulls wait.", WORDS[3]]
    expect(editor.locator("[data-scene]").first.locator("[name$=-transition]")).to_have_value("dip")
    expect(editor.locator("[data-scene]").nth(3)).to_have_attribute("data-out", "")
    editor.get_by_role("button", name="Discard them").click()
    expect(editor.get_by_text("Your changes are discarded.")).to_be_visible()
    assert told() == list(WORDS)


def test_changes_that_are_taken_back_are_kept_no_more(editor: Page):
    words = editor.locator("[name$=-narration]").first
    words.fill("Other words.")
    kept(editor)
    assert TypedScenes.objects.count() == 1
    words.fill(WORDS[0])
    expect(editor.locator("[data-kept] [data-when=kept]")).to_be_hidden()
    assert not TypedScenes.objects.exists()


def test_a_chosen_picture_alone_is_not_said_to_be_back(editor: Page):
    """Browsers do not give a page its files again."""
    scene = editor.locator("[data-scene]").first
    picture = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    scene.locator("[name$=-new_picture]").set_input_files(picture)
    expect(editor.locator("[data-kept] [data-when=files]")).to_be_visible()
    assert not TypedScenes.objects.exists()
    editor.once("dialog", lambda dialog: dialog.accept())
    editor.reload()
    expect(editor.get_by_role("heading", name="Scenes")).to_be_visible()
    expect(editor.get_by_text("Your changes of")).to_be_hidden()


def test_what_was_kept_is_made_and_then_forgotten(editor: Page, film: Generation):
    editor.get_by_role("button", name="Duplicate scene 1").click()
    kept(editor)
    editor.reload()
    editor.locator("[name$=-narration]").nth(1).fill("A copy.")
    editor.get_by_role("button", name="Make the changes").click()
    expect(editor.get_by_text("Your changes are being made.")).to_be_visible()
    assert [scene.narration for scene in film.scenes.all()] == [WORDS[0], "A copy.", *WORDS[1:]]
    assert film.scenes.all()[1].image_fingerprint == "a"
    assert not TypedScenes.objects.exists()


def test_where_the_site_does_not_answer_leaving_asks(editor: Page, complaints: list[str]):
    editor.route("**/typed/", lambda route: route.abort())
    editor.locator("[name$=-narration]").first.fill("Other words.")
    expect(editor.get_by_text("Not kept yet: the site does not answer.")).to_be_visible()
    asked = []
    editor.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    editor.reload()
    assert asked == ["beforeunload"]
    complaints.clear()


def test_a_second_tab_is_told_before_anybody_types_in_it(editor: Page, address: str):
    editor.locator("[name$=-narration]").first.fill("From the first tab.")
    kept(editor)
    second = editor.context.new_page()
    second.goto(address)
    expect(second.get_by_text("This video is open in another tab")).to_be_visible()
    assert second.evaluate("document.querySelector('[data-storyboard]').inert")
    # What was typed last in the first tab comes along.
    editor.locator("[name$=-narration]").nth(1).fill("Typed in the last moment.")
    second.get_by_role("button", name="Go on here").click()
    expect(second.get_by_text("Your changes of")).to_be_visible()
    second.wait_for_function("() => !document.querySelector('[data-storyboard]').inert")
    assert words_of(second)[:2] == ["From the first tab.", "Typed in the last moment."]
    expect(editor.get_by_text("This video is open in another tab")).to_be_visible()
    assert editor.evaluate("document.querySelector('[data-storyboard]').inert")
    second.close()


def test_a_tab_in_which_nothing_was_changed_gives_way(editor: Page, address: str):
    second = editor.context.new_page()
    second.goto(address)
    expect(editor.get_by_text("This video is open in another tab")).to_be_visible()
    assert not second.evaluate("document.querySelector('[data-storyboard]').inert")
    second.close()
    # And is taken again by a press.
    editor.get_by_role("button", name="Go on here").click()
    editor.wait_for_function("() => !document.querySelector('[data-storyboard]').inert")


def test_another_browser_is_told_when_it_is_looked_at_again(
    editor: Page, browser, live_server, alice, address: str
):
    context = browser.new_context()
    other = context.new_page()
    sign_in(other, live_server.url, alice)
    other.goto(address)
    editor.locator("[name$=-narration]").first.fill("From the first browser.")
    kept(editor)
    other.evaluate("dispatchEvent(new Event('focus'))")
    expect(other.get_by_text("This video was changed in another window, at")).to_be_visible()
    assert other.evaluate("document.querySelector('[data-storyboard]').inert")
    other.get_by_role("button", name="Show it as it is there").click()
    expect(other.get_by_text("Your changes of")).to_be_visible()
    assert words_of(other)[0] == "From the first browser."
    context.close()


def test_who_types_at_once_in_two_browsers_overwrites_nothing_unasked(
    editor: Page, browser, live_server, alice, address: str, complaints: list[str]
):
    context = browser.new_context()
    other = context.new_page()
    sign_in(other, live_server.url, alice)
    other.goto(address)
    editor.locator("[name$=-narration]").first.fill("From the first browser.")
    kept(editor)
    other.locator("[name$=-narration]").first.fill("From the second browser.")
    expect(other.get_by_text("This video was changed in another window")).to_be_visible()
    assert "From the first" in str(TypedScenes.objects.get().changes)
    other.get_by_role("button", name="Keep what is here").click()
    kept(other)
    assert "From the second" in str(TypedScenes.objects.get().changes)
    context.close()
    complaints.clear()
