"""The real processes: they start together, drain on a signal, and leave nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.databases import copy_migrated
from tests.support.pages.real_site import Site, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path / "data")
    site.folder.mkdir()
    copy_migrated(site.folder / "db.sqlite3")
    site.manage("setup")
    site.start()
    yield site
    site.kill()


QUEUE_ONE = """
from generator import tasks
from generator.models import Generation, User
owner = User.objects.create_user("alice@example.org")
text = " ".join(f"On day number {n} the sea was calm and a boat came in with the tide." for n in range(30))
film = Generation.objects.create(owner=owner, kind="text", input_text=text, status="draft")
tasks.enqueue(film, film.submit)
"""


def test_it_drains_starts_again_and_leaves_nothing_behind(site: Site):
    site.manage("shell", "-v0", "-c", QUEUE_ONE)

    def is_running() -> bool:
        return site.rows("select status, stage from generator_generation") in (
            [("running", "illustrate")],
            [("running", "narrate")],
        )

    wait_until(is_running, 30)
    # A worker that is killed is started again, and takes its children along.
    (worker,) = (
        pid
        for pid in site.processes()
        if Path(f"/proc/{pid}/stat").read_text().split()[3] == str(site.process.pid)
        and b"manage.py\0worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: site.log().count("Worker ready") == 2, 20)
    # Ctrl-C while a film is being made.
    site.rows("update generator_generation set lease_until = '2000-01-01 00:00:00'")
    wait_until(lambda: is_running() and site.rows("select attempt from generator_generation") == [(2,)], 30)
    started = time.monotonic()
    site.process.send_signal(signal.SIGINT)
    assert site.process.wait(timeout=25) == 0
    assert time.monotonic() - started < 20
    assert site.processes() == []
    assert site.rows("select status, attempt from generator_generation") == [("queued", 1)]
    assert "Traceback" not in site.log()


def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        site = Site(tmp_path)
        site.environment["PORT"] = str(other.getsockname()[1])
        with pytest.raises(subprocess.CalledProcessError) as caught:
            site.manage("serve")
    assert "cannot be used" in caught.value.stderr
    assert "Traceback" not in caught.value.stderr
