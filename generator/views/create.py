"""The two ways in: from a text, and from a picture."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from generator import tasks
from generator.forms import ImageForm, TextForm
from generator.forms.creation import GenerationForm
from generator.http import UserRequest
from generator.models import Generation


def earlier_version(request: UserRequest) -> Generation | None:
    """Return the film of the same owner that a new version starts from, if one is named."""
    named = request.GET.get("from", "")
    try:
        pk = UUID(named)
    except ValueError:
        return None
    return get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)


def create(request: UserRequest, form_class: type[GenerationForm], template: str) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = form_class(*sent, owner=request.user, source=earlier_version(request))
    if form.is_bound and form.is_valid():
        generation = form.save()
        tasks.submit(generation)
        return redirect(generation)
    return render(request, template, {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def text_to_video(request: UserRequest) -> HttpResponse:
    return create(request, TextForm, "generator/text_to_video.html")


@require_http_methods(["GET", "HEAD", "POST"])
def image_to_video(request: UserRequest) -> HttpResponse:
    return create(request, ImageForm, "generator/image_to_video.html")
