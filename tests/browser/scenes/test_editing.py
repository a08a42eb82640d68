"""Scenes are inserted, duplicated, split, joined, left out and moved; everything can be taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from generator.models import Generation
from tests.browser.scenes.conftest import WORDS
from tests.browser.visits import sign_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]


def words(page: Page, number: int):
    return page.locator("[data-scene]").nth(number).locator("[name$=-narration]")


def put_cursor(page: Page, number: int, at: int) -> None:
    words(page, number).click()
    words(page, number).evaluate("(area, at) => area.setSelectionRange(at, at)", at)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def heard(page: Page) -> str:
    return (page.locator("[data-told]").text_content() or "").strip()


def test_a_scene_is_put_between_two_others(editor: Page, told):
    press(editor, "Add a scene before scene 3")
    expect(words(editor, 2)).to_be_focused()
    editor.keyboard.type("Children run.")
    assert told() == [*WORDS[:2], "Children run.", *WORDS[2:]]
    expect(editor.get_by_role("button", name="Delete scene 5")).to_have_count(1)
    expect(editor.locator("[data-changes]")).to_have_text("1 scene is changed.")


def test_a_scene_is_split_at_the_cursor_and_joined_again(editor: Page, told):
    put_cursor(editor, 0, len("The harbour wakes."))
    press(editor, "Split scene 1 at the cursor")
    assert told() == ["The harbour wakes.", "Boats leave.", *WORDS[1:]]
    expect(words(editor, 1)).to_be_focused()
    # The picture stays with both parts.
    sources = [picture.get_attribute("src") for picture in editor.locator("[data-picture]").all()[:2]]
    assert sources[0]
    assert sources[0] in str(sources[1])
    press(editor, "Join scene 1 with the next")
    assert told() == list(WORDS)
    assert heard(editor) == "Scene 1 and scene 2 are one."


@pytest.mark.parametrize(
    ("text", "at", "parts"),
    [
        # Within a word: its nearer end. A sign that ends a sentence stays with it.
        ("One two three.", 5, ["One", "two three."]),
        ("One two three.", 6, ["One two", "three."]),
        ("One two. Three.", 7, ["One two.", "Three."]),
        ("He said “no.” She left.", 11, ["He said “no.”", "She left."]),
        # Not within a mark.
        ("Wait [pause 2s] here.", 9, ["Wait [pause 2s]", "here."]),
        ("Ask {Nguyen|win} now.", 8, ["Ask {Nguyen|win}", "now."]),
        ("港口醒来了。船离开了。", 6, ["港口醒来了。", "船离开了。"]),
        ("كان يا ما كان. ثم رحل.", 14, ["كان يا ما كان.", "ثم رحل."]),
    ],
)
def test_words_are_split_where_a_person_would(editor: Page, told, text, at, parts):
    words(editor, 0).fill(text)
    put_cursor(editor, 0, at)
    press(editor, "Split scene 1 at the cursor")
    assert told()[:2] == parts


@pytest.mark.parametrize("at", [0, len(WORDS[1])])
def test_nothing_is_split_off_where_there_are_no_words(editor: Page, told, at):
    put_cursor(editor, 1, at)
    press(editor, "Split scene 2 at the cursor")
    assert told() == list(WORDS)
    assert heard(editor) == "Please put the cursor between two words first."
    expect(words(editor, 1)).to_be_focused()


def test_scenes_too_long_for_one_are_not_joined(editor: Page, told):
    words(editor, 0).fill("word " * 199)
    press(editor, "Join scene 1 with the next")
    expect(editor.locator("[data-refusal]:visible")).to_have_text(
        "Together they have 1020 characters, and one scene can tell 1000."
    )
    assert len(told()) == 4


def test_a_duplicate_has_all_that_the_original_has(editor: Page, told, film: Generation):
    scene = editor.locator("[data-scene]").nth(1)
    scene.locator("[data-more] summary").click()
    scene.get_by_label("Camera").select_option("none")
    scene.get_by_label("Pause after it").fill("2")
    press(editor, "Duplicate scene 2")
    copy = editor.locator("[data-scene]").nth(2)
    assert copy.locator("[name$=-copy_of]").input_value() == str(film.scenes.all()[1].pk)
    assert copy.locator("[name$=-camera]").input_value() == "none"
    expect(copy.locator("[data-chosen]")).to_have_text("Pause after it, in seconds, Camera")
    press(editor, "Make the changes")
    expect(editor.get_by_text("Your changes are being made.")).to_be_visible()
    scenes = list(film.scenes.all())
    assert [one.narration for one in scenes] == [*WORDS[:2], WORDS[1], *WORDS[2:]]
    assert [one.camera for one in scenes] == ["", "none", "none", "", ""]
    assert scenes[2].image_fingerprint == "a"


def test_a_scene_that_is_left_out_is_one_line_and_can_be_put_back(editor: Page, told):
    press(editor, "Delete scene 2")
    scene = editor.locator("[data-scene]").nth(1)
    expect(scene.locator("[name$=-narration]")).to_be_hidden()
    expect(scene.locator("[data-said]")).to_be_visible()
    expect(scene.locator("[data-said]")).to_have_text(WORDS[1])
    assert heard(editor) == "Scene 2 is left out. It can be put back."
    assert told() == [WORDS[0], *WORDS[2:]]
    press(editor, "Put left-out scene 2 back")
    assert told() == list(WORDS)
    expect(editor.locator("[data-changes]")).to_have_text("No scene is changed yet.")


def test_every_step_is_taken_back_and_done_again(editor: Page, told):
    states = [told()]

    def step(work) -> None:
        work()
        states.append(told())
        assert states[-1] != states[-2]

    step(lambda: words(editor, 0).fill("A harbour wakes. Boats leave."))
    put_cursor(editor, 0, 16)
    step(lambda: press(editor, "Split scene 1 at the cursor"))
    step(lambda: press(editor, "Duplicate scene 3"))
    step(lambda: press(editor, "Delete scene 1"))
    step(lambda: press(editor, "Move scene 1 down"))
    step(lambda: press(editor, "Join scene 1 with the next"))
    step(lambda: press(editor, "Add a scene"))
    for before in reversed(states[:-1]):
        editor.keyboard.press("Control+z")
        assert told() == before
        assert heard(editor).startswith("Undone: ")
    expect(editor.locator("[data-changes]")).to_have_text("No scene is changed yet.")
    expect(editor.get_by_role("button", name="Undo")).to_be_disabled()
    for after in states[1:]:
        editor.keyboard.press("Control+Shift+z")
        assert told() == after
    press(editor, "Undo")
    assert told() == states[-2]
    # Something new ends what could be done again.
    words(editor, 1).fill("Other words.")
    expect(editor.get_by_role("button", name="Redo")).to_be_disabled()


def test_typing_is_taken_back_field_by_field(editor: Page):
    first, second = words(editor, 0), words(editor, 1)
    first.click()
    editor.keyboard.press("End")
    editor.keyboard.type(" More words.")
    second.click()
    editor.keyboard.press("End")
    editor.keyboard.type(" And more.")
    editor.keyboard.press("Control+z")
    expect(second).to_have_value(WORDS[1])
    expect(second).to_be_focused()
    editor.keyboard.press("Control+z")
    expect(first).to_have_value(WORDS[0])
    editor.keyboard.press("Control+y")
    expect(first).to_have_value(f"{WORDS[0]} More words.")


def test_settings_of_a_scene_are_taken_back(editor: Page):
    scene = editor.locator("[data-scene]").first
    scene.locator("[data-more] summary").click()
    for name, value in (("Style", "paper"), ("Transition", "whip"), ("Pace", "1.3")):
        scene.get_by_label(name).select_option(value)
    scene.get_by_label("Paint another picture").check()
    for name in ("Pace", "Transition", "Style"):
        editor.keyboard.press("Control+z")
        expect(scene.get_by_label("Paint another picture")).not_to_be_checked()
        expect(scene.get_by_label(name)).not_to_have_value("")
    editor.keyboard.press("Control+z")
    expect(scene.get_by_label("Style")).to_have_value("")
    expect(editor.locator("[data-changes]")).to_have_text("No scene is changed yet.")


def test_only_a_scene_without_words_is_asked_for_its_seconds(editor: Page, film: Generation):
    scene = editor.locator("[data-scene]").nth(1)
    scene.locator("[data-more] summary").click()
    expect(scene.get_by_label("Seconds on the screen")).to_be_hidden()
    expect(scene.get_by_label("Voice")).to_be_visible()
    words(editor, 1).fill("")
    expect(scene.get_by_label("Seconds on the screen")).to_be_visible()
    expect(scene.get_by_label("Voice")).to_be_hidden()
    scene.get_by_label("Seconds on the screen").fill("4")
    press(editor, "Make the changes")
    expect(editor.get_by_text("Your changes are being made.")).to_be_visible()
    assert film.scenes.all()[1].own_seconds == 4.0


def test_without_scripts_scenes_are_ordered_left_out_and_added(browser, live_server, alice, film, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, alice)
    page.goto(address)
    first = page.locator("[data-scene]").first
    first.get_by_label("Place").fill("9")
    first.locator("[data-more] summary").click()
    first.get_by_label("Camera").select_option("subtle")
    page.locator("[data-scene]").nth(1).get_by_label("Leave this scene out").check()
    page.locator("[data-scene]").last.get_by_label("Words").fill("Children run.")
    press(page, "Make the changes")
    page.get_by_text("Your changes are being made.").wait_for()
    assert [scene.narration for scene in film.scenes.all()] == [*WORDS[2:], WORDS[0], "Children run."]
    assert film.scenes.get(narration=WORDS[0]).camera == "subtle"
    context.close()


def test_a_phone_shows_the_scenes_that_are_further_down_no_broader_than_itself(editor: Page):
    # What is not drawn yet has a height that is guessed, and must not have a breadth.
    editor.set_viewport_size({"width": 390, "height": 500})
    editor.reload()
    assert editor.evaluate("document.documentElement.scrollWidth") == 390
    assert editor.locator("[data-scene]").last.bounding_box()["width"] <= 390
