"""Throwing a video away."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Generation, Scene
from tests.support.factories import make_generation, make_scene
from tests.support.media import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def generation(alice) -> Generation:
    generation = make_generation(alice, status=Generation.Status.SUCCEEDED, video=b"film", poster=photo())
    make_scene(generation, image=photo(), speech=b"speech")
    return generation


@pytest.fixture
def address(generation) -> str:
    return reverse("delete", args=[generation.pk])


def test_a_link_alone_only_asks(as_alice: Client, generation, address: str):
    page = as_alice.get(address).content.decode()
    assert "Delete this video?" in page
    assert "The lighthouse keeper" in page
    assert Generation.objects.filter(pk=generation.pk).exists()


def test_a_yes_deletes_the_rows_and_all_files(
    as_alice: Client, address: str, own_media, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = as_alice.post(address, follow=True)
    assert "The video is deleted." in response.content.decode()
    assert response.redirect_chain == [(reverse("library"), 302)]
    assert not Generation.objects.exists()
    assert not Scene.objects.exists()
    assert [path for path in own_media.rglob("*") if path.is_file()] == []


def test_a_worker_that_is_at_it_is_stopped(as_alice: Client, generation, address: str):
    Generation.objects.update(status=Generation.Status.RUNNING)
    running = Generation.objects.get()
    as_alice.post(address)
    assert not running.heartbeat("render", 50)


def test_it_leads_back_to_where_one_was_in_the_library(as_alice: Client, address: str):
    there = f"{reverse('library')}?q=sea&page=2"
    assert as_alice.post(address, {"next": there})["Location"] == there


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_it_leads_to_no_other_site(as_alice: Client, address: str, elsewhere: str):
    assert as_alice.post(address, {"next": elsewhere})["Location"] == reverse("library")
