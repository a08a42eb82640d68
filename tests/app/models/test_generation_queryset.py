"""Rules about many generations: turn, claim, reap."""

from __future__ import annotations

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from generator.models import Generation, User
from generator.models.generation_queryset import (
    DRAFT_LIFE,
    DRAFTS_PER_USER,
    GIVEN_UP,
    MAX_ATTEMPTS,
    NOT_DESCRIBED,
)
from tests.support.factories import make_generation, make_user
from tests.support.threads import side_by_side

Status = Generation.Status


def minutes_ago(minutes: int):
    return timezone.now() - timedelta(minutes=minutes)


def waiting(owner, minutes: int) -> Generation:
    generation = make_generation(owner)
    Generation.objects.filter(pk=generation.pk).update(created_at=minutes_ago(minutes))
    return generation


@pytest.mark.django_db
def test_nothing_waits_nothing_is_claimed():
    make_generation(status=Status.SUCCEEDED)
    assert Generation.objects.claim("w") is None


def test_a_claim_raises_the_lease_number_and_counts_the_attempt(alice):
    waiting_row = make_generation(alice, lease=3, error="old")
    claimed = Generation.objects.claim("host:1")
    assert claimed.pk == waiting_row.pk
    assert (claimed.status, claimed.lease, claimed.attempt, claimed.worker) == (
        Status.RUNNING,
        4,
        1,
        "host:1",
    )
    assert timedelta(seconds=25) < claimed.lease_until - timezone.now() <= timedelta(seconds=31)
    assert claimed.error == ""


def test_the_oldest_request_of_a_user_comes_first(alice):
    waiting(alice, 1)
    oldest = waiting(alice, 9)
    assert Generation.objects.claim("w").pk == oldest.pk


def test_who_has_nothing_running_comes_before_who_has(alice, bob):
    make_generation(alice, status=Status.RUNNING)
    waiting(alice, 60)
    bobs = waiting(bob, 1)
    assert Generation.objects.claim("w").pk == bobs.pk


def test_who_was_served_longest_ago_comes_first(alice, bob):
    for owner, minutes in ((alice, 5), (bob, 50)):
        User.objects.filter(pk=owner.pk).update(served_at=minutes_ago(minutes))
    waiting(alice, 60)
    bobs = waiting(bob, 1)
    assert Generation.objects.claim("w").pk == bobs.pk


def test_films_go_by_turns_although_who_was_served_deletes_what_tells_of_it(alice, bob):
    User.objects.filter(pk=bob.pk).update(served_at=minutes_ago(50))
    waiting(alice, 60)
    waiting(alice, 59)
    served = Generation.objects.claim("w")
    bobs = waiting(bob, 1)
    served.publish()
    served.delete()
    assert Generation.objects.claim("w").pk == bobs.pk


def test_a_hundred_requests_of_one_user_do_not_hold_up_another(alice, bob):
    for _ in range(100):
        make_generation(alice)
    bobs = make_generation(bob)
    assert bobs.pk in {Generation.objects.claim("w").pk for _ in range(2)}


def test_a_user_has_only_so_many_running(alice, settings):
    settings.GENERATOR_RUNNING_PER_USER = 2
    for _ in range(3):
        make_generation(alice)
    claimed = [Generation.objects.claim("w") for _ in range(3)]
    assert [bool(one) for one in claimed] == [True, True, False]


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_gets_the_row():
    make_generation()
    taken, barrier = [], threading.Barrier(6)

    def work(number: int) -> None:
        barrier.wait()
        try:
            if claimed := Generation.objects.claim(f"w{number}"):
                taken.append(claimed)
        finally:
            connection.close()

    side_by_side(partial(work, number) for number in range(6))
    assert len(taken) == 1
    assert Generation.objects.get().lease == 1


def test_a_lost_run_is_queued_again_under_a_new_lease(alice):
    lost = make_generation(alice, status=Status.RUNNING, lease=1, attempt=1, lease_until=minutes_ago(1))
    alive = make_generation(
        alice, status=Status.RUNNING, lease=1, lease_until=timezone.now() + timedelta(seconds=20)
    )
    assert Generation.objects.reap() == 1
    lost.refresh_from_db()
    alive.refresh_from_db()
    assert (lost.status, lost.lease) == (Status.QUEUED, 2)
    assert (alive.status, alive.lease) == (Status.RUNNING, 1)


def test_a_run_that_was_lost_on_its_last_attempt_is_given_up_in_a_sentence(alice):
    lost = make_generation(alice, status=Status.RUNNING, attempt=MAX_ATTEMPTS, lease_until=minutes_ago(1))
    Generation.objects.reap()
    lost.refresh_from_db()
    assert (lost.status, lost.error) == (Status.FAILED, GIVEN_UP)


