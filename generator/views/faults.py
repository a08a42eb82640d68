"""The error pages: for faults of ours (500), unreachable servers (503), and forms without a valid token (403)."""

from __future__ import annotations

import sys
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views import defaults
from django.views.decorators.cache import never_cache

from generator.web.again import sent_fields

# Exceptions of the database's and the storage's clients while their server is unreachable.
AWAY = (OperationalError, InterfaceError, ConnectionError, TimeoutError)
# Seconds for Retry-After: about as long as a server takes to restart.
AGAIN = 30


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form without a valid token, with all that was typed, to be looked at and sent again.

    Nothing is sent by itself, and what another site has sent is not shown as if it were ours.
    """
    fields = [] if is_foreign(request) else sent_fields(request)
    return render(request, "403_csrf.html", {"fields": fields}, status=403)


def is_foreign(request: HttpRequest) -> bool:
    """Tell whether a form was sent from a page that is not ours, as the browser says."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site != "same-origin"
    origin = request.headers.get("Origin", "")
    # Browsers that say neither are very old.
    return bool(origin) and urlsplit(origin).netloc != request.get_host()


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for an uncaught exception. It needs neither the database nor the signed-in user."""
    if not isinstance(sys.exc_info()[1], AWAY):
        return defaults.server_error(request)
    page = loader.render_to_string("503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": str(AGAIN), "Cache-Control": "no-store"})
