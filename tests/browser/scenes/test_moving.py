"""Scenes are moved by mouse, by finger and by keys, and each move is heard."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.scenes.conftest import WORDS, words_of
from tests.browser.visits import sign_in
from tests.support.factories import make_scene

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ROWS = (
    "() => [...document.querySelectorAll('[data-scenes] > li')].map((row) => row.getBoundingClientRect().top)"
)


def grip(page: Page, number: int) -> tuple[float, float]:
    handle = page.locator("[data-grip]").nth(number)
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, max(120, box["y"] + 20)


def heard(page: Page) -> str:
    return (page.locator("[data-told]").text_content() or "").strip()


def test_a_scene_is_dragged_by_mouse(editor: Page, told):
    x, y = grip(editor, 0)
    editor.mouse.move(x, y)
    editor.mouse.down()
    editor.mouse.move(x, y + 12, steps=3)
    # All are short now, so that the whole list is at hand.
    expect(editor.locator("[data-scenes][data-dragging]")).to_have_count(1)
    rows = editor.evaluate(ROWS)
    assert rows[-1] - rows[0] < 300
    editor.mouse.move(x, rows[2] + 40, steps=6)
    editor.wait_for_timeout(100)
    editor.mouse.up()
    assert told() == [WORDS[1], WORDS[2], WORDS[0], WORDS[3]]
    assert heard(editor) == "Scene 3 of 4 now."
    expect(editor.get_by_role("button", name="Drag scene 3,")).to_be_focused()
    editor.keyboard.press("Control+z")
    assert told() == list(WORDS)


def test_a_drag_that_is_given_up_moves_nothing(editor: Page, told):
    x, y = grip(editor, 0)
    editor.mouse.move(x, y)
    editor.mouse.down()
    editor.mouse.move(x, y + 300, steps=6)
    editor.keyboard.press("Escape")
    editor.mouse.up()
    assert told() == list(WORDS)
    expect(editor.locator("[data-dragging]")).to_have_count(0)
    expect(editor.get_by_role("button", name="Undo")).to_be_disabled()


def test_a_press_on_the_grip_alone_moves_nothing(editor: Page, told):
    editor.locator("[data-grip]").first.click()
    assert told() == list(WORDS)


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    told = [{"x": x, "y": y} for x, y in points]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})


def test_a_scene_is_dragged_by_finger(browser, live_server, alice, address):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    sign_in(page, live_server.url, alice)
    page.goto(address)
    session = context.new_cdp_session(page)
    x, y = grip(page, 0)
    touch(session, "touchStart", (x, y))
    for step in range(1, 5):
        touch(session, "touchMove", (x, y + 4 * step))
    page.locator("[data-scenes][data-dragging]").wait_for()
    rows = page.evaluate(ROWS)
    touch(session, "touchMove", (x, rows[1] + 60))
    page.wait_for_timeout(150)
    touch(session, "touchEnd")
    assert words_of(page) == [WORDS[1], WORDS[0], *WORDS[2:]]
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


@pytest.mark.parametrize(
    ("keys", "order", "words"),
    [
        (["ArrowDown"], (1, 0, 2, 3), "Scene 2 of 4 now."),
        (["ArrowDown", "ArrowDown", "ArrowUp"], (1, 0, 2, 3), "Scene 2 of 4 now."),
        (["End"], (1, 2, 3, 0), "Scene 4 of 4 now."),
        (["End", "Home"], (0, 1, 2, 3), "Scene 1 of 4 now."),
        (["ArrowUp"], (0, 1, 2, 3), ""),
    ],
)
def test_a_scene_is_moved_by_keys_and_keeps_the_focus(editor: Page, told, keys, order, words):
    handle = editor.locator("[data-grip]").first.element_handle()
    assert handle
    handle.focus()
    for key in keys:
        editor.keyboard.press(key)
    assert told() == [WORDS[index] for index in order]
    assert heard(editor) == words
    assert handle.evaluate("(one) => one === document.activeElement")


def test_the_page_rolls_while_one_drags_to_its_edge(editor: Page, film, told):
    for number in range(30):
        make_scene(film, narration=f"Sentence {number}.", prompt="A boat")
    editor.reload()
    x, y = grip(editor, 0)
    editor.mouse.move(x, y)
    editor.mouse.down()
    editor.mouse.move(x, y + 20, steps=3)
    editor.mouse.move(x, 715, steps=4)
    editor.wait_for_function("() => scrollY > 900")
    editor.mouse.up()
    moved = told().index(WORDS[0])
    assert moved > 12
    # What was dragged is on the screen when all are large again.
    box = editor.locator("[data-scene]").nth(moved).bounding_box()
    assert box
    assert 0 <= box["y"] + box["height"] / 2 <= 720
