"""Middleware for visitors and accounts: signing in, limits on forms, known devices, unreadable secrets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from generator.accounts import security_log
from generator.accounts.guessing import devices
from generator.accounts.sealing import UnreadableSecretError
from generator.providers.setup.whose import films_of
from generator.web import rates, unsent

KEPT = "You are not signed in any more. What you typed is kept, and there again once you have signed in."


class SignInMiddleware(LoginRequiredMiddleware):
    """Lead visitors to the page to sign in, and keep what they have typed into a form until they are back."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        if unsent.keep(request):
            messages.info(request, KEPT)
        return super().handle_no_permission(request, view_func)


class RateMiddleware:
    """Answer 429 to a form that is sent too often, before its view runs."""

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
        """Return the key to count by: a browser known to the account is counted apart from its network."""
        if action == "sign_in":
            address = request.POST.get("login", "")
            if device := devices.device_for(request, address) if address else devices.any_device(request):
                return f"device {device}"
        visitor = rates.visitor_of(request)
        # What is typed is saved however often it is read beside that.
        page = request.resolver_match.view_name if action == "typed" and request.resolver_match else ""
        return f"{visitor} {page}".strip()


class OwnKeysMiddleware:
    """Have services asked for the films of who is signed in, whose own keys are used then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The user is looked for only if a page wants to know of services.
        with films_of(lambda: request.user.pk):
            return self.get_response(request)


class DeviceMiddleware:
    """Remember browsers in which a user is signed in, so that their wrong passwords are counted apart."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A 5xx may come from the database, which would be needed to find the user.
        if request.session.accessed and response.status_code < 500:
            devices.remember(request, response)
        return response


class UnreadableSecretMiddleware:
    """Show a message if a page needs the secret of a second factor that cannot be read, and no form can say so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, UnreadableSecretError):
            return None
        messages.error(request, exception.messages[0])
        return redirect("mfa_index")
