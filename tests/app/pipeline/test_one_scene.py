"""A film never fails for one scene: whatever goes wrong with its words or its picture, the film comes and says so."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DataError, OperationalError
from PIL import Image

from generator.exceptions import RunOverdueError, RunStoppedError
from generator.models import Film, Generation, Scene, User
from generator.pipeline import run as pipeline
from generator.views.watch import stand_ins
from studio.contracts import SpeechProvider
from studio.errors import ProviderError, RenderError, StudioError, is_of_the_machine
from studio.film import plan as timeline
from studio.film.picture.plain import plain_picture
from studio.film.uploads.pictures import check_picture
from tests.app.stages.conftest import photo
from tests.support.factories import make_generation, make_user
from tests.support.stand_ins import PROVIDERS, log
from tests.support.unrendered import unrendered

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "The sea was very calm. A zebra came in at night. Nobody was on it. The bell rang."
# The scene that everything happens to.
HIT = 1
ERRORS: dict[str, Callable[[], Exception]] = {
    "RenderError": lambda: RenderError("This cannot be made."),
    "ValueError": lambda: ValueError("zebra"),
    "MemoryError": MemoryError,
    "OSError": lambda: OSError(errno.EIO, "Input/output error"),
}
Meant = Callable[[tuple[Any, ...]], bool]


@pytest.fixture(autouse=True)
def site(settings, monkeypatch) -> None:
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    # One after the other, so that a call is known by its number.
    settings.GENERATOR_CALLS_AT_ONCE = settings.GENERATOR_SEGMENTS_AT_ONCE = 1
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))


@pytest.fixture
def quick(monkeypatch) -> None:
    """Have no film rendered, where only what comes before is of interest."""
    monkeypatch.setattr(
        "generator.pipeline.stages.render.render_film", lambda plan, folder, *rest: unrendered(plan, folder)
    )


def about_it(arguments: tuple[Any, ...]) -> bool:
    """Tell whether a call is about the one scene: by its row, its words, or the names of its files."""
    for one in arguments:
        if isinstance(one, Scene):
            return one.position == HIT
        if isinstance(one, Path):
            return one.name.startswith((f"picture-{HIT}", f"speech-{HIT}", f"upload-{HIT}"))
        if "zebra" in repr(one):
            return True
    return False


def second() -> Meant:
    calls: list[int] = []

    def is_second(arguments: tuple[Any, ...]) -> bool:
        calls.append(1)
        return len(calls) == HIT + 1

    return is_second


def break_at(monkeypatch, target: str, meant: Meant, error: Callable[[], Exception]) -> list[int]:
    """Have one function fail for one scene; return a list that grows with each failure."""
    module, name = target.split(":")
    owner: Any = import_module(module)
    *holders, name = name.split(".")
    for holder in holders:
        owner = getattr(owner, holder)
    whole, failed = getattr(owner, name), []

    def broken(*arguments: Any, **named: Any) -> Any:
        if meant((*arguments, *named.values())):
            failed.append(1)
            raise error()
        return whole(*arguments, **named)

    monkeypatch.setattr(owner, name, broken)
    return failed


def queued(**fields: Any) -> Generation:
    owner = User.objects.first() or make_user()
    return make_generation(owner, **{"input_text": TEXT, "title": "", "music": "", "seed": 7, **fields})


def make(**fields: Any) -> Generation:
    return run(queued(**fields))


def run(generation: Generation) -> Generation:
    Generation.objects.filter(pk=generation.pk).update(status="queued", not_before=None)
    generation.refresh_from_db()
    taken = Generation.objects.take(generation.pk, generation.lease, "test")
    assert taken
    pipeline.run(taken)
    generation.refresh_from_db()
    return generation


def notes(generation: Generation) -> dict[int, str]:
    """Return what the rows say is not as it should be, by scene."""
    return {
        scene.position: scene.speech_missing or scene.captions_missing or scene.error
        for scene in generation.scenes.all()
        if scene.speech_missing or scene.captions_missing or scene.image_fell_back or scene.speech_fell_back
    }


def check(generation: Generation, *, hit: int = HIT) -> None:
    assert (generation.status, generation.error) == ("succeeded", "")
    assert generation.film.video.storage.exists(generation.film.video.name)
    assert list(notes(generation)) == [hit]
    assert all(notes(generation).values())
    (note,) = stand_ins(list(generation.scenes.all()))
    assert f"scene {hit + 1}" in note.lower()
    assert "zebra" not in note
    assert "Errno" not in note


STAGES: dict[str, tuple[str, Callable[[], Meant], str]] = {
    "the order of a picture": ("generator.pipeline.stages.illustrate:_order", lambda: about_it, "text"),
    "the milder words": ("generator.pipeline.stages.illustrate:soften", lambda: about_it, "text"),
    "painting": ("generator.pipeline.stages.illustrate:_paint", second, "text"),
    "the check of a picture": ("generator.pipeline.stages.illustrate:check_picture", second, "text"),
    "storing a picture": ("generator.pipeline.stages.illustrate:keep_files", lambda: about_it, "text"),
    "bringing an own picture here": (
        "generator.pipeline.stages.illustrate:bring_here",
        lambda: about_it,
        "own",
    ),
    "cleaning an own picture": (
        "generator.pipeline.stages.illustrate:clean_picture",
        lambda: about_it,
        "own",
    ),
    "storing an own picture": ("generator.pipeline.stages.illustrate:keep_files", lambda: about_it, "own"),
    "choosing a view": ("generator.pipeline.stages.photo:Photo.view", lambda: about_it, "photo"),
    "the view of a photo": ("generator.pipeline.stages.photo:make_view", second, "photo"),
    "the parts of a speech": ("generator.pipeline.stages.narrate:_speak", lambda: about_it, "text"),
    "the check of a speech": ("generator.pipeline.stages.narrate:_check", lambda: about_it, "text"),
    "packing a speech": ("generator.pipeline.stages.narrate:_keep", lambda: about_it, "text"),
    "storing a speech": ("generator.pipeline.stages.narrate:keep_files", lambda: about_it, "text"),
}


def waiting(kind: str) -> Generation:
    """Return a film that is to be run: of a text, of a photo, or finished and with a new picture of its owner's."""
    if kind == "photo":
        return queued(kind="image", upload=photo(), description="x")
    if kind == "text":
        return queued()
    made = make()
    scene = made.scenes.get(position=HIT)
    scene.generation = made
    scene.upload.save("upload", ContentFile(photo()), save=True)
    return made


