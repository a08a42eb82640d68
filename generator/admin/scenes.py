"""The storyboard on a film's admin page: providers, figures and durations of each picture and passage."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from generator.models import Scene

NOTHING = "-"
OF_OWNER = "The owner's picture"


def clock(seconds: float | None) -> str:
    """Return a duration in seconds as minutes and seconds: 75 is "1:15"."""
    if seconds is None:
        return NOTHING
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def made_by(provider: str, *, figures: str = "", fell_back: bool = False, error: str = "") -> str:
    """Return a provider's name with its model, its figures below, and the reason if it stood in for another."""
    if not provider:
        return NOTHING
    reason = f"Stood in: {error}" if error else "Stood in."
    return format_html(
        '<span class="made-by">{}</span>{}{}',
        provider,
        format_html("<small>{}</small>", figures) if figures else "",
        format_html('<small class="stand-in">{}</small>', reason) if fell_back else "",
    )


def figures_of(seconds: float | None, tries: int) -> str:
    """Return duration and number of tries as text; rows older than these fields have neither."""
    if seconds is None:
        return ""
    if tries == 0:
        return "from memory"
    return f"{seconds:.1f} s, {tries} {'try' if tries == 1 else 'tries'}"


class SceneInline(admin.TabularInline):  # type: ignore[type-arg]  # Django's admin takes no parameter at run time.
    model = Scene
    verbose_name_plural = "storyboard"
    fields = readonly_fields = ("picture", "narration", "prompt", "picture_by", "voice_by", "on_screen")
    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display
    def picture(self, scene: Scene) -> str:
        if not scene.image:
            return NOTHING
        address = reverse("scene_picture", args=[scene.generation_id, scene.number])
        return format_html('<img class="thumbnail" src="{}" alt="{}" loading="lazy">', address, scene)

    @admin.display(description="picture by")
    def picture_by(self, scene: Scene) -> str:
        if scene.shows_owners_picture and not scene.image_fell_back:
            return OF_OWNER
        seed = "the film's seed" if scene.image_seed is None else f"seed {scene.image_seed}"
        figures = figures_of(scene.image_seconds, scene.image_tries)
        return made_by(
            scene.image_provider,
            figures=f"{figures}, {seed}" if figures else "",
            fell_back=scene.image_fell_back,
            error=scene.error,
        )

    @admin.display(description="voice by")
    def voice_by(self, scene: Scene) -> str:
        if scene.speech_missing:
            return format_html('{}<small class="stand-in">{}</small>', NOTHING, scene.speech_missing)
        return made_by(
            scene.speech_provider,
            figures=figures_of(scene.speech_seconds, scene.speech_tries),
            fell_back=scene.speech_fell_back,
            error=scene.speech_error,
        )

    @admin.display(description="on screen")
    def on_screen(self, scene: Scene) -> str:
        return NOTHING if scene.end is None else f"{clock(scene.start)} to {clock(scene.end)}"
