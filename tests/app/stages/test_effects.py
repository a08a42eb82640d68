"""What is heard of painted scenes, and that films of before sound as they did."""

from __future__ import annotations

import pytest

from generator.models import Generation
from generator.models.files.origin import Origin
from generator.pipeline.stages.illustrate import illustrate
from generator.pipeline.stages.render import film_plan
from generator.pipeline.stages.shots import Shots
from tests.support.factories import make_scene

PROMPTS = ("a dog on the beach, in the rain", "a fox in the forest at night", "a man in an office, a desk")


@pytest.fixture
def plan_of(claimed, run_stage, tmp_path):
    def plan(**fields):
        generation = claimed(**{"language": "en", "music": "calm", **fields})
        for prompt in PROMPTS:
            make_scene(generation, narration="Here we are.", prompt=prompt)
        run_stage(illustrate, generation)
        return film_plan(generation, shots(generation, tmp_path), tmp_path)

    return plan


def shots(generation: Generation, folder) -> Shots:
    return Shots(generation, list(generation.scenes.all()), folder, lambda: None)


def heard(made) -> list[list[str]]:
    return [[sound.kind for sound in shot.sounds] for shot in made.shots]


def test_a_painted_scene_sounds_as_its_place_and_weather_do(plan_of):
    made = plan_of()
    assert heard(made) == [["rain", "sea"], ["crickets"], []]
    assert (made.effects, made.is_scored) == (True, True)


def test_no_effects_are_none(plan_of):
    made = plan_of(effects=False)
    assert heard(made) == [[], [], []]
    assert not made.effects


def test_a_film_of_before_has_neither_effects_nor_music_that_follows(plan_of):
    made = plan_of(effects=False, is_scored=False)
    assert (made.effects, made.is_scored) == (False, False)


@pytest.mark.parametrize("origin", [Origin.PHOTO, Origin.UPLOAD, Origin.CARD])
def test_pictures_of_others_make_no_sound(plan_of, tmp_path, origin):
    plan_of()
    generation = Generation.objects.get()
    generation.scenes.update(image_origin=origin)
    assert all(not shot.sounds for shot in shots(generation, tmp_path).in_order())


def test_a_stand_in_for_a_picture_makes_no_sound(plan_of, tmp_path):
    plan_of()
    generation = Generation.objects.get()
    for scene in generation.scenes.all():
        scene.image.storage.delete(scene.image.name)
    (tmp_path / "again").mkdir()
    assert all(not shot.sounds for shot in shots(generation, tmp_path / "again").in_order())
