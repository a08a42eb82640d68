"""What caches may keep: nothing that is written about somebody, and films as long as they are their owner's."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from generator.models import Generation
from tests.support.factories import PASSWORD, make_generation

pytestmark = pytest.mark.django_db


def is_kept_nowhere(response) -> bool:
    return "no-store" in response.headers.get("Cache-Control", "")


def test_a_refusal_is_not_kept_either(as_alice: Client, settings):
    settings.GENERATOR_RATES = dict.fromkeys(settings.GENERATOR_RATES, "0/m")
    assert is_kept_nowhere(as_alice.post(reverse("text_to_video")))
    assert is_kept_nowhere(as_alice.get("/nowhere/"))
    assert is_kept_nowhere(as_alice.get(reverse("watch", args=["00000000-0000-0000-0000-000000000000"])))


def test_the_step_between_password_and_code_is_not_kept(client: Client, alice):
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    client.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
    assert is_kept_nowhere(client.get(reverse("mfa_authenticate")))


def test_films_are_kept_by_their_owners_browser_alone(as_alice: Client, alice):
    film = make_generation(alice, status=Generation.Status.SUCCEEDED, video=b"film")
    address = reverse("video", args=[film.pk])
    part = as_alice.get(f"{address}?v=1", headers={"range": "bytes=1-2"})
    assert (part.status_code, part.getvalue()) == (206, b"il")
    assert part["Cache-Control"] == "private, max-age=604800"
    whole = as_alice.get(address)
    assert (whole.getvalue(), whole["Cache-Control"]) == (b"film", "private, no-cache")
    unchanged = as_alice.get(address, headers={"if-none-match": part["ETag"]})
    assert (unchanged.status_code, unchanged["Cache-Control"]) == (304, "private, no-cache")
