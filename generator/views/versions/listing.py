"""The list of a video's versions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from generator.models import Film, Generation
from generator.models.allowance import allowance_of
from generator.views.versions.wording import told_changes
from generator.web.requests import UserRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One line of the list. `changes` is None for the first of all, and where the one before it is gone.

    `frees` has the bytes that would be free without it.
    """

    film: Film
    is_shown: bool
    base: Film | None
    changes: list[str] | None
    frees: int


def owned_with_film(request: UserRequest, pk: Any) -> Generation:
    films = Generation.objects.owned_by(request.user).select_related("owner", "film")
    return get_object_or_404(films, pk=pk)


def shown_films(generation: Generation) -> list[Film]:
    """Return the versions that were shown, the newest first, each knowing its generation."""
    films = (
        generation.films.exclude(shown_at=None).order_by("-number").prefetch_related(Prefetch("keepsakes"))
    )
    for film in films:
        film.generation = generation
    return list(films)


def version_rows(generation: Generation, films: list[Film]) -> list[VersionRow]:
    frees = bytes_freed(generation, films)
    rows = []
    for film in films:
        base = base_of(film, films)
        rows.append(
            VersionRow(
                film=film,
                is_shown=film.pk == generation.film_id,
                base=base,
                changes=told_changes(base, film) if base else None,
                frees=frees[film.pk],
            )
        )
    return rows


def base_of(film: Film, films: list[Film]) -> Film | None:
    """Return the version that one was made from, or else the last before it that is still there."""
    made_from = next((one for one in films if one.number == film.before), None)
    return made_from or next((one for one in films if one.number < film.number), None)


def bytes_freed(generation: Generation, films: list[Film]) -> dict[int, int]:
    """Return by key how many bytes would be free without each film: its own, and those of what only it names."""
    named = Counter(keepsake.file.name for film in films for keepsake in film.keepsakes.all())
    used = {name for scene in generation.scenes.prefetch_related("cutaways") for name in scene.file_names()}
    used.add(str(generation.music_file.name))
    return {
        film.pk: (film.stored_bytes or 0)
        + sum(
            keepsake.size
            for keepsake in film.keepsakes.all()
            if named[keepsake.file.name] == 1 and keepsake.file.name not in used
        )
        for film in films
    }


@require_safe
@never_cache
@gzip_page
def versions(request: UserRequest, pk: Any) -> HttpResponse:
    generation = owned_with_film(request, pk)
    films = shown_films(generation)
    context = {
        "generation": generation,
        "rows": version_rows(generation, films),
        "most": settings.GENERATOR_FILMS_KEPT,
        "allowance": allowance_of(generation.owner),
        "compared": (films[1].number, films[0].number) if len(films) > 1 else (0, 0),
    }
    return render(request, "generator/versions.html", context)
