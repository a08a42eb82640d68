"""One recording of all scenes of a film, as it was cut, until its owner takes it or lets go of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Now

from generator.models.files.stored import delete_files


def narration_path(narration: Narration, filename: str) -> str:
    """Return a new, unique path: fingerprints distinguish recordings by it."""
    return f"{narration.generation.directory}/scene-recording-{uuid.uuid4().hex}"


def preview_path(narration: Narration, filename: str) -> str:
    return f"{narration.generation.directory}/narration-{uuid.uuid4().hex}.wav"


class Narration(models.Model):
    """A recording of all scenes. Once it is taken, the scenes name its file, each with its part."""

    generation = models.OneToOneField(
        "generator.Generation", on_delete=models.CASCADE, related_name="narration"
    )
    file = models.FileField(upload_to=narration_path, max_length=255, help_text="As it came.")
    preview = models.FileField(
        upload_to=preview_path, max_length=255, help_text="A small WAV of it, of which parts are heard."
    )
    seconds = models.FloatField(help_text="Of all of it.")
    cuts = models.JSONField(
        help_text="For each scene its key, first and last second, and whether it is heard."
    )
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"Narration of {self.generation}"

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
