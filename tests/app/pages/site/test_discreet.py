"""The page of a fault on a developer's machine: all that there is around it, but keys and passwords."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from generator.models.generation_queryset import GenerationQuerySet
from tests.support.stand_ins import PROVIDERS

WORDS = {
    "SECRET_KEY": "key-of-the-site-0123456789",
    "S3_SECRET_KEY": "key-of-the-store-0123456789",
    "S3_ACCESS_KEY": "name-of-the-store-0123456789",
    "EMAIL_HOST_PASSWORD": "word-of-the-mail-<&>-0123456789",
    "STAFF_PASSWORD": "word-of-the-staff-0123456789",
}
CACHE, DATABASE, SERVICE = "word#of/the cache", "word#of/the database", "key-of-a-service-0123456789"


@pytest.fixture
def debugging(settings) -> None:
    settings.DEBUG = True
    for name, word in WORDS.items():
        setattr(settings, name, word)
    settings.REDIS_URL = "redis://:word%23of%2Fthe%20cache@redis:6379/0"
    entry = {
        "BACKEND": "generator.providers.vendors.gemini.client.GeminiText",
        "OPTIONS": {"key": SERVICE, "model": "m"},
    }
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "text": [entry, *PROVIDERS["text"]]}


@pytest.mark.django_db
def test_the_page_of_a_fault_shows_its_cause_and_no_word_of_confidence(
    debugging, settings, alice, monkeypatch
):
    def break_down(*args):
        told = [*WORDS.values(), settings.REDIS_URL, SERVICE]
        address = f"postgresql://films:word%23of%2Fthe%20database@db/films?{DATABASE}"
        raise RuntimeError(f"The cause is {address} {told}")

    client = Client(raise_request_exception=False)
    client.force_login(alice)
    monkeypatch.setattr(GenerationQuerySet, "owned_by", break_down)
    monkeypatch.setitem(settings.DATABASES["default"], "PASSWORD", DATABASE)
    for headers in ({}, {"accept": "text/plain"}):
        page = client.get(reverse("library"), headers=headers).content.decode()
        assert "The cause is" in page
        assert "break_down" in page
        for word in (*WORDS.values(), "word-of-the-mail", SERVICE, DATABASE, CACHE, "word%23of%2Fthe"):
            assert word not in page
