"""The files of a generation, for its owner and for reviewing staff only."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from generator.models import Generation, Scene
from generator.web.delivery import deliver
from generator.web.requests import UserRequest

JPEG = "image/jpeg"
WEBVTT = "text/vtt; charset=utf-8"


def viewable(request: UserRequest, pk: Any) -> Generation:
    everybodys = Generation.objects.all()
    reviews = request.user.is_staff and request.user.has_perm("generator.view_generation")
    return get_object_or_404(everybodys if reviews else everybodys.owned_by(request.user), pk=pk)


def download_name(generation: Generation, ending: str) -> str:
    """Return the name of a downloaded file, from its film's title in any script."""
    # Control and format characters could reverse the name or hide its extension.
    visible = "".join(sign for sign in str(generation) if unicodedata.category(sign)[0] != "C")
    name = re.sub(r'[\s/\\:*?"<>|]+', " ", visible).strip(" .")
    return f"{name[:80].strip() or 'video'}.{ending}"


@require_safe
def video(request: UserRequest, pk: Any) -> HttpResponseBase:
    generation = viewable(request, pk)
    name = download_name(generation, "mp4") if "download" in request.GET else ""
    return deliver(request, generation.video, "video/mp4", download_as=name)


@require_safe
def poster(request: UserRequest, pk: Any) -> HttpResponseBase:
    return deliver(request, viewable(request, pk).poster, JPEG)


@require_safe
def captions(request: UserRequest, pk: Any) -> HttpResponseBase:
    generation = viewable(request, pk)
    name = download_name(generation, "vtt") if "download" in request.GET else ""
    return deliver(request, generation.captions_file, WEBVTT, download_as=name, own_origin=True)


@require_safe
def chapters(request: UserRequest, pk: Any) -> HttpResponseBase:
    generation = viewable(request, pk)
    name = download_name(generation, "chapters.vtt") if "download" in request.GET else ""
    return deliver(request, generation.chapters_file, WEBVTT, download_as=name, own_origin=True)


@require_safe
def sprites(request: UserRequest, pk: Any) -> HttpResponseBase:
    return deliver(request, viewable(request, pk).sprites, JPEG)


@require_safe
def thumbnails(request: UserRequest, pk: Any) -> HttpResponseBase:
    return deliver(request, viewable(request, pk).thumbnails_file, WEBVTT, own_origin=True)


@require_safe
def transcript(request: UserRequest, pk: Any) -> HttpResponseBase:
    generation = viewable(request, pk)
    name = download_name(generation, "txt")
    return deliver(request, generation.transcript_file, "text/plain; charset=utf-8", download_as=name)


@require_safe
def subtitles(request: UserRequest, pk: Any) -> HttpResponseBase:
    generation = viewable(request, pk)
    name = download_name(generation, "srt")
    return deliver(
        request, generation.subtitles_file, "application/x-subrip; charset=utf-8", download_as=name
    )


@require_safe
def picture(request: UserRequest, pk: Any) -> HttpResponseBase:
    return deliver(request, viewable(request, pk).input_image, JPEG)


@require_safe
def scene_picture(request: UserRequest, pk: Any, number: int) -> HttpResponseBase:
    scene = get_object_or_404(Scene, generation=viewable(request, pk), position=number - 1)
    return deliver(request, scene.image, JPEG)
