"""The player in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.models import Film, Generation
from tests.browser.visits import make_ready, sign_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]

NOW = "() => document.querySelector('video').currentTime"


@pytest.fixture
def watching(page: Page, live_server, alice) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + make_ready(alice).get_absolute_url())
    page.evaluate("() => { document.querySelector('video').muted = true; }")
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")
    return page


def wait_for_moment(page: Page, moment: float) -> None:
    page.wait_for_function(
        "(moment) => { const video = document.querySelector('video');"
        " return !video.seeking && Math.abs(video.currentTime - moment) < 0.15; }",
        arg=moment,
    )


def bar(page: Page) -> Locator:
    return page.get_by_role("slider", name="Moment of the video")


def test_a_scene_jumps_to_its_moment_and_plays(watching: Page):
    watching.get_by_role("button", name="Scene 2, at 0:03").click()
    watching.wait_for_function("() => document.querySelector('video').currentTime > 3.2")
    assert not watching.evaluate("() => document.querySelector('video').paused")
    expect(watching.get_by_role("button", name="Scene 2, at 0:03")).to_have_attribute("aria-current", "true")


def test_the_transcript_follows_the_film(watching: Page):
    first, second = (watching.locator("[data-transcript] button").nth(number) for number in (0, 1))
    expect(first).to_have_attribute("aria-current", "true")
    watching.evaluate("() => { document.querySelector('video').currentTime = 4; }")
    expect(second).to_have_attribute("aria-current", "true")
    expect(first).not_to_have_attribute("aria-current", "true")


def test_one_can_seek_anywhere(watching: Page):
    for moment in (5, 0.5, 3.5):
        watching.evaluate("(moment) => { document.querySelector('video').currentTime = moment; }", moment)
        wait_for_moment(watching, moment)


def test_there_is_one_player_with_one_bar(watching: Page):
    assert not watching.evaluate("() => document.querySelector('video').controls")
    expect(bar(watching)).to_have_count(1)
    names = [
        button.get_attribute("aria-label") for button in watching.locator(".player-button:visible").all()
    ]
    assert names[:2] == ["Play", "Unmute"]
    assert len(set(names)) == len(names)


def test_without_scripts_the_browsers_own_controls_stay(browser, live_server, alice):
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + make_ready(alice).get_absolute_url())
    assert page.locator("video").get_attribute("controls") is not None
    expect(page.locator(".player-controls")).to_be_hidden()
    expect(page.locator(".story")).to_be_hidden()
    page.context.close()


@pytest.mark.parametrize("style", ["karaoke", "none"])
def test_captions_are_on_where_none_are_in_the_picture_and_can_be_switched(watching: Page, style: str):
    Generation.objects.update(caption_style=style)
    watching.reload()
    words = watching.locator(".player-words")
    if style == "none":
        expect(words).to_have_text("Every evening")
        watching.get_by_role("button", name="Hide captions").click()
        expect(words).to_be_hidden()
    show = watching.get_by_role("button", name="Show captions")
    show.click()
    expect(words).to_have_text("Every evening")
    expect(watching.get_by_role("status").filter(has_text="Captions on")).to_have_count(1)
    watching.evaluate("() => { document.querySelector('video').currentTime = 4; }")
    expect(words).to_have_text("The great lens")


def test_the_film_can_be_kept_under_its_title(watching: Page):
    with watching.expect_download() as waiting:
        watching.get_by_role("link", name="Download MP4").click()
    assert waiting.value.suggested_filename == "The lighthouse keeper.mp4"


def test_the_bar_shows_what_is_there_and_goes_there(watching: Page):
    preview = watching.locator("[data-preview]")
    watching.wait_for_function(
        "() => document.querySelector('track[kind=metadata]').track.cues?.length === 2"
    )
    expect(preview).to_be_hidden()
    box = bar(watching).bounding_box()
    assert box
    watching.mouse.move(box["x"] + 0.75 * box["width"], box["y"] + box["height"] / 2)
    expect(preview).to_be_visible()
    expect(preview).to_contain_text("0:04")
    expect(preview).to_contain_text("The great lens")
    picture = preview.locator("[data-preview-picture]")
    expect(picture).to_have_css("background-position", "-32px 0px")
    watching.mouse.down()
    watching.mouse.up()
    watching.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 4.5) < 0.3")
    watching.mouse.move(5, 5)
    expect(preview).to_be_hidden()


def test_the_bar_is_dragged_and_has_a_mark_where_each_scene_begins(watching: Page):
    expect(watching.locator(".player-track i")).to_have_count(1)
    box = bar(watching).bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    watching.mouse.move(box["x"] + 10, middle)
    watching.mouse.down()
    for share in (0.2, 0.4, 0.6):
        watching.mouse.move(box["x"] + share * box["width"], middle)
    expect(bar(watching)).to_have_attribute("aria-valuetext", "0:03 of 0:06, scene 2: The great lens")
    watching.mouse.up()
    watching.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 3.6) < 0.3")


def test_the_bar_is_read_with_its_scene(watching: Page):
    expect(bar(watching)).to_have_attribute("aria-valuetext", "0:00 of 0:06, scene 1: Every evening")
    watching.evaluate("() => { document.querySelector('video').currentTime = 4; }")
    expect(bar(watching)).to_have_attribute("aria-valuetext", "0:04 of 0:06, scene 2: The great lens")


@pytest.mark.parametrize(
    ("keys", "moment"),
    [
        ("ArrowRight", 5),
        ("End ArrowLeft", 1),
        ("ArrowUp", 5),
        ("End ArrowDown", 1),
        ("5", 3),
        ("7 0", 0),
        ("End j", 0),
        ("l", 6),
        ("End Home", 0),
        ("PageDown", 3),
        ("5 PageDown PageUp", 3),
    ],
)
def test_the_bar_is_moved_by_keys(watching: Page, keys: str, moment: float):
    bar(watching).focus()
    for key in keys.split():
        watching.keyboard.press(key)
        watching.wait_for_function("() => !document.querySelector('video').seeking")
    wait_for_moment(watching, moment)


def test_letters_work_on_the_whole_page_until_that_is_switched_off(watching: Page):
    play = watching.get_by_role("button", name="Play", exact=True)
    watching.keyboard.press("k")
    expect(watching.get_by_role("button", name="Pause")).to_have_count(1)
    watching.keyboard.press("k")
    expect(play).to_have_count(1)
    watching.get_by_role("button", name="Settings").click()
    watching.get_by_label("Keys work on the whole page").uncheck()
    watching.keyboard.press("Escape")
    expect(watching.get_by_role("button", name="Settings")).to_be_focused()
    watching.keyboard.press("m")
    expect(watching.get_by_role("button", name="Mute", exact=True)).to_have_count(1)
    watching.get_by_role("link", name="Download MP4").focus()
    watching.keyboard.press("k")
    expect(play).to_have_count(1)
    watching.reload()
    watching.keyboard.press("k")
    expect(play).to_have_count(1)


def test_space_plays_inside_the_player_and_scrolls_the_page_outside(watching: Page):
    watching.keyboard.press("Space")
    watching.wait_for_function("() => scrollY > 100")
    assert watching.evaluate("() => document.querySelector('video').paused")
    bar(watching).focus()
    watching.keyboard.press("Space")
    expect(watching.get_by_role("button", name="Pause")).to_have_count(1)
    watching.get_by_role("button", name="Pause").focus()
    watching.keyboard.press("Space")
    expect(watching.get_by_role("button", name="Play", exact=True)).to_have_count(1)


def test_letters_of_a_field_are_left_to_it(watching: Page):
    watching.evaluate(
        "() => document.querySelector('main').insertAdjacentHTML('beforeend', '<textarea aria-label=Note></textarea>')"
    )
    watching.get_by_label("Note").press_sequentially("kkm5")
    expect(watching.get_by_label("Note")).to_have_value("kkm5")
    assert watching.evaluate(NOW) == 0


def test_a_letter_of_another_script_is_known_by_its_place(watching: Page):
    watching.evaluate("""() => document.body.dispatchEvent(
        new KeyboardEvent("keydown", { key: "л", code: "KeyK", bubbles: true, cancelable: true }))""")
    expect(watching.get_by_role("button", name="Pause")).to_have_count(1)


def test_speed_volume_and_full_screen(watching: Page):
    watching.keyboard.press(">")
    assert watching.evaluate("() => document.querySelector('video').playbackRate") == 1.25
    watching.get_by_role("button", name="Settings").click()
    expect(watching.get_by_label("Speed")).to_have_value("1.25")
    watching.get_by_label("Speed").select_option("0.5")
    assert watching.evaluate("() => document.querySelector('video').playbackRate") == 0.5
    watching.mouse.click(5, 300)
    expect(watching.get_by_label("Speed")).to_be_hidden()
    volume = watching.get_by_role("slider", name="Volume")
    expect(volume).to_have_attribute("aria-valuetext", "Muted")
    volume.focus()
    watching.evaluate("() => { document.querySelector('video').muted = false; }")
    watching.keyboard.press("ArrowLeft")
    expect(volume).to_have_attribute("aria-valuetext", "99 %")
    watching.get_by_role("button", name="Full screen").click()
    expect(watching.get_by_role("button", name="Leave full screen")).to_have_count(1)
    watching.keyboard.press("f")
    expect(watching.get_by_role("button", name="Full screen")).to_have_count(1)
    watching.reload()
    expect(volume).to_have_attribute("aria-valuetext", "99 %")


def test_the_picture_that_stands_still_becomes_the_poster(watching: Page):
    before = watching.locator("video").get_attribute("poster")
    watching.evaluate("() => { document.querySelector('video').currentTime = 4; }")
    wait_for_moment(watching, 4)
    watching.get_by_role("button", name="Settings").click()
    watching.get_by_role("button", name="Use this picture as the poster").click()
    expect(watching.locator("#poster-told")).to_have_text("This picture is the poster now.")
    film = Film.objects.get()
    assert film.poster_at == 4
    assert f"?v={film.poster_version}" in (watching.locator("video").get_attribute("poster") or "")
    assert watching.locator("#poster-picture").get_attribute("src") != before
    assert watching.evaluate(NOW) == 4


def test_controls_step_back_while_it_plays_and_come_again(watching: Page):
    controls = watching.locator(".player-controls")
    watching.locator("video").click(position={"x": 40, "y": 40})
    expect(controls).to_have_css("opacity", "0", timeout=6000)
    watching.keyboard.press("Tab")
    watching.locator("video").hover(position={"x": 80, "y": 60})
    expect(controls).to_have_css("opacity", "1")
    # Nobody who is among them with the keyboard loses them.
    bar(watching).focus()
    watching.keyboard.press("ArrowLeft")
    watching.wait_for_timeout(3200)
    expect(controls).to_have_css("opacity", "1")


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "This video is not here any more."), (503, "The site is very busy just now.")],
)
def test_a_film_that_cannot_be_loaded_says_so_and_can_be_tried_again(
    page: Page, live_server, alice, complaints: list[str], status: int, words: str
):
    sign_in(page, live_server.url, alice)
    film = make_ready(alice)
    page.route("**/video.mp4*", lambda route: route.fulfill(status=status))
    page.goto(live_server.url + film.get_absolute_url())
    expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible()
    page.unroute("**/video.mp4*")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("button", name="Pause")).to_have_count(1)
    expect(page.locator("[data-fault]")).to_be_hidden()
    # The browser itself notes each failure on its console.
    assert [said for said in complaints if str(status) not in said] == []
    complaints.clear()


@pytest.mark.parametrize("size", ["16:9", "9:16", "1:1", "4:5"])
@pytest.mark.parametrize("window", [(1366, 768), (1280, 800), (390, 844), (844, 390)])
def test_a_film_of_any_shape_fits_the_window(
    page: Page, live_server, alice, size: str, window: tuple[int, int]
):
    sign_in(page, live_server.url, alice)
    page.set_viewport_size({"width": window[0], "height": window[1]})
    page.goto(live_server.url + make_ready(alice, size=size).get_absolute_url())
    stage = page.locator("[data-stage]").bounding_box()
    assert stage
    assert stage["height"] <= window[1] - 64
    if window == (1366, 768):
        for part in (page.get_by_role("heading", level=1), page.get_by_role("link", name="Download MP4")):
            box = part.bounding_box()
            assert box
            # A browser's own bars take a hundred and twenty of such a screen's lines.
            assert box["y"] + box["height"] <= 640
        assert stage["y"] + stage["height"] <= 768


def test_the_download_stands_on_one_line_on_a_phone(watching: Page):
    for width in (390, 360, 320):
        watching.set_viewport_size({"width": width, "height": 844})
        box = watching.get_by_role("link", name="Download MP4").bounding_box()
        assert box
        assert box["height"] < 50


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_controls_are_large_enough_for_a_finger(browser, live_server, alice, width: int):
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": width, "height": 844})
    page = context.new_page()
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + make_ready(alice).get_absolute_url())
    page.locator(".player-controls").wait_for()
    stage = page.locator("[data-stage]").bounding_box()
    for button in page.locator(".player-button:visible, [data-handle]").all():
        box = button.bounding_box()
        assert box
        assert stage
        assert box["height"] >= 44
        assert box["width"] >= 44
        assert stage["x"] <= box["x"]
        assert box["x"] + box["width"] <= stage["x"] + stage["width"] + 0.5
    context.close()


@pytest.mark.parametrize("width", [390, 360])
def test_what_can_be_done_with_a_film_is_one_row_on_a_phone(watching: Page, width: int):
    watching.set_viewport_size({"width": width, "height": 844})
    row = watching.locator(".watch-actions > *").evaluate_all("all => all.map((one) => one.offsetTop)")
    assert len(row) == 3
    assert len(set(row)) == 1
