"""Who may set up services."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

PERMISSION = "generator.set_up_services"
View = Callable[..., HttpResponse]


def may_set_up(request: HttpRequest) -> bool:
    """Return whether this is one of the staff who has the right to set up services."""
    user = request.user
    return bool(user.is_authenticated and user.is_staff and user.has_perm(PERMISSION))


def for_operators(view: View) -> View:
    """Have a view refuse everybody else, and be nowhere if services are set up by the environment alone."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_set_up(request):
            raise PermissionDenied
        if not settings.GENERATOR_STORED_SERVICES:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
