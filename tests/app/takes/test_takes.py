"""Further pictures of a scene: ordered, made beside the film, chosen, kept and let go of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db.models.functions import Now
from django.urls import reverse

from generator import tasks
from generator.forms.scenes.takes import AskForm
from generator.models import Generation, Scene, Take, TakeOrder
from generator.models.library.duplicate import duplicate
from generator.models.scenes.take import MOST_FORMER, MOST_TAKES
from generator.models.scenes.take_order import MOST_ON_THE_WAY
from generator.pipeline import run as pipeline
from generator.pipeline import sweep
from generator.pipeline.takes.making import make_take, still_fits
from tests.app.pages.editing.conftest import sent_for
from tests.support.factories import make_generation
from tests.support.stand_ins import log

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick")]
Status = Generation.Status
TEXT = "The sea was very calm today. A small boat came in. Nobody at all was on it."


@pytest.fixture
def film(alice) -> Generation:
    generation = make_generation(alice, input_text=TEXT, cutting="calm", shows="pictures")
    return make(generation)


def make(generation: Generation) -> Generation:
    taken = Generation.objects.claim("test")
    assert taken
    pipeline.run(taken)
    generation.refresh_from_db()
    assert generation.status == Status.SUCCEEDED
    return generation


def scene_of(film: Generation, number: int = 2) -> Scene:
    scene = Scene.objects.get(generation=film, position=number - 1)
    scene.generation = film
    return scene


def order(scene: Scene, count: int = 2, **typed: Any) -> None:
    form = AskForm({f"takes-{scene.pk}-count": count, **typed}, scene=scene, at="scenes-1")
    assert form.is_valid(), form.errors
    form.save()


def make_all() -> None:
    while claimed := TakeOrder.objects.claim("host:1"):
        make_take(claimed, should_stop=lambda: False)


def stored(film: Generation) -> set[str]:
    """Name the files that lie in a film's folder."""
    return {name for name, *_ in sweep._stored_files(f"{film.directory}/")}


def revise(as_alice, film: Generation, **change: Any) -> None:
    film.refresh_from_db()
    answer = as_alice.post(reverse("storyboard", args=[film.pk]), sent_for(film, **change))
    film.refresh_from_db()
    assert film.status == Status.QUEUED, answer.content.decode()[:3000]


def test_each_is_another_picture_and_the_film_is_not_rendered_for_it(film):
    before, calls = (film.film_id, film.lease, film.status), log.count("image")
    order(scene_of(film), 3)
    make_all()
    film.refresh_from_db()
    takes = list(scene_of(film).takes.all())
    assert (film.film_id, film.lease, film.status) == before
    assert log.count("image") == calls + 3
    numbers = [scene.image_number for scene in film.scenes.all()]
    assert len({take.variant for take in takes} | set(numbers)) == 3 + len(numbers)
    assert len({take.image_fingerprint for take in takes}) == 3
    assert all(default_storage.exists(take.image.name) for take in takes)
    assert not TakeOrder.objects.exists()


def test_what_stands_in_the_field_is_painted(film):
    order(scene_of(film), 1, **{"scenes-1-prompt": "A red kite"})
    make_all()
    assert log.calls[-1][1]["prompt"] == "A red kite"
    assert scene_of(film).takes.get().prompt == "A red kite"


def test_choosing_one_paints_nothing_anew(film, as_alice):
    order(scene_of(film), 2)
    make_all()
    before, take, calls = scene_of(film), scene_of(film).takes.last(), list(log.calls)
    revise(as_alice, film, s1_take=take.pk)
    make(film)
    after = scene_of(film)
    assert log.calls == calls
    assert (after.image.name, after.image_fingerprint) == (take.image.name, take.image_fingerprint)
    # The camera, and the pictures of its later words, go by the number of before.
    assert after.picture_number == before.picture_number
    assert after.takes.filter(image=before.image.name, was_shown=True).exists()
    assert default_storage.exists(before.image.name)


def test_frames_elsewhere_stay(rendered, film, as_alice):
    order(scene_of(film, 3), 1)
    make_all()
    pieces = set(film.pieces.values_list("fingerprint", flat=True))
    revise(as_alice, film, s2_take=scene_of(film, 3).takes.get().pk)
    make(film)
    later = set(film.pieces.values_list("fingerprint", flat=True))
    assert pieces & later
    assert pieces != later


def test_the_one_before_can_be_chosen_again(film, as_alice):
    first = scene_of(film)
    order(first, 1)
    make_all()
    revise(as_alice, film, s1_take=first.takes.get().pk)
    make(film)
    calls = list(log.calls)
    revise(as_alice, film, s1_take=Take.objects.get(image=first.image.name).pk)
    make(film)
    assert log.calls == calls
    assert scene_of(film).image.name == first.image.name
    # The one that was chosen meanwhile is kept once.
    assert scene_of(film).takes.count() == 2


