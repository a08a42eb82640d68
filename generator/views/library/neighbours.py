"""Where one film stands in the library: the one before it and the one behind it, and the folders."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from generator.models import Folder, Generation
from generator.views.library.asked import Asked
from generator.web.requests import UserRequest


def neighbours(request: UserRequest, generation: Generation) -> dict[str, Any]:
    """Return the films beside one, in the filter and order from which one came: the address tells of it.

    Drafts are left out, because they have no page. A film that is not found by the filter has no neighbours.
    """
    folders = sorted(Folder.objects.owned_by(request.user), key=lambda folder: folder.name.casefold())
    asked = Asked.by(request.user, request.GET.dict(), folders)
    keys = asked.found.exclude(status=Generation.Status.DRAFT).beside(generation)
    named = Generation.objects.filter(pk__in=[key for key in keys if key])
    films = {film.pk: film for film in named.only("title", "kind", "status")}
    before, behind = (films.get(key) for key in keys)
    return {
        "before": before,
        "behind": behind,
        "way": asked.way,
        "library_address": reverse("library") + asked.way,
        "asked": asked,
        "folders": folders,
    }
