"""What every request passes on account of who sends it: limits on forms, known devices, secrets that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from generator.accounts import security_log
from generator.accounts.guessing import devices
from generator.accounts.sealing import UnreadableSecretError
from generator.web import rates


class RateMiddleware:
    """Answer 429 to a form that is sent too often, before its view does anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        match = request.resolver_match
        action = rates.ACTIONS.get(match.view_name) if match and request.method == "POST" else None
        if action is None:
            return None
        if action == "submit" and "look" in request.POST:
            action = "look"
        wait = rates.consume(action, self._visitor(request, action))
        if not wait:
            return None
        if action in ("sign_in", "sign_up"):
            address = request.POST.get("login") or request.POST.get("email")
            told = security_log.about(address) if address else {}
            security_log.note(request, action, "locked", **told, by="often")
        return rates.too_many_requests(request, action, wait)

    def _visitor(self, request: HttpRequest, action: str) -> str:
        """Name who is counted: a browser that knows the account counts by itself, not with its network."""
        if action == "sign_in":
            address = request.POST.get("login", "")
            if device := devices.device_for(request, address) if address else devices.any_device(request):
                return f"device {device}"
        return rates.visitor_of(request)


class DeviceMiddleware:
    """Let a browser in which somebody has signed in be known by its next wrong password."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A fault may be that of the database, which would have to be asked who this is.
        if request.session.accessed and response.status_code < 500:
            devices.remember(request, response)
        return response


class UnreadableSecretMiddleware:
    """Say that the secret of a second factor cannot be read, where a page needs it and no form can say so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, UnreadableSecretError):
            return None
        messages.error(request, exception.messages[0])
        return redirect("mfa_index")
