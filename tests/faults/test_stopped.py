"""Workers and sites that are told to stop: soon, with nothing left behind, and their films waiting for the next one."""

from __future__ import annotations

import contextlib
import signal
import time

import psutil
import pytest

from tests.faults.conftest import all_end
from tests.faults.hosts import Host, wait_for

TEXT = "The sea was calm. A boat came in. Nobody was on it."
# What is promised is 3 s; a busy machine gets more.
SOON = 3.0 * 3


def ctrl_c(process: psutil.Process) -> None:
    process.send_signal(signal.SIGINT)


def ctrl_c_twice(process: psutil.Process) -> None:
    process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(signal.SIGINT)


def sigterm(process: psutil.Process) -> None:
    process.send_signal(signal.SIGTERM)


def sigterm_to_all(process: psutil.Process) -> None:
    for one in [process, *process.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.send_signal(signal.SIGTERM)


def stop(host: Host, process: psutil.Process, way) -> float:
    """Stop in the midst of a film, look at what is left, and return how long it took in seconds."""
    began = time.monotonic()
    way(process)
    host.started[-1].wait(timeout=40)
    wait_for(lambda: not host.leftovers(), "the end of all processes", seconds=5)
    took = time.monotonic() - began
    assert "Traceback" not in host.log()
    return took


@pytest.mark.faults
@pytest.mark.parametrize(
    ("command", "way"),
    [
        ("serve", ctrl_c),
        ("worker", ctrl_c_twice),
        ("serve", ctrl_c_twice),
        ("serve", sigterm),
        ("worker", ctrl_c),
        ("worker", sigterm),
        # Only a worker's processes are in one group, as a service manager that knows no better signals it.
        ("worker", sigterm_to_all),
    ],
)
def test_a_film_that_is_made_waits_again_as_if_it_had_not_been_begun(host, tally, command, way):
    # Longer than anybody wants to wait: the call that is in flight is left alone.
    host.environment["FAULTS_CALL_SECONDS"] = "20"
    film = host.database.submit(text=TEXT)
    process = host.launch(command)
    wait_for(lambda: host.notes("called"), "a call in flight")
    time.sleep(1.5)
    took = stop(host, process, way)
    film.refresh_from_db()
    assert (film.status, film.attempt, film.worker) == ("queued", 0, "")
    assert took < SOON
    host.environment["FAULTS_CALL_SECONDS"] = "0.01"
    host.launch("worker")
    all_end(host, 1)
    tally.row(6, f"{command}: {way.__name__.replace('_', ' ')}", host, ended_after=f"{took:.1f} s")


@pytest.mark.faults
def test_a_real_render_survives_ctrl_c_a_kill_and_a_cancel(make_host, tally):
    lease = 15
    host = make_host(FAULTS_REAL_WORK="1", GENERATOR_LEASE_SECONDS=str(lease), GENERATOR_WORKERS="2")
    film = host.database.submit(text="The sea was calm all day. " * 12)

    def renders() -> bool:
        film.refresh_from_db()
        return (film.status, film.stage) == ("running", "render") and film.progress > 58

    site = host.serve()
    wait_for(renders, "a render", seconds=150)
    took = stop(host, site, ctrl_c)
    film.refresh_from_db()
    assert (film.status, film.attempt) == ("queued", 0)
    tally.note(6, "serve: ctrl c in a real render", ended_after=f"{took:.1f} s")
    assert took < SOON

    host.serve()
    wait_for(renders, "a render", seconds=150)
    worker = psutil.Process(int(film.worker.rpartition(".")[2]))
    children = worker.children(recursive=True)
    worker.kill()
    taken_back = wait_for(
        lambda: film.refresh_from_db() or film.lease > 2, "the film is taken back", seconds=60
    )
    assert not any(child.is_running() for child in children)
    wait_for(renders, "a render", seconds=150)
    assert film.attempt == 2
    assert film.scenes.exclude(image="").count() == film.scenes.count()
    tally.note(1, "worker killed in a real render", taken_back_after=f"{taken_back:.1f} s of {lease}+5")

    pid = int(film.worker.rpartition(".")[2])
    host.database.cancel(film)
    before = psutil.Process(pid).cpu_times().user

    def is_idle() -> bool:
        nonlocal before
        now = psutil.Process(pid).cpu_times().user if psutil.pid_exists(pid) else before
        spent, before = now - before, now
        time.sleep(0.5)
        return spent < 0.05

    ended = wait_for(is_idle, "an idle worker")
    film.refresh_from_db()
    assert (film.status, film.film) == ("cancelled", None)
    assert ended < 15
    tally.row(14, "cancel in a real render", host, worker_idle_after=f"{ended:.1f} s")
