"""A real server process that tests start, freeze, kill and start again."""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1
# A server that was killed with all its children needs a moment until the system has taken back what it held.
START_SECONDS = 60


class Server:
    """One server process in a folder of its own; a `with` block ends it and takes the folder away.

    Every process hears the parent's death, so nothing is left when a test run is killed.
    """

    # What the product is told to use this server, in its own settings.
    environment: dict[str, str]
    failures: tuple[type[Exception], ...] = (OSError,)

    def __init__(self) -> None:
        # A short path that other users may enter: sockets have room for 107 characters, and see Postgres for users.
        self.folder = Path(tempfile.mkdtemp(prefix="server-", dir="/tmp"))
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.port = free_ports(1)[0]
        self.user: str | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self):
        return self

    def __exit__(self, *error: object) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self) -> list[str]:
        raise NotImplementedError

    def touch(self) -> None:
        """Ask the server for something small; one of `failures` means that it is not there yet."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Make the data folder when it is missing."""
        self.data.mkdir(exist_ok=True)

    def start(self) -> None:
        """Start, or start again with the data and the port of before, and wait until it answers."""
        self.prepare()
        until = time.monotonic() + START_SECONDS
        if not self.tree():
            self.launch()
        while True:
            try:
                return self.touch()
            except self.failures:
                assert time.monotonic() < until, f"The server did not come: {self.log.read_text()[-2000:]}"
                if self.process.poll() is not None:
                    self.launch()
                time.sleep(0.05)

    def launch(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdout=log, stderr=log, cwd=self.folder, **self.as_user(), **DIES_WITH_PARENT
            )

    def as_user(self) -> dict[str, object]:
        return (
            {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}
            if self.user
            else {}
        )

    def tree(self) -> list[psutil.Process]:
        """List the living processes of this server, the first one first."""
        if self.process is None or self.process.poll() is not None:
            return []
        first = psutil.Process(self.process.pid)
        return [first, *first.children(recursive=True)]

    def stop(self) -> None:
        """End in order, as an administrator would."""
        self.end(signal.SIGTERM)

    def kill(self) -> None:
        """End all processes at once, as a power cut would."""
        self.end(signal.SIGKILL)

    def end(self, number: signal.Signals) -> None:
        tree = self.tree()
        for process in tree if number == signal.SIGKILL else tree[:1]:
            deliver(process, number)
        if tree:
            self.process.wait(timeout=30)
            psutil.wait_procs(tree, timeout=30)

    def restart(self) -> None:
        """Die and come back with the same data."""
        self.kill()
        self.start()

    def lose_data(self) -> None:
        """Die and forget everything; `start` begins anew."""
        self.kill()
        shutil.rmtree(self.data)

    def freeze(self) -> None:
        """Hold all processes still: connections stay open and nobody answers."""
        for process in self.tree():
            deliver(process, signal.SIGSTOP)

    def thaw(self) -> None:
        for process in self.tree():
            deliver(process, signal.SIGCONT)


def free_ports(number: int) -> list[int]:
    """Find ports that nobody listens on."""
    probes = [socket.socket() for _ in range(number)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def deliver(process: psutil.Process, number: signal.Signals) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(number)


@cache
def package(name: str) -> Path:
    """Find where a package lies without running any of its code."""
    return Path(importlib.util.find_spec(name).submodule_search_locations[0])


def die_with_parent() -> None:
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


LIBC = ctypes.CDLL(None)
# A session of its own keeps a terminal's Ctrl-C from it; the tests end it themselves.
DIES_WITH_PARENT = {"preexec_fn": die_with_parent, "start_new_session": True}
