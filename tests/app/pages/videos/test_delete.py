"""Throwing a video away."""

from __future__ import annotations

import re

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
    assert "Put this video into the bin?" in page
    assert "The lighthouse keeper" in page
    assert Generation.objects.owned_by(generation.owner).exists()


def test_it_goes_into_the_bin_and_can_be_put_back_at_once(as_alice: Client, generation, address: str):
    response = as_alice.post(address, follow=True)
    assert response.redirect_chain == [(reverse("library"), 302)]
    page = response.content.decode()
    assert "The video is in the bin." in page
    (at,) = re.findall(r'name="at" value="([^"]+)"', page)
    assert not Generation.objects.owned_by(generation.owner).exists()
    as_alice.post(reverse("put_back"), {"at": at})
    assert Generation.objects.owned_by(generation.owner).get() == generation


def test_from_the_bin_it_is_deleted_with_all_files(
    as_alice: Client, address: str, own_media, django_capture_on_commit_callbacks
):
    as_alice.post(address)
    assert "for good?" in as_alice.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        response = as_alice.post(address, follow=True)
    assert "The video is deleted for good." in response.content.decode()
    assert response.redirect_chain == [(reverse("binned"), 302)]
    assert not Generation.objects.exists()
    assert not Scene.objects.exists()
    assert [path for path in own_media.rglob("*") if path.is_file()] == []


def test_a_worker_that_is_at_it_is_stopped(as_alice: Client, generation, address: str):
    Generation.objects.update(status=Generation.Status.RUNNING)
    running = Generation.objects.get()
    as_alice.post(address)
    assert not running.heartbeat("render", 50)
    assert not running.publish()


def test_it_leads_back_to_where_one_was_in_the_library(as_alice: Client, address: str):
    there = f"{reverse('library')}?q=sea&page=2"
    assert as_alice.post(address, {"next": there})["Location"] == there


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_it_leads_to_no_other_site(as_alice: Client, address: str, elsewhere: str):
    assert as_alice.post(address, {"next": elsewhere})["Location"] == reverse("library")
