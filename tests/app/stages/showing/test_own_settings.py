"""What a scene has of its own in the stages: its voice, pace, pause, camera, transition, style and seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.models import Generation, Scene
from generator.pipeline.stages import narrate as narrating
from generator.pipeline.stages.graphics import told_transitions
from generator.pipeline.stages.illustrate import illustrate
from generator.pipeline.stages.narrate import narrate
from generator.pipeline.stages.render import _made_from
from generator.pipeline.stages.sentences import choose_sentences
from generator.pipeline.stages.shots import Shots
from studio.film.plan import Shot
from tests.app.stages.test_narrate import SENTENCE, Ill
from tests.support.factories import make_scene
from tests.support.media import photo
from tests.support.stand_ins import PROVIDERS, log

ILL = f"{Ill.__module__}.Ill"


class Robot(Ill):
    """A service of which the test says which of its voices is ill."""

    ill_voices: frozenset[str] = frozenset()

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0):
        Ill.is_ill = voice in Robot.ill_voices
        return super().speak(text=text, language=language, voice=voice, pace=pace)


@pytest.fixture
def service(settings):
    Robot.ill_voices = frozenset()
    settings.GENERATOR_PROVIDERS = {
        **PROVIDERS,
        "speech": [{"BACKEND": f"{__name__}.Robot"}, *PROVIDERS["speech"]],
    }
    yield
    Ill.is_ill = False


def shots_of(generation: Generation, folder: Path) -> list[Shot]:
    folder.mkdir(exist_ok=True)
    scenes = list(generation.scenes.all())
    return list(Shots(generation, scenes, folder, lambda: None).in_order())


def told(claimed, *owns: dict[str, object], **fields: object) -> Generation:
    generation = claimed(**fields)
    for own in owns:
        make_scene(generation, **{"narration": SENTENCE, "image": photo(), "image_fingerprint": "x", **own})
    return generation


def spoken_by() -> list[str]:
    return list(Scene.objects.values_list("speech_provider", flat=True))


def test_a_scene_is_spoken_by_its_own_voice_at_its_own_pace(claimed, run_stage):
    run_stage(narrate, told(claimed, {}, {"voice": "bella", "pace": 1.3}, voice="anna", pace=0.85))
    assert [(asked["voice"], asked["pace"]) for _, asked in log.calls] == [("anna", 0.85), ("bella", 1.3)]


@pytest.mark.parametrize(
    ("own", "again"),
    [
        ({"voice": "bella"}, 1),
        ({"pace": 1.15}, 1),
        ({"pause": 2.0}, 0),
        ({"camera": "none"}, 0),
        ({"transition": "whip"}, 0),
        ({"style": "paper"}, 0),
        # What it chooses is what it had anyway.
        ({"voice": "anna", "pace": 1.0}, 0),
    ],
)
def test_only_a_scene_with_another_voice_or_pace_is_spoken_again(claimed, run_stage, own, again):
    generation = told(claimed, {}, {}, voice="anna")
    run_stage(narrate, generation)
    Scene.objects.filter(position=1).update(**own)
    log.reset()
    assert run_stage(narrate, Generation.objects.get()) == again


def test_a_stand_in_for_the_films_voice_leaves_a_scenes_own_voice(service, claimed, run_stage):
    Robot.ill_voices = frozenset(["anna"])
    run_stage(narrate, told(claimed, {}, {"voice": "bella"}, {}, voice="anna"))
    assert spoken_by() == ["QuickSpeech tone", "Robot first choice", "QuickSpeech tone"]


def test_a_stand_in_for_a_scenes_own_voice_leaves_the_films(service, claimed, run_stage):
    Robot.ill_voices = frozenset(["bella"])
    owns = ({}, {"voice": "bella"}, {}, {"voice": "bella"})
    run_stage(narrate, told(claimed, *owns, voice="anna"))
    assert spoken_by() == ["Robot first choice", "QuickSpeech tone"] * 2


def test_after_a_stop_each_voice_is_finished_in_one(service, claimed, run_stage):
    generation = told(claimed, {}, {"voice": "bella"}, {}, voice="anna")
    run_stage(narrate, generation)
    Scene.objects.filter(position=2).update(speech_fell_back=True, speech_provider="QuickSpeech tone")
    assert run_stage(narrate, Generation.objects.get()) == 1
    assert spoken_by() == ["QuickSpeech tone", "Robot first choice", "QuickSpeech tone"]


def test_one_scene_of_a_film_may_be_read_only_and_one_of_a_read_film_spoken(claimed, run_stage):
    run_stage(narrate, told(claimed, {}, {"voice": Generation.NO_VOICE}))
    assert [bool(scene.speech) for scene in Scene.objects.all()] == [True, False]
    Scene.objects.filter(position=1).update(voice="")
    Generation.objects.update(voice=Generation.NO_VOICE)
    Scene.objects.filter(position=0).update(voice="anna")
    run_stage(narrate, Generation.objects.get())
    assert [bool(scene.speech) for scene in Scene.objects.all()] == [True, False]
    assert all(scene.speech_duration for scene in Scene.objects.all())


def test_marks_of_a_scene_follow_its_own_pace(claimed, run_stage):
    run_stage(
        narrate,
        told(claimed, *({"voice": "none", "narration": 5 * SENTENCE, "pace": pace} for pace in (None, 1.3))),
    )
    slow, fast = (scene.speech_duration for scene in Scene.objects.all())
    assert fast < slow


def test_a_style_of_its_own_paints_one_scene_anew(claimed, run_stage):
    generation = told(claimed, {"image": "", "image_fingerprint": ""}, {"image": "", "image_fingerprint": ""})
    run_stage(illustrate, generation)
    Scene.objects.filter(position=1).update(style="paper")
    log.reset()
    run_stage(illustrate, Generation.objects.get())
    assert [asked["style"] for kind, asked in log.calls if kind == "image"] == ["paper"]


def test_shots_have_what_their_scenes_have_of_their_own(claimed, run_stage, tmp_path):
    own = {"camera": "none", "transition": "whip", "pause": 1.5}
    generation = told(claimed, {}, own, {"narration": "", "seconds": 4.0}, {"narration": ""})
    run_stage(narrate, generation)
    first, second, third, fourth = shots_of(generation, tmp_path / "shots")
    assert (first.camera, first.transition, first.pause, first.seconds) == ("", "", 0.0, None)
    assert (second.camera, second.transition, second.pause) == ("none", "whip", 1.5)
    assert third.seconds == 4.0
    assert third.narration
    assert (third.narration.file, third.narration.text) == (None, "")
    assert fourth.narration is None


def test_words_are_heard_whatever_seconds_were_chosen_before_there_were_any(claimed, run_stage, tmp_path):
    generation = told(claimed, {"seconds": 9.0})
    run_stage(narrate, generation)
    (shot,) = shots_of(generation, tmp_path / "shots")
    assert shot.seconds is None
    assert shot.narration
    assert shot.narration.text == SENTENCE


def test_a_film_with_less_motion_has_no_camera_of_a_scenes_own(claimed, tmp_path):
    generation = told(claimed, {"camera": "dramatic", "voice": "none"}, less_motion=True)
    Scene.objects.update(speech_duration=2.0, speech_fingerprint="y")
    assert shots_of(generation, tmp_path / "shots")[0].camera == ""


@pytest.mark.parametrize("transition", ["meaning", "fade"])
def test_a_transition_of_its_own_comes_before_the_films(claimed, tmp_path, transition):
    generation = told(claimed, {}, {"transition": "zoom"}, {}, transition=transition, language="en")
    Scene.objects.update(speech_duration=2.0, speech_fingerprint="y")
    choose_sentences(generation, list(generation.scenes.all()))
    scenes = list(generation.scenes.all())
    if transition == "meaning":
        assert ((1, 0, 0), "zoom") in told_transitions(generation, scenes)
    assert shots_of(generation, tmp_path / "shots")[1].transition == "zoom"


@pytest.mark.parametrize(
    "own",
    [
        {"camera": "none"},
        {"transition": "whip"},
        {"pause": 1.0},
        {"narration": "", "seconds": 3.0},
    ],
)
def test_a_film_is_rendered_again_for_what_a_scene_has_of_its_own(claimed, own):
    generation = told(claimed, {}, {})
    before = _made_from(generation, scenes_of(generation))
    Scene.objects.filter(position=1).update(**own)
    assert _made_from(generation, scenes_of(generation)) != before


def scenes_of(generation: Generation) -> list[Scene]:
    scenes = list(generation.scenes.all())
    for scene in scenes:
        scene.generation = generation
    return scenes


def test_a_scene_with_nothing_of_its_own_keeps_its_fingerprints(claimed, monkeypatch):
    """Films of before are not made anew: these were computed before scenes had settings of their own."""
    generation = told(claimed, {}, voice="anna", language="en")
    (scene,) = scenes_of(generation)
    assert scene.timing == ()
    parts: list[object] = []
    monkeypatch.setattr(narrating, "fingerprint", lambda *told: parts.append(told) or "")
    narrating._made_from(scene)
    assert parts == [("speech", SENTENCE, "en", "anna")]
