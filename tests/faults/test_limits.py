"""Films that do harm, messages that repeat themselves, and people who want much: everybody else is served all the same."""

from __future__ import annotations

import time

import psutil
import pytest

from generator.models.generation_queryset import GIVEN_UP, MAX_ATTEMPTS
from generator.pipeline import run as pipeline
from tests.faults.conftest import all_end
from tests.faults.hosts import wait_for

TEXT = "The sea was calm. A boat came in. Nobody was on it."
SHORT = "The sea was calm."


def messages(times: int) -> str:
    return f"from generator import tasks\nfor _ in range({times}): tasks.wake_worker()"


@pytest.mark.faults
def test_the_same_message_fifty_times_makes_one_film(host, tally):
    host.environment["FAULTS_CALL_SECONDS"] = "0.05"
    host.database.submit(text=TEXT)
    host.manage("shell", "-v0", "-c", messages(50))
    host.work()
    all_end(host, 1)
    began = time.monotonic()
    quiet = host.database.submit(owner="bob", text=SHORT)
    wait_for(lambda: any(str(quiet.pk) in note for note in host.notes("started")), "the next film")
    next_after = time.monotonic() - began
    all_end(host, 2)
    assert len(host.notes("started")) == 2
    # One message makes the film; whoever gets another searches for work, finds none, and is free at once.
    searches = sorted(float(seconds) for _, seconds in host.notes("nothing"))
    assert len(searches) >= 48
    told = {
        "next_starts_after": f"{next_after:.1f} s",
        "searches_that_found_nothing": f"{len(searches)}, median {searches[len(searches) // 2] * 1000:.0f} ms",
    }
    tally.row(10, "the same message 50 times", host, **told)


TWO_AT_ONCE = """
import threading, time
from django.db import connection
from generator import tasks
from generator.pipeline import run as pipeline
ran, barrier, seconds = [], threading.Barrier(8), []
pipeline.run = lambda generation, **options: ran.append(generation.pk)
def work():
    connection.ensure_connection()
    barrier.wait()
    began = time.monotonic()
    tasks.work_one()
    seconds.append(time.monotonic() - began)
    connection.close()
threads = [threading.Thread(target=work) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(ran), max(seconds))
"""


@pytest.mark.faults
@pytest.mark.parametrize("kind", ["SQLite", "PostgreSQL"])
def test_of_eight_that_take_the_same_film_at_once_one_gets_it(request, make_host, tally, kind):
    host = make_host(request.getfixturevalue("shared_database") if kind == "PostgreSQL" else None)
    film = host.database.submit(text=SHORT)
    ran, longest = host.manage("shell", "-v0", "-c", TWO_AT_ONCE).stdout.split()
    assert ran == "1"
    host.database.cancel(film)
    told = f"{float(longest) * 1000:.0f} ms"
    tally.row(10, f"8 take the same film at once, {kind}", host, the_others_are_free_after=told)


@pytest.mark.faults
def test_a_film_that_kills_its_worker_fails_after_three_attempts_and_the_others_are_made(host, tally):
    host.environment["FAULTS_CALL_SECONDS"] = "0.05"
    poison = host.database.submit(owner="mallory", text="This is poison.")
    for name in ("alice", "bob"):
        for _ in range(2):
            host.database.submit(owner=name, text=SHORT)
    host.work()
    took = all_end(host, 5)
    poison.refresh_from_db()
    assert (poison.status, poison.attempt, poison.error) == ("failed", MAX_ATTEMPTS, GIVEN_UP)
    assert host.database.statuses()["succeeded"] == 4
    tally.row(15, "poison that kills its worker", host, failed=1, all_ended_after=f"{took:.0f} s")


@pytest.mark.faults
def test_a_film_that_hangs_fails_after_three_attempts_and_the_others_are_made(host, tally):
    host.environment |= {"FAULTS_CALL_SECONDS": "0.05", "GENERATOR_STALL_SECONDS": "2"}
    hanging = host.database.submit(owner="mallory", text="These words hang.")
    for name in ("alice", "bob"):
        host.database.submit(owner=name, text=SHORT)
    tree = host.work()
    took = all_end(host, 3)
    hanging.refresh_from_db()
    assert (hanging.status, hanging.attempt, hanging.error) == ("failed", MAX_ATTEMPTS, pipeline.TOO_LONG)
    assert host.database.statuses()["succeeded"] == 2
    # The threads that hang are gone with their processes.
    wait_for(
        lambda: all(process.num_threads() < 5 for process in tree.workers()), "processes without old threads"
    )
    tally.row(15, "hangs for ever, swallows every exception", host, failed=1, all_ended_after=f"{took:.0f} s")


