"""The library of a user's videos, with search, filters and pages."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Subquery, Window
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from generator.models import Generation, Scene
from generator.models.generation_queryset import GenerationQuerySet
from generator.views.create import take_back
from generator.web.requests import UserRequest

PAGE = 24
ACTIVE = (Generation.Status.QUEUED, Generation.Status.RUNNING)
# To a user who looks for a video, waiting and running are the same.
SHOWN_STATUS = {
    "": "All",
    "succeeded": "Ready",
    "active": "In progress",
    "draft": "Drafts",
    "failed": "Failed",
    "cancelled": "Cancelled",
}
SHOWN_KIND = {"": "All kinds", "text": "From text", "image": "From pictures"}
# Large, and not on a card.
UNSEEN = (
    "input_text",
    "pasted_text",
    "copied_from__input_text",
    "copied_from__pasted_text",
    "boxes",
    "film__settings",
    "film__scenes",
    "film__timings",
    "film__made_with",
)


def with_first_picture(generations: GenerationQuerySet) -> GenerationQuerySet:
    """Annotate the first scene that has a picture, which a card shows while there is no poster."""
    painted = Scene.objects.filter(generation=OuterRef("pk")).exclude(image="").order_by("position")
    return generations.annotate(first_picture=Subquery(painted.values("position")[:1]) + 1)


def page_of(found: GenerationQuerySet, number: str | None, *, is_search: bool) -> Page[Generation]:
    """Return a page of cards.

    Of a search it is asked first which ones they are, because it sorts all that it finds, and rows are large; and what
    it finds is counted by the way, because to count it is to search again. The rest stays in the database: to read ten
    thousand keys takes longer than to find them.
    """
    if not is_search:
        return Paginator(with_first_picture(as_cards(found)), PAGE).get_page(number)
    likely = int(number) if number and re.fullmatch(r"[0-9]{1,6}", number) else 1
    keys, total = _cut(found, likely)
    page: Page[Any] = Paginator(range(total), PAGE).get_page(number)
    if page.number != likely:
        keys, _ = _cut(found, page.number)
    rows = with_first_picture(as_cards(Generation.objects.filter(pk__in=keys)))
    cards = {generation.pk: generation for generation in rows}
    # One that was deleted meanwhile is left out.
    page.object_list = [cards[key] for key in keys if key in cards]
    return page


def _cut(found: GenerationQuerySet, number: int) -> tuple[list[UUID], int]:
    """Return the keys of one page, and how many there are on all pages."""
    start = PAGE * max(0, number - 1)
    counted = found.annotate(in_all=Window(Count("*"))).values_list("pk", "in_all")[start : start + PAGE]
    if rows := list(counted):
        return [key for key, _ in rows], rows[0][1]
    # Behind the last page nobody has counted.
    return [], found.count() if start else 0


def as_cards(generations: GenerationQuerySet) -> GenerationQuerySet:
    return generations.with_typed_scenes().select_related("film", "copied_from").defer(*UNSEEN)


def wanted(request: UserRequest) -> dict[str, str]:
    status, kind = request.GET.get("status", ""), request.GET.get("kind", "")
    return {
        "q": request.GET.get("q", "").replace("\0", "").strip()[:200],
        "status": status if status in SHOWN_STATUS else "",
        "kind": kind if kind in SHOWN_KIND else "",
    }


@require_safe
def library(request: UserRequest) -> HttpResponse:
    # Signing in may have led here and not back to the form.
    take_back(request)
    own = Generation.objects.owned_by(request.user)
    asked = wanted(request)
    found = own.search(asked["q"]).of_kind(asked["kind"])
    found = (
        found.filter(status__in=ACTIVE) if asked["status"] == "active" else found.of_status(asked["status"])
    )
    page = page_of(found, request.GET.get("page"), is_search=bool(asked["q"]))
    context = {
        **asked,
        "page": page,
        "total": own.count(),
        "any_active": any(generation.is_active for generation in page),
        "statuses": SHOWN_STATUS,
        "kinds": SHOWN_KIND,
    }
    partial = request.htmx and not request.htmx.history_restore_request
    response = render(request, "generator/_grid.html" if partial else "generator/library.html", context)
    # One URL has two responses, which the browser's cache must not confuse.
    patch_vary_headers(response, ["HX-Request"])
    return response
