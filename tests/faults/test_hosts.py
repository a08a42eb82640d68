"""Several hosts with PostgreSQL, Redis and S3: servers that crash, and hosts that freeze, lose the wire or the time."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable

import pytest

from tests.faults.conftest import all_end
from tests.faults.hosts import LEASE, Database, wait_for
from tests.faults.proxy import Wire
from tests.faults.visits import ask
from tests.support import servers

pytestmark = pytest.mark.faults

TEXT = "The sea was calm. A boat came in. Nobody was on it."


@pytest.fixture
def named() -> Callable[[str], str]:
    """Return a host's name where a process may be given one, else nothing: then all have the same."""
    may = (
        shutil.which("unshare")
        and not subprocess.run(
            ["unshare", "--uts", "sh", "-c", "hostname test"], capture_output=True, check=False
        ).returncode
    )
    if not may:
        pytest.skip("This machine lets no process have a host name of its own (unshare --uts).")
    return lambda name: name


def submit(database: Database, count: int, text: str = TEXT) -> None:
    for number in range(count):
        database.submit(owner=f"user-{number % 3}", text=text)


def test_postgresql_crashes_and_comes_back(postgres, shared_database, make_host, tally):
    host = make_host(shared_database, FAULTS_CALL_SECONDS="0.4", DEBUG="false")
    submit(shared_database, 6)
    host.serve()
    wait_for(lambda: host.notes("published"), "the first film")
    shared_database.hang_up()
    postgres.crash()
    time.sleep(3)
    answers = [ask(host, path, "__Host-sessionid=a-session")[::2] for path in ("/health/", "/videos/")]
    time.sleep(7)
    postgres.start()
    back = all_end(host, 6, seconds=180)
    assert [status for status, _ in answers] == [503, 503]
    told = {
        "health_and_page": f"503 after {max(seconds for _, seconds in answers):.1f} s",
        "all_ended": f"{back:.0f} s after it came back",
    }
    tally.row(7, "PostgreSQL crashes, is away for 10 s", host, **told)


def test_postgresql_is_down_at_the_start(postgres, shared_database, make_host, tally):
    host = make_host(shared_database, FAULTS_CALL_SECONDS="0.05")
    submit(shared_database, 3)
    shared_database.hang_up()
    postgres.crash()
    host.launch("serve")
    time.sleep(8)
    postgres.start()
    back = all_end(host, 3, seconds=180)
    tally.row(7, "PostgreSQL is down at the start", host, all_ended=f"{back:.0f} s after it came")


@pytest.fixture
def redis():
    with servers.start_redis() as server:
        yield server


def test_redis_loses_everything(shared_database, redis, make_host, tally):
    host = make_host(shared_database, FAULTS_CALL_SECONDS="0.3", **redis.environment)
    submit(shared_database, 8)
    host.work()
    wait_for(lambda: host.notes("published"), "the first film")
    redis.lose_data()
    time.sleep(3)
    redis.start()
    back = all_end(host, 8, seconds=180)
    tally.row(8, "Redis killed and emptied", host, all_ended=f"{back:.0f} s after it came back")


WAKE = """
import time
from generator import tasks
began = time.monotonic()
tasks.wake_worker_on_commit()
print(time.monotonic() - began)
"""


def test_redis_stands_still_for_a_minute(shared_database, redis, make_host, tally):
    host = make_host(shared_database, FAULTS_CALL_SECONDS="0.3", **redis.environment)
    submit(shared_database, 4)
    host.work()
    wait_for(lambda: host.notes("published"), "the first film")
    redis.freeze()
    seconds = float(host.manage("shell", "-v0", "-c", WAKE).stdout)
    time.sleep(60 - seconds)
    meanwhile = len(host.notes("published"))
    submit(shared_database, 2)
    redis.thaw()
    back = all_end(host, 6, seconds=180)
    assert seconds < 3.5 * 2
    tally.row(
        8,
        "Redis stands still for 60 s",
        host,
        submit_took=f"{seconds:.1f} s",
        made_before_it_moved=meanwhile,
        all_ended=f"{back:.0f} s after",
    )


