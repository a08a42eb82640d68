"""Films of as many scenes as there may be: their pages are light, and one form saves all of it."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Generation
from studio.contracts import MOST_LETTERS, MOST_SCENES
from tests.support.factories import make_generation, make_scene

pytestmark = pytest.mark.django_db
WORDS = ("The keeper of lighthouse {} climbs two hundred steps every evening, polishes the great lens, and waits. " * 2)[:MOST_LETTERS // MOST_SCENES - 4]


@pytest.fixture
def film(alice) -> Generation:
    generation = make_generation(
        alice, status="succeeded", input_text="word " * 3999, video=b"film", duration=1440.0
    )
    for place in range(MOST_SCENES):
        make_scene(
            generation,
            narration=WORDS.replace("{}", str(place)),
            prompt="keeper climbing steps, lens, lighthouse, rocky coast, evening, warm light",
            image=b"picture",
            image_fingerprint="a" * 64,
            start=12.0 * place,
            end=12.0 * place + 12,
        )
    return generation


def test_weight(film, as_alice: Client):
    for name in ("storyboard", "watch"):
        page = as_alice.get(reverse(name, args=[film.pk])).content
        print(name, len(page), len(gzip.compress(page)))
    Generation.objects.update(status="running")
    page = as_alice.get(reverse("progress", args=[film.pk]), headers={"HX-Request": "true"}).content
    print("progress", len(page), len(gzip.compress(page)))
