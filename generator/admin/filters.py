"""Filters of the staff's list of films."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from generator.models import Generation, Scene


class FilmList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        # The total beside the search links to the unfiltered list, which has no drafts.
        self.full_result_count = self.root_queryset.exclude(status=Generation.Status.DRAFT).count()


class StatusFilter(admin.ChoicesFieldListFilter):
    """A filter that lists drafts, which are unfinished forms and not films, only if they are chosen."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        if self.used_parameters:
            return super().queryset(request, queryset)
        return queryset.exclude(status=Generation.Status.DRAFT)

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        everything, *statuses = super().choices(changelist)
        yield {**everything, "display": "All but drafts"}
        yield from statuses


class FellBackFilter(admin.SimpleListFilter):
    title = "stand-ins"
    parameter_name = "fell_back"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Something was made by a stand-in"), ("no", "Nothing was")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Generation]) -> QuerySet[Generation]:
        if self.value() not in ("yes", "no"):
            return queryset
        in_scenes = Exists(Scene.objects.with_stand_ins().filter(generation=OuterRef("pk")))
        in_words = ~Q(description_error="") | ~Q(storyboard_error="")
        stood_in = Q(in_scenes) | in_words
        return queryset.filter(stood_in if self.value() == "yes" else ~stood_in)


class FlashFilter(admin.SimpleListFilter):
    title = "flashes"
    parameter_name = "flashes"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "The film flashes too often")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Generation]) -> QuerySet[Generation]:
        return queryset.filter(film__isnull=False).exclude(film__flashes=[]) if self.value() else queryset
