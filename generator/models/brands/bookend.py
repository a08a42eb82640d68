"""An intro or outro as films of one shape show it, made once of what its owner gave."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from generator.models.brands.brand import Brand


def bookend_path(bookend: Bookend, filename: str) -> str:
    brand = bookend.brand
    return f"users/{brand.owner_id}/brands/{brand.pk.hex}/{uuid.uuid4().hex[:12]}-{filename}"


class Bookend(models.Model):
    """What was made of a brand's intro or outro for frames of one size; without a picture it could not be made.

    All films with the brand share it. It is deleted with the file that it was made of.
    """

    FILES: ClassVar = ("picture", "clip", "sound")

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="bookends")
    place = models.CharField(max_length=5, choices=Brand.Place)
    made_from = models.CharField(max_length=64)
    picture = models.FileField(
        upload_to=bookend_path, max_length=255, blank=True, help_text="Its first frame."
    )
    clip = models.FileField(
        upload_to=bookend_path, max_length=255, blank=True, help_text="Empty: it is a picture."
    )
    sound = models.FileField(upload_to=bookend_path, max_length=255, blank=True)
    seconds = models.FloatField(default=0.0)
    error = models.CharField(max_length=500, blank=True, help_text="Why it could not be made, for its owner.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "place", "made_from"], name="bookend_made_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_place_display()}, {self.seconds:g} s"

    def file_names(self) -> list[str]:
        files = (getattr(self, name) for name in self.FILES)
        return [file.name for file in files if file]