def test_a_host_that_freezes_and_comes_back_changes_nothing(shared_database, make_host, named, tally):
    with servers.start_s3() as store:
        here, there = (
            make_host(shared_database, named(name), FAULTS_CALL_SECONDS="1", **store.environment)
            for name in ("here", "there")
        )
        film = shared_database.submit(text=TEXT)
        tree = here.work()
        wait_for(lambda: len(here.notes("called")) >= 3, "some calls")
        film.refresh_from_db()
        assert film.worker.startswith("here:")
        frozen = tree.all()
        began = time.monotonic()
        for process in frozen:
            process.suspend()
        there.work()
        wait_for(lambda: film.refresh_from_db() or film.worker.startswith("there:"), "the move")
        moved = time.monotonic() - began
        for process in frozen:
            process.resume()
        all_end(there, 1)
        here.kill()
        film.refresh_from_db()
        assert (film.status, film.attempt) == ("succeeded", 2)
        names = {name for name in film.file_names() if name}
        assert names <= set(store.listing())
        assert film.film.video.name.split("/")[-2] == str(film.lease)
        submit(shared_database, 2)
        all_end(there, 3)
    tally.row(
        11,
        "host frozen past its lease, revived, killed; S3",
        there,
        moved_after=f"{moved:.1f} s of {LEASE}+5",
    )


def test_a_host_without_its_database_stops_and_another_one_goes_on(
    postgres, shared_database, make_host, named, tally
):
    wire = Wire(postgres.port)
    here = make_host(shared_database, named("here"), FAULTS_CALL_SECONDS="0.5")
    here.environment["DATABASE_URL"] = shared_database.url.replace(str(postgres.port), str(wire.port))
    there = make_host(shared_database, named("there"), FAULTS_CALL_SECONDS="0.5")
    film = shared_database.submit(text=TEXT * 4)
    here.work()
    wait_for(lambda: len(here.notes("called")) >= 3, "some calls")
    began = time.monotonic()
    wire.cut()
    there.work()
    wait_for(lambda: film.refresh_from_db() or film.worker.startswith("there:"), "the move")
    moved = time.monotonic() - began
    all_end(there, 1)
    wire.mend()
    earlier = len(here.notes("started"))
    submit(shared_database, 12)
    works_again = wait_for(
        lambda: any(note[3].startswith("here:") for note in here.notes("started")[earlier:]),
        "work for the host that was cut off",
    )
    all_end(there, 13)
    wire.close()
    film.refresh_from_db()
    assert film.attempt == 2
    told = {"moved_after": f"{moved:.1f} s of {LEASE}+5", "works_again_after": f"{works_again:.1f} s"}
    tally.row(12, "host cut off from its database", there, **told)


@pytest.mark.parametrize("wrong_by", [600, -600])
def test_a_wrong_clock_changes_nothing(shared_database, make_host, named, tally, wrong_by):
    right = make_host(shared_database, named("right"), FAULTS_CALL_SECONDS="0.3")
    wrong = make_host(shared_database, named("wrong"), FAULTS_CALL_SECONDS="0.3", FAULTS_CLOCK=str(wrong_by))
    for host in (right, wrong):
        host.work()
    submit(shared_database, 16)
    all_end(right, 16)
    made = [note[3].partition(":")[0] for note in right.notes("started")]
    assert len(made) == 16
    # Without the database's clock the slow one got none. How even it is depends on how busy the machine is.
    assert min(made.count("right"), made.count("wrong")) >= 1
    tally.row(
        13,
        f"a clock {wrong_by / 60:+.0f} min wrong",
        right,
        films_by_each=f"{made.count('right')}, {made.count('wrong')}",
    )