@pytest.mark.django_db
def test_everybody_sees_only_their_own():
    mine = make_generation(make_user("a@example.org"))
    make_generation(make_user("b@example.org"))
    assert list(Generation.objects.owned_by(mine.owner)) == [mine]


def test_it_filters_by_status_and_kind(alice):
    picture = make_generation(alice, kind="image", status=Status.FAILED)
    make_generation(alice)
    assert list(Generation.objects.of_kind("image")) == [picture]
    assert list(Generation.objects.of_status("failed")) == [picture]
    assert Generation.objects.of_kind("").of_status("").count() == 2


def draft(owner, **fields) -> Generation:
    return make_generation(owner, **{"kind": "image", "status": Status.DRAFT, **fields})


def test_describing_a_picture_comes_before_all_films(alice, bob):
    waiting(bob, 60)
    picture = draft(alice)
    describing = Generation.objects.claim("host:1", films=1)
    assert (describing.pk, describing.status, describing.lease, describing.attempt) == (
        picture.pk,
        Status.DRAFT,
        1,
        1,
    )
    assert describing.lease_until > timezone.now()
    # While it lasts nobody else takes it.
    assert Generation.objects.claim("host:2").owner == bob


def test_a_draft_does_not_wait_for_ones_own_films(alice, settings):
    for _ in range(settings.GENERATOR_RUNNING_PER_USER):
        make_generation(alice, status=Status.RUNNING, worker="host:1")
    picture = draft(alice)
    assert Generation.objects.claim("host:2", films=1).pk == picture.pk


def test_of_one_person_one_picture_is_described_at_a_time(alice, bob):
    for _ in range(3):
        draft(alice)
    first = Generation.objects.claim("host:1")
    assert first.owner == alice
    assert Generation.objects.claim("host:2") is None
    bobs = draft(bob)
    assert Generation.objects.claim("host:2").pk == bobs.pk
    first.hand_over("It takes too long.")
    assert Generation.objects.claim("host:2").owner == alice


def test_drafts_go_by_turns_although_who_was_served_deletes_what_tells_of_it(alice, bob):
    described, *_ = [draft(alice) for _ in range(6)]
    served = Generation.objects.claim("host:1")
    assert served.pk == described.pk
    bobs = draft(bob)
    served.hand_over()
    served.delete()
    assert Generation.objects.claim("host:1").pk == bobs.pk


def test_of_two_who_were_both_served_the_one_comes_first_who_was_served_longer_ago(alice, bob):
    for owner, minutes in ((alice, 1), (bob, 9)):
        User.objects.filter(pk=owner.pk).update(described_at=minutes_ago(minutes))
        draft(owner)
    assert Generation.objects.claim("host:1").owner == bob


def test_drafts_leave_a_place_for_films_and_other_hosts_go_on(alice, bob):
    for owner in (alice, bob):
        draft(owner)
    film = make_generation(make_user("carol@example.org"))
    claimed = [Generation.objects.claim(f"host:{number}", films=1, drafts=1) for number in range(3)]
    assert [one and one.status for one in claimed] == [Status.DRAFT, Status.RUNNING, None]
    assert claimed[1].pk == film.pk
    assert Generation.objects.claim("other:1", films=1, drafts=1).status == Status.DRAFT


def test_a_draft_that_yielded_its_turn_comes_after_those_of_others_and_not_for_ever(alice, bob):
    slow = draft(alice)
    for attempt in range(1, MAX_ATTEMPTS):
        taken = Generation.objects.claim("host:1")
        assert (taken.pk, taken.attempt) == (slow.pk, attempt)
        bobs = draft(bob)
        assert taken.yield_turn("It takes too long.")
        theirs = Generation.objects.claim("host:1")
        assert theirs.pk == bobs.pk
        theirs.keep(description_fingerprint="seen")
        theirs.hand_over()
    assert Generation.objects.claim("host:1").yield_turn("It takes too long.")
    slow.refresh_from_db()
    assert (slow.status, slow.error, slow.lease_until) == (Status.DRAFT, "It takes too long.", None)
    assert Generation.objects.claim("host:1") is None


def test_others_wait_for_description_once_no_free_process_has_taken_it(alice, bob):
    draft(alice)
    assert not Generation.objects.others_wait_for_description(bob.pk)
    Generation.objects.update(waiting_since=minutes_ago(1))
    assert Generation.objects.others_wait_for_description(bob.pk)
    assert not Generation.objects.others_wait_for_description(alice.pk)


