"""An owner's actions on a video: cancel, retry, delete, choose its poster."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from generator import tasks
from generator.forms.poster import PosterForm
from generator.models import Film, Generation
from generator.models.allowance import OverQuotaError, Price
from generator.pipeline.decoding import DecodingError
from generator.pipeline.posters import poster_at, poster_from_upload
from generator.web.requests import UserRequest
from studio.errors import RenderError

POSTER_CHOSEN = "This picture is the poster now."
NOT_JUST_NOW = "The picture could not be read just now. Please try again in a moment."
ELSEWHERE = "The poster was changed elsewhere meanwhile. Please choose once more."


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
    generation.delete()
    messages.success(request, "The video is deleted.")
    back = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back) if own else redirect("library")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def choose_poster(request: UserRequest, pk: Any) -> HttpResponse:
    """Take a moment of the film or a picture as its poster; the player asks for a fragment, others for a page."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user).select_related("film"), pk=pk)
    if generation.film is None:
        raise Http404("There is no film yet.")
    # The row of the film knows its generation without asking for it again.
    generation.film.generation = generation
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PosterForm(*sent, film=generation.film)
    if form.is_bound and form.is_valid() and (refusal := take_poster(generation.film, form)):
        form.add_error("picture" if form.cleaned_data["picture"] else None, refusal)
    context = {"generation": generation, "form": form}
    if request.htmx:
        told = {"poster_told": POSTER_CHOSEN, "poster_refusal": form.refusal}
        return render(request, "generator/_poster_chosen.html", context | told)
    if form.is_bound and form.is_valid():
        messages.success(request, POSTER_CHOSEN)
        return redirect(generation)
    return render(request, "generator/choose_poster.html", context)


def take_poster(film: Film, form: PosterForm) -> str:
    """Make the poster that a valid form asks for; return why it could not be had, empty if it could."""
    picture, moment = form.cleaned_data["picture"], form.cleaned_data["moment"]
    try:
        if picture:
            moment, made = None, poster_from_upload(film, picture)
        else:
            made = poster_at(film, moment)
    except DecodingError:
        return NOT_JUST_NOW
    except RenderError as error:
        return str(error)
    return "" if film.change_poster(made, moment) else ELSEWHERE
