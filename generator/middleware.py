"""What every request passes before it reaches a view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY, REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from generator import rates
from generator.browsers import browser_of
from generator.models import User, Visit

# Under this name a session keeps which visit it is.
VISIT = "visit"
# What begins so is about who can do what. It asks for proof, but for what lets people in and out or takes the proof.
SECURITY = (
    "account_",
    "mfa_",
    "admin:account_emailaddress_",
    "admin:auth_group_",
    "admin:auth_user_",
    "admin:generator_user_",
    "admin:mfa_authenticator_",
)
OURS = {"export", "delete_account", "admin:password_change"}
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
        wait = rates.consume(action, rates.visitor_of(request))
        return rates.too_many_requests(request, action, wait) if wait else None


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


class VisitMiddleware:
    """Know where people are signed in, and end what they have ended elsewhere."""

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
            # Signed out, or signed in as somebody else.
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


class ReauthenticationMiddleware:
    """Ask who it is, before a page that shows or changes the security of an account, if not proved just before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or not asks_for_proof(request):
            return None
        try:
            # Who has neither a password nor a second factor would pass: there is nothing to ask for.
            return None if _can_prove(request) and _has_proved(request) else _ask(request)
        except ReauthenticationRequired:
            return _ask(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Come before allauth, which keeps the form that was sent and carries it out at the next proof.

        Whoever sat at an open visit could leave a form behind that its owner sets off days later.
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
        messages.info(request, "This account has no password. Ask for a link by mail to set one, then go on.")
        return redirect("account_reset_password")
    back = request.get_full_path()
    if request.method not in SAFE:
        messages.info(request, "Nothing is changed yet: confirm that it is you, then send the form again.")
        back = request.path
    elif _name(request) == "export":
        # A download shows no page: who came back to it would still look at the question.
        messages.info(request, "First confirm that it is you, then press Download once more.")
        back = reverse("account")
    return redirect(f"{methods[0]['url']}?{urlencode({REDIRECT_FIELD_NAME: back})}")


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
