"""A film for people whom motion makes ill: what its plan leaves out, and that other films stay as they are."""

from __future__ import annotations

from generator.models import Generation, Scene
from generator.pipeline.stages.graphics import Graphics
from generator.pipeline.stages.illustrate import illustrate
from generator.pipeline.stages.render import _as_wished, _made_from, film_plan
from generator.pipeline.stages.shots import Shots
from studio.film.layers.values import Fall, Layer
from studio.film.plan import FilmPlan
from tests.app.stages.test_living import PROVIDERS
from tests.support.factories import make_scene

MONEY = "A new pump costs $1,200."


def plan_of(generation: Generation, tmp_path) -> FilmPlan:
    folder = tmp_path / f"plan-{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    scenes = list(generation.scenes.prefetch_related("cutaways"))
    shots = Shots(generation, scenes, folder, lambda: None)
    whole = Graphics(generation, scenes, folder / "graphics").put_into(
        film_plan(generation, shots, folder), shots.stills
    )
    return _as_wished(generation, whole)


def made(claimed, run_stage, settings, **fields) -> Generation:
    settings.GENERATOR_PROVIDERS = {
        **PROVIDERS,
        "image": [{"BACKEND": "tests.app.stages.test_living.InLayers"}],
    }
    generation = claimed(**{"language": "en", "transition": "slide", **fields})
    make_scene(generation, prompt="A fox in the snow", speech_duration=4.0)
    make_scene(generation, prompt="A plain pump", narration=MONEY, speech_duration=4.0)
    run_stage(illustrate, generation)
    return generation


def test_a_film_with_less_motion_has_neither_camera_nor_depth_nor_slides(
    claimed, run_stage, settings, tmp_path
):
    generation = made(claimed, run_stage, settings)
    moving = plan_of(generation, tmp_path)
    generation.less_motion = True
    still = plan_of(generation, tmp_path)

    assert (moving.camera, moving.transition) == ("mixed", "slide")
    assert (still.camera, still.transition) == ("none", "fade")
    assert any(shot.layers for shot in moving.shots)
    assert still.shots[0].is_plain
    assert not any(isinstance(layer, Fall) for shot in still.shots for layer in shot.layers)
    # The graphic scene still shows its words.
    assert len(still.shots[1].over) == len(moving.shots[1].over) > 0
    for layer in still.shots[1].over:
        motion = layer.motion
        assert all(track.is_still for track in (motion.x, motion.y, motion.scale, motion.turn))
        if isinstance(layer, Layer):
            assert not layer.reveal.left.keys
    assert any(layer.motion.opacity.keys for layer in still.shots[1].over)


def test_films_without_the_choice_keep_their_fingerprint(claimed, run_stage, settings):
    generation = made(claimed, run_stage, settings)
    scenes = list(Scene.objects.filter(generation=generation).prefetch_related("cutaways"))
    before = _made_from(generation, scenes)
    generation.less_motion = True
    assert _made_from(generation, scenes) != before
    generation.less_motion = False
    assert _made_from(generation, scenes) == before
