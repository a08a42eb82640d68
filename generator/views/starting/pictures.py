"""The pictures of a draft that begins with several, as its page's script adds, asks for and shows them."""

from __future__ import annotations

from contextlib import closing
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from generator import tasks
from generator.forms import ImageForm
from generator.models import Generation, StartPicture
from generator.views.create import earlier_version
from generator.views.files import deliver_small, viewable
from generator.web.requests import UserRequest

# What htmx takes as the end of its questions.
NO_MORE = 286
GONE = "This draft was sent or deleted in another window. Please load the page again."


@require_POST
def add_first_picture(request: UserRequest) -> JsonResponse:
    """Take the first of several pictures, which makes a draft."""
    return _add(request, None)


@require_POST
def add_picture(request: UserRequest, pk: Any) -> JsonResponse:
    drafts = Generation.objects.drafts().owned_by(request.user).of_kind(Generation.Kind.IMAGE)
    draft = drafts.filter(pk=pk).first()
    if draft is None:
        return JsonResponse({"refusal": GONE}, status=HTTPStatus.NOT_FOUND)
    return _add(request, draft)


def _add(request: UserRequest, draft: Generation | None) -> JsonResponse:
    """Take one picture or clip for a draft, or for a new one, with all that stands in the form.

    The script is told the draft's "address" and the "card" to show, or a "refusal", a sentence.
    """
    source = None if draft else earlier_version(request)
    with closing(
        ImageForm(request.POST, request.FILES, owner=request.user, source=source, draft=draft, adds=True)
    ) as form:
        form.is_valid()
        if not form.good:
            return JsonResponse({"refusal": " ".join(map(str, form.errors.get("more", [GONE])))})
        kept = form.save_draft()
    tasks.wake_worker_on_commit()
    card = ImageForm(None, None, owner=request.user, draft=kept).cards[-1]
    shown = render_to_string("generator/_start_picture.html", {"card": card}, request)
    return JsonResponse({"address": kept.get_absolute_url(), "card": shown})


@require_safe
@never_cache
def start_picture(request: UserRequest, pk: Any, key: Any) -> HttpResponse:
    """Answer a card's question whether its picture was looked at."""
    picture = StartPicture.objects.filter(generation=viewable(request, pk), pk=key).first()
    if picture is None:
        # Its owner has let go of it meanwhile: the card asks no more.
        return HttpResponse(status=NO_MORE)
    if not (picture.is_seen or picture.error):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "generator/_start_preview.html", {"picture": picture})


@require_safe
def start_miniature(request: UserRequest, pk: Any, key: Any) -> HttpResponseBase:
    return deliver_small(request, _picture(request, pk, key))


def _picture(request: UserRequest, pk: Any, key: Any) -> StartPicture:
    return get_object_or_404(StartPicture, generation=viewable(request, pk), pk=key)