@pytest.mark.faults
@pytest.mark.parametrize("moment", ["image", "queued", "text", "speech", "render", "publish"])
def test_a_cancelled_film_ends_wherever_it_is(host, tally, moment):
    host.environment["FAULTS_CALL_SECONDS"] = "0.4"
    if moment == "publish":
        # All is made and stored; only the last word is not said.
        host.environment["FAULTS_PUBLISH_SECONDS"] = "2"
    film = host.database.submit(text=TEXT)
    if moment == "queued":
        host.database.cancel(film)
    host.work()
    if moment != "queued":
        wait_for(lambda: any(moment in note for note in host.notes("called")), f"a call of {moment}")
        host.database.cancel(film)
    cancelled = time.monotonic()
    after = host.database.submit(owner="bob", text=SHORT)
    calls = len(host.notes("called"))
    all_end(host, 2)
    film.refresh_from_db()
    after.refresh_from_db()
    assert (film.status, after.status) == ("cancelled", "succeeded")
    assert film.film is None
    assert film.films.exists() == (moment == "publish")
    # Bob's film takes eight calls: a storyboard, three pictures, one passage and the render. Hers has no more than what
    # was in flight, and what began before the next beat.
    assert len(host.notes("called")) - calls <= 6 + 6
    assert not any(str(film.pk) in note for note in host.notes("published"))
    ended = time.monotonic() - cancelled
    tally.row(14, f"cancelled: {moment}", host, next_film_made_after=f"{ended:.1f} s")


@pytest.mark.faults
def test_who_asks_for_a_hundred_does_not_keep_others_waiting(host, tally):
    host.environment["FAULTS_CALL_SECONDS"] = "0.05"
    for _ in range(100):
        host.database.submit(owner="alice", text=SHORT)
    host.work()
    wait_for(lambda: len(host.notes("published")) >= 2, "two films of hers")
    came = time.monotonic()
    bobs = host.database.submit(owner="bob", text=SHORT)
    all_end(host, 101, seconds=240)
    waited = started_at(host, bobs) - came
    told = {"most_of_one_at_once": host.most_at_once(), "bob_waited": f"{waited:.1f} s"}
    tally.row(16, "100 films of one, then 1 of another", host, **told)
    begun = [pk for _, pk, *_ in host.notes("started")]
    ended_before = len([n for n in host.notes("published") if float(n[5]) < started_at(host, bobs)])
    # Two places were taken when he came: he gets the first that becomes free, or the one after it.
    assert begun.index(str(bobs.pk)) <= ended_before + 2
    assert host.most_at_once() <= 2


def started_at(host, film) -> float:
    return next(float(note[5]) for note in host.notes("started") if note[1] == str(film.pk))


SUBMIT_AT_ONCE = """
import threading
from django.db import connection
from generator import tasks
from generator.models import Generation
film = Generation.objects.get()
barrier, done = threading.Barrier(20), []
def press():
    own = Generation.objects.get(pk=film.pk)
    barrier.wait()
    if tasks.enqueue(own, own.retry):
        done.append(own)
    connection.close()
threads = [threading.Thread(target=press) for _ in range(20)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(done))
"""


@pytest.mark.faults
def test_twenty_clicks_at_once_queue_a_film_once(host, tally):
    host.environment["FAULTS_CALL_SECONDS"] = "0.05"
    host.database.submit(text=SHORT, status="failed")
    assert host.manage("shell", "-v0", "-c", SUBMIT_AT_ONCE).stdout.split() == ["1"]
    host.work()
    wait_for(lambda: host.database.statuses()["succeeded"] == 1, "the film")
    assert len(host.notes("started")) == 1
    tally.row(16, "20 clicks on retry at once", host)


@pytest.mark.faults
@pytest.mark.parametrize("kind", ["SQLite", "PostgreSQL"])
def test_two_hundred_films_leave_memory_files_and_connections_as_they_were(request, make_host, tally, kind):
    shared = request.getfixturevalue("shared_database") if kind == "PostgreSQL" else None
    host = make_host(shared, FAULTS_CALL_SECONDS="0", GENERATOR_WORKERS="3")
    tree = host.work()
    for number in range(200):
        host.database.submit(owner=f"user-{number % 5}", text=SHORT)
    # By then each process was replaced once; those that are forked later inherit more files than the first ones.
    all_end(host, 90, seconds=300)
    early = measure(tree, shared)
    all_end(host, 200, seconds=400)
    late = measure(tree, shared)
    assert host.database.statuses() == {"succeeded": 200}
    assert late["MB"] < early["MB"] * 1.3 + 20
    assert late["files"] <= early["files"] + 15
    assert late.get("connections", 0) <= early.get("connections", 0) + 2
    assert not list((host.folder / "work").iterdir())
    told = {f"{name} early, late": f"{early[name]:.0f}, {late[name]:.0f}" for name in early}
    tally.row(19, f"200 films, {kind}", host, **told)


def measure(tree, shared) -> dict[str, float]:
    memory, files = 0, 0
    for process in tree.all():
        try:
            memory += process.memory_full_info().pss
            files += process.num_fds()
        except psutil.Error:
            continue
    found = {"MB": memory / 1e6, "files": float(files)}
    return found if shared is None else {**found, "connections": float(shared.connections())}
