"""Keeping the changes to a film's scenes while one types, and letting go of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from generator.forms.scenes.edit import EditForm
from generator.models import Edit, Generation
from generator.web import unsent
from generator.web.requests import UserRequest


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def scenes_typed(request: UserRequest, pk: Any) -> HttpResponse:
    """Keep what is typed, and answer with its revision; to whoever only asks, say how the film's scenes stand."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if request.method != "POST":
        return JsonResponse(_standing(generation, Edit.objects.filter(generation=generation).first()))
    if unsent.is_somebody_elses(request):
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    form = EditForm(request.POST)
    if not form.is_valid():
        return HttpResponse(
            form.refusal, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, content_type="text/plain"
        )
    edit, is_kept = form.keep(generation)
    status = HTTPStatus.OK if is_kept else HTTPStatus.CONFLICT
    return JsonResponse(_standing(generation, edit), status=status)


def _standing(generation: Generation, edit: Edit | None) -> dict[str, Any]:
    return {
        "revision": edit.revision if edit else 0,
        "at": edit.saved_at.isoformat() if edit else "",
        "state": f"{generation.lease}.{generation.revision}",
    }


@require_POST
def discard_edit(request: UserRequest, pk: Any) -> HttpResponse:
    """Let go of what was typed: the page shows the scenes as the film has them."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if Edit.objects.filter(generation=generation).delete()[0]:
        messages.info(request, "Your changes are discarded. The scenes are as the video shows them.")
    return redirect("storyboard", generation.pk)
