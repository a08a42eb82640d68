"""The site as people run it: a real `serve` with its worker, in a data folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from django.conf import settings as django_settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """A checkout's own `serve` in an empty data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if name not in ("SECRET_KEY", "DJANGO_SETTINGS_MODULE")
            },
            "DATA_DIR": str(folder),
            "PORT": str(self.port),
            "PYTHONWARNINGS": "ignore",
        }

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=django_settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )

    def start(self) -> None:
        self.output = (self.folder / "serve.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=django_settings.BASE_DIR,
            env=self.environment,
            stdout=self.output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        wait_until(self.answers, 30)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def log(self) -> str:
        return (self.folder / "serve.log").read_text()

    def rows(self, query: str) -> list[tuple]:
        with sqlite3.connect(self.folder / "db.sqlite3") as database:
            return database.execute(query).fetchall()

    def processes(self) -> list[int]:
        """Find every living process that was started for this site, wherever it hangs in the tree."""
        mark, found = f"DATA_DIR={self.folder}".encode(), []
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                try:
                    alive = b") Z " not in (entry / "stat").read_bytes()
                    if alive and mark in (entry / "environ").read_bytes().split(b"\0"):
                        found.append(int(entry.name))
                except OSError:
                    continue
        return found

    def kill(self) -> None:
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.output.close()


def wait_until(condition, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "It did not come in time."
        time.sleep(0.1)
