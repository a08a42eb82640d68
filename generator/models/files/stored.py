"""Stored files and the rows that name them: several may name one file, which goes with the last of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial, reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q

# Names that are asked for in one query.
ASKED_AT_ONCE = 200
# What leads from a row to its generation, or to a brand, which is of none, and on to its owner; the first that a row has.
_WAYS = (
    ("owner", ""),
    ("scene", "scene__generation"),
    ("film", "film__generation"),
    ("generation", "generation"),
    ("brand", "brand"),
)
# Owner and generation are the second and third part of a file's name.
_OWNER, _GENERATION = 1, 2


def size_of(name: str) -> int:
    """Return the bytes of a stored file, or 0 if the storage does not have it."""
    try:
        return int(default_storage.size(name))
    except OSError:
        return 0


def folder_of(name: str) -> str:
    """Return the key of the generation in whose folder a file lies, as text."""
    return ([*name.split("/"), "", "", ""])[_GENERATION]


def named(names: Iterable[str]) -> set[str]:
    """Return those of the stored files that any row names."""
    return {name for name, _ in _namings(names)}


def counted_by(names: Iterable[str]) -> dict[str, str]:
    """Return for each of the stored files the key, as text, of the one generation for which it counts.

    That is the one in whose folder it lies, as long as it names it, and else one of the others that do.
    """
    found: dict[str, set[str]] = {}
    for name, generation in _namings(names):
        if generation is not None:
            found.setdefault(name, set()).add(str(generation))
    return {name: folder_of(name) if folder_of(name) in keys else min(keys) for name, keys in found.items()}


def _namings(names: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Yield each stored file that a row names with the key of that row's generation, None where it has none."""
    wanted = sorted(set(names))
    for start in range(0, len(wanted), ASKED_AT_ONCE):
        some = wanted[start : start + ASKED_AT_ONCE]
        for model, fields in models_with_files():
            rows = model._base_manager.filter(reduce(or_, (Q(**{f"{field}__in": some}) for field in fields)))
            way = next((way for relation, way in _WAYS if _has(model, relation)), "")
            # No column of files has an index: only the rows of their owners are looked through.
            rows = rows.filter(**_of_owners(f"{way}__owner" if way else "owner", some))
            key = "pk" if model._meta.model_name == "generation" else ""
            if way and way != "brand":
                key = f"{way}__pk"
            for *told, generation in rows.values_list(*fields, *([key] if key else [fields[0]])):
                yield from ((name, generation if key else None) for name in told if name in some)


def models_with_files() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Yield each model that names files, with the fields in which it does."""
    for model in apps.get_app_config("generator").get_models():
        fields = [field.name for field in model._meta.get_fields() if isinstance(field, models.FileField)]
        if fields:
            yield model, fields


def _has(model: type[models.Model], relation: str) -> bool:
    return any(field.name == relation for field in model._meta.concrete_fields)


def _of_owners(way: str, names: Sequence[str]) -> dict[str, Any]:
    """Return the condition that a row belongs to the owners of files; none if a name does not tell its owner."""
    owners = {[*name.split("/"), ""][_OWNER] for name in names}
    is_told = all(name.startswith("users/") for name in names) and all(map(str.isdecimal, owners))
    return {f"{way}__in": owners} if is_told else {}


def delete_unnamed(names: Iterable[str]) -> set[str]:
    """Delete those of the stored files that no row names any more; return those that stay.

    `manage.py sweep` takes what cannot be deleted now.
    """
    gone = {name for name in names if name}
    kept = named(gone) if gone else set()
    for name in sorted(gone - kept):
        default_storage.delete(name)
    return kept


def delete_files(names: Iterable[str]) -> None:
    """Delete stored files once it is sure that their rows have let go of them, unless others name them too."""
    if gone := [name for name in names if name]:
        transaction.on_commit(partial(_delete_and_count, gone), robust=True)


def _delete_and_count(names: list[str]) -> None:
    """Delete files; what another video shares with the one that let go of them counts as that one's from now on."""
    kept = delete_unnamed(names)
    heirs = {key for name, key in counted_by(kept).items() if key != folder_of(name)} if kept else set()
    for generation in apps.get_model("generator", "Generation")._default_manager.filter(pk__in=heirs):
        generation.measure_storage()
