"""The page of scenes says which have further pictures, and what their owner does to these."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Cutaway, Generation
from tests.app.pages.videos.test_storyboard import as_sent
from tests.support.factories import make_generation, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(alice) -> Generation:
    generation = make_generation(alice, status="succeeded", video=b"film")
    for place in range(2):
        scene = make_scene(generation, image=b"picture", image_fingerprint="a", cutaway_fingerprint="b")
        Cutaway.objects.create(scene=scene, word=4 + place, prompt="a heron")
    return generation


def send(client: Client, film: Generation, **change: object) -> None:
    assert client.post(reverse("storyboard", args=[film.pk]), as_sent(film, **change)).status_code == 302


def test_it_says_that_a_scene_has_further_pictures(film, as_alice: Client):
    page = as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    assert page.count("Later words of it have a picture of their own.") == 2


def test_a_scene_whose_picture_the_owner_writes_has_no_others_until_it_is_left_to_us_again(
    film, as_alice: Client
):
    send(as_alice, film, s0_prompt="A red boat")
    assert list(film.scenes.values_list("cuts_away", flat=True)) == [False, True]
    Generation.objects.update(status="succeeded")
    film.refresh_from_db()
    send(as_alice, film, s0_prompt="")
    assert list(film.scenes.values_list("cuts_away", flat=True)) == [True, True]


def test_those_of_a_scene_that_is_left_out_go_with_it(film, as_alice: Client):
    send(as_alice, film, s1_DELETE="on")
    assert Cutaway.objects.count() == 1
