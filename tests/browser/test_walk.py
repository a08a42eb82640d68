"""One film from its first five pictures to another language, as a person makes it: what each step makes again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from generator.models import Generation, User
from generator.pipeline import run as pipeline
from tests.app.pages.editing.conftest import quick, run
from tests.app.recordings.voices import as_wav, spoken
from tests.browser.scenes.test_takes import make_takes
from tests.browser.visits import sign_in, unfold
from tests.studio.text.documents.drawn import picture
from tests.support.stand_ins import log

__all__ = ["quick"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints", "quick"),
    pytest.mark.long,
]
LOGO = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'><rect width='40' height='20' fill='red'/></svg>"
WORDS = [
    "The harbour wakes before the sun.",
    "Boats leave one by one.",
    "A gull waits on the pier.",
    "By noon the market is full.",
    "In the evening all is quiet.",
]
SPANISH = [
    "El puerto despierta antes que el sol.",
    "Los barcos salen uno a uno.",
    "Una gaviota espera en el muelle.",
    "A mediodía el mercado está lleno.",
    "Por la tarde todo está tranquilo.",
]


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    """Wait longer than usual: files are judged in processes of their own."""
    expect.set_options(timeout=30_000)
    yield
    expect.set_options(timeout=5_000)


class Walk:
    """What is made in each step, counted by kind, and where the page is."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.before: Counter[str] = Counter()

    def go(self, name: str, *args: object) -> None:
        self.page.goto(self.site + reverse(name, args=args))

    def make(self, film: Generation) -> Generation:
        """Make what waits; the page that asks how far it is would lead on meanwhile."""
        self.page.goto("about:blank")
        return run(film)

    def made(self) -> dict[str, int]:
        """Return how often each kind of provider was asked since the last step."""
        now = Counter(kind for kind, _ in log.calls)
        step, self.before = now - self.before, now
        return dict(step)


def look_at(draft: Generation) -> None:
    """Do what a worker does with a draft's pictures."""
    while draft.start_pictures.unseen().exists():
        claimed = Generation.objects.claim("test", drafts=True)
        assert claimed
        pipeline.describe_draft(claimed)


def begin(walk: Walk, folder: Path) -> Generation:
    """Begin with five photos, the words of each, and a logo."""
    page = walk.page
    files = []
    for letter in "ABCDE":
        files.append(folder / f"{letter}.png")
        files[-1].write_bytes(picture(letter))
    (folder / "logo.svg").write_bytes(LOGO)
    walk.go("image_to_video")
    page.wait_for_load_state("networkidle")
    page.locator("input[name=more]").set_input_files(files)
    expect(page.locator("[data-story-list] > li")).to_have_count(5)
    draft = Generation.objects.get()
    for area, words in zip(page.locator("[data-story-list] textarea").all(), WORDS, strict=True):
        area.fill(words)
    page.locator("summary", has_text="Look").first.click()
    page.locator("input[name=logo]").set_input_files(folder / "logo.svg")
    expect(page.locator("[data-file-kept=logo]")).to_be_visible()
    page.get_by_role("button", name="Generate video").click()
    page.wait_for_url("**/videos/**")
    return draft


def speak_oneself(walk: Walk, film: Generation, folder: Path) -> None:
    """Give the second scene a recording of one's own voice."""
    page = walk.page
    (folder / "voice.wav").write_bytes(as_wav(spoken((0.8, 0.6), (1.2, 0.0))))
    walk.go("storyboard", film.pk)
    scene = page.locator("[data-scene]").nth(1)
    scene.locator("[data-voice] summary").click()
    scene.locator("input[data-recording-file]").set_input_files(folder / "voice.wav")
    expect(scene.locator("[data-voice-told]")).to_contain_text("The recording is here.")
    page.get_by_role("button", name="Make the changes").click()
    page.wait_for_url("**/videos/*/")


def change_music(walk: Walk, film: Generation) -> None:
    page = walk.page
    walk.go("storyboard", film.pk)
    unfold(page, "Music and effects")
    page.get_by_label("Music", exact=True).select_option("epic")
    expect(page.locator("#remade")).to_contain_text("The sound is mixed again")
    page.get_by_role("button", name="Make the changes").click()
    expect(page.get_by_text("The sound is mixed again")).to_be_visible()


