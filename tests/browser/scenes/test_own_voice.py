"""A scene's own voice, recorded in the browser by a microphone that is a file."""

from __future__ import annotations

import pytest
from playwright.sync_api import Playwright, expect

from generator.models import Generation, Scene
from tests.app.recordings.voices import as_wav, spoken
from tests.browser.visits import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.fixture
def microphone(playwright: Playwright, browser_type_launch_args, tmp_path):
    file = tmp_path / "voice.wav"
    file.write_bytes(as_wav(spoken((0.8, 0.6), (1.2, 0.0))))
    args = [
        *browser_type_launch_args["args"],
        *("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
        f"--use-file-for-fake-audio-capture={file}",
    ]
    browser = playwright.chromium.launch(**{**browser_type_launch_args, "args": args})
    yield browser
    browser.close()


def test_it_is_recorded_undone_kept_and_saved(microphone, live_server, alice, film: Generation, address: str):
    page = microphone.new_page()
    sign_in(page, live_server.url, alice)
    page.goto(address)
    scene = page.locator("[data-scene]").nth(1)
    scene.locator("[data-voice] summary").click()
    page.get_by_role("button", name="Record scene 2").click()
    expect(scene.locator("[data-voice-told]")).to_contain_text("Recording: 0:02")
    page.get_by_role("button", name="Stop scene 2 here").click()
    expect(scene.locator("[data-voice-told]")).to_contain_text("The recording is here.")
    expect(page.get_by_role("button", name="Listen to the recording of scene 2")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(scene.locator("[name$=-sent_recording]")).to_have_value("")
    page.get_by_role("button", name="Redo").click()
    expect(scene.locator("[data-voice-told]")).to_contain_text("The recording is here.")
    page.get_by_role("button", name="Make the changes").click()
    page.wait_for_url("**/videos/*/")
    told = Scene.objects.get(position=1)
    assert told.recording
    with told.recording.open() as file:
        assert file.read(4) == b"\x1a\x45\xdf\xa3"
    assert not Scene.objects.get(position=0).recording


def test_a_browser_that_refuses_the_microphone_says_so(
    page, live_server, alice, film: Generation, address: str
):
    sign_in(page, live_server.url, alice)
    page.goto(address)
    scene = page.locator("[data-scene]").first
    scene.locator("[data-voice] summary").click()
    page.get_by_role("button", name="Record scene 1").click()
    expect(scene.locator("[data-voice-error]")).to_contain_text("upload a recording")
