"""Garbage collection: stored files that no row names, and leftovers of dead runs on a host."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files.storage import default_storage
from django.db.models import FileField

from generator.models import Film, Visit

# The folder of all users' files; anything else in a bucket is not ours.
USERS = "users"


def settled_after() -> timedelta:
    """Return the age from which a file without a row is garbage: a run stores files before it names them in rows."""
    return max(timedelta(days=1), 2 * timedelta(seconds=settings.GENERATOR_RUN_SECONDS))


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something to remove: its kind, its name, its size in bytes, and a function that removes it."""

    kind: str
    name: str
    size: int
    remove: Callable[[], object]


def find_in_storage(older_than: timedelta) -> Iterator[Leftover]:
    """Find the files of users that no row names, oldest folders first, and uploads that were never finished."""
    changed_before = time.time() - older_than.total_seconds()
    for owner in default_storage.listdir(USERS)[0] if _has_users() else ():
        folder = f"{USERS}/{owner}/"
        # Listed before the rows are read: files that rows name later are too young to be removed.
        found = [file for file in _stored_files(folder) if file[2] < changed_before]
        named = _named_below(folder) if found else set()
        for name, size, _ in found:
            if name not in named:
                yield Leftover("file", name, size, partial(_remove_file, name))
    if hasattr(default_storage, "unfinished_uploads"):
        for name, abort in default_storage.unfinished_uploads(changed_before):
            yield Leftover("unfinished upload", name, 0, abort)


def _has_users() -> bool:
    try:
        return bool(default_storage.listdir(USERS))
    except FileNotFoundError:
        return False


def _stored_files(folder: str) -> Iterator[tuple[str, int, float]]:
    """Yield (name, bytes, time of change) for all files below a folder."""
    if hasattr(default_storage, "files_below"):
        yield from default_storage.files_below(folder)
        return
    root = Path(default_storage.path(""))
    for path in (root / folder).rglob("*"):
        try:
            if path.is_file():
                yield path.relative_to(root).as_posix(), path.stat().st_size, path.stat().st_mtime
        except FileNotFoundError:
            # Deleted by its owner meanwhile.
            continue


def _named_below(folder: str) -> set[str]:
    """Return the names of all files below a folder that any row names."""
    named: set[str] = set()
    for model in apps.get_app_config("generator").get_models():
        for field in model._meta.get_fields():
            if isinstance(field, FileField):
                below: dict[str, Any] = {f"{field.name}__startswith": folder}
                named.update(
                    model._default_manager.filter(**below).values_list(field.name, flat=True).iterator()
                )
    # Films name the music that was chosen for them, for the way back to it.
    films = Film.objects.filter(settings__music_file__startswith=folder)
    return named.union(films.values_list("settings__music_file", flat=True))


def _remove_file(name: str) -> None:
    default_storage.delete(name)
    if hasattr(default_storage, "files_below"):
        return
    root = Path(default_storage.path(USERS))
    folder = Path(default_storage.path(name)).parent
    while folder != root and root in folder.parents and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def find_on_host(older_than: timedelta) -> Iterator[Leftover]:
    """Find garbage on this machine: folders of dead runs, uploads that broke off, expired cached answers and recordings."""
    changed_before = time.time() - older_than.total_seconds()
    for kind, place in (
        ("work folder", settings.GENERATOR_WORK_DIR),
        ("cut-off upload", Path(settings.FILE_UPLOAD_TEMP_DIR)),
    ):
        for path in sorted(place.iterdir()) if place.exists() else ():
            size, changed = _measure(path)
            if changed < changed_before:
                yield Leftover(kind, path.name, size, partial(_remove_path, path))
    for kind, kept, days in (("answer", "answers", settings.GENERATOR_REUSE_DAYS), ("recording", "heard", 1)):
        cache = caches[kept]
        for name in cache._list_cache_files() if isinstance(cache, FileBasedCache) else ():  # type: ignore[attr-defined]  # Django has no other list of them.
            path = Path(name)
            if _measure(path)[1] < time.time() - days * 24 * 3600:
                yield Leftover(kind, path.name, _measure(path)[0], partial(_remove_path, path))


def _measure(path: Path) -> tuple[int, float]:
    """Return the bytes of a file or folder, and the time of the latest change in it."""
    size, changed = 0, 0.0
    for part in (path, *path.rglob("*")):
        try:
            status = part.stat()
        except FileNotFoundError:
            continue
        size += status.st_size if part.is_file() else 0
        changed = max(changed, status.st_mtime)
    return size, changed


def _remove_path(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def forget_old_sessions() -> None:
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    Visit.objects.ended().delete()
