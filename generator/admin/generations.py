"""The admin pages of films: watch, review, retry and cancel."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timezone import localtime

from generator import tasks
from generator.admin.filters import FellBackFilter, FilmList, FlashFilter, StatusFilter
from generator.admin.scenes import NOTHING, SceneInline, clock, made_by
from generator.forms.appearance import APPEARANCE
from generator.models import Generation
from generator.models.allowance import Price

PICTURE = "Seen in the picture"
Review = Generation.Review


@admin.register(Generation)
class GenerationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's admin takes no parameter at run time.
    """A page on which staff edit only the review; the other fields are shown, and changed only by actions."""

    list_display = ("thumbnail", "name", "owner", "made_from", "state", "review", "lengths")
    list_display_links = ("thumbnail", "name")
    list_filter = (
        ("status", StatusFilter),
        "stage",
        "review",
        "kind",
        FellBackFilter,
        FlashFilter,
        "style",
        "size",
        "created_at",
    )
    list_select_related = ("owner", "film")
    list_per_page = 50
    # Django shows the field for it only if there are any; see get_search_results.
    search_fields = ("title",)
    search_help_text = "Words that the video says now, of its title or its keywords, the owner's e-mail address, or a video's id."
    actions = ("approve", "reject", "retry", "cancel")
    inlines = (SceneInline,)
    # The page of a video is for its owner only: staff watch the film here.
    view_on_site = False
    fieldsets = (
        (None, {"fields": ("player", "review", "title", "owner", "kind", "status", "error")}),
        (
            "Asked for",
            {
                "fields": (
                    "input_text",
                    "style",
                    "size",
                    "language",
                    "voice",
                    "pace",
                    "music",
                    "effects",
                    *APPEARANCE,
                )
            },
        ),
        (PICTURE, {"fields": ("uploaded_picture", "description", "keywords", "described_by")}),
        (
            "Run",
            {
                "fields": (
                    "written_by",
                    "seed",
                    "stage",
                    "progress",
                    "attempt",
                    "worker",
                    "lease",
                    "lease_until",
                )
            },
        ),
        ("Times", {"fields": ("length", "flashes", "run_time", "created_at", "started_at", "finished_at")}),
    )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[FilmList]:
        return FilmList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Generation]:
        """Leave out texts that are still being written: staff review what was sent."""
        rows: QuerySet[Generation] = super().get_queryset(request)
        return rows.exclude(status=Generation.Status.DRAFT, kind=Generation.Kind.TEXT)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        shown = [name for _, options in self.fieldsets for name in options["fields"]]
        return [str(name) for name in shown if name != "review"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        has_picture = obj is not None and obj.kind == Generation.Kind.IMAGE
        return fieldsets if has_picture else [part for part in fieldsets if part[0] != PICTURE]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Generation], search_term: str
    ) -> tuple[QuerySet[Generation], bool]:
        try:
            return queryset.filter(pk=uuid.UUID(search_term.strip())), False
        except ValueError:
            said = Generation.objects.search(search_term).order_by().values("pk")
            return queryset.filter(Q(pk__in=said) | Q(owner__email__icontains=search_term.strip())), False

    def save_model(
        self, request: HttpRequest, obj: Generation, form: ModelForm[Generation], change: bool
    ) -> None:
        # Saving all fields would overwrite what a worker has changed since the row was read.
        obj.save(update_fields=form.changed_data)
        if "review" in form.changed_data:
            Generation.objects.filter(pk=obj.pk).judge(obj.review)

    def delete_model(self, request: HttpRequest, obj: Generation) -> None:
        # A worker on it must learn that the run is over before the files are deleted.
        obj.cancel()
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Generation]) -> None:
        for generation in queryset:
            generation.cancel()
        super().delete_queryset(request, queryset)

    @admin.display(description="poster")
    def thumbnail(self, generation: Generation) -> str:
        if not (generation.film and generation.film.poster):
            return NOTHING
        address = reverse("poster", args=[generation.pk])
        return format_html('<img class="thumbnail" src="{}" alt="{}" loading="lazy">', address, generation)

    @admin.display(description="title, made", ordering="created_at")
    def name(self, generation: Generation) -> str:
        title = Truncator(generation.title or generation.input_text or str(generation)).chars(50)
        made = localtime(generation.created_at)
        return format_html("{}<small>{}</small>", title, date_format(made, "j M Y, H:i"))

    @admin.display(description="kind", ordering="kind")
    def made_from(self, generation: Generation) -> str:
        return generation.kind.capitalize()

    @admin.display(description="status, stage", ordering="status")
    def state(self, generation: Generation) -> str:
        status = generation.get_status_display()
        status += ", in the bin" if generation.binned_at else ""
        shows_stage = generation.stage and generation.status != Generation.Status.SUCCEEDED
        return f"{status}: {generation.stage}" if shows_stage else status

    @admin.display(description="film, run", ordering="film__duration")
    def lengths(self, generation: Generation) -> str:
        told = f"{self.length(generation)}, {self.run_time(generation)}"
        return f"{told}, flashes" if generation.film and generation.film.flashes else told

    @admin.display
    def length(self, generation: Generation) -> str:
        return clock(generation.film.duration if generation.film else None)

    @admin.display(description="flashes too often")
    def flashes(self, generation: Generation) -> str:
        found = generation.film.flashes if generation.film else []
        return ", ".join(f"{clock(first)} to {clock(last)}" for first, last, _ in found) or NOTHING

    @admin.display(description="run time")
    def run_time(self, generation: Generation) -> str:
        if not generation.started_at or not generation.finished_at:
            return NOTHING
        return clock((generation.finished_at - generation.started_at).total_seconds())

    @admin.display(description="film")
    def player(self, generation: Generation) -> str:
        if not generation.film:
            return NOTHING
        names = ("video", "poster", "captions")
        return format_html(
            '<video class="player" controls playsinline preload="metadata" src="{}" poster="{}">'
            '<track kind="captions" src="{}" srclang="{}" label="Captions"></video>',
            *(reverse(name, args=[generation.pk]) for name in names),
            generation.language or "en",
        )

    @admin.display(description="picture")
    def uploaded_picture(self, generation: Generation) -> str:
        if not generation.input_image:
            return NOTHING
        address = reverse("picture", args=[generation.pk])
        return format_html('<img class="upload" src="{}" alt="What was uploaded">', address)

    @admin.display(description="described by")
    def described_by(self, generation: Generation) -> str:
        error = generation.description_error
        return made_by(generation.description_provider, fell_back=bool(error), error=error)

    @admin.display(description="storyboard by")
    def written_by(self, generation: Generation) -> str:
        error = generation.storyboard_error
        return made_by(generation.storyboard_provider, fell_back=bool(error), error=error)

    @admin.action(description="Approve the selected videos", permissions=["change"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Generation]) -> None:
        self._review(request, queryset, Review.APPROVED)

    @admin.action(description="Reject the selected videos", permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Generation]) -> None:
        self._review(request, queryset, Review.REJECTED)

    @admin.action(description="Try the selected videos again", permissions=["change"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Generation]) -> None:
        chosen = list(queryset)
        # It is staff who want it, so nothing is taken from its owner's share.
        queued = [one for one in chosen if tasks.enqueue(one, one.retry, Price.NOTHING)]
        self._tell(request, queued, "queued again", left=len(chosen) - len(queued))

    @admin.action(description="Cancel the selected videos", permissions=["change"])
    def cancel(self, request: HttpRequest, queryset: QuerySet[Generation]) -> None:
        chosen = list(queryset)
        cancelled = [generation for generation in chosen if generation.cancel()]
        self._tell(request, cancelled, "cancelled", left=len(chosen) - len(cancelled))

    def _review(self, request: HttpRequest, queryset: QuerySet[Generation], review: Review) -> None:
        changed = list(queryset.exclude(review=review))
        Generation.objects.filter(pk__in=[generation.pk for generation in changed]).judge(review)
        self._tell(request, changed, review.label.lower(), left=0)

    def _tell(self, request: HttpRequest, done: Iterable[Generation], what: str, left: int) -> None:
        done = list(done)
        for generation in done:
            self.log_change(request, generation, what.capitalize())
        count = f"{len(done)} video{'' if len(done) == 1 else 's'} {what}"
        rest = f", {left} left as {'it was' if left == 1 else 'they were'}" if left else ""
        self.message_user(request, f"{count}{rest}.", messages.WARNING if left else messages.SUCCESS)
