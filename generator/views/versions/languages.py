"""The same video in another language, and its words as subtitles of the others of its family."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from generator import tasks
from generator.forms.scenes.language import LanguageForm
from generator.models import Film, Generation
from generator.models.allowance import OverQuotaError, allowance_of
from generator.models.film import WEBVTT
from generator.views.files import viewable
from generator.views.versions.listing import owned_with_film
from generator.views.versions.shapes import NOT_FINISHED, languages_of
from generator.views.writing.films import with_translation
from generator.web import unsent
from generator.web.requests import UserRequest
from studio.speech.voices import name_language

# "00:01:02.500" and "01:02.500".
_MOMENT = re.compile(r"(?:(\d+):)?(\d\d):(\d\d\.\d{3})")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def another_language(request: UserRequest, pk: Any) -> HttpResponse:
    """Let the owner write what the scenes say in another language, and have the video made."""
    generation = owned_with_film(request, pk)
    if request.method != "POST" and generation.status != Generation.Status.SUCCEEDED:
        messages.info(request, NOT_FINISHED.replace("shape", "language"))
        return redirect(generation)
    sent = request.POST if request.method == "POST" else unsent.kept(request)
    note, refusal = "", ""
    if request.method == "POST" and "translate" in request.POST:
        form, note, refusal = with_translation(request, generation)
    else:
        form = LanguageForm(sent, generation=generation)
    if request.method == "POST" and "translate" not in request.POST and form.is_valid():
        try:
            if new := form.queue(tasks.enqueue):
                unsent.forget(request)
                new.measure_storage()
                named = name_language(new.language)
                messages.success(
                    request, f"The video is being made in {named}, with the same scenes and pictures."
                )
                return redirect(new)
            form.add_error(None, NOT_FINISHED.replace("shape", "language"))
        except OverQuotaError as error:
            form.add_error(None, str(error))
    context = {
        "generation": generation,
        "form": form,
        "translated": note,
        "untranslated": refusal,
        "allowance": allowance_of(generation.owner),
        "writer": unsent.mark_of(request.user),
    }
    return render(request, "generator/another_language.html", context)


def other_languages(generation: Generation, film: Film | None) -> list[Generation]:
    """Return the relatives in other languages, one of each, whose film has the same scenes."""
    count = len(film.scenes) if film else 0
    known = languages_of(generation)
    return [one for one in known if one.film and one.film.captions and len(one.film.scenes) == count]


@require_safe
def other_captions(request: UserRequest, pk: Any, language: str) -> HttpResponse:
    """Return the captions of a relative in another language, at the moments of this video's scenes."""
    generation = viewable(request, pk)
    film = generation.film
    other = next(
        (one for one in other_languages(generation, film) if film and one.language == language), None
    )
    if film is None or other is None or other.film is None:
        raise Http404("There are no captions in this language.")
    try:
        with other.film.captions.open("rb") as file:
            told = file.read().decode()
    except OSError as error:
        raise Http404("These captions are not there.") from error
    return HttpResponse(moved_captions(told, other.film.scenes, film.scenes), content_type=WEBVTT)


def moved_captions(told: str, theirs: list[dict[str, Any]], ours: list[dict[str, Any]]) -> str:
    """Return captions with all times moved from the scenes of one film to those of another, scene by scene."""

    def moved(match: re.Match[str]) -> str:
        hours, minutes, seconds = match.groups()
        at = int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)
        return _stamp(_moved(at, theirs, ours))

    lines = told.split("\n")
    return "\n".join(_MOMENT.sub(moved, line) if "-->" in line else line for line in lines)


def _moved(at: float, theirs: list[dict[str, Any]], ours: list[dict[str, Any]]) -> float:
    for their, our in zip(theirs, ours, strict=True):
        if at <= their["end"]:
            share = max(0.0, at - their["start"]) / max(0.1, their["end"] - their["start"])
            return float(our["start"] + share * (our["end"] - our["start"]))
    return float(ours[-1]["end"]) if ours else at


def _stamp(at: float) -> str:
    whole = round(at * 1000)
    return f"{whole // 3_600_000:02d}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}.{whole % 1000:03d}"
