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
