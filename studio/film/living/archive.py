"""A picture in layers as one file: a ZIP of its plate, its cut-outs and what is known of them."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import asdict
from pathlib import Path

from studio.contracts import CutOut, LayeredPicture
from studio.errors import RenderError

# Raise this if an older file could be misread.
VERSION = 1
# No painting has as many cut-outs, nor parts of as many bytes.
MOST_PARTS, MOST_BYTES = 400, 64_000_000

_UNREADABLE = "The layers of a picture cannot be read."


def pack_picture(picture: LayeredPicture) -> bytes:
    """Return a picture in layers as a file."""
    told = asdict(picture)
    del told["plate"]
    for cutout in told["cutouts"]:
        del cutout["data"]
    file = io.BytesIO()
    # All parts are compressed already.
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_part("layers.json"), json.dumps({"version": VERSION, **told}))
        archive.writestr(_part("plate"), picture.plate)
        for number, cutout in enumerate(picture.cutouts):
            archive.writestr(_part(str(number)), cutout.data)
    return file.getvalue()


def _part(name: str) -> zipfile.ZipInfo:
    """Return a part of the archive without a time: the same picture makes the same file."""
    return zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))


def unpack_picture(file: Path) -> LayeredPicture:
    """Return the picture that `pack_picture` wrote. Raises RenderError for anything else, OSError if it cannot be read."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                raise RenderError(_UNREADABLE)
            told = json.loads(archive.read("layers.json"))
            if told.pop("version") != VERSION:
                raise RenderError(_UNREADABLE)
            cutouts = tuple(
                CutOut(**{**cutout, "data": archive.read(str(number)), "between": _pair(cutout["between"])})
                for number, cutout in enumerate(told.pop("cutouts"))
            )
            plate = archive.read("plate")
            return LayeredPicture(**{**told, "plate": plate, "cutouts": cutouts, "air": tuple(told["air"])})
    except (zipfile.BadZipFile, ValueError, TypeError, KeyError, AttributeError, EOFError) as error:
        raise RenderError(_UNREADABLE) from error


def _pair(told: list[float] | None) -> tuple[float, float] | None:
    return None if told is None else (told[0], told[1])
