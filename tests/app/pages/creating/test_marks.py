"""Marks in what people type: the forms, and the pages that show a scene's words."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Generation
from tests.support.factories import make_generation, make_scene

pytestmark = pytest.mark.django_db
CREATE = reverse("text_to_video")
SENTENCE = "A boat came in at night."


def send(client: Client, text: str) -> str:
    sent = {"input_text": text, "style": "plain", "size": "16:9", "pace": "1.0"}
    return client.post(CREATE, sent, follow=True).content.decode()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[pause 2s]", "a narrator cannot speak signs alone"),
        (
            f"{SENTENCE} " + "[pause 10s] and then " * 31,
            "All pauses together take 310 seconds, and 300 is the most",
        ),
    ],
)
def test_a_text_of_pauses_is_refused_in_a_sentence(as_alice: Client, text: str, told: str):
    assert told in send(as_alice, text)
    assert not Generation.objects.exists()


def test_a_text_with_marks_is_kept_as_it_was_typed(as_alice: Client):
    text = f"{SENTENCE} [pause 2s] {{Nguyen|win}} was on it."
    send(as_alice, text)
    assert Generation.objects.get().input_text == text


def storyboard(client: Client, film: Generation, narration: str) -> str:
    first, second = film.scenes.all()
    sent = {"state": f"{film.lease}.{film.revision}", "scenes-TOTAL_FORMS": 2, "scenes-INITIAL_FORMS": 2}
    for number, (scene, words) in enumerate(((first, first.narration), (second, narration))):
        sent |= {
            f"scenes-{number}-id": scene.pk,
            f"scenes-{number}-narration": words,
            f"scenes-{number}-prompt": scene.prompt,
            f"scenes-{number}-ORDER": number + 1,
        }
    return client.post(reverse("storyboard", args=[film.pk]), sent, follow=True).content.decode()


@pytest.fixture
def film(alice) -> Generation:
    film = make_generation(alice, status=Generation.Status.SUCCEEDED, video=b"film")
    for _ in range(2):
        make_scene(film, narration=SENTENCE)
    return film


@pytest.mark.parametrize("narration", ["[pause 3s]", "Butter\nTwo eggs [pause 2s]", "{Nguyen|win}"])
def test_a_scene_can_have_lines_and_marks_and_be_a_pause_alone(as_alice: Client, film, narration: str):
    storyboard(as_alice, film, narration)
    assert film.scenes.get(position=1).narration == narration
    film.refresh_from_db()
    assert film.status == Generation.Status.QUEUED


def test_a_scene_of_signs_and_a_pause_is_refused(as_alice: Client, film):
    assert "cannot speak signs alone" in storyboard(as_alice, film, "[pause 2s] …")
    assert "All pauses together take 400 seconds" in storyboard(as_alice, film, "Oh [pause 10s] " * 40)
    film.scenes.filter(position=0).update(narration="[pause 2s]")
    assert "these scenes are pauses only" in storyboard(as_alice, film, "[pause 2s]")
    assert film.scenes.get(position=1).narration == SENTENCE


def test_pages_show_words_without_marks_and_the_form_as_they_were_typed(as_alice: Client, film):
    film.scenes.update(narration="Butter\n{Nguyen|win} [pause 2s]", start=0.0, end=2.0)
    page = as_alice.get(reverse("watch", args=[film.pk])).content.decode()
    assert "Butter<br>Nguyen" in page
    assert "[pause" not in page
    film.scenes.update(narration="[pause 2s]")
    Generation.objects.update(status=Generation.Status.QUEUED)
    assert "A pause." in as_alice.get(reverse("watch", args=[film.pk])).content.decode()
    Generation.objects.update(status=Generation.Status.SUCCEEDED)
    form = as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    assert ">\n[pause 2s]</textarea>" in form
