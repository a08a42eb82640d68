"""The request as the pages know it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from generator.models import User


class UserRequest(HttpRequest):
    """A request of somebody who is signed in, which LoginRequiredMiddleware makes sure of."""

    user: User
    htmx: HtmxDetails
