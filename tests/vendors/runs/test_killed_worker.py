"""A worker that is killed in the middle of a film: what was paid for before is not paid for again."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from generator.models import Generation
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from tests.cases import one_in
from tests.support.factories import make_generation
from tests.vendors.conftest import lists, rendered_at_once
from tests.vendors.protocols import spoken_text
from tests.vendors.runs.one_run import SMALL
from tests.vendors.server import GTTS, HUGGING_FACE, Call

pytestmark = pytest.mark.django_db(transaction=True)

SCENES = 6
LANES = 2


@pytest.fixture(autouse=True)
def site(settings, monkeypatch, services, tmp_path) -> None:
    services.delay = 0.1
    # What the killed worker leaves lying about is not for other tests to find.
    settings.GENERATOR_WORK_DIR = tmp_path / "work"
    settings.GENERATOR_CALLS_AT_ONCE = LANES
    settings.GENERATOR_PROVIDERS = lists(services.url)
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", SMALL)
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)


def run_in_another_process(generation: Generation, settings) -> subprocess.Popen[bytes]:
    changed = {
        "DATABASE": str(connection.settings_dict["NAME"]),
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "GENERATOR_WORK_DIR": str(settings.GENERATOR_WORK_DIR),
        "GENERATOR_CALLS_AT_ONCE": LANES,
        "GENERATOR_PROVIDERS": settings.GENERATOR_PROVIDERS,
    }
    command = [sys.executable, "-m", "tests.vendors.runs.one_run", str(generation.pk), json.dumps(changed)]
    return subprocess.Popen(command, cwd=settings.BASE_DIR)


def view_of(call: Call) -> str:
    """Return the number of the scene, which the server has written into each prompt."""
    number: str = call.json()["inputs"].split("view ")[1].split(",")[0]
    return number


@pytest.mark.parametrize("pictures", one_in(2, [4, 1]))
def test_what_is_stored_is_not_asked_for_again(services, settings, pictures):
    text = " ".join(f"On day {day} the sea was calm." for day in range(SCENES))
    waiting = make_generation(input_text=text, title="", music="")
    taken = Generation.objects.take(waiting.pk, waiting.lease, "first")
    child = run_in_another_process(taken, settings)
    until = time.monotonic() + 120
    try:
        while waiting.scenes.exclude(image="").count() < pictures:
            assert child.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)
    finally:
        child.kill()
        child.wait()
    asked_before = len(services.calls)
    painted = {str(scene.position) for scene in waiting.scenes.exclude(image="")}
    spoken = {scene.narration for scene in waiting.scenes.exclude(speech="")}

    Generation.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert Generation.objects.reap() == 1
    again = Generation.objects.claim("second")
    assert again
    pipeline.run(again)
    again.refresh_from_db()
    assert again.status == "succeeded"
    later = services.calls[asked_before:]
    assert not {view_of(call) for call in later if call.service == HUGGING_FACE} & painted
    assert not {spoken_text(call) for call in later if call.service == GTTS} & spoken
    # No more than what was in flight when the worker died is asked for twice.
    gemini, all_pictures, all_spoken = services.counts()
    assert gemini == 1
    assert 2 * SCENES <= all_pictures + all_spoken <= 2 * SCENES + LANES
