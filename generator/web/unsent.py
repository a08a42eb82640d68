"""Forms that were sent while nobody was signed in: what was typed is kept until whoever typed it has signed in.

It is kept in the session of the browser, on the server: there it outlives the closing of the page, needs no script,
and goes when somebody signs out. Each page of a form names, signed, whom it was made for: nobody else gets it back.
"""

from __future__ import annotations

import time
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict

from generator.models import User
from generator.web import rates
from generator.web.again import TYPED_INTO

KEY = "unsent"
SIGNER = signing.Signer(salt="generator.web.unsent")
# The forms that ask for an account.
FORMS = TYPED_INTO - {"contact"}
# Of one browser so many forms are kept, of so many characters each, for so many seconds.
MOST, LONGEST, LIFE = 4, 600_000, 24 * 3600
# How often a network may leave one: each makes a row of a session, and nobody is known to have left it.
RATE = "20/m,300/d"
# Fields that are of the page and not of the person.
PAGES_OWN = ("csrfmiddlewaretoken", "writer")


def mark_of(user: User) -> str:
    """Return what a form carries to say whom its page was made for."""
    return SIGNER.sign(str(user.pk))


def writer_of(data: Any) -> int | None:
    """Return the key of the user whom a form's page was made for, or None if it does not say."""
    try:
        return int(SIGNER.unsign(data.get("writer", "")))
    except (signing.BadSignature, ValueError):
        return None


def is_somebody_elses(request: HttpRequest) -> bool:
    """Tell whether a form's page was made for another user than who is signed in now."""
    writer = writer_of(request.POST)
    return writer is not None and writer != request.user.pk


def keep(request: HttpRequest) -> bool:
    """Keep the fields of a form that nobody is signed in for; say whether they are kept."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.view_name not in FORMS:
        return False
    sent = request.POST.copy()
    for name in PAGES_OWN:
        sent.pop(name, None)
    data = sent.urlencode()
    if not data or len(data) > LONGEST or rates.consume("unsent", rates.visitor_of(request), RATE):
        return False
    entry = {
        "view": match.view_name,
        "path": request.path,
        "data": data,
        "writer": writer_of(request.POST),
        "at": time.time(),
    }
    others = [other for other in request.session.get(KEY, []) if other["path"] != request.path]
    request.session[KEY] = [*others, entry][-MOST:]
    return True


def kept(request: HttpRequest) -> QueryDict | None:
    """Return what the user has typed into the form at this address before they signed in, or None."""
    entries = _own(request)
    return next((QueryDict(entry["data"]) for entry in entries if entry["path"] == request.path), None)


def forget(request: HttpRequest, path: str = "") -> None:
    """Forget what was kept of the form at an address, by default this one: it was sent, or is not wanted any more."""
    _drop(request, [entry for entry in _own(request) if entry["path"] == (path or request.path)])


def take(request: HttpRequest, *views: str) -> list[QueryDict]:
    """Return what the user has typed into the forms of some views, the oldest first, and forget it."""
    entries = [entry for entry in _own(request) if entry["view"] in views]
    _drop(request, entries)
    return [QueryDict(entry["data"]) for entry in entries]


def _own(request: HttpRequest) -> list[dict[str, Any]]:
    since = time.time() - LIFE
    entries = request.session.get(KEY, [])
    return [entry for entry in entries if entry["at"] > since and entry["writer"] in (None, request.user.pk)]


def _drop(request: HttpRequest, entries: list[dict[str, Any]]) -> None:
    if not entries:
        return
    rest = [entry for entry in request.session[KEY] if entry not in entries]
    if rest:
        request.session[KEY] = rest
    else:
        del request.session[KEY]
