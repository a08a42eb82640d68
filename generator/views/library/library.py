"""The library of a user's videos, and the bin."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from generator.models import Folder, Generation, User
from generator.models.allowance import size_in_words
from generator.views.create import take_back
from generator.views.library.asked import Asked, filters_of
from generator.views.library.cards import page_of
from generator.views.library.tiles import tiles_of
from generator.web.archive import CONTENTS
from generator.web.requests import UserRequest


def shelves_of(user: User) -> dict[str, Any]:
    """Return the folders of a user with how many videos each has, and how many there are in all and in the bin."""
    counted = Generation.objects.all_of(user).annotate(is_kept=Q(binned_at=None)).counts("folder", "is_kept")
    folders = sorted(Folder.objects.owned_by(user), key=lambda folder: folder.name.casefold())
    return {
        "folders": [(folder, counted[folder.pk, True]) for folder in folders],
        "total": sum(n for (_, is_kept), n in counted.items() if is_kept),
        "binned": sum(n for (_, is_kept), n in counted.items() if not is_kept),
    }


def is_list(request: UserRequest) -> bool:
    """Tell whether the library is shown as a list, and remember what is asked for now."""
    user, asked = request.user, request.GET.get("view", "")
    if asked in ("list", "grid") and user.library_as_list != (asked == "list"):
        user.library_as_list = asked == "list"
        user.save(update_fields=["library_as_list"])
    return user.library_as_list


@require_safe
def library(request: UserRequest) -> HttpResponse:
    # Signing in may have led here and not back to the form.
    take_back(request)
    shelves = shelves_of(request.user)
    asked = Asked.by(request.user, request.GET.dict(), [folder for folder, _ in shelves["folders"]])
    filters = filters_of(asked)
    page = page_of(asked.found, request.GET.get("page"), is_search=bool(asked.q), total=filters["shown"])
    context = {
        **shelves,
        **filters,
        "asked": asked,
        "way": asked.way,
        "orders": asked.orders(),
        "as_list": is_list(request),
        "page": page,
        "cards": tiles_of(page, asked.way),
        "any_active": any(generation.is_active for generation in page),
        "contents": CONTENTS,
    }
    partial = request.htmx and not request.htmx.history_restore_request
    response = render(request, "generator/_found.html" if partial else "generator/library.html", context)
    # One URL has two responses, which the browser's cache must not confuse.
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def binned(request: UserRequest) -> HttpResponse:
    """Show what is in the bin, and until when."""
    found = Generation.objects.all_of(request.user).in_bin()
    shelves = shelves_of(request.user)
    newest_first = found.order_by("-binned_at", "pk")
    page = page_of(newest_first, request.GET.get("page"), is_search=False, total=shelves["binned"])
    context = {
        **shelves,
        "is_bin": True,
        "as_list": is_list(request),
        "page": page,
        "cards": tiles_of(page, is_bin=True),
        "size": size_in_words(found.total_bytes()),
        "days": settings.GENERATOR_BIN_DAYS,
    }
    return render(request, "generator/binned.html", context)
