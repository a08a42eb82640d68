"""The music under the voice as it is chosen: heard at once, lower while somebody speaks, as loud as the slider says."""

from __future__ import annotations

import math
import wave
from pathlib import Path

import numpy as np
import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from studio.speech.kept import KeptSpeech
from tests.browser.visits import make_ready, sign_in, unfold
from tests.support.stand_ins import QuickSpeech, log

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]
# What reaches the loudspeakers is measured in bands: the stand-in's voice is a tone of 220 Hz.
LISTEN = """
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to, ...more) {
  if (to instanceof AudioDestinationNode) {
    const name = this.context.heard ? "voice" : "music";
    this.context.heard ??= {};
    const meter = this.context.createAnalyser();
    meter.fftSize = 8192;
    connect.call(this, meter);
    window.meters ??= {};
    window.meters[name] = meter;
  }
  return connect.call(this, to, ...more);
};
window.powerOf = (name) => {
  const meter = window.meters?.[name];
  if (!meter) return 0;
  const samples = new Float32Array(meter.fftSize);
  meter.getFloatTimeDomainData(samples);
  return samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
};
// How loud the music was before the voice began, once it had come in.
window.musicAlone = [];
setInterval(() => {
  const [music, voice] = [window.powerOf("music"), window.powerOf("voice")];
  if (music > 1e-7 && voice < 1e-6 && !window.hasSpoken) window.musicAlone.push(music);
  window.hasSpoken ||= voice > 1e-6;
}, 50);
// The mean over some time, in decibels.
window.levelOver = async (name, milliseconds) => {
  let [sum, count] = [0, 0];
  for (const end = Date.now() + milliseconds; Date.now() < end; count += 1) {
    sum += window.powerOf(name);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  return 10 * Math.log10(sum / count + 1e-12);
};
"""
LONG = " ".join(["word"] * 60) + "."


@pytest.fixture(autouse=True)
def here(monkeypatch) -> None:
    log.reset()
    monkeypatch.setattr(KeptSpeech, "speak", QuickSpeech.speak)
    monkeypatch.setattr("studio.speech.kept.get_ready", lambda: None)


@pytest.fixture
def editor(page: Page, live_server, alice) -> Page:
    film = make_ready(alice, music="auto")
    sign_in(page, live_server.url, alice)
    page.add_init_script(LISTEN)
    page.goto(live_server.url + reverse("storyboard", args=[film.pk]))
    page.locator("[data-scenes] textarea[name$=narration]").first.fill(LONG)
    unfold(page, "Music and effects")
    return page


def level(page: Page, name: str, seconds: float = 1.5) -> float:
    return float(page.evaluate("([name, time]) => levelOver(name, time)", [name, 1000 * seconds]))


@pytest.fixture
def noise(tmp_path: Path) -> Path:
    """Music that is as loud all the time, and louder than most."""
    rate = 22_050
    samples = np.random.default_rng(1).normal(0, 0.3, rate * 30).clip(-1, 1)
    with wave.open(str(tmp_path / "loud.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes((samples * 32_767).astype(np.int16).tobytes())
    return tmp_path / "loud.wav"


def test_music_is_heard_at_once_and_another_when_it_is_chosen(editor: Page):
    editor.get_by_role("button", name="Hear it under the voice").click()
    expect(editor.get_by_role("button", name="Stop music and voice")).to_be_visible()
    editor.wait_for_function("() => powerOf('voice') > 1e-4")
    assert level(editor, "music") > -50
    editor.get_by_label("Music", exact=True).select_option("epic")
    editor.wait_for_timeout(900)
    assert -50 < level(editor, "music") < level(editor, "voice") - 6
    editor.get_by_role("button", name="Stop music and voice").click()
    editor.wait_for_timeout(300)
    assert level(editor, "music", 0.4) < -80
    assert level(editor, "voice", 0.4) < -80


def test_loud_music_of_ones_own_is_brought_to_its_level_and_steps_back(editor: Page, noise: Path):
    editor.get_by_label("Music", exact=True).select_option("own")
    button = editor.get_by_role("button", name="Hear it under the voice")
    expect(button).to_be_hidden()
    editor.get_by_label("Your own music", exact=True).set_input_files(noise)
    button.click()
    editor.wait_for_function("() => powerOf('voice') > 1e-4")
    alone = editor.evaluate("() => window.musicAlone.slice(-6)")
    before = 10 * math.log10(sum(alone) / len(alone))
    editor.wait_for_timeout(1500)
    under, voice = level(editor, "music"), level(editor, "voice")
    assert 4 < before - under < 14
    # As in the film: 6 decibels below the voice, and 9 more while it speaks.
    assert 13 < voice - under < 17
    editor.get_by_label("Volume of the music").fill("200")
    editor.wait_for_timeout(1200)
    assert 5 < level(editor, "music") - under < 7


def test_one_thing_is_heard_at_a_time_and_what_cannot_be_heard_is_said(editor: Page):
    button = editor.get_by_role("button", name="Hear it under the voice")
    button.click()
    editor.get_by_role("button", name="Hear scene 1", exact=True).click()
    expect(button).to_be_visible()
    button.click()
    expect(editor.get_by_role("button", name="Hear scene 1", exact=True)).to_be_visible()
    editor.get_by_role("button", name="Stop music and voice").click()
    for area in editor.locator("[data-scenes] textarea[name$=narration]").all():
        area.fill("")
    button.click()
    expect(editor.get_by_text("There are no words to hear yet.")).to_be_visible()
    editor.get_by_label("Music", exact=True).select_option("")
    expect(button).to_be_hidden()
