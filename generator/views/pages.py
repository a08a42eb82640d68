"""The static public pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from generator.providers.factory import cards_in_use, has_service


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
            "services": list(cards_in_use()),
            "finds_photos": has_service("photo"),
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
            "services": services_in_use(),
            "finds_photos": has_service("photo"),
            "reuse_days": settings.GENERATOR_REUSE_DAYS,
            "bin_days": settings.GENERATOR_BIN_DAYS,
        },
    )


def services_in_use() -> list[tuple[str, str]]:
    """Return (firm, data that it is sent) for each outside service in use."""
    return [
        (card.firm, ", or ".join(told for kind, told in card.told.items() if kind in kinds))
        for card, kinds in cards_in_use().items()
    ]
