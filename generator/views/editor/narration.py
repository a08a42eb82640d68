"""One recording of all scenes: sent, listened to scene by scene, corrected, and taken."""

from __future__ import annotations

import wave
from contextlib import closing
from http import HTTPStatus
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from generator import tasks
from generator.forms.scenes.narration import CutsForm, NarrationForm
from generator.forms.storyboard import BUSY
from generator.models import Generation, Narration
from generator.models.allowance import OverQuotaError
from generator.pipeline.recordings.cutting import scenes_told
from generator.web.requests import UserRequest

TAKEN = "Your own voice is put into the video. Scenes that you left out keep theirs."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def narration(request: UserRequest, pk: Any) -> HttpResponse:
    """Take a recording of all scenes, and show where it was cut; while it is being cut the page asks again."""
    films = Generation.objects.owned_by(request.user).select_related("owner", "film")
    generation = get_object_or_404(films, pk=pk)
    known = Narration.objects.filter(generation=generation).first()
    if request.method != "POST":
        return _asked_again(known) if request.htmx else _page(request, generation)
    if known and "drop" in request.POST:
        known.drop()
        messages.info(request, "The recording is deleted. Nothing of the video was changed.")
        return redirect("narration", generation.pk)
    if known and known.cuts and ("take" in request.POST or "keep" in request.POST):
        known.generation = generation
        return _take(request, CutsForm(request.POST, narration=known))
    with closing(NarrationForm(request.POST, request.FILES, generation=generation)) as form:
        if form.is_valid():
            tasks.order(form.order)
            return redirect("narration", generation.pk)
        return _page(request, generation, form=form)


def _asked_again(known: Narration | None) -> HttpResponse:
    """Answer the page that waits: nothing yet, or to be loaded anew."""
    if known and known.is_coming:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return HttpResponseClientRefresh()


def _take(request: UserRequest, cuts: CutsForm) -> HttpResponse:
    generation = cuts.narration.generation
    if cuts.is_valid() and "keep" in request.POST:
        cuts.keep()
        return redirect("narration", generation.pk)
    if cuts.is_valid():
        try:
            if cuts.take(tasks.enqueue):
                messages.success(request, TAKEN)
                return redirect(generation)
            cuts.add_error(None, BUSY)
        except OverQuotaError as error:
            cuts.add_error(None, str(error))
    return _page(request, generation, cuts=cuts)


def _page(
    request: UserRequest,
    generation: Generation,
    *,
    form: forms.Form | None = None,
    cuts: CutsForm | None = None,
) -> HttpResponse:
    known = Narration.objects.filter(generation=generation).first()
    if known and known.cuts and cuts is None:
        known.generation = generation
        cuts = CutsForm(narration=known)
    context = {
        "generation": generation,
        "form": form or NarrationForm(generation=generation),
        "narration": known,
        "worker": tasks.worker_is_alive(),
        "cuts": cuts,
        "scenes": scenes_told(generation),
    }
    return render(request, "generator/recordings/narration.html", context)


class _PartForm(forms.Form):
    start = forms.FloatField(required=False, min_value=0)
    end = forms.FloatField(required=False, min_value=0)


@require_safe
@never_cache
def narration_part(request: UserRequest, pk: Any) -> HttpResponse:
    """Return a part of the recording as WAV, between its seconds `start` and `end`."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    known = get_object_or_404(Narration.objects.filter(cuts__isnull=False), generation=generation)
    asked = _PartForm(request.GET)
    asked.is_valid()
    start, end = asked.cleaned_data.get("start") or 0.0, asked.cleaned_data.get("end") or known.seconds
    try:
        with known.preview.open("rb") as stored:
            return HttpResponse(_part(stored, start, min(end, known.seconds)), content_type="audio/wav")
    except OSError as error:
        raise Http404("It is not there.") from error


def _part(stored: Any, start: float, end: float) -> bytes:
    try:
        with wave.open(stored) as whole:
            rate = whole.getframerate()
            first = min(whole.getnframes(), round(start * rate))
            whole.setpos(first)
            samples = whole.readframes(max(0, round(end * rate) - first))
    except (wave.Error, EOFError):
        rate, samples = 16_000, b""
    file = BytesIO()
    with wave.open(file, "wb") as part:
        part.setnchannels(1)
        part.setsampwidth(2)
        part.setframerate(rate)
        part.writeframes(samples)
    return file.getvalue()
