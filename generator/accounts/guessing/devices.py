"""Known browsers, in which an account was signed in: strangers' wrong passwords do not lock them out.

They are recognised by device cookies as described by OWASP.

The cookie lists accounts, each with a random number for the browser and a mark that becomes invalid with a new password
or a sign-out everywhere. It grants no access: it only decides which limit a wrong password counts against.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from generator.accounts.owners import owner_of
from generator.models import User

SALT = "generator.accounts.guessing.devices"
YEAR = 365 * 24 * 3600
# Most accounts remembered per browser; the one signed in longest ago is forgotten first.
ACCOUNTS = 5
# Characters kept of a mark's digest.
MARK = 32


def device_of(request: HttpRequest, users: Iterable[User]) -> str:
    """Return the name of this browser if one of the users has been signed in here, else an empty string."""
    entries = _entries(request)
    for user in users if entries else ():
        for account, number, mark in entries:
            if account == user.pk and mark in _marks(user):
                return f"{account} {number}"
    return ""


def device_for(request: HttpRequest, address: str) -> str:
    """Return the name of this browser if the owner of the address has been signed in here, else an empty string."""
    owner = owner_of(address) if _entries(request) else None
    return device_of(request, [owner]) if owner else ""


def any_device(request: HttpRequest) -> str:
    """Return the name of this browser if anyone has been signed in here, else an empty string."""
    accounts = [account for account, _, _ in _entries(request)]
    return device_of(request, User.objects.filter(pk__in=accounts)) if accounts else ""


def expect(request: HttpRequest, user: User) -> None:
    """Note that the visitor has proved to be the user, so that the response remembers the browser."""
    request._device_owner = user  # type: ignore[attr-defined]  # Read below, once the answer is there.


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Set the cookie on a response to a user who is signed in or has just set a password, unless it is set already."""
    user: Any = getattr(request, "_device_owner", None) or request.user
    if not user.is_authenticated or device_of(request, [user]):
        return
    others = [entry for entry in _entries(request) if entry[0] != user.pk]
    entries = [[user.pk, get_random_string(16), _marks(user)[0]], *others][:ACCOUNTS]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(entries, salt=SALT),
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _entries(request: HttpRequest) -> list[list[Any]]:
    signed = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        return list(signing.loads(signed, salt=SALT, max_age=YEAR)) if signed else []
    except signing.BadSignature:
        return []


def _marks(user: User) -> list[str]:
    """Return the mark made with the current key, and those made with former keys."""
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return [hashlib.sha256(f"{SALT} {one}".encode()).hexdigest()[:MARK] for one in hashes]
