"""The static public pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from generator.providers.factory import has_service, services_in_use, takes_own_keys


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "generator/home.html")


@require_safe
@login_not_required
def help(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "generator/help.html",
        {
            "services": helping(),
            "finds_photos": has_service("photo"),
            "own_keys": takes_own_keys(),
            "finds_clips": has_service("clip"),
            "moves_pictures": has_service("motion"),
            "bin_days": settings.GENERATOR_BIN_DAYS,
        },
    )


@require_safe
@login_not_required
def terms(request: HttpRequest) -> HttpResponse:
    return render(request, "generator/terms.html", {"bin_days": settings.GENERATOR_BIN_DAYS})


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "generator/privacy.html",
        {
            "services": told(),
            "finds_photos": has_service("photo"),
            "finds_clips": has_service("clip"),
            "reuse_days": settings.GENERATOR_REUSE_DAYS,
            "own_keys": takes_own_keys(),
            "bin_days": settings.GENERATOR_BIN_DAYS,
        },
    )


def helping() -> list[tuple[str, str]]:
    """Return (name, what it gives) for each outside service in use."""
    return list(dict.fromkeys((service.name, service.card.gives) for service in services_in_use()))


def told() -> list[tuple[str, str]]:
    """Return (firm, data that it is sent) for each outside service in use."""
    return [
        (
            service.firm,
            ", or ".join(told for kind, told in service.card.told.items() if kind in service.kinds),
        )
        for service in services_in_use()
    ]
