"""Duplicates in whole runs: nothing is made again, and each is changed on its own."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from generator.models import Generation
from generator.models.library.duplicate import duplicate
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from tests.app.stages.conftest import photo
from tests.support.factories import make_generation, make_scene
from tests.support.stand_ins import PROVIDERS, log

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def film(alice, settings, monkeypatch, tmp_path, own_media) -> Generation:
    """A finished film of a photo, with a scene that shows a picture of its owner's."""
    log.reset()
    settings.GENERATOR_WORK_DIR = tmp_path / "work"
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    made = make_generation(
        alice,
        kind="image",
        input_text="",
        description="A calm harbour. A small boat came in.",
        input_image=photo(640, 480),
        description_fingerprint="d",
        music="",
        seed=7,
    )
    run(made)
    scene = made.scenes.last() or make_scene(made)
    scene.upload.save("own", ContentFile(photo(320, 240)))
    Generation.objects.get(pk=made.pk).revise()
    return run(made)


def run(film: Generation) -> Generation:
    taken = Generation.objects.claim("test")
    assert taken == film
    pipeline.run(taken)
    done = Generation.objects.get(pk=film.pk)
    assert (done.status, done.error) == ("succeeded", "")
    return done


def files_of(film: Generation) -> dict[str, str]:
    """Return what each scene shows and says, by its stored files."""
    return {scene.image.name: scene.speech.name for scene in film.scenes.all()}


def test_a_change_of_nothing_makes_nothing(film: Generation):
    made = Generation.objects.get(pk=duplicate(film).pk)
    before = files_of(made), made.film.pk, made.film.video.name
    assert made.revise()
    again = run(made)
    assert (files_of(again), again.film.pk, again.film.video.name) == before


def test_a_change_of_one_is_no_change_of_the_other(film: Generation):
    made = Generation.objects.get(pk=duplicate(film).pk)
    shown = files_of(film), film.film.video.name
    first = made.scenes.first()
    made.scenes.filter(pk=first.pk).update(narration="Another boat came in.")
    assert made.revise()
    changed = run(made)
    assert changed.film.number == film.film.number + 1
    untouched = Generation.objects.get(pk=film.pk)
    assert (files_of(untouched), untouched.film.video.name) == shown
    assert all(default_storage.exists(name) for name in untouched.file_names())
    assert [scene.image.name for scene in changed.scenes.all()] == list(files_of(made))
