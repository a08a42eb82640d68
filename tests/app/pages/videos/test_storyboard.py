"""Changing the scenes of a film that was made."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_q.models import OrmQ

from generator.forms.storyboard import BUSY, CHANGED, Storyboard
from generator.models import Generation, Scene
from generator.models.allowance import reserve
from generator.models.files.origin import Origin
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from tests.support.factories import make_generation, make_scene
from tests.support.media import photo
from tests.support.stand_ins import PROVIDERS, log

pytestmark = pytest.mark.django_db
Status = Generation.Status
WORDS = ("The sea was very calm today.", "A small boat came in.", "Nobody at all was on it.")


@pytest.fixture
def film(alice) -> Generation:
    generation = make_generation(alice, status=Status.SUCCEEDED, video=b"film", lease=4)
    for number, words in enumerate(WORDS):
        make_scene(
            generation,
            narration=words,
            prompt=f"Picture {number}",
            image=photo(),
            image_fingerprint=f"image-{number}",
            speech=b"sound",
            speech_fingerprint=f"speech-{number}",
        )
    return generation


class Fields(HTMLParser):
    """What a browser would send of a page's form: the values of its fields, as they stand there."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._area = self._template = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = found.get("name") or ""
        if tag == "template":
            self._template = tag
        if self._template or not name:
            return
        if tag == "textarea":
            self._area, self.sent[name] = name, ""
        elif tag == "input" and found.get("type") not in ("file", "checkbox"):
            self.sent[name] = found.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            # A browser drops the first line break of an area.
            self.sent[self._area] = self.sent[self._area].removeprefix("\n")
            self._area = ""
        elif tag == "template":
            self._template = ""


def as_sent(film: Generation, **change: Any) -> dict[str, Any]:
    """Return what a browser sends for the page as it is, but for some fields: `s1_narration` is one of scene 1."""
    formset = Storyboard(instance=film)
    sent: dict[str, Any] = {"state": f"{film.lease}.{film.revision}"}
    sent |= {f"scenes-{name}": value for name, value in formset.management_form.initial.items()}
    for form in formset:
        sent |= {
            form.add_prefix(name): form[name].value() or "" for name in ("id", "narration", "prompt", "ORDER")
        }
    for name, value in change.items():
        sent[re.sub(r"^s(\d+)_", r"scenes-\1-", name)] = value
    return sent


def send(client: Client, film: Generation, **change: Any):
    return client.post(reverse("storyboard", args=[film.pk]), as_sent(film, **change))


def told(film: Generation) -> list[str]:
    return [scene.narration for scene in film.scenes.all()]


def test_the_page_shows_each_scene_with_its_words_and_picture(as_alice: Client, film):
    page = as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    for number, words in enumerate(WORDS):
        assert words in page
        assert f"Picture {number}" in page
        assert reverse("scene_miniature", args=[film.pk, number + 1]) in page


def test_a_film_leads_to_the_page(as_alice: Client, film):
    assert reverse("storyboard", args=[film.pk]) in as_alice.get(film.get_absolute_url()).content.decode()


