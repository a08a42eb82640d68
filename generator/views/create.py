"""The pages for making a video: from a text, and from a picture."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, replace_url

from generator import tasks
from generator.forms import ImageForm, TextForm
from generator.forms.creation import GenerationForm
from generator.models import Generation
from generator.models.allowance import OverQuotaError
from generator.web.requests import UserRequest


def earlier_version(request: UserRequest) -> Generation | None:
    """Return the film of the same owner that a new version starts from, if one is named."""
    named = request.GET.get("from", "")
    try:
        pk = UUID(named)
    except ValueError:
        return None
    return get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def text_to_video(request: UserRequest) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = TextForm(*sent, owner=request.user, source=earlier_version(request))
    if form.is_bound and form.is_valid() and (generation := queued(form)):
        return redirect(generation)
    return render(request, "generator/text_to_video.html", {"form": form})


@require_POST
def understood(request: UserRequest) -> HttpResponse:
    """Say what is understood of a text while it is being written."""
    form = TextForm(request.POST, None, owner=request.user)
    return render(request, "generator/_understood.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def image_to_video(request: UserRequest) -> HttpResponse:
    return from_picture(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def draft(request: UserRequest, pk: Any) -> HttpResponse:
    """Go on with a picture that was sent to be described."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if generation.status != Generation.Status.DRAFT:
        return redirect(generation)
    return from_picture(request, generation)


def from_picture(request: UserRequest, draft: Generation | None) -> HttpResponse:
    """Show the form, make a video of what was sent, or have the picture described first."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ImageForm(*sent, owner=request.user, source=earlier_version(request), draft=draft)
    if form.is_bound and form.is_valid() and not form.only_describes and (generation := queued(form)):
        return redirect(generation)
    has_picture = form.is_bound and "upload" not in form.errors
    if not (has_picture and (form.only_describes or form.new_picture or draft)):
        return render_picture_form(request, form)
    # Whatever else is wrong in the form, files need not be chosen again.
    form.draft = form.save_draft()
    tasks.wake_worker_on_commit()
    if form.is_valid() and not request.htmx:
        return redirect(form.draft)
    return render_picture_form(request, form)


def queued(form: GenerationForm) -> Generation | None:
    """Queue what a valid form asks for, or have the form say why that cannot be."""
    try:
        return form.queue(tasks.enqueue)
    except OverQuotaError as error:
        form.add_error(None, str(error))
        return None


def render_picture_form(request: UserRequest, form: ImageForm) -> HttpResponse:
    context = {"form": form, "worker": tasks.worker_is_alive()}
    if not request.htmx:
        return render(request, "generator/image_to_video.html", context)
    response = render(request, "generator/_seen.html", context)
    return replace_url(response, form.draft.get_absolute_url()) if form.draft else response


@require_safe
@never_cache
def seen(request: UserRequest, pk: Any) -> HttpResponse:
    """Answer the form's question whether the picture was described."""
    draft = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if not request.htmx:
        return redirect(draft)
    if draft.status != Generation.Status.DRAFT:
        return HttpResponseClientRedirect(draft.get_absolute_url())
    worker = tasks.worker_is_alive()
    if worker and not draft.description_fingerprint and not draft.error:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    form = ImageForm(None, None, owner=request.user, draft=draft)
    return render(request, "generator/_seen.html", {"form": form, "worker": worker})
