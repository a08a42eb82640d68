"""Middleware for request sizes and for caching of private pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Pages that are the same for everyone who is not signed in. All others are never cached.
PUBLIC = ("home", "help", "terms", "privacy", "licences", "contact")
# Pages on which one can record one's own voice, and what no page asks for.
RECORDING = ("storyboard", "narration")
NEVER = "camera=(), geolocation=(), display-capture=(), usb=(), serial=(), payment=()"
# Types of responses that may be about a user; films and pictures set their own cache times.
TOLD = ("text/html", "application/json")
LEADING_ON = range(300, 400)


class RequestLimitMiddleware:
    """Answer 413 to a request whose announced length exceeds the limit, before its body is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) > settings.MAX_REQUEST_BYTES:
            return render(request, "413.html", status=413)
        return self.get_response(request)


class PermissionsMiddleware:
    """Let only the pages on which somebody records their own voice ask for the microphone, and no page for anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        records = match is not None and match.view_name in RECORDING
        microphone = "microphone=(self)" if records else "microphone=()"
        response.setdefault("Permissions-Policy", f"{microphone}, {NEVER}")
        return response


class PrivacyMiddleware:
    """Forbid all caching, even by the browser, of pages that may be about a user."""

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
        # A view that did not use the session cannot show anything about a user.
        session = getattr(request, "session", None)
        return session is not None and session.accessed and not session.is_empty()

    def _may_be_kept(self, response: HttpResponse) -> bool:
        said = response.get("Cache-Control", "")
        tells = response.status_code not in LEADING_ON and response.get("Content-Type", "").startswith(TOLD)
        return not said or (tells and "no-store" not in said)
