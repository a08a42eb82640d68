"""What every request passes before it reaches a view."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Pages that are the same for everybody who is not signed in. A page that is not here is kept by no cache.
PUBLIC = ("home", "help", "terms", "privacy", "licences", "contact")
# What is written about people; films and pictures say themselves for how long a browser may keep them.
TOLD = ("text/html", "application/json")
LEADING_ON = range(300, 400)


class RequestLimitMiddleware:
    """Answer 413 at once to a request that announces more than the limit, before a byte of its body is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) > settings.MAX_REQUEST_BYTES:
            return render(request, "413.html", status=413)
        return self.get_response(request)


class PrivacyMiddleware:
    """Have no cache, not even the browser's own, keep what a page says of somebody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if self._is_private(request) and self._may_be_kept(response):
            response["Cache-Control"] = "private, no-store"
        return response

    def _is_private(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        if match is not None and match.view_name not in PUBLIC:
            return True
        # Who has looked at no session cannot have told of anybody.
        session = getattr(request, "session", None)
        return session is not None and session.accessed and not session.is_empty()

    def _may_be_kept(self, response: HttpResponse) -> bool:
        said = response.get("Cache-Control", "")
        tells = response.status_code not in LEADING_ON and response.get("Content-Type", "").startswith(TOLD)
        return not said or (tells and "no-store" not in said)
