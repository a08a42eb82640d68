"""Faults that hit one scene of a film, and what is then to be true of the film."""

from __future__ import annotations

import errno
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import OperationalError

from generator.models import Generation, Scene, User
from generator.pipeline import run as pipeline
from generator.views.watch import stand_ins
from studio.errors import RenderError
from tests.app.stages.conftest import photo
from tests.support.factories import make_generation, make_user

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
    usual = {"input_text": TEXT, "title": "", "music": "", "seed": 7, "shows": "pictures"}
    return make_generation(owner, **{**usual, **fields})


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
    "storing a picture": ("generator.pipeline.photos.keeping:keep_files", lambda: about_it, "text"),
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
    "storing an own picture": ("generator.pipeline.photos.keeping:keep_files", lambda: about_it, "own"),
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


RENDERING: dict[str, tuple[str, Callable[[], Meant]]] = {
    "opening the picture": ("studio.film.picture.library:open_canvas", lambda: about_it),
    "finding what matters in it": ("studio.film.production:find_focus", second),
    "planning the camera": ("studio.film.production:plan_move", second),
    "preparing the still": ("studio.film.picture.library:Still", second),
    "summing up the picture": ("studio.film.encode.segments:is_strip", lambda: about_it),
    "decoding the speech": ("studio.film.sound.voice:decode_speech", lambda: about_it),
    "measuring the speech": ("studio.film.sound.voice:measure", second),
    "levelling the speech": ("studio.film.sound.voice:level_speech", second),
    "timing the words": ("studio.film.text.captions:timed_pieces", lambda: about_it),
    "laying out captions": ("studio.film.text.captions:_lay_out", lambda: about_it),
    "drawing captions": ("studio.film.encode.composition:draw_caption", lambda: about_it),
    "setting captions": ("studio.film.text.burned.draw:set_lines", lambda: about_it),
    "finding its direction": ("studio.film.text.captions:main_direction", lambda: about_it),
    "titling its chapter": ("studio.film.text.chapters:timed_pieces", lambda: about_it),
}


# What is called for graphic scenes only.
GRAPHICS = {
    "choosing what sentences show": "generator.pipeline.stages.sentences:choose",
    "reading a graphic": "generator.pipeline.stages.graphics:unpack_graphic",
    "laying it out": "generator.pipeline.stages.graphics:lay_out",
    "preparing its layers": "studio.film.layers.staging:PreparedLayer",
}


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
