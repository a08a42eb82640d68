"""What surrounds the films: a full disk, another secret key, and many readers."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import statistics
import subprocess
import time
from functools import partial
from pathlib import Path

import pytest

from tests.faults.conftest import all_end
from tests.faults.hosts import wait_for
from tests.faults.visits import ask, signed_in
from tests.support.threads import side_by_side

TEXT = "The sea was calm. A boat came in. Nobody was on it."


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk of 12 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "none", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("This machine lets us mount no small disk (tmpfs).")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    return filler


@pytest.mark.faults
def test_a_disk_that_is_full_of_films_puts_them_off(host, small_disk, tally):
    media = host.folder / "media"
    shutil.rmtree(media, ignore_errors=True)
    media.symlink_to(small_disk)
    host.environment["FAULTS_CALL_SECONDS"] = "0.05"
    filler = fill(small_disk)
    film = host.database.submit(text=TEXT)
    host.work()
    wait_for(lambda: film.refresh_from_db() or film.not_before, "a film that is put off")
    assert (film.status, film.film) == ("queued", None)
    filler.unlink()
    back = all_end(host, 1)
    film.refresh_from_db()
    stored = [media / name for name in film.file_names()]
    assert all(path.stat().st_size > 0 for path in stored)
    tally.row(9, "disk full, files", host, made_after=f"{back:.0f} s with room")


@pytest.mark.faults
def test_a_disk_that_is_full_of_rows_loses_none(make_host, small_disk, tally):
    host = make_host()
    file = small_disk / "db.sqlite3"
    host.database.move_to(shutil.copy(host.folder / "db.sqlite3", file))
    host.environment |= {
        "DATABASE_URL": f"sqlite:///{file}",
        "FAULTS_CALL_SECONDS": "0.3",
        "GENERATOR_WORKERS": "2",
    }
    for _ in range(3):
        host.database.submit(text=TEXT)
    host.work()
    wait_for(lambda: host.notes("called"), "a call")
    filler = fill(small_disk)
    time.sleep(12)
    filler.unlink()
    back = all_end(host, 3, seconds=180)
    with sqlite3.connect(file) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    tally.row(9, "disk full, database", host, made_after=f"{back:.0f} s with room")


MESSAGES = "from generator import tasks\nfor _ in range(3): tasks.wake_worker()"
OF_BEFORE = """
from django_q.tasks import async_task
for _ in range(3):
    async_task("generator.work.make_one_film", 17, q_options={"save": False, "ack_failure": True})
"""


@pytest.mark.faults
@pytest.mark.parametrize("change", ["secret key", "code"])
def test_a_release_while_films_wait_drops_messages_and_no_films(host, tally, change):
    host.environment["FAULTS_CALL_SECONDS"] = "0.05"
    for _ in range(3):
        host.database.submit(text=TEXT)
    host.manage("shell", "-v0", "-c", MESSAGES if change == "secret key" else OF_BEFORE)
    if change == "secret key":
        host.environment["SECRET_KEY"] = "another-key-0123456789abcdefghijklmnopqrstuvwxyz-0123"
    host.work()
    all_end(host, 3)
    tally.row(18, f"{change} changed while 3 wait", host)


@pytest.mark.faults
def test_six_that_write_and_fifty_that_look_do_not_lock_the_database(make_host, tally):
    host = make_host(FAULTS_CALL_SECONDS="0.4", GENERATOR_WORKERS="7")
    films = [host.database.submit(owner=f"user-{n % 6}", text=TEXT) for n in range(36)]
    mine = [host.database.submit(owner="alice", text=TEXT * 10) for _ in range(2)]
    host.serve()
    session = signed_in(host)
    paths = [f"{film.get_absolute_url()}progress/" for film in mine]
    until, answers = time.monotonic() + 20, []

    def look(number: int) -> None:
        time.sleep(number / 25)
        while time.monotonic() < until:
            answers.append(ask(host, paths[number % 2], session))
            time.sleep(2)

    side_by_side(partial(look, number) for number in range(50))
    all_end(host, len(films) + len(mine), seconds=240)
    seconds = sorted(seconds for _, _, seconds in answers)
    p95 = statistics.quantiles(seconds, n=20)[-1]
    assert {status for status, _, _ in answers} <= {200}
    assert "database is locked" not in host.log()
    # What is promised is 0.3 s; a busy machine gets more.
    assert p95 < 0.3 * 5
    told = {
        "pages": len(answers),
        "p50": f"{seconds[len(seconds) // 2] * 1000:.0f} ms",
        "p95": f"{p95 * 1000:.0f} ms",
    }
    tally.row(17, "6 write, 50 look every 2 s, SQLite", host, **told)
