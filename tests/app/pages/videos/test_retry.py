"""Trying again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django_q.models import OrmQ

from generator.models import Generation
from tests.support.factories import make_generation, make_scene

pytestmark = pytest.mark.django_db
Status = Generation.Status


@pytest.mark.parametrize("status", [Status.FAILED, Status.CANCELLED])
def test_a_stopped_video_waits_again_and_the_queue_hears_of_it(
    as_alice: Client, alice, status: str, django_capture_on_commit_callbacks
):
    generation = make_generation(alice, status=status, error="It failed.", attempt=3)
    with django_capture_on_commit_callbacks(execute=True):
        response = as_alice.post(reverse("retry", args=[generation.pk]))
    generation.refresh_from_db()
    assert response["Location"] == generation.get_absolute_url()
    assert (generation.status, generation.error, generation.attempt) == (Status.QUEUED, "", 0)
    assert OrmQ.objects.count() == 1


@pytest.mark.parametrize("status", [Status.SUCCEEDED, Status.RUNNING, Status.QUEUED])
def test_a_video_that_did_not_stop_is_left_alone(
    as_alice: Client, alice, status: str, django_capture_on_commit_callbacks
):
    generation = make_generation(alice, status=status, video=b"film")
    with django_capture_on_commit_callbacks(execute=True):
        response = as_alice.post(reverse("retry", args=[generation.pk]), follow=True)
    generation.refresh_from_db()
    assert generation.status == status
    assert "This video needs no other try." in response.content.decode()
    assert OrmQ.objects.count() == 0


def test_a_ready_video_has_anew_only_what_stand_ins_made(
    as_alice: Client, alice, django_capture_on_commit_callbacks
):
    generation = make_generation(alice, status=Status.SUCCEEDED, video=b"film")
    good = make_scene(generation, image=b"good", image_fingerprint="a")
    poor = make_scene(generation, image=b"poor", image_fingerprint="b", image_fell_back=True)
    with django_capture_on_commit_callbacks(execute=True):
        as_alice.post(reverse("retry", args=[generation.pk]))
    generation.refresh_from_db()
    assert generation.status == Status.QUEUED
    assert OrmQ.objects.count() == 1
    assert [scene.image_fingerprint for scene in generation.scenes.all()] == [good.image_fingerprint, ""]
    assert poor.image_fell_back
