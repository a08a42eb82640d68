"""Whole films whose pictures a service sets in motion: limited, kept, and standing still where it fails."""

from __future__ import annotations

from pathlib import Path

import av
import pytest
from django.core.cache import cache

from generator.models import Generation, Scene
from generator.pipeline import run as pipeline
from generator.providers.vendors.openai_compatible import clips as openrouter
from generator.views.watch import stand_ins
from studio.film import plan as timeline
from studio.film.plan import FilmPlan
from tests.cases import one_in
from tests.support.factories import make_generation
from tests.support.stand_ins import PROVIDERS
from tests.support.unrendered import unrendered
from tests.vendors.fakes.comfyui import failed, server
from tests.vendors.fakes.router import router
from tests.vendors.fakes.veo import veo
from tests.vendors.moving.openrouter import Videos
from tests.vendors.moving.test_openrouter import entry as openrouter_entry
from tests.vendors.moving.test_routes import entry
from tests.vendors.moving.test_veo import entry as veo_entry
from tests.vendors.own_gpus.entries import comfyui_clips
from tests.vendors.server import Answer, Services

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "A red fox crosses the snow. An old lighthouse stands by the sea. Storks return to the village."
SMALL = (160, 90)


@pytest.fixture(autouse=True)
def plans(settings, monkeypatch, services: Services) -> list[FilmPlan]:
    # What was counted of the day.
    cache.clear()
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "motion": [comfyui_clips(services.url)]}
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", SMALL)
    seen: list[FilmPlan] = []

    def rendered_at_once(plan: FilmPlan, folder: Path, *others: object) -> object:
        seen.append(plan)
        return unrendered(plan, folder)

    monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)
    return seen


def film(**fields) -> Generation:
    values = {"input_text": TEXT, "title": "", "music": "", "pictures": "moved", "shows": "pictures"}
    return again(make_generation(None, **values | {"split": "sentence"} | fields))


def again(generation: Generation) -> Generation:
    taken = Generation.objects.take(generation.pk, generation.lease, "test")
    assert taken
    pipeline.run(taken)
    generation.refresh_from_db()
    return generation


def edited(made: Generation, **changes: object) -> Generation:
    assert made.revise(**{"input_text": made.input_text, **changes})
    return again(made)


def scenes_of(made: Generation) -> list[Scene]:
    return list(made.scenes.all())


def origins(made: Generation) -> list[str]:
    return [scene.image_origin for scene in scenes_of(made)]


def test_each_picture_is_painted_and_set_in_motion(services, plans):
    made = film()
    assert made.status == "succeeded"
    assert origins(made) == ["moved"] * 3, [scene.error for scene in scenes_of(made)]
    for scene in scenes_of(made):
        assert (scene.fell_back, scene.credit, scene.is_own_picture) == (False, {}, False)
        assert scene.image_provider == "ComfyUIClips wan2.2_i2v_14B"
        assert scene.image_seed is not None
        with scene.clip.open("rb") as file, av.open(file) as clip:
            assert (clip.streams.video[0].width, clip.streams.video[0].height) == SMALL
            assert not clip.streams.audio
    assert all(shot.clip and not shot.clip_sound for shot in plans[-1].shots if not shot.card)
    # Other words are no reason to pay again; another prompt is.
    jobs = len(server.jobs)
    scene = scenes_of(made)[0]
    scene.narration = "A fox, quite red, crosses the snow."
    scene.save()
    edited(made)
    assert len(server.jobs) == jobs == 3
    scene.prompt, scene.image_fingerprint = "a wooden bridge", ""
    scene.save()
    edited(made)
    assert len(server.jobs) == jobs + 1


def test_a_film_and_a_day_have_a_limit(services, settings):
    settings.GENERATOR_MOVED_PER_FILM = 1
    made = film()
    assert origins(made) == ["moved", "painted", "painted"]
    notes = stand_ins(scenes_of(made))
    assert notes == ["Scene 2 and 3 stands still. A video has at most 1 of its pictures set in motion here."]
    settings.GENERATOR_MOVED_PER_FILM, settings.GENERATOR_MOVED_PER_DAY = 6, 2
    words = "A steam train crosses a bridge. Boats leave the harbour. Children fly kites on a hill."
    other = again(make_generation(made.owner, input_text=words, pictures="moved", shows="pictures"))
    assert origins(other).count("moved") == 1
    assert len(server.jobs) == 2
    assert any("pictures a day" in scene.error for scene in scenes_of(other))
    # What there was no leave for is not asked for with each change.
    edited(made, title="Another")
    assert len(server.jobs) == 2


@pytest.mark.parametrize(
    ("entry", "view"),
    [
        (failed("execution_error", node_type="KSampler"), None),
        ({}, Answer(b"\0\0\0\x20ftypisom" + b"x" * 4000, type="video/mp4")),
        ({}, Answer(b"<html>", type="text/html")),
    ],
    ids=["fails", "a broken file", "no clip"],
)
def test_where_it_fails_the_painting_stands_still_and_the_film_comes(services, entry, view):
    server.entry, server.view = entry, view
    made = film(input_text="A red fox crosses the snow.")
    assert made.status == "succeeded"
    for scene in scenes_of(made):
        assert (scene.image_origin, scene.image_fell_back, bool(scene.clip)) == ("painted", True, False)
        assert scene.error


def test_without_a_service_it_is_painted(services, settings):
    settings.GENERATOR_PROVIDERS = PROVIDERS
    made = film(input_text="A red fox crosses the snow.")
    assert set(origins(made)) == {"painted"}


def test_one_scene_can_be_set_in_motion_in_a_painted_film(services):
    made = film(pictures="painted")
    scene = scenes_of(made)[1]
    scene.pictures = "moved"
    scene.save()
    edited(made)
    assert origins(made) == ["painted", "moved", "painted"]
    made.scenes.update(pictures="")
    edited(made)
    assert origins(made) == ["painted"] * 3
    assert len(server.jobs) == 1


@pytest.mark.parametrize("route", one_in(3, ["fal-ai", "together", "wavespeed"]))
def test_a_film_is_made_wholly_by_each_route(services, settings, route):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "motion": [entry(services.url, route)]}
    made = film(input_text="A red fox crosses the snow.")
    assert set(origins(made)) == {"moved"}
    assert not any(scene.fell_back for scene in scenes_of(made))
    assert len(router.jobs) == len(scenes_of(made))


@pytest.mark.long
def test_a_film_is_made_wholly_by_veo(services, settings):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "motion": [veo_entry(services.url)]}
    made = film(input_text="A red fox crosses the snow.")
    assert set(origins(made)) == {"moved"}
    assert len(veo.jobs) == len(scenes_of(made))


@pytest.mark.long
def test_a_film_is_made_wholly_by_openrouter(services, settings, monkeypatch):
    for name in ("FIRST_PAUSE", "LONGEST_PAUSE"):
        monkeypatch.setattr(openrouter, name, 0.01)
    videos = Videos()
    services.on("openai", videos.answer)
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "motion": [openrouter_entry(services.url)]}
    made = film(input_text="A red fox crosses the snow.")
    assert set(origins(made)) == {"moved"}
    assert len(videos.jobs) == len(scenes_of(made))
