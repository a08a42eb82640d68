"""Delivery of stored files to browsers: by this process with ranges, by the proxy in front, or by a signed URL."""

from __future__ import annotations

import hashlib
import re
from typing import IO, cast
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.files import File
from django.db.models.fields.files import FieldFile
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

# Most bytes in answer to a player's range, which RFC 9110 (15.3.7) allows: the player requests the next piece itself,
# and no thread waits for minutes on a browser that plays slowly or is paused. A download gets the whole range.
PIECE = 1024 * 1024
BLOCK = 64 * 1024
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
WEEK = 7 * 24 * 3600


class OutsideFileError(Exception):
    """A range that begins beyond the end of the file."""


class ByteRange:
    """The bytes from `start` to `end`, both included, of an open file; closing it closes the file."""

    def __init__(self, file: IO[bytes], start: int, end: int) -> None:
        self.file = file
        self.left = end - start + 1
        file.seek(start)

    def read(self, size: int = -1) -> bytes:
        size = self.left if size < 0 else min(size, self.left)
        data = self.file.read(size) if size else b""
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()


def deliver(
    request: HttpRequest,
    file: FieldFile,
    content_type: str,
    *,
    download_as: str = "",
    own_origin: bool = False,
) -> HttpResponseBase:
    """Return a response with a stored file; the caller must have checked that the user may see it.

    `download_as` is the file name for a download; without it the file is shown. `own_origin` serves it from this site
    even if files are stored elsewhere, because browsers load caption tracks only from there. Raises Http404 if there
    is no file.
    """
    if not file:
        raise Http404("There is no such file.")
    disposition = content_disposition_header(bool(download_as), download_as) or "inline"
    if settings.FILE_DELIVERY == "s3" and not own_origin:
        return _signed(file, content_type, disposition)
    if settings.FILE_DELIVERY == "x-accel":
        response: HttpResponseBase = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = settings.X_ACCEL_PREFIX + _for_proxy(file)
    else:
        response = _served(request, file, content_type, whole=bool(download_as))
    response["Content-Disposition"] = disposition
    response["Cache-Control"] = f"private, max-age={WEEK}" if request.GET.get("v") else "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _signed(file: FieldFile, content_type: str, disposition: str) -> HttpResponse:
    wanted = {"ResponseContentType": content_type, "ResponseContentDisposition": disposition}
    # This way of delivery is chosen only with the S3 storage.
    address = file.storage.url(file.name, parameters=wanted)  # type: ignore[call-arg]  # Only S3 takes parameters.
    response = HttpResponseRedirect(address)
    # The redirect must expire before the signed URL does.
    response["Cache-Control"] = f"private, max-age={settings.S3_LINK_SECONDS // 2}"
    return response


def _for_proxy(file: FieldFile) -> str:
    """Return a file's path for the proxy in front: in the folder, or in the bucket with a signature."""
    if not settings.S3_BUCKET:
        return quote(str(file.name))
    address = urlsplit(file.storage.url(str(file.name)))
    return f"{address.path.lstrip('/')}?{address.query}"


def _served(request: HttpRequest, file: FieldFile, content_type: str, *, whole: bool) -> HttpResponseBase:
    # Stored files never change and names are never reused, so the name is as good as a hash of the bytes.
    etag = quote_etag(hashlib.sha256(str(file.name).encode()).hexdigest()[:24])
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        unchanged["ETag"] = etag
        return unchanged
    try:
        opened = file.storage.open(str(file.name), "rb")
    except FileNotFoundError as missing:
        raise Http404("The file is gone.") from missing
    size = opened.size
    try:
        asked = _asked_range(request, etag, size)
    except OutsideFileError:
        opened.close()
        return HttpResponse(
            status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes", "ETag": etag}
        )
    start, end = asked or (0, size - 1)
    if asked and not whole:
        end = min(end, start + PIECE - 1)
    response = _body(request, opened, start, end, content_type)
    response["Content-Length"] = str(end - start + 1)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    if asked:
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    return response


def _body(
    request: HttpRequest, opened: File[bytes], start: int, end: int, content_type: str
) -> HttpResponseBase:
    if request.method == "HEAD":
        opened.close()
        return HttpResponse(content_type=content_type)
    response = FileResponse(ByteRange(cast(IO[bytes], opened), start, end), content_type=content_type)
    response.block_size = BLOCK
    return response


def _asked_range(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte asked for, or None for the whole file (RFC 9110, section 14).

    A Range that is malformed, has several parts, or belongs to an older version is ignored, as the RFC says.
    """
    match = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or not match or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = match.groups()
    if first:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < start:
            return None
    elif last:
        start, end = max(size - int(last), 0), size - 1
    else:
        return None
    if start >= size or start > end:
        raise OutsideFileError
    return start, end