@pytest.mark.parametrize("point", STAGES)
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


RENDERING: dict[str, tuple[str, Callable[[], Meant]]] = {
    "opening the picture": ("studio.film.picture.library:open_canvas", lambda: about_it),
    "finding what matters in it": ("studio.film.production:find_focus", second),
    "planning the camera": ("studio.film.production:plan_move", second),
    "preparing the still": ("studio.film.picture.library:Still", second),
    "summing up the picture": ("studio.film.encode.segments:astuple", second),
    "decoding the speech": ("studio.film.sound.voice:decode_speech", lambda: about_it),
    "measuring the speech": ("studio.film.sound.voice:measure", second),
    "levelling the speech": ("studio.film.sound.voice:level_speech", second),
    "timing the words": ("studio.film.text.captions:timed_pieces", lambda: about_it),
    "laying out captions": ("studio.film.text.captions:_lay_out", lambda: about_it),
    "drawing captions": ("studio.film.encode.composition:draw_caption", lambda: about_it),
    "setting captions": ("studio.film.text.lettering:set_lines", lambda: about_it),
    "finding its direction": ("studio.film.text.captions:main_direction", lambda: about_it),
    "titling its chapter": ("studio.film.text.chapters:timed_pieces", lambda: about_it),
}


@pytest.mark.parametrize("point", RENDERING)
def test_a_fault_at_any_step_of_rendering_costs_one_scene_something(monkeypatch, point):
    target, meant = RENDERING[point]
    # Each error at some of the points: at all of them it would be the same, and minutes more.
    error = list(ERRORS.values())[list(RENDERING).index(point) % len(ERRORS)]
    if "focus" in target or "astuple" in target:
        monkeypatch.setattr(
            "generator.pipeline.stages.shots.read_areas",
            lambda stored: (timeline.Area(left=0, top=0, right=1, bottom=1),),
        )
    failed = break_at(monkeypatch, target, meant(), error)
    made = make()
    assert failed, f"{point} was never reached for the scene."
    check(made)


