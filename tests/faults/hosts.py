"""Real hosts for fault tests: a data folder, a worker or a whole site, a ledger, and ways to do them harm."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psutil
from django.conf import settings as django_settings
from django.db import connections
from django.db.models.functions import Now
from django_q.models import OrmQ

from generator import tasks
from generator.models import Generation, User
from tests.support.pages.real_site import Site

LEASE = 5
# The machine that runs the tests may be busy: nothing is judged by less than this, in seconds.
LONG = 60


class Database:
    """The database of one or more hosts, as the tests look into it."""

    def __init__(self, url: str, **settings: Any) -> None:
        self.url = url
        self.alias = f"faults-{id(self)}"
        connections.settings[self.alias] = {**connections.settings["default"], **settings}

    @property
    def films(self):
        return Generation.objects.using(self.alias)

    def owner(self, name: str) -> User:
        found = User.objects.using(self.alias).filter(email=f"{name}@example.org").first()
        return found or User.objects.db_manager(self.alias).create_user(f"{name}@example.org")

    def submit(self, owner: str = "alice", text: str = "The sea was calm.", **fields: Any) -> Generation:
        """Queue a film without a message, as if it had been lost."""
        values = {"kind": "text", "title": "Sea", "input_text": text, "music": "", **fields}
        return self.films.create(owner=self.owner(owner), **values)

    def wake_worker(self) -> None:
        """Say that a film waits, as the site does once the row is there. The hosts' secret key is that of the tests."""
        messages = tasks.Messages("generator")
        messages.get_connection = lambda: OrmQ.objects.using(self.alias)
        with patch.object(tasks, "async_task", partial(tasks.async_task, broker=messages)):
            tasks.wake_worker()

    def move_to(self, file: str) -> None:
        """Look into another SQLite file from now on."""
        self.hang_up()
        del connections[self.alias]
        connections.settings[self.alias]["NAME"] = file

    def cancel(self, film: Generation) -> None:
        """Do what the page's button does."""
        active = self.films.filter(pk=film.pk, status__in=("queued", "running"))
        assert active.update(status="cancelled", lease_until=None, finished_at=Now()) == 1

    def statuses(self) -> Counter[str]:
        return Counter(self.films.values_list("status", flat=True))

    def connections(self) -> int:
        """Count who is connected to a PostgreSQL database."""
        with connections[self.alias].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            return int(cursor.fetchone()[0])

    def hang_up(self) -> None:
        """Close the tests' own connection, which a server that crashes would break."""
        connections[self.alias].close()

    def close(self) -> None:
        connections[self.alias].close()
        del connections[self.alias]
        del connections.settings[self.alias]


class Host(Site):
    """A machine with a data folder of its own; several share a database, a store and a ledger."""

    def __init__(self, folder: Path, database: Database, ledger: Path, name: str = "", **environment: str):
        super().__init__(folder)
        self.database, self.ledger, self.name = database, ledger, name
        self.environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.faults.site.settings",
            "DATABASE_URL": database.url,
            "FAULTS_LEDGER": str(ledger),
            "GENERATOR_LEASE_SECONDS": str(LEASE),
            "GENERATOR_WORKERS": "3",
            "SETUP_ASSETS": "0",
            "SECRET_KEY": "only-for-tests-0123456789abcdefghijklmnopqrstuvwxyz",
            # Two threads of a numerical library in each of many processes are of no use here.
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            **environment,
        }
        self.started: list[subprocess.Popen[bytes]] = []

    def launch(self, command: str) -> psutil.Process:
        """Start `manage.py worker` or `manage.py serve`; with a name, on a machine that is called so."""
        words = [sys.executable, "manage.py", command]
        if self.name:
            words = ["unshare", "--uts", "sh", "-c", f'hostname {self.name}; exec "$@"', "sh", *words]
        return self.start_words(command, words)

    def start_words(self, name: str, words: list[str]) -> psutil.Process:
        with (self.folder / f"{name}.log").open("ab") as output:
            process = subprocess.Popen(
                words,
                cwd=django_settings.BASE_DIR,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started.append(process)
        return psutil.Process(process.pid)

    def work(self) -> Tree:
        """Start a worker and wait until all its processes are there."""
        tree = Tree(self.launch("worker"), int(self.environment["GENERATOR_WORKERS"]))
        wait_for(tree.is_complete, "the worker's processes")
        return tree

    def serve(self) -> psutil.Process:
        process = self.launch("serve")
        wait_for(self.answers, "the site")
        return process

    def log(self) -> str:
        return "".join(path.read_text(errors="replace") for path in self.folder.glob("*.log"))

    def notes(self, kind: str) -> list[list[str]]:
        lines = self.ledger.read_text().splitlines() if self.ledger.exists() else []
        return [line.split() for line in lines if line.startswith(f"{kind} ")]

    def most_at_once(self) -> int:
        """Return how many films one owner had running at the same time, by the ledger."""
        begun: dict[str, tuple[float, str]] = {}
        events = []
        for kind, pk, _, _, owner, moment in sorted(
            self.notes("started") + self.notes("published"), key=lambda note: float(note[5])
        ):
            if kind == "published":
                began, _ = begun.pop(pk)
                events += [(began, 1, owner), (float(moment), -1, owner)]
            else:
                # A run that was lost counts from where it was begun again.
                begun[pk] = (float(moment), owner)
        running: Counter[str] = Counter()
        most = 0
        for _, step, owner in sorted(events):
            running[owner] += step
            most = max(most, running[owner])
        return most

    def leftovers(self) -> list[int]:
        return self.processes()

    def kill(self) -> None:
        """Cut the power."""
        for pid in self.processes():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        for process in self.started:
            process.wait()
        self.started.clear()


class Tree:
    """The processes of one worker, by what they do."""

    def __init__(self, main: psutil.Process, workers: int) -> None:
        self.main, self.count = main, workers
        self.helpers: list[psutil.Process] = []

    def is_complete(self) -> bool:
        children = self.children()
        if len(children) < self.count + 2:
            return False
        # The cluster forks its workers first, then the monitor, then the pusher.
        self.helpers = self.helpers or children[self.count : self.count + 2]
        return True

    def sentinel(self) -> psutil.Process:
        return self.main.children()[0]

    def children(self) -> list[psutil.Process]:
        try:
            found = [child for child in self.sentinel().children() if alive(child)]
            return sorted(found, key=lambda child: (child.create_time(), child.pid))
        except (psutil.NoSuchProcess, IndexError):
            return []

    @property
    def monitor(self) -> psutil.Process:
        return self.helpers[0]

    @property
    def pusher(self) -> psutil.Process:
        return self.helpers[1]

    def workers(self) -> list[psutil.Process]:
        return [child for child in self.children() if child not in self.helpers]

    def all(self) -> list[psutil.Process]:
        return [self.main, *self.main.children(recursive=True)]


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_for(condition: Callable[[], Any], what: str, seconds: float = LONG) -> float:
    """Wait until something is true; return for how many seconds."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, f"It did not come in time: {what}."
        time.sleep(0.05)
    return time.monotonic() - began


def copy_folder(template: Path, target: Path) -> Path:
    shutil.copytree(template, target)
    return target
