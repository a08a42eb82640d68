"""The type of request that views get."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from generator.models import User


class UserRequest(HttpRequest):
    """A request of a signed-in user, which SignInMiddleware ensures."""

    user: User
    htmx: HtmxDetails


def way_back(request: HttpRequest) -> str:
    """Return where a form says that one came from, if that is a page of this site; else nothing."""
    back = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if own else ""
