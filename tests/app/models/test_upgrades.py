"""Databases of before: what an upgrade does with the rows that are there."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.support.old_films import old_database, upgrade_keeps_everything, upgrade_to_now_keeps_everything


def test_videos_of_before_films_had_rows_stay_as_they_are(tmp_path, django_db_blocker):
    with (
        django_db_blocker.unblock(),
        old_database({**settings.DATABASES["default"], "NAME": tmp_path / "old.sqlite3"}) as connection,
    ):
        upgrade_keeps_everything(connection)


@pytest.mark.long
def test_videos_of_before_texts_were_read_stay_and_are_found(tmp_path, django_db_blocker):
    with (
        django_db_blocker.unblock(),
        old_database({**settings.DATABASES["default"], "NAME": tmp_path / "old.sqlite3"}) as connection,
    ):
        upgrade_to_now_keeps_everything(connection)
