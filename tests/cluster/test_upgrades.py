"""PostgreSQL databases of before: what an upgrade does with the rows that are there."""

from __future__ import annotations

import dj_database_url
import psycopg

from tests.support.old_films import old_database, upgrade_keeps_everything, upgrade_to_now_keeps_everything
from tests.support.servers import Postgres


def test_videos_of_before_films_had_rows_stay_as_they_are(postgres: Postgres, django_db_blocker):
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as server:
        server.execute("CREATE DATABASE before")
    with (
        django_db_blocker.unblock(),
        old_database(dict(dj_database_url.parse(postgres.url("before")))) as connection,
    ):
        upgrade_keeps_everything(connection)


def test_videos_of_before_texts_were_read_stay_and_are_found(postgres: Postgres, django_db_blocker):
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as server:
        server.execute("CREATE DATABASE before_reading")
    with (
        django_db_blocker.unblock(),
        old_database(dict(dj_database_url.parse(postgres.url("before_reading")))) as connection,
    ):
        upgrade_to_now_keeps_everything(connection)