@pytest.mark.parametrize("card", ["title_card", "end_card_text"])
def test_a_card_that_cannot_be_drawn_is_left_out(monkeypatch, card):
    failed = break_at(
        monkeypatch, "studio.film.encode.composition:draw_card", lambda arguments: True, MemoryError
    )
    made = make(title="Night", **{card: True if card == "title_card" else "The end"})
    assert failed
    assert made.status == "succeeded"
    assert made.scenes.get(position=0).start == 0
    assert made.scenes.get(position=3).end == pytest.approx(made.film.duration)
    assert notes(made) == {}


def test_a_note_goes_with_the_words_that_it_was_about(quick):
    def fail(kind, asked):
        if kind == "speech" and "zebra" in str(asked):
            raise ValueError

    log.before = fail
    made = make()
    check(made)
    made.scenes.filter(position=HIT).update(narration="")
    assert notes(run(made)) == {}


def damaged(storage, name: str) -> None:
    with storage.open(name) as file:
        data = file.read()
    storage.delete(name)
    storage.save(name, ContentFile(data[: len(data) // 9]))


@pytest.mark.parametrize("harm", ["gone", "damaged"])
@pytest.mark.parametrize("field", ["image", "speech"])
def test_a_file_of_a_scene_that_is_gone_or_broken_costs_that_scene_only(field, harm):
    made = make()
    file = getattr(made.scenes.get(position=HIT), field)
    (file.storage.delete if harm == "gone" else lambda name: damaged(file.storage, name))(file.name)
    made.pieces.all().delete()
    Film.objects.update(fingerprint="")
    made = run(made)
    check(made)
    scene = made.scenes.get(position=HIT)
    assert bool(scene.speech) == (field == "image")
    with scene.image.open() as stored, Image.open(stored) as picture:
        picture.load()
    # Once it is asked for again, it is as it should be.
    assert made.retry_stand_ins()
    made = run(made)
    assert notes(made) == {}
    assert made.scenes.get(position=HIT).speech


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


MACHINE: dict[str, Callable[[], Exception]] = {
    "a full disk": lambda: OSError(errno.ENOSPC, "No space left on device"),
    "a full disk below": lambda: _caused(RenderError("x"), OSError(errno.ENOSPC, "No space")),
    "too many files": lambda: OSError(errno.EMFILE, "Too many open files"),
    "a server away": lambda: ConnectionRefusedError(errno.ECONNREFUSED, "x"),
    "a server slow": lambda: TimeoutError("x"),
    "a database away": lambda: OperationalError("server closed the connection"),
}


def _caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "point",
    ["painting", "storing a picture", "the parts of a speech", "storing a speech", "cleaning an own picture"],
)
def test_what_is_wrong_with_the_machine_puts_the_film_off(monkeypatch, quick, point):
    target, meant, kind = STAGES[point]
    for error in MACHINE.values():
        generation = waiting(kind)
        with monkeypatch.context() as patch:
            failed = break_at(patch, target, meant(), error)
            made = run(generation)
        assert failed
        assert (made.status, made.not_before is not None) == ("queued", True)
        assert notes(made) == {}


@pytest.mark.parametrize("point", ["opening the picture", "decoding the speech", "drawing captions"])
def test_so_it_does_while_the_film_is_rendered(monkeypatch, point):
    target, meant = RENDERING[point]
    failed = break_at(monkeypatch, target, meant(), MACHINE["a full disk"])
    made = make()
    assert failed
    assert made.status == "queued"
    assert notes(made) == {}


def test_errors_of_the_machine_are_told_from_those_of_a_scene():
    for error in (
        RunStoppedError(),
        RunOverdueError(),
        KeyboardInterrupt(),
        *(make() for make in MACHINE.values()),
    ):
        assert is_of_the_machine(error) or isinstance(error, OperationalError)
    for error in (
        *(make() for make in ERRORS.values()),
        StudioError("x"),
        DataError("x"),
        FileNotFoundError(),
    ):
        assert not is_of_the_machine(error)
    endless = ValueError("x")
    endless.__cause__ = endless
    assert not is_of_the_machine(endless)


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
