"""What people see when something breaks that they have not caused: a fault of ours, or a server that is away."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views import defaults

# What the clients of database and storage raise while nobody answers them.
AWAY = (OperationalError, InterfaceError, ConnectionError, TimeoutError)
# Seconds after which it is worth to ask again; a server that is started anew takes as long.
AGAIN = 30


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for an exception that nobody has caught. Neither page needs the database, nor who is signed in."""
    if not isinstance(sys.exc_info()[1], AWAY):
        return defaults.server_error(request)
    page = loader.render_to_string("503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": str(AGAIN), "Cache-Control": "no-store"})
