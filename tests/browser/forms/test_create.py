"""The forms with scripts: what they tell while one types, and pictures that are dropped."""

from __future__ import annotations

import base64
import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from generator.models import Generation
from tests.browser.accessibility.faults import find_faults_here
from tests.browser.visits import sign_in
from tests.support.factories import make_generation
from tests.support.media import photo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("complaints")]

# Builds a file in the page and lets it fall on the drop zone, as a mouse would.
DROP = """(files) => {
  const transfer = new DataTransfer();
  for (const [name, type, data] of Array.isArray(files[0]) ? files : [files]) {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type }));
  }
  const zone = document.querySelector("[data-drop]");
  for (const kind of ["dragenter", "dragover", "drop"])
    zone.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
}"""


@pytest.fixture
def form(page: Page, live_server, alice) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("text_to_video"))
    return page


@pytest.fixture
def picture_form(page: Page, live_server, alice) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("image_to_video"))
    return page


def fact(page: Page, name: str):
    return page.locator(f'[data-fact="{name}"]')


def test_it_tells_what_the_video_will_be_while_one_types(form: Page):
    form.get_by_label("Your text").fill("The fox crosses the snow. " * 26)
    expect(fact(form, "words")).to_have_text("130")
    expect(fact(form, "spoken")).to_have_text("about 0:50")
    form.get_by_label("Pace").select_option("Fast")
    expect(fact(form, "spoken")).to_have_text("about 0:38")
    expect(fact(form, "scenes")).to_have_text("about 6")
    expect(form.locator("[data-stage-words]")).to_have_text("The fox crosses the snow.")
    expect(form.locator("[data-count-of=id_input_text]")).to_have_text("675 / 20,000")


def test_it_counts_words_of_scripts_without_spaces(form: Page):
    form.get_by_label("Your text").fill("狐が雪を渡る。")
    assert int(fact(form, "words").inner_text()) >= 4


def test_style_and_shape_show_in_the_first_scene(form: Page):
    form.get_by_text("Paper cut").click()
    form.get_by_text("Portrait 9:16").click()
    assert form.locator("[data-stage-picture]").get_attribute("src").endswith("styles/paper.webp")
    box = form.locator("[data-stage]").bounding_box()
    assert box["height"] > 1.7 * box["width"]


@pytest.mark.long
def test_too_long_a_text_is_not_cut_off(form: Page):
    form.get_by_label("Your text").fill("word " * 4800)
    expect(form.locator("[data-count-of][data-over]")).to_have_text("23,999 / 20,000")
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("The narrator would speak")).to_be_visible()
    assert len(form.get_by_label("Your text").input_value()) == 24000
    expect(form.get_by_label("Your text")).to_be_focused()


def test_what_is_corrected_is_no_longer_marked(form: Page):
    form.get_by_label("Your text").fill("?!")
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("Please write some words")).to_be_visible()
    form.get_by_label("Your text").press_sequentially(" A fox")
    expect(form.get_by_text("Please write some words")).to_have_count(0)
    expect(form.locator("[aria-invalid=true]")).to_have_count(0)
    expect(form.get_by_text("marked in red")).to_have_count(0)


@pytest.mark.long
def test_a_text_that_is_still_too_long_stays_marked(form: Page):
    form.get_by_label("Your text").fill("word " * 4800)
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("The narrator would speak")).to_be_visible()
    form.get_by_label("Your text").press_sequentially("x")
    expect(form.get_by_text("The narrator would speak")).to_be_visible()
    form.get_by_label("Your text").fill("word " * 900)
    expect(form.get_by_text("The narrator would speak")).to_have_count(0)


def test_it_tells_how_long_making_takes_once_that_is_known(form: Page, alice):
    expect(form.locator("[data-made-in]")).to_have_count(0)
    timings = {
        "describe": 0.0,
        "listen": 0.0,
        "storyboard": 2.0,
        "illustrate": 80.0,
        "render": 160.0,
        "scenes": 4,
    }
    for _ in range(3):
        make_generation(alice, status="succeeded", timings=timings)
        slow = {step: 2 * value for step, value in timings.items() if step != "scenes"}
        make_generation(alice, status="succeeded", size="9:16", timings={**slow, "scenes": 4})
    form.reload()
    expect(form.get_by_text("made in")).to_be_hidden()
    form.get_by_label("Your text").fill("The fox crosses the snow. " * 26)
    expect(form.get_by_text("Such videos are made in about 6 minutes.")).to_be_visible()
    form.get_by_text("Portrait 9:16").click()
    expect(form.get_by_text("Such videos are made in about 12 minutes.")).to_be_visible()


@pytest.mark.parametrize(
    ("split", "scenes"),
    [("Automatic", 1), ("One per sentence", 8), ("One per line", 5), ("One per paragraph", 4)],
)
def test_it_counts_the_scenes_as_they_will_be_cut(form: Page, split: str, scenes: int):
    form.get_by_label("Your text").fill("One. Two.\nThree. Four.\n\nFive.\n \nSix. Seven.\n\n\nEight.")
    form.get_by_label("Scenes", exact=True).select_option(split)
    told = f"{scenes} scene" if scenes == 1 else f"{scenes} scenes"
    expect(form.locator("#understood")).to_contain_text(told, timeout=20_000)
    expect(fact(form, "scenes")).to_have_text(f"about {scenes}")
    expect(fact(form, "summary")).to_have_text(re.compile(rf", {told}$"))


