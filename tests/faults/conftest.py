"""What fault tests share: hosts, databases, and the table of what was lost."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.hosts import Database, Host, copy_folder, wait_for
from tests.support import servers
from tests.support.databases import copy_migrated

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents and sys.platform != "linux":
            item.add_marker(pytest.mark.skip(reason="Kills processes as Linux does, and reads /proc."))


@pytest.fixture(autouse=True)
def open_databases(django_db_blocker) -> Iterator[None]:
    """The databases of the hosts are not those that pytest guards."""
    with django_db_blocker.unblock():
        yield


def session_folder() -> Path:
    # Not pytest's own: its long names do not fit into the addresses of sockets.
    return Path(tempfile.mkdtemp(prefix="faults-"))


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """A data folder as `manage.py setup` leaves it, to be copied."""
    folder = session_folder()
    site = Host(folder, Database(f"sqlite:///{folder}/db.sqlite3"), folder / "ledger")
    copy_migrated(folder / "db.sqlite3")
    site.manage("setup")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger"


@pytest.fixture
def make_host(prepared: Path, tmp_path: Path, ledger: Path) -> Iterator[Callable[..., Host]]:
    """Make a host; without a database, it has SQLite to itself."""
    hosts: list[Host] = []
    own: list[Database] = []

    def make(database: Database | None = None, name: str = "", **environment: str) -> Host:
        folder = copy_folder(prepared, tmp_path / f"host-{len(hosts)}")
        if database is None:
            file = folder / "db.sqlite3"
            database = Database(f"sqlite:///{file}", NAME=str(file))
            own.append(database)
        hosts.append(Host(folder, database, ledger, name, **environment))
        return hosts[-1]

    yield make
    for host in hosts:
        host.kill()
    for database in own:
        database.close()


@pytest.fixture
def host(make_host) -> Host:
    return make_host()


@pytest.fixture(scope="module")
def postgres() -> Iterator[servers.Postgres]:
    with servers.start_postgres() as server:
        yield server


@pytest.fixture
def shared_database(postgres, make_host) -> Iterator[Database]:
    """An empty PostgreSQL database, as several hosts share it."""
    import psycopg

    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS films WITH (FORCE)")
        connection.execute("CREATE DATABASE films")
    database = Database(
        postgres.url("films"),
        ENGINE="django.db.backends.postgresql",
        NAME="films",
        HOST="127.0.0.1",
        PORT=postgres.port,
        USER="postgres",
        OPTIONS={"connect_timeout": 5},
    )
    make_host(database).manage("setup")
    yield database
    database.close()


class Tally:
    """Judges what became of the films of one fault, and keeps it for the table."""

    def __init__(self, record: Callable[[str, object], None]) -> None:
        self.record = record

    def row(self, row: int, what: str, host: Host, failed: int = 0, **measured: object) -> None:
        """Nothing may be lost, and nothing published twice, whatever the fault was."""
        films = list(host.database.films.values_list("pk", "status"))
        published = Counter(pk for _, pk, *_ in host.notes("published"))
        finished = sum(status in ("succeeded", "failed", "cancelled") for _, status in films)
        twice = sum(count > 1 for count in published.values())
        unpublished = {str(pk) for pk, status in films if status != "succeeded"}
        self.record(
            "fault",
            json.dumps(
                {
                    "row": row,
                    "what": what,
                    "films": len(films),
                    "started": len(host.notes("started")),
                    "finished": finished,
                    "lost": len(films) - finished,
                    "twice": twice,
                    "measured": ", ".join(
                        f"{name.replace('_', ' ')} {value}" for name, value in measured.items()
                    ),
                }
            ),
        )
        assert len(films) == finished, host.database.statuses()
        assert twice == 0
        assert sum(status == "failed" for _, status in films) == failed, host.log()[-4000:]
        assert not unpublished & set(published)

    def note(self, row: int, what: str, **measured: object) -> None:
        """Keep a row of the table for a fault that no film has to survive."""
        told = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in measured.items())
        self.record("fault", json.dumps({"row": row, "what": what, "measured": told}))


@pytest.fixture
def tally(record_property) -> Tally:
    return Tally(record_property)


def all_end(host: Host, count: int, seconds: float = 120) -> float:
    """Wait until so many films have ended one way or another."""
    return wait_for(lambda: has_ended(host, count), f"the end of {count} films", seconds)


def has_ended(host: Host, count: int) -> bool:
    statuses = host.database.statuses()
    return statuses.total() - statuses["queued"] - statuses["running"] >= count


@pytest.fixture
def needs_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("Only the administrator may give a machine another name, or mount a small disk.")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    rows = [
        json.loads(value)
        for report in reports
        for name, value in getattr(report, "user_properties", [])
        if name == "fault" and report.when == "call"
    ]
    if not rows:
        return
    terminalreporter.section("Faults")
    line = "{:>3}  {:<58} {:>5} {:>7} {:>8} {:>4} {:>5}  {}"
    terminalreporter.line(
        line.format("row", "fault", "films", "started", "finished", "lost", "twice", "measured")
    )
    for row in sorted(rows, key=lambda row: row["row"]):
        counts = [row.get(name, "-") for name in ("films", "started", "finished", "lost", "twice")]
        terminalreporter.line(line.format(row["row"], row["what"], *counts, row["measured"]))
