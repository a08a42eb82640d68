"""The scenes of a film whose owner wants to see them before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from generator import tasks
from generator.models import Cutaway, Generation
from generator.models.allowance import OverQuotaError, Price
from generator.providers.factory import get_health, speaker_of
from generator.web.estimates import Estimate, rest_after_scenes
from generator.web.requests import UserRequest

MADE_ALREADY = "This video is being made already, or is no longer waiting for you."


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What the rest of a film takes: how long, and a sentence on what each outside service is asked for."""

    time: Estimate | None
    calls: tuple[str, ...]


def rest_of(generation: Generation) -> Rest:
    """Return what is still to be done for a film whose scenes have their pictures."""
    scenes = list(generation.scenes.all())
    spoken = [scene for scene in scenes if scene.needs_narrator]
    calls = []
    speaker = speaker_of(generation.language, generation.voice) if generation.has_narrator else None
    if speaker and speaker.service and spoken:
        letters = sum(len(scene.as_read) for scene in spoken)
        calls.append(
            _sentence(
                "speech",
                speaker.service,
                f"speaks {_counted(len(spoken), 'scene')}",
                len(spoken),
                f", {letters:,} characters",
            )
        )
    further = Cutaway.objects.filter(scene__generation=generation, image="").exclude(prompt="").count()
    painter = next((report.service for report in get_health() if report.kind == "image"), "")
    if painter and further:
        calls.append(
            _sentence("image", painter, f"makes {_counted(further, 'further picture')}", further, "")
        )
    return Rest(time=rest_after_scenes(generation, len(scenes)), calls=tuple(calls))


def _sentence(kind: str, service: str, does: str, calls: int, size: str) -> str:
    costs = {(report.kind, report.service): report.cost for report in get_health()}
    cost = next(
        (told for (its_kind, name), told in costs.items() if its_kind == kind and name == service), ""
    )
    return f"{service} {does}: about {_counted(calls, 'call')}{size}. {cost}".strip()


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


@require_POST
def make_film(request: UserRequest, pk: Any) -> HttpResponse:
    return make_film_of(request, get_object_or_404(Generation.objects.owned_by(request.user), pk=pk))


def make_film_of(request: UserRequest, generation: Generation) -> HttpResponse:
    """Queue the film of scenes that are as their owner wants them."""
    try:
        queued = tasks.enqueue(generation, generation.make_film, Price.CHANGE)
    except OverQuotaError as error:
        messages.error(request, str(error))
        return redirect(generation)
    if not queued:
        messages.info(request, MADE_ALREADY)
    return redirect(generation)
