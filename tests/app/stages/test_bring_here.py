"""How a stored file comes to where a stage works."""

from __future__ import annotations

from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, default_storage
from django.db.models.fields.files import FieldFile

from generator.models import Piece
from generator.pipeline.jobs import bring_here


class Far(Storage):
    """A storage that no path on this machine leads to, as S3 is one."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    def _save(self, name: str, content: File) -> str:
        self.contents[name] = content.read()
        return name

    def _open(self, name: str, mode: str = "rb") -> File:
        return ContentFile(self.contents[name])

    def exists(self, name: str) -> bool:
        return name in self.contents


def stored(storage: Storage, content: bytes) -> FieldFile:
    file = FieldFile(Piece(), Piece._meta.get_field("file"), storage.save("piece", ContentFile(content)))
    file.storage = storage
    return file


def test_a_file_on_this_machine_is_there_without_a_copy_and_stays(tmp_path: Path):
    file = stored(default_storage, b"the sea")
    target = bring_here(file, tmp_path / "here")
    assert target.samefile(file.path)
    file.storage.delete(file.name)
    assert target.read_bytes() == b"the sea"


def test_a_file_on_another_machine_is_copied(tmp_path: Path):
    assert bring_here(stored(Far(), b"the sea"), tmp_path / "here").read_bytes() == b"the sea"


def test_what_was_there_is_replaced_and_never_written_into(tmp_path: Path):
    first = stored(default_storage, b"the sea")
    bring_here(first, tmp_path / "here")
    bring_here(stored(Far(), b"a boat"), tmp_path / "here")
    assert (tmp_path / "here").read_bytes() == b"a boat"
    assert Path(first.path).read_bytes() == b"the sea"
