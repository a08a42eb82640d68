"""Keeping the changes to a film's scenes and settings while one types, and letting go of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from generator.forms.scenes.typed import TypedScenesForm
from generator.models import Generation, TypedScenes
from generator.web import unsent
from generator.web.requests import UserRequest


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def scenes_typed(request: UserRequest, pk: Any) -> HttpResponse:
    """Keep what is typed, and answer with its revision; to whoever only asks, say how they stand."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if request.method != "POST":
        return JsonResponse(_standing(generation, TypedScenes.objects.filter(generation=generation).first()))
    if unsent.is_somebody_elses(request):
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    form = TypedScenesForm(request.POST)
    if not form.is_valid():
        return HttpResponse(
            form.refusal, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, content_type="text/plain"
        )
    typed, is_kept = form.keep(generation)
    status = HTTPStatus.OK if is_kept else HTTPStatus.CONFLICT
    return JsonResponse(_standing(generation, typed), status=status)


def _standing(generation: Generation, typed: TypedScenes | None) -> dict[str, Any]:
    return {
        "revision": typed.revision if typed else 0,
        "at": typed.saved_at.isoformat() if typed else "",
        "state": f"{generation.lease}.{generation.revision}",
    }


@require_POST
def discard_typed(request: UserRequest, pk: Any) -> HttpResponse:
    """Let go of what was typed: the page shows scenes and settings as the film has them."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if TypedScenes.objects.filter(generation=generation).delete()[0]:
        messages.info(request, "Your changes are discarded. All is as the video shows it.")
    return redirect("storyboard", generation.pk)
