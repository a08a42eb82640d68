"""The error pages for faults of ours (500) and for servers that are unreachable (503)."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views import defaults

# Exceptions of the database's and the storage's clients while their server is unreachable.
AWAY = (OperationalError, InterfaceError, ConnectionError, TimeoutError)
# Seconds for Retry-After: about as long as a server takes to restart.
AGAIN = 30


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for an uncaught exception. It needs neither the database nor the signed-in user."""
    if not isinstance(sys.exc_info()[1], AWAY):
        return defaults.server_error(request)
    page = loader.render_to_string("503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": str(AGAIN), "Cache-Control": "no-store"})
