"""The pages for changing the scenes of a finished film."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from generator import tasks
from generator.forms.scenes.sending import MOST_PARCEL, SendingForm
from generator.forms.scenes.sentences import Sentences
from generator.forms.settings.edit import Edit
from generator.forms.storyboard import BUSY
from generator.models import Generation, TypedScenes
from generator.models.allowance import PAID, OverQuotaError, allowance_of
from generator.views.editor.settings import music_samples
from generator.views.starting.scenes_first import make_film_of, rest_of
from generator.views.watch import SPEEDS, expected_silence
from generator.web import unsent
from generator.web.requests import UserRequest


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@gzip_page
def storyboard(request: UserRequest, pk: Any) -> HttpResponse:
    films = Generation.objects.owned_by(request.user).select_related("owner", "film", "brand")
    generation = get_object_or_404(films, pk=pk)
    if request.method != "POST":
        if not generation.scenes.exists():
            return redirect(generation)
        return _open(request, generation)
    unsent.forget(request)
    with closing(Edit(generation, request.POST, request.FILES)) as edit:
        return _change(request, edit)


def _change(request: UserRequest, edit: Edit) -> HttpResponse:
    generation, has_new_sayings = edit.generation, _has_new_sayings(edit.generation)
    if not edit.is_valid() or "ask" in request.POST:
        return _page(request, edit)
    makes_film = generation.status == Generation.Status.SCENES and "film" in request.POST
    if makes_film and not edit.has_changed:
        return make_film_of(request, generation)
    if not edit.has_changed and not has_new_sayings:
        messages.info(request, "Nothing was changed, so the video stays as it is.")
        return redirect(generation)
    if generation.is_active:
        if refusal := edit.leave(request.POST):
            edit.scenes.non_form_errors().append(refusal)
            return _page(request, edit)
        messages.success(request, "Your changes wait, and are made when this video is ready.")
        return redirect(generation)
    return _save(request, edit, makes_film=makes_film, has_new_sayings=has_new_sayings)


def _save(request: UserRequest, edit: Edit, *, makes_film: bool, has_new_sayings: bool) -> HttpResponse:
    generation = edit.generation
    # Said of the film as it was before.
    told = edit.told(has_new_sayings=has_new_sayings)
    if makes_film:
        generation.see_scenes_first(False)
    if refusal := edit.save(tasks.enqueue, runs=edit.needs_run or has_new_sayings):
        if makes_film:
            generation.see_scenes_first(True)
        edit.scenes.non_form_errors().append(refusal)
        return _page(request, edit)
    if not makes_film:
        messages.success(request, told)
    return redirect(generation)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def send_clip(request: UserRequest, pk: Any) -> JsonResponse:
    """Take a clip for a scene of a film, parcel by parcel."""
    return _take_parcel(request, get_object_or_404(Generation.objects.owned_by(request.user), pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def send_first_clip(request: UserRequest) -> JsonResponse:
    """Take a clip with which a film is about to be begun, parcel by parcel."""
    return _take_parcel(request, None)


def _take_parcel(request: UserRequest, generation: Generation | None) -> JsonResponse:
    """Answer a page's script, which begins a clip by its "size", and goes on with it by its "id" and "at".

    It is told the "id" and how much of it was "received", or a "refusal", a sentence.
    """
    asked = SendingForm(request.GET, owner=request.user, generation=generation)
    if not asked.is_valid():
        return JsonResponse({"refusal": asked.refusal})
    sending = asked.sending
    if request.method == "POST" and sending is None:
        sending = asked.begin()
    elif request.method == "POST" and sending:
        data = request.read(MOST_PARCEL + 1)
        if refusal := asked.refuse_parcel(data):
            return JsonResponse({"refusal": refusal})
        sending.take(asked.cleaned_data["at"] or 0, data)
    return JsonResponse({"id": sending.pk, "received": sending.received} if sending else {})


def _has_new_sayings(generation: Generation) -> bool:
    """Return whether its owner's pronunciation list was changed after the film was made."""
    changed, film = generation.owner.sayings_changed_at, generation.film
    return bool(changed and film and changed > film.made_at)


def _open(request: UserRequest, generation: Generation) -> HttpResponse:
    """Show the scenes, with the changes that were sent while nobody was signed in, if there are such."""
    if "afresh" in request.GET:
        unsent.forget(request)
        if generation.waiting_changes:
            generation.drop_waiting_changes()
        return redirect("storyboard", generation.pk)
    if typed_before := unsent.kept(request):
        return _page(request, Edit(generation, typed_before, None), is_brought_back=True)
    if generation.waiting_changes:
        return _page(request, Edit.waiting(generation), is_brought_back=True)
    return _page(request, Edit(generation))


def _page(request: UserRequest, edit: Edit, *, is_brought_back: bool = False) -> HttpResponse:
    generation = edit.generation
    # What was made once is changed at no charge.
    costs = generation.status not in PAID and not generation.is_active
    context = {
        "generation": generation,
        "edit": edit,
        "formset": edit.scenes,
        "settings": edit.settings,
        "is_asked": "ask" in request.POST,
        "typed": TypedScenes.objects.filter(generation=generation).first(),
        "is_brought_back": is_brought_back,
        "writer": unsent.mark_of(request.user),
        "unspoken": expected_silence(generation, edit.rows),
        "has_new_sayings": _has_new_sayings(generation),
        "rest": rest_of(generation) if generation.status == Generation.Status.SCENES else None,
        "allowance": costs and allowance_of(request.user),
        "samples": music_samples(generation),
        "film": generation.film,
        "speeds": SPEEDS,
        "shows_subtitles": not generation.draws_captions,
    }
    return render(request, "generator/storyboard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sentences(request: UserRequest, pk: Any, number: int) -> HttpResponse:
    """What each sentence of a scene shows."""
    films = Generation.objects.owned_by(request.user)
    generation = get_object_or_404(films, pk=pk)
    scene = get_object_or_404(generation.scenes, position=number - 1)
    scene.generation = generation
    if not scene.sentences or (generation.is_active and request.method != "POST"):
        return redirect(generation)
    chosen = Sentences(scene, request.POST if request.method == "POST" else None)
    if request.method == "POST" and chosen.is_valid():
        if not chosen.has_changed:
            messages.info(request, "Nothing was changed, so the video stays as it is.")
            return redirect(generation)
        try:
            if chosen.save_changes(tasks.enqueue):
                messages.success(request, f"Scene {number} is being changed. All others stay as they are.")
                return redirect(generation)
            chosen.refusals.append(BUSY)
        except OverQuotaError as error:
            chosen.refusals.append(str(error))
    context = {
        "generation": generation,
        "scene": scene,
        "chosen": chosen,
        "neighbours": list(generation.scenes.exclude(sentences=[]).values_list("position", flat=True)),
    }
    return render(request, "generator/sentences.html", context)
