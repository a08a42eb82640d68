"""Databases as tests find them: all migrations have run, and there are no rows.

To run the migrations takes longer than most tests, so they run once, on an empty file, and the file is copied.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.color import no_style
from django.db import connections

# Git ignores it, and it goes with pytest's own cache.
FOLDER = Path(settings.BASE_DIR) / ".pytest_cache" / "migrated"


def copy_migrated(file: Path) -> None:
    """Put a migrated SQLite database where there is none yet."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    migrated = FOLDER / f"{_fingerprint()}.sqlite3"
    # Of several that need it at the same time, one makes it.
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not migrated.exists():
            for old in FOLDER.glob("*.sqlite3"):
                old.unlink()
            _migrate(migrated)
    shutil.copyfile(migrated, file)


# What Django fills after each migration, and no test changes.
_FILLED = ("django_content_type", "auth_permission")


def empty(alias: str) -> None:
    """Delete all rows as `flush` does, but for those that it would make again, which takes most of its time."""
    connection = connections[alias]
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    connection.ops.execute_sql_flush(
        connection.ops.sql_flush(no_style(), [table for table in tables if table not in _FILLED])
    )


def _fingerprint() -> str:
    """Return what changes with our migrations and with the packages that bring theirs."""
    root = Path(settings.BASE_DIR)
    files = [root / "requirements.txt", *sorted(root.glob("generator/migrations/*.py"))]
    return hashlib.sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()[:16]


def _migrate(file: Path) -> None:
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        made = Path(folder) / "db.sqlite3"
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{made}",
            "DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "videogen_site.settings",
        }
        subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", "migrate", "--verbosity=0", "--skip-checks"],
            cwd=settings.BASE_DIR,
            env=environment,
            check=True,
            timeout=280,
        )
        made.replace(file)
