"""What a newcomer does, on the site as it is run: sign up, a text, a photo, two films, the library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from studio.film.check.probe import probe_film
from tests.support.databases import copy_migrated
from tests.support.pages.real_site import Site

TEXT = (
    "Every evening, just before the light went out of the sky, Maren climbed the hundred and nine steps. "
    "Below her the village closed its shutters, one after another, like eyes. "
    "She wound the old clockwork, and the great lens began to turn. "
    "Far out, a fishing boat that had lost the coast found it again."
)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("site"))
    copy_migrated(site.folder / "db.sqlite3")
    site.manage("setup")
    site.start()
    yield site
    site.kill()


def draw_photo(path: Path) -> None:
    """Draw a beach that is turned by EXIF, as a phone stores it, with the place where it was taken."""
    image = Image.new("RGB", (1200, 900), (120, 180, 230))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 500, 1200, 700), fill=(40, 110, 170))
    draw.rectangle((0, 700, 1200, 900), fill=(225, 200, 150))
    draw.ellipse((850, 90, 1010, 250), fill=(255, 240, 180))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    image.rotate(90, expand=True).save(path, exif=exif)


def wait_for_the_film(page: Page) -> None:
    expect(page.locator("video")).to_be_visible(timeout=180_000)


def play(page: Page) -> None:
    page.evaluate(
        "() => { const video = document.querySelector('video'); video.muted = true; video.play(); }"
    )
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.5", timeout=20_000)


def seek(page: Page, second: float) -> None:
    page.evaluate("(second) => { document.querySelector('video').currentTime = second; }", second)
    page.wait_for_function(
        "(second) => { const v = document.querySelector('video');"
        " return !v.seeking && v.currentTime >= second && v.readyState >= 2; }",
        arg=second,
        timeout=20_000,
    )


def download(page: Page, tmp_path: Path, name: str, file: str) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).first.click()
    target = tmp_path / file
    waiting.value.save_as(target)
    return target


def check_film(path: Path, size: tuple[int, int]) -> float:
    probe = probe_film(path)
    assert (probe.video_streams, probe.codec, probe.profile, probe.pixel_format) == (
        1,
        "h264",
        "High",
        "yuv420p",
    )
    assert (probe.size, probe.frame_rate, probe.is_bt709, probe.is_index_first) == (size, 30, True, True)
    assert (probe.audio_streams, probe.audio_codec, probe.sample_rate) == (1, "aac", 48000)
    assert abs(probe.video_duration - probe.audio_duration) <= 1 / 30 + 0.001
    return probe.video_duration


def test_a_newcomer_makes_two_films_and_finds_them_again(site: Site, page: Page, tmp_path: Path):
    page.set_default_timeout(20_000)
    page.goto(site.url)
    page.get_by_role("link", name=re.compile("Make a video")).first.click()
    page.get_by_label("Email").fill("newcomer@example.org")
    page.get_by_label("Password").fill("a-Long-pass-phrase-7")
    page.get_by_role("button", name=re.compile("sign up|create account", re.IGNORECASE)).click()

    page.goto(f"{site.url}/text-to-video/")
    page.get_by_label("Your text").fill(TEXT)
    page.get_by_role("textbox", name="Title optional").fill("The lighthouse keeper")
    page.get_by_role("button", name="Generate video").click()
    # The title of the tab tells how far it is, and a refresh changes nothing.
    page.wait_for_function("() => /^[1-9]\\d? ?%/.test(document.title)", timeout=60_000)
    page.reload()
    expect(page.get_by_role("heading", name="The lighthouse keeper")).to_be_visible()
    text_film = page.url

    # A picture is described while the film is being made.
    draw_photo(tmp_path / "beach.jpg")
    page.goto(f"{site.url}/image-to-video/")
    page.get_by_label("Picture or clip", exact=True).set_input_files(tmp_path / "beach.jpg")
    expect(page.get_by_role("textbox", name="Keywords")).to_be_visible(timeout=30_000)
    assert ("running",) in site.rows("select status from generator_generation")
    assert page.get_by_label("Description").input_value()

    page.goto(text_film)
    wait_for_the_film(page)
    play(page)
    seek(page, 12)
    mp4 = download(page, tmp_path, "Download MP4", "film.mp4")
    seconds = check_film(mp4, (1280, 720))
    assert 15 < seconds < 45
    captions = page.request.get(page.url + "captions.vtt").text()
    assert captions.startswith("WEBVTT")
    assert "hundred and nine steps" in captions.replace("\n", " ")

    page.goto(f"{site.url}/videos/?status=draft")
    page.locator(".tile").get_by_role("link").first.click()
    page.locator("label").filter(has_text="Portrait 9:16").click()
    page.get_by_label("Description").fill("A calm beach on a sunny day.")
    page.get_by_role("button", name="Generate video").click()
    wait_for_the_film(page)
    expect(page.locator("[data-transcript]")).to_contain_text("A calm beach on a sunny day.")
    play(page)
    photo_film = page.url
    check_film(download(page, tmp_path, "Download MP4", "photo.mp4"), (720, 1280))
    picture = page.request.get(photo_film + "picture.jpg").body()
    (tmp_path / "picture.jpg").write_bytes(picture)
    with Image.open(tmp_path / "picture.jpg") as cleaned:
        assert dict(cleaned.getexif()) == {}
        # The sky is at the top again.
        blue = np.asarray(cleaned)[cleaned.height // 20, cleaned.width // 2]
        assert blue[2] > 200 > blue[0]

    page.goto(f"{site.url}/videos/")
    expect(page.get_by_role("link", name="The lighthouse keeper", exact=True)).to_be_visible()
    assert site.rows("select kind, status from generator_generation order by created_at") == [
        ("text", "succeeded"),
        ("image", "succeeded"),
    ]
    assert site.rows("select count(*) from generator_scene where image_fell_back or speech_fell_back") == [
        (0,)
    ]
    assert "Traceback" not in site.log()