def test_changed_words_queue_the_film_and_leave_all_other_scenes(
    as_alice: Client, film, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = send(as_alice, film, s1_narration="A great ship came in.")
    film.refresh_from_db()
    assert response["Location"] == film.get_absolute_url()
    assert (film.status, film.progress, film.attempt) == (Status.QUEUED, 0, 0)
    assert told(film) == [WORDS[0], "A great ship came in.", WORDS[2]]
    assert [scene.image_fingerprint for scene in film.scenes.all()] == ["image-0", "image-1", "image-2"]
    assert OrmQ.objects.count() == 1
    assert film.film.video, "The film of before is there until the new one is."


@pytest.mark.parametrize("kind", Generation.Kind.values)
def test_a_page_that_is_sent_as_it_came_changes_nothing(as_alice: Client, film, kind: str):
    if kind == Generation.Kind.IMAGE:
        Generation.objects.update(kind=kind, input_image="photo.jpg")
        Scene.objects.update(image_origin=Origin.PHOTO)
    before = list(film.scenes.values())
    page = as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    sent = Fields(page).sent
    assert sent["scenes-0-prompt"] == "Picture 0"
    as_alice.post(reverse("storyboard", args=[film.pk]), sent)
    film.refresh_from_db()
    assert (film.status, list(film.scenes.values())) == (Status.SUCCEEDED, before)


def test_nothing_changed_is_no_work(as_alice: Client, film, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = send(as_alice, film)
    film.refresh_from_db()
    assert (response.status_code, film.status, OrmQ.objects.count()) == (302, Status.SUCCEEDED, 0)


def test_scenes_change_places_and_keep_their_pictures(as_alice: Client, film):
    send(as_alice, film, s0_ORDER=2, s1_ORDER=1)
    scenes = list(film.scenes.all())
    assert [scene.narration for scene in scenes] == [WORDS[1], WORDS[0], WORDS[2]]
    assert [scene.picture_number for scene in scenes] == [1, 0, 2]
    assert [scene.image_fingerprint for scene in scenes] == ["image-1", "image-0", "image-2"]


def test_a_scene_is_left_out_and_its_files_go(as_alice: Client, film, django_capture_on_commit_callbacks):
    gone = film.scenes.get(position=1)
    with django_capture_on_commit_callbacks(execute=True):
        send(as_alice, film, s1_DELETE="on")
    assert told(film) == [WORDS[0], WORDS[2]]
    assert [scene.position for scene in film.scenes.all()] == [0, 1]
    assert not gone.image.storage.exists(gone.image.name)
    assert not gone.speech.storage.exists(gone.speech.name)


def test_a_new_scene_comes_where_it_was_put_and_shows_its_words(as_alice: Client, film):
    total = {"scenes-TOTAL_FORMS": 4}
    send(as_alice, film, s2_ORDER=4, s3_ORDER=3, s3_narration="A gull cried.", s3_prompt="", **total)
    scenes = list(film.scenes.all())
    assert [scene.narration for scene in scenes] == [*WORDS[:2], "A gull cried.", WORDS[2]]
    assert scenes[2].prompt == "A gull cried."
    assert len({scene.picture_number for scene in scenes}) == 4


def test_another_picture_is_one_that_the_film_does_not_have(as_alice: Client, film):
    send(as_alice, film, s0_again="on")
    first, *others = film.scenes.all()
    assert first.picture_number not in {0, *(scene.picture_number for scene in others)}


def test_a_picture_of_ones_own_is_kept_for_the_worker(as_alice: Client, film):
    data = photo()
    send(as_alice, film, s2_new_picture=SimpleUploadedFile("../me.jpg", data))
    scene = film.scenes.get(position=2)
    assert scene.upload.name.startswith(f"{film.directory}/scene-upload-")
    with scene.upload.open() as stored:
        assert stored.read() == data


def test_what_is_no_picture_is_refused_and_everything_else_is_kept(as_alice: Client, film):
    change = {
        "s2_new_picture": SimpleUploadedFile("x.jpg", b"no picture"),
        "s0_narration": "Wild was the sea.",
    }
    page = send(as_alice, film, **change).content.decode()
    assert "not a picture we can read" in page
    assert "Wild was the sea." in page
    assert told(film) == list(WORDS)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"s0_DELETE": "on", "s1_DELETE": "on", "s2_DELETE": "on"}, "Please keep at least one scene."),
        ({"s0_narration": ""}, "The first scene needs words"),
        ({"s1_narration": "?!"}, "a narrator cannot speak signs alone"),
        ({"s1_narration": "word " * 300}, "Please keep a scene to 1,000 characters"),
        ({f"s{n}_narration": "word " * 190 for n in range(3)} | {"state": "3.0"}, "changed elsewhere"),
    ],
    ids=["none left", "no words", "signs", "long", "old page"],
)
def test_what_makes_no_film_is_refused_with_a_sentence(as_alice: Client, film, change, sentence: str):
    response = send(as_alice, film, **change)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    film.refresh_from_db()
    assert (film.status, told(film)) == (Status.SUCCEEDED, list(WORDS))


