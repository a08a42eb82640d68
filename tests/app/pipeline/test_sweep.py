"""What nobody needs is removed, and nothing else: not what a row names, nor what is still being written."""

from __future__ import annotations

import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django_q.models import Schedule

from generator import tasks
from generator.models import Piece
from generator.pipeline import sweep
from tests.support.factories import make_generation, make_scene
from tests.support.media import CAPTIONS, photo

pytestmark = pytest.mark.django_db


def age(path: str | Path, hours: float) -> None:
    changed = time.time() - hours * 3600
    os.utime(path, (changed, changed))


def store(name: str, hours: float = 48) -> str:
    stored = default_storage.save(name, ContentFile(b"12345"))
    age(default_storage.path(stored), hours)
    return stored


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("sweep", *arguments, stdout=output)
    return output.getvalue()


@pytest.fixture
def known(alice) -> list[str]:
    """Name the files of a film with everything that a film can have; all of them are old."""
    film = make_generation(
        alice, video=b"film", poster=photo(), upload=photo(), input_image=photo(), captions=CAPTIONS
    )
    make_scene(film, image=photo(), speech=b"RIFF", upload=photo())
    piece = Piece(generation=film, fingerprint="a" * 64)
    piece.file.save("a.piece", ContentFile(b"piece"))
    names = film.file_names()
    assert len(names) == 9
    for name in names:
        age(default_storage.path(name), 48)
    return names


@pytest.fixture(autouse=True)
def own_host(settings, tmp_path):
    settings.GENERATOR_WORK_DIR = tmp_path / "work"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads"


def test_files_that_no_row_names_go_with_their_folders_and_all_others_stay(known):
    orphans = [store("users/1/gone/3/film.mp4"), store("users/77/gone/upload")]
    store("static/not-ours.css")
    assert "2 in all removed" in run()
    assert not any(default_storage.exists(name) for name in orphans)
    assert not Path(default_storage.path("users/77")).exists()
    assert all(default_storage.exists(name) for name in [*known, "static/not-ours.css"])


def test_what_may_still_be_written_stays(known):
    young = store("users/1/new/1/film.mp4", hours=23)
    assert "0 in all" in run()
    assert default_storage.exists(young)
    assert "1 in all" in run("--older-than", "22")
    assert not default_storage.exists(young)


def test_a_run_that_may_last_longer_than_a_day_is_given_its_time(settings):
    settings.GENERATOR_RUN_SECONDS = 24 * 3600
    assert sweep.settled_after().days == 2


def test_a_dry_run_names_all_and_removes_nothing(known):
    orphan = store("users/1/gone/3/film.mp4")
    told = run("--dry-run")
    assert f"file {orphan} (5 bytes)" in told
    assert "1 in all would be removed" in told
    assert default_storage.exists(orphan)


def test_an_empty_storage_is_clean():
    assert "0 in all" in run()


def test_folders_of_dead_runs_go_and_those_in_use_stay(settings):
    for name, hours in (("dead", 48), ("alive", 1)):
        folder = settings.GENERATOR_WORK_DIR / name / "film"
        folder.mkdir(parents=True)
        (folder / "part.mp4").write_bytes(b"12345")
        for path in (folder / "part.mp4", folder, folder.parent):
            age(path, 48)
        age(folder / "part.mp4", hours)
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    (settings.FILE_UPLOAD_TEMP_DIR / "cut-off.upload").touch()
    age(settings.FILE_UPLOAD_TEMP_DIR / "cut-off.upload", 48)
    tasks.sweep_host()
    assert [path.name for path in settings.GENERATOR_WORK_DIR.iterdir()] == ["alive"]
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []


def test_answers_go_when_nobody_may_use_them_again(settings, tmp_path, monkeypatch):
    answers = FileBasedCache(str(tmp_path / "answers"), {})
    heard = FileBasedCache(str(tmp_path / "heard"), {})
    monkeypatch.setattr(sweep, "caches", {"answers": answers, "heard": heard})
    heard.set("old", "a recording", 7 * 24 * 3600)
    age(heard._key_to_file("old"), 25)
    for name, days in (("old", 8), ("fresh", 6)):
        answers.set(name, "a picture", 7 * 24 * 3600)
        age(answers._key_to_file(name), days * 24)
    tasks.sweep_host()
    assert not Path(heard._key_to_file("old")).exists()
    assert not Path(answers._key_to_file("old")).exists()
    assert Path(answers._key_to_file("fresh")).exists()


def test_the_storage_is_swept_each_day():
    tasks.schedule_maintenance()
    tasks.schedule_maintenance()
    schedule = Schedule.objects.get(name="sweep the storage")
    assert schedule.schedule_type == Schedule.DAILY
    orphan = store("users/1/gone/3/film.mp4")
    module, _, function = schedule.func.rpartition(".")
    assert module == tasks.__name__
    getattr(tasks, function)()
    assert not default_storage.exists(orphan)
