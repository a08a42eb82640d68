"""Films as versions of a video: one is shown, those before it are kept for a while."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from generator.models import Film, Generation, Piece
from generator.models.allowance import OverQuotaError, Price, allowance_of, reserve
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from studio.film.render import render_film
from tests.support.factories import make_film, make_generation
from tests.support.stand_ins import PROVIDERS, log
from tests.support.unrendered import unrendered

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "The sea was calm. A small boat came in with the tide. Nobody was on it."
Status = Generation.Status
RENDER = "generator.pipeline.stages.render.render_film"


@pytest.fixture(autouse=True)
def quick(settings, monkeypatch) -> None:
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    # What becomes of rows and files does not depend on what is seen in a film.
    monkeypatch.setattr(RENDER, lambda plan, folder, *rest: unrendered(plan, folder))


def run() -> Generation:
    pipeline.run(Generation.objects.claim("host:1"))
    return Generation.objects.select_related("film").get()


def change(words: str) -> None:
    generation = Generation.objects.get()
    generation.scenes.filter(position=1).update(narration=words, speech_fingerprint="")
    assert generation.revise()


@pytest.fixture
def generation() -> Generation:
    make_generation(input_text=TEXT, music="", seed=7)
    return run()


def files_of(film: Film) -> set[bool]:
    return {default_storage.exists(name) for name in film.file_names()}


def test_a_change_makes_a_new_film_and_the_one_before_is_kept(generation):
    before = generation.film
    change("A large ship came in.")
    after = run()
    assert (before.number, after.film.number) == (1, 2)
    assert files_of(before) == files_of(after.film) == {True}
    assert set(before.file_names()).isdisjoint(after.film.file_names())


def test_a_film_tells_what_it_was_made_from(generation):
    change("A large ship came in.")
    after = run()
    first, second = generation.films.order_by("number")
    assert [scene["narration"] for scene in first.scenes][1] == "A small boat came in with the tide."
    assert [scene["narration"] for scene in second.scenes][1] == "A large ship came in."
    assert (second.settings["style"], second.settings["seed"]) == (after.style, 7)
    assert second.made_with == after.made_with != ""
    assert [(scene.start, scene.end) for scene in after.scenes.all()] == [
        (scene["start"], scene["end"]) for scene in second.scenes
    ]


def test_as_many_films_are_kept_as_the_operator_wants(generation, settings, monkeypatch):
    # Its pieces come of rendering alone.
    monkeypatch.setattr(RENDER, render_film)
    settings.GENERATOR_FILMS_KEPT = 2
    first = generation.film
    for words in ("One ship came in.", "Two ships came in, slowly."):
        change(words)
        after = run()
    assert list(after.films.order_by("number").values_list("number", flat=True)) == [2, 3]
    assert files_of(first) == {False}
    assert after.stored_bytes == sum(default_storage.size(name) for name in after.file_names())
    # Each that is kept has its own, so that little is made anew after it was gone back to.
    pieces = Piece.objects.exclude(film=None)
    assert set(pieces.values_list("film", flat=True)) == set(after.films.values_list("pk", flat=True))


def test_without_former_films_only_the_one_that_is_shown_is_stored(generation, settings):
    settings.GENERATOR_FILMS_KEPT = 1
    change("A large ship came in.")
    assert run().films.count() == 1


def cancel_at_publish(monkeypatch: pytest.MonkeyPatch) -> Generation:
    """Run, and let the owner cancel when the film is stored but not published."""
    publish = Generation.publish

    def too_late(self: Generation) -> bool:
        Generation.objects.get().cancel()
        return publish(self)

    with monkeypatch.context() as patch:
        patch.setattr(Generation, "publish", too_late)
        return run()


def test_a_film_whose_run_was_cancelled_just_before_is_not_shown(generation, monkeypatch):
    times = list(generation.scenes.values_list("start", "end"))
    change("A very large and very slow ship came in.")
    cancelled = cancel_at_publish(monkeypatch)
    assert (cancelled.status, cancelled.film) == (Status.CANCELLED, generation.film)
    assert cancelled.films.newest().number == 2
    assert list(cancelled.scenes.values_list("start", "end")) == times


def test_it_is_shown_without_another_render_if_its_owner_goes_on(generation, monkeypatch):
    change("A very large and very slow ship came in.")
    cancelled = cancel_at_publish(monkeypatch)
    cancelled.retry()
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", None)
    shown = run()
    assert (shown.status, shown.film.number) == (Status.SUCCEEDED, 2)
    assert shown.scenes.last().end == shown.film.scenes[-1]["end"]


def test_a_first_film_that_was_cancelled_just_before_is_finished_the_same_way(monkeypatch):
    make_generation(input_text=TEXT, music="", seed=7)
    cancelled = cancel_at_publish(monkeypatch)
    assert (cancelled.status, cancelled.film, cancelled.films.count()) == (Status.CANCELLED, None, 1)
    cancelled.retry()
    assert run().film.number == 1


def test_a_worker_that_lost_its_lease_keeps_no_film_and_shows_none(generation):
    Generation.objects.update(status=Status.QUEUED)
    late = Generation.objects.claim("late")
    Generation.objects.update(lease=late.lease + 1)
    assert not Film(generation=late, fingerprint="f" * 64).keep(duration=1.0)
    assert not late.publish()
    assert Film.objects.get() == generation.film


def test_what_staff_thought_of_a_film_does_not_hold_for_a_changed_one(generation):
    Generation.objects.update(review="approved")
    change("A large ship came in.")
    assert Generation.objects.get().review == "pending"
    # Staff still see the film before.
    Generation.objects.update(review="approved")
    assert run().review == "pending"


def test_what_staff_thought_does_not_hold_for_another_title(generation):
    for retitle in (generation.rename, lambda title: Generation.objects.get().note(title=title)):
        Generation.objects.filter(pk=generation.pk).judge("approved")
        assert retitle(f"Another name {retitle}")
        assert Generation.objects.get().review == "pending"
        assert Generation.objects.get().film.review == "pending"


def test_what_staff_thought_holds_where_only_what_nobody_sees_was_noted(generation):
    Generation.objects.filter(pk=generation.pk).judge("approved")
    assert Generation.objects.get().note(description="Its owner's own note.")
    assert Generation.objects.get().review == "approved"


def test_what_staff_thought_holds_where_the_same_film_is_shown_again(generation):
    Generation.objects.update(review="rejected", status=Status.FAILED)
    Generation.objects.get().retry()
    assert run().film == generation.film
    assert Generation.objects.get().review == "rejected"


def test_a_film_that_is_asked_of_the_service_again_is_not_reviewed(generation):
    generation.scenes.filter(position=0).update(image_fell_back=True)
    Generation.objects.update(review="approved")
    assert Generation.objects.get().retry_stand_ins()
    assert Generation.objects.get().review == "pending"


def test_stand_ins_are_replaced_in_a_new_film(generation):
    generation.scenes.filter(position=0).update(image_fell_back=True)
    assert generation.retry_stand_ins()
    assert run().film.number == 2


def test_all_films_go_with_their_video(generation):
    change("A large ship came in.")
    generation = run()
    names = generation.file_names()
    assert len(names) > 2 * len(Film.products())
    generation.delete()
    assert not Film.objects.exists()
    assert not any(map(default_storage.exists, names))


GB = 10**9


@pytest.fixture
def full(alice, settings) -> Generation:
    """A video of an owner whose storage is full; half of it are former films."""
    settings.GENERATOR_STORAGE_GB = 1
    generation = make_generation(alice, status=Status.SUCCEEDED, stored_bytes=GB + 10)
    for number in (1, 2, 3):
        film = make_film(generation, number=number, video=b"film", stored_bytes=GB // 4)
    Generation.objects.update(film=film)
    return generation


def test_former_films_make_room_for_new_ones_the_oldest_first(full, alice):
    oldest = full.films.get(number=1)
    assert allowance_of(alice).refusal() == ""
    draft = make_generation(alice, status=Status.DRAFT)
    assert reserve(draft, draft.submit)
    assert list(full.films.order_by("number").values_list("number", flat=True)) == [2, 3]
    assert files_of(oldest) == {False}
    full.refresh_from_db()
    assert full.stored_bytes == GB + 10 - GB // 4


def test_the_film_that_is_shown_and_one_yet_to_be_published_make_no_room(full, alice):
    Generation.objects.filter(pk=full.pk).update(film=full.films.get(number=1))
    full.films.exclude(number=1).update(shown_at=None)
    draft = make_generation(alice, status=Status.DRAFT)
    with pytest.raises(OverQuotaError, match="Delete one"):
        reserve(draft, draft.submit)
    assert full.films.count() == 3


def test_a_change_at_no_charge_removes_no_former_film(full):
    full.refresh_from_db()
    assert reserve(full, full.revise, Price.CHANGE)
    assert full.films.count() == 3


def test_each_product_is_served_as_it_is_declared(as_alice: Client, alice):
    generation = make_generation(alice, **{product.name: b"data" for product in Film.products()})
    for product in Film.products():
        response = as_alice.get(reverse(product.name, args=[generation.pk]))
        assert response.headers["Content-Type"] == product.media_type
        assert b"".join(response) == b"data"


def test_a_product_is_declared_in_two_places():
    """The row of a film and the renderer's result: whatever stores, serves, counts or deletes it is a loop."""
    assert {product.name for product in Film.products()} <= {*timeline.RenderedFilm.__slots__}
    application = Path(apps.get_app_config("generator").path)
    files = [path for path in application.rglob("*.py") if path.parent.name != "migrations"]
    for name in ("subtitles", "transcript", "chapters", "sprites", "thumbnails"):
        code = re.compile(rf"\w\.{name}\b|\b{name}=|^ +{name} =|[\"']{name}[\"']", re.MULTILINE)
        # Which files of a video are put into an archive is said there.
        said = [
            path.name
            for path in files
            if path.name != "archive.py" and code.search(path.read_text(encoding="utf-8"))
        ]
        assert said == ["film.py"], name
