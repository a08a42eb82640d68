"""The search on PostgreSQL finds what it finds on SQLite."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg
import pytest

from tests.support.searches import CHECKS
from tests.support.servers import Postgres


@pytest.mark.long
def test_it_finds_the_same_on_postgresql(postgres: Postgres, tmp_path):
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as server:
        server.execute("CREATE DATABASE searched")
    settings = {
        "DJANGO_SETTINGS_MODULE": "videogen_site.settings",
        "DATABASE_URL": postgres.url("searched"),
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "only-for-tests-0123456789abcdefghijklmnopqrstuvwxyz",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.searches"],
        capture_output=True,
        text=True,
        env={**os.environ, **settings},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [check.__name__ for check in CHECKS]
