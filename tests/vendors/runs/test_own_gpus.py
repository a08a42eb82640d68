"""Whole films with pictures by operators' own graphics cards, and what they do when these fail."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection

from generator.models import Generation
from generator.pipeline import run as pipeline
from generator.pipeline.run import never_stop
from generator.providers.calling import tries
from studio.film import plan as timeline
from tests.support.factories import make_generation, make_user
from tests.support.stand_ins import PROVIDERS, log
from tests.vendors.conftest import lists, rendered_at_once
from tests.vendors.fakes.comfyui import failed, refused, server
from tests.vendors.fakes.sdapi import LOADED, painted
from tests.vendors.own_gpus.entries import comfyui, sdapi
from tests.vendors.protocols import black
from tests.vendors.runs.test_whole_runs import TEXT, again, fallen_back, film, is_finished
from tests.vendors.server import Answer, Services, in_json

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def small(monkeypatch) -> None:
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))


@pytest.fixture
def unrendered(monkeypatch) -> None:
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)


@pytest.fixture
def webui(settings, services: Services) -> None:
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [sdapi(services.url), *PROVIDERS["image"]]}


def test_a_film_is_painted_by_stable_diffusion_one_picture_after_the_other(services, webui, unrendered):
    services.delay = 0.1
    made = film()
    assert is_finished(made)
    assert services.count("sdapi") == 3
    assert services.most_in_flight["sdapi"] == 1
    assert log.count("image") == 0
    for scene in made.scenes.all():
        assert not scene.fell_back
        assert scene.image_provider == f"StableDiffusionApi {LOADED}"
        assert scene.image_seed


def test_such_a_film_is_rendered_with_services_for_all_its_parts(settings, services):
    settings.GENERATOR_PROVIDERS = lists(services.url)
    settings.GENERATOR_PROVIDERS["image"].insert(0, sdapi(services.url))
    made = film()
    assert is_finished(made)
    assert made.film.video.size > 5000
    assert services.counts() == (1, 0, 3)
    assert {scene.image_provider for scene in made.scenes.all()} == {f"StableDiffusionApi {LOADED}"}


# With the most calls for one film: where the set-up is wrong one, where something may pass the tries of a scene or two.
DEAD = {
    "without --api": (Answer(b"", 404), 2),
    "wrong login": (in_json({"detail": "Incorrect username or password"}, 401), 2),
    "black pictures": (painted(black().body), 6),
    "no memory": (in_json({"error": "OutOfMemoryError"}, 500), 8),
    "reset": (Answer(how="reset"), 8),
}


@pytest.mark.parametrize(("answer", "most"), DEAD.values(), ids=DEAD)
def test_the_film_comes_although_the_card_is_dead(services, webui, unrendered, answer, most):
    services.on("sdapi", answer)
    made = film()
    assert is_finished(made)
    assert fallen_back(made, "image") == [True] * 3
    assert all(scene.error for scene in made.scenes.all())
    assert services.count("sdapi") <= most


def test_a_slow_card_is_waited_for_as_long_as_is_set_and_no_longer(
    settings, services, unrendered, monkeypatch
):
    monkeypatch.setattr("generator.providers.factory.DEADLINES", {"image": 0.2, "text": 9, "speech": 9})
    monkeypatch.setattr(tries, "POLL", 0.05)
    services.delay = 0.5
    slow = sdapi(services.url, SDAPI_SECONDS=30)
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [slow, *PROVIDERS["image"]]}
    assert fallen_back(film(), "image") == [False] * 3
    hasty = sdapi(services.url, SDAPI_SECONDS=0.25)
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [hasty, *PROVIDERS["image"]]}
    assert fallen_back(film(make_user("bob@example.org")), "image") == [True] * 3


@pytest.fixture
def comfy(settings, monkeypatch, services: Services) -> None:
    server.reset()
    monkeypatch.setattr("generator.providers.vendors.comfyui.jobs.FIRST_PAUSE", 0.01)
    monkeypatch.setattr("generator.providers.vendors.comfyui.jobs.LONGEST_PAUSE", 0.05)
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [comfyui(services.url), *PROVIDERS["image"]]}


def test_a_film_is_painted_by_a_graph_of_comfyui(settings, services, comfy):
    settings.GENERATOR_PROVIDERS = lists(services.url)
    settings.GENERATOR_PROVIDERS["image"].insert(0, comfyui(services.url))
    server.looks = 3
    made = film()
    assert is_finished(made)
    assert made.film.video.size > 5000
    assert services.counts() == (1, 0, 3)
    assert len(server.jobs) == 3
    for scene in made.scenes.all():
        assert not scene.fell_back
        assert scene.image_provider == "ComfyUI sd_xl_base_1.0"
    seeds = {scene.image_seed for scene in made.scenes.all()}
    assert seeds == {job.graph["3"]["inputs"]["seed"] for job in server.jobs.values()}


def test_the_film_comes_although_comfyui_does_not_take_the_graph(services, comfy, unrendered):
    services.on("comfyui", refused("value_not_in_list", "ckpt_name"))
    made = film()
    assert is_finished(made)
    assert fallen_back(made, "image") == [True] * 3
    assert services.count("comfyui") <= 2


def test_the_film_comes_although_the_graph_fails(services, comfy, unrendered):
    server.entry = failed("execution_error", node_type="KSampler")
    made = film()
    assert is_finished(made)
    assert {scene.error for scene in made.scenes.all()} == {"ComfyUI failed at KSampler of the graph."}
    assert len(server.jobs) <= 6


def test_what_a_cancelled_film_has_queued_is_taken_back(services, comfy, unrendered):
    server.held = True
    waiting = make_generation(input_text=TEXT, title="", music="")
    taken = Generation.objects.take(waiting.pk, waiting.lease, "test")
    run = threading.Thread(target=run_here, args=(taken,))
    run.start()
    wait_until(lambda: len(server.jobs) == 2)
    begun = set(server.jobs)
    Generation.objects.get(pk=waiting.pk).cancel()
    run.join(30)
    wait_until(lambda: begun <= {*server.deleted, *server.interrupted})
    assert len(server.deleted) == 1 or len(server.interrupted) == 2


def test_what_a_draining_worker_has_queued_is_left_for_the_next(services, comfy, unrendered):
    server.held = True
    waiting = make_generation(input_text=TEXT, title="", music="")
    taken = Generation.objects.take(waiting.pk, waiting.lease, "test")
    draining = threading.Event()
    run = threading.Thread(target=run_here, args=(taken, draining.is_set))
    run.start()
    wait_until(lambda: len(server.jobs) == 2)
    begun = set(server.jobs)
    draining.set()
    run.join(30)
    waiting.refresh_from_db()
    assert waiting.status == "queued"
    server.held = False
    made = again(waiting)
    assert is_finished(made)
    assert begun < set(server.jobs)
    assert len(server.jobs) == 3
    assert (server.deleted, server.interrupted) == ([], [])


def run_here(taken: Generation, should_stop=never_stop) -> None:
    try:
        pipeline.run(taken, should_stop=should_stop)
    finally:
        connection.close()


def wait_until(is_so) -> None:
    until = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.02)
