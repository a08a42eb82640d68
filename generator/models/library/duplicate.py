"""Duplicates: a film with all its rows and files once more, without anything being made again."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import ForeignKey, Model
from django.utils import timezone

from generator.models.film import Film
from generator.models.scene import Scene

if TYPE_CHECKING:
    from generator.models.generation import Generation

# Rows that tell of the original alone: what is on its way, what was paid, and the index, which is written anew.
LEFT_OUT = frozenset(("Sending", "Narration", "TakeOrder", "Charge", "SearchEntry", "Generation"))
# Requests to a remote storage at a time.
AT_ONCE = 8


def duplicate(source: Generation) -> Generation:
    """Return a new film that is as the source is now, in the same folder; only the shown one of its films comes along.

    Files are copied: as links to the same bytes where the storage has them, so that it takes no time. The caller must
    have made sure that nobody is at the source, and that its owner has room.
    """
    copied = _Rows(source)
    with _kept_if_all_goes_well() as stored, transaction.atomic():
        copied.find()
        made = copied.write()
        stored += copied.copy_files()
        made.index_words()
    return made


@contextmanager
def _kept_if_all_goes_well() -> Iterator[list[str]]:
    stored: list[str] = []
    try:
        yield stored
    except BaseException:
        for name in stored:
            default_storage.delete(name)
        raise


class _Rows:
    """The rows of a film, found by what leads to it, and what becomes of their keys and files."""

    def __init__(self, source: Generation) -> None:
        self._source, self._key = source, uuid.uuid4()
        self._from = f"{source.directory}/"
        self._to = f"users/{source.owner_id}/{self._key}/"
        self._found: dict[Any, list[Any]] = {}
        # Keys by model and key of before.
        self._keys: dict[tuple[type[Model], Any], Any] = {(type(source), source.pk): self._key}
        self._files: dict[str, str] = {}

    def find(self) -> None:
        """Collect what hangs on the film, whatever models there are."""
        level: list[Model] = [self._source]
        while level:
            below = {(type(row), row.pk): row for row in self._below(level) if not self._has(row)}
            level = list(below.values())
            for row in level:
                self._found.setdefault(type(row), []).append(row)

    def _has(self, row: Model) -> bool:
        return any(row.pk == found.pk for found in self._found.get(type(row), []))

    def _below(self, level: list[Model]) -> Iterator[Model]:
        for model in {type(row) for row in level}:
            parents = [row.pk for row in level if type(row) is model]
            for relation in model._meta.related_objects:
                related: Any = relation.related_model
                if relation.on_delete is models.CASCADE and related.__name__ not in LEFT_OUT:
                    rows = related._base_manager.filter(**{f"{relation.field.name}__in": parents})
                    # Former films stay where they are, with all that hangs on them.
                    shown: Any = self._source.film_id or 0
                    yield from rows.filter(pk=shown) if related is Film else rows

    def write(self) -> Generation:
        """Write the rows anew: those first that others point to."""
        made: Generation = self._copied(self._source)
        made.pk, made.film_id = self._key, None
        made.duplicate_of = self._source.duplicate_of or self._source.pk
        # A video of its own: not the original in another shape or language.
        made.family = None
        made.copy(self._source)
        made.changed_at = timezone.now()
        made.worker, made.lease_until, made.revision, made.reserved_bytes = "", None, 0, 0
        shown = self._source.film_id or 0
        former = self._source.films.exclude(pk=shown).total_bytes()
        made.stored_bytes = max(0, made.stored_bytes - former)
        models.Model.save(made, force_insert=True)
        links = {
            model: {field.related_model for field in _links(model)} & self._found.keys()
            for model in self._found
        }
        for model in TopologicalSorter(links).static_order():
            self._write_all(model)
        if film := self._keys.get((Film, self._source.film_id)):
            made.film = self._name_scenes(Film.objects.get(pk=film))
            models.Model.save(made, update_fields=["film"])
        return made

    def _write_all(self, model: Any) -> None:
        rows = [row for row in self._found[model] if not self._is_of_former_film(row)]
        copies = [self._copied(row) for row in rows]
        for copy in copies:
            copy.pk = uuid.uuid4() if isinstance(copy.pk, uuid.UUID) else None
            for field in _links(model):
                before = getattr(copy, field.attname)
                setattr(copy, field.attname, self._keys.get((field.related_model, before), before))
        model._base_manager.bulk_create(copies)
        self._keys.update(((model, row.pk), copy.pk) for row, copy in zip(rows, copies, strict=True))

    def _is_of_former_film(self, row: Model) -> bool:
        films = [getattr(row, field.attname) for field in _links(type(row)) if field.related_model is Film]
        return any(film and (Film, film) not in self._keys for film in films)

    def _copied(self, row: Any) -> Any:
        values = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
        return type(row)(**{name: self._renamed(value) for name, value in values.items()})

    def _renamed(self, value: Any) -> Any:
        """Return a value in which each name of a file of the film's is that of its copy."""
        if isinstance(value, models.fields.files.FieldFile):
            value = value.name or ""
        if isinstance(value, dict):
            return {key: self._renamed(part) for key, part in value.items()}
        if isinstance(value, list):
            return [self._renamed(part) for part in value]
        if not (isinstance(value, str) and value.startswith(self._from)):
            return value
        self._files[value] = self._to + value.removeprefix(self._from)
        return self._files[value]

    def _name_scenes(self, film: Film) -> Film:
        """Let what the film notes of its scenes name the new rows."""
        for told in film.scenes:
            if "row" in told:
                told["row"] = self._keys.get((Scene, told["row"]))
        models.Model.save(film, update_fields=["scenes"])
        return film

    def copy_files(self) -> list[str]:
        """Copy the files, and return the names of the copies. One that the storage has not is missing in both."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            done = list(pool.map(copy_file, self._files.keys(), self._files.values()))
        return [name for name, is_there in zip(self._files.values(), done, strict=True) if is_there]


def _links(model: type[Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]


def copy_file(name: str, target: str) -> bool:
    """Copy a stored file; return whether there was one. The copy can be deleted on its own."""
    if hasattr(default_storage, "copy"):
        return bool(default_storage.copy(name, target))
    source, copy = Path(default_storage.path(name)), Path(default_storage.path(target))
    if not source.is_file():
        return False
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Stored files are never written to again.
        os.link(source, copy)
    except OSError:
        shutil.copyfile(source, copy)
    return True
