"""What a film will cost at services is told before it is made: on its form, and where it is changed."""

from __future__ import annotations

import html
import re
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from generator.models import Usage
from generator.models.usage.usage import About, Figures
from generator.providers.costs.estimating import Plan, estimate
from tests.app.pages.editing.conftest import sent_for
from tests.support.factories import make_generation, make_scene
from tests.support.media import photo
from tests.support.stand_ins import PROVIDERS

VENDORS = "generator.providers.vendors"
TEXT = "The sea was very calm today. A small boat came in. Nobody at all was on it."
PLAN = Plan(texts=1, pictures=8, letters=1200, language="en")
PRICES = {
    "Hugging Face": {"picture": 0.03},
    "ElevenLabs": {"thousand_characters": 0.3},
    "Gemini": {"million_tokens_in": 1, "million_tokens_out": 10},
}


def outside(name: str, **options: Any) -> dict[str, Any]:
    return {"BACKEND": f"{VENDORS}.{name}", "OPTIONS": options, "EXTERNAL": True, "AT_ONCE": 1}


@pytest.fixture(autouse=True)
def site(settings, db) -> None:
    settings.GENERATOR_PROVIDERS = {
        "text": [outside("gemini.client.GeminiText", key="k", model="m"), *PROVIDERS["text"]],
        "vision": PROVIDERS["vision"],
        "image": [outside("huggingface.images.HuggingFace", token="t", model="a/b"), *PROVIDERS["image"]],
        "speech": [
            outside(
                "elevenlabs.speech.ElevenLabs", key="k", voices=["en=abcdefgh"], base_url="http://127.0.0.1:9"
            ),
            *PROVIDERS["speech"],
        ],
        "photo": [],
    }


def test_what_is_asked_is_told_also_where_nobody_knows_what_it_costs():
    assert estimate(PLAN) == (
        "Services are asked for the plan of its scenes (Gemini, price not known); about 8 pictures (Hugging Face, "
        "price not known); the voice of about 1,200 characters (ElevenLabs, price not known)."
    )


def test_the_staffs_prices_tell_what_it_costs(settings):
    settings.SERVICE_PRICES = PRICES
    told = estimate(PLAN)
    # 2,900 tokens of the question, and 1,360 of the answer.
    assert "(Gemini, $0.02)" in told
    assert "about 8 pictures (Hugging Face, $0.24)" in told
    assert "1,200 characters (ElevenLabs, $0.36)" in told


def test_what_calls_have_cost_lately_is_believed_before_that(settings):
    settings.SERVICE_PRICES = PRICES
    about = About(
        day=timezone.localdate(), vendor="huggingface", service="Hugging Face", kind="image", model="a/b"
    )
    Usage.objects.add(about, Figures(calls=4, failures=1, pictures=3, money=Decimal("0.30")))
    assert "about 8 pictures (Hugging Face, $0.80)" in estimate(PLAN)


def test_what_costs_nothing_is_not_told(settings):
    settings.SERVICE_PRICES = {"Hugging Face": {"picture": 0}}
    settings.GENERATOR_PROVIDERS = {
        **settings.GENERATOR_PROVIDERS,
        "text": [outside("ollama.client.OllamaText", base_url="http://localhost:1"), *PROVIDERS["text"]],
        "speech": [outside("microsoft_edge.speech.EdgeSpeech"), *PROVIDERS["speech"]],
    }
    assert estimate(PLAN) == ""
    settings.GENERATOR_PROVIDERS = PROVIDERS
    assert estimate(PLAN) == ""


def words(response: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def test_the_form_tells_while_one_writes(as_alice):
    told = words(as_alice.post(reverse("understood"), {"input_text": TEXT, "split": "auto"}))
    assert "about 3 pictures (Hugging Face, price not known)" in told
    assert "characters (ElevenLabs" in told
    silent = {"input_text": TEXT, "voice": "none", "pictures": "photos"}
    told = words(as_alice.post(reverse("understood"), silent))
    assert "Services are asked for the plan of its scenes (Gemini, price not known)." in told


def test_editing_tells_what_is_asked_for_again(as_alice, alice):
    film = make_generation(alice, status="succeeded", video=b"film", lease=4, language="en", mood="calm")
    for number in range(3):
        make_scene(
            film,
            narration="The sea was calm.",
            image=photo(),
            image_fingerprint=f"image-{number}",
            image_origin="painted",
            speech_fingerprint=f"speech-{number}",
        )
    address = reverse("remade", args=[film.pk])
    assert "Services are asked" not in words(as_alice.post(address, sent_for(film)))
    told = words(as_alice.post(address, sent_for(film, style="watercolour")))
    assert "Services are asked for about 3 pictures (Hugging Face, price not known)." in told
    told = words(as_alice.post(address, sent_for(film, pace="1.3")))
    assert "Services are asked for the voice of about 51 characters (ElevenLabs, price not known)." in told
