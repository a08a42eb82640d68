"""The admin page on the health of the worker and the outside services: use, figures and last errors."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from generator import tasks
from generator.models import Generation
from generator.providers.calling.breaker import REMEMBERED_CALLS
from generator.providers.card import Kind
from generator.providers.factory import Report, get_health
from generator.providers.setup.whose import films_of

KINDS: dict[Kind, str] = {
    "text": "Storyboards",
    "vision": "Looking at pictures",
    "image": "Pictures",
    "speech": "Voices",
    "photo": "Photos",
    "clip": "Clips",
    "motion": "Moving pictures",
}
# What is told of a kind that no service is set up for.
WITHOUT = "No outside service is set up for this: it is made on this machine."
WITHOUT_ANY: dict[Kind, str] = {
    "photo": "No collection of photos is set up: pictures are painted.",
    "clip": "No collection of clips is set up: photos are shown, or pictures are painted.",
    "motion": "No service sets pictures in motion: they are moved on this machine.",
}
UNASKED = ("Not asked yet", "No worker has called it lately.")
# The meaning of a circuit breaker's states for films.
STATES = {
    "closed": ("Closed", "It is asked."),
    "open": ("Open", "It failed and is left alone for a while; the next one serves."),
    "half open": ("Half open", "It failed; the next call decides whether it is asked again."),
}


def services(request: HttpRequest) -> HttpResponse:
    if not admin.site.get_model_admin(Generation).has_view_permission(request):
        raise PermissionDenied
    # Those of the site: whoever looks may have keys of their own.
    with films_of(None):
        reports = get_health()
    kinds = [
        (
            title,
            [_row(report) for report in reports if report.kind == kind],
            WITHOUT_ANY.get(kind, WITHOUT),
        )
        for kind, title in KINDS.items()
    ]
    context = {
        **admin.site.each_context(request),
        "worker": _worker(),
        "title": "Services",
        "kinds": kinds if reports else [],
        "remembered": REMEMBERED_CALLS,
    }
    return TemplateResponse(request, "admin/services.html", context)


def _worker() -> dict[str, Any]:
    """Return whether a worker runs, and how many films wait."""
    is_well = False
    if not tasks.worker_is_alive():
        state = "No worker is on duty: films wait until one is started."
    elif not tasks.films_are_taken():
        state = "The worker is stuck: films wait, and none is taken."
    elif not tasks.drafts_are_described():
        state = "Pictures wait for too long to be looked at: more processes or hosts would help."
    else:
        state, is_well = "A worker is on duty.", True
    films = Generation.objects
    waits = films.longest_waits()
    return {
        "state": state,
        "is_well": is_well,
        "waiting": films.queued().count(),
        "running": films.running().count(),
        "film_waits": round(waits["film"]),
        "draft_waits": round(waits["draft"]),
    }


def _row(report: Report) -> dict[str, Any]:
    health = report.health
    state, meaning = STATES[health.state] if health.calls else UNASKED
    return {
        "service": report.service,
        "cost": report.cost,
        "model": report.model,
        "state": state,
        "meaning": meaning,
        "is_asked": health.state == "closed",
        "calls": health.calls,
        "success": None if health.success_rate is None else f"{health.success_rate:.0%}",
        "p50": _seconds(health.p50),
        "p95": _seconds(health.p95),
        "last_error": health.last_error,
        "last_error_at": health.last_error_at and datetime.fromtimestamp(health.last_error_at, UTC),
    }


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f} s"
