"""Rules about many generations: search, turn, claim, reap."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from generator.models import Generation
from generator.models.generation_queryset import GIVEN_UP, MAX_ATTEMPTS
from tests.factories import make_generation, make_user

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
    make_generation(alice, status=Status.SUCCEEDED, started_at=minutes_ago(5))
    make_generation(bob, status=Status.SUCCEEDED, started_at=minutes_ago(50))
    waiting(alice, 60)
    bobs = waiting(bob, 1)
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

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
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


def test_search_wants_each_word_somewhere(alice):
    found = make_generation(alice, title="Harbour", input_text="A boat at night", keywords="lamp, rope")
    make_generation(alice, title="Harbour", input_text="Morning")
    assert list(Generation.objects.search("HARBOUR rope")) == [found]
    assert list(Generation.objects.search("night boat")) == [found]
    assert Generation.objects.search("").count() == 2


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