def test_all_scenes_together_may_be_as_long_as_a_text(as_alice: Client, film):
    total = {"scenes-TOTAL_FORMS": 21}
    more = {f"s{n}_narration": "word " * 199 for n in range(21)} | {f"s{n}_ORDER": n + 1 for n in range(21)}
    assert (
        "20,000 is the most that one video can tell" in send(as_alice, film, **more, **total).content.decode()
    )


@pytest.mark.parametrize("status", [Status.QUEUED, Status.RUNNING])
def test_a_film_that_is_being_made_is_not_changed_and_the_words_wait(as_alice: Client, film, status: str):
    Generation.objects.update(status=status)
    assert send(as_alice, film, s1_narration="A great ship came in.")["Location"] == film.get_absolute_url()
    assert told(film) == list(WORDS)
    page = as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    assert "A great ship came in." in page


def test_a_worker_that_takes_the_film_in_the_last_moment_wins(as_alice: Client, film, monkeypatch):
    monkeypatch.setattr(Generation, "revise", lambda self: False)
    page = send(as_alice, film, s2_new_picture=SimpleUploadedFile("x.jpg", photo())).content.decode()
    assert BUSY in page
    assert not film.scenes.exclude(upload="").exists()
    _, files = film.film.video.storage.listdir(film.directory)
    assert not [name for name in files if name.startswith("scene-upload")]


def test_changes_over_those_of_another_window_are_asked_for_twice(as_alice: Client, film):
    page = send(as_alice, film, state="3.0", s1_narration="A great ship came in.")
    assert CHANGED in page.content.decode()
    send(as_alice, film, s1_narration="A great ship came in.")
    assert told(film)[1] == "A great ship came in."


def test_a_field_in_error_does_not_hide_that_another_window_has_saved(as_alice: Client, film):
    page = send(as_alice, film, state="3.0", s1_narration="word " * 300).content.decode()
    sent = Fields(page).sent | {"scenes-1-narration": "A great ship came in."}
    assert CHANGED in as_alice.post(reverse("storyboard", args=[film.pk]), sent).content.decode()
    assert told(film) == list(WORDS)


def test_only_products_that_are_made_anew_lose_their_mark(as_alice: Client, film):
    send(as_alice, film, s0_again="on", s1_narration="A great ship came in.")
    assert [
        (bool(scene.image_fingerprint), bool(scene.speech_fingerprint)) for scene in film.scenes.all()
    ] == [
        (False, True),
        (True, False),
        (True, True),
    ]


def test_changes_that_failed_leave_the_film_to_be_seen(as_alice: Client, film):
    Generation.objects.update(status=Status.FAILED, error="The disk is full.")
    page = as_alice.get(film.get_absolute_url()).content.decode()
    assert "Your changes could not be made. The disk is full." in page
    assert "<video" in page


@pytest.mark.django_db(transaction=True)
def test_a_run_makes_only_what_was_changed(as_alice: Client, alice, settings, monkeypatch, tmp_path):
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    film = make_generation(alice, input_text=" ".join(WORDS), music="", seed=7)
    taken = Generation.objects.claim("test")
    assert taken
    pipeline.run(taken)
    before = {scene.pk: scene.image.name for scene in film.scenes.all()}
    first = Generation.objects.get()
    assert first.status == Status.SUCCEEDED
    log.reset()

    own = SimpleUploadedFile("me.jpg", photo((640, 360)))
    send(as_alice, first, s1_narration="A great ship came in.", s2_new_picture=own)
    taken = Generation.objects.claim("test")
    assert taken
    pipeline.run(taken)
    last = Generation.objects.get()
    scenes = list(Scene.objects.all())
    assert (last.status, last.error) == (Status.SUCCEEDED, "")
    assert last.film.fingerprint != first.film.fingerprint
    assert [kind for kind, _ in log.calls] == ["speech"]
    assert [scene.image.name == before[scene.pk] for scene in scenes] == [True, True, False]
    assert scenes[2].image_origin == Origin.UPLOAD
    assert (scenes[2].is_own_picture, scenes[2].upload.name, scenes[2].image_provider) == (
        True,
        "",
        "Upload Upload",
    )

    # The next run knows that the owner's picture is the right one.
    send(as_alice, last, s0_narration="The sea was wild.")
    log.reset()
    taken = Generation.objects.claim("test")
    assert taken
    pipeline.run(taken)
    assert [kind for kind, _ in log.calls] == ["speech"]
    assert Scene.objects.get(position=2).image.name == scenes[2].image.name


