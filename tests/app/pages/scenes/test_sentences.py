"""The page on which an owner chooses what each sentence of a scene shows."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from generator.forms.storyboard import BUSY, CHANGED
from generator.models import Generation, Scene
from tests.support.factories import make_generation, make_scene

pytestmark = pytest.mark.django_db
Status = Generation.Status
FOX, SHARE = "A fox runs.", "Nine out of ten users smile."


def sentence(text: str, kind: str = "", reason: str = "The painter can show “fox”.") -> dict[str, object]:
    return {
        "text": text, "first": 0, "letter": 0, "graphic": {"kind": kind} if kind else None,
        "sureness": 0.9, "confidence": 0.7, "reason": reason, "kinds": ["statement", *([kind] if kind else [])],
    }  # fmt: skip


@pytest.fixture
def film(alice) -> Generation:
    generation = make_generation(alice, status=Status.SUCCEEDED, video=b"film", lease=4)
    shown = [sentence(FOX), sentence(SHARE, "share", "Nine of ten is a share of a whole.")]
    make_scene(
        generation, narration=f"{FOX} {SHARE}", sentences=shown, sentences_fingerprint="chosen", image_fingerprint="x"
    )  # fmt: skip
    make_scene(generation, narration="The end.")
    return generation


def address(film: Generation, number: int = 1) -> str:
    return reverse("sentences", args=[film.pk, number])


def send(client: Client, film: Generation, **change: str):
    return client.post(address(film), {"state": f"{film.lease}.{film.revision}", **change})


def test_it_says_what_each_sentence_shows_and_why(as_alice: Client, film):
    page = as_alice.get(address(film)).content.decode()
    assert FOX in page
    assert "The painter can show “fox”." in page
    assert "Nine of ten is a share of a whole." in page
    assert "Share of a whole" in page


def test_the_page_on_scenes_leads_to_it_where_there_is_something_to_choose(as_alice: Client, film):
    page = as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    assert address(film) in page
    assert address(film, 2) not in page
    assert "1 of 2 as words and figures" in page
    assert as_alice.get(address(film, 2)).status_code == 302
    assert as_alice.get(address(film, 3)).status_code == 404


def test_a_wish_is_kept_and_the_film_is_changed(as_alice: Client, film):
    response = send(as_alice, film, **{"sentence-2-kind": "statement", "sentence-2-words": "Users *smile*"})
    assert response.status_code == 302
    film.refresh_from_db()
    scene = film.scenes.first()
    assert film.status == Status.QUEUED
    assert scene.wishes == {SHARE: {"kind": "statement", "words": "Users *smile*"}}
    # It is chosen anew; its picture stays.
    assert (scene.sentences_fingerprint, scene.image_fingerprint) == ("", "x")


def test_what_was_wished_before_stands_in_the_form_and_can_be_taken_back(as_alice: Client, film):
    Scene.objects.filter(position=0).update(wishes={FOX: {"kind": "title", "words": "A *fox*"}})
    page = as_alice.get(address(film)).content.decode()
    assert "A *fox*" in page
    send(as_alice, film)
    assert film.scenes.first().wishes == {}


def test_without_a_change_nothing_is_made(as_alice: Client, film):
    send(as_alice, film)
    film.refresh_from_db()
    assert film.status == Status.SUCCEEDED


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"sentence-2-words": "word " * 30}, "Please keep the words on the screen to 90 characters."),
        ({"sentence-2-words": "**"}, "Please write words between the stars."),
        ({"sentence-2-kind": "picture", "sentence-2-words": "Smile"}, "A picture shows no words."),
        ({"sentence-1-kind": "growth"}, "This sentence tells nothing that could be shown as growth."),
        ({"sentence-2-kind": "share", "sentence-2-words": "Smile"}, "Its figures come from the sentence."),
    ],
)
def test_what_cannot_be_shown_is_said_at_its_field(as_alice: Client, film, sent, said):
    response = send(as_alice, film, **sent)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert film.scenes.first().wishes == {}


def test_it_says_that_the_film_was_changed_elsewhere(as_alice: Client, film):
    wish = {"sentence-1-kind": "statement"}
    page = as_alice.post(address(film), {"state": "0.0", **wish})
    assert CHANGED in page.content.decode()
    assert as_alice.post(address(film), {"state": page.context["chosen"].state, **wish}).status_code == 302


def test_it_says_that_the_film_is_being_made(as_alice: Client, film):
    Generation.objects.update(status=Status.RUNNING)
    assert BUSY in send(as_alice, film, **{"sentence-1-kind": "statement"}).content.decode()
    assert as_alice.get(address(film)).status_code == 302


def test_it_is_nobody_elses(as_alice: Client, film, bob, client):
    client.force_login(bob)
    assert client.get(address(film)).status_code == 404
    assert send(client, film, **{"sentence-1-kind": "statement"}).status_code == 404
