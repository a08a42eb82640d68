"""A site on which staff set up services on pages, with quick stand-ins behind them and nothing from the environment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from generator.providers.setup import known
from studio.film import plan as timeline
from tests.support.stand_ins import PROVIDERS
from tests.vendors.conftest import rendered_at_once
from tests.vendors.fakes.openai import OPENAI_KEY
from tests.vendors.models_by_address.conftest import afresh  # noqa: F401
from tests.vendors.protocols import KEY
from tests.vendors.server import Services


@pytest.fixture(autouse=True)
def by_people(settings, monkeypatch, afresh) -> Iterator[None]:  # noqa: F811
    settings.GENERATOR_STORED_SERVICES = True
    settings.GENERATOR_PROVIDERS = PROVIDERS
    settings.GENERATOR_VENDOR_VALUES = {}
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)
    known._watch.forget()
    yield
    known._watch.forget()


def page(name: str) -> str:
    return reverse("service", args=[name])


def set_up(client: Client, name: str, **values: str) -> None:
    """Fill in the page of a service, and see that it was taken."""
    response = client.post(page(name), values)
    assert response.status_code == 302, response.context["form"].errors


def set_up_openai(client: Client, services: Services, name: str = "openai_compatible", **values: str) -> None:
    """Set up the fake that speaks OpenAI's protocol, for all kinds of work."""
    told = {
        "OPENAI_BASE_URL": f"{services.url}/openai/v1",
        "OPENAI_API_KEY": OPENAI_KEY,
        "OPENAI_TEXT_MODELS": "writer-1",
        "OPENAI_VISION_MODELS": "seer-1",
        "OPENAI_IMAGE_MODELS": "brush-2",
        "OPENAI_SPEECH_MODEL": "mouth-1",
        "OPENAI_VOICES": "nova",
    }
    set_up(client, name, **{**told, **values})


def set_up_gemini(client: Client, services: Services, **values: str) -> None:
    told = {"GEMINI_API_KEY": KEY, "GEMINI_MODELS": "gemini-test", "GEMINI_BASE_URL": services.url}
    set_up(client, "gemini", **{**told, **values})


def switch(client: Client, name: str, *, on: bool) -> None:
    assert client.post(reverse("switch_service", args=[name]), {"on": "1" if on else "0"}).status_code == 302
