"""Storage in a private S3 bucket, with files read in pieces."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from botocore import exceptions
from botocore.exceptions import ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

# Bytes per request: a player's piece in one request, and the most memory for each open file.
PIECE = 1024 * 1024


@contextmanager
def reached() -> Iterator[None]:
    """Raise ConnectionError, as for other servers, if the store cannot be reached, FileNotFoundError for no object."""
    try:
        yield
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            raise FileNotFoundError("There is no such file in the bucket.") from error
        raise
    except (exceptions.ConnectionError, exceptions.HTTPClientError) as error:
        raise ConnectionError("The store does not answer.") from error


class PrivateBucket(S3Storage):  # type: ignore[misc]  # django-storages has no types.
    """A storage that does not fetch files whole to read them: a seek in a film costs only the piece that is shown."""

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        if mode != "rb":
            return super()._open(name, mode)  # type: ignore[no-any-return]  # As above.
        with reached():
            stored = StoredObject(self.bucket.Object(self._normalize_name(clean_name(name))))
        opened: File[bytes] = File(io.BufferedReader(stored, PIECE), name)
        opened.size = stored.size
        return opened

    def _save(self, name: str, content: File[bytes]) -> str:
        with reached():
            return super()._save(name, content)  # type: ignore[no-any-return]  # As above.

    def exists(self, name: str) -> bool:
        with reached():
            return super().exists(name)  # type: ignore[no-any-return]  # As above.

    def copy(self, name: str, target: str) -> bool:
        """Copy an object within the bucket; return whether there was one."""
        source = {"Bucket": self.bucket_name, "Key": self._normalize_name(clean_name(name))}
        try:
            with reached():
                self.bucket.Object(self._normalize_name(clean_name(target))).copy(source)
        except FileNotFoundError:
            return False
        return True

    def files_below(self, folder: str) -> Iterator[tuple[str, int, float]]:
        """Yield (name, bytes, time of change) for all files below a folder, with one request per thousand files."""
        for entry in self.bucket.objects.filter(Prefix=folder):
            yield entry.key, entry.size, entry.last_modified.timestamp()

    def unfinished_uploads(self, begun_before: float) -> Iterator[tuple[str, Callable[[], object]]]:
        """Yield (name, function that removes it) for each multipart upload that was never completed."""
        for upload in self.bucket.multipart_uploads.all():
            if upload.initiated.timestamp() < begun_before:
                yield upload.object_key, upload.abort


class StoredObject(io.RawIOBase):
    """An object in the bucket as a file. Raises FileNotFoundError if there is none."""

    def __init__(self, stored: Any) -> None:
        super().__init__()
        self._object = stored
        self._position = 0
        try:
            self.size = int(stored.content_length)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(f"There is no file {stored.key}.") from error
            raise

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        self._position = max(0, start + offset)
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: Any) -> int:
        piece = self._fetch(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def readall(self) -> bytes:
        return self._fetch(self.size)

    def _fetch(self, count: int) -> bytes:
        end = min(self._position + count, self.size)
        if self._position >= end:
            return b""
        with reached():
            piece: bytes = self._object.get(Range=f"bytes={self._position}-{end - 1}")["Body"].read()
        self._position += len(piece)
        return piece
