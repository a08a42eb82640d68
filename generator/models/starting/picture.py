"""The pictures and clips with which a film is begun that has several: each with its place and its words."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models

from generator.models.files.miniature import HasMiniature

if TYPE_CHECKING:
    from generator.models.generation import Generation

# How many pictures and clips a film may begin with.
MOST_PICTURES = 40
# Characters of a file's name that are kept, for sorting by name and for telling files apart.
LONGEST_NAME = 120


def start_upload_path(picture: StartPicture, filename: str) -> str:
    """Give the upload a name of ours: what a stranger calls a file never reaches the storage."""
    return f"{picture.generation.directory}/start-{picture.pk.hex}"


def start_picture_path(picture: StartPicture, filename: str) -> str:
    """Return a path that is unique to the attempt, so that an old worker cannot overwrite a newer result."""
    generation: Generation = picture.generation
    return f"{generation.directory}/{generation.lease}/start-{picture.pk.hex}.jpg"


class StartPictureQuerySet(models.QuerySet["StartPicture"]):
    def unseen(self) -> StartPictureQuerySet:
        """Keep those that a worker has neither cleaned nor refused."""
        return self.filter(is_seen=False, error="")

    def arrange(self, order: Sequence[StartPicture]) -> None:
        """Give pictures of one film the places that they have in `order`."""
        moved = []
        for position, picture in enumerate(order):
            if picture.position != position:
                picture.position = position
                moved.append(picture)
        self.bulk_update(moved, ["position"])

    def file_names(self) -> list[str]:
        return [name for picture in self for name in picture.file_names()]


class StartPicture(HasMiniature):
    """One of several pictures with which a film is begun: a photo, or a clip with the picture that stands for it."""

    pictured = "image"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    generation = models.ForeignKey(
        "generator.Generation", on_delete=models.CASCADE, related_name="start_pictures"
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME, blank=True, help_text="What its owner calls the file.")
    words = models.TextField(blank=True, help_text="What is said over it, as its owner writes it.")
    taken_at = models.DateTimeField(
        null=True, blank=True, help_text="By the camera's clock, else the time of the file."
    )
    upload = models.FileField(
        upload_to=start_upload_path,
        max_length=255,
        blank=True,
        help_text="A photo as it came, until a worker has cleaned it.",
    )
    clip = models.FileField(
        upload_to=start_upload_path,
        max_length=255,
        blank=True,
        help_text="A clip as it came. Empty: a photo.",
    )
    clip_seconds = models.FloatField(null=True, blank=True)
    clip_has_sound = models.BooleanField(default=False)
    image = models.FileField(
        upload_to=start_picture_path,
        max_length=255,
        blank=True,
        help_text="The cleaned photo, or a picture that stands for the clip.",
    )
    is_seen = models.BooleanField(default=False, help_text="A worker has cleaned it.")
    description = models.TextField(blank=True, help_text="What is seen in it; said if nothing else is.")
    error = models.CharField(max_length=500, blank=True, help_text="Why it cannot be used, for its owner.")

    objects = StartPictureQuerySet.as_manager()

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name or f"{'Clip' if self.clip else 'Picture'} {self.number}"

    @property
    def number(self) -> int:
        return self.position + 1

    @property
    def kind(self) -> str:
        return "clip" if self.clip else "photo"

    def keep(self, **fields: Any) -> bool:
        """Write a product if the run that made it still holds the lease. Return whether it was written."""
        generation: Generation = self.generation
        if not generation.held().exists():
            return False
        return StartPicture.objects.filter(pk=self.pk).update(**fields) == 1

    def file_names(self) -> list[str]:
        return [file.name for file in (self.upload, self.clip, self.image, self.miniature) if file]

    def count_more(self, size: int) -> None:
        self.generation.count_less(-size)
