"""The terms."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_they_can_be_read_before_signing_up(client: Client):
    assert reverse("terms") in client.get(reverse("account_signup")).content.decode()
    page = client.get(reverse("terms")).content.decode()
    assert "<h1>Terms</h1>" in page
    assert reverse("contact") in page


def test_they_and_the_account_page_agree_on_how_an_account_is_deleted(as_alice: Client):
    assert reverse("delete_account") in as_alice.get(reverse("account")).content.decode()
    page = " ".join(as_alice.get(reverse("terms")).content.decode().split())
    assert f'delete yourself with everything in it, at <a href="{reverse("account")}">Your data</a>' in page


@pytest.mark.parametrize("given", ["texts", "pictures", "clips", "recordings", "music", "logos", "fonts"])
def test_they_speak_of_all_that_a_person_may_give(client: Client, given: str):
    page = client.get(reverse("terms")).content.decode().lower()
    assert page.count(given) >= 2
