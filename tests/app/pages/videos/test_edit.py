"""A film is rendered again, after a change or after its worker was killed: only what is missing is painted."""

from __future__ import annotations

import os
import signal
import sys
import time
import warnings
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from django.db import connections
from django.utils import timezone
from numpy.typing import NDArray

from generator.models import Generation, Piece, Scene
from generator.pipeline import run as pipeline
from studio.errors import RenderError
from studio.film import plan as timeline
from studio.film.encode.composition import FilmComposition
from studio.film.render import render_film
from tests.support.factories import make_generation
from tests.support.stand_ins import PROVIDERS, QuickImage, log

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "The sea was very calm on that day. A small boat came in with the evening tide. "
    "Nobody at all was on it then. Only a grey cat sat upon its deck."
)
RATE = timeline.FRAME_RATE
# Half of a cross-fade: what is seen of a scene before and after its own time.
FADE = 0.3


@pytest.fixture(autouse=True)
def quick(settings, monkeypatch) -> None:
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))


@pytest.fixture
def painted(monkeypatch) -> set[int]:
    """The numbers of the frames that were painted since this was last cleared."""
    numbers: set[int] = set()
    paint = FilmComposition.paint

    def noted(self, number: int, *arguments, **options) -> None:
        numbers.add(number)
        paint(self, number, *arguments, **options)

    monkeypatch.setattr(FilmComposition, "paint", noted)
    return numbers


def run() -> Generation:
    """Run what waits to its end, as a worker does."""
    taken = Generation.objects.claim("test")
    assert taken
    pipeline.run(taken)
    return Generation.objects.get()


@pytest.fixture
def film() -> Generation:
    make_generation(input_text=TEXT, music="", seed=7, transition="fade")
    film = run()
    assert film.status == "succeeded"
    return film


def scenes() -> list[Scene]:
    return list(Scene.objects.order_by("position"))


def frames_of(film: Generation) -> NDArray[np.float64]:
    """Decode the film's luma: shape (frames, height, width)."""
    with film.film.video.open() as file, av.open(file) as container:
        return np.stack([frame.to_ndarray()[:90] for frame in container.decode(video=0)]).astype(float)


def stored(own_media: Path) -> set[str]:
    return {str(path.relative_to(own_media)) for path in own_media.rglob("pieces/*") if path.is_file()}


def edit_second_scene(**fields) -> None:
    Scene.objects.filter(position=1).update(**fields)
    Generation.objects.update(status="queued")


@pytest.fixture
def another_painter(monkeypatch) -> None:
    """From now on, other pictures come of the same prompts."""
    paint = QuickImage.illustrate
    monkeypatch.setattr(
        QuickImage, "illustrate", lambda self, **asked: paint(self, **{**asked, "seed": asked["seed"] + 1})
    )


def is_whole(film: Generation) -> bool:
    """Tell if the scenes follow each other without a gap and the film has all their frames."""
    assert all(before.end == after.start for before, after in pairwise(scenes()))
    return len(frames_of(film)) == round(scenes()[-1].end * RATE) == round(film.film.duration * RATE)


def test_another_picture_is_painted_only_where_it_is_seen(film, painted, another_painter):
    before = frames_of(film)
    painted.clear()
    edit_second_scene(prompt="A ship")
    after = run()
    second = scenes()[1]
    assert after.status == "succeeded"
    assert after.film.video.name != film.film.video.name
    assert is_whole(after)
    assert min(painted) == round((second.start - FADE) * RATE)
    assert max(painted) == round((second.end + FADE) * RATE) - 1
    assert len(painted) == max(painted) - min(painted) + 1
    changed = np.abs(frames_of(after) - before).mean(axis=(1, 2)) > 0
    assert set(np.flatnonzero(changed)) <= painted
    assert changed.sum() > 0.9 * len(painted)


@pytest.mark.long
def test_longer_words_leave_the_scenes_after_them_as_they_are(film, painted):
    old = scenes()
    before = frames_of(film)
    painted.clear()
    edit_second_scene(narration="A small boat came in with the evening tide, slowly and without a sound.")
    after = run()
    new = scenes()
    shift = round((new[2].start - old[2].start) * RATE)
    assert after.status == "succeeded"
    assert is_whole(after)
    assert shift > 20
    # From the transition into the scene to the end of the transition out of it, and not one frame more.
    assert min(painted) >= round((new[1].start - FADE) * RATE)
    assert max(painted) < round((new[2].start + FADE) * RATE)
    tail = round((old[2].start + FADE) * RATE)
    assert np.array_equal(frames_of(after)[tail + shift :], before[tail:])


