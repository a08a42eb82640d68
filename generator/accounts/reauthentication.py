"""Reauthentication before pages about the security of an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from generator.web.mail import mails_arrive

# Prefixes of views that need proof, because they are about access; except those that sign in or out or take the proof.
SECURITY = (
    "account_",
    "mfa_",
    "admin:account_emailaddress_",
    "admin:auth_group_",
    "admin:auth_user_",
    "admin:generator_user_",
    "admin:mfa_authenticator_",
)
# Whoever sets a service's address decides where everybody's texts go.
OURS = {"export", "delete_account", "service", "admin:password_change"}
OPEN = {
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
SAFE = ("GET", "HEAD", "OPTIONS")


class ReauthenticationMiddleware:
    """Ask for proof of identity before a page about an account's security, unless it was given recently."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or not asks_for_proof(request):
            return None
        try:
            # allauth would let a user without password and second factor pass: there is nothing to ask for.
            return None if _can_prove(request) and _has_proved(request) else _ask(request)
        except ReauthenticationRequired:
            return _ask(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Ask for proof here and not in allauth, which stores the submitted form and executes it after the next proof.

        Someone at an unattended browser could so leave a form that its owner would carry out days later.
        """
        return _ask(request) if isinstance(error, ReauthenticationRequired) else None


def asks_for_proof(request: HttpRequest) -> bool:
    name = _name(request)
    if name.startswith("admin:") and name.endswith("_changelist") and request.method in SAFE:
        return False
    return name in OURS or (name.startswith(SECURITY) and name not in OPEN)


@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types.
def _has_proved(request: HttpRequest) -> bool:
    return True


def _can_prove(request: HttpRequest) -> list[dict[str, str]]:
    methods: list[dict[str, str]] = get_adapter().get_reauthentication_methods(request.user)
    return methods


def _ask(request: HttpRequest) -> HttpResponse:
    methods = _can_prove(request)
    if not methods:
        if not mails_arrive():
            messages.info(request, "This account has no password. Write to us: staff can set one.")
            return redirect("contact")
        messages.info(request, "This account has no password. Ask for a link by mail to set one, then go on.")
        return redirect("account_reset_password")
    back = request.get_full_path()
    if request.method not in SAFE:
        messages.info(request, "Nothing is changed yet: confirm that it is you, then send the form again.")
        back = request.path
    elif _name(request) == "export":
        # A download shows no page: after returning to it the user would still see the question.
        messages.info(request, "First confirm that it is you, then press Download once more.")
        back = reverse("account")
    return redirect(f"{methods[0]['url']}?{urlencode({REDIRECT_FIELD_NAME: back})}")


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
