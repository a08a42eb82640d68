"""The files of a generation, for its owner and for reviewing staff only."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from generator.models import Film, Generation, Scene
from generator.models.files.miniature import HasMiniature
from generator.web.archive import safe_name
from generator.web.delivery import deliver
from generator.web.requests import UserRequest
from studio.film.uploads.miniatures import pack_miniature

JPEG, WEBP = "image/jpeg", "image/webp"


def viewable(request: UserRequest, pk: Any) -> Generation:
    """Return a film whose files somebody may have: what is in the bin only its owner, who sees it there."""
    # Players ask for a film piece by piece, and its snapshot is large.
    known = Generation.objects.select_related("film").defer("film__scenes", "film__settings")
    reviews = request.user.is_staff and request.user.has_perm("generator.view_generation")
    seen = Q(owner=request.user) | Q(binned_at=None) if reviews else Q(owner=request.user)
    return get_object_or_404(known.filter(seen), pk=pk)


def download_name(generation: Generation, ending: str) -> str:
    """Return the name of a downloaded file, from its film's title in any script."""
    return f"{safe_name(str(generation))}.{ending}"


@require_safe
def product(request: UserRequest, pk: Any, name: str) -> HttpResponseBase:
    """Return a file of the film that is shown; `name` is that of its field."""
    generation = viewable(request, pk)
    if generation.film is None:
        raise Http404("There is no film yet.")
    kind = Film.product(name)
    is_download = kind.is_downloaded or (kind.download and "download" in request.GET)
    return deliver(
        request,
        getattr(generation.film, name),
        kind.media_type,
        download_as=download_name(generation, kind.download) if is_download else "",
        own_origin=kind.is_track,
    )


def deliver_small(request: UserRequest, row: HasMiniature) -> HttpResponseBase:
    """Return the small copy of a row's picture, or the picture if it cannot be made small."""
    file = row.small_picture(pack_miniature)
    return deliver(request, file, WEBP if file.name == row.miniature.name else JPEG)


@require_safe
def miniature(request: UserRequest, pk: Any) -> HttpResponseBase:
    film = viewable(request, pk).film
    if film is None:
        raise Http404("There is no film yet.")
    return deliver_small(request, film)


@require_safe
def picture_miniature(request: UserRequest, pk: Any) -> HttpResponseBase:
    return deliver_small(request, viewable(request, pk))


@require_safe
def scene_miniature(request: UserRequest, pk: Any, number: int) -> HttpResponseBase:
    scene = get_object_or_404(Scene, generation=viewable(request, pk), position=number - 1)
    return deliver_small(request, scene)


@require_safe
def picture(request: UserRequest, pk: Any) -> HttpResponseBase:
    return deliver(request, viewable(request, pk).input_image, JPEG)


@require_safe
def scene_picture(request: UserRequest, pk: Any, number: int) -> HttpResponseBase:
    scene = get_object_or_404(Scene, generation=viewable(request, pk), position=number - 1)
    return deliver(request, scene.image, JPEG)


@require_safe
def scene_recording(request: UserRequest, pk: Any, number: int) -> HttpResponseBase:
    """Return what a scene's owner has spoken, as it is heard in the film."""
    scene = get_object_or_404(Scene, generation=viewable(request, pk), position=number - 1)
    if not scene.recording:
        raise Http404("A narrator speaks it.")
    return deliver(request, scene.speech, "audio/wav")


@require_safe
def clip_filmstrip(request: UserRequest, pk: Any, number: int) -> HttpResponseBase:
    """Return pictures from all of a scene's clip, side by side."""
    scene = get_object_or_404(Scene, generation=viewable(request, pk), position=number - 1)
    return deliver(request, scene.clip_filmstrip, JPEG)
