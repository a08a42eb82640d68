"""What leaves the site, as the privacy page tells it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def words(client: Client) -> str:
    return client.get(reverse("privacy")).content.decode()


def test_nothing_leaves_a_site_of_built_in_programs(client: Client):
    page = words(client)
    assert "no outside service is called" in page
    assert "Google" not in page


def test_what_is_kept_of_visits_and_told_by_mail_is_named(client: Client):
    page = words(client)
    assert f'href="{reverse("visits")}"' in page
    assert "from which kind of browser and network address" in page


def test_each_service_that_may_be_called_is_named_with_what_it_is_told(client: Client, settings):
    settings.GENERATOR_PROVIDERS = {
        "speech": [
            {"BACKEND": "generator.providers.vendors.google_tts.voice.GoogleSpeech"},
            {"BACKEND": "studio.speech.EmbeddedSpeech"},
        ]
    }
    page = words(client)
    assert "text-to-speech service</strong> is told the words that the narrator says" in page
    assert "Hugging Face" not in page
    assert "no outside service is called" not in page


def test_how_long_answers_of_services_are_remembered_is_told_where_there_are_services(
    client: Client, settings
):
    assert "are remembered for" not in words(client)
    settings.GENERATOR_PROVIDERS = {
        "image": [{"BACKEND": "generator.providers.vendors.huggingface.images.HuggingFace"}]
    }
    settings.GENERATOR_REUSE_DAYS = 3
    assert "are remembered for 3 days, without your name, also when you delete the video" in words(client)
    settings.GENERATOR_REUSE_DAYS = 0
    assert "are remembered for" not in words(client)
