"""An owner's actions on a video: cancel, retry, delete."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from generator import tasks
from generator.models import Generation
from generator.models.allowance import OverQuotaError, Price
from generator.web.requests import UserRequest


@require_POST
def cancel(request: UserRequest, pk: Any) -> HttpResponse:
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if generation.cancel():
        messages.success(request, "Cancelled. What was made so far is kept, in case you go on.")
    else:
        messages.info(request, "There was nothing to cancel any more.")
    return redirect(generation)


@require_POST
def retry(request: UserRequest, pk: Any) -> HttpResponse:
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    try:
        if generation.status == Generation.Status.SUCCEEDED:
            # What stand-ins made is made anew at no charge: it was not the owner's fault.
            queued = tasks.enqueue(generation, generation.retry_stand_ins, Price.NOTHING)
        else:
            queued = tasks.enqueue(generation, generation.retry)
    except OverQuotaError as error:
        messages.error(request, str(error))
        return redirect(generation)
    if queued:
        messages.success(request, "We are at it again. What is good already is kept.")
    else:
        messages.info(request, "This video needs no other try.")
    return redirect(generation)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: UserRequest, pk: Any) -> HttpResponse:
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "generator/delete.html", {"generation": generation})
    # A worker that is at it must learn that it is over before its files go.
    generation.cancel()
    was = "draft" if generation.is_draft else "video"
    generation.delete()
    messages.success(request, f"The {was} is deleted.")
    back = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back) if own else redirect("library")
