"""Stopping a video."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from generator.models import Generation
from tests.support.factories import make_generation

pytestmark = pytest.mark.django_db
Status = Generation.Status


@pytest.mark.parametrize("status", [Status.QUEUED, Status.RUNNING])
def test_a_video_that_is_to_come_is_stopped(as_alice: Client, alice, status: str):
    generation = make_generation(alice, status=status)
    response = as_alice.post(reverse("cancel", args=[generation.pk]), follow=True)
    generation.refresh_from_db()
    assert generation.status == Status.CANCELLED
    assert "You cancelled this video" in response.content.decode()


def test_changes_that_are_stopped_are_told_of_once(as_alice: Client, alice):
    generation = make_generation(alice, status=Status.RUNNING, video=b"film")
    response = as_alice.post(reverse("cancel", args=[generation.pk]), follow=True)
    assert "You stopped the changes" in response.content.decode()
    assert not list(response.context["messages"])


def test_a_finished_video_stays_finished(as_alice: Client, alice):
    generation = make_generation(alice, status=Status.SUCCEEDED, video=b"film")
    response = as_alice.post(reverse("cancel", args=[generation.pk]), follow=True)
    generation.refresh_from_db()
    assert generation.status == Status.SUCCEEDED
    assert "There was nothing to cancel any more." in response.content.decode()
