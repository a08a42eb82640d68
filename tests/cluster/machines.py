"""Machines that share a database, a queue and a bucket: each a data folder and one of the product's commands."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import requests
from django.conf import settings as django_settings

from tests.support.factories import PASSWORD
from tests.support.pages.real_site import Site, wait_until

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Machine(Site):
    """A site of which this machine runs one part: `web` or `worker`."""

    def __init__(self, folder: Path, name: str, shared: dict[str, str]) -> None:
        folder.mkdir()
        super().__init__(folder)
        self.process: subprocess.Popen[bytes] | None = None
        self.environment |= shared | {
            "WORKER_NAME": name,
            "SECRET_KEY": "only-for-tests-0123456789abcdefghijklmnopqrstuvwxyz",
            "SETUP_ASSETS": "0",
            "FILE_DELIVERY": "s3",
            "GENERATOR_WORKERS": "1",
        }

    def run(self, command: str) -> None:
        self.output = (self.folder / "serve.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", command],
            cwd=django_settings.BASE_DIR,
            env=self.environment,
            stdout=self.output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)

    def is_up(self) -> bool:
        """Say whether the page of a machine that serves answers, whatever it thinks of the rest."""
        try:
            return requests.get(f"{self.url}/health/", timeout=5).status_code in (200, 503)
        except requests.RequestException:
            return False

    def stored_files(self) -> list[Path]:
        return [path for path in (self.folder / "media").rglob("*") if path.is_file()]


class Visitor:
    """A person with a browser that runs no scripts."""

    def __init__(self, machine: Machine, email: str) -> None:
        self.url, self.session = machine.url, requests.Session()
        self.send("/accounts/signup/", email=email, password1=PASSWORD)

    def get(self, path: str, **options: object) -> requests.Response:
        return self.session.get(self.url + path, timeout=30, **options)

    def send(self, path: str, files: dict[str, tuple[str, bytes]] | None = None, **fields: str):
        """Fill in the form of a page and send it; return where that led."""
        token = TOKEN.search(self.get(path).text)
        assert token, f"There is no form on {path}."
        data = {"csrfmiddlewaretoken": token[1], **fields}
        answer = self.session.post(
            self.url + path, data=data, files=files, headers={"Referer": self.url + path}, timeout=30
        )
        assert answer.status_code == 200, answer.text[:2000]
        return answer.url.removeprefix(self.url)


def wait_for_all(conditions, seconds: float) -> None:
    wait_until(lambda: all(condition() for condition in conditions), seconds)


def leave_no_process(machines: list[Machine]) -> None:
    for machine in machines:
        for pid in machine.processes():
            os.kill(pid, signal.SIGKILL)
        if machine.process:
            machine.process.wait()
            machine.output.close()