def test_ones_own_music_is_asked_for_where_it_is_chosen(form: Page):
    file = form.get_by_label("Your own music")
    expect(file).to_be_hidden()
    form.get_by_label("Your text").fill("A red fox.")
    form.get_by_label("Music", exact=True).select_option("Your own music")
    file.set_input_files({"name": "song.mp3", "mimeType": "audio/mpeg", "buffer": b"ID3 la la la"})
    form.get_by_label("Music", exact=True).select_option("Calm")
    expect(file).to_be_hidden()
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("Waiting for a worker")).to_be_visible()
    assert Generation.objects.get().music == "calm"
    form.go_back()
    form.get_by_label("Your text").fill("A red fox.")
    form.get_by_label("Music", exact=True).select_option("Your own music")
    file.set_input_files({"name": "song.mp3", "mimeType": "audio/mpeg", "buffer": b"ID3 la la la"})
    form.get_by_role("button", name="Generate video").click()
    expect(form.get_by_text("Waiting for a worker")).to_be_visible()
    assert Generation.objects.latest("created_at").music == "own"


def test_music_that_is_too_large_is_refused_before_it_is_sent(form: Page, tmp_path):
    song = tmp_path / "huge.mp3"
    with song.open("wb") as huge:
        huge.truncate(21 * 1024 * 1024)
    form.get_by_label("Music", exact=True).select_option("Your own music")
    form.get_by_label("Your own music").set_input_files(song)
    expect(form.get_by_text("larger than 20 MB")).to_be_visible()
    assert form.get_by_label("Your own music").input_value() == ""


def test_a_text_goes_on_its_way_by_keyboard_alone(form: Page):
    form.get_by_label("Your text").focus()
    form.keyboard.type("A red fox.")
    # On the way lie links about what was typed, and the choice to speak everything.
    for _ in range(8):
        form.keyboard.press("Tab")
        if form.evaluate("() => document.activeElement.name") == "title":
            break
    form.keyboard.type("Fox")
    form.keyboard.press("Enter")
    expect(form.get_by_role("heading", name="Fox")).to_be_visible()
    expect(form.get_by_text("Waiting for a worker")).to_be_visible()
    assert Generation.objects.get().input_text == "A red fox."


def test_a_dropped_picture_is_shown_and_sent(picture_form: Page):
    data = photo()
    picture_form.evaluate(DROP, ["harbour.jpg", "image/jpeg", base64.b64encode(data).decode()])
    expect(picture_form.locator("[data-name]")).to_have_text("harbour.jpg")
    picture_form.wait_for_function("() => document.querySelector('[data-preview]').naturalWidth === 320")
    assert picture_form.locator("[data-stage-picture]").get_attribute("src").startswith("blob:")
    picture_form.get_by_role("button", name="Generate video").click()
    expect(picture_form.get_by_text("Making your video")).to_be_visible()
    with Generation.objects.get().upload.open() as stored:
        assert stored.read() == data


def test_several_dropped_pictures_are_cards_that_can_be_moved(picture_form: Page):
    files = [
        ["notes.txt", "text/plain", base64.b64encode(b"words").decode()],
        ["harbour.jpg", "image/jpeg", base64.b64encode(photo()).decode()],
        ["boat.jpg", "image/jpeg", base64.b64encode(photo((400, 300))).decode()],
    ]
    picture_form.get_by_label("What should the narrator say?").fill("First the harbour. Then the boat.")
    picture_form.evaluate(DROP, files)
    cards = picture_form.locator("[data-scene]")
    expect(cards).to_have_count(2, timeout=20_000)
    expect(picture_form.get_by_text("notes.txt: This file is not a picture we can read.")).to_be_visible()
    expect(picture_form.get_by_label("What should the narrator say?")).to_have_value(
        "First the harbour. Then the boat."
    )
    assert find_faults_here(picture_form) == []
    picture_form.get_by_role("button", name="Drag boat.jpg, or move it by the arrow keys").press("ArrowUp")
    cards.nth(0).get_by_role("textbox").fill("My boat.")
    picture_form.get_by_role("button", name="Generate video").click()
    expect(picture_form.get_by_text("Making your video")).to_be_visible()
    pictures = Generation.objects.get().start_pictures.all()
    assert [(one.name, one.words) for one in pictures] == [("boat.jpg", "My boat."), ("harbour.jpg", "")]


def test_a_picture_that_the_browser_cannot_show_is_named(picture_form: Page):
    picture_form.evaluate(
        DROP, ["phone.heic", "image/heic", base64.b64encode(b"no browser shows this").decode()]
    )
    expect(picture_form.locator("[data-name]")).to_have_text("phone.heic")
    # Not "0.0 MB".
    expect(fact(picture_form, "picture")).to_have_text("1 kB")
    expect(picture_form.locator("[data-preview]")).to_be_hidden()
    assert picture_form.locator("[data-stage-picture]").get_attribute("src").endswith("styles/plain.webp")


def test_too_large_a_picture_is_refused_before_it_is_sent(picture_form: Page, tmp_path):
    file = tmp_path / "huge.jpg"
    with file.open("wb") as huge:
        huge.truncate(26 * 1024 * 1024)
    picture_form.get_by_label("Picture or clip", exact=True).set_input_files(file)
    expect(picture_form.get_by_text("larger than 25 MB")).to_be_visible()
    assert picture_form.get_by_label("Picture or clip", exact=True).input_value() == ""
