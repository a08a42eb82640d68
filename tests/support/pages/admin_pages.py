"""The addresses of the admin, and what is sent there."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from generator.models import Generation, User
from tests.support.factories import make_generation, make_scene

LIST = reverse("admin:generator_generation_changelist")
PEOPLE = reverse("admin:generator_user_changelist")


def page(generation: Generation) -> str:
    return reverse("admin:generator_generation_change", args=[generation.pk])


def act(client: Client, action: str, *rows: Generation | User, address: str = LIST):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(address, data, follow=True)


def make_finished(owner: User) -> Generation:
    """Make a film of 75.4 seconds that took 130, with a picture by a model and a voice that stood in."""
    now = timezone.now()
    generation = make_generation(
        owner,
        status=Generation.Status.SUCCEEDED,
        video=b"film",
        poster=b"poster",
        duration=75.4,
        started_at=now - timedelta(seconds=130),
        finished_at=now,
        language="de",
    )
    make_scene(generation, image=b"picture", image_provider="Painter", start=0.0, end=9.6)
    make_scene(generation, speech_provider="Joe", speech_fell_back=True)
    return generation