@pytest.mark.parametrize("change", [{"s1_prompt": "A lighthouse"}, {"s1_again": "on"}])
def test_a_picture_that_was_replaced_is_kept_with_its_words(film, as_alice, change):
    before = scene_of(film)
    revise(as_alice, film, **change)
    make(film)
    take = scene_of(film).takes.get()
    assert (take.image.name, take.prompt, take.was_shown) == (before.image.name, before.prompt, True)
    calls = log.count("image")
    revise(as_alice, film, s1_take=take.pk)
    make(film)
    after = scene_of(film)
    assert (after.prompt, after.image.name, after.cuts_away) == (before.prompt, before.image.name, True)
    assert log.count("image") == calls


@pytest.mark.long
def test_former_pictures_are_kept_up_to_a_limit(film, as_alice):
    for number in range(MOST_FORMER + 2):
        revise(as_alice, film, s1_prompt=f"A lighthouse at night {number}")
        make(film)
    kept = scene_of(film).takes.all()
    assert [take.prompt for take in kept] == [f"A lighthouse at night {n}" for n in range(1, MOST_FORMER + 1)]


def test_cancelling_writes_nothing_and_leaves_no_file(film):
    order(scene_of(film), 2)
    claimed = TakeOrder.objects.claim("host:1")
    files = stored(film)
    log.before = lambda kind, asked: TakeOrder.objects.all().delete() and None
    make_take(claimed, should_stop=lambda: False)
    assert not Take.objects.exists()
    assert stored(film) == files


def test_a_worker_that_is_stopped_gives_it_back(film):
    order(scene_of(film), 1)
    claimed = TakeOrder.objects.claim("host:1")
    make_take(claimed, should_stop=lambda: True)
    left = TakeOrder.objects.get()
    assert (left.attempt, left.lease_until, left.error) == (0, None, "")
    assert TakeOrder.objects.waiting().exists()


def test_a_crash_repeats_no_call_for_what_has_come(film):
    calls = log.count("image")
    order(scene_of(film), 2)
    make_take(TakeOrder.objects.claim("host:1"), should_stop=lambda: False)
    TakeOrder.objects.claim("host:1")
    # The worker dies, and another takes up what it had in hand.
    TakeOrder.objects.update(lease_until=Now() - timedelta(seconds=1))
    make_all()
    assert scene_of(film).takes.count() == 2
    assert log.count("image") == calls + 2


def test_a_worker_believed_dead_writes_nothing(film):
    order(scene_of(film), 1)
    old = TakeOrder.objects.claim("host:1")
    TakeOrder.objects.update(lease_until=Now() - timedelta(seconds=1))
    new = TakeOrder.objects.claim("host:2")
    make_take(old, should_stop=lambda: False)
    assert not Take.objects.exists()
    make_take(new, should_stop=lambda: False)
    assert Take.objects.count() == 1


def test_after_three_attempts_it_is_given_up(film):
    order(scene_of(film), 1)
    for _ in range(3):
        assert TakeOrder.objects.claim("host:1")
        TakeOrder.objects.update(lease_until=Now() - timedelta(seconds=1))
    assert TakeOrder.objects.claim("host:1") is None
    tasks.maintain_queue()
    assert TakeOrder.objects.get().error == TakeOrder.GIVEN_UP


@pytest.mark.parametrize("status", [Status.QUEUED, Status.RUNNING])
def test_while_the_film_is_made_they_wait(film, status):
    order(scene_of(film), 1)
    Generation.objects.filter(pk=film.pk).update(status=status)
    assert TakeOrder.objects.claim("host:1") is None
    Generation.objects.filter(pk=film.pk).update(status=Status.SUCCEEDED)
    assert TakeOrder.objects.claim("host:1")


def test_in_the_bin_none_is_made(film):
    order(scene_of(film), 1)
    Generation.objects.filter(pk=film.pk).throw_away()
    assert TakeOrder.objects.claim("host:1") is None


def test_a_host_makes_no_more_than_it_may_and_owners_take_turns(film, bob):
    theirs = make(make_generation(bob, input_text=TEXT, cutting="calm", shows="pictures"))
    order(scene_of(film), 2)
    order(scene_of(theirs), 1)
    first = TakeOrder.objects.claim("host:1", 2)
    second = TakeOrder.objects.claim("host:2", 2)
    assert [one.scene.generation.owner for one in (first, second)] == [film.owner, bob]
    assert TakeOrder.objects.claim("host:3", 2) is None
    assert TakeOrder.objects.claim("other:1", 2)


def test_the_worker_makes_them(film):
    order(scene_of(film), 1)
    tasks.work_one()
    assert scene_of(film).takes.count() == 1


