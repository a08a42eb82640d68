"""The archives that Word and PowerPoint files are: unpacked within limits, and without anything that XML can be told to do."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO
from xml.parsers import expat

from studio.text.documents.values import (
    DAMAGED,
    ENCRYPTED,
    MAX_PART_BYTES,
    MAX_PARTS,
    MAX_UNPACKED_BYTES,
    UNPACKS,
    DocumentError,
)

_XML = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
_ENCRYPTED_FLAG = 1
_CHUNK = 64 * 1024
# Elements within each other: documents have some thirty. What reads them calls itself for each.
_DEEPEST = 200


class _RefusedError(Exception):
    """Something in a part of XML that no document has."""


def names_in(path: Path) -> frozenset[str]:
    """Return the names of an archive's parts."""
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DocumentError(DAMAGED) from error


def check_archive(path: Path) -> None:
    """Raise DocumentError unless an archive keeps to the limits and all of its XML is plain.

    The size that an archive declares for a part is as much as Python's reader unpacks of it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
                raise DocumentError(ENCRYPTED)
            sizes = [part.file_size for part in parts]
            xml = [part for part in parts if _XML.search(part.filename)]
            if (
                len(parts) > MAX_PARTS
                or sum(sizes) > MAX_UNPACKED_BYTES
                or any(part.file_size > MAX_PART_BYTES for part in xml)
            ):
                raise DocumentError(UNPACKS)
            for part in xml:
                with archive.open(part) as file:
                    _check_xml(file)
    except DocumentError:
        raise
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        EOFError,
        _RefusedError,
        expat.ExpatError,
    ) as error:
        raise DocumentError(DAMAGED) from error
    except Exception as error:
        # zlib.error and the like: each way to unpack has its own.
        if type(error).__module__ in ("zlib", "lzma", "_lzma", "bz2"):
            raise DocumentError(DAMAGED) from error
        raise


def _check_xml(file: IO[bytes]) -> None:
    """Raise unless a part is well-formed XML without a document type, and so without entities, and not too deep."""
    parser = expat.ParserCreate()
    depth = 0

    def refuse(*told: object) -> None:
        raise _RefusedError

    def begin(*told: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _RefusedError

    def end(*told: object) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    while chunk := file.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
