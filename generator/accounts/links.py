"""Absolute addresses for mails, which must not depend on the request that caused them."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest


def site_url(request: HttpRequest) -> str:
    """Return SITE_URL, or else the address from the Host header, which a client can forge."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


def with_site_url(address: str) -> str:
    """Return an absolute address with scheme and host replaced by those of SITE_URL, if it is set."""
    if not settings.SITE_URL:
        return address
    home = urlsplit(settings.SITE_URL)
    return urlunsplit(urlsplit(address)._replace(scheme=home.scheme, netloc=home.netloc))