@pytest.mark.parametrize(
    ("fields", "move"),
    [
        ({"status": Status.DRAFT}, lambda row: row.submit()),
        ({"status": Status.DRAFT, "error": "Damaged."}, lambda row: row.describe_again()),
        ({"status": Status.RUNNING, "attempt": 1}, lambda row: row.requeue()),
        ({"status": Status.FAILED}, lambda row: row.retry()),
        ({"status": Status.SUCCEEDED}, lambda row: row.revise()),
        (
            {"status": Status.RUNNING, "lease_until": timezone.now() - timedelta(minutes=1)},
            lambda row: Generation.objects.reap(),
        ),
        (
            {
                "status": Status.RUNNING,
                "attempt": 1,
                "worker": "w:1",
                "lease_until": timezone.now() + timedelta(days=1),
            },
            lambda row: Generation.objects.requeue_all("w:"),
        ),
    ],
    ids=["submitted", "described again", "requeued", "retried", "revised", "lost", "drained"],
)
def test_what_is_left_to_the_workers_has_waited_since_then(alice, fields, move):
    row = make_generation(alice, kind="image", lease=1, **fields)
    Generation.objects.update(waiting_since=minutes_ago(60))
    row.refresh_from_db()
    move(row)
    assert Generation.objects.waiting().count() == 1
    assert 0 <= max(Generation.objects.longest_waits().values()) < 30


def test_a_film_that_was_postponed_waits_once_it_is_due(alice):
    make_generation(alice, status=Status.RUNNING, attempt=1).postpone("The disk is full.")
    assert Generation.objects.longest_waits() == {"draft": 0.0, "film": 0.0}
    Generation.objects.update(not_before=minutes_ago(2), waiting_since=minutes_ago(2))
    assert 115 < Generation.objects.longest_waits()["film"] < 180


@pytest.mark.parametrize(
    "fields",
    [
        {"description_fingerprint": "seen"},
        {"error": "This picture is damaged."},
        {"kind": "text"},
        {"attempt": MAX_ATTEMPTS},
    ],
    ids=["seen", "refused", "a text", "given up"],
)
def test_a_draft_with_nothing_to_describe_is_left_alone(alice, fields):
    draft(alice, **fields)
    assert not Generation.objects.waiting().exists()
    assert Generation.objects.claim("w") is None


def test_a_lost_draft_is_taken_up_by_another_worker_but_not_for_ever(alice):
    picture = draft(alice, lease=1, attempt=1, lease_until=minutes_ago(1))
    assert Generation.objects.claim("w").lease == 2
    Generation.objects.update(lease_until=minutes_ago(1), attempt=MAX_ATTEMPTS)
    assert Generation.objects.claim("w") is None
    Generation.objects.reap()
    picture.refresh_from_db()
    assert (picture.status, picture.error) == (Status.DRAFT, NOT_DESCRIBED)


def test_a_host_makes_only_so_many_films_and_other_hosts_go_on(alice, bob):
    make_generation(bob, status=Status.RUNNING, worker="one:7")
    make_generation(alice)
    assert Generation.objects.claim("one:8", films=1) is None
    assert Generation.objects.claim("one:8", films=2) is not None
    make_generation(bob, status=Status.QUEUED)
    assert Generation.objects.claim("on:8", films=1) is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("films", "drafts_of", "count"), [(6, [], 2), (0, ["alice"] * 6, 1), (0, ["a", "b", "c", "d"], 2)]
)
def test_of_many_workers_of_one_host_only_so_many_get_a_place(films, drafts_of, count):
    for number in range(films):
        make_generation(make_user(f"user{number}@example.org"))
    owners = {name: make_user(f"{name}@example.org") for name in set(drafts_of)}
    for name in drafts_of:
        draft(owners[name])
    taken, barrier = [], threading.Barrier(6)

    def work(number: int) -> None:
        barrier.wait()
        try:
            taken.append(Generation.objects.claim(f"host:{number}", films=2, drafts=2))
        finally:
            connection.close()

    side_by_side(partial(work, number) for number in range(6))
    assert sum(one is not None for one in taken) == count
    assert Generation.objects.held_by("host:").count() == count


def test_a_draft_that_nobody_came_back_to_goes_with_its_picture(
    alice, own_media, django_capture_on_commit_callbacks
):
    old, fresh = draft(alice, upload=b"old"), draft(alice, upload=b"fresh")
    film = waiting(alice, 60 * 48)
    Generation.objects.filter(pk=old.pk).update(created_at=timezone.now() - DRAFT_LIFE - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert Generation.objects.drop_old_drafts() == 1
    assert set(Generation.objects.values_list("pk", flat=True)) == {fresh.pk, film.pk}
    assert [path.read_bytes() for path in own_media.rglob("upload")] == [b"fresh"]


def test_an_owner_keeps_only_the_newest_drafts(alice, bob):
    draft(bob)
    drafts = [draft(alice) for _ in range(DRAFTS_PER_USER + 2)]
    assert Generation.objects.drop_surplus_drafts(alice, "image") == 2
    assert set(Generation.objects.owned_by(alice)) == set(drafts[2:])
    assert Generation.objects.owned_by(bob).exists()
