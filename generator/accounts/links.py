"""The addresses in mails, which are read far from the request that caused them."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest


def site_url(request: HttpRequest) -> str:
    """Return where the site is: SITE_URL, else what the browser calls it, which anybody can make up."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


def at_home(address: str) -> str:
    """Keep the path of an absolute address, and let SITE_URL say whose it is."""
    if not settings.SITE_URL:
        return address
    home = urlsplit(settings.SITE_URL)
    return urlunsplit(urlsplit(address)._replace(scheme=home.scheme, netloc=home.netloc))
