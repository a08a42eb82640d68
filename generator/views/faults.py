"""The error pages: for faults of ours (500), unreachable servers (503), and forms without a valid token (403)."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views import defaults
from django.views.decorators.cache import never_cache

from generator.web import unsent

# Exceptions of the database's and the storage's clients while their server is unreachable.
AWAY = (OperationalError, InterfaceError, ConnectionError, TimeoutError)
# Seconds for Retry-After: about as long as a server takes to restart.
AGAIN = 30


# Pages whose forms hold what people have typed, and who therefore get it back with a new token.
TYPED_INTO = unsent.FORMS | {"contact"}
# Fields that are shown to be read and corrected, by the last part of their names; {} is the number of a scene.
SHOWN = {
    "input_text": "Your text",
    "description": "The picture in words",
    "message": "Your message",
    "title": "Title",
    "narration": "Words of scene {}",
    "prompt": "Picture of scene {}",
}


@dataclass(frozen=True, slots=True)
class SentField:
    """A field of a form as it was sent; one without a label is sent again unseen."""

    name: str
    value: str
    label: str


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form without a valid token, with all that was typed, to be looked at and sent again.

    Nothing is sent by itself, and what another site has sent is not shown as if it were ours.
    """
    match = request.resolver_match
    fields = (
        sent_fields(request) if match and match.view_name in TYPED_INTO and not is_foreign(request) else []
    )
    context = {"fields": fields, "files": list(request.FILES) if fields else []}
    return render(request, "403_csrf.html", context, status=403)


def is_foreign(request: HttpRequest) -> bool:
    """Tell whether a form was sent from a page that is not ours, as the browser says."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site != "same-origin"
    origin = request.headers.get("Origin", "")
    # Browsers that say neither are very old.
    return bool(origin) and urlsplit(origin).netloc != request.get_host()


def sent_fields(request: HttpRequest) -> list[SentField]:
    return [
        SentField(name, value, _label(name) if value else "")
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]


def _label(name: str) -> str:
    _, number, part = ["", "", *name.split("-")][-3:]
    label = SHOWN.get(part, "")
    return label.format(int(number) + 1) if number.isdecimal() else label if "{}" not in label else ""


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for an uncaught exception. It needs neither the database nor the signed-in user."""
    if not isinstance(sys.exc_info()[1], AWAY):
        return defaults.server_error(request)
    page = loader.render_to_string("503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": str(AGAIN), "Cache-Control": "no-store"})
