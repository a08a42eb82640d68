"""Context processors: variables for every template."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {"site_name": settings.SITE_NAME, "stores_services": settings.GENERATOR_STORED_SERVICES}
