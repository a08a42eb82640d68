"""The type of request that views get."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from generator.models import User


class UserRequest(HttpRequest):
    """A request of a signed-in user, which SignInMiddleware ensures."""

    user: User
    htmx: HtmxDetails
