"""Takes: pictures of a scene that it does not show, kept with it so that its owner can choose among them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.db.models.functions import Now

from generator.models.appearance import Appearance
from generator.models.credits.credited import HasCredit
from generator.models.credits.picked import HasPick
from generator.models.files.miniature import HasMiniature
from generator.models.files.origin import MOVING, Origin
from generator.models.files.stored import delete_files, size_of

if TYPE_CHECKING:
    from generator.models.scene import Scene

# As many are kept with a scene, besides the picture that it shows; of those, as many that it showed before.
MOST_TAKES: Final = 12
MOST_FORMER: Final = 4
# What a scene and its takes have alike. The files and the number are under names of their own below.
COLUMNS: Final = (
    *("prompt", "cuts_away", "is_own_picture", "is_painted", "focus", "image_fingerprint", "image_origin"),
    *("image_provider", "image_fell_back", "image_seed", "image_seconds", "image_tries", "error", "credit"),
    "picked",
)
FILES: Final = ("image", "layers")
# What a scene is to show, by where its picture comes from.
KINDS: Final[dict[str, str]] = {
    Origin.PAINTED: Appearance.Pictures.PAINTED,
    Origin.COLLECTION: Appearance.Pictures.PHOTOS,
}


def take_path(take: Take, filename: str) -> str:
    """Return a new, unique path: a worker that was believed dead cannot overwrite what another has made."""
    return f"{take.scene.generation.directory}/takes/{uuid.uuid4().hex}-{filename}"


class TakeQuerySet(models.QuerySet["Take"]):
    def keep_former(self, scene: Scene, style: str) -> None:
        """Keep the picture that a scene shows, in this style, as one of its takes, before another takes its place.

        Not what a stand-in made, a clip, or a picture that does not fit the scene any more.
        """
        if not is_worth_keeping(scene) or self.filter(scene=scene, image=scene.image.name).exists():
            return
        take = Take(scene=scene, was_shown=True, style=style, variant=scene.image_number)
        # Whatever kind a scene wants, what its owner has picked is shown.
        take.pictures = "" if scene.picked else KINDS.get(scene.image_origin, "")
        for name in COLUMNS:
            setattr(take, name, getattr(scene, name))
        for name in FILES:
            setattr(take, name, getattr(scene, name).name)
        take.save()
        self.filter(scene=scene).drop_surplus()

    def drop_surplus(self) -> None:
        """Let go of the oldest pictures that one scene showed before, beyond as many as are kept."""
        former = self.filter(was_shown=True).order_by("-made_at", "-pk")
        self.filter(pk__in=[take.pk for take in former[MOST_FORMER:]]).drop()

    def drop(self) -> int:
        """Delete takes, with the files that nothing else names."""
        takes = list(self)
        names = [name for take in takes for name in take.file_names()]
        self.model.objects.filter(pk__in=[take.pk for take in takes]).delete()
        delete_files(names)
        return len(takes)


def is_worth_keeping(scene: Scene) -> bool:
    """Return whether the picture of a scene is one that its owner may want to go back to."""
    is_clip = scene.clip_upload or scene.image_origin in MOVING
    return bool(scene.image and scene.image_fingerprint and not scene.image_fell_back and not is_clip)


class Take(HasMiniature, HasCredit, HasPick):
    """A picture of a scene with all that is known of it. The scene may name the same files: then it shows this one."""

    pictured = "image"

    scene = models.ForeignKey("generator.Scene", on_delete=models.CASCADE, related_name="takes")
    prompt = models.TextField(blank=True)
    style = models.CharField(max_length=20, help_text="In which it was painted.")
    variant = models.PositiveIntegerField(help_text="Which of the pictures that fit the prompt.")
    was_shown = models.BooleanField(default=False, help_text="The scene has shown it before.")
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    cuts_away = models.BooleanField(default=True, help_text="As in scenes.")
    is_own_picture = models.BooleanField(default=False, help_text="As in scenes.")
    is_painted = models.BooleanField(default=False, help_text="As in scenes.")
    pictures = models.CharField(max_length=10, blank=True, help_text="What it is. Empty: the owner's own.")
    focus = models.JSONField(default=list, blank=True, help_text="As in scenes.")
    image = models.FileField(upload_to=take_path, max_length=255)
    layers = models.FileField(upload_to=take_path, max_length=255, blank=True, help_text="As in scenes.")
    image_fingerprint = models.CharField(max_length=64)
    image_origin = models.CharField(max_length=10, choices=Origin)
    image_provider = models.CharField(max_length=100, blank=True)
    image_fell_back = models.BooleanField(default=False)
    image_seed = models.PositiveBigIntegerField(null=True, blank=True)
    image_seconds = models.FloatField(null=True, blank=True)
    image_tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True, help_text="Why a stand-in made it.")

    objects = TakeQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return f"A take of {self.scene}"

    def put_into(self, scene: Scene) -> None:
        """Let a scene show it: unsaved, and without anything being made anew for that."""
        if self.style != scene.style_in_force:
            scene.style = self.style
        if self.pictures and self.pictures != scene.pictures_in_force:
            scene.pictures = self.pictures
        scene.image_variant = self.variant
        for name in COLUMNS:
            setattr(scene, name, getattr(self, name))
        for name in FILES:
            setattr(scene, name, getattr(self, name).name)

    def file_names(self) -> list[str]:
        return [file.name for file in (self.image, self.layers, self.miniature) if file]

    def measure(self) -> int:
        """Return the bytes of its files."""
        return sum(size_of(name) for name in self.file_names())

    def count_more(self, size: int) -> None:
        generation: Any = self.scene.generation
        generation.count_more(size)
