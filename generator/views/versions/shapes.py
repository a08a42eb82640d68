"""Another shape of a finished video, in one click."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from generator import tasks
from generator.models import Generation
from generator.models.allowance import OverQuotaError
from generator.views.versions.listing import owned_with_film
from generator.web.requests import UserRequest

NOT_FINISHED = (
    "Another shape is made of a finished video. Please wait until this one is ready, or discard its changes."
)


@require_POST
def another_shape(request: UserRequest, pk: Any) -> HttpResponse:
    """Have the same video made in another shape, or lead to where there is one."""
    generation = owned_with_film(request, pk)
    size = request.POST.get("size", "")
    if size not in Generation.Size.values:
        messages.error(request, "Please choose one of the shapes.")
        return redirect(generation)
    if there := next((one for one in _of_language(generation) if one.size == size), None):
        return redirect(there)
    try:
        with transaction.atomic():
            new = generation.beget(size=size)
            queued = bool(new) and tasks.enqueue(new, new.submit)
    except OverQuotaError as error:
        messages.error(request, str(error))
        return redirect(generation)
    if not queued:
        messages.info(request, NOT_FINISHED)
        return redirect(generation)
    new.measure_storage()
    messages.success(
        request,
        f"“{generation}” is being made as {size}. Words, voice and your own pictures and clips are taken over.",
    )
    return redirect(new)


def _of_language(generation: Generation) -> list[Generation]:
    """Return the video and its relatives in the same language."""
    everyone = [generation, *generation.relatives()]
    return [one for one in everyone if one.language == generation.language]


def shapes_of(generation: Generation) -> list[dict[str, Any]]:
    """Return for each shape its value and name, and the video of the family that has it, if there is one."""
    there = {one.size: one for one in reversed(_of_language(generation))}
    return [
        {"size": value, "name": name, "there": there.get(value)} for value, name in Generation.Size.choices
    ]


def languages_of(generation: Generation) -> list[Generation]:
    """Return a video of the family for each other language: in this one's shape where there is such a one."""
    found: dict[str, Generation] = {}
    for one in generation.relatives():
        if one.language != generation.language and (one.language not in found or one.size == generation.size):
            found[one.language] = one
    return list(found.values())
