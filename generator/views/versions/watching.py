"""One version of a video: its page, its files, and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from generator.models import Film, Generation
from generator.views.actions import anew_notes
from generator.views.files import deliver_small, download_name, viewable
from generator.views.provenance.told import credits_context
from generator.views.versions.listing import base_of, bytes_freed, owned_with_film, shown_films
from generator.views.versions.wording import told_changes
from generator.views.watch import SPEEDS, passages
from generator.web import unsent
from generator.web.delivery import deliver
from generator.web.letters import can_be_drawn
from generator.web.requests import UserRequest

IN_HAND = (
    "This video is being made at this moment. Please wait until it is ready, or stop it: then version {} can be "
    "restored."
)
ELSEWHERE = "The video was changed in another window meanwhile. Please look at it first."


def version_of(generation: Generation, number: int) -> Film:
    film = get_object_or_404(generation.films.exclude(shown_at=None), number=number)
    film.generation = generation
    return film


@require_safe
@never_cache
@gzip_page
def version(request: UserRequest, pk: Any, number: int) -> HttpResponse:
    generation = owned_with_film(request, pk)
    film = version_of(generation, number)
    films = shown_films(generation)
    base, scenes = base_of(film, films), film.own_scenes()
    undrawn = any(not can_be_drawn(scene.as_read) for scene in scenes)
    context = {
        "generation": generation,
        "film": film,
        "size": film.settings.get("size", generation.size),
        "language": film.settings.get("language") or generation.language,
        "is_shown": film.pk == generation.film_id,
        "scenes": scenes,
        "passages": passages(film, scenes),
        **credits_context(film),
        "shows_subtitles": film.settings.get("caption_style") == "none" or undrawn,
        "speeds": SPEEDS,
        "base": base,
        "changes": told_changes(base, film) if base else None,
        "frees": bytes_freed(generation, films)[film.pk],
    }
    return render(request, "generator/version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def restore(request: UserRequest, pk: Any, number: int) -> HttpResponse:
    """Show a version again; where changes of the owner's would be lost by that, they are asked first."""
    generation = owned_with_film(request, pk)
    film = version_of(generation, number)
    storyboard = reverse("storyboard", args=[generation.pk])
    if film.pk == generation.film_id and not generation.has_open_changes:
        messages.info(request, f"Version {number} is what is shown already.")
        return redirect("versions", generation.pk)
    if not generation.can_restore:
        messages.error(request, IN_HAND.format(number))
        return redirect("versions", generation.pk)
    if request.method != "POST" or (generation.has_open_changes and "sure" not in request.POST):
        context = {
            "generation": generation,
            "film": film,
            "undone": told_changes(generation.film, film) if generation.film else [],
            "missing": anew_notes(film),
        }
        return render(request, "generator/restore.html", context)
    before = generation.film.number if generation.film else None
    if not generation.restore(film):
        messages.info(request, ELSEWHERE)
        return redirect("versions", generation.pk)
    unsent.forget(request, storyboard)
    generation.measure_storage()
    stays = f" Version {before} stays in the list." if before and before != number else ""
    messages.success(request, f"Version {number} is shown again, with its scenes and settings.{stays}")
    return redirect("versions", generation.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delete_version(request: UserRequest, pk: Any, number: int) -> HttpResponse:
    generation = owned_with_film(request, pk)
    film = version_of(generation, number)
    if film.pk == generation.film_id:
        messages.info(request, f"Version {number} is what is shown. Restore another one first.")
        return redirect("versions", generation.pk)
    if request.method != "POST":
        frees = bytes_freed(generation, shown_films(generation))[film.pk]
        context = {"generation": generation, "film": film, "frees": frees}
        return render(request, "generator/delete_version.html", context)
    generation.films.former().filter(pk=film.pk).delete()
    messages.success(request, f"Version {number} is deleted.")
    return redirect("versions", generation.pk)


@require_safe
def version_product(request: UserRequest, pk: Any, number: int, name: str) -> HttpResponseBase:
    """Return a file of one version; `name` is that of its field."""
    generation = viewable(request, pk)
    film, kind = version_of(generation, number), Film.product(name)
    is_download = kind.is_downloaded or (kind.download and "download" in request.GET)
    ending = f"version-{number}.{kind.download}"
    return deliver(
        request,
        getattr(film, name),
        kind.media_type,
        download_as=download_name(generation, ending) if is_download else "",
        own_origin=kind.is_track,
    )


@require_safe
def version_scene(request: UserRequest, pk: Any, number: int, scene: int) -> HttpResponseBase:
    """Return the small picture of a scene of one version."""
    film = version_of(viewable(request, pk), number)
    told: dict[str, Any] = next((told for told in film.scenes if told["position"] == scene - 1), {})
    row = film.row_with_picture(told) if told else None
    if row is None:
        raise Http404("This version has no such picture.")
    return deliver_small(request, row)
