"""A painting's layers are kept with its picture, shown where the camera moves, and gone when it is."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile

from generator.models import Cutaway, Generation, Scene
from generator.pipeline.stages.illustrate import illustrate
from generator.pipeline.stages.render import _made_from, film_plan
from generator.pipeline.stages.shots import Shots
from studio.contracts import CutOut, LayeredPicture, Picture
from studio.film.layers.values import Layer
from studio.film.living.archive import unpack_picture
from studio.film.plan import Shot
from tests.app.stages.test_cutaways import LONG
from tests.support.factories import make_scene
from tests.support.stand_ins import PROVIDERS, QuickImage, log

FOX = CutOut(
    data=b"\x89PNG", left=0.2, top=0.3, right=0.5, bottom=0.8, depth=0.8, kind="animal", name="fox", tall=0.7, is_hero=True
)  # fmt: skip
LAYERS = LayeredPicture(plate=b"\xff\xd8plate", cutouts=(FOX,), line=0.6, depth=0.5, skyline=0.5)


class InLayers(QuickImage):
    """Knows the layers of all that it paints but of what is plain."""

    def illustrate_in_layers(self, **asked: Any) -> Picture:
        flat = self.illustrate(**asked)
        if "plain" in asked["prompt"]:
            return flat
        return Picture(data=flat.data, width=flat.width, height=flat.height, model="noise", layers=LAYERS)


@pytest.fixture(autouse=True)
def painter(settings):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [{"BACKEND": f"{__name__}.InLayers"}]}


def film(claimed, **fields) -> Generation:
    generation = claimed(**fields)
    make_scene(generation, prompt="A fox in the snow", speech_duration=4.0)
    return generation


def content(file: FieldFile) -> bytes:
    with file.open("rb") as stored:
        return bytes(stored.read())


def shots_of(generation: Generation, tmp_path) -> tuple[Shot, ...]:
    folder = tmp_path / f"shots-{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    scenes = list(generation.scenes.prefetch_related("cutaways"))
    return Shots(generation, scenes, folder, lambda: None).in_order()


def test_the_layers_are_one_more_file_of_the_scene(
    claimed, run_stage, tmp_path, django_capture_on_commit_callbacks
):
    generation = film(claimed)
    assert run_stage(illustrate, generation) == 1
    scene = Scene.objects.get()
    assert scene.layers.name in scene.file_names()
    assert scene.layers.name in generation.file_names()
    (tmp_path / "layers.zip").write_bytes(content(scene.layers))
    assert unpack_picture(tmp_path / "layers.zip") == LAYERS
    names = scene.file_names()
    with django_capture_on_commit_callbacks(execute=True):
        generation.delete()
    assert not any(default_storage.exists(name) for name in names)


def test_what_is_there_is_not_painted_again(claimed, run_stage):
    generation = film(claimed)
    run_stage(illustrate, generation)
    assert run_stage(illustrate, generation) == 0
    # Nor what was painted before there were layers.
    Scene.objects.update(layers="")
    assert run_stage(illustrate, generation) == 0
    assert log.count("image") == 1


def test_another_picture_takes_the_layers_of_the_one_before_with_it(claimed, run_stage):
    generation = film(claimed)
    run_stage(illustrate, generation)
    before = Scene.objects.get().layers.name
    Scene.objects.update(prompt="A plain sky")
    run_stage(illustrate, generation)
    assert not Scene.objects.get().layers
    assert not default_storage.exists(before)


def test_a_moving_camera_shows_them_and_looks_at_the_subject(claimed, run_stage, tmp_path):
    generation = film(claimed, camera="mixed", title_card=True, title="Foxes")
    run_stage(illustrate, generation)
    opening, shot = shots_of(generation, tmp_path)
    assert shot.picture.read_bytes() == LAYERS.plate
    assert shot.ground.line == LAYERS.line
    (layer,) = shot.layers
    assert isinstance(layer, Layer)
    assert layer.picture.read_bytes() == FOX.data
    assert [area.name for area in shot.focus] == ["fox"]
    # The title lies on the picture with its subject.
    assert opening.is_plain
    assert opening.picture.read_bytes() == content(Scene.objects.get().image)


def test_a_camera_that_stands_still_shows_the_picture_alone(claimed, run_stage, tmp_path):
    generation = film(claimed, camera="none")
    run_stage(illustrate, generation)
    (shot,) = shots_of(generation, tmp_path)
    assert shot.is_plain
    assert shot.picture.read_bytes() == content(Scene.objects.get().image)


def test_a_scene_of_before_is_a_still_and_its_film_the_same(claimed, run_stage, tmp_path):
    generation = film(claimed, camera="mixed")
    run_stage(illustrate, generation)
    scenes = list(generation.scenes.prefetch_related("cutaways"))
    alive = _made_from(generation, scenes)
    scenes[0].layers = ""
    still = _made_from(generation, scenes)
    assert alive != still
    generation.camera = "none"
    assert _made_from(generation, list(generation.scenes.all())) == _made_from(generation, scenes)
    Scene.objects.update(layers="")
    generation.camera = "mixed"
    (shot,) = shots_of(generation, tmp_path)
    assert shot.is_plain


@pytest.mark.parametrize("harm", ["gone", "broken"])
def test_layers_that_cannot_be_read_leave_the_picture(claimed, run_stage, tmp_path, harm):
    generation = film(claimed, camera="mixed")
    run_stage(illustrate, generation)
    layers = Scene.objects.get().layers
    if harm == "gone":
        default_storage.delete(layers.name)
    else:
        with layers.open("wb") as file:
            file.write(b"no archive")
    (shot,) = shots_of(generation, tmp_path)
    assert shot.is_plain
    assert shot.picture.read_bytes() == content(Scene.objects.get().image)


def test_a_cutaway_has_layers_of_its_own(claimed, run_stage, tmp_path):
    generation = claimed(camera="mixed", language="en")
    make_scene(generation, narration=LONG, prompt="keeper climbing steps, lighthouse", speech_duration=12.0)
    run_stage(illustrate, generation)
    (cutaway,) = Cutaway.objects.all()
    assert cutaway.layers.name in Scene.objects.get().file_names()
    (shot,) = shots_of(generation, tmp_path)
    (shown,) = shot.cutaways
    assert shown.picture.read_bytes() == LAYERS.plate
    assert shown.layers


def test_a_plan_names_files_that_are_there(claimed, run_stage, tmp_path):
    generation = film(claimed, camera="mixed")
    run_stage(illustrate, generation)
    folder = tmp_path / "plan"
    folder.mkdir()
    scenes = list(generation.scenes.all())
    plan = film_plan(generation, Shots(generation, scenes, folder, lambda: None), folder)
    named = [plan.shots[0].picture, *(one.picture for one in plan.shots[0].layers if isinstance(one, Layer))]
    assert all(file.exists() for file in named)
    assert not list(folder.glob("*.zip"))
