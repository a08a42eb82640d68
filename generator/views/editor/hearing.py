"""What pages ask for to be heard: the words of a scene as they stand, and how a voice sounds."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from generator.forms.scenes.hearing import SceneToHear, VoiceToHear
from generator.models import Generation
from generator.pipeline.hearing import speaking
from generator.pipeline.hearing.stretches import UnheardError, stretches_of
from generator.web.requests import UserRequest


@require_POST
@never_cache
def hear_scene(request: UserRequest, pk: Any) -> HttpResponse:
    """Answer a page's script with a stretch of a scene as WAV and their number, or with a sentence why not."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    form = SceneToHear(request.POST, generation=generation)
    if not form.is_valid():
        return _refuse(form.refusal)
    scene, at = form.scene(), form.cleaned_data["at"] or 0
    try:
        stretches = stretches_of(scene)
        # What was changed meanwhile may have fewer.
        heard = speaking.hear(scene, stretches[min(at, len(stretches) - 1)])
    except UnheardError as error:
        return _refuse(str(error))
    return _sound(heard, len(stretches))


@require_POST
@never_cache
def hear_voice(request: UserRequest) -> HttpResponse:
    """Answer a page's script with a sentence of a voice as WAV, or with one that says why not."""
    if "ready" in request.POST:
        # Somebody may want to hear something soon.
        speaking.get_ready()
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    form = VoiceToHear(request.POST)
    if not form.is_valid():
        return _refuse(form.refusal)
    try:
        return _sound(speaking.sample(form.film()), 1)
    except UnheardError as error:
        return _refuse(str(error))


def _sound(heard: speaking.Heard, stretches: int) -> HttpResponse:
    response = HttpResponse(heard.data, content_type="audio/wav")
    response["Stretches"] = str(stretches)
    response["Spoken-By"] = quote(heard.service)
    return response


def _refuse(sentence: str) -> HttpResponse:
    # Browsers report an answer of another status in their console as an error; this is none.
    return HttpResponse(sentence, content_type="text/plain; charset=utf-8")
