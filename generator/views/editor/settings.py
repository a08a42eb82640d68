"""What the page of a film's settings asks while one changes them: what is made again, and how music sounds."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from generator.forms.settings.film import FilmForm
from generator.models import Generation, Scene
from generator.pipeline.remade import Remade
from generator.providers.costs.estimating import Plan, estimate
from generator.views.files import viewable
from generator.web.delivery import deliver
from generator.web.requests import UserRequest
from studio.errors import StudioError
from studio.film.sound.music import MOODS
from studio.film.uploads.sound_files import inspect_music

TYPES = {"MP3": "audio/mpeg", "WAV": "audio/wav", "OGG": "audio/ogg", "M4A": "audio/mp4"}


@require_POST
@never_cache
def remade(request: UserRequest, pk: Any) -> HttpResponse:
    """Say what is made again for the settings that are chosen on the page, and what is set in each section."""
    films = Generation.objects.owned_by(request.user).select_related("owner", "film", "brand")
    generation = get_object_or_404(films, pk=pk)
    form = FilmForm(request.POST, {}, generation=generation)
    form.is_valid()
    scenes = list(generation.scenes.prefetch_related("cutaways"))
    remade = form.remade(scenes)
    context = {
        "settings": form,
        "remade": remade,
        "estimate": _estimate(form, remade, scenes),
        "is_fragment": True,
    }
    return render(request, "generator/settings/_remade.html", context)


def _estimate(form: FilmForm, remade: Remade, scenes: list[Scene]) -> str:
    """Say what services are asked for by what is made again, and about what it costs."""
    chosen, film = form.cleaned_data if form.is_told else {}, form.generation
    letters = sum(len(scene.as_read) for scene in scenes if not scene.recording)
    share = remade.narrations / remade.of_narrations if remade.of_narrations and remade.has_voice else 0.0
    plan = Plan(
        pictures=remade.pictures,
        letters=round(letters * share),
        language=chosen.get("chosen_language") or film.language or "en",
        voice=chosen.get("voice", film.voice),
    )
    return estimate(plan)


@require_safe
def own_music(request: UserRequest, pk: Any) -> HttpResponseBase:
    """Return the sound file that its owner gave for a film's music."""
    music = viewable(request, pk).music_file
    if not music:
        raise Http404("There is none.")
    with music.open("rb") as file:
        # Its name is ours: what it is, its first bytes say.
        try:
            kind = inspect_music(file, file.size)
        except StudioError:
            kind = ""
    # Of another site, its loudness could not be changed by the page.
    return deliver(request, music, TYPES.get(kind, "application/octet-stream"), own_origin=True)


def music_samples(generation: Generation) -> dict[str, str]:
    """Return where to hear each kind of music, by the value of its choice."""
    samples = {mood: static(f"sound/music/{mood}.m4a") for mood in MOODS}
    samples[Generation.AUTO_MUSIC] = samples[generation.mood or "calm"]
    if generation.music_file:
        address = reverse("own_music", args=[generation.pk])
        # A new file has another address, so that browsers do not play the one before it.
        samples[Generation.OWN_MUSIC] = f"{address}?v={generation.music_file.name.rpartition('/')[2]}"
    return samples
