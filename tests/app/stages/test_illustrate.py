"""Every scene gets its picture, once."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from generator.exceptions import RunStoppedError
from generator.models import Generation, Scene
from generator.models.files.origin import Origin
from generator.pipeline.stages.illustrate import illustrate, picture_size
from tests.app.stages.conftest import photo
from tests.support.factories import make_scene
from tests.support.stand_ins import PROVIDERS, log


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


def photo_film(claimed, **fields) -> Generation:
    values = {"kind": "image", "input_image": photo(800, 600), "boxes": [["dog", 0.6, 0.5, 0.75, 0.7]]}
    generation = claimed(**{**values, **fields})
    for words in ("By the sea.", "Our dog swims.", "A wide sky.", "So it ended."):
        make_scene(generation, narration=words, prompt=words)
    return generation


def size_and_pixels(scene: Scene) -> tuple[tuple[int, int], np.ndarray]:
    with scene.image.open() as file, Image.open(file) as picture:
        return picture.size, np.asarray(picture.convert("RGB").resize((32, 24)), float)


def test_a_film_from_a_photo_shows_the_whole_then_what_its_words_name_and_the_whole_again(claimed, run_stage):
    run_stage(illustrate, photo_film(claimed))
    first, dog, other, last = Scene.objects.all()
    with first.image.open() as file:
        assert file.read() == photo(800, 600)
    assert size_and_pixels(last)[0] == (800, 600)
    assert size_and_pixels(dog)[0] == size_and_pixels(other)[0] == picture_size("16:9", "720p")
    assert np.abs(size_and_pixels(dog)[1] - size_and_pixels(other)[1]).mean() > 10
    assert [scene.focus[0][0] for scene in (first, dog, last)] == ["dog"] * 3
    # The dog is larger in its own scene than in the whole.
    assert dog.focus[0][3] - dog.focus[0][1] > 1.3 * 0.15
    assert {scene.image_provider for scene in Scene.objects.all()} == {"Upload view"}
    assert {scene.image_origin for scene in Scene.objects.all()} == {Origin.PHOTO}
    assert log.count("image") == 0


def test_views_are_cut_once_and_anew_only_where_the_words_change(claimed, run_stage):
    generation = photo_film(claimed)
    assert run_stage(illustrate, generation) == 4
    assert run_stage(illustrate, Generation.objects.get()) == 0
    generation.scenes.filter(position=2).update(narration="The dog comes back.")
    assert run_stage(illustrate, Generation.objects.get()) == 1


def test_a_view_that_was_wanted_otherwise_is_another_one(claimed, run_stage):
    generation = photo_film(claimed)
    run_stage(illustrate, generation)
    before = size_and_pixels(generation.scenes.get(position=2))[1]
    generation.scenes.filter(position=2).update(variant=4)
    run_stage(illustrate, Generation.objects.get())
    assert np.abs(size_and_pixels(generation.scenes.get(position=2))[1] - before).mean() > 5


def test_what_an_owner_wrote_for_a_scene_is_painted(claimed, run_stage):
    generation = photo_film(claimed)
    generation.scenes.filter(position=1).update(is_painted=True, prompt="A red boat")
    run_stage(illustrate, generation)
    assert [asked["prompt"] for _, asked in log.calls] == ["A red boat"]
    assert generation.scenes.get(position=1).image_provider == "QuickImage noise"
    assert generation.scenes.get(position=1).focus == []


def test_a_picture_service_paints_the_later_scenes_and_the_photo_stands_in_for_it(
    settings, claimed, run_stage
):
    service = {"BACKEND": "tests.support.stand_ins.Refusing", "EXTERNAL": True, "AT_ONCE": 2}
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [service, *PROVIDERS["image"]]}
    run_stage(illustrate, photo_film(claimed))
    first, *others = Scene.objects.all()
    assert not first.image_fell_back
    assert log.count("refusing") >= 3
    for scene in others:
        assert (scene.image_provider, scene.image_fell_back) == ("Upload view", True)
        assert scene.image_origin == Origin.PHOTO
        assert "ill" in scene.error


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
        "image": [{"BACKEND": f"tests.support.stand_ins.{ill}"}, *PROVIDERS["image"]],
    }
    run_stage(illustrate, two_scenes(claimed()))
    for scene in Scene.objects.all():
        assert scene.fell_back
        assert reason in scene.error
        assert scene.image_provider == "QuickImage noise"
        assert scene.image_origin == Origin.PAINTED


def test_without_any_painter_plain_cards_stand_in_and_the_scenes_say_why(settings, claimed, run_stage):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": [{"BACKEND": "tests.support.stand_ins.Refusing"}]}
    run_stage(illustrate, two_scenes(claimed()))
    for scene in Scene.objects.all():
        assert (scene.image_provider, scene.error) == ("Card plain", "The painter is ill.")
        assert scene.image_origin == Origin.CARD
        with scene.image.open() as file, Image.open(file) as picture:
            assert picture.size == picture_size("16:9", "720p")


def test_a_lost_run_leaves_no_file(claimed, tmp_path, own_media):
    job, _ = illustrate(two_scenes(claimed()), tmp_path)
    made = job.call(lambda share: None)
    with Image.open(io.BytesIO(made.value.data)) as picture:
        picture.load()
    Generation.objects.update(lease=99)
    with pytest.raises(RunStoppedError):
        job.keep(made)
    assert not any(path.is_file() for path in own_media.rglob("*"))
