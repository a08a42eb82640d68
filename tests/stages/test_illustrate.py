"""Every scene gets its picture, once."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from generator.exceptions import ProviderError, RunStoppedError
from generator.models import Generation, Scene
from generator.stages.illustrate import illustrate, picture_size
from tests.factories import make_scene
from tests.stages.conftest import photo
from tests.stand_ins import PROVIDERS, log


def two_scenes(generation: Generation) -> Generation:
    make_scene(generation, prompt="A calm sea")
    make_scene(generation, prompt="A boat", style="dramatic")
    return generation


@pytest.mark.parametrize("size", Generation.Size.values)
def test_each_picture_is_larger_than_the_frame_and_of_its_shape(claimed, run_stage, size):
    run_stage(illustrate, two_scenes(claimed(size=size)))
    for scene in Scene.objects.all():
        with scene.image.open() as file, Image.open(file) as picture:
            assert picture.size == picture_size(size, "720p")
    wide, high = (int(part) for part in size.split(":"))
    assert picture.width * high == pytest.approx(picture.height * wide, rel=0.01)


def test_a_draft_has_the_pictures_of_a_standard_film_and_a_fine_one_has_larger_ones(claimed, run_stage):
    assert picture_size("16:9", "480p") == picture_size("16:9", "720p") == (1472, 828)
    assert picture_size("16:9", "1080p") == (2208, 1242)
    generation = two_scenes(claimed(quality="480p"))
    assert run_stage(illustrate, generation) == 2
    Generation.objects.update(quality="720p")
    assert run_stage(illustrate, Generation.objects.get()) == 0
    Generation.objects.update(quality="1080p")
    assert run_stage(illustrate, Generation.objects.get()) == 2


def test_the_provider_hears_prompt_style_seed_and_scene(claimed, run_stage):
    run_stage(illustrate, two_scenes(claimed(style="paper")))
    assert [asked for _, asked in log.calls] == [
        {"prompt": "A calm sea", "style": "paper", "seed": 7, "variant": 0},
        {"prompt": "A boat", "style": "dramatic", "seed": 7, "variant": 1},
    ]


def test_the_upload_opens_the_film_and_is_not_painted(claimed, run_stage):
    generation = two_scenes(claimed(kind="image", input_image=photo(800, 600)))
    run_stage(illustrate, generation)
    first, second = Scene.objects.all()
    with first.image.open() as file, Image.open(file) as picture:
        assert picture.size == (800, 600)
    assert first.image_provider == "Upload Upload"
    assert second.image_provider == "QuickImage noise"
    assert log.count("image") == 1


def test_a_good_picture_is_never_made_twice(claimed, run_stage):
    generation = two_scenes(claimed())
    assert run_stage(illustrate, generation) == 2
    assert run_stage(illustrate, Generation.objects.get()) == 0
    generation.scenes.filter(position=1).update(prompt="A ship")
    assert run_stage(illustrate, Generation.objects.get()) == 1
    assert [asked["prompt"] for _, asked in log.calls] == ["A calm sea", "A boat", "A ship"]


def test_a_new_picture_takes_the_place_of_the_old_file(claimed, run_stage, own_media):
    generation = two_scenes(claimed())
    run_stage(illustrate, generation)
    generation.scenes.update(prompt="Else")
    run_stage(illustrate, Generation.objects.get())
    assert len([path for path in own_media.rglob("*") if path.is_file()]) == 2


@pytest.mark.parametrize(
    ("ill", "reason"),
    [("Refusing", "The painter is ill."), ("Black", "black")],
    ids=["refuses", "sends black"],
)
def test_a_stand_in_catches_an_ill_provider_and_the_scene_says_so(settings, claimed, run_stage, ill, reason):
    settings.GENERATOR_PROVIDERS = {
        **PROVIDERS,
        "image": [{"BACKEND": f"tests.stand_ins.{ill}"}, *PROVIDERS["image"]],
    }
    run_stage(illustrate, two_scenes(claimed()))
    for scene in Scene.objects.all():
        assert scene.fell_back
        assert reason in scene.error
        assert scene.image_provider == "QuickImage noise"


def test_without_any_painter_the_run_ends_in_a_sentence(settings, claimed, run_stage):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [{"BACKEND": "tests.stand_ins.Refusing"}]}
    with pytest.raises(ProviderError, match=r"^The painter is ill\.$"):
        run_stage(illustrate, two_scenes(claimed()))


def test_a_lost_run_leaves_no_file(claimed, tmp_path, own_media):
    job, _ = illustrate(two_scenes(claimed()), tmp_path)
    made = job.call(lambda share: None)
    with Image.open(io.BytesIO(made.value.data)) as picture:
        picture.load()
    Generation.objects.update(lease=99)
    with pytest.raises(RunStoppedError):
        job.keep(made)
    assert not any(path.is_file() for path in own_media.rglob("*"))