def test_limits_are_said(film, alice):
    scene = scene_of(film)

    def refusal(count: int) -> str:
        form = AskForm({f"takes-{scene.pk}-count": count}, scene=scene)
        assert not form.is_valid()
        return str(form.non_field_errors() or form.errors["count"])

    assert "1 to 4" in refusal(5)
    assert "1 to 4" in refusal(0)
    for _ in range(MOST_TAKES // 4):
        order(scene, 4)
    assert f"keeps {MOST_TAKES}" in refusal(1)
    scene = scene_of(film, 3)
    assert MOST_TAKES < MOST_ON_THE_WAY + 1
    assert "still on their way" in refusal(1)
    TakeOrder.objects.all().delete()
    alice.storage_gb = 0
    alice.save()
    scene.generation.owner.refresh_from_db()
    assert "Delete one" in refusal(1)


def test_storage_counts_them_once(film, as_alice):
    before = film.stored_bytes
    order(scene_of(film), 2)
    make_all()
    film.refresh_from_db()
    takes = list(scene_of(film).takes.all())
    assert film.stored_bytes == before + sum(take.measure() for take in takes)
    counted = film.stored_bytes
    film.measure_storage()
    film.refresh_from_db()
    assert film.stored_bytes == counted
    revise(as_alice, film, s1_take=takes[0].pk)
    make(film)
    Generation.objects.get(pk=film.pk).measure_storage()
    film.refresh_from_db()
    names = set(film.file_names())
    assert len(names) == len(film.file_names())
    as_alice.post(reverse("delete_take", args=[film.pk, takes[1].scene_id, takes[1].pk]))
    assert not default_storage.exists(takes[1].image.name)
    less = film.stored_bytes
    film.refresh_from_db()
    assert film.stored_bytes < less


def test_deleting_the_one_that_is_shown_keeps_its_file(film, as_alice):
    order(scene_of(film), 1)
    make_all()
    take = scene_of(film).takes.get()
    revise(as_alice, film, s1_take=take.pk)
    make(film)
    as_alice.post(reverse("delete_take", args=[film.pk, take.scene_id, take.pk]))
    assert not Take.objects.filter(pk=take.pk).exists()
    assert default_storage.exists(take.image.name)


def test_a_duplicate_has_copies_and_nothing_on_its_way(film):
    order(scene_of(film), 2)
    make_take(TakeOrder.objects.claim("host:1"), should_stop=lambda: False)
    copied = duplicate(film)
    take = Take.objects.get(scene__generation=copied)
    assert take.image.name.startswith(copied.directory)
    assert default_storage.exists(take.image.name)
    assert still_fits(take)
    assert TakeOrder.objects.count() == 1


def test_going_back_to_a_version_shows_its_picture_and_keeps_the_takes(film, as_alice):
    first = scene_of(film)
    order(first, 1)
    make_all()
    take = first.takes.get()
    version = film.film
    revise(as_alice, film, s1_take=take.pk)
    make(film)
    as_alice.post(reverse("restore", args=[film.pk, version.number]))
    film.refresh_from_db()
    after = scene_of(film)
    assert film.film_id == version.pk
    assert (after.image.name, after.image_variant) == (first.image.name, None)
    assert default_storage.exists(take.image.name)
    assert after.takes.filter(pk=take.pk).exists()


def test_all_files_go_with_the_film_and_the_sweep_takes_none(film, django_capture_on_commit_callbacks):
    order(scene_of(film), 2)
    make_all()
    assert not [found.name for found in sweep.find_in_storage(timedelta(seconds=-5))]
    with django_capture_on_commit_callbacks(execute=True):
        film.delete()
    assert not stored(film)


def test_one_of_another_shape_is_not_shown(film, as_alice):
    order(scene_of(film), 1)
    make_all()
    take = scene_of(film).takes.get()
    Generation.objects.filter(pk=film.pk).update(size="9:16")
    film.refresh_from_db()
    assert not still_fits(Take.objects.get(pk=take.pk))
    answer = as_alice.post(reverse("storyboard", args=[film.pk]), sent_for(film, s1_take=take.pk))
    assert "another shape" in answer.content.decode()


def test_two_wishes_at_once_are_refused(film, as_alice):
    order(scene_of(film), 1)
    make_all()
    take = scene_of(film).takes.get()
    address = reverse("storyboard", args=[film.pk])
    for change in ({"s1_again": "on"}, {"s1_prompt": "Quite another picture"}):
        answer = as_alice.post(address, sent_for(film, s1_take=take.pk, **change))
        assert "asked for another one as well" in answer.content.decode()
    answer = as_alice.post(address, sent_for(film, s0_take=take.pk))
    assert "is gone" in answer.content.decode()
