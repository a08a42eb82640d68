"""A film never fails for one scene: whatever goes wrong before the render, the film comes and says so."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from generator.views.watch import stand_ins
from studio.contracts import SpeechProvider
from studio.errors import ProviderError
from studio.film.picture.plain import plain_picture
from studio.film.uploads.pictures import check_picture
from tests.app.pipeline.one_scene.faults import (
    ERRORS,
    HIT,
    STAGES,
    break_at,
    check,
    make,
    notes,
    run,
    waiting,
)
from tests.cases import one_in
from tests.support.stand_ins import PROVIDERS, log

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("point", one_in(3, STAGES))
def test_a_fault_at_any_call_of_a_stage_costs_one_scene_something(monkeypatch, quick, point):
    target, meant, kind = STAGES[point]
    for name, error in ERRORS.items():
        generation = waiting(kind)
        with monkeypatch.context() as patch:
            failed = break_at(patch, target, meant(), error)
            made = run(generation)
        assert failed, f"{point} was never reached for the scene."
        check(made)
        expected = "This cannot be made." if name == "RenderError" else "Something went wrong on our side."
        assert notes(made)[HIT] == expected


@pytest.mark.parametrize("kind", ["image", "speech"])
def test_a_provider_that_fails_for_one_scene_costs_that_scene_only(quick, kind):
    for error in (
        *ERRORS.values(),
        lambda: ProviderError("The service is ill."),
        lambda: RuntimeError("zebra"),
    ):

        def fail(called, asked, error=error):
            if called == kind and "zebra" in str(asked):
                raise error()

        log.before = fail
        made = make()
        check(made)
        scene = made.scenes.get(position=HIT)
        if kind == "image":
            # Painted by what is built in, without the words that it stumbled over.
            assert scene.image_provider == "QuickImage noise"
        else:
            assert not scene.speech
            assert scene.speech_duration == pytest.approx(len(scene.narration) / 15, abs=1)


def test_a_note_goes_with_the_words_that_it_was_about(quick):
    def fail(kind, asked):
        if kind == "speech" and "zebra" in str(asked):
            raise ValueError

    log.before = fail
    made = make()
    check(made)
    made.scenes.filter(position=HIT).update(narration="")
    assert notes(run(made)) == {}


class Mute(SpeechProvider):
    """Speaks for nobody."""

    def speak(self, **asked: Any) -> Any:
        raise ProviderError("There is no voice.")


def test_a_film_that_nobody_can_speak_and_nobody_can_paint_comes_with_captions(settings):
    settings.GENERATOR_PROVIDERS = {
        **PROVIDERS,
        "image": [{"BACKEND": "tests.support.stand_ins.Refusing"}],
        "speech": [{"BACKEND": f"{__name__}.Mute"}],
    }
    made = make()
    assert made.status == "succeeded"
    with made.film.captions.open() as file:
        assert b"zebra" in file.read()
    assert made.film.duration > 4 * 2.5
    assert {scene.image_provider for scene in made.scenes.all()} == {"Card plain"}
    said = stand_ins(list(made.scenes.all()))
    assert any("Nobody speaks the words of scene 1, 2, 3 and 4. There is no voice." in note for note in said)


def test_a_text_that_nobody_can_cut_is_cut_at_its_sentences(quick, monkeypatch):
    for error in (*ERRORS.values(), lambda: ProviderError("The writer is ill.")):

        def fail(kind, asked, error=error):
            if kind == "text":
                raise error()

        log.before = fail
        made = make(title="")
        assert made.status == "succeeded"
        assert [scene.narration for scene in made.scenes.all()] == [
            "The sea was very calm.",
            "A zebra came in at night.",
            "Nobody was on it.",
            "The bell rang.",
        ]
        assert made.storyboard_error
        assert made.storyboard_provider == "Plain sentences"


def test_a_card_is_a_picture_like_others():
    for seed in range(13):
        check_picture(plain_picture((184, 104), seed), 184, 104)
    with (
        Image.open(io.BytesIO(plain_picture((64, 64), 1))) as one,
        Image.open(io.BytesIO(plain_picture((64, 64), 2))) as other,
    ):
        assert one.tobytes() != other.tobytes()
