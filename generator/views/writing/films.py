"""What a text service writes for a film that is there: a scene's words, what stands beside it, a translation."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from generator.forms.scenes.language import LanguageForm
from generator.forms.writing.films import SceneToReword, TranslationWish
from generator.models import Generation
from generator.pipeline.writing import films
from generator.pipeline.writing.asking import Told
from generator.providers.calling.meter import made_for
from generator.views.versions.listing import owned_with_film
from generator.views.writing.asking import begun, waited_for
from generator.web.requests import UserRequest

WRITTEN = "Title, description and hashtags are written: check them before you publish them."
TRANSLATED = "The words are translated. Nothing is made yet: correct them, then make the video."


@require_POST
@never_cache
def reword_scene(request: UserRequest, pk: Any) -> JsonResponse:
    """Begin to say a scene's words otherwise, which come into its field of the page."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    form = SceneToReword(request.POST, generation=generation)
    if not form.is_valid():
        return JsonResponse({"refusal": form.refusal})
    film, wanted = form.scene().generation, form.wanted()

    def work() -> Told:
        with made_for(film.pk):
            words, seconds = films.reword(film, wanted)
        return {
            "text": words,
            "notes": f"Rewritten: about {seconds:.0f} s. Correct it as you like, or undo it.",
        }

    return begun(request, work)


@require_POST
@never_cache
def write_publication(request: UserRequest, pk: Any) -> HttpResponse:
    """Have title, description and hashtags written, which are shown on the film's page."""
    generation = owned_with_film(request, pk)
    told = [scene.as_read for scene in generation.scenes.all() if scene.as_read.strip()]
    narration, title, language = "\n\n".join(told), generation.title, generation.language or "en"

    def work() -> Told:
        with made_for(generation.pk):
            made = films.write_publication(narration=narration, title=title, language=language)
        Generation.objects.filter(pk=generation.pk).update(publication=asdict(made))
        return {"notes": WRITTEN}

    if "look" in request.POST:
        return begun(request, work)
    found = waited_for(request, f"publication-{generation.pk.hex}", work)
    if refusal := found.get("refusal"):
        messages.error(request, str(refusal))
    else:
        messages.success(request, WRITTEN)
    return redirect(f"{reverse('watch', args=[generation.pk])}#publishing")


@require_POST
@never_cache
def write_translation(request: UserRequest, pk: Any) -> JsonResponse:
    """Begin to translate what a film says, which comes into the fields of the page."""
    form = LanguageForm(None, generation=owned_with_film(request, pk))
    wish = TranslationWish(request.POST, form=form)
    if not wish.is_valid():
        return JsonResponse({"refusal": wish.refusal})
    into = wish.cleaned_data["language"]
    return begun(request, lambda: _translated(form, into))


def _translated(form: LanguageForm, into: str) -> Told:
    film = form.generation
    with made_for(film.pk):
        made = films.translate(
            tuple(scene.narration for scene in form.scenes),
            title=film.title,
            language=film.language or "en",
            into=into,
        )
    names = [f"scene-{scene.position}-words" for scene in form.scenes]
    return {
        "title": made.title,
        "words": dict(zip(names, made.narrations, strict=True)),
        "notes": TRANSLATED,
    }


def with_translation(request: UserRequest, generation: Generation) -> tuple[LanguageForm, str, str]:
    """Return the form with the words in the language that was chosen, and a note or a refusal, for a page without scripts."""
    data = request.POST.copy()
    blank = LanguageForm(None, generation=generation)
    wish = TranslationWish(data, form=blank)
    if not wish.is_valid():
        return _unjudged(data, generation), "", wish.refusal
    into = wish.cleaned_data["language"]
    words = repr([scene.narration for scene in blank.scenes])
    token = hashlib.sha256(f"{generation.pk} {into} {words}".encode()).hexdigest()[:32]
    told = waited_for(request, token, lambda: _translated(blank, into))
    if refusal := told.get("refusal"):
        return _unjudged(data, generation), "", str(refusal)
    data.update({"title": told["title"], **told["words"]})
    return LanguageForm(data, generation=generation), told["notes"], ""


def _unjudged(data: Any, generation: Generation) -> LanguageForm:
    """Return the form with all that was typed, of which nobody says yet what is missing."""
    form = LanguageForm(data, generation=generation)
    form.errors.clear()
    return form