def choose_among_four(walk: Walk, film: Generation) -> None:
    page = walk.page
    walk.go("storyboard", film.pk)
    scene = page.locator("[data-scene]").nth(2)
    scene.locator("[data-takes] > summary").click()
    scene.get_by_label("How many").select_option("3")
    scene.get_by_role("button", name="Ask for more pictures of scene 3").click()
    expect(scene.get_by_text("3 pictures are on their way.")).to_be_visible()
    make_takes()
    expect(scene.get_by_text("4 pictures to choose from.")).to_be_visible()
    scene.locator("label.take").nth(2).click()
    page.get_by_role("button", name="Make the changes").click()
    expect(page.get_by_text("All other scenes stay as they are.")).to_be_visible()


def restore_the_first(walk: Walk, film: Generation) -> None:
    walk.go("versions", film.pk)
    walk.page.get_by_role("button", name="Restore version 1").click()
    expect(walk.page.get_by_text("Version 1 is shown again")).to_be_visible()


def other_shape(walk: Walk, film: Generation) -> Generation:
    walk.go("watch", film.pk)
    walk.page.locator("form[action$='/shape/']", has=walk.page.locator("[value='9:16']")).get_by_role(
        "button"
    ).click()
    walk.page.wait_for_load_state()
    return Generation.objects.exclude(pk=film.pk).get(size="9:16")


def in_spanish(walk: Walk, film: Generation) -> Generation:
    page = walk.page
    walk.go("another_language", film.pk)
    page.get_by_label("Language", exact=True).select_option("es")
    page.locator("[name=title]").fill("El puerto")
    for area, words in zip(page.locator(".two-columns textarea").all(), SPANISH, strict=True):
        area.fill(words)
    page.get_by_role("button", name="Make the video").click()
    page.wait_for_load_state()
    return Generation.objects.get(language="es")


def test_a_film_goes_all_the_way(page: Page, live_server, alice: User, tmp_path: Path, settings):
    settings.GENERATOR_FILMS_KEPT = 4
    sign_in(page, live_server.url, alice)
    walk = Walk(page, live_server.url)

    film = begin(walk, tmp_path)
    walk.make(film)
    first, made = film.film, walk.made()
    assert [scene.narration for scene in film.scenes.all()] == WORDS
    assert all(scene.is_own_picture for scene in film.scenes.all())
    assert film.brand
    assert film.brand.logo
    # Their owner's pictures: none is painted, and each is spoken once.
    assert (made.get("image", 0), made["speech"]) == (0, 5)

    speak_oneself(walk, film, tmp_path)
    walk.make(film)
    # No voice is asked, and all other scenes stay as they are.
    assert walk.made() == {}
    assert [scene.speech_provider == "own voice" for scene in film.scenes.all()] == [False, True] + [
        False
    ] * 3

    change_music(walk, film)
    walk.make(film)
    assert walk.made() == {}
    assert (film.music, film.films.count()) == ("epic", 3)

    choose_among_four(walk, film)
    walk.make(film)
    assert walk.made() == {"image": 3}
    assert film.films.count() == 4
    assert not film.scenes.get(position=2).is_own_picture
    stored = film.stored_bytes

    restore_the_first(walk, film)
    film.refresh_from_db()
    assert walk.made() == {}
    assert film.film == first
    assert film.music != "epic"
    # The first version is in the narrator's voice throughout.
    assert not any(scene.recording for scene in film.scenes.all())
    assert film.scenes.get(position=2).is_own_picture
    assert film.stored_bytes <= stored

    tall = other_shape(walk, film)
    walk.make(tall)
    assert walk.made() == {}
    assert tall.film
    assert [scene.narration for scene in tall.scenes.all()] == WORDS

    spanish = in_spanish(walk, film)
    walk.make(spanish)
    assert walk.made() == {"speech": 5}
    assert [scene.narration for scene in spanish.scenes.all()] == SPANISH
    assert spanish.title == "El puerto"

    # Before and after the versions that are not shown are let go of.
    film.refresh_from_db()
    before, versions = film.stored_bytes, film.films.count()
    for version in film.films.exclude(pk=film.film_id):
        walk.go("delete_version", film.pk, version.number)
        page.get_by_role("button", name="Delete").click()
        page.wait_for_load_state()
    film.refresh_from_db()
    assert (versions, film.films.count()) == (4, 1)
    assert film.stored_bytes < before
    # Each of the three is there still, with its files.
    for one in (film, tall, spanish):
        one.refresh_from_db()
        walk.go("watch", one.pk)
        expect(page.locator("video")).to_be_visible()
        assert page.request.get(live_server.url + reverse("video", args=[one.pk])).status == 200
