"""An owner's actions on a video: cancel, retry, discard changes, choose its poster."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import get_text_list
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from generator import tasks
from generator.forms.poster import PosterForm
from generator.models import Film, Generation
from generator.models.allowance import OverQuotaError, Price
from generator.pipeline.decoding import DecodingError
from generator.pipeline.posters import poster_at, poster_from_upload
from generator.web import unsent
from generator.web.requests import UserRequest
from studio.errors import RenderError

POSTER_CHOSEN = "This picture is the poster now."
NOT_JUST_NOW = "The picture could not be read just now. Please try again in a moment."
ELSEWHERE = "The poster was changed elsewhere meanwhile. Please choose once more."


@require_POST
def cancel(request: UserRequest, pk: Any) -> HttpResponse:
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    # The page of a video that was cancelled says so itself.
    if not generation.cancel():
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
@never_cache
def discard(request: UserRequest, pk: Any) -> HttpResponse:
    """Ask, and then go back to the film as it is shown: the changes to its scenes came to nothing."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user).select_related("film"), pk=pk)
    film = generation.film
    if film is None or not generation.can_discard:
        messages.info(request, "There are no changes to discard.")
        return redirect(generation)
    missing = anew_notes(film)
    if request.method != "POST":
        return render(request, "generator/discard.html", {"generation": generation, "missing": missing})
    unsent.forget(request, reverse("storyboard", args=[generation.pk]))
    if generation.discard_changes():
        generation.measure_storage()
        messages.success(request, " ".join(["The changes are discarded.", *missing]))
    else:
        messages.info(request, "The video was changed in another window meanwhile. Please look at it first.")
    return redirect(generation)


def anew_notes(film: Film) -> list[str]:
    """Say what of a film's scenes is no longer there, and is made anew when they are next changed."""
    missing = film.to_be_made_anew()
    sentences = {
        "painted": "The picture of {} was replaced already and is made anew with your next change.",
        "spoken": "The narration of {} was replaced already and is spoken anew with your next change.",
        "own": "Your own picture of {} is gone: with your next change another is painted, unless you choose it again.",
    }
    return [
        sentences[kind].format(
            f"scene{'s' if len(numbers) > 1 else ''} {get_text_list([str(number) for number in numbers], 'and')}"
        )
        for kind, numbers in missing.items()
        if numbers
    ]


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
