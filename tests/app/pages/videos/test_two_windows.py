"""Two windows with the scenes of one film: neither overwrites what the other has saved without a word."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from generator.forms.storyboard import BUSY, CHANGED
from generator.models import Generation
from tests.app.pages.videos.test_storyboard import as_sent
from tests.support.factories import make_generation, make_scene

pytestmark = pytest.mark.django_db
Status = Generation.Status
WORDS = ("The sea was very calm today.", "A small boat came in.", "Nobody at all was on it.")


@pytest.fixture
def film(alice) -> Generation:
    generation = make_generation(alice, status=Status.SUCCEEDED, video=b"film", lease=4)
    for words in WORDS:
        make_scene(generation, narration=words)
    return generation


def told(film: Generation) -> list[str]:
    return [scene.narration for scene in film.scenes.all()]


def test_changes_that_were_cancelled_before_a_worker_began_are_not_overwritten(as_alice: Client, film):
    address = reverse("storyboard", args=[film.pk])
    one = as_sent(film, s1_narration="A great ship came in.")
    other = as_sent(film, s2_narration="Everybody was on it.")
    as_alice.post(address, one)
    as_alice.post(reverse("cancel", args=[film.pk]))
    page = as_alice.post(address, other)
    assert CHANGED in page.content.decode()
    assert "Everybody was on it." in page.content.decode()
    assert told(film) == [WORDS[0], "A great ship came in.", WORDS[2]]
    # Whoever knows it and sends once more means it.
    as_alice.post(address, other | {"state": page.context["formset"].state})
    assert told(film) == [WORDS[0], WORDS[1], "Everybody was on it."]


def test_of_two_that_save_at_once_one_is_told(as_alice: Client, film, monkeypatch):
    revise = Generation.revise

    def overtaken(self: Generation) -> bool:
        # The other window has saved, and cancelled that, since this one's state was compared.
        Generation.objects.update(revision=7)
        return revise(self)

    monkeypatch.setattr(Generation, "revise", overtaken)
    page = as_alice.post(reverse("storyboard", args=[film.pk]), as_sent(film, s1_narration="A ship."))
    assert BUSY in page.content.decode()
    assert told(film) == list(WORDS)
    film.refresh_from_db()
    assert (film.status, film.revision) == (Status.SUCCEEDED, 7)


def test_a_save_is_a_revision_and_going_on_is_none(as_alice: Client, film):
    as_alice.post(reverse("storyboard", args=[film.pk]), as_sent(film, s1_narration="A ship came in."))
    as_alice.post(reverse("cancel", args=[film.pk]))
    as_alice.post(reverse("retry", args=[film.pk]))
    film.refresh_from_db()
    assert (film.status, film.revision) == (Status.QUEUED, 1)
