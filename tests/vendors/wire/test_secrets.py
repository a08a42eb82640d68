"""The keys of outside services, whose answers repeat them: no page, no row and no log line tells one."""

from __future__ import annotations

import logging
from io import StringIO

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command

from generator.models import Generation
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from tests.support.media import photo
from tests.support.pages.routes import all_routes
from tests.support.pages.visitors import Site
from tests.vendors.conftest import at_own_addresses, lists, rendered_at_once
from tests.vendors.fakes.comfyui import SECRET
from tests.vendors.fakes.openai import OPENAI_KEY, error
from tests.vendors.fakes.sdapi import PASSWORD
from tests.vendors.own_gpus.entries import on_own_gpus
from tests.vendors.protocols import KEY, TOKEN, google_error
from tests.vendors.server import GEMINI, GTTS, HUGGING_FACE, Services, in_json
from tests.vendors.voices.entries import KEYS, voice_entries

pytestmark = pytest.mark.django_db(transaction=True)
SECRETS = (KEY, TOKEN, OPENAI_KEY, PASSWORD, SECRET, *KEYS.values())


@pytest.fixture
def told_on(settings, monkeypatch, services: Services) -> None:
    """Have every service fail with an answer that repeats what it was sent."""
    settings.GENERATOR_PROVIDERS = lists(services.url)
    for kind, entries in at_own_addresses(services.url).items():
        # Behind the others, which fail too.
        settings.GENERATOR_PROVIDERS[kind][-1:-1] = entries
    for entries in voice_entries(services.url).values():
        settings.GENERATOR_PROVIDERS["speech"][-1:-1] = entries
    settings.GENERATOR_PROVIDERS["image"][-1:-1] = on_own_gpus(services.url)
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)
    services.on(GEMINI, google_error(400, "INVALID_ARGUMENT", f"The key {KEY} is bad: key={KEY}"))
    services.on(HUGGING_FACE, in_json({"error": f"Bearer {TOKEN} may not do this"}, 403))
    services.on("sdapi", in_json({"detail": f"{PASSWORD} is wrong"}, 401))
    services.on("comfyui", in_json({"error": {"message": f"{SECRET} is wrong"}}, 400))
    services.on(GTTS, in_json({"error": f"{KEY} {TOKEN}"}, 500))
    services.on("openai", error(401, f"Incorrect API key provided: {OPENAI_KEY}."))
    for name, key in KEYS.items():
        services.on(name, in_json({"detail": f"{key} may not do this"}, 401))
    services.on("ollama", in_json({"error": f"{OPENAI_KEY} is missing"}, 500))


def leaks(words: str) -> list[str]:
    return [secret for secret in SECRETS if secret in words]


def test_a_failing_service_has_its_key_told_nowhere(told_on, services, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    site = Site()
    site.film.delete()
    site.film = Generation.objects.create(owner=site.owner, kind="image", title="Harbour")
    site.film.upload.save("upload", ContentFile(photo()), save=True)
    pipeline.run(Generation.objects.claim("host:1"))
    site.film.refresh_from_db()
    assert site.film.status == "succeeded"
    assert site.film.description_error
    assert site.film.scenes.with_stand_ins().exists()
    others = [services.count(name) for name in ("openai", "ollama", "sdapi", "comfyui", *KEYS)]
    assert min(*services.counts(), *others) > 0

    site.objects["generator_generation"] = site.film.pk
    for role in ("anonymous", "owner", "staff"):
        for route in all_routes():
            _, response = site.ask(role, "get", site.address(route))
            assert leaks(str(response.headers)) == []
            assert leaks((response.body if response.streaming else response.content).decode("latin-1")) == []
    for model in apps.get_models():
        assert leaks(str(list(model.objects.values()))) == []
    printed = StringIO()
    call_command("check", stdout=printed, stderr=printed)
    assert leaks(printed.getvalue()) == []
    assert len(caplog.records) > 20
    assert leaks("\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)) == []
    assert leaks("".join(capfd.readouterr())) == []
