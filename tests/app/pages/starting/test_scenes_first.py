"""“Show me the scenes first”: a run ends with the scenes' pictures, and goes on when the owner has the film made."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from generator import tasks
from generator.models import Charge, Generation, User
from generator.models.allowance import allowance_of
from studio.film import plan as timeline
from tests.support.stand_ins import PROVIDERS, log

pytestmark = pytest.mark.django_db(transaction=True)

FIELDS = {"title": "", "style": "plain", "size": "16:9", "voice": "", "music": "calm", "split": "sentence"}
WORDS = "The fox crosses the snow. The owl watches from the barn. Night falls over the hills."


@pytest.fixture(autouse=True)
def quick(settings, monkeypatch):
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))


def send(client: Client, **change: Any) -> Generation:
    assert client.post(reverse("text_to_video"), {**FIELDS, "input_text": WORDS, **change}).status_code == 302
    return Generation.objects.latest("created_at")


def shown_first(client: Client) -> Generation:
    film = send(client, scenes_first="on")
    tasks.work_one()
    film.refresh_from_db()
    return film


def page(client: Client, film: Generation) -> str:
    return " ".join(client.get(film.get_absolute_url()).content.decode().split())


def test_the_run_ends_with_a_picture_for_each_scene_and_no_voice(as_alice: Client):
    film = shown_first(as_alice)
    assert (film.status, film.film, film.error) == ("scenes", None, "")
    scenes = list(film.scenes.all())
    assert len(scenes) == 3
    assert all(scene.image and not scene.speech for scene in scenes)
    told = page(as_alice, film)
    assert "Make the film of these scenes?" in told
    assert "It counts as no further video of your day." in told
    assert "The owl watches from the barn." in told


def test_while_the_scenes_are_made_the_page_says_so(as_alice: Client):
    told = page(as_alice, send(as_alice, scenes_first="on"))
    assert "You wanted to see the scenes first" in told
    assert "Cutting the video" not in told


def test_the_film_is_made_of_the_pictures_that_are_there(as_alice: Client):
    film = shown_first(as_alice)
    pictures = [scene.image.name for scene in film.scenes.all()]
    painted = len(log.asked("image")) if hasattr(log, "asked") else None
    assert as_alice.post(reverse("make_film", args=[film.pk])).status_code == 302
    tasks.work_one()
    film.refresh_from_db()
    assert (film.status, film.shows_scenes_first) == ("succeeded", False)
    assert film.film is not None
    assert [scene.image.name for scene in film.scenes.all()] == pictures
    if painted is not None:
        assert len(log.asked("image")) == painted


def test_no_place_of_the_day_is_taken_twice(as_alice: Client, alice: User, settings):
    settings.GENERATOR_FILMS_PER_DAY = 1
    film = shown_first(as_alice)
    assert allowance_of(alice).today == 1
    # The place was taken yesterday, and another film has that of today.
    Charge.objects.update(made_at=timezone.now() - timedelta(days=1))
    send(as_alice)
    assert allowance_of(alice).today == 1
    as_alice.post(reverse("make_film", args=[film.pk]))
    film.refresh_from_db()
    assert film.status == "queued"
    assert allowance_of(alice).today == 1


def test_a_deleted_one_gives_no_place_back(as_alice: Client, alice: User):
    shown_first(as_alice).delete()
    assert allowance_of(alice).today == 1


def edited(film: Generation, **change: Any) -> dict[str, Any]:
    """Return what the page “Edit” sends, with changes of its first scene."""
    scenes = list(film.scenes.all())
    sent: dict[str, Any] = {
        "scenes-TOTAL_FORMS": len(scenes),
        "scenes-INITIAL_FORMS": len(scenes),
        "state": f"{film.lease}.{film.revision}",
    }
    for number, scene in enumerate(scenes):
        told = {"id": scene.pk, "narration": scene.narration, "prompt": scene.prompt, "ORDER": number + 1}
        sent |= {f"scenes-{number}-{name}": value for name, value in told.items()}
    return sent | {f"scenes-0-{name}": value for name, value in change.items()}


def test_changed_scenes_are_shown_again(as_alice: Client):
    film = shown_first(as_alice)
    address = reverse("storyboard", args=[film.pk])
    shown = as_alice.get(address)
    assert "Make the film" in shown.content.decode()
    as_alice.post(address, edited(film, narration="The red fox runs."))
    tasks.work_one()
    film.refresh_from_db()
    assert (film.status, film.film) == ("scenes", None)
    assert film.scenes.first().narration == "The red fox runs."


def test_changed_scenes_become_a_film_at_once(as_alice: Client):
    film = shown_first(as_alice)
    address = reverse("storyboard", args=[film.pk])
    as_alice.post(address, edited(film, narration="The red fox runs.") | {"film": "1"})
    tasks.work_one()
    film.refresh_from_db()
    assert film.status == "succeeded"
    assert film.scenes.first().narration == "The red fox runs."


def test_unchanged_scenes_become_a_film_from_their_page(as_alice: Client):
    film = shown_first(as_alice)
    as_alice.post(reverse("storyboard", args=[film.pk]), edited(film) | {"film": "1"})
    film.refresh_from_db()
    assert (film.status, film.shows_scenes_first) == ("queued", False)


def test_the_choice_is_remembered(as_alice: Client, alice: User):
    def is_on() -> bool:
        return bool(as_alice.get(reverse("text_to_video")).context["form"]["scenes_first"].value())

    assert not is_on()
    send(as_alice, scenes_first="on")
    assert is_on()
    send(as_alice)
    assert not is_on()


def test_a_second_click_makes_no_second_film(as_alice: Client):
    film = shown_first(as_alice)
    for _ in range(2):
        as_alice.post(reverse("make_film", args=[film.pk]))
    film.refresh_from_db()
    assert (film.status, film.attempt) == ("queued", 0)


def test_it_is_found_in_the_library(as_alice: Client):
    shown_first(as_alice)
    assert "Scenes first" in as_alice.get(reverse("library"), {"status": "scenes"}).content.decode()


def test_a_voice_service_is_named_with_its_calls(as_alice: Client, settings):
    film = shown_first(as_alice)
    entry = {
        "BACKEND": "generator.providers.vendors.google_tts.voice.GoogleSpeech",
        "EXTERNAL": True,
        "AT_ONCE": 1,
        "OPTIONS": {},
    }
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "speech": [entry, *PROVIDERS["speech"]]}
    assert "speaks 3 scenes: about 3 calls" in page(as_alice, film)
