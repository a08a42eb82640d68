"""Random kills of anything, for a while: in the end every film is made, and each was published once."""

from __future__ import annotations

import contextlib
import random
import time

import psutil
import pytest

from tests.faults.conftest import has_ended
from tests.faults.hosts import Host, Tree, alive, wait_for
from tests.support import servers

pytestmark = pytest.mark.faults

FILMS, SECONDS, PAUSE = 30, 45.0, 1.5
TEXT = "The sea was calm. A boat came in."
# What is killed how often: a whole host takes long to come back.
VICTIMS = ("worker",) * 6 + ("monitor", "pusher", "sentinel", "main", "host")


class Supervised:
    """A host whose worker is started again whenever it is gone, as a service manager does."""

    def __init__(self, host: Host) -> None:
        self.host, self.mains = host, 0
        self.start()

    def start(self) -> None:
        self.tree = Tree(self.host.launch("worker"), 3)
        self.mains += 1

    def mind(self) -> None:
        self.tree.is_complete()
        if not alive(self.tree.main):
            self.start()

    def harm(self, what: str, dice: random.Random) -> bool:
        with contextlib.suppress(psutil.NoSuchProcess, IndexError):
            if what == "host":
                self.host.kill()
            elif what == "worker":
                dice.choice(self.tree.workers()).kill()
            elif what == "sentinel":
                self.tree.sentinel().kill()
            else:
                getattr(self.tree, what).kill()
            return True
        return False


def test_one_host(make_host, tally):
    host = make_host(FAULTS_CALL_SECONDS="0.3", FAULTS_ATTEMPTS="1000")
    wreck([host], tally, "one host, SQLite")


def test_two_hosts(make_host, shared_database, tally):
    with servers.start_s3() as store:
        shared = {"FAULTS_CALL_SECONDS": "0.3", "FAULTS_ATTEMPTS": "1000", **store.environment}
        hosts = [make_host(shared_database, WORKER_NAME=name, **shared) for name in ("here", "there")]
        wreck(hosts, tally, "two hosts, PostgreSQL, S3")


def wreck(hosts: list[Host], tally, what: str) -> None:
    dice = random.Random(7)
    for number in range(FILMS):
        hosts[0].database.submit(owner=f"user-{number % 3}", text=TEXT)
    supervised = [Supervised(host) for host in hosts]
    killed, until, blow = 0, time.monotonic() + SECONDS, time.monotonic() + 5
    while time.monotonic() < until:
        for one in supervised:
            one.mind()
        if time.monotonic() > blow:
            blow = time.monotonic() + PAUSE
            killed += dice.choice(supervised).harm(dice.choice(VICTIMS), dice)
        time.sleep(0.1)
    # A service manager does not stop watching when the kills end.
    wait_for(lambda: [one.mind() for one in supervised] and has_ended(hosts[0], FILMS), "the films", 240)
    database = hosts[0].database
    assert database.statuses() == {"succeeded": FILMS}
    assert all(film.scenes.exclude(image="").count() == 3 for film in database.films.all())
    assert hosts[0].most_at_once() <= 2
    tally.row(
        5,
        f"chaos of {SECONDS:.0f} s: {what}",
        hosts[0],
        killed=killed,
        mains=sum(s.mains for s in supervised),
    )
