"""Several files that are dropped on a field for one: one is used, and it is said which."""

from __future__ import annotations

import base64

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from generator.models import Generation
from tests.browser.visits import sign_in
from tests.support.media import photo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("complaints")]
# Lets files fall on an element as a mouse would; returns whether the page took them, which else the browser opens.
DROP = """([selector, files]) => {
  const transfer = new DataTransfer();
  for (const [name, type, data] of files) {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type }));
  }
  const place = document.querySelector(selector);
  const give = (kind) => place.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
  return ["dragenter", "dragover", "drop"].map((kind) => !give(kind)).at(-1);
}"""
PNG = "image/png"


def file(name: str, kind: str, content: bytes) -> list[str]:
    return [name, kind, base64.b64encode(content).decode()]


@pytest.fixture
def form(page: Page, live_server, alice) -> Page:
    sign_in(page, live_server.url, alice)
    page.goto(live_server.url + reverse("text_to_video"))
    page.get_by_label("Your text").fill("The fox crosses the snow.")
    return page


def test_of_several_sounds_the_named_one_is_used(form: Page):
    form.get_by_label("Music", exact=True).select_option("own")
    sound = b"ID3 la la la"
    files = [file("notes.txt", "text/plain", b"words"), file("waltz.mp3", "audio/mpeg", sound)]
    files.append(file("march.mp3", "audio/mpeg", b"ID3 tra la"))
    assert form.evaluate(DROP, ["[name=music_file]", files])
    told = form.get_by_text("One file can be used here: it is waltz.mp3. The other 2 are not used.")
    expect(told).to_be_visible()
    expect(form.get_by_text("waltz.mp3 is kept with this draft")).to_be_visible()
    draft = Generation.objects.get()
    with draft.music_file.open() as kept:
        assert kept.read() == sound
    assert form.evaluate(DROP, ["[name=music_file]", [files[1], files[2]]])
    expect(form.get_by_text("The other one is not used.")).to_be_visible()
    form.get_by_label("Your own music").set_input_files(
        {"name": "one.mp3", "mimeType": "audio/mpeg", "buffer": sound}
    )
    expect(form.get_by_text("The other one is not used.")).to_be_hidden()


def test_of_several_logos_the_named_one_is_used(form: Page):
    form.get_by_text("graphic scenes, size, camera").click()
    logo = photo((60, 40))
    files = [file("logo.jpg", "image/jpeg", logo), file("other.jpg", "image/jpeg", photo((50, 50)))]
    assert form.evaluate(DROP, ["[name=logo]", files])
    expect(form.get_by_text("it is logo.jpg. The other one is not used.")).to_be_visible()


def test_of_several_documents_the_one_that_can_be_read_is_read(form: Page):
    text = form.get_by_label("Your text")
    files = [file("a.png", PNG, photo()), file("one.txt", "text/plain", b"One speaks.")]
    files.append(file("two.txt", "text/plain", b"Two speaks."))
    for place in ("#id_input_text", "[data-document]"):
        text.fill("")
        assert form.evaluate(DROP, [place, files])
        expect(text).to_have_value("One speaks.")
        expect(
            form.get_by_text("One file can be used here: it is one.txt. The other 2 are not used.")
        ).to_be_visible()
    assert form.evaluate(DROP, ["#id_input_text", [file("scan.pdf", "application/pdf", b"%PDF-"), files[0]]])
    expect(
        form.get_by_role("alert").filter(has_text="it is scan.pdf. The other one is not used.")
    ).to_be_visible()


def test_a_file_that_misses_its_field_does_not_take_the_place_of_the_page(form: Page):
    assert form.evaluate(DROP, ["#id_input_text", [file("a.png", PNG, photo())]])
    assert form.evaluate(DROP, ["h1", [file("a.png", PNG, photo())]])
    expect(form.get_by_label("Your text")).to_have_value("The fox crosses the snow.")


def test_one_file_is_left_to_the_browser(form: Page):
    form.get_by_label("Music", exact=True).select_option("own")
    assert not form.evaluate(DROP, ["[name=music_file]", [file("a.mp3", "audio/mpeg", b"ID3 la")]])
