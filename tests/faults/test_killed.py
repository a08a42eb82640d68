"""Processes that are killed: whichever it is, the films are made, each once, and nothing is left running."""

from __future__ import annotations

import os
import signal

import psutil
import pytest

from tests.faults.conftest import all_end
from tests.faults.hosts import LEASE, Host, alive, wait_for

TEXT = "The sea was calm. A boat came in. Nobody was on it."


def busy_worker(host: Host) -> psutil.Process:
    """Find the process that makes a film."""
    name = host.database.films.filter(status="running").values_list("worker", flat=True)
    wait_for(name.exists, "a film that is made")
    return psutil.Process(int(name[0].rpartition(".")[2]))


def test_a_worker_that_is_killed_in_its_work_is_replaced_and_its_film_made(host, tally):
    host.environment["FAULTS_CALL_SECONDS"] = "0.5"
    film = host.database.submit(text=TEXT)
    host.work()
    worker = busy_worker(host)
    wait_for(lambda: len(host.notes("called")) >= 3, "some calls")
    worker.kill()
    queued_after = wait_for(
        lambda: host.database.films.filter(pk=film.pk, lease__gt=1).exists(), "the film is taken back"
    )
    all_end(host, 1)
    film.refresh_from_db()
    assert (film.status, film.attempt) == ("succeeded", 2)
    # Three pictures and three passages; what was in flight when the worker died is called twice.
    calls = sum(kind in ("image", "speech") for _, kind, _ in host.notes("called"))
    assert calls <= 6 + 2
    tally.row(1, "busy worker killed", host, taken_back_after=f"{queued_after:.1f} s of {LEASE}+5")


@pytest.mark.faults
@pytest.mark.parametrize("times", [4, 20])
def test_idle_workers_that_are_killed_block_nobody(host, tally, times):
    host.environment["FAULTS_CALL_SECONDS"] = "0.01"
    tree, longest = host.work(), 0.0
    for done in range(times):
        wait_for(tree.is_complete, "the worker's processes")
        for worker in tree.workers()[:2]:
            worker.kill()
        before = len(host.notes("started"))
        host.database.submit(text="Still here.")
        host.database.wake_worker()
        took = wait_for(lambda: len(host.notes("started")) > before, "the next film", seconds=25)  # noqa: B023
        longest = max(longest, took)
        all_end(host, done + 1)
    tally.row(
        2, f"two of three idle workers killed, {times} times", host, next_starts_within=f"{longest:.1f} s"
    )


@pytest.mark.faults
@pytest.mark.parametrize("role", ["monitor", "pusher"])
def test_a_helper_that_is_killed_is_replaced(host, tally, role):
    host.environment["FAULTS_CALL_SECONDS"] = "0.05"
    tree = host.work()
    getattr(tree, role).kill()
    for _ in range(3):
        host.database.submit(text=TEXT)
    all_end(host, 3)
    assert alive(tree.main)
    tally.row(3, f"{role} killed", host)


@pytest.mark.faults
@pytest.mark.parametrize("role", ["main", "sentinel"])
def test_a_tree_that_loses_its_root_dies_as_a_whole_and_is_started_again(host, tally, role):
    for _ in range(2):
        host.database.submit(text=TEXT)
    site = host.serve()
    wait_for(lambda: host.database.statuses()["running"], "a film that is made")
    (main,) = (child for child in site.children() if "worker" in child.cmdline())
    tree = main.children(recursive=True)
    (main if role == "main" else main.children()[0]).kill()
    gone = wait_for(lambda: not any(map(alive, [main, *tree])), "the end of all processes", seconds=20)
    back = wait_for(lambda: host.log().count("Worker ready") == 2, "the next worker")
    all_end(host, 2)
    tally.row(3, f"{role} killed", host, orphans_gone=f"{gone:.1f} s", back=f"{back:.1f} s later")


@pytest.mark.faults
def test_after_a_power_cut_all_is_made_without_a_click(host, tally):
    films = [host.database.submit(owner=f"user-{n % 3}", text=TEXT) for n in range(12)]
    host.work()
    wait_for(lambda: host.database.statuses()["running"] == 2, "two films that are made")
    host.kill()
    assert host.database.statuses().total() == len(films)
    host.work()
    all_end(host, 12)
    assert host.database.statuses() == {"succeeded": 12}
    tally.row(4, "everything killed with 2 running, 10 queued", host)


@pytest.mark.faults
def test_films_that_lost_their_worker_are_made_though_every_free_process_is_stuck(host, tally):
    host.environment |= {"FAULTS_CALL_SECONDS": "0.05", "GENERATOR_WATCHDOG_SECONDS": "4"}
    site = host.serve()
    (main,) = (child for child in site.children() if "worker" in child.cmdline())
    wait_for(lambda: len(main.children(recursive=True)) >= 6, "the worker's processes")
    # A process that stands still keeps the lock of the queue, whoever frees it from the dead.
    for process in main.children()[0].children():
        os.kill(process.pid, signal.SIGSTOP)
    host.database.submit(text=TEXT)
    back = wait_for(lambda: host.log().count("Worker ready") == 2, "the next worker")
    all_end(host, 1)
    assert "Work waits" in host.log()
    tally.row(2, "all workers stand still: watchdog", host, back=f"{back:.1f} s later (patience 4 s)")
