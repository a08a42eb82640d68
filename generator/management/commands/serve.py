"""`manage.py serve`: run the site and a worker in one process tree."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from generator.worker.processes import end_with_parent

STOP_WITHIN = 25.0
KILL_WITHIN = 3.0
RESTART_AFTER = 2.0
# Per process, which may have 1024 open files on most machines: a connection is one, and may open another.
CONNECTIONS = "400"


class Command(BaseCommand):
    help = "Serves the site and makes films, until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        self.signals = 0
        refuse_taken(host, port)
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, self._ask)
        commands = {"web": web_command(host, port), "worker": [sys.executable, "manage.py", "worker"]}
        children = {name: start(command) for name, command in commands.items()}
        shown = "localhost" if host in ("127.0.0.1", "0.0.0.0") else host
        self.stdout.write(f"{settings.SITE_NAME} is at http://{shown}:{port}/  (Ctrl-C stops it)")
        while not self.signals:
            time.sleep(0.2)
            for name, child in children.items():
                if child.poll() is not None and not self.signals:
                    self.stderr.write(f"The {name} process ended with {child.returncode}; starting it again.")
                    time.sleep(RESTART_AFTER)
                    children[name] = start(commands[name])
        self._stop(list(children.values()))

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.signals += 1

    def _stop(self, children: list[subprocess.Popen[bytes]]) -> None:
        """Send SIGTERM to each main process, again at a second signal, and kill the groups after the deadline."""
        asked, until = 0, time.monotonic() + STOP_WITHIN
        while any(child.poll() is None for child in children):
            if self.signals > asked:
                asked += 1
                # A second SIGTERM makes a worker give its films back and end at once.
                until = min(until, time.monotonic() + (KILL_WITHIN if asked > 1 else STOP_WITHIN))
                for child in children:
                    if child.poll() is None:
                        child.terminate()
            if asked > 2 or time.monotonic() > until:
                for child in children:
                    if child.poll() is None:
                        os.killpg(child.pid, signal.SIGKILL)
            time.sleep(0.05)
        self.stdout.write("Stopped.")


def web_command(host: str, port: int) -> list[str]:
    processes, threads = str(settings.WEB_PROCESSES), str(settings.WEB_THREADS)
    return [
        *(sys.executable, "-m", "gunicorn", "videogen_site.wsgi", "--bind", f"{host}:{port}"),
        *("--worker-class", "videogen_site.server.PatientWorker", "--worker-connections", CONNECTIONS),
        *("--workers", processes, "--threads", threads),
        *("--graceful-timeout", "5", "--no-control-socket", "--log-level", "warning"),
    ]


def start(command: list[str]) -> subprocess.Popen[bytes]:
    # In its own session, so that a terminal's Ctrl-C reaches only the parent, which then stops both in order.
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, start_new_session=True, preexec_fn=end_with_parent
    )


def refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} of {host} cannot be used: {error.strerror}. Try PORT={port + 1}."
            ) from error
