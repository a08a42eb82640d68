"""One recording of all scenes of a film: it waits to be cut, then for its owner, who takes it or lets go of it."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.core.files.base import File
from django.db import models, transaction

from generator.models.files.stored import delete_files, delete_unnamed
from generator.models.scenes.order import Order, OrderQuerySet


def narration_path(narration: Narration, filename: str) -> str:
    """Return a new, unique path: fingerprints distinguish recordings by it."""
    return f"{narration.generation.directory}/scene-recording-{uuid.uuid4().hex}"


def preview_path(narration: Narration, filename: str) -> str:
    return f"{narration.generation.directory}/narration-{uuid.uuid4().hex}.wav"


class Narration(Order):
    """A recording of all scenes, which a worker cuts. Once it is taken, the scenes name its file, each with its part."""

    FILM: ClassVar[str] = "generation"
    GIVEN_UP: ClassVar[str] = "We tried three times and could not cut this recording. Please try another one."
    UNMADE: ClassVar[dict[str, Any]] = {"cuts__isnull": True}

    generation = models.OneToOneField(
        "generator.Generation", on_delete=models.CASCADE, related_name="narration"
    )
    file = models.FileField(upload_to=narration_path, max_length=255, help_text="As it came.")
    preview = models.FileField(
        upload_to=preview_path,
        max_length=255,
        blank=True,
        help_text="A small WAV of it, of which parts are heard.",
    )
    seconds = models.FloatField(default=0.0, help_text="Of all of it, once it is cut.")
    cuts = models.JSONField(
        null=True,
        blank=True,
        help_text="For each scene its key, first and last second, and whether it is heard; none: not cut yet.",
    )

    objects = OrderQuerySet["Narration"].as_manager()

    def __str__(self) -> str:
        return f"Narration of {self.generation}"

    @property
    def is_coming(self) -> bool:
        """Whether it is still to be cut."""
        return self.cuts is None and not self.error

    def file_names(self) -> list[str]:
        return [file.name for file in (self.file, self.preview) if file]

    def drop(self) -> None:
        """Let go of it, and of its files unless scenes name them."""
        names = self.file_names()
        film: Any = self.generation
        with transaction.atomic():
            self.delete()
            delete_files(names)
        film.measure_storage()

    def fulfil(self, seconds: float, cuts: list[dict[str, Any]], preview: File[Any]) -> bool:
        """Note where it was cut; say whether this worker still held the lease."""
        self.preview.save("preview", preview, save=False)
        name = str(self.preview.name)
        if not self.mine().update(seconds=seconds, cuts=cuts, preview=name, lease_until=None, worker=""):
            delete_unnamed([name])
            return False
        film: Any = self.generation
        film.measure_storage()
        return True
