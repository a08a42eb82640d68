"""A worker that is killed while a service sets a picture in motion: the next one waits for the same clip."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from generator.models import Generation
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from tests.support.factories import make_generation
from tests.support.stand_ins import PROVIDERS
from tests.vendors.conftest import rendered_at_once
from tests.vendors.fakes.comfyui import server
from tests.vendors.fakes.router import router
from tests.vendors.moving.test_routes import entry
from tests.vendors.own_gpus.entries import comfyui_clips
from tests.vendors.runs.one_run import SMALL
from tests.vendors.runs.test_resumed_errand import run_in_another_process
from tests.vendors.server import Services

AT_ONCE = 2
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def site(settings, monkeypatch, tmp_path) -> None:
    """Share the cache between processes, as hosts do."""
    settings.GENERATOR_WORK_DIR = tmp_path / "work"
    settings.CACHES = {
        name: {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(tmp_path / name),
        }
        for name in settings.CACHES
    }
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", SMALL)
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)


def kill_and_go_on(
    settings: Any, module: str, began: Callable[[], bool], go_on: Callable[[], None]
) -> Generation:
    """Make a film in a process that is killed once the service has begun, and go on here when it may end."""
    waiting = make_generation(
        input_text="A red fox crosses the snow.", title="", music="", pictures="moved", shows="pictures"
    )
    taken = Generation.objects.take(waiting.pk, waiting.lease, "first")
    child = run_in_another_process(taken, settings)
    until = time.monotonic() + 120
    try:
        while not began():
            assert child.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
    finally:
        child.kill()
        child.wait()
    go_on()
    # The slot of the killed worker ends half a minute later, which nobody waits for here.
    cache.delete(f"slot:{module}:0")
    Generation.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert Generation.objects.reap() == 1
    again = Generation.objects.claim("second")
    assert again
    pipeline.run(again)
    again.refresh_from_db()
    assert again.status == "succeeded"
    assert {scene.image_origin for scene in again.scenes.all()} == {"moved"}
    assert not any(scene.fell_back for scene in again.scenes.all())
    return again


# Errands whose numbers are known before are guarded by the killed painter.
@pytest.mark.long
def test_comfyuis_clip_is_waited_for_and_not_made_twice(settings, services: Services):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "motion": [comfyui_clips(services.url)]}
    settings.GENERATOR_MOVED_PER_DAY = 3
    server.held = True

    def go_on() -> None:
        server.held = False

    module = "generator.providers.vendors.comfyui.clips"
    made = kill_and_go_on(settings, module, lambda: bool(server.jobs), go_on)
    asked = [call for call in services.calls if call.path == "/comfyui/prompt"]
    # Taken up by another worker, it is counted once among those of the day.
    assert len(asked) == len(server.jobs) == made.scenes.count() <= 3
    assert (server.deleted, server.interrupted) == ([], [])


@pytest.mark.long
def test_a_routes_clip_is_waited_for_by_the_number_that_was_noted(settings, services: Services):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "motion": [entry(services.url, "fal-ai")]}
    router.held = True

    def go_on() -> None:
        router.held = False

    def began() -> bool:
        # Once a job is asked for its state, its number is noted; two are on their way at a time.
        return len({call.path for call in services.calls if "/status" in call.path}) == AT_ONCE

    module = "generator.providers.vendors.huggingface.clips"
    made = kill_and_go_on(settings, module, began, go_on)
    assert len(router.jobs) == made.scenes.count()
