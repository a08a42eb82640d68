"""The help page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from generator.models.generation import MAX_TEXT, MIN_TEXT
from studio.film.uploads.pictures import ACCEPTED_FORMATS, MAX_UPLOAD_BYTES, MAX_UPLOAD_PIXELS

pytestmark = pytest.mark.django_db


def test_it_names_the_limits_that_hold(client: Client):
    page = client.get(reverse("help")).content.decode()
    assert f"{MIN_TEXT} to {MAX_TEXT:,} characters" in page
    assert f"{MAX_UPLOAD_BYTES // 1024**2} MB and {MAX_UPLOAD_PIXELS // 10**6} megapixels" in page
    for name in ACCEPTED_FORMATS:
        assert name in page
