"""Compression of pages, stylesheets and scripts, which a slow line would wait for."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# Films and pictures are compressed already, and a player asks for parts of them.
TEXTS = frozenset(("text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml"))


class CompressionMiddleware(GZipMiddleware):
    """Compress text. Django makes the length of each page vary, so that nobody reads secrets from lengths (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if kind not in TEXTS or response.status_code != HTTPStatus.OK:
            return response
        etag = response.headers.get("ETag")
        compressed = super().process_response(request, response)
        if etag:
            # Django makes it a weak one, by which WhiteNoise would not know its own file again.
            compressed.headers["ETag"] = etag
        return compressed