def test_in_a_film_from_a_photo_what_is_written_for_a_scene_is_painted(as_alice, film):
    film.kind, film.input_image = Generation.Kind.IMAGE, "photo.jpg"
    film.save(update_fields=["kind", "input_image"])
    film.scenes.update(image_origin=Origin.PHOTO)
    page = as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    assert "Show another part of your picture" in page

    send(as_alice, film, s1_prompt="A red boat")
    assert [scene.is_painted for scene in film.scenes.all()] == [False, True, False]

    Generation.objects.update(status=Status.SUCCEEDED)
    film.refresh_from_db()
    send(as_alice, film, s1_prompt="")
    assert not film.scenes.filter(is_painted=True).exists()


def test_a_picture_is_not_taken_where_storage_is_full_but_words_are(as_alice: Client, film, settings):
    settings.GENERATOR_STORAGE_GB = 1
    Generation.objects.update(stored_bytes=1_100_000_000)
    page = send(as_alice, film, s2_new_picture=SimpleUploadedFile("x.jpg", photo())).content.decode()
    assert "Your videos take 1.1 GB, and you have 1 GB. Delete one" in page
    assert send(as_alice, film, s1_narration="A great ship came in.").status_code == 302


def test_a_film_that_was_not_made_is_changed_within_what_a_day_may_have(
    as_alice: Client, film, settings, own_media
):
    settings.GENERATOR_FILMS_PER_DAY = 1
    Generation.objects.filter(pk=film.pk).update(status=Status.CANCELLED)
    address = reverse("storyboard", args=[film.pk])
    assert "0 of 1 video today" in as_alice.get(address).content.decode()
    other = make_generation(film.owner, status=Status.DRAFT)
    assert reserve(other, other.submit)
    stored = sorted(own_media.rglob("*"))
    picture = SimpleUploadedFile("own.jpg", photo())
    answer = as_alice.post(address, as_sent(film, s1_narration="Other words.", s1_new_picture=picture))
    page = answer.content.decode()
    assert "You have made 1 video today" in page
    assert "Other words." in page
    film.refresh_from_db()
    assert film.status == Status.CANCELLED
    assert sorted(own_media.rglob("*")) == stored
    Generation.objects.filter(pk=film.pk).update(status=Status.SUCCEEDED)
    assert "of 1 video today" not in as_alice.get(address).content.decode()
    assert as_alice.post(address, as_sent(film, s1_narration="Other words.")).status_code == 302


def test_words_that_will_not_be_spoken_are_told_beforehand(as_alice: Client, film):
    page = reverse("storyboard", args=[film.pk])
    assert "not spoken" not in as_alice.get(page).content.decode()
    film.scenes.filter(position=1).update(narration="They call it ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ.")
    told = "The words in Cherokee in scene 2 are shown and not spoken: no voice here speaks them."
    assert told in as_alice.get(page).content.decode()


def test_the_search_knows_what_the_scenes_say_now(as_alice: Client, alice, film):
    film.index_words()
    send(as_alice, film, s0_narration="The desert was very calm today.", s1_DELETE="on")
    owned = Generation.objects.owned_by(alice)
    found = {words: owned.search(words).exists() for words in ("desert", "sea", "boat", "nobody")}
    assert found == {"desert": True, "sea": False, "boat": False, "nobody": True}
