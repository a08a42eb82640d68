"""A worker that is killed while ComfyUI paints: the next one waits for the same pictures, and none is made twice."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from generator.models import Generation, Usage
from generator.pipeline import run as pipeline
from generator.providers.calling import limiter
from studio.film import plan as timeline
from tests.support.factories import make_generation
from tests.support.stand_ins import PROVIDERS
from tests.vendors.conftest import rendered_at_once
from tests.vendors.fakes.comfyui import server
from tests.vendors.own_gpus.entries import comfyui
from tests.vendors.runs.one_run import SMALL
from tests.vendors.runs.test_whole_runs import SENTENCES, TEXT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def site(settings, monkeypatch, services, tmp_path) -> None:
    """Share the cache between processes, as hosts do."""
    server.reset()
    settings.GENERATOR_WORK_DIR = tmp_path / "work"
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [comfyui(services.url), *PROVIDERS["image"]]}
    settings.CACHES = {
        name: {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(tmp_path / name),
        }
        for name in settings.CACHES
    }
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", SMALL)
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)


def run_in_another_process(generation: Generation, settings: Any) -> subprocess.Popen[bytes]:
    changed = {
        "DATABASE": str(connection.settings_dict["NAME"]),
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "GENERATOR_WORK_DIR": str(settings.GENERATOR_WORK_DIR),
        "GENERATOR_PROVIDERS": settings.GENERATOR_PROVIDERS,
        "CACHES": settings.CACHES,
    }
    command = [sys.executable, "-m", "tests.vendors.runs.one_run", str(generation.pk), json.dumps(changed)]
    return subprocess.Popen(command, cwd=settings.BASE_DIR)


def slots() -> list[str]:
    entry = "generator.providers.vendors.comfyui.images"
    return [f"slot:{entry}:{number}" for number in range(2)]


@pytest.mark.parametrize(
    ("is_old", "is_done"),
    [
        pytest.param(False, False, id="still painted"),
        pytest.param(False, True, id="painted meanwhile", marks=pytest.mark.long),
        pytest.param(True, False, id="still painted, with numbers of its own", marks=pytest.mark.long),
        pytest.param(True, True, id="painted meanwhile, with numbers of its own", marks=pytest.mark.long),
    ],
)
def test_pictures_on_their_way_are_waited_for_and_not_asked_for_again(settings, services, is_old, is_done):
    assert limiter.BREATH <= 30
    server.is_old, server.held = is_old, True
    waiting = make_generation(input_text=TEXT, title="", music="")
    taken = Generation.objects.take(waiting.pk, waiting.lease, "first")
    child = run_in_another_process(taken, settings)
    until = time.monotonic() + 120
    try:
        # Two scenes are painted side by side.
        while len(server.jobs) < 2:
            assert child.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
    finally:
        child.kill()
        child.wait()
    begun = set(server.jobs)
    server.held = False
    if is_done:
        for number in begun:
            server.look(number)
    # The slots of the killed worker end half a minute later, which nobody waits for here.
    for slot in slots():
        assert cache.get(slot)
        cache.delete(slot)

    Generation.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert Generation.objects.reap() == 1
    again = Generation.objects.claim("second")
    assert again
    pipeline.run(again)
    again.refresh_from_db()
    assert again.status == "succeeded"
    asked = [call for call in services.calls if call.path == "/comfyui/prompt"]
    assert len(asked) == len(SENTENCES) == len(server.jobs)
    assert begun < set(server.jobs)
    counted = Usage.objects.figures()
    assert (counted.calls, counted.pictures, counted.failures) == (len(SENTENCES), len(SENTENCES), 0)
    assert (server.deleted, server.interrupted) == ([], [])
    viewed = {call.path for call in services.calls if "/view" in call.path}
    assert all(any(number in path for path in viewed) for number in begun)
    for scene in again.scenes.all():
        assert not scene.fell_back
        assert scene.image_provider == "ComfyUI sd_xl_base_1.0"
