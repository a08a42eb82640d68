"""Storing of files made by a run: stored first, then named in a row by one fenced write, or else removed."""

from __future__ import annotations

from typing import Any, Protocol

from django.core.files.base import File

from generator.exceptions import RunStoppedError


class HoldsProducts(Protocol):
    def keep(self, **fields: Any) -> bool: ...


def keep_files(row: HoldsProducts, files: dict[str, tuple[str, File[Any]]], **fields: Any) -> None:
    """Store files under their fields' paths and write their names and `fields` in one fenced write.

    `files` maps a file field's name to (file name, content). On success the replaced files are removed. Raises
    RunStoppedError if the run no longer holds its lease; the new files are then removed.
    """
    old = {name: getattr(row, name).name for name in files}
    for name, (filename, content) in files.items():
        getattr(row, name).save(filename, content, save=False)
    new = {name: getattr(row, name).name for name in files}
    written = row.keep(**new, **fields)
    for name in files:
        gone = old[name] if written else new[name]
        if gone and (not written or gone != new[name]):
            getattr(row, name).storage.delete(gone)
    if not written:
        raise RunStoppedError