@pytest.mark.long
def test_what_the_new_film_does_not_show_is_removed(film, own_media, another_painter, settings):
    # A former film that is kept keeps its pieces.
    settings.GENERATOR_FILMS_KEPT = 1
    before = stored(own_media)
    edit_second_scene(prompt="A ship")
    run()
    after = stored(own_media)
    # The middle frame of the scene, and of all the small pictures and the lights, each in one file.
    assert len(before - after) == len(after - before) == 3
    assert len(after) == len(scenes()) + 2
    film.refresh_from_db()
    assert {piece.file.name for piece in Piece.objects.filter(film=None)} == after
    assert set(Piece.objects.exclude(film=None).values_list("film", "file")) == {(film.film_id, "")}


def kill_in_the_render(generation: Generation) -> None:
    """Run in another process, painting slowly, and kill that once it has stored some pieces."""
    connections.close_all()
    with warnings.catch_warnings():
        # Newer Pythons warn of forks beside threads; of those, the child needs none.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        paint = FilmComposition.paint
        FilmComposition.paint = lambda *given, **options: (time.sleep(0.004), paint(*given, **options))
        try:
            pipeline.run(generation)
        finally:
            os._exit(0)
    until = time.monotonic() + 30
    while Piece.objects.count() < 4:
        assert time.monotonic() < until
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_killed_render_goes_on_from_what_it_has_stored(settings, tmp_path, painted):
    # What the killed worker leaves lying about is not for other tests to find.
    settings.GENERATOR_WORK_DIR = tmp_path / "work"
    make_generation(input_text=TEXT, music="", seed=7, transition="fade")
    kill_in_the_render(Generation.objects.claim("first"))
    kept = Piece.objects.count()
    Generation.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert Generation.objects.reap() == 1
    film = run()
    assert film.status == "succeeded"
    assert is_whole(film)
    assert 4 <= kept < Piece.objects.count()
    assert 0 < len(painted) < 0.9 * film.film.duration * RATE


@pytest.mark.long
def test_nothing_of_a_film_is_stored_twice(film, own_media):
    kinds = [(own_media / name).read_bytes()[:3] for name in stored(own_media)]
    # Middle frames without captions, a file of small pictures and one of lights: no frames of the film, and no sound.
    assert sorted(kinds) == [b'[["', b'[["', *[b"\xff\xd8\xff"] * len(scenes())]
    assert sorted(film.file_names()) == sorted(set(film.file_names()))
    pointing = film.film.pieces.all()
    assert sum(piece.frame_count or 0 for piece in pointing) == round(film.film.duration * RATE)


def test_a_piece_that_was_spoilt_is_replaced_and_the_film_stays(film, painted, monkeypatch):
    Piece.objects.filter(first__gt=0).update(first=7)
    Generation.objects.update(status="queued", title="Another name")
    painted.clear()
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", film_then_crash)
    assert run().status != "succeeded"
    assert painted
    assert len(frames_of(film)) == round(film.film.duration * RATE)


@pytest.mark.long
def test_pieces_of_a_film_that_failed_its_check_are_made_again(film, painted, monkeypatch, own_media):
    def refuse(*given, **options):
        raise RenderError("The pictures of the finished film are black.")

    before = {piece.fingerprint for piece in Piece.objects.all()}
    with monkeypatch.context() as patch:
        patch.setattr("studio.film.render.check_film", refuse)
        edit_second_scene(narration="A ship came in.")
        assert run().status == "failed"
    assert {piece.fingerprint for piece in Piece.objects.all()} == before
    assert {piece.file.name for piece in Piece.objects.filter(film=None)} == stored(own_media)
    assert set(Piece.objects.exclude(film=None).values_list("film", "file")) == {(film.film_id, "")}
    painted.clear()
    Generation.objects.get().retry()
    again = run()
    assert again.status == "succeeded"
    assert is_whole(again)
    assert painted


def film_then_crash(*given) -> None:
    render_film(*given)
    raise MemoryError


@pytest.mark.long
def test_a_worker_that_lost_its_lease_keeps_no_piece(film, own_media):
    Generation.objects.update(status="queued")
    late = Generation.objects.claim("late")
    Generation.objects.update(lease=late.lease + 1)
    piece = Piece(generation=late, fingerprint="f" * 64)
    before = stored(own_media)
    assert not piece.keep(file="users/of/nobody")
    assert not Piece.objects.filter(fingerprint=piece.fingerprint).exists()
    assert stored(own_media) == before


@pytest.mark.long
def test_a_storage_that_fails_costs_time_and_not_the_film(film, painted, monkeypatch, own_media, caplog):
    for path in [*own_media.rglob("pieces/*"), *own_media.rglob("video.mp4")]:
        path.unlink()
    Generation.objects.update(status="queued", title="Another name")
    painted.clear()
    again = run()
    assert again.status == "succeeded"
    assert is_whole(again)
    assert len(painted) == round(again.film.duration * RATE)
    assert "could not be read" in caplog.text


def test_pieces_go_with_their_film(film, own_media):
    assert stored(own_media)
    film.delete()
    assert stored(own_media) == set()
    assert not Piece.objects.exists()
