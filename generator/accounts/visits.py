"""Records of visits: the browsers in which users are signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse

from generator.accounts.browsers import browser_of
from generator.models import User, Visit
from generator.web import rates

# The session key that holds the visit's primary key.
VISIT = "visit"


class VisitMiddleware:
    """Record each session as a visit, and sign out sessions whose visit was ended elsewhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        visit = self._enter(request)
        response = self.get_response(request)
        self._leave(request, visit)
        return response

    def _enter(self, request: HttpRequest) -> Visit | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        user = request.user
        if not isinstance(user, User):
            return None
        if VISIT not in request.session:
            return self._begin(request, user)
        visit = Visit.objects.filter(pk=request.session[VISIT], user=user).first()
        if visit is None:
            logout(request)
        return visit

    def _begin(self, request: HttpRequest, user: User) -> Visit:
        visit = Visit.objects.create(
            user=user,
            browser=browser_of(request.headers.get("User-Agent", "")),
            network=rates.network_of(request),
            proof=request.session.get(HASH_SESSION_KEY, ""),
            ends_at=request.session.get_expiry_date(),
        )
        request.session[VISIT] = visit.pk
        return visit

    def _leave(self, request: HttpRequest, visit: Visit | None) -> None:
        session = request.session
        if visit and session.get(VISIT) != visit.pk:
            # The user has signed out, or in as someone else.
            visit.delete()
            visit = None
        if visit:
            visit.note(
                browser=browser_of(request.headers.get("User-Agent", "")),
                network=rates.network_of(request),
                proof=session.get(HASH_SESSION_KEY, ""),
                ends_at=session.get_expiry_date() if session.modified else None,
            )
        elif session.modified and isinstance(request.user, User):
            self._begin(request, request.user)
