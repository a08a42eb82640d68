"""Storing of files made by a run: stored first, then named in a row by one fenced write, or else removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django.core.files.base import ContentFile, File

from generator.exceptions import RunStoppedError
from generator.models.files.stored import delete_unnamed
from studio.contracts import Picture
from studio.film.living.archive import pack_picture


class HoldsProducts(Protocol):
    def keep(self, **fields: Any) -> bool: ...


def keep_files(row: HoldsProducts, files: Mapping[str, tuple[str, File[Any]] | None], **fields: Any) -> None:
    """Store files under their fields' paths and write their names and `fields` in one fenced write.

    `files` maps a file field's name to (file name, content), or to None if there is no such file any more. On success the
    replaced files are removed, unless a film that is kept needs them. Raises RunStoppedError if the run no longer holds its lease; the new files are then
    removed.
    """
    old = {name: getattr(row, name).name or "" for name in files}
    new = {name: _stored(row, name, content) for name, content in files.items()}
    written = row.keep(**new, **fields)
    delete_unnamed(old[name] if written else new[name] for name in files)
    if not written:
        raise RunStoppedError


def _stored(row: HoldsProducts, name: str, content: tuple[str, File[Any]] | None) -> str:
    if content is None:
        return ""
    getattr(row, name).save(*content, save=False)
    return str(getattr(row, name).name)


def picture_files(picture: Picture, name: str) -> dict[str, tuple[str, File[Any]] | None]:
    """Return the files of a picture that is stored as `name`.jpg: itself, and its layers if it has any."""
    layers = picture.layers and ContentFile(pack_picture(picture.layers))
    return {
        "image": (f"{name}.jpg", ContentFile(picture.data)),
        "layers": (f"{name}-layers.zip", layers) if layers else None,
    }
