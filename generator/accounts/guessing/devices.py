"""Browsers in which somebody has been signed in: strangers' wrong passwords do not hold them up (OWASP, device cookies).

The cookie names accounts, each with a number of the browser's own and a mark that a new password, or a sign-out from
everywhere, makes worthless. It opens nothing: it only says which limit a wrong password counts against.
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
# People who share a browser; whoever was here longest ago is forgotten first.
ACCOUNTS = 5
# How many characters of a mark are enough.
MARK = 32


def device_of(request: HttpRequest, users: Iterable[User]) -> str:
    """Name this browser as one in which one of the users has been signed in, or return nothing."""
    entries = _entries(request)
    for user in users if entries else ():
        for account, number, mark in entries:
            if account == user.pk and mark in _marks(user):
                return f"{account} {number}"
    return ""


def device_for(request: HttpRequest, address: str) -> str:
    """Name this browser if the owner of the address has been signed in here, or return nothing."""
    owner = owner_of(address) if _entries(request) else None
    return device_of(request, [owner]) if owner else ""


def any_device(request: HttpRequest) -> str:
    """Name this browser if anybody has been signed in here, or return nothing."""
    accounts = [account for account, _, _ in _entries(request)]
    return device_of(request, User.objects.filter(pk__in=accounts)) if accounts else ""


def expect(request: HttpRequest, user: User) -> None:
    """Have the answer to this request remember the browser: its visitor has proved to be the user."""
    request._device_owner = user  # type: ignore[attr-defined]  # Read below, once the answer is there.


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Put the cookie on an answer to somebody who is signed in, or has just set a password, unless it is there."""
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
    """Return the mark that the key of today makes, and those of the keys of before."""
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return [hashlib.sha256(f"{SALT} {one}".encode()).hexdigest()[:MARK] for one in hashes]
